package argument

import (
	"math"
	"slices"
	"strconv"
)

// roundNumbers are where a logarithmic slider stops in each power of ten (after the
// most rounded of the preferred numbers, ISO 497, series R 20).
var roundNumbers = [...]string{"1", "1.1", "1.2", "1.4", "1.5", "1.8", "2", "2.2", "2.5", "2.8", "3", "3.5", "4", "4.5", "5", "5.5", "6", "7", "8", "9"}

// A Slider is the range of a native slider, in its own numbers: a parameter's values,
// or, where it is logarithmic, the stops, counted from 0.
type Slider struct{ Min, Max, Step float64 }

// Slider returns the range of p's slider.
func (p *Param) Slider() Slider {
	if p.Log {
		return Slider{0, float64(len(p.stops()) - 1), 1}
	}
	return Slider{p.Min, p.Max, p.Step}
}

// OnSlider returns where v stands on p's slider: on a logarithmic one at the nearest
// stop.
func (p *Param) OnSlider(v float64) float64 {
	if !p.Log {
		return v
	}
	stops := p.stops()
	k, _ := slices.BinarySearch(stops, v)
	if k == len(stops) || k > 0 && v*v < stops[k-1]*stops[k] {
		k--
	}
	return float64(k)
}

// Reached is v as far as the slider goes, and NaN beyond it: where a rule or a region stands that is to be seen.
func (p *Param) Reached(v float64) float64 {
	if v > p.Max {
		return math.NaN()
	}
	return v
}

// FromSlider returns the value at a place on p's slider.
func (p *Param) FromSlider(at float64) float64 {
	if !p.Log || math.IsNaN(at) {
		return at
	}
	stops := p.stops()
	return stops[int(math.Max(0, math.Min(math.Floor(at+0.5), float64(len(stops)-1))))]
}

// Nearest returns the legal value nearest to v at which p's slider can stand.
func (p *Param) Nearest(v float64) float64 {
	legal, _ := p.Snap(v)
	return p.FromSlider(p.OnSlider(legal))
}

// Stepped returns the value n steps from v: on a logarithmic slider the n-th stop
// beyond it, at most the last.
func (p *Param) Stepped(v float64, n int) float64 {
	if !p.Log {
		return v + float64(float64(n)*p.Step)
	}
	stops := p.stops()
	k, there := slices.BinarySearch(stops, v)
	if n > 0 && !there { // from the stop below
		k--
	}
	return stops[max(0, min(k+n, len(stops)-1))]
}

// stops are the round numbers that are legal, and both ends.
func (p *Param) stops() []float64 {
	stops := []float64{p.Min}
	for power := -9; power <= 12; power++ {
		if one, _ := strconv.ParseFloat("1e"+strconv.Itoa(power), 64); one > p.Max || 10*one < p.Min {
			continue
		}
		for _, text := range roundNumbers {
			v, _ := strconv.ParseFloat(text+"e"+strconv.Itoa(power), 64)
			if _, legal := p.Snap(v); legal && v > p.Min && v < p.Max {
				stops = append(stops, v)
			}
		}
	}
	return append(stops, p.Max)
}

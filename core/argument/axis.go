package argument

import (
	"math"
	"slices"
	"strconv"

	"kingman/core/portable"
	"kingman/core/words"
)

// niceSteps are the distances between ticks that read well, per power of ten.
var niceSteps = [...]float64{1, 2, 2.5, 4, 5, 8, 10}

// Part returns the value at a share of the axis, 0 at its beginning.
func (a Axis) Part(share float64) float64 {
	if a.Log {
		return a.Min * portable.Exp(share*portable.Log(a.Max/a.Min))
	}
	return a.Min + float64(share*(a.Max-a.Min))
}

// Share is the share of the axis at which v stands, the inverse of [Axis.Part]; −Inf on
// a logarithmic one for v ≤ 0.
func (a Axis) Share(v float64) float64 {
	if a.Log {
		if v <= 0 {
			return math.Inf(-1)
		}
		return portable.Log(v/a.Min) / portable.Log(a.Max/a.Min)
	}
	return (v - a.Min) / (a.Max - a.Min)
}

// Ahead is v where the axis reaches it beyond its beginning, else NaN: where a rule stands
// that is to be seen.
func (a Axis) Ahead(v float64) float64 {
	if v <= a.Min || v > a.Max {
		return math.NaN()
	}
	return v
}

// NiceMax returns the least top ≥ v of an axis from 0 with three or four equal
// steps, and the step. v ≤ 0, NaN and values too small to draw give an axis
// from 0 to 1.
func NiceMax(v float64) (top, step float64) {
	if !(v > 1e-9) || math.IsInf(v, 0) {
		return 1, 0.25
	}
	scale := 1.0
	for v/scale > 40 {
		scale *= 10
	}
	for v/scale <= 4 {
		scale /= 10
	}
	top = math.Inf(1)
	for _, n := range [...]float64{3, 4} {
		for _, s := range niceSteps {
			t := n * s * scale
			if t >= v && t < top {
				top, step = t, s*scale
			}
		}
	}
	return top, step
}

// CountAxis returns an axis from 0 up to at least most, for things that are
// counted.
func CountAxis(name string, unit words.Unit, most float64) Axis {
	top, step := NiceMax(most)
	if step < 1 && unit == words.People {
		top, step = 4, 1
	}
	return Ticked(Axis{Name: name, Unit: unit, Max: top}, step, 1, "")
}

// A TickUnit is what ticks are counted in on an axis that is From long at least: Size is one in the axis' own unit, and Noun
// is said at the last tick.
type TickUnit struct {
	From, Size float64
	Noun       string
}

// UnitAxis returns an axis from 0 up to at least most, with ticks in the last of the units, which rise, that it is long
// enough for.
func UnitAxis(name string, unit words.Unit, most float64, units ...TickUnit) Axis {
	u := units[0]
	for _, larger := range units[1:] {
		if most >= larger.From {
			u = larger
		}
	}
	top, step := NiceMax(most / u.Size)
	return Ticked(Axis{Name: name, Unit: unit, Max: top * u.Size}, step*u.Size, u.Size, u.Noun)
}

// WaitAxis returns an axis from 0 up to at least most working hours, marked in
// the unit that a reader would use for the longest.
func WaitAxis(name string, most float64) Axis {
	return UnitAxis(name, words.Hours, most, TickUnit{0, 1.0 / 60, "minutes"}, TickUnit{1, 1, "hours"},
		TickUnit{words.Day, words.Day, "days"}, TickUnit{words.Month, words.Week, "weeks"})
}

// LogAxis returns an axis from min to max, both above 0, on which equal factors are
// equally long, with a tick at each power of ten, or where those are few at its double
// and its fivefold, too.
func LogAxis(name string, unit words.Unit, min, max float64) Axis {
	a := Axis{Name: name, Unit: unit, Min: min, Max: max, Log: true}
	say := words.Short
	if unit == words.Hours || unit == words.ClockHours || unit == words.Share || unit == words.Money {
		say = func(v float64) string { return words.Say(v, unit) }
	}
	mantissas := []string{"1e", "2e", "5e"}
	if max/min > 200 {
		mantissas = mantissas[:1]
	}
	for power := -9; power <= 12; power++ {
		for _, m := range mantissas {
			if at, _ := strconv.ParseFloat(m+strconv.Itoa(power), 64); at >= min*(1-1e-9) && at <= max*(1+1e-9) {
				a.Ticks = append(a.Ticks, Tick{At: math.Max(min, math.Min(max, at)), Text: say(at)})
			}
		}
	}
	return a
}

// From returns a, which begins below least, without what is below that.
func (a Axis) From(least float64) Axis {
	a.Min = least
	a.Ticks = slices.DeleteFunc(slices.Clone(a.Ticks), func(t Tick) bool { return t.At < least })
	return a
}

// ShareAxis returns an axis from 0 up to at least most, a share, in percent; it
// ends at 100 % at the latest.
func ShareAxis(name string, most float64) Axis {
	top, step := NiceMax(100 * math.Min(most, 1))
	if top > 100 {
		top, step = 100, 25
	}
	return Ticked(Axis{Name: name, Unit: words.Share, Max: top / 100}, step/100, 0.01, "%")
}

// LoadAxis returns an axis from 0 up to at least most, a share that may be above 1, in percent.
func LoadAxis(name string, most float64) Axis {
	return UnitAxis(name, words.Share, most, TickUnit{Size: 0.01, Noun: "%"})
}

// MoneyAxis returns an axis from 0 up to at least most dollars.
func MoneyAxis(name string, most float64) Axis {
	top, step := NiceMax(math.Max(most, 4))
	a := Ticked(Axis{Name: name, Unit: words.Money, Max: top}, step, 1, "")
	for i := range a.Ticks {
		a.Ticks[i].Text = "$" + words.Short(a.Ticks[i].At) // to the dollar two ticks might read the same
	}
	return a
}

// SignedAxis returns an axis that has least ≤ 0, 0 and most ≥ 0 on it and a tick at 0, for
// what may be a loss.
func SignedAxis(name string, unit words.Unit, least, most float64) Axis {
	least, most = math.Min(least, 0), math.Max(most, 0)
	_, step := NiceMax(most - least)
	below, above := math.Ceil(-least/step-1e-9), math.Ceil(most/step-1e-9)
	above = math.Max(above, 1-below) // where all is 0, one step up
	a := Axis{Name: name, Unit: unit, Min: 0 - float64(below*step), Max: above * step}
	for k := -below; k <= above; k++ {
		at := float64(k*step) + 0 // no −0
		text := words.Short(at)
		if unit == words.Money {
			text = "$" + words.Short(math.Abs(at)) // to the dollar two ticks might read the same
			if at < 0 {
				text = "−" + text
			}
		}
		a.Ticks = append(a.Ticks, Tick{at, text})
	}
	return a
}

// PerWeekAxis returns an axis from 0 up to at least most things a week.
func PerWeekAxis(name string, most float64) Axis { return CountAxis(name, words.PerWeek, most) }

// ItemsAxis returns an axis from 0 up to at least most things.
func ItemsAxis(name string, most float64) Axis { return CountAxis(name, words.Items, most) }

// FromOne returns an axis from 1 up to the first of 15, 30, 60, 100 and 200 that
// reaches both home and want, so that it seldom changes; to 200 where none does.
func FromOne(name string, unit words.Unit, home, want float64) Axis {
	a := Axis{Name: name, Unit: unit, Min: 1}
	want = math.Max(home, want)
	for _, size := range [...]float64{15, 30, 60, 100, 200} {
		a.Max = size
		if want <= size {
			break
		}
	}
	step := map[float64]float64{15: 5, 30: 5, 60: 10, 100: 20, 200: 50}[a.Max]
	a.Ticks = []Tick{{1, "1"}}
	for at := step; at < a.Max; at += step {
		a.Ticks = append(a.Ticks, Tick{at, words.Short(at)})
	}
	a.Ticks = append(a.Ticks, Tick{a.Max, words.Short(a.Max)})
	return a
}

// FromOneAlong is a [Sweep.X] of [FromOne] that shows both settings of p.
func FromOneAlong(name string, unit words.Unit, home float64, p *Param) func(today, whatIf Setting) Axis {
	return func(today, whatIf Setting) Axis {
		return FromOne(name, unit, home, math.Max(today.Of(p), whatIf.Of(p)))
	}
}

// Showing is the first of sizes, in rising order, of an axis that shows both settings of p; the last where none does.
func (p *Param) Showing(today, whatIf Setting, sizes ...float64) float64 {
	for _, size := range sizes {
		if math.Max(today.Of(p), whatIf.Of(p)) <= size {
			return size
		}
	}
	return sizes[len(sizes)-1]
}

// SharesOf is a [Sweep.X] of [ShareAxis] that shows all of the slider p.
func SharesOf(name string, p *Param) func(today, whatIf Setting) Axis {
	return func(_, _ Setting) Axis { return ShareAxis(name, p.Max) }
}

// LogsOf is a [Sweep.X] of [LogAxis] that shows all of the slider p.
func LogsOf(name string, p *Param) func(today, whatIf Setting) Axis {
	return func(_, _ Setting) Axis { return LogAxis(name, p.Unit, p.Min, p.Max) }
}

// Always is a [Sweep.X] that returns a for every pair of settings. The axis and its ticks are then made with the sweep,
// whether it is shown or not: a sweep that is made again and again in one view takes a function in place of Always.
func (a Axis) Always() func(today, whatIf Setting) Axis { return func(_, _ Setting) Axis { return a } }

// Ticked puts a tick at every step of the axis, written in multiples of unit;
// the last tick carries the noun.
func Ticked(a Axis, step, unit float64, noun string) Axis {
	for i := 0; ; i++ {
		at := a.Min + float64(float64(i)*step)
		if at > a.Max*(1+1e-9) {
			return a
		}
		at = math.Min(at, a.Max) // 3·0.1 is more than 0.3, and would not be drawn
		text := words.Short(at / unit)
		if next := a.Min + float64(float64(i+1)*step); noun != "" && next > a.Max*(1+1e-9) {
			text += " " + noun
		}
		a.Ticks = append(a.Ticks, Tick{At: at, Text: text})
	}
}

// WeeksAxis returns an axis over the coming weeks, in working hours.
func WeeksAxis(weeks float64) Axis {
	step := 1.0
	for _, s := range [...]float64{1, 2, 4, 8, 13, 26, 52} {
		step = s
		if weeks/s <= 7 {
			break
		}
	}
	a := Ticked(Axis{Name: "weeks from now", Unit: words.Weeks, Max: weeks * words.Week}, step*words.Week, words.Week, "")
	a.Ticks[0].Text = "now"
	// The last tick carries the unit; where the steps do not end at the horizon
	// the horizon takes the place of the tick that would touch it.
	if gap := a.Max - a.Ticks[len(a.Ticks)-1].At; gap > float64(0.6*float64(step*words.Week)) || len(a.Ticks) <= 2 && gap > 0 {
		a.Ticks = append(a.Ticks, Tick{})
	}
	a.Ticks[len(a.Ticks)-1] = Tick{At: a.Max, Text: words.Say(weeks, words.Weeks)}
	return a
}

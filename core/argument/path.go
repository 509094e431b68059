package argument

import (
	"math"
	"slices"

	"kingman/core/stats"
)

// A Path is how a number develops: the mean over the runs and the band in which
// eight in ten of them stay, at each time in working hours. By formula there may be
// no band.
type Path struct{ Times, Mean, Lo, Hi []float64 }

// add ends the path with what runs have at a time, a number each; NaN is none. It puts them in order.
func (p *Path) add(time float64, values []float64) {
	values = slices.DeleteFunc(values, math.IsNaN)
	var mean stats.Accumulator
	for _, v := range values {
		mean.Add(v)
	}
	slices.Sort(values)
	p.Times, p.Mean = append(p.Times, time), append(p.Mean, mean.Mean())
	p.Lo, p.Hi = append(p.Lo, stats.SortedQuantile(values, 0.1)), append(p.Hi, stats.SortedQuantile(values, 0.9))
}

// End is the mean at the last time.
func (p Path) End() float64 { return p.Mean[len(p.Mean)-1] }

// Highest is the largest value of the mean and of the band, 0 if none is above.
func (p Path) Highest() float64 { return math.Max(largest(p.Mean), largest(p.Hi)) }

// Band is where eight runs in ten of the path stay, if that is known.
func (p Path) Band(id, name string, role Role) Layer {
	l := Layer{ID: id, Name: name, Shape: Band, Role: role}
	if len(p.Lo) > 0 {
		l.X, l.Lo, l.Hi = p.Times, p.Lo, p.Hi
	}
	return l
}

// Path is how a course of a side develops from now on, where it is start: from its runs if they are in, else by formula, which
// is the mean at so many working hours from now.
func (s *Side) Path(c *Course, start float64, formula func(hours float64) float64) Path {
	if s.Runs.Known() {
		return s.Runs.Path(c, start)
	}
	return FormulaPath(s.Horizon(), formula)
}

// FormulaPath is a path of which a formula knows the mean, at so many working hours from now up to a horizon.
func FormulaPath(horizon float64, mean func(hours float64) float64) Path {
	times := momentsTo(horizon)
	return Path{Times: times, Mean: ValuesAt(times, mean)}
}

// Fanned are the layers of two paths: what-if's band, today's mean as a ghost, what-if's mean as the line called id, and a mark
// at its end with words.
func (b *Sheet) Fanned(today, whatIf Path, id, end string) []Layer {
	ghost := Layer{ID: "ghost", Name: "today, mean", Shape: Line, Role: Today}
	if !b.Same() {
		ghost.X, ghost.Y, ghost.Label = today.Times, today.Mean, "today"
	}
	return []Layer{
		whatIf.Band("band", "what-if, eight runs in ten", WhatIf), ghost,
		{ID: id, Name: "what-if, mean", Shape: Line, Role: WhatIf, X: whatIf.Times, Y: whatIf.Mean},
		MarkAt("end", "at the date", end, WhatIf, whatIf.Times[len(whatIf.Times)-1], whatIf.End()),
	}
}

// momentsTo are when a run of so many hours is looked at, and now.
func momentsTo(horizon float64) []float64 { return EvenTimes(horizon, Moments) }

// EvenTimes are so many times up to a horizon, evenly, and now.
func EvenTimes(horizon float64, n int) []float64 {
	times := make([]float64, n+1)
	for k := range times {
		times[k] = horizon * float64(k) / float64(n)
	}
	return times
}

// largest returns the largest of ys, 0 if none is above.
func largest(ys []float64) float64 {
	most := 0.0
	for _, y := range ys {
		if y > most {
			most = y
		}
	}
	return most
}

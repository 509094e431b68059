package scenario

import (
	"math"

	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/stats"
)

// A leadPart is one part of the stacked bar of where the lead time went.
type leadPart struct {
	id    string
	label string // below the part
	name  string // in the table
	fill  Fill
	parts []sim.Part // of the simulator's, which this one is the sum of
}

// leadParts estimates, from the same runs, how much of class k's mean lead time
// went into each part, in working hours. If of names every part that occurs, the
// sum is the mean lead time.
func (x orgRuns) leadParts(k int, of []leadPart) []float64 {
	hours := make([]float64, len(of))
	for i, p := range of {
		for _, part := range p.parts {
			hours[i] += org.PartOfLeadTime(k, part).EstimateBy(x.by, x.outcomes).Mean
		}
	}
	return hours
}

// total adds up a bar, from the left.
func total(hours []float64) float64 {
	sum := 0.0
	for _, h := range hours {
		sum += h
	}
	return sum
}

// addsUpTo makes e, the same lead time but for rounding, what its bar adds up to,
// so that the page says one number to the last bit.
func addsUpTo(e *stats.Estimate, hours []float64) {
	e.Mean = total(hours)
	e.Lo, e.Hi = math.Min(e.Lo, e.Mean), math.Max(e.Hi, e.Mean)
}

// leadBars are the layers of the bars, one for each part; bars[row] has the
// hours of every part in that row.
func leadBars(of []leadPart, bars ...[]float64) []Layer {
	layers := make([]Layer, len(of))
	at := make([]float64, len(bars))
	for i, p := range of {
		l := Layer{ID: p.id, Name: p.name, Shape: Bars, Label: p.label, Fill: p.fill}
		for row, hours := range bars {
			l.X, l.Y = append(l.X, hours[i]), append(l.Y, float64(row))
			l.Lo = append(l.Lo, at[row])
			at[row] += hours[i]
			l.Hi = append(l.Hi, at[row])
		}
		layers[i] = l
	}
	return layers
}

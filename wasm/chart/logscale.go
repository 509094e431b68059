package chart

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/portable"
)

// linear returns c with what lies on a logarithmic axis as its logarithm, so that all
// that draws knows even axes only. What is 0 or less becomes a gap.
func linear(c argument.Chart) argument.Chart {
	if !c.X.Log && !c.Y.Log {
		return c
	}
	layers := slices.Clone(c.Layers)
	for i := range layers {
		l := &layers[i]
		across := l.Shape == argument.Bars || l.Shape == argument.Cells // which Lo and Hi lie on
		if c.X.Log {
			l.X = logs(l.X)
		}
		if c.Y.Log && l.Shape != argument.Bars && l.Shape != argument.RowMark {
			l.Y, l.From, l.To = logs(l.Y), logs(l.From), logs(l.To)
		}
		if across && c.X.Log || !across && c.Y.Log {
			l.Lo, l.Hi = logs(l.Lo), logs(l.Hi)
		}
	}
	c.Layers = layers
	for _, a := range [...]*argument.Axis{&c.X, &c.Y} {
		if !a.Log {
			continue
		}
		a.Log, a.Min, a.Max, a.Ticks = false, log(a.Min), log(a.Max), slices.Clone(a.Ticks)
		for i := range a.Ticks {
			a.Ticks[i].At = log(a.Ticks[i].At)
		}
	}
	return c
}

func logs(values []float64) []float64 {
	if values == nil {
		return nil
	}
	out := make([]float64, len(values))
	for i, v := range values {
		out[i] = log(v)
	}
	return out
}

func log(v float64) float64 {
	if v <= 0 {
		return math.NaN()
	}
	return portable.Log(v)
}

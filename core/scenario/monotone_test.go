package scenario

import (
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/words"
)

// formulaWait is the wait at the date by formula.
func formulaWait(s Setting) float64 { return newAnalysisPoint(analysisOf(s)).wait }

// legalValues are all values that a slider can take.
func legalValues(p *Param) []float64 {
	var all []float64
	for k := 0; ; k++ {
		v, _ := p.Snap(p.Min + float64(k)*p.Step)
		all = append(all, v)
		if v >= p.Max {
			return all
		}
	}
}

// Over the whole slider, wherever the others stand: more engineers never make the
// wait shorter, longer analyses never do, and more analysts never make it longer.
// A minute is nothing: between one analyst and two the formula changes, and where
// nobody waits the two differ by seconds. It does not hold for engineers one by
// one: the approximation of their merged streams believes them smoother when
// there are more, and their wait may fall by minutes.
func TestFormulaIsMonotone(t *testing.T) {
	const minute = 1.0 / 60
	r := rand.New(rand.NewPCG(1961, 22))
	states := []State{AnalysisQueue.Defaults(), stateOf(t, "waiting=1"), stateOf(t, "backlog=60")}
	for range 300 {
		s := randomState(AnalysisQueue, r)
		in := analysisOf(s.Then())
		if !in.closed && in.oneByOne {
			continue
		}
		states = append(states, s)
	}
	for _, s := range states {
		for _, slider := range []struct {
			id   string
			sign float64
		}{{"engineers", 1}, {"hours", 1}, {"analysts", -1}} {
			i, _ := AnalysisQueue.Index(slider.id)
			last, at := math.NaN(), 0.0
			for _, v := range legalValues(&AnalysisQueue.Params[i]) {
				w := formulaWait(s.Then().With(slider.id, v))
				if slider.sign*(w-last) < -minute-1e-9*math.Abs(last) {
					t.Errorf("%v: the wait goes from %v to %v hours as %s goes from %v to %v", s.WhatIf, last, w, slider.id, at, v)
					break
				}
				last, at = w, v
			}
		}
	}
}

// Through ρ = 1 the wait, the pile and what ships are as smooth as on either side:
// in a fine sweep no step is larger than the ones beside it. A model that
// returned 0, a clamp or another formula past saturation would jump by its height.
func TestFormulaIsContinuousThroughSaturation(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 23))
	states := []State{AnalysisQueue.Defaults(), stateOf(t, "backlog=60"), stateOf(t, "sources=1"), stateOf(t, "waiting=1"), stateOf(t, "weeks=1"), stateOf(t, "weeks=104")}
	for range 200 {
		states = append(states, randomState(AnalysisQueue, r))
	}
	swept := 0
	for _, s := range states {
		in := analysisOf(s.Then())
		full := in.engineersAtCapacity()
		if math.IsInf(full, 1) || full < 2 || full > 1000 {
			continue
		}
		swept++
		const steps, width = 200, 1e-3
		for _, q := range []struct {
			what string
			of   func(analysisPoint) float64
			unit float64 // less than this is not felt
		}{
			{"wait", func(p analysisPoint) float64 { return p.wait }, 1.0 / 60},
			{"pile", func(p analysisPoint) float64 { return p.pile }, 0.01},
			{"shipped", func(p analysisPoint) float64 { return p.shipped }, 0.001},
		} {
			var y [steps + 1]float64
			for k := range y {
				at := in
				at.engineers = full * (1 + width*(float64(k)/steps-0.5))
				y[k] = q.of(newAnalysisPoint(at))
			}
			for k := 2; k < steps; k++ {
				before, step, after := math.Abs(y[k-1]-y[k-2]), math.Abs(y[k]-y[k-1]), math.Abs(y[k+1]-y[k])
				// A kink (capacity, a whole engineer) changes the step once; a jump
				// stands out from both sides.
				if step > 3*math.Max(before, after)+0.02*q.unit {
					t.Errorf("%v: %s steps by %v within %v of saturation, by %v before and %v after", s.WhatIf, q.what, step, width, before, after)
					break
				}
			}
			if span, height := math.Abs(y[steps]-y[0]), math.Max(math.Abs(y[0]), math.Abs(y[steps])); span > 0.2*height+q.unit && q.what != "shipped" {
				t.Errorf("%v: %s goes from %v to %v within a thousandth of saturation", s.WhatIf, q.what, y[0], y[steps])
			}
		}
	}
	if swept < 50 {
		t.Errorf("only %d sweeps passed saturation", swept)
	}
}

// What the page shows beside the curve: forever is the steady state below
// saturation and +Inf from it on, and the answer at a date is always finite.
func TestForeverEndsAtSaturation(t *testing.T) {
	for _, engineers := range []float64{1, 12, 12.4999, 12.5, 12.6, 20, 100} {
		in := with(t, nil)
		in.engineers = engineers
		p := newAnalysisPoint(in)
		if over := engineers >= 12.5; math.IsInf(p.forever, 1) != over || math.IsNaN(p.forever) {
			t.Errorf("%v engineers: the steady state is %v", engineers, p.forever)
		}
		if !(p.wait >= 0 && p.wait < 104*words.Week*10) {
			t.Errorf("%v engineers: at the date %v hours", engineers, p.wait)
		}
	}
	l := analysisForever(with(t, nil))
	xs, ys := l.xs, l.ys
	for i := range xs {
		if xs[i] >= 12.5 || i > 0 && (xs[i] <= xs[i-1] || ys[i] < ys[i-1]) || math.IsInf(ys[i], 0) {
			t.Errorf("the steady state's curve has (%v, %v)", xs[i], ys[i])
		}
	}
	if last := len(xs) - 1; last < 10 || xs[last] < 12.49 || ys[last] < 100*words.Week {
		t.Errorf("the steady state's curve ends at %d points, too far from saturation", len(xs))
	}
}

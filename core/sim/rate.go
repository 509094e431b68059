package sim

import (
	"math"

	"kingman/core/portable"
)

// A rateCurve is how a source's rate changes with time, as a factor: that of the latest of steps (1 before the
// first) times e^(growth·t). Arrivals are a renewal process on the clock that runs at this speed; for exponential
// times between arrivals that is the Poisson process with this rate (Çinlar 1975, ch. 4.7).
type rateCurve struct {
	steps  []Rate
	growth float64
}

// piece returns the factor of steps at time t and the time up to which it holds.
func (c *rateCurve) piece(t float64) (factor, end float64) {
	lo, hi := 0, len(c.steps) // the first step after t is in [lo, hi]
	for lo < hi {
		mid := (lo + hi) / 2
		if c.steps[mid].At <= t {
			lo = mid + 1
		} else {
			hi = mid
		}
	}
	factor, end = 1, math.Inf(1)
	if lo > 0 {
		factor = c.steps[lo-1].Factor
	}
	if lo < len(c.steps) {
		end = c.steps[lo].At
	}
	return factor, end
}

// within is how far the clock runs from time a to b, with a constant factor of steps.
func (c *rateCurve) within(factor, a, b float64) float64 {
	if factor == 0 || a == b {
		return 0
	}
	if c.growth == 0 {
		return float64(factor * (b - a))
	}
	return float64(factor*portable.Exp(float64(c.growth*a))) * (portable.Expm1(float64(c.growth*(b-a))) / c.growth)
}

// passed is how far the clock runs from time a to time b ≥ a.
func (c *rateCurve) passed(a, b float64) float64 {
	sum := 0.0
	for a < b {
		factor, end := c.piece(a)
		end = min(end, b)
		sum += c.within(factor, a, end)
		a = end
	}
	return sum
}

// when is the time at which the clock has run on by span ≥ 0 since time a; +Inf if it never does.
func (c *rateCurve) when(a, span float64) float64 {
	for {
		factor, end := c.piece(a)
		if factor > 0 {
			t := a + c.invert(factor, a, span)
			if t <= end {
				return t
			}
		}
		if math.IsInf(end, 1) {
			return end
		}
		span = max(span-c.within(factor, a, end), 0)
		a = end
	}
}

// invert is the time in which the clock runs on by span from time a, if the factor of steps stays as it is.
func (c *rateCurve) invert(factor, a, span float64) float64 {
	if c.growth == 0 {
		return span / factor
	}
	// ∫₀ᵈ f·e^(g(a+u)) du = span  ⇒  d = ln(1 + span·g/(f·e^(ga)))/g; a shrinking rate may never get there.
	x := float64(span*c.growth) / float64(factor*portable.Exp(float64(c.growth*a)))
	if !(x > -1) {
		return math.Inf(1)
	}
	return portable.Log1p(x) / c.growth
}

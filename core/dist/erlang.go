package dist

import "math"

// setErlang prepares the sum of k exponential stages of equal mean (Erlang 1917): SCV 1/k. It is the gamma
// law with a whole number for its shape and is drawn as such, at a cost that does not grow with k.
func (t *Time) setErlang() error {
	stages := math.Floor(1/t.scv + 0.5) // scv = 0 gives +Inf, refused below
	if !(stages >= 1 && stages <= 10_000) || math.Abs(float64(stages*t.scv)-1) > 1e-9 {
		return &RangeError{"scv", t.scv, "1/k for a whole number k from 1 to 10000, for an Erlang time"}
	}
	return t.setGamma()
}

package dist

import "kingman/core/portable"

// TailOfTwo returns the chance that two independent exponential times with means a and b, 0 or
// more, together exceed t: that of the hypoexponential law (S. Ross, Introduction to Probability Models,
// 1972), and of Erlang's where the means are the same to a millionth. It is 1 for t below 0.
func TailOfTwo(t, a, b float64) float64 {
	if t < 0 {
		return 1
	}
	a, b = max(a, b), min(a, b)
	switch {
	case a == 0:
		return 0
	case b == 0:
		return portable.Exp(-t / a)
	case a-b < 1e-6*a:
		return (1 + t/a) * portable.Exp(-t/a)
	}
	return (float64(a*portable.Exp(-t/a)) - float64(b*portable.Exp(-t/b))) / (a - b)
}

package portable

import "math"

const halfLn2Pi = 0x1.d67f1c864beb5p-1 // ln(2π)/2

// LogGamma returns ln Γ(x) for x > 0, to a relative 1e-14, also next to its
// zeros at 1 and 2. It is +Inf at 0 and NaN below.
//
// Between 1.5 and 2.5 it is the Taylor series at 2; up to 8 the recurrence
// Γ(x+1) = xΓ(x) leads there with positive terms only; above, Stirling's series.
func LogGamma(x float64) float64 {
	switch {
	case !(x >= 0):
		return math.NaN()
	case x == 0 || x > math.MaxFloat64:
		return math.Inf(1)
	case x < 0.5:
		return logGamma2(x) - Log1p(x) - Log(x) // two steps up: Γ(2+x) = (1+x)·x·Γ(x)
	case x < 1.5:
		return logGamma2(x-1) - Log1p(x-1)
	case x <= 8:
		product := 1.0
		for x > 2.5 {
			x--
			product *= x
		}
		return logGamma2(x-2) + Log(product)
	}
	return float64((x-0.5)*Log(x)) - x + (halfLn2Pi + stirling(x))
}

// logGamma2 returns ln Γ(2+z) for |z| ≤ 1/2.
func logGamma2(z float64) float64 {
	const oneMinusEuler = 0x1.b0ee6072093cep-2
	q := 0.0
	for i := len(zetaTable) - 1; i >= 0; i-- {
		q = zetaTable[i] + float64(z*q)
	}
	return float64(z * (oneMinusEuler + float64(z*q)))
}

// stirling returns ln Γ(x) − (x−½)ln x + x − ½ln 2π for x ≥ 8: seven terms of
// Stirling's series, the first one left out below 1e-16 of ln Γ.
func stirling(x float64) float64 {
	y := 1 / x
	z := float64(y * y)
	s := -691.0/360360 + float64(z*(1.0/156+float64(z*(-3617.0/122400))))
	s = 1.0/1188 + float64(z*s)
	s = -1.0/1680 + float64(z*s)
	s = 1.0/1260 + float64(z*s)
	s = -1.0/360 + float64(z*s)
	return float64(y * (1.0/12 + float64(z*s)))
}

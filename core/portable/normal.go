package portable

import "math"

const (
	invSqrt2   = 0x1.6a09e667f3bcdp-1 // 1/√2
	invSqrt2Pi = 0x1.9884533d43651p-2 // 1/√(2π)
	twoSqrtPi  = 0x1.20dd750429b6dp+0 // 2/√π
)

// Erfc returns the complementary error function 1 − erf(x), to a relative
// 1e-15 for every x whose result is a normal number.
func Erfc(x float64) float64 {
	switch {
	case x != x:
		return x
	case x < 0:
		if x > -0.5 {
			return 1 + erfSmall(-x)
		}
		return 2 - Erfc(-x)
	case x > 27.3:
		return 0
	}
	return float64(expNegSquare(x, 1) * erfcx(x))
}

// Erf returns the error function 2/√π·∫₀ˣ e^(−t²) dt, to a relative 1e-15, also
// next to 0.
func Erf(x float64) float64 {
	if math.Abs(x) < 0.5 {
		return erfSmall(x)
	}
	if x < 0 {
		return Erfc(-x) - 1
	}
	return 1 - Erfc(x)
}

// NormalCDF returns the standard normal distribution function Φ(x), to a
// relative 1e-14 in the lower tail too, down to x = −37.5.
func NormalCDF(x float64) float64 {
	switch {
	case x != x:
		return x
	case x > 0:
		return 1 - NormalCDF(-x)
	case x < -38.6:
		return 0
	}
	return 0.5 * float64(expNegSquare(x, 0.5)*erfcx(-x*invSqrt2))
}

// NormalPDF returns the standard normal density φ(x) = e^(−x²/2)/√(2π).
func NormalPDF(x float64) float64 {
	if math.Abs(x) > 38.7 {
		return 0
	}
	return float64(expNegSquare(x, 0.5) * invSqrt2Pi)
}

// NormalMills returns Φ(−x)/φ(x), the Mills ratio of the standard normal, which
// is finite where both of its parts underflow. x ≥ −1; below, both parts are
// harmless and should be used themselves, and the result is NaN.
func NormalMills(x float64) float64 {
	const sqrtHalfPi = 0x1.40d931ff62706p+0
	switch {
	case !(x >= -1):
		return math.NaN()
	case x < 0:
		return NormalCDF(-x) / NormalPDF(x)
	}
	return float64(sqrtHalfPi * erfcx(x*invSqrt2))
}

// NormalQuantile returns the x with Φ(x) = p: −Inf at 0, +Inf at 1, NaN outside
// [0, 1]; within 2e-15·max(1, |x|). Hastings' 1955 approximation (26.2.23 in Abramowitz and Stegun) is
// polished by Halley's iteration on Φ.
func NormalQuantile(p float64) float64 {
	switch {
	case !(p >= 0 && p <= 1):
		return math.NaN()
	case p == 0:
		return math.Inf(-1)
	case p == 1:
		return math.Inf(1)
	case p == 0.5:
		return 0
	case p > 0.5:
		return -NormalQuantile(1 - p) // 1−p is exact here
	}
	t := math.Sqrt(-2 * Log(p))
	num := 2.515517 + float64(t*(0.802853+float64(t*0.010328)))
	den := 1 + float64(t*(1.432788+float64(t*(0.189269+float64(t*0.001308)))))
	x := num/den - t
	for range 2 {
		d := NormalPDF(x)
		if d < 0x1p-1000 {
			break
		}
		f := (NormalCDF(x) - p) / d
		x -= f / (1 + float64(0.5*float64(f*x)))
	}
	return x
}

// expNegSquare returns e^(−h·x²) for h a power of two; the square keeps the
// bits that a rounded x² would lose, because e^ magnifies them.
func expNegSquare(x, h float64) float64 {
	p, lost := twoProduct(x, x)
	p, lost = -h*p, -h*lost
	if p < expUnderflow {
		return 0
	}
	return expSum(p, lost)
}

// erfcx returns e^(z²)·erfc(z) for z ≥ 0: a table of polynomials in
// t = 1/(1+z/2), and past its end, z > 30, four terms of the asymptotic series.
func erfcx(z float64) float64 {
	if z > 30 {
		y := 1 / float64(z*z)
		s := 1 - float64(0.5*y*(1-float64(1.5*y*(1-float64(2.5*y*(1-float64(3.5*y)))))))
		return float64(s*(0.5*twoSqrtPi)) / z
	}
	t := 1 / (1 + float64(0.5*z))
	s := float64(16 * t)
	j := int(s)
	if j > 15 {
		j = 15
	}
	w := float64(2*(s-float64(j))) - 1
	c := &erfcxTable[j-1]
	q := c[8] + float64(w*c[9])
	q = c[7] + float64(w*q)
	q = c[6] + float64(w*q)
	q = c[5] + float64(w*q)
	q = c[4] + float64(w*q)
	q = c[3] + float64(w*q)
	q = c[2] + float64(w*q)
	q = c[1] + float64(w*q)
	q = c[0] + float64(w*q)
	return float64(q * t)
}

// erfSmall is the Taylor series of erf for |x| ≤ 1/2; its last term is below
// 2^-56 of the sum.
func erfSmall(x float64) float64 {
	z := float64(x * x)
	q := 0.0
	for n := 12; n >= 0; n-- {
		q = erfSeries[n] + float64(z*q)
	}
	return float64(float64(twoSqrtPi*x) * q)
}

// erfSeries[n] = (−1)^n / (n!·(2n+1)).
var erfSeries = [13]float64{
	1, -1.0 / 3, 1.0 / 10, -1.0 / 42, 1.0 / 216, -1.0 / 1320, 1.0 / 9360, -1.0 / 75600,
	1.0 / 685440, -1.0 / 6894720, 1.0 / 76204800, -1.0 / 918086400, 1.0 / 11975040000,
}

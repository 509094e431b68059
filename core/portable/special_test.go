package portable_test

import (
	"math"
	"math/big"
	"testing"

	"kingman/core/portable"
)

// bigErf sums the series Σ (−1)ⁿ x^(2n+1)/(n!(2n+1)); 300 bits outlast its
// cancellation for |x| ≤ 8.
func bigErf(x *big.Float) *big.Float {
	z := newBig().Mul(x, x)
	sum, power := newBig().Set(x), newBig().Set(x)
	for n := int64(1); n < 500; n++ {
		power.Mul(power, z)
		power.Quo(power, newBig().SetInt64(-n))
		sum.Add(sum, newBig().Quo(power, newBig().SetInt64(2*n+1)))
	}
	return sum.Mul(sum, newBig().Quo(bigf(2), newBig().Sqrt(bigPi())))
}

func bigNormalCDF(x *big.Float) *big.Float {
	e := bigErf(newBig().Quo(x, newBig().Sqrt(bigf(2))))
	e.Add(e, bigf(1))
	return e.Quo(e, bigf(2))
}

func checkRelative(t *testing.T, name string, limit float64, xs []float64, f func(float64) float64, ref func(*big.Float) *big.Float) {
	t.Helper()
	worst, at := 0.0, 0.0
	for _, x := range xs {
		if e := relative(f(x), ref(bigf(x))); e > worst {
			worst, at = e, x
		}
	}
	t.Logf("%s: worst relative error %.2g, at %v", name, worst, at)
	if worst > limit {
		t.Errorf("%s(%v) has relative error %.2g, documented as %v", name, at, worst, limit)
	}
}

func TestErf(t *testing.T) {
	one := bigf(1)
	erfc := func(x *big.Float) *big.Float { return newBig().Sub(one, bigErf(x)) }
	checkRelative(t, "Erf", 1e-15, points(60, [2]float64{-0.5, 0.5}, [2]float64{0.4, 3}, [2]float64{-3, -0.4}, [2]float64{1e-12, 1e-9}), portable.Erf, bigErf)
	checkRelative(t, "Erfc", 1e-15, points(150, [2]float64{0, 8}, [2]float64{-4, 0.1}), portable.Erfc, erfc)
}

func TestNormalCDF(t *testing.T) {
	checkRelative(t, "NormalCDF", 2e-15, points(200, [2]float64{-8, 4}), portable.NormalCDF, bigNormalCDF)
}

// TestNormalTail checks the far tail against Laplace's continued fraction for
// the Mills ratio, Φ(−x)/φ(x) = 1/(x + 1/(x + 2/(x + …))).
func TestNormalTail(t *testing.T) {
	for x := 6.0; x < 37; x += 0.37 {
		f := bigf(x)
		for k := int64(400); k > 0; k-- {
			f = newBig().Add(bigf(x), newBig().Quo(newBig().SetInt64(k), f))
		}
		mills := newBig().Quo(bigf(1), f)
		if e := relative(portable.NormalMills(x), mills); e > 2e-15 {
			t.Errorf("NormalMills(%v) off by %.2g", x, e)
		}
		square := newBig().Mul(bigf(x), bigf(x))
		density := bigExp(square.Quo(square, bigf(-2)))
		density.Quo(density, newBig().Sqrt(newBig().Mul(bigf(2), bigPi())))
		if e := relative(portable.NormalPDF(x), density); e > 2e-15 {
			t.Errorf("NormalPDF(%v) off by %.2g", x, e)
		}
		if e := relative(portable.NormalCDF(-x), density.Mul(density, mills)); e > 1e-14 {
			t.Errorf("NormalCDF(%v) off by %.2g", -x, e)
		}
	}
	if got, want := portable.NormalMills(1e9), 1e-9; math.Abs(got/want-1) > 1e-15 {
		t.Errorf("NormalMills(1e9) = %v, want %v", got, want)
	}
}

func bigPi() *big.Float {
	pi, _, _ := big.ParseFloat("3.14159265358979323846264338327950288419716939937510582097494459230781640628620899862803482534211706798214808651", 10, prec, big.ToNearestEven)
	return pi
}

func TestNormalQuantileInvertsCDF(t *testing.T) {
	for _, p := range []float64{1e-300, 1e-100, 1e-20, 1e-9, 0.001, 0.025, 0.1, 0.3, 0.49, 0.499999, 0.51, 0.7, 0.9, 0.975, 0.999, 1 - 1e-12} {
		x := portable.NormalQuantile(p)
		// An error δ in x moves Φ by φ·δ.
		tol := 2e-15*math.Max(1, math.Abs(x))*portable.NormalPDF(x) + 2e-14*math.Min(p, 1-p) + 2e-16*p
		if got := portable.NormalCDF(x); math.Abs(got-p) > tol {
			t.Errorf("Φ(Φ⁻¹(%v)) = %v", p, got)
		}
	}
	if got := portable.NormalQuantile(0.975); math.Abs(got-1.959963984540054) > 1e-14 {
		t.Errorf("97.5 %% quantile %v", got)
	}
}

// TestLogGammaRecurrence uses Γ(x+1) = xΓ(x) across every seam, Legendre's
// duplication formula, and factorials.
func TestLogGammaRecurrence(t *testing.T) {
	for _, x := range points(100, [2]float64{1e-5, 0.6}, [2]float64{0.4, 3}, [2]float64{6, 9}, [2]float64{7.5, 2000}) {
		a, b := portable.LogGamma(x+1), portable.LogGamma(x)+portable.Log(x)
		if math.Abs(a-b) > 1e-14*math.Max(math.Abs(portable.LogGamma(x)), math.Max(math.Abs(a), 0.1)) {
			t.Errorf("ln Γ(%v): recurrence broken by %v", x, a-b)
		}
		d := portable.LogGamma(2*x) - (portable.LogGamma(x) + portable.LogGamma(x+0.5) + (2*x-1)*math.Ln2 - 0.5*math.Log(math.Pi))
		if math.Abs(d) > 2e-14*math.Max(1, math.Abs(portable.LogGamma(2*x))) {
			t.Errorf("ln Γ(%v): duplication broken by %v", x, d)
		}
	}
	factorial := bigf(1)
	for n := int64(1); n <= 170; n++ {
		factorial.Mul(factorial, newBig().SetInt64(n))
		if n < 2 {
			continue
		}
		if e := relative(portable.LogGamma(float64(n+1)), bigLog(factorial)); e > 1e-14 {
			t.Errorf("ln %d!: relative error %.2g", n, e)
		}
	}
	const eulerGamma, zeta2 = 0.57721566490153286061, math.Pi * math.Pi / 6
	const z = 0x1p-27 // ln Γ(1+z) = −γz + ζ(2)z²/2 − …
	if got, want := portable.LogGamma(1+z), z*(zeta2/2*z-eulerGamma); math.Abs(got/want-1) > 1e-14 {
		t.Errorf("ln Γ(1+2^-27) = %v, want %v", got, want)
	}
}

func TestSinCosPi(t *testing.T) {
	for i := -400; i <= 400; i++ {
		x := float64(i) / 48
		s, c := portable.SinCosPi(x)
		ws, wc := math.Sincos(math.Pi * math.Mod(x, 2))
		if math.Abs(s-ws) > 2e-15 || math.Abs(c-wc) > 2e-15 {
			t.Errorf("SinCosPi(%v) = %v, %v; want %v, %v", x, s, c, ws, wc)
		}
		if math.Abs(s*s+c*c-1) > 4e-16 {
			t.Errorf("SinCosPi(%v): not on the circle", x)
		}
	}
	if s, c := portable.SinCosPi(1e15 + 0.5); s != 1 || c != 0 {
		t.Errorf("SinCosPi(1e15+1/2) = %v, %v, want 1, 0", s, c)
	}
	if s, _ := portable.SinCosPi(math.Inf(1)); s == s {
		t.Error("SinCosPi(+Inf) is a number")
	}
}

func TestTablesAgainstBig(t *testing.T) {
	worst := 0.0
	ln2 := bigLog(bigf(2))
	for j := range 32 {
		want := bigExp(newBig().Quo(newBig().Mul(ln2, bigf(float64(j))), bigf(32)))
		head, tail := portable.Exp2TableEntry(j)
		worst = max(worst, relative2(head, tail, want))
	}
	first, n := portable.LogTableRange()
	for j := range n {
		if first+j == 128 {
			continue // ln 1 = 0
		}
		want := bigLog(bigf(float64(first+j) / 128))
		head, tail := portable.LogTableEntry(j)
		worst = max(worst, relative2(head, tail, want))
	}
	if worst > 0x1p-85 {
		t.Errorf("a table entry is off by a relative %.3g", worst)
	}
}

func relative2(head, tail float64, want *big.Float) float64 {
	d := newBig().Add(bigf(head), bigf(tail))
	d.Sub(d, want)
	d.Quo(d, want)
	r, _ := d.Float64()
	return math.Abs(r)
}

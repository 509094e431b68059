package portable_test

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"

	"kingman/core/portable"
)

// points draws arguments uniformly from each interval, with a fixed seed.
func points(n int, intervals ...[2]float64) []float64 {
	r := rand.New(rand.NewPCG(1, 2))
	var xs []float64
	for _, iv := range intervals {
		xs = append(xs, iv[0], iv[1])
		for range n {
			xs = append(xs, iv[0]+r.Float64()*(iv[1]-iv[0]))
		}
	}
	return xs
}

func checkULPs(t *testing.T, name string, limit float64, xs []float64, f func(float64) float64, ref func(*big.Float) *big.Float) {
	t.Helper()
	worst, at := 0.0, 0.0
	for _, x := range xs {
		if u := ulps(f(x), ref(bigf(x))); u > worst {
			worst, at = u, x
		}
	}
	t.Logf("%s: worst error %.3f ulp, at %v", name, worst, at)
	if worst > limit {
		t.Errorf("%s(%v) is %.3f ulp off, documented as %v", name, at, worst, limit)
	}
}

func TestExp(t *testing.T) {
	xs := points(150, [2]float64{-1, 1}, [2]float64{-0.02, 0.02}, [2]float64{-700, 700}, [2]float64{1e-20, 1e-15})
	checkULPs(t, "Exp", 0.52, xs, portable.Exp, bigExp)
	// Subnormal results are rounded twice.
	checkULPs(t, "Exp", 1, points(50, [2]float64{-745, -708}), portable.Exp, bigExp)
}

func TestExpm1(t *testing.T) {
	ref := func(x *big.Float) *big.Float { e := bigExp(x); return e.Sub(e, bigf(1)) }
	xs := points(150, [2]float64{-1.0 / 32, 1.0 / 32}, [2]float64{-0.1, 0.1}, [2]float64{-1, 1}, [2]float64{-39, 700}, [2]float64{1e-17, 1e-12})
	checkULPs(t, "Expm1", 1, xs, portable.Expm1, ref)
}

func TestLog(t *testing.T) {
	var xs []float64
	for _, x := range points(150, [2]float64{0.5, 2}, [2]float64{0.93, 0.95}, [2]float64{1.05, 1.07}, [2]float64{0.999, 1.001}, [2]float64{1e-9, 1}, [2]float64{1, 1e300}, [2]float64{1e-320, 1e-308}) {
		if x != 1 {
			xs = append(xs, x)
		}
	}
	checkULPs(t, "Log", 0.6, xs, portable.Log, bigLog)
}

func TestLog1p(t *testing.T) {
	ref := func(x *big.Float) *big.Float { return bigLog(newBig().Add(x, bigf(1))) }
	xs := points(150, [2]float64{-1.0 / 16, 1.0 / 16}, [2]float64{-0.999, -0.05}, [2]float64{0.05, 3}, [2]float64{1, 1e20}, [2]float64{1e-17, 1e-12})
	checkULPs(t, "Log1p", 1, xs, portable.Log1p, ref)
}

func TestPow(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 4))
	worst := 0.0
	for range 600 {
		x := portable.Exp(20 * (r.Float64() - 0.5))
		if r.IntN(3) == 0 {
			x = 1 + 1e-3*(r.Float64()-0.5)
		}
		y := 60 * (r.Float64() - 0.5)
		if math.Abs(x-1) < 1e-3 {
			y *= 1e4
		}
		want := bigExp(newBig().Mul(bigf(y), bigLog(bigf(x))))
		worst = max(worst, ulps(portable.Pow(x, y), want))
	}
	t.Logf("Pow: worst error %.3f ulp", worst)
	if worst > 1 {
		t.Errorf("Pow is %.3f ulp off, documented as 1", worst)
	}
	for _, n := range []float64{2, 3, 5, 10} { // exact powers come out exact
		if got, want := portable.Pow(3, n), math.Round(portable.Pow(3, n)); got != want {
			t.Errorf("Pow(3, %v) = %v is not whole", n, got)
		}
	}
}

func TestEdges(t *testing.T) {
	inf, nan := math.Inf(1), math.NaN()
	for _, c := range []struct {
		name      string
		got, want float64
	}{
		{"Exp(0)", portable.Exp(0), 1},
		{"Exp(+Inf)", portable.Exp(inf), inf},
		{"Exp(-Inf)", portable.Exp(-inf), 0},
		{"Exp(710)", portable.Exp(710), inf},
		{"Exp(-746)", portable.Exp(-746), 0},
		{"Exp(NaN)", portable.Exp(nan), nan},
		{"Expm1(0)", portable.Expm1(0), 0},
		{"Expm1(-Inf)", portable.Expm1(-inf), -1},
		{"Expm1(+Inf)", portable.Expm1(inf), inf},
		{"Expm1(NaN)", portable.Expm1(nan), nan},
		{"Log(0)", portable.Log(0), -inf},
		{"Log(1)", portable.Log(1), 0},
		{"Log(-1)", portable.Log(-1), nan},
		{"Log(+Inf)", portable.Log(inf), inf},
		{"Log(NaN)", portable.Log(nan), nan},
		{"Log1p(-1)", portable.Log1p(-1), -inf},
		{"Log1p(-2)", portable.Log1p(-2), nan},
		{"Log1p(+Inf)", portable.Log1p(inf), inf},
		{"Log1p(NaN)", portable.Log1p(nan), nan},
		{"Pow(0,0)", portable.Pow(0, 0), 1},
		{"Pow(0,2)", portable.Pow(0, 2), 0},
		{"Pow(0,-2)", portable.Pow(0, -2), inf},
		{"Pow(NaN,0)", portable.Pow(nan, 0), 1},
		{"Pow(-1,2)", portable.Pow(-1, 2), nan},
		{"Pow(2,NaN)", portable.Pow(2, nan), nan},
		{"Pow(2,+Inf)", portable.Pow(2, inf), inf},
		{"Pow(0.5,+Inf)", portable.Pow(0.5, inf), 0},
		{"Pow(2,-Inf)", portable.Pow(2, -inf), 0},
		{"Pow(+Inf,-1)", portable.Pow(inf, -1), 0},
		{"Pow(2,1e4)", portable.Pow(2, 1e4), inf},
		{"Pow(2,-1e4)", portable.Pow(2, -1e4), 0},
		{"Pow(1+ε,1e300)", portable.Pow(1+0x1p-52, 1e300), inf},
		{"Pow(2,10)", portable.Pow(2, 10), 1024},
		{"Erf(0)", portable.Erf(0), 0},
		{"Erfc(0)", portable.Erfc(0), 1},
		{"Erfc(+Inf)", portable.Erfc(inf), 0},
		{"Erfc(-Inf)", portable.Erfc(-inf), 2},
		{"Erfc(NaN)", portable.Erfc(nan), nan},
		{"NormalCDF(0)", portable.NormalCDF(0), 0.5},
		{"NormalCDF(+Inf)", portable.NormalCDF(inf), 1},
		{"NormalCDF(-Inf)", portable.NormalCDF(-inf), 0},
		{"NormalPDF(+Inf)", portable.NormalPDF(inf), 0},
		{"NormalQuantile(0)", portable.NormalQuantile(0), -inf},
		{"NormalQuantile(1)", portable.NormalQuantile(1), inf},
		{"NormalQuantile(0.5)", portable.NormalQuantile(0.5), 0},
		{"NormalQuantile(2)", portable.NormalQuantile(2), nan},
		{"LogGamma(0)", portable.LogGamma(0), inf},
		{"LogGamma(1)", portable.LogGamma(1), 0},
		{"LogGamma(2)", portable.LogGamma(2), 0},
		{"LogGamma(-1)", portable.LogGamma(-1), nan},
		{"LogGamma(+Inf)", portable.LogGamma(inf), inf},
		{"GammaP(1,0)", portable.RegularizedGammaP(1, 0), 0},
		{"GammaQ(1,+Inf)", portable.RegularizedGammaQ(1, inf), 0},
		{"GammaP(0,1)", portable.RegularizedGammaP(0, 1), nan},
		{"Beta(0,1,2)", portable.RegularizedBeta(0, 1, 2), 0},
		{"Beta(1,1,2)", portable.RegularizedBeta(1, 1, 2), 1},
		{"Poisson(0,0)", portable.PoissonPMF(0, 0), 1},
		{"Poisson(3,0)", portable.PoissonPMF(3, 0), 0},
		{"StudentT(0,5)", portable.StudentTCDF(0, 5), 0.5},
	} {
		if math.Float64bits(c.got) != math.Float64bits(c.want) && !(c.got != c.got && c.want != c.want) && c.got != c.want {
			t.Errorf("%s = %v, want %v", c.name, c.got, c.want)
		}
	}
}

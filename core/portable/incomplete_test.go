package portable_test

import (
	"math"
	"testing"

	"kingman/core/portable"
)

// TestPoissonPMF sums the terms directly for small means and checks the ratio
// of neighbours, p(k+1)/p(k) = mean/(k+1), and the total for large ones.
func TestPoissonPMF(t *testing.T) {
	for _, mean := range []float64{1e-6, 0.1, 1, 7.5, 8.5, 100, 700, 1e4, 1e6} {
		spread := 40 * math.Sqrt(mean)
		from := math.Max(0, math.Floor(mean-spread))
		total, prev := 0.0, 0.0
		for k := from; k <= mean+spread+40; k++ {
			p := portable.PoissonPMF(k, mean)
			// Both neighbours round terms as large as |k − mean| and k·ln(k/mean).
			size := math.Abs(k-mean) + math.Abs(k*math.Log(k/mean))*min(1, 20*math.Abs(k-mean)/mean)
			if prev > 1e-290 && math.Abs(p/prev/(mean/k)-1) > 1e-13+8*0x1p-53*size {
				t.Errorf("mean %v: p(%v)/p(%v) off by %.2g", mean, k, k-1, p/prev/(mean/k)-1)
			}
			total += p
			prev = p
		}
		if math.Abs(total-1) > 1e-12 {
			t.Errorf("mean %v: probabilities sum to %v", mean, total)
		}
	}
}

// TestRegularizedGamma compares with the Poisson sum that it equals for whole a.
func TestRegularizedGamma(t *testing.T) {
	for _, x := range []float64{0.3, 2, 15, 99, 1000, 1e5} {
		sum := 0.0
		for k := 0.0; k < x+8*math.Sqrt(x)+10; k++ {
			sum += portable.PoissonPMF(k, x)
			if sum < 1e-280 {
				continue
			}
			a := k + 1
			if x > 5000 && math.Mod(k, 97) != 0 {
				continue
			}
			q, p := portable.RegularizedGammaQ(a, x), portable.RegularizedGammaP(a, x)
			if math.Abs(q/sum-1) > 1e-12 {
				t.Errorf("Q(%v, %v) = %v, the sum is %v", a, x, q, sum)
			}
			if math.Abs(p+q-1) > 1e-15 {
				t.Errorf("P+Q(%v, %v) = %v", a, x, p+q)
			}
		}
	}
	for _, x := range []float64{0.01, 0.5, 1, 4} { // P(½, x) = erf(√x)
		if got, want := portable.RegularizedGammaP(0.5, x), portable.Erf(math.Sqrt(x)); math.Abs(got/want-1) > 1e-14 {
			t.Errorf("P(½, %v) = %v, want %v", x, got, want)
		}
	}
}

// TestRegularizedBeta compares with the binomial sum that it equals for whole
// parameters and with its mirror image.
func TestRegularizedBeta(t *testing.T) {
	const n = 12.0
	for _, x := range []float64{0.01, 0.2, 0.5, 0.77, 0.99} {
		tail := 0.0
		for k := n; k >= 1; k-- {
			choose := portable.Exp(portable.LogGamma(n+1) - portable.LogGamma(k+1) - portable.LogGamma(n-k+1))
			tail += choose * portable.Pow(x, k) * portable.Pow(1-x, n-k)
			if got := portable.RegularizedBeta(x, k, n-k+1); math.Abs(got/tail-1) > 1e-13 {
				t.Errorf("I_%v(%v, %v) = %v, want %v", x, k, n-k+1, got, tail)
			}
		}
	}
}

// TestStudentT checks published 97.5 % points, the closed forms for one and two
// degrees of freedom, and the normal limit.
func TestStudentT(t *testing.T) {
	for nu, want := range map[float64]float64{
		3: 3.182446305284263, 4: 2.7764451051977987, 10: 2.2281388519649385, 29: 2.045229642132703,
		1e8: 1.9599639845400545,
	} {
		if got := portable.StudentTQuantile(0.975, nu); math.Abs(got-want) > 1e-9 {
			t.Errorf("t(0.975; %v) = %.15g, want %.15g", nu, got, want)
		}
	}
	for _, p := range []float64{1e-9, 0.01, 0.3, 0.5, 0.8, 0.999} {
		cauchy := -1 / math.Tan(math.Pi*p)
		if got := portable.StudentTQuantile(p, 1); math.Abs(got-cauchy) > 1e-12*math.Max(1, math.Abs(cauchy)) {
			t.Errorf("t(%v; 1) = %v, want %v", p, got, cauchy)
		}
		two := (2*p - 1) / math.Sqrt(2*p*(1-p))
		if got := portable.StudentTQuantile(p, 2); math.Abs(got-two) > 1e-12*math.Max(1, math.Abs(two)) {
			t.Errorf("t(%v; 2) = %v, want %v", p, got, two)
		}
	}
}

package queue

import (
	"math"
	"testing"
)

// Without stickiness the motion is the reflected one of the literature.
func TestStickyMeetsReflected(t *testing.T) {
	phi := func(z float64) float64 { return math.Exp(-z*z/2) / math.Sqrt(2*math.Pi) }
	Phi := func(z float64) float64 { return math.Erfc(-z/math.Sqrt2) / 2 }
	for _, T := range []float64{0.3, 40, 2000} {
		for _, m := range []float64{-0.4, -0.02, -1e-5, 0, 1e-5, 0.02, 0.4} {
			const v = 1.3
			z := m * math.Sqrt(T/v)
			want := math.Sqrt(2 * v * T / math.Pi)
			if m != 0 {
				want = m*T*Phi(z) + math.Sqrt(v*T)*phi(z) + v/(2*m)*(2*Phi(z)-1)
			}
			got, above := newSticky(0, m, v, 1e-12, T).mean()
			if math.Abs(got-want) > 1e-8*want || math.Abs(above-1) > 1e-8 {
				t.Errorf("m=%v T=%v: %v and %v above 0, want %v and 1", m, T, got, above, want)
			}
		}
	}
}

// The law of the sticky motion is known by its Laplace transform over time: from x,
// of the mean, x/s + m/s² + (1 − mr)·e^(−xψ)/(s(sr + ψ)) − …, here of what pushes it up,
// ψ = (√(m² + 2vs) + m)/v, as E Q = x + m·E(T′) + E(push) and T = T′ + r·E(push).
func TestStickyAgainstItsTransform(t *testing.T) {
	for _, x := range []float64{0, 0.7} {
		for _, m := range []float64{-0.8, -0.05, 0, 0.05, 0.8} {
			for _, hold := range []float64{0.01, 0.3, 1.1} {
				for _, s := range []float64{0.05, 1} {
					const v = 1.7
					psi := (math.Sqrt(m*m+2*v*s) + m) / v
					push := math.Exp(-x*psi) / (s * (s*hold + psi))
					wantMean := x/s + m/(s*s) + (1-m*hold)*push
					wantAbove := 1/s - hold*s*push
					var mean, above float64 // ∫ e^(−sT)… dT over y = √T, Simpson
					const n = 4000
					end := math.Sqrt(40 / s)
					for i := 1; i <= n; i++ {
						y := end * float64(i) / n
						weight := float64(2+2*(i%2)) * 2 * y * math.Exp(-s*y*y) * end / n / 3
						if i == n {
							weight /= 2
						}
						line, p := newSticky(x, m, v, hold, y*y).mean()
						mean, above = mean+weight*line, above+weight*p
					}
					if math.Abs(mean-wantMean) > 1e-6*wantMean || math.Abs(above-wantAbove) > 1e-6*wantAbove {
						t.Errorf("x=%v m=%v r=%v s=%v: mean %v, above %v, want %v, %v", x, m, hold, s, mean, above, wantMean, wantAbove)
					}
				}
			}
		}
	}
}

// The mean is the integral of the tail, and the chance to be above 0 its begin.
func TestStickyTail(t *testing.T) {
	for _, x := range []float64{0, 0.4, 5} {
		for _, m := range []float64{-3, -0.3, -0.001, 0, 0.2, 0.8} {
			for _, hold := range []float64{1e-6, 0.4, 1.2, 1e5} {
				for _, T := range []float64{0.1, 3, 200} {
					q := newSticky(x, m, 1.2, hold, T)
					line, above := q.mean()
					if p := q.exceeds(0); math.Abs(p-above) > 1e-12 {
						t.Fatalf("%+v: above 0 with chance %v, the tail says %v", q, above, p)
					}
					const n = 4000
					high := q.end() + 10*q.sigma
					sum := 0.0 // over the root of y
					for i := 1; i < n; i++ {
						root := float64(i) / n
						sum += float64(2+2*(i%2)) * 2 * root * q.exceeds(high*root*root)
					}
					if got := sum * high / n / 3; math.Abs(got-line) > 1e-6*line+1e-9 {
						t.Errorf("x=%v m=%v r=%v T=%v: mean %v, the tail says %v", x, m, hold, T, line, got)
					}
				}
			}
		}
	}
}

// The mean times to fill are sums over a birth–death chain, here term by term.
func TestFillingTermByTerm(t *testing.T) {
	for _, places := range []int{1, 2, 5, 30} {
		for _, load := range []float64{0.4, 3, 29, 80} {
			// Of k of them taken, weight and mean time to full, in units of 1/λ.
			weight, up := make([]float64, places+1), make([]float64, places+1)
			weight[0], up[0] = 1, 1
			for k := 1; k <= places; k++ {
				weight[k] = weight[k-1] * load / float64(k)
				up[k] = 1 + float64(k)/load*up[k-1] // one step up, Keilson
			}
			// first is the difference of the mean times from empty and from below full.
			var below, fromBelow, first, tau float64
			for k := places - 1; k >= 0; k-- {
				tau += up[k]
				first += up[k] * below // times the chance to begin above k
				below += weight[k]
				fromBelow += weight[k] * tau
			}
			first, fromBelow = first/below, fromBelow/below
			f := newFilling(places, load)
			loss := weight[places] / (below + weight[places])
			for what, pair := range map[string][2]float64{
				"loss":  {f.loss, loss},
				"first": {f.first, first},
				"again": {f.again, fromBelow * loss},
				"lull":  {f.lull(), below / weight[places]},
			} {
				if math.Abs(pair[0]-pair[1]) > 1e-10*pair[1] {
					t.Errorf("%d places, load %v: %s is %v, want %v", places, load, what, pair[0], pair[1])
				}
			}
		}
	}
}

// What begins late by chance has had more time than what begins late for sure, and
// no less than none.
func TestLate(t *testing.T) {
	for _, x := range []float64{1e-9, 1e-4, 0.999e-3, 1.001e-3, 0.3, 1, 2, 7, 299, 301} {
		const lag = 2.5
		got, want := late(x*lag, lag), lag*(x-1+(1+x)*math.Exp(-2*x))
		if math.Abs(got-want) > 1e-12*lag || got < 0 || got < (x-1)*lag || got > x*lag {
			t.Errorf("at %v lags: %v, want %v", x, got, want)
		}
		if next := late(x*lag*1.0001, lag); next <= got {
			t.Errorf("at %v lags time stands still", x)
		}
	}
	if late(3, 0) != 3 {
		t.Error("nothing is late without a lag")
	}
}

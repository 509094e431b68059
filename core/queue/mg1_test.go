package queue_test

import (
	"math"
	"testing"

	"kingman/core/queue"
)

func TestMG1(t *testing.T) {
	exponential, err := queue.MG1{ArrivalRate: 0.8, MeanService: 1, ServiceSCV: 1}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	markov, err := queue.MMc{ArrivalRate: 0.8, MeanService: 1, Servers: 1}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "M/M/1 as M/G/1", exponential.MeanWait, markov.MeanWait, 1e-15)
	variance, err := exponential.WaitVariance(third(t)(queue.Moments{Mean: 1, SCV: 1}.GammaThird()))
	if err != nil {
		t.Fatal(err)
	}
	near(t, "M/M/1 variance", variance, markov.WaitVariance, 1e-14)
	constant, err := queue.MG1{ArrivalRate: 0.8, MeanService: 1, ServiceSCV: 0}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "constant services halve the wait", constant.MeanWait, markov.MeanWait/2, 1e-15)

	full, err := queue.MG1{ArrivalRate: 1.25, MeanService: 1, ServiceSCV: 0}.Analyze()
	if !queue.IsUnstable(err) {
		t.Errorf("M/D/1 at ρ = 1.25: error %v", err)
	}
	if v, err := full.WaitVariance(1); !math.IsInf(v, 1) || !queue.IsUnstable(err) {
		t.Errorf("variance at ρ = 1.25: %v, %v", v, err)
	}
	if _, err := constant.WaitVariance(math.NaN()); err == nil {
		t.Error("a NaN third moment is accepted")
	}
}

// TestThirdMoments: at SCV 1 all three are the exponential's 6s³, except the
// lognormal's (1+1)³ = 8; a hyperexponential's phases must give back its mean
// and SCV.
func TestThirdMoments(t *testing.T) {
	near(t, "gamma, exponential", third(t)(queue.Moments{Mean: 2, SCV: 1}.GammaThird()), 48, 1e-15)
	near(t, "gamma, constant", third(t)(queue.Moments{Mean: 2, SCV: 0}.GammaThird()), 8, 1e-15)
	near(t, "lognormal", third(t)(queue.Moments{Mean: 2, SCV: 1}.LognormalThird()), 64, 1e-15)
	near(t, "hyperexponential, exponential", third(t)(queue.Moments{Mean: 2, SCV: 1}.HyperexponentialThird()), 48, 1e-15)
	for _, scv := range []float64{1.5, 4, 100, 1e6} {
		p := 0.5 * (1 + math.Sqrt((scv-1)/(scv+1)))
		r1, r2 := 2*p, 2*(1-p) // rates for mean 1
		near(t, "hyperexponential", third(t)(queue.Moments{Mean: 1, SCV: scv}.HyperexponentialThird()), 6*(p/(r1*r1*r1)+(1-p)/(r2*r2*r2)), 1e-9)
	}
}

// TestMDcAgainstConvolution solves L(t+s) = (L(t) − c)⁺ + Poisson(a) by
// iterating the distribution until it stands still.
func TestMDcAgainstConvolution(t *testing.T) {
	for _, c := range []int{1, 2, 3, 8, 25} {
		for _, rho := range []float64{0.3, 0.6, 0.8} {
			load := rho * float64(c)
			q, err := queue.MDc{ArrivalRate: load / 4, MeanService: 4, Servers: c}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			wip, delay := iterateMDc(c, load)
			near(t, "wip", q.WIP, wip, 1e-10)
			near(t, "delay", q.DelayProbability, delay, 1e-9)
			near(t, "Little", q.WIP, load/4*q.MeanSojourn, 1e-13)
		}
	}
}

func iterateMDc(c int, load float64) (wip, delay float64) {
	size := c + int(load) + 160
	arrivals := make([]float64, size)
	arrivals[0] = math.Exp(-load)
	for k := 1; k < size; k++ {
		arrivals[k] = arrivals[k-1] * load / float64(k)
	}
	p := make([]float64, size)
	p[0] = 1
	next := make([]float64, size)
	for range 2000 {
		clear(next)
		change := 0.0
		for n, pn := range p {
			if pn < 1e-18 {
				continue
			}
			left := max(0, n-c)
			for k := 0; left+k < size && (arrivals[k] > 1e-20 || float64(k) < load); k++ {
				next[left+k] += pn * arrivals[k]
			}
		}
		for n := range p {
			change += math.Abs(next[n] - p[n])
		}
		p, next = next, p
		if change < 1e-14 {
			break
		}
	}
	for n, pn := range p {
		wip += float64(n) * pn
		if n >= c {
			delay += pn
		}
	}
	return wip, delay
}

// TestMDcHasNoSeam compares both sides of the place where one method hands over
// to the other, and both with heavy traffic, where half of M/M/c's wait is left.
func TestMDcHasNoSeam(t *testing.T) {
	for _, c := range []int{2, 10, 100, 1000} {
		last := 0.0
		for i := range 400 {
			rho := 0.2 + 0.799*float64(i)/400
			q, err := queue.MDc{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			if q.MeanWait < last {
				t.Errorf("c=%d ρ=%v: wait %v, less than %v at a lower ρ", c, rho, q.MeanWait, last)
			}
			last = q.MeanWait
		}
		q, err := queue.MDc{ArrivalRate: (1 - 1e-6) * float64(c), MeanService: 1, Servers: c}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		m, err := queue.MMc{ArrivalRate: (1 - 1e-6) * float64(c), MeanService: 1, Servers: c}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "heavy traffic", q.MeanWait, m.MeanWait/2, 1e-4)
	}
}

// third is a third moment without its error.
func third(t *testing.T) func(float64, error) float64 {
	return func(m float64, err error) float64 {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return m
	}
}

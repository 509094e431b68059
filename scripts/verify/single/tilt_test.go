package single

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"kingman/core/dist"
	"kingman/core/portable"
	"kingman/core/stats"
)

// tilted averages weighted runs.
func tilted(t *testing.T, runs int, run func(r int) (Tilted, error), f func(Tilted) float64) stats.Estimate {
	t.Helper()
	var a stats.Accumulator
	for r := range runs {
		x, err := run(r)
		if err != nil {
			t.Fatal(err)
		}
		a.Add(x.Weight * f(x))
	}
	return a.Estimate(0.95)
}

func one(is bool) float64 {
	if is {
		return 1
	}
	return 0
}

// transientMMc solves the forward equations of M/M/c+M from n items by small steps (fourth order Runge-Kutta).
func transientMMc(lambda, mu, theta float64, c, start int, at float64) []float64 {
	const states, steps = 80, 4000
	p := make([]float64, states)
	p[start] = 1
	out := func(n int) float64 { return float64(min(n, c))*mu + float64(max(0, n-c))*theta }
	slope := func(p []float64) []float64 {
		d := make([]float64, states)
		for n := range p {
			if n+1 < states {
				d[n+1] += lambda * p[n]
				d[n] -= lambda*p[n] - out(n+1)*p[n+1]
			}
			d[n] -= out(n) * p[n]
		}
		return d
	}
	h := at / steps
	add := func(p, d []float64, by float64) []float64 {
		q := make([]float64, states)
		for i := range p {
			q[i] = p[i] + by*d[i]
		}
		return q
	}
	for range steps {
		a := slope(p)
		b := slope(add(p, a, h/2))
		c := slope(add(p, b, h/2))
		d := slope(add(p, c, h))
		for i := range p {
			p[i] += h / 6 * (a[i] + 2*b[i] + 2*c[i] + d[i])
		}
	}
	return p
}

// Whatever the factor, the weighted averages are those of the true law.
func TestTiltedStateAgreesWithForwardEquations(t *testing.T) {
	for _, k := range []struct {
		lambda, theta float64
		c, start      int
		at            float64
	}{{1.8, 0, 2, 0, 1.5}, {4.75, 0, 5, 3, 2}, {6, 0.5, 5, 0, 1}, {3, 0.7, 2, 6, 1.2}} {
		p := transientMMc(k.lambda, 1, k.theta, k.c, k.start, k.at)
		var full, queue float64
		for n := k.c; n < len(p); n++ {
			full += p[n]
			queue += p[n] * float64(n-k.c)
		}
		st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, 1/k.lambda, 1), Service: mustTime(t, dist.Exponential, 1, 1), Servers: k.c})
		for _, factor := range []float64{0, 0.5, 1, 1.7} {
			tilt := Tilt{Seed: 12, Factor: factor, Present: k.start}
			if k.theta > 0 {
				tilt.Patience = mustTime(t, dist.Exponential, 1/k.theta, 1)
			}
			name := fmt.Sprintf("%+v factor %v", k, factor)
			run := func(r int) (Tilted, error) { return st.TiltedState(tilt, k.at, r) }
			if factor <= 1 { // a factor away from what is asked is right too, but noisy
				within(t, name+": empty", tilted(t, 20_000, run, func(x Tilted) float64 { return one(x.WIP == 0) }), p[0])
			}
			if factor >= 1 {
				within(t, name+": full", tilted(t, 20_000, run, func(x Tilted) float64 { return one(x.WIP >= k.c) }), full)
				within(t, name+": queue", tilted(t, 20_000, run, func(x Tilted) float64 { return float64(x.Queue) }), queue)
			}
		}
	}
}

// M/M/∞ from empty is Poisson with mean λ(1 − e^-t) at t, and fifty servers are as good as infinitely many until all are busy.
func TestTiltedStateReachesTheVeryRare(t *testing.T) {
	st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, 1.0/45, 1), Service: mustTime(t, dist.Exponential, 1, 1), Servers: 50})
	mean := 45 * -portable.Expm1(-0.5)
	run := func(factor float64) func(int) (Tilted, error) {
		return func(r int) (Tilted, error) { return st.TiltedState(Tilt{Seed: 13, Factor: factor}, 0.5, r) }
	}
	empty := tilted(t, 1000, run(0), func(x Tilted) float64 { return one(x.WIP == 0) })
	if math.Abs(empty.Mean/portable.Exp(-mean)-1) > 1e-9 {
		t.Errorf("empty with chance %v, expected %v", empty.Mean, portable.Exp(-mean))
	}
	within(t, "full", tilted(t, 40_000, run(50/mean), func(x Tilted) float64 { return one(x.WIP >= 50) }), portable.RegularizedGammaP(50, mean))
}

// The first c items never wait, and the next ones wait as the plain run says, with any laws.
func TestTiltedWaitAgreesWithPlainRun(t *testing.T) {
	all := specs(t)
	for _, name := range []string{"one server", "two servers", "five servers", "even service"} {
		st := mustStation(t, all[name])
		const item = 12
		var plain stats.Accumulator
		out := Result{Waits: Room(item)}
		for r := range 20_000 {
			if err := st.RunHorizon(Horizon{Seed: 14, Until: 1e9, MaxItems: item}, r, &out); err != nil {
				t.Fatal(err)
			}
			plain.Add(out.Waits.Values[item-1])
		}
		want := plain.Estimate(0.95)
		for _, factor := range []float64{1, 1.4} {
			got := tilted(t, 20_000, func(r int) (Tilted, error) { return st.TiltedWait(Tilt{Seed: 15, Factor: factor}, item, r) },
				func(x Tilted) float64 { return x.Wait })
			if d := math.Abs(got.Mean - want.Mean); d > 4*math.Hypot(got.StdErr, want.StdErr) {
				t.Errorf("%s, factor %v: item %d waits %v ± %v, plain %v ± %v", name, factor, item, got.Mean, got.StdErr, want.Mean, want.StdErr)
			}
		}
		first := tilted(t, 100, func(r int) (Tilted, error) { return st.TiltedWait(Tilt{Seed: 15, Factor: 1}, 1, r) },
			func(x Tilted) float64 { return x.Wait })
		if first.Mean != 0 {
			t.Errorf("%s: the first item waits %v", name, first.Mean)
		}
	}
}

// Poisson arrivals are scattered and not drawn gap by gap; the waits must be the same, also behind items that were there.
func TestTiltedWaitOfPoissonArrivals(t *testing.T) {
	for _, c := range []int{1, 3} {
		for _, present := range []int{0, 2} {
			st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, 1/(0.9*float64(c)), 1), Service: mustTime(t, dist.Gamma, 1, 0.5), Servers: c})
			const item = 8
			var plain stats.Accumulator
			out := Result{Waits: Room(item)}
			for r := range 20_000 {
				if err := st.RunHorizon(Horizon{Seed: 16, Until: 1e9, MaxItems: item, Backlog: present}, r, &out); err != nil {
					t.Fatal(err)
				}
				plain.Add(out.Waits.Values[item-1])
			}
			want := plain.Estimate(0.95)
			for _, factor := range []float64{0.8, 1, 1.5} {
				got := tilted(t, 20_000, func(r int) (Tilted, error) {
					return st.TiltedWait(Tilt{Seed: 17, Factor: factor, Hurry: math.Sqrt(factor), Present: present}, item, r)
				}, func(x Tilted) float64 { return x.Wait })
				if d := math.Abs(got.Mean - want.Mean); d > 4*math.Hypot(got.StdErr, want.StdErr) {
					t.Errorf("c = %d, %d present, factor %v: %v ± %v, plain %v ± %v", c, present, factor, got.Mean, got.StdErr, want.Mean, want.StdErr)
				}
			}
		}
	}
}

func TestTiltedRefuses(t *testing.T) {
	all := specs(t)
	e := mustTime(t, dist.Exponential, 1, 1)
	st := mustStation(t, Spec{Arrival: e, Service: e, Servers: 1})
	for field, try := range map[string]func() (Tilted, error){
		"Sources":  func() (Tilted, error) { return mustStation(t, all["sources, thinned"]).TiltedState(Tilt{}, 1, 0) },
		"Arrival":  func() (Tilted, error) { return mustStation(t, all["one server"]).TiltedState(Tilt{}, 1, 0) },
		"Factor":   func() (Tilted, error) { return st.TiltedState(Tilt{Factor: -1}, 1, 0) },
		"Hurry":    func() (Tilted, error) { return st.TiltedState(Tilt{Hurry: -1}, 1, 0) },
		"Present":  func() (Tilted, error) { return st.TiltedState(Tilt{Present: -1}, 1, 0) },
		"At":       func() (Tilted, error) { return st.TiltedState(Tilt{}, math.NaN(), 0) },
		"Patience": func() (Tilted, error) { return st.TiltedState(Tilt{Patience: mustTime(t, dist.Gamma, 1, 0.5)}, 1, 0) },
		"Item":     func() (Tilted, error) { return st.TiltedWait(Tilt{Factor: 1}, 0, 0) },
	} {
		var fe *FieldError
		if _, err := try(); !errors.As(err, &fe) || fe.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	if _, err := st.TiltedWait(Tilt{}, 1, 0); err == nil {
		t.Error("a wait without long items")
	}
}

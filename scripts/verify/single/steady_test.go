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

// within fails unless the estimate lies within four of its own standard errors of the truth.
func within(t *testing.T, what string, e stats.Estimate, want float64) {
	t.Helper()
	if !e.Known() || math.Abs(e.Mean-want) > 4*e.StdErr || e.StdErr > 0.1*math.Abs(want) {
		t.Errorf("%s: %.5g ± %.2g, expected %.5g %v", what, e.Mean, e.StdErr, want, e.Warnings)
	}
}

// erlangC is the chance of waiting in M/M/c with offered load a (Erlang 1917), by the recursion for Erlang B.
func erlangC(c int, a float64) float64 {
	b := 1.0
	for k := 1; k <= c; k++ {
		b = a * b / (float64(k) + a*b)
	}
	return b / (1 - a/float64(c)*(1-b))
}

func TestSteadyStateMMc(t *testing.T) {
	for _, c := range []int{1, 2, 3, 10, 50, 300} {
		for _, rho := range []float64{0.5, 0.9} {
			if rho == 0.5 && c > 3 {
				continue // nobody waits
			}
			t.Run(fmt.Sprintf("c=%d ρ=%v", c, rho), func(t *testing.T) {
				const service = 16.0
				a := rho * float64(c)
				st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, service/a, 1), Service: mustTime(t, dist.Exponential, service, 1), Servers: c})
				got, err := st.SteadyState(Steady{Seed: 3, MaxItems: 2_000_000, Percentiles: []float64{0.6, 0.95}})
				if err != nil {
					t.Fatal(err)
				}
				pc := erlangC(c, a)
				wait := pc * service / (float64(c) - a)
				within(t, "delay probability", got.DelayProbability, pc)
				within(t, "mean wait", got.MeanWait, wait)
				within(t, "mean sojourn", got.MeanSojourn, wait+service)
				if pc > 0.1 { // else the variance rests on a handful of long queues, and its error is not normal
					within(t, "wait variance", got.WaitVariance, wait*wait*(2-pc)/pc)
				}
				within(t, "queue", got.QueueLength, wait*a/service)
				within(t, "WIP", got.WIP, wait*a/service+a)
				within(t, "busy fraction", got.BusyFraction, rho)
				within(t, "throughput", got.Throughput, a/service)
				for i, p := range []float64{0.6, 0.95} {
					if want := wait / pc * portable.Log(pc/(1-p)); want > 0 {
						within(t, fmt.Sprintf("percentile %v", p), got.Percentiles[i], want)
					} else if got.Percentiles[i].Mean != 0 {
						t.Errorf("percentile %v is %v, expected 0", p, got.Percentiles[i])
					}
				}
				if got.Items != 2_000_000 || got.WarmUp < 0 || got.WarmUp > 1_000_000 {
					t.Errorf("%d items, warm-up %d", got.Items, got.WarmUp)
				}
			})
		}
	}
}

// The machine repair model M/M/c//N is a birth and death process: insensitive to nothing, known exactly.
func TestSteadyStateClosed(t *testing.T) {
	for _, k := range []struct{ engineers, servers int }{{1, 1}, {5, 1}, {20, 5}, {100, 5}} {
		for _, skip := range []float64{0, 0.5} {
			t.Run(fmt.Sprintf("N=%d c=%d skip=%v", k.engineers, k.servers, skip), func(t *testing.T) {
				const think, service = 40.0, 16.0
				st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, think, 1), Service: mustTime(t, dist.Exponential, service, 1),
					Servers: k.servers, Sources: k.engineers, Closed: true, Skip: skip})
				got, err := st.SteadyState(Steady{Seed: 4, MaxItems: 1_000_000})
				if err != nil {
					t.Fatal(err)
				}
				p, sum, wip, queue, busy := 1.0, 0.0, 0.0, 0.0, 0.0
				for n := 0; n <= k.engineers; n++ {
					if n > 0 {
						p *= float64(k.engineers-n+1) * (1 - skip) / think * service / float64(min(n, k.servers))
					}
					sum += p
					wip += p * float64(n)
					queue += p * float64(max(0, n-k.servers))
					busy += p * float64(min(n, k.servers))
				}
				within(t, "WIP", got.WIP, wip/sum)
				within(t, "throughput", got.Throughput, busy/sum/service)
				within(t, "busy fraction", got.BusyFraction, busy/sum/float64(k.servers))
				if queue > 0 {
					within(t, "queue", got.QueueLength, queue/sum)
					within(t, "mean wait", got.MeanWait, queue/busy*service)
				} else if got.MeanWait.Mean != 0 || got.DelayProbability.Mean != 0 {
					t.Errorf("one engineer waits %v for nobody", got.MeanWait)
				}
			})
		}
	}
}

// Poisson streams stay Poisson when they are merged or thinned (Pollaczek-Khinchine: Wq = ρ/(1−ρ)·(1+Cs²)/2·s).
func TestSteadyStateMG1(t *testing.T) {
	const service, rho = 16.0, 0.8
	for _, law := range []dist.Time{mustTime(t, dist.Deterministic, service, 0), mustTime(t, dist.Gamma, service, 0.25),
		mustTime(t, dist.Lognormal, service, 2), mustTime(t, dist.Hyperexponential, service, 4), mustTime(t, dist.Uniform, service, 0.3)} {
		for _, v := range []struct {
			sources int
			skip    float64
		}{{0, 0}, {7, 0}, {0, 0.5}, {40, 0.25}} {
			gap := service / rho * float64(max(1, v.sources)) * (1 - v.skip)
			st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, gap, 1), Service: law, Servers: 1, Sources: v.sources, Skip: v.skip})
			got, err := st.SteadyState(Steady{Seed: 5, MaxItems: 1_000_000})
			if err != nil {
				t.Fatal(err)
			}
			within(t, fmt.Sprintf("%v, %+v: mean wait", law.Kind(), v), got.MeanWait, rho/(1-rho)*(1+law.SCV())/2*service)
			within(t, fmt.Sprintf("%v, %+v: delay probability", law.Kind(), v), got.DelayProbability, rho)
		}
	}
}

func TestSteadyStateOfEvenTimesNeverWaits(t *testing.T) {
	for _, c := range []int{1, 3, 10} {
		st := mustStation(t, Spec{Arrival: mustTime(t, dist.Deterministic, 0.1, 0), Service: mustTime(t, dist.Deterministic, 0.0999999*float64(c), 0), Servers: c})
		got, err := st.SteadyState(Steady{Seed: 5, MaxItems: 300_000, Percentiles: []float64{0.99}})
		if err != nil {
			t.Fatal(err)
		}
		if got.MeanWait.Mean != 0 || got.DelayProbability.Mean != 0 || got.Percentiles[0].Mean != 0 {
			t.Errorf("c = %d: mean wait %v, delay probability %v", c, got.MeanWait, got.DelayProbability)
		}
	}
}

func TestSteadyStateRefuses(t *testing.T) {
	e := mustTime(t, dist.Exponential, 1, 1)
	full := mustStation(t, Spec{Arrival: e, Service: e, Servers: 1})
	var unstable *UnstableError
	got, err := full.SteadyState(Steady{MaxItems: 10, Percentiles: []float64{0.5}})
	if !errors.As(err, &unstable) || unstable.Rho != 1 || !math.IsInf(got.MeanWait.Mean, 1) || !math.IsInf(got.Percentiles[0].Mean, 1) {
		t.Errorf("ρ = 1: %v, %+v", err, got)
	}
	half := mustStation(t, Spec{Arrival: e, Service: e, Servers: 2})
	for field, cfg := range map[string]Steady{
		"MaxItems": {}, "Confidence": {MaxItems: 1, Confidence: 1}, "Percentiles": {MaxItems: 1, Percentiles: []float64{1}},
	} {
		var fe *FieldError
		if _, err := half.SteadyState(cfg); !errors.As(err, &fe) || fe.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
	// Too short a run says so and does not panic.
	for _, n := range []int{1, 5, 300, 3000} {
		r, err := half.SteadyState(Steady{MaxItems: n, Percentiles: []float64{0.9}})
		if err != nil || len(r.MeanWait.Warnings) == 0 || math.IsNaN(r.MeanWait.Mean) || math.IsNaN(r.Percentiles[0].Mean) {
			t.Errorf("%d items: %+v, %v", n, r, err)
		}
	}
}

// A run advanced in pieces is the same run.
func TestSteadyRunInPieces(t *testing.T) {
	st := mustStation(t, specs(t)["five servers"])
	cfg := Steady{Seed: 6, MaxItems: 256 * 1000, Percentiles: []float64{0.9}}
	whole, err := st.SteadyState(cfg)
	if err != nil {
		t.Fatal(err)
	}
	run, err := st.StartSteady(cfg)
	if err != nil {
		t.Fatal(err)
	}
	steps := 0
	for run.Advance(512 * 3) {
		steps++
	}
	if got := run.Result(); fmt.Sprint(got) != fmt.Sprint(whole) || steps < 100 {
		t.Errorf("in %d pieces %+v, in one %+v", steps, got, whole)
	}
}

package single

import (
	"errors"
	"math"
	"testing"

	"kingman/core/dist"
	"kingman/core/portable"
)

// Where waits are not rare the conditional estimates must agree with theory, and with the plain run, on every path.
func TestRareWaitsMMc(t *testing.T) {
	for _, c := range []int{1, 2, 5, 20} {
		a := 0.6 * float64(c)
		st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, 16/a, 1), Service: mustTime(t, dist.Exponential, 16, 1), Servers: c})
		got, err := st.RareWaits(Steady{Seed: 8, MaxItems: 300_000, Percentiles: []float64{0.3, 0.99}})
		if err != nil {
			t.Fatal(err)
		}
		pc := erlangC(c, a)
		wait := pc * 16 / (float64(c) - a)
		within(t, "delay probability", got.DelayProbability, pc)
		within(t, "mean wait", got.MeanWait, wait)
		within(t, "queue", got.QueueLength, wait*a/16)
		within(t, "p99", got.Percentiles[1], wait/pc*portable.Log(pc/0.01))
		if got.Percentiles[0].Mean != 0 {
			t.Errorf("p30 is %v", got.Percentiles[0])
		}
		if got.WIP.Mean != got.MeanSojourn.Mean*a/16 {
			t.Errorf("WIP %v breaks Little's law for a sojourn of %v", got.WIP.Mean, got.MeanSojourn.Mean)
		}
	}
}

func TestRareWaitsAgreeWithPlainRun(t *testing.T) {
	all := specs(t)
	for _, name := range []string{"one server", "even service", "sixteen servers", "two servers"} {
		st := mustStation(t, all[name])
		plain, err := st.SteadyState(Steady{Seed: 8, MaxItems: 500_000, Percentiles: []float64{0.95}})
		if err != nil {
			t.Fatal(err)
		}
		rare, err := st.RareWaits(Steady{Seed: 8, Replication: 1, MaxItems: 200_000, Percentiles: []float64{0.95}})
		if err != nil {
			t.Fatal(err)
		}
		agree := func(what string, a, b, sa, sb float64) {
			if math.Abs(a-b) > 4*math.Sqrt(sa*sa+sb*sb) {
				t.Errorf("%s, %s: plain %v ± %v, conditional %v ± %v", name, what, a, sa, b, sb)
			}
		}
		agree("wait", plain.MeanWait.Mean, rare.MeanWait.Mean, plain.MeanWait.StdErr, rare.MeanWait.StdErr)
		agree("delay", plain.DelayProbability.Mean, rare.DelayProbability.Mean, plain.DelayProbability.StdErr, rare.DelayProbability.StdErr)
		agree("p95", plain.Percentiles[0].Mean, rare.Percentiles[0].Mean, plain.Percentiles[0].StdErr, rare.Percentiles[0].StdErr)
	}
}

// M/M/7 at ρ = 1/7: about one item in ten thousand waits.
func TestRareWaitsAreRare(t *testing.T) {
	st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, 16, 1), Service: mustTime(t, dist.Exponential, 16, 1), Servers: 7})
	got, err := st.RareWaits(Steady{Seed: 9, MaxItems: 3_000_000, Percentiles: []float64{0.99}})
	if err != nil {
		t.Fatal(err)
	}
	pc := erlangC(7, 1)
	within(t, "delay probability", got.DelayProbability, pc)
	within(t, "mean wait", got.MeanWait, pc*16/6)
	if plain := math.Sqrt(pc / 3e6); got.DelayProbability.StdErr > plain {
		t.Errorf("standard error %v; counting would have %v", got.DelayProbability.StdErr, plain)
	}
	if got.Percentiles[0].Mean != 0 {
		t.Errorf("p99 is %v", got.Percentiles[0])
	}
}

func TestRareWaitsRefuse(t *testing.T) {
	all := specs(t)
	var fe *FieldError
	for _, name := range []string{"ten sources", "thinned", "closed"} {
		if _, err := mustStation(t, all[name]).RareWaits(Steady{MaxItems: 1}); !errors.As(err, &fe) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := mustStation(t, all["five servers"]).RareWaits(Steady{}); !errors.As(err, &fe) || fe.Field != "MaxItems" {
		t.Errorf("no items: %v", err)
	}
	var unstable *UnstableError
	if _, err := mustStation(t, all["one server, overload"]).RareWaits(Steady{MaxItems: 1}); !errors.As(err, &unstable) {
		t.Errorf("overload: %v", err)
	}
}

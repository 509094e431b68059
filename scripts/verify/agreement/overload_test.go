package agreement

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/core/stats"
	"kingman/scripts/verify/single"
)

// horizonRuns are the replications of one cell to a horizon.
type horizonRuns struct {
	windowSum, windowCount, pile, departed []float64
}

// toHorizon simulates a cell n times to the horizon; look, if not nil, sees
// every replication.
func toHorizon(t *testing.T, st *single.Station, plan single.Horizon, n int, look func(r int, out *single.Result)) horizonRuns {
	t.Helper()
	var runs horizonRuns
	var out single.Result
	for r := range n {
		if err := st.RunHorizon(plan, r, &out); err != nil {
			t.Fatal(err)
		}
		runs.windowSum = append(runs.windowSum, out.WindowSum)
		runs.windowCount = append(runs.windowCount, float64(out.WindowCount))
		runs.pile = append(runs.pile, float64(out.Queue))
		runs.departed = append(runs.departed, float64(out.Departed))
		if look != nil {
			look(r, &out)
		}
	}
	return runs
}

// wait estimates the wait of items that arrive about the horizon.
func (h horizonRuns) wait(t *testing.T) stats.Estimate {
	t.Helper()
	e, err := stats.Ratio(h.windowSum, h.windowCount, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// Nothing is lost at any load: each item that came is waiting, in service or gone;
// servers that always have work are busy all the time; and no server is idle while
// an item waits.
func TestConservation(t *testing.T) {
	for _, c := range []int{1, 2, 5, 50} {
		for _, rho := range []float64{0.5, 1, 1.1, 1.6} {
			for _, scv := range [][2]float64{{0, 0}, {0.25, 0.0625}, {1, 1}, {4, 4}} {
				at := cell{c, rho, scv[0], scv[1]}
				for _, backlog := range []int{0, 40 * c} {
					plan := single.Horizon{Seed: seed, Until: 100, Backlog: backlog, SampleTimes: []float64{0, 25, 50, 100}}
					always := backlog > 0 && rho >= 1.1 && scv[0] < 4 // the pile lasts
					toHorizon(t, station(t, at.spec(t)), plan, 3, func(r int, out *single.Result) {
						inService := out.InSystem - out.Queue
						if backlog+out.Arrived != out.Queue+inService+out.Departed || out.Queue < 0 || inService < 0 || inService > c {
							t.Errorf("%v: %d + %d came, %d wait, %d are served, %d have gone", at, backlog, out.Arrived, out.Queue, inService, out.Departed)
						}
						if out.Queue > 0 && inService < c {
							t.Errorf("%v: %d wait while %d of %d servers are busy", at, out.Queue, inService, c)
						}
						for i := range plan.SampleTimes {
							if out.QueueAt(i) > 0 && out.WIPAt(i)-out.QueueAt(i) != c {
								t.Errorf("%v: at %v some wait and a server is idle", at, plan.SampleTimes[i])
							}
						}
						if all := float64(c) * plan.Until; always && math.Abs(out.BusyHours-all) > 1e-9*all {
							t.Errorf("%v: servers with a pile in front of them work %v of %v hours", at, out.BusyHours, all)
						}
						if area := out.QueueHours + out.BusyHours; math.Abs(area-out.WIPHours) > 1e-9*(1+area) {
							t.Errorf("%v: waiting %v and service %v do not add up to %v", at, out.QueueHours, out.BusyHours, out.WIPHours)
						}
					})
				}
			}
		}
	}
}

// While the pile lasts every server is a renewal process, and the expected pile is
// exact to what decays exponentially: with b items waiting at time 0, of which c
// are begun at once,
//
//	E Q(T) = b + λT − c − c(T/s + (Cs² − 1)/2)
//
// (the renewal function: Feller 1971, vol. 2, XI.1; a stream in equilibrium brings
// λT). The formula at a horizon says the same once what servers that begin together
// have finished has settled.
func TestPileThatLasts(t *testing.T) {
	var s scores
	defer s.honest(t)
	runs := 400
	run := uint64(0)
	for _, c := range []int{1, 2, 5, 20, 50} {
		for _, rho := range []float64{0.9, 1, 1.05, 1.2, 1.6} {
			for _, scv := range [][2]float64{{0, 1}, {0.25, 0.0625}, {1, 1}, {2, 0.5}, {4, 4}} {
				run++
				at := cell{c, rho, scv[0], scv[1]}
				const T = 60.0
				// Eight standard deviations more than what the drift may take.
				spreadOf := math.Sqrt(float64(c) * T * (rho*scv[0] + scv[1]))
				backlog := math.Ceil(8*spreadOf+math.Max(0, 1-rho)*float64(c)*T) + 2*float64(c)
				begun := float64(c) * (1 + T + (scv[1]-1)/2)
				exact := backlog + rho*float64(c)*T - begun
				s.within(t, func(times int) []comparison {
					plan := single.Horizon{Seed: seed + run + uint64(1000*times), Until: T, Backlog: int(backlog)}
					got := toHorizon(t, station(t, at.spec(t)), plan, times*runs, nil)
					return []comparison{{at.String() + " pile", stats.FromReplications(got.pile, 0.95), exact}}
				})
				h, err := at.formula().AtHorizon(T, backlog)
				if err != nil {
					t.Fatal(err)
				}
				if math.Abs(h.QueueLength-exact) > 1e-6*exact {
					t.Errorf("%v: the formula at a horizon has %v items in line, the exact pile is %v", at, h.QueueLength, exact)
				}
				if want := (rho - 1) * float64(c); math.Abs(h.GrowthRate-math.Max(0, want)) > 1e-9 {
					t.Errorf("%v: growth rate %v, expected %v", at, h.GrowthRate, want)
				}
			}
		}
	}
}

// One server that never rests: the work in front of an item of a Poisson stream at
// time t is bs + (ρ − 1)t exactly, for any law of service, by the formula at a horizon
// too.
func TestWorkThatLasts(t *testing.T) {
	var s scores
	defer s.honest(t)
	runs := 400
	run := uint64(0)
	for _, cs2 := range []float64{0, 0.0625, 0.5, 1, 2} {
		for _, rho := range []float64{0.8, 1, 1.1, 1.3, 1.6} {
			for _, T := range []float64{20, 40, 65, 100} {
				run++
				at := cell{1, rho, 1, cs2}
				backlog := math.Ceil(8*math.Sqrt(T*rho*(1+cs2))+math.Max(0, 1-rho)*T) + 2
				s.within(t, func(times int) []comparison {
					plan := single.Horizon{Seed: seed + run + uint64(1000*times), Until: T, Window: 4, Backlog: int(backlog)}
					got := toHorizon(t, station(t, at.spec(t)), plan, times*runs, nil)
					return []comparison{{fmt.Sprintf("%v wait at %v", at, T), got.wait(t), backlog + (rho-1)*T}}
				})
				h, err := at.formula().AtHorizon(T, backlog)
				if err != nil {
					t.Fatal(err)
				}
				if want := backlog + (rho-1)*T; math.Abs(h.MeanWait-want) > 1e-6*want {
					t.Errorf("%v: the formula's wait at %v is %v, exactly %v", at, T, h.MeanWait, want)
				}
			}
		}
	}
}

// The fluid limit: ever further past saturation, or ever later, the wait is
// (ρ − 1)T and the pile (λ − c/s)T, and what leaves is c/s, by formula and by
// simulation.
func TestFluidLimit(t *testing.T) {
	const T = 4000.0
	for _, c := range []int{1, 5, 50} {
		for _, rho := range []float64{1.1, 1.25, 1.6} {
			for _, scv := range [][2]float64{{0.25, 0.0625}, {1, 1}, {4, 4}} {
				at := cell{c, rho, scv[0], scv[1]}
				h, err := at.formula().AtHorizon(T, 0)
				if err != nil {
					t.Fatal(err)
				}
				// Besides noise, the start from empty and the wall at zero leave
				// a few items each, v/2m as the reflected motion has it and c for the
				// servers.
				m := (rho - 1) * float64(c)
				start := (rho*scv[0]+scv[1])*float64(c)/m + 2*float64(c)
				got := toHorizon(t, station(t, at.spec(t)), single.Horizon{Seed: seed, Until: T, Window: 8}, 24, nil)
				wait, pile, departed := got.wait(t), stats.FromReplications(got.pile, 0.95), stats.FromReplications(got.departed, 0.95)
				for _, q := range []struct {
					what         string
					fluid, slack float64
					formula      float64
					e            stats.Estimate
				}{
					{"wait", (rho - 1) * T, start / float64(c), h.MeanWait, wait},
					{"pile", m * T, start, h.QueueLength, pile},
					{"departures", float64(c) * T, start, h.Throughput * T, departed},
				} {
					if math.Abs(q.formula-q.fluid) > q.slack {
						t.Errorf("%v: %s by formula %v, the fluid limit is %v", at, q.what, q.formula, q.fluid)
					}
					if math.Abs(q.e.Mean-q.fluid) > q.slack+4*q.e.StdErr {
						t.Errorf("%v: %s simulated %v ± %v, the fluid limit is %v", at, q.what, q.e.Mean, q.e.StdErr, q.fluid)
					}
				}
				if _, err := at.formula().MeanWait(); !queue.IsUnstable(err) {
					t.Errorf("%v: a steady state at ρ = %v: %v", at, rho, err)
				}
			}
		}
	}
}

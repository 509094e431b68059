package agreement

import (
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/core/sim"
	"kingman/core/stats"
)

// TestFeedback holds the line whose items come back, at a date of 65 services or more, to what is said of
// it: sojourns within 5 % of simulations, 10 % about saturation.
func TestFeedback(t *testing.T) {
	run := uint64(0)
	for _, c := range []int{1, 5} {
		for _, rho := range []float64{0.5, 0.8, 0.95, 1.05, 1.5} { // of all visits
			for _, again := range []float64{0.2, 0.6} {
				for _, delay := range []float64{0.5, 15} { // services
					for _, scv := range []float64{1, 0.25} {
						for _, T := range []float64{65, 260} {
							for _, backlog := range []int{0, 20 * c} {
								run++
								f := queue.Feedback{
									Visit:  queue.Station{ArrivalRate: rho * float64(c) * (1 - again), MeanService: 1, Servers: c, ArrivalSCV: scv, ServiceSCV: scv},
									Return: again, Delay: delay, Backlog: float64(backlog),
								}
								h, err := f.AtHorizon(T)
								if err != nil {
									t.Fatal(err)
								}
								e := simulateFeedback(t, f, T, run)
								off := 0.05
								if rho > 0.9 && rho < 1.1 {
									off = 0.1
								}
								if math.Abs(h.MeanSojourn-e.Mean) > 4*e.StdErr+off*e.Mean {
									t.Errorf("c=%d ρ=%v p=%v h=%v SCV=%v T=%v backlog=%d: sojourn %.4g, simulated %.4g ± %.2g", c, rho, again, delay, scv, T, backlog, h.MeanSojourn, e.Mean, e.StdErr)
								}
							}
						}
					}
				}
			}
		}
	}
}

// simulateFeedback estimates the hours that items spend until the date for each that came.
func simulateFeedback(t *testing.T, f queue.Feedback, T float64, run uint64) stats.Estimate {
	t.Helper()
	m := sim.Model{
		Stations: []sim.Station{{Name: "line", Servers: f.Visit.Servers}, {Name: "back", Kind: sim.Delay}},
		Classes: []sim.Class{{Name: "item", Steps: []sim.Step{
			{Station: 0, Service: law(t, f.Visit.MeanService, f.Visit.ServiceSCV), Next: []sim.Branch{{To: 1, Probability: f.Return}}},
			{Station: 1, Service: law(t, f.Delay, 1), Next: []sim.Branch{{To: 0, Probability: 1}}},
		}}},
		Sources: []sim.Source{{Name: "source", Between: law(t, 1/f.Visit.ArrivalRate, f.Visit.ArrivalSCV)}},
	}
	if f.Backlog > 0 {
		m.Backlog = []sim.Backlog{{Count: int(f.Backlog)}}
	}
	items := (f.Visit.ArrivalRate*T + f.Backlog) * f.Visits()
	runs := int(math.Min(1000, math.Max(40, 20_000/items)))
	var hours, came []float64
	for r := range runs {
		e, err := sim.New(m, sim.Options{Seed: seed + run, Replication: r, Horizon: T})
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(1 << 20) {
		}
		out := e.Result()
		c := out.Last().Classes[0]
		hours, came = append(hours, c.ItemHours), append(came, float64(c.Arrived))
	}
	e, err := stats.Ratio(hours, came, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	return e
}

package agreement

import (
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/core/rng"
	"kingman/core/stats"
)

// TestBatches holds batches at a date to what is said of them: sojourns, what is out and what settles are
// within a tenth of simulations while the station is at most three quarters busy, and within a fifth
// beyond.
func TestBatches(t *testing.T) {
	run := uint64(0)
	for _, size := range []int{1, 4, 20} {
		for _, rho := range []float64{0.3, 0.75, 1, 1.6} {
			for _, scv := range []float64{0.25, 1, 4} {
				for _, T := range []float64{520, 2080} { // a quarter and a year of ten items a week
					run++
					const rate = 0.25
					n := float64(size)
					mean := rho * n / rate
					b := queue.Batches{
						Size: size, Release: 0.6 * mean, Settle: 0.4 * mean,
						Station: queue.Station{ArrivalRate: rate / n, MeanService: mean, Servers: 1, ArrivalSCV: scv / n, ServiceSCV: 0.5},
					}
					count, err := queue.RenewalStream{Rate: rate, SCV: scv}.CountBy(T)
					if err != nil {
						t.Fatal(err)
					}
					h, err := b.By(count)
					if err != nil {
						t.Fatal(err)
					}
					off := 0.1
					if rho > 0.8 {
						off = 0.2
					}
					sojourn, out, settling := simulateBatches(t, b, scv, T, run)
					for _, c := range []struct {
						what    string
						e       stats.Estimate
						formula float64
					}{{"sojourn", sojourn, h.MeanSojourn}, {"released", out, h.Released}, {"settling", settling, h.Settling}} {
						if math.Abs(c.formula-c.e.Mean) > 4*c.e.StdErr+off*c.e.Mean {
							t.Errorf("n=%d ρ=%v Ca²=%v T=%v: %s %.4g, simulated %.4g ± %.2g", size, rho, scv, T, c.what, c.formula, c.e.Mean, c.e.StdErr)
						}
					}
				}
			}
		}
	}
}

// simulateBatches follows Lindley's recursion from batch to batch.
func simulateBatches(t *testing.T, b queue.Batches, scv, T float64, run uint64) (sojourn, released, settling stats.Estimate) {
	t.Helper()
	between, service := law(t, float64(1)/(b.Station.ArrivalRate*float64(b.Size)), scv), law(t, b.Station.MeanService, b.Station.ServiceSCV)
	var hours, came, out, settles []float64
	for r := range 2000 {
		arrivals, services := rng.Stream(seed+run, r, "arrivals"), rng.Stream(seed+run, r, "services")
		sum, items, ready, settled, free := 0.0, 0.0, 0.0, 0.0, 0.0
		var waiting []float64
		for now := between.Draw(&arrivals); now < T; now += between.Draw(&arrivals) {
			items++
			if waiting = append(waiting, now); len(waiting) < b.Size {
				continue
			}
			begins, takes := math.Max(now, free), service.Draw(&services)
			free = begins + takes
			release := begins + takes*b.Release/b.Station.MeanService
			for _, came := range waiting {
				sum += math.Min(free, T) - came
			}
			if release <= T {
				ready += float64(b.Size)
				settled += math.Min(free, T) - release
			}
			waiting = waiting[:0]
		}
		for _, came := range waiting {
			sum += T - came
		}
		hours, came, out, settles = append(hours, sum), append(came, items), append(out, ready), append(settles, settled)
	}
	sojourn, err := stats.Ratio(hours, came, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	return sojourn, stats.FromReplications(out, 0.95), stats.FromReplications(settles, 0.95)
}

package queue_test

import (
	"math"
	"testing"

	"kingman/core/queue"
)

// birthDeath solves a birth–death chain by brute force: state n has arrivals at
// rate λ up to capacity, and departures at rate min(n, c)μ + (n−c)⁺θ.
type birthDeath struct {
	p                   []float64
	line, busy, delayed float64 // Lq, mean busy servers, P(n ≥ c)
}

func solveBirthDeath(lambda, mu, theta float64, c, capacity int) birthDeath {
	b := birthDeath{p: make([]float64, capacity+1)}
	logp, most := make([]float64, capacity+1), 0.0
	for n := 1; n <= capacity; n++ {
		out := float64(min(n, c))*mu + float64(max(n-c, 0))*theta
		logp[n] = logp[n-1] + math.Log(lambda/out)
		most = max(most, logp[n])
	}
	total := 0.0
	for n := range b.p {
		b.p[n] = math.Exp(logp[n] - most)
		total += b.p[n]
	}
	for n := range b.p {
		b.p[n] /= total
		b.busy += b.p[n] * float64(min(n, c))
		b.line += b.p[n] * float64(max(n-c, 0))
		if n >= c {
			b.delayed += b.p[n]
		}
	}
	return b
}

func TestMMcAgainstBirthDeath(t *testing.T) {
	for _, c := range []int{1, 2, 7, 40} {
		for _, rho := range []float64{0.05, 0.5, 0.9, 0.97} {
			const mu = 0.0625
			lambda := rho * float64(c) * mu
			q, err := queue.MMc{ArrivalRate: lambda, MeanService: 1 / mu, Servers: c}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			b := solveBirthDeath(lambda, mu, 0, c, c+1500) // ρ^1500 < 1e-19
			near(t, "empty", q.EmptyProbability, b.p[0], 1e-11)
			near(t, "delay", q.DelayProbability, b.delayed, 1e-11)
			near(t, "line", q.QueueLength, b.line, 1e-11)
			near(t, "wip", q.WIP, b.line+b.busy, 1e-11)
			near(t, "busy", q.BusyFraction, b.busy/float64(c), 1e-11)
			near(t, "Little", q.WIP, lambda*q.MeanSojourn, 1e-14)
		}
	}
}

// TestMMcTails integrates the tails: ∫P(X>t) is the mean, 2∫tP(X>t) the second
// moment; and checks that quantiles invert them.
func TestMMcTails(t *testing.T) {
	for _, c := range []struct {
		servers int
		load    float64
	}{{1, 0.3}, {1, 0.9}, {2, 1}, {2, 1.0000001}, {2, 1.7}, {5, 4}, {5, 3.9999999999}, {5, 0.1}, {30, 29}, {30, 28.9}} {
		q, err := queue.MMc{ArrivalRate: c.load / 3, MeanService: 3, Servers: c.servers}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		scale := q.MeanSojourn + 3/(float64(c.servers)-c.load)
		mean := integrate(q.SojournExceeds, scale)
		near(t, "mean sojourn from its tail", mean, q.MeanSojourn, 1e-7)
		second := integrate(func(x float64) float64 { return 2 * x * q.WaitExceeds(x) }, scale)
		near(t, "wait variance from its tail", second-q.MeanWait*q.MeanWait, q.WaitVariance, 1e-6)
		for _, p := range []float64{0.2, 0.5, 0.9, 0.99, 0.9999} {
			x, err := q.SojournQuantile(p)
			if err != nil {
				t.Fatal(err)
			}
			near(t, "P(sojourn > its quantile)", q.SojournExceeds(x), 1-p, 1e-9)
			w, err := q.WaitQuantile(p)
			if err != nil {
				t.Fatal(err)
			}
			if w == 0 {
				if q.DelayProbability > 1-p {
					t.Errorf("wait quantile 0 at p = %v though %v wait", p, q.DelayProbability)
				}
				continue
			}
			near(t, "P(wait > its quantile)", q.WaitExceeds(w), 1-p, 1e-12)
		}
	}
}

// integrate is Simpson's rule over [0, 60·scale].
func integrate(f func(float64) float64, scale float64) float64 {
	const n = 20000
	h := 60 * scale / n
	sum := f(0) + f(60*scale)
	for i := 1; i < n; i++ {
		sum += f(float64(i)*h) * float64(2+2*(i%2))
	}
	return sum * h / 3
}

func TestMMcKAgainstBirthDeath(t *testing.T) {
	for _, c := range []int{1, 3, 20} {
		for _, places := range []int{0, 1, 5, 300} {
			for _, rho := range []float64{0.2, 0.999999, 1, 1.000001, 1.3, 8} {
				lambda := rho * float64(c) / 2
				q, err := queue.MMcK{ArrivalRate: lambda, MeanService: 2, Servers: c, Capacity: c + places}.Analyze()
				if err != nil {
					t.Fatal(err)
				}
				b := solveBirthDeath(lambda, 0.5, 0, c, c+places)
				blocked := b.p[c+places]
				near(t, "blocking", q.BlockingProbability, blocked, 1e-10)
				near(t, "empty", q.EmptyProbability, b.p[0], 1e-10)
				near(t, "line", q.QueueLength, b.line, 1e-10)
				near(t, "throughput", q.Throughput, lambda*(1-blocked), 1e-10)
				near(t, "wait", q.MeanWait, b.line/(lambda*(1-blocked)), 1e-10)
				near(t, "delay", q.DelayProbability*(1-blocked), b.delayed-blocked, 1e-9)
				near(t, "busy", q.BusyFraction, b.busy/float64(c), 1e-10)
				if q.BusyFraction > 1 {
					t.Errorf("busy fraction %v", q.BusyFraction)
				}
			}
		}
	}
}

func TestMMcKMeetsItsNeighbours(t *testing.T) {
	free, err := queue.MMc{ArrivalRate: 3, MeanService: 1, Servers: 4}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	roomy, err := queue.MMcK{ArrivalRate: 3, MeanService: 1, Servers: 4, Capacity: 400}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "plenty of room", roomy.MeanWait, free.MeanWait, 1e-12)
	near(t, "plenty of room, delay", roomy.DelayProbability, free.DelayProbability, 1e-12)
	loss, err := queue.MGcc{ArrivalRate: 9, MeanService: 1, Servers: 4}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	tight, err := queue.MMcK{ArrivalRate: 9, MeanService: 1, Servers: 4, Capacity: 4}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "no room", tight.BlockingProbability, loss.BlockingProbability, 1e-14)
	near(t, "no room, wip", tight.WIP, loss.WIP, 1e-14)
	near(t, "no room, empty", tight.EmptyProbability, loss.EmptyProbability, 1e-13)
	many, err := queue.MGcc{ArrivalRate: 9, MeanService: 1, Servers: 90}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	inf, err := queue.MGInf{ArrivalRate: 9, MeanService: 1}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	near(t, "servers for everyone", many.WIP, inf.WIP, 1e-14)
	near(t, "servers for everyone, empty", many.EmptyProbability, inf.EmptyProbability, 1e-13)
}

// Servers for everyone, by period: as the forward equations have it, but for the second order of their steps; and who came
// and is no longer there has
// been served.
func TestMGInfAfter(t *testing.T) {
	f := queue.Forward{ArrivalSCV: 1, ServiceSCV: 1, Backlog: 7.5, Steps: 900}
	for _, rate := range []float64{0.5, 2, 0} {
		f.Periods = append(f.Periods, queue.ForwardPeriod{Hours: 30, ArrivalRate: rate, MeanService: 16, Servers: 90})
	}
	items, hours, came := f.Backlog, 0.0, 0.0
	for k, p := range extrapolated(t, f) {
		rate := f.Periods[k].ArrivalRate
		left, spent, err := queue.MGInf{ArrivalRate: rate, MeanService: 16}.After(items, 30)
		if err != nil {
			t.Fatal(err)
		}
		items, hours, came = left, hours+spent, came+30*rate
		near(t, "items", p.WIP(), items, 1e-5)
		near(t, "hours", p.ItemHours, hours, 1e-5)
		near(t, "served", hours/16, f.Backlog+came-items, 1e-13)
	}
	if left, spent, err := (queue.MGInf{ArrivalRate: 3, MeanService: 2}).After(5, 0); left != 5 || spent != 0 || err != nil {
		t.Errorf("in no time 5 become %v, after %v hours, %v", left, spent, err)
	}
}

package queue_test

import (
	"math"
	"testing"

	"kingman/core/queue"
)

func TestErlangAAgainstBirthDeath(t *testing.T) {
	for _, c := range []int{1, 4, 30} {
		for _, rho := range []float64{0.1, 0.8, 1, 1.2, 3} {
			for _, theta := range []float64{0.01, 0.3, 1, 20, 1e5} {
				lambda := rho * float64(c)
				q, err := queue.ErlangA{ArrivalRate: lambda, MeanService: 1, Servers: c, AbandonRate: theta}.Analyze()
				if err != nil {
					t.Fatal(err)
				}
				b := solveBirthDeath(lambda, 1, theta, c, c+int(20*lambda/theta)+400)
				near(t, "delay", q.DelayProbability, b.delayed, 1e-11)
				near(t, "line", q.QueueLength, b.line, 1e-10)
				near(t, "abandon", q.AbandonProbability, theta*b.line/lambda, 1e-10)
				near(t, "wip", q.WIP, b.line+b.busy, 1e-11)
				near(t, "busy", q.BusyFraction, b.busy/float64(c), 1e-11)
				// An item that finds n ≥ c is served with chance cμ/(cμ+(n−c+1)θ),
				// after Σ 1/(cμ+kθ) on average.
				served, hours, h := 0.0, 0.0, 0.0
				for n, p := range b.p {
					if n < c {
						served += p
						continue
					}
					rate := float64(c) + float64(n-c+1)*theta
					h += 1 / rate
					served += p * float64(c) / rate
					hours += p * float64(c) / rate * h
				}
				near(t, "throughput", q.Throughput, lambda*served, 1e-10)
				near(t, "wait of the served", q.MeanWaitServed, hours/served, 1e-9)
			}
		}
	}
}

// TestErlangAIntegrals ties the distribution of the wait to the means: the mean
// over all is ∫P(W>t), and nobody is served after infinite time.
func TestErlangAIntegrals(t *testing.T) {
	for _, c := range []int{1, 6, 50} {
		for _, rho := range []float64{0.4, 0.95, 1.02, 1.6} {
			for _, theta := range []float64{0.05, 1, 8} {
				q, err := queue.ErlangA{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c, AbandonRate: theta}.Analyze()
				if err != nil {
					t.Fatal(err)
				}
				near(t, "P(W>0)", q.WaitExceeds(0), q.DelayProbability, 1e-12)
				mean := integrate(q.WaitExceeds, q.MeanWait/q.DelayProbability)
				near(t, "mean wait from its tail", mean, q.MeanWait, 1e-6)
				if d := q.ServedWithin(0) - (1 - q.DelayProbability); math.Abs(d) > 1e-14 {
					t.Errorf("c=%d ρ=%v θ=%v: served at once is off by %v", c, rho, theta, d)
				}
				near(t, "served in the end", q.ServedWithin(1e6), 1-q.AbandonProbability, 1e-12)
				last := q.ServedWithin(0)
				for x := 0.01; x < 50; x *= 1.5 {
					now := q.ServedWithin(x)
					if now < last-1e-14 {
						t.Errorf("c=%d ρ=%v θ=%v: fewer served within %v than before", c, rho, theta, x)
					}
					last = now
				}
			}
		}
	}
}

// TestErlangALimits: endless patience is M/M/c, none is Erlang's loss system,
// patience like a service is M/M/∞, and a large overload is a fluid.
func TestErlangALimits(t *testing.T) {
	for _, c := range []int{1, 10, 500} {
		load := 0.9 * float64(c)
		free, err := queue.MMc{ArrivalRate: load, MeanService: 1, Servers: c}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		patient, err := queue.ErlangA{ArrivalRate: load, MeanService: 1, Servers: c, AbandonRate: 1e-9}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		// The first-order effect of θ is of the order λθ/(cμ−λ)².
		near(t, "patient wait", patient.MeanWait, free.MeanWait, 1e-6)
		near(t, "patient delay", patient.DelayProbability, free.DelayProbability, 1e-6)
		near(t, "patient tail", patient.WaitExceeds(2*free.MeanWait), free.WaitExceeds(2*free.MeanWait), 1e-6)

		b, err := queue.Erlang{Servers: c, OfferedLoad: load}.B()
		if err != nil {
			t.Fatal(err)
		}
		hasty, err := queue.ErlangA{ArrivalRate: load, MeanService: 1, Servers: c, AbandonRate: 1e11}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "hasty abandonment", hasty.AbandonProbability, b, 1e-8)

		same, err := queue.ErlangA{ArrivalRate: 1.3 * load, MeanService: 1, Servers: c, AbandonRate: 1}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "M/M/∞", same.WIP, 1.3*load, 1e-11)

		over, err := queue.ErlangA{ArrivalRate: 2 * float64(c), MeanService: 1, Servers: c, AbandonRate: 1e-6}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "fluid abandonment", over.AbandonProbability, 0.5, 1e-9)
		near(t, "fluid line", over.QueueLength, float64(c)/1e-6, 1e-9)
		near(t, "fluid wait of the served", over.MeanWaitServed, math.Ln2/1e-6, 1e-5)
		near(t, "fluid throughput", over.Throughput, float64(c), 1e-9)
		if over.DelayProbability != 1 {
			t.Errorf("in a large overload %v wait, want all", over.DelayProbability)
		}
	}
	idle, err := queue.ErlangA{ArrivalRate: 0, MeanService: 1, Servers: 3, AbandonRate: 1}.Analyze()
	if err != nil || idle.MeanWait != 0 || idle.ServedWithin(1) != 1 || idle.WaitExceeds(1) != 0 {
		t.Errorf("nothing arrives: %+v, %v", idle, err)
	}
}

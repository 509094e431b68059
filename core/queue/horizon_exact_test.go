package queue_test

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
)

// exactMMc returns the expected line of M/M/c and the expected wait of who arrives
// at T, in services, from so many items present, by uniformization: the state after
// a Poisson number of steps of a chain.
func exactMMc(c int, rho, T float64, present int) (line, wait float64) {
	lambda := rho * float64(c)
	rate := lambda + float64(c)
	steps := rate * T
	n := present + int(steps+12*math.Sqrt(steps)) + 30
	p, next := make([]float64, n+1), make([]float64, n+1)
	p[present] = 1
	lineOf := func() (line, wait float64) {
		for k := c; k <= n; k++ {
			line += p[k] * float64(k-c)
			wait += p[k] * float64(k-c+1) / float64(c)
		}
		return line, wait
	}
	for k := 0; k < n; k++ {
		lg, _ := math.Lgamma(float64(k + 1))
		weight := math.Exp(float64(k)*math.Log(steps) - steps - lg)
		l, w := lineOf()
		line, wait = line+weight*l, wait+weight*w
		for i := range p {
			busy := float64(min(i, c))
			next[i] = p[i] * (float64(c) - busy) / rate
			if i > 0 {
				next[i] += p[i-1] * lambda / rate
			}
			if i < n {
				next[i] += p[i+1] * float64(min(i+1, c)) / rate
			}
		}
		p, next = next, p
	}
	return line, wait
}

// TestHorizonAgainstExact holds the formula to what its region says about M/M/c:
// 4 % from five services on, for lines and waits of a tenth of what is in service at
// least; shorter ones to that.
func TestHorizonAgainstExact(t *testing.T) {
	for _, c := range []int{1, 2, 5, 20} {
		for _, rho := range []float64{0.5, 0.8, 0.95, 1, 1.05, 1.2, 2} {
			for _, T := range []float64{5, 10, 30} {
				for _, backlog := range []int{0, 2 * c} {
					t.Run(fmt.Sprintf("c=%d ρ=%v T=%v backlog=%d", c, rho, T, backlog), func(t *testing.T) {
						line, wait := exactMMc(c, rho, T, backlog)
						h := atHorizon(t, queue.Station{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c, ArrivalSCV: 1, ServiceSCV: 1}, T, float64(backlog))
						if off := math.Abs(h.MeanWait - wait); off > 0.04*math.Max(wait, 1) {
							t.Errorf("wait %.4g, exactly %.4g", h.MeanWait, wait)
						}
						if off := math.Abs(h.QueueLength - line); off > 0.04*math.Max(line, float64(c)) {
							t.Errorf("line %.4g, exactly %.4g", h.QueueLength, line)
						}
					})
				}
			}
		}
	}
}

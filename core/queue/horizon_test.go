package queue_test

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
)

// flagship is the talk's station with 5 analysts.
func flagship(engineers float64) queue.Station {
	return queue.Station{ArrivalRate: engineers / 40, MeanService: 16, Servers: 5, ArrivalSCV: 0.25, ServiceSCV: 0.0625}
}

func atHorizon(t *testing.T, s queue.Station, T, backlog float64) queue.Horizon {
	t.Helper()
	h, err := s.AtHorizon(T, backlog)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

func TestHorizonClaims(t *testing.T) {
	// The fluid alone gives 0.6·26 = 15.6; the simulation 15.51 ± 0.02, because the
	// analysts begin with nothing to do.
	h := atHorizon(t, flagship(20), 26*40, 0)
	if weeks := h.MeanWait / 40; math.Abs(weeks-15.6) > 0.1 || math.Abs(weeks-15.51) > 0.05 {
		t.Errorf("20 engineers, week 26: wait %v weeks, the claim is about 15.6", weeks)
	}
	near(t, "growth", h.GrowthRate*40, 7.5, 1e-14)
	if h = atHorizon(t, flagship(10), 26*40, 0); h.MeanWait > 2 {
		t.Errorf("10 engineers, week 26: wait %v hours, the claim is well under a day", h.MeanWait)
	}
	for engineers := 1.0; engineers <= 100; engineers++ {
		if x := atHorizon(t, flagship(engineers), 1040, 0).Throughput * 40; x > 12.5 {
			t.Errorf("%v engineers ship %v features a week, more than 12.5", engineers, x)
		}
	}
}

// TestHorizonMeetsTheSteadyState: T → ∞ below ρ = 1, whatever the backlog.
func TestHorizonMeetsTheSteadyState(t *testing.T) {
	for _, c := range []int{1, 3, 40} {
		for _, rho := range []float64{0.2, 0.7, 0.9, 0.99} {
			for _, scv := range [][2]float64{{0.25, 0.0625}, {1, 1}, {4, 0}, {0, 2}} {
				s := queue.Station{ArrivalRate: rho * float64(c), MeanService: 1, Servers: c, ArrivalSCV: scv[0], ServiceSCV: scv[1]}
				st, err := s.Steady()
				if err != nil {
					t.Fatal(err)
				}
				for _, backlog := range []float64{0, 25} {
					h := atHorizon(t, s, 1e9, backlog)
					near(t, "wait", h.MeanWait, st.MeanWait, 1e-10)
					near(t, "line", h.QueueLength, st.QueueLength, 1e-10)
					near(t, "throughput", h.Throughput, s.ArrivalRate, 1e-6)
					near(t, "tail", h.WaitExceeds(3*st.MeanWait), st.WaitExceeds(3*st.MeanWait), 1e-9)
					if st.DelayProbability < 0.1 {
						continue
					}
					p := 1 - st.DelayProbability/9
					a, _ := h.WaitQuantile(p)
					b, _ := st.WaitQuantile(p)
					near(t, "quantile", a, b, 1e-8)
				}
			}
		}
	}
}

// TestHorizonContinuousThroughSaturation steps λ, T and the backlog by parts in
// 1e9 around ρ = 1 and around zero drift.
func TestHorizonContinuousThroughSaturation(t *testing.T) {
	for _, T := range []float64{0.01, 30, 1040, 1e5} {
		for _, backlog := range []float64{0, 1e-9, 0.5, 12, 300} {
			at := atHorizon(t, flagship(12.5), T, backlog)
			for _, e := range []float64{-1e-9, -1e-12, 1e-12, 1e-9} {
				by := atHorizon(t, flagship(12.5*(1+e)), T, backlog)
				// dQ/dλ ≤ T; and near ρ = 1 both κ and the variance move no faster
				// than 10 times ρ.
				tol := 1e-9 * (flagship(1).Capacity()*T + 10*(at.QueueLength+at.MeanWait))
				if math.Abs(by.QueueLength-at.QueueLength) > tol || math.Abs(by.MeanWait-at.MeanWait) > 4*tol {
					t.Errorf("T=%v backlog=%v: at ρ=1%+g line %v wait %v, at ρ=1 %v and %v", T, backlog, e, by.QueueLength, by.MeanWait, at.QueueLength, at.MeanWait)
				}
				p, _ := by.QueueQuantile(0.9)
				q, _ := at.QueueQuantile(0.9)
				if math.Abs(p-q) > tol+1e-8*(1+q) {
					t.Errorf("T=%v backlog=%v: at ρ=1%+g 90th percentile %v, at ρ=1 %v", T, backlog, e, p, q)
				}
			}
		}
	}
}

// TestHorizonSmoothInDrift crosses the place where means change from closed form
// to series, in units where d = mT/σ passes ±0.01.
func TestHorizonSmoothInDrift(t *testing.T) {
	for _, backlog := range []float64{0, 0.3, 4, 30} {
		s := queue.Station{ArrivalRate: 1, MeanService: 1, Servers: 1, ArrivalSCV: 1, ServiceSCV: 0.5}
		for _, side := range []float64{-1, 1} {
			last := math.NaN()
			for i := -50; i <= 50; i++ {
				x := s
				x.ArrivalRate = 1 + side*0.01*math.Sqrt(1.5)*(1+0.02*float64(i)/50)
				q := atHorizon(t, x, 1, backlog).QueueLength
				if last == last && math.Abs(q-last) > 1e-5*(1+backlog) {
					t.Errorf("backlog %v: jump from %v to %v", backlog, last, q)
				}
				last = q
			}
		}
	}
}

// TestHorizonMonotone: from empty, more arrivals and more time never shorten the
// line; more backlog never does.
func TestHorizonMonotone(t *testing.T) {
	Ts := []float64{0, 0.1, 1, 7, 40, 300, 2000, 1e5}
	for _, c := range []int{1, 5, 30} {
		for _, scv := range [][2]float64{{0.25, 0.0625}, {1, 1}, {4, 0.5}, {0.5, 4}} {
			for _, T := range Ts {
				last := -1.0
				for rho := 0.0; rho < 2; rho += 0.01 {
					s := queue.Station{ArrivalRate: rho * float64(c) / 16, MeanService: 16, Servers: c, ArrivalSCV: scv[0], ServiceSCV: scv[1]}
					h := atHorizon(t, s, T, 0)
					if h.QueueLength < last-1e-12 {
						t.Errorf("c=%d %v T=%v: the line falls from %v to %v as ρ rises to %v", c, scv, T, last, h.QueueLength, rho)
					}
					last = h.QueueLength
				}
			}
			for _, rho := range []float64{0.3, 0.9, 0.999, 1, 1.001, 1.7} {
				s := queue.Station{ArrivalRate: rho * float64(c) / 16, MeanService: 16, Servers: c, ArrivalSCV: scv[0], ServiceSCV: scv[1]}
				last := -1.0
				for _, T := range Ts {
					h := atHorizon(t, s, T, 0)
					if h.QueueLength < last-1e-12 {
						t.Errorf("c=%d %v ρ=%v: the line falls from %v to %v by T=%v", c, scv, rho, last, h.QueueLength, T)
					}
					last = h.QueueLength
				}
				for _, T := range Ts {
					last = -1
					for _, backlog := range []float64{0, 0.01, 1, 10, 200} {
						h := atHorizon(t, s, T, backlog)
						if h.QueueLength < last*(1-1e-12) {
							t.Errorf("c=%d %v ρ=%v T=%v: backlog %v leaves less than a smaller one", c, scv, rho, T, backlog)
						}
						last = h.QueueLength
						if h.Throughput > s.Capacity() || h.Throughput < 0 {
							t.Errorf("throughput %v outside [0, %v]", h.Throughput, s.Capacity())
						}
						if all := s.ArrivalRate*T + backlog; h.QueueLength > all*(1+1e-12) || h.Throughput*T > all*(1+1e-9) {
							t.Errorf("of %v items %v are in line and %v are gone", all, h.QueueLength, h.Throughput*T)
						}
					}
				}
			}
		}
	}
}

// TestHorizonDistribution: the means are the integrals of the tails, the
// quantiles invert them.
func TestHorizonDistribution(t *testing.T) {
	for _, rho := range []float64{0.3, 0.9, 1, 1.2} {
		for _, T := range []float64{2, 60, 900} {
			for _, backlog := range []float64{0, 3, 40} {
				t.Run(fmt.Sprintf("ρ=%v T=%v backlog=%v", rho, T, backlog), func(t *testing.T) {
					s := queue.Station{ArrivalRate: rho * 3 / 16, MeanService: 16, Servers: 3, ArrivalSCV: 1, ServiceSCV: 0.5}
					h := atHorizon(t, s, T, backlog)
					scale := (h.QueueLength + backlog + 4*math.Sqrt(s.ArrivalRate*T)) / 30
					near(t, "line from its tail", integrate(h.QueueExceeds, scale), h.QueueLength, 1e-5)
					near(t, "wait from its tail", integrate(h.WaitExceeds, 6*scale/math.Min(s.ArrivalRate, s.Capacity())/3), h.MeanWait, 1e-4)
					last := -1.0
					for _, p := range []float64{0, 0.05, 0.5, 0.95, 0.999} {
						q, err := h.QueueQuantile(p)
						if err != nil {
							t.Fatal(err)
						}
						if q < last {
							t.Errorf("quantiles fall: %v after %v", q, last)
						}
						last = q
						if q > 0 {
							near(t, "P(Q > its quantile)", h.QueueExceeds(q), 1-p, 1e-7)
						}
						w, err := h.WaitQuantile(p)
						if err != nil {
							t.Fatal(err)
						}
						if w > 0 {
							near(t, "P(W > its quantile)", h.WaitExceeds(w), 1-p, 1e-7)
						}
					}
				})
			}
		}
	}
}

func TestHorizonEdges(t *testing.T) {
	inf := math.Inf(1)
	// Nothing varies: of 5 + 30 items two are begun at once and one finished by each
	// server an hour, at a moment that the formula spreads over the hour.
	s := queue.Station{ArrivalRate: 3, MeanService: 1, Servers: 2}
	h := atHorizon(t, s, 10, 5)
	near(t, "deterministic overload", h.QueueLength, 14, 1e-8)
	near(t, "deterministic wait", h.MeanWait, 7, 1e-8)
	near(t, "deterministic departures", h.Throughput, 1.9, 1e-8)
	if h.QueueExceeds(13.9) != 1 || h.QueueExceeds(14) != 0 {
		t.Errorf("deterministic overload: %+v", h)
	}
	if q, err := h.QueueQuantile(1); q != h.QueueLength || err != nil {
		t.Errorf("deterministic quantile: %v, %v", q, err)
	}
	if w, err := h.WaitQuantile(0.3); w != h.MeanWait || err != nil {
		t.Errorf("deterministic wait: %v, %v", w, err)
	}
	s.ArrivalRate = 1
	if h = atHorizon(t, s, 10, 5); h.QueueLength != 0 {
		t.Errorf("deterministic drain: %+v", h)
	}
	near(t, "deterministic drain", h.Throughput, 1.4, 1e-4) // 15 came, one is in service
	// No time has passed: two of the backlog are begun, and who comes now waits for
	// five departures.
	for _, rho := range []float64{0, 0.5, 1, 2} {
		h = atHorizon(t, queue.Station{ArrivalRate: rho * 2, MeanService: 1, Servers: 2, ArrivalSCV: 1, ServiceSCV: 1}, 0, 6)
		if h.QueueLength != 4 || h.MeanWait != 2.5 || h.Throughput != 2 {
			t.Errorf("at T = 0, ρ = %v: %+v", rho, h)
		}
	}
	if h = atHorizon(t, flagship(10), 0, 0); h.QueueLength != 0 || h.MeanWait != 0 || h.Throughput != 0 {
		t.Errorf("at T = 0 from empty: %+v", h)
	}
	// Nothing arrives: the backlog is worked off and no line comes back.
	s = queue.Station{ArrivalRate: 0, MeanService: 1, Servers: 2, ServiceSCV: 0.01}
	near(t, "no arrivals, line", atHorizon(t, s, 2.5, 16).QueueLength, 10, 0.01) // 14 in line, two gone at 1 and 2
	if h = atHorizon(t, s, 100, 16); h.QueueLength > 1e-12 || h.MeanWait > 1e-12 {
		t.Errorf("no arrivals: %+v", h)
	}
	near(t, "no arrivals, departures", h.Throughput, 0.16, 1e-12)
	if q, err := atHorizon(t, flagship(10), 5, 0).QueueQuantile(1); q != inf || err != nil {
		t.Errorf("the largest line: %v, %v", q, err)
	}
	// Extremes of every field together stay finite.
	for _, rate := range []float64{0, 1e-300, 1e12} {
		for _, service := range []float64{1e-12, 1, 1e12} {
			for _, servers := range []int{1, 1_000_000} {
				for _, scv := range []float64{0, 1e-300, 1, 1e12} {
					for _, T := range []float64{0, 1e-300, 1, 1e12} {
						for _, backlog := range []float64{0, 1e-300, 1e12} {
							if servers > 1 && (rate != 1e12 || service != 1) {
								continue // the recursion over a million servers is slow
							}
							s := queue.Station{ArrivalRate: rate, MeanService: service, Servers: servers, ArrivalSCV: scv, ServiceSCV: scv}
							h := atHorizon(t, s, T, backlog)
							q, err := h.QueueQuantile(0.9)
							w, err2 := h.WaitQuantile(0.9)
							for _, x := range []float64{h.QueueLength, h.MeanWait, h.GrowthRate, h.Throughput, h.QueueExceeds(1), h.WaitExceeds(1), q, w} {
								if !(x >= 0) || math.IsInf(x, 0) || err != nil || err2 != nil {
									t.Fatalf("%+v T=%v backlog=%v: %+v, quantiles %v %v", s, T, backlog, h, q, w)
								}
							}
						}
					}
				}
			}
		}
	}
}

func TestHorizonErrors(t *testing.T) {
	for name, err := range map[string]error{
		"T":           second(flagship(10).AtHorizon(-1, 0)),
		"Backlog":     second(flagship(10).AtHorizon(1, math.NaN())),
		"Servers":     second(queue.Station{ArrivalRate: 1, MeanService: 1}.AtHorizon(1, 0)),
		"p":           second(atHorizon(t, flagship(10), 1, 0).QueueQuantile(math.NaN())),
		"ArrivalRate": second(flagship(math.Inf(1)).AtHorizon(1, 0)),
		"Outside":     second(flagship(10).Transient(-1)),
	} {
		var field *queue.FieldError
		if !errors.As(err, &field) || field.Field != name {
			t.Errorf("want a FieldError for %s, got %v", name, err)
		}
	}
}

// TestHorizonDoesNotAllocate: it is evaluated hundreds of times in a drag's
// frame.
func TestHorizonDoesNotAllocate(t *testing.T) {
	s := flagship(11)
	if n := testing.AllocsPerRun(100, func() {
		h, _ := s.AtHorizon(500, 3)
		h.WaitQuantile(0.9)
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// TestHorizonFluid: without chance, a station at ρ > 1 fills as M/M/∞ does and then grows
// by λ − c/s; below, a backlog is worked off.
func TestHorizonFluid(t *testing.T) {
	s := flagship(20)
	full := 16 * math.Log(8/3.0) // 8(1 − e^(−t/16)) = 5
	for _, T := range []float64{0, 5, full, 100, 1040} {
		near(t, "fluid", atHorizon(t, s, T, 0).Fluid, math.Max(0, T-full)*(0.5-0.3125), 1e-12)
	}
	near(t, "a backlog", atHorizon(t, flagship(10), 100, 30).Fluid, 25-100*(0.3125-0.25), 1e-12)
}

// TestTransientOutside: items that are away for a while between their services leave the
// steady state as it is, and an empty station takes longer to have a line.
func TestTransientOutside(t *testing.T) {
	for _, engineers := range []float64{4, 10, 12} {
		last := math.Inf(1)
		for _, outside := range []float64{0, 1, 40, 400, 1e5} {
			tr, err := flagship(engineers).Transient(outside)
			if err != nil {
				t.Fatal(err)
			}
			far, err := tr.At(1e11, 0)
			if err != nil {
				t.Fatal(err)
			}
			want, _ := flagship(engineers).MeanWait()
			near(t, "in the long run", far.MeanWait, want, 1e-6)
			soon, _ := tr.At(80, 0)
			if soon.QueueLength > last {
				t.Errorf("%v engineers, %v hours outside: a line of %v, %v with fewer", engineers, outside, soon.QueueLength, last)
			}
			last = soon.QueueLength
		}
	}
	if _, err := flagship(10).Transient(1e9); err == nil {
		t.Error("a million items outside and more are accepted")
	}
}

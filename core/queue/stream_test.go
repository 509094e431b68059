package queue_test

import (
	"errors"
	"math"
	"testing"

	"kingman/core/queue"
)

func TestSuperposition(t *testing.T) {
	one := queue.RenewalStream{Rate: 0.3, SCV: 0.25}
	for _, rho := range []float64{0, 0.5, 0.99, 1.4} {
		got, err := queue.Superposition{Utilization: rho, Streams: []queue.RenewalStream{one}}.Merge()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "one stream is itself: rate", got.Rate, one.Rate, 1e-15)
		near(t, "one stream is itself: SCV", got.SCV, one.SCV, 1e-15)
		poisson := queue.RenewalStream{Rate: 2, SCV: 1}
		got, err = queue.Superposition{Utilization: rho, Streams: []queue.RenewalStream{poisson, {Rate: 5, SCV: 1}}}.Merge()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "Poisson streams stay Poisson", got.SCV, 1, 1e-15)
		near(t, "rates add", got.Rate, 7, 1e-15)
		for _, n := range []int{1, 2, 17, 100} {
			streams := make([]queue.RenewalStream, n)
			for i := range streams {
				streams[i] = one
			}
			general, err := queue.Superposition{Utilization: rho, Streams: streams}.Merge()
			if err != nil {
				t.Fatal(err)
			}
			alike, err := queue.AlikeStreams{Utilization: rho, Number: float64(n), Each: one}.Merge()
			if err != nil {
				t.Fatal(err)
			}
			near(t, "alike, rate", alike.Rate, general.Rate, 1e-13)
			near(t, "alike, SCV", alike.SCV, general.SCV, 1e-13)
		}
	}
	many, err := queue.AlikeStreams{Utilization: 0.5, Number: 10000, Each: one}.Merge()
	if err != nil || math.Abs(many.SCV-1) > 1e-3 {
		t.Errorf("many sources at half load: %v, %v; want an SCV near 1", many, err)
	}
	heavy, err := queue.AlikeStreams{Utilization: 1, Number: 10000, Each: one}.Merge()
	if err != nil || heavy.SCV != one.SCV {
		t.Errorf("many sources at full load: %v, %v; want their own SCV", heavy, err)
	}
	silent, err := queue.Superposition{Utilization: 0.5, Streams: []queue.RenewalStream{{Rate: 0, SCV: 9}}}.Merge()
	if err != nil || silent != (queue.RenewalStream{Rate: 0, SCV: 1}) {
		t.Errorf("a silent stream: %v, %v", silent, err)
	}
	// A silent stream beside another changes nothing.
	both, err := queue.Superposition{Utilization: 0.5, Streams: []queue.RenewalStream{{Rate: 0, SCV: 9}, one}}.Merge()
	if err != nil || math.Abs(both.SCV-one.SCV) > 1e-15 {
		t.Errorf("with a silent stream: %v, %v", both, err)
	}
}

func TestThin(t *testing.T) {
	f := queue.RenewalStream{Rate: 4, SCV: 0.2}
	for p, want := range map[float64]queue.RenewalStream{0: {0, 1}, 0.25: {1, 0.8}, 1: f} {
		got, err := f.Thin(p)
		if err != nil {
			t.Fatal(err)
		}
		near(t, "rate", got.Rate, want.Rate, 1e-15)
		near(t, "SCV", got.SCV, want.SCV, 1e-15)
	}
	// Thinning twice is thinning once with the product.
	a, _ := f.Thin(0.5)
	b, _ := a.Thin(0.3)
	c, _ := f.Thin(0.15)
	near(t, "thinned twice", b.SCV, c.SCV, 1e-15)
}

func TestStreamErrors(t *testing.T) {
	good, nan := queue.RenewalStream{Rate: 1, SCV: 1}, math.NaN()
	for name, err := range map[string]error{
		"Utilization":     second(queue.Superposition{Utilization: nan, Streams: []queue.RenewalStream{good}}.Merge()),
		"Streams[1].Rate": second(queue.Superposition{Utilization: 0.5, Streams: []queue.RenewalStream{good, {Rate: -1}}}.Merge()),
		"Each.SCV":        second(queue.AlikeStreams{Utilization: 0.5, Number: 2, Each: queue.RenewalStream{Rate: 1, SCV: nan}}.Merge()),
		"Number":          second(queue.AlikeStreams{Utilization: 0.5, Number: 0, Each: good}.Merge()),
		"p":               second(good.Thin(1.5)),
	} {
		var field *queue.FieldError
		if !errors.As(err, &field) || field.Field != name {
			t.Errorf("want a FieldError for %s, got %v", name, err)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func lastOf[T, U any](_ T, _ U, err error) error { return err }

func TestHalfinWhitt(t *testing.T) {
	for _, delay := range []float64{1e-6, 0.05, 0.2, 0.5, 0.9, 1} {
		rule, err := queue.HalfinWhitt{}.WithDelay(delay)
		if err != nil {
			t.Fatal(err)
		}
		back, err := rule.DelayProbability()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "delay", back, delay, 1e-11)
	}
	for _, c := range []struct {
		load, beta float64
		want       int
	}{{0, 3, 1}, {100, 0, 100}, {100, 1, 110}, {100.5, 0.5, 106}, {4, -3, 1}} {
		got, err := queue.HalfinWhitt{OfferedLoad: c.load, Beta: c.beta}.Servers()
		if err != nil || got != c.want {
			t.Errorf("servers for %v, β = %v: %d, %v; want %d", c.load, c.beta, got, err, c.want)
		}
	}
	if d, err := (queue.HalfinWhitt{Beta: -1}).DelayProbability(); d != 1 || err != nil {
		t.Errorf("β = −1: %v, %v", d, err)
	}
}

// The staff that the rule calls cheapest costs, with the limit's chance of waiting, no more
// than any other; and where that costs up to four times a server it is within one of the
// cheapest of M/M/c, by trying all.
func TestHalfinWhittCost(t *testing.T) {
	for _, ratio := range []float64{1e-6, 0.01, 0.25, 1, 4, 100, 1e6, 1e12} {
		rule, err := queue.HalfinWhitt{}.WithCost(ratio)
		if err != nil {
			t.Fatal(err)
		}
		cost := func(beta float64) float64 {
			d, _ := queue.HalfinWhitt{Beta: beta}.DelayProbability()
			return beta + ratio*d/beta
		}
		least := cost(rule.Beta)
		for _, factor := range []float64{0.2, 0.9, 0.999, 1.001, 1.1, 5} {
			if other := cost(rule.Beta * factor); other < least*(1-1e-12) {
				t.Errorf("ratio %v: β = %v costs %v, %v times that costs %v", ratio, rule.Beta, least, factor, other)
			}
		}
		for _, load := range []float64{5, 20, 100} {
			best, cheapest := 0, math.Inf(1)
			for c := int(load) + 1; c < 3*int(load)+50; c++ {
				w, err := queue.Station{ArrivalRate: load, MeanService: 1, Servers: c, ArrivalSCV: 1, ServiceSCV: 1}.MeanWait()
				if err != nil {
					t.Fatal(err)
				}
				if x := float64(c) + ratio*load*w; x < cheapest {
					best, cheapest = c, x
				}
			}
			rule.OfferedLoad = load
			if c := load + rule.Beta*math.Sqrt(load); ratio >= 0.01 && ratio <= 4 && math.Abs(c-float64(best)) > 1 {
				t.Errorf("ratio %v, load %v: %v servers by the rule, %d are cheapest", ratio, load, c, best)
			}
		}
	}
}

func TestServersFor(t *testing.T) {
	for _, target := range []float64{0.01, 1, 100} {
		for _, load := range []float64{0, 0.4, 1, 7.7, 123} {
			s := queue.Station{ArrivalRate: load / 16, MeanService: 16, ArrivalSCV: 0.5, ServiceSCV: 2}
			c, err := s.ServersFor(target)
			if err != nil {
				t.Fatal(err)
			}
			s.Servers = c
			if w, err := s.MeanWait(); err != nil || w > target {
				t.Errorf("load %v: %d servers wait %v, %v; want at most %v", load, c, w, err, target)
			}
			if s.Servers--; c > 1 {
				if w, err := s.MeanWait(); err == nil && w <= target {
					t.Errorf("load %v: one server fewer than %d waits only %v", load, c, w)
				}
			}
		}
	}
	if _, err := (queue.Station{ArrivalRate: 1, MeanService: 1}).ServersFor(-1); err == nil {
		t.Error("a negative wait is accepted")
	}
}

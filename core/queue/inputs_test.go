package queue_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"kingman/core/queue"
)

// TestBadInputNamesTheField: every entry, one illegal value at a time.
func TestBadInputNamesTheField(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	good := queue.Station{ArrivalRate: 1, MeanService: 1, Servers: 2, ArrivalSCV: 1, ServiceSCV: 1}
	with := func(change func(*queue.Station)) queue.Station {
		s := good
		change(&s)
		return s
	}
	for _, c := range []struct {
		field string
		err   error
	}{
		{"ArrivalRate", with(func(s *queue.Station) { s.ArrivalRate = nan }).Validate()},
		{"ArrivalRate", with(func(s *queue.Station) { s.ArrivalRate = -1 }).Validate()},
		{"ArrivalRate", with(func(s *queue.Station) { s.ArrivalRate = inf }).Validate()},
		{"MeanService", with(func(s *queue.Station) { s.MeanService = 0 }).Validate()},
		{"MeanService", with(func(s *queue.Station) { s.MeanService = nan }).Validate()},
		{"Servers", with(func(s *queue.Station) { s.Servers = 0 }).Validate()},
		{"Servers", with(func(s *queue.Station) { s.Servers = math.MaxInt }).Validate()},
		{"ArrivalSCV", with(func(s *queue.Station) { s.ArrivalSCV = -0.1 }).Validate()},
		{"ServiceSCV", with(func(s *queue.Station) { s.ServiceSCV = nan }).Validate()},
		{"Servers", second(good.Kingman())},
		{"Servers", second(good.SakasegawaAt(nan))},
		{"ArrivalSCV", second(with(func(s *queue.Station) { s.ArrivalSCV = nan }).SakasegawaAt(2))},
		{"Servers", second(queue.Erlang{Servers: 0, OfferedLoad: 1}.B())},
		{"OfferedLoad", second(queue.Erlang{Servers: 1, OfferedLoad: nan}.C())},
		{"ArrivalRate", second(queue.MMc{ArrivalRate: nan, MeanService: 1, Servers: 1}.Analyze())},
		{"MeanService", second(queue.MMc{ArrivalRate: 1, MeanService: -1, Servers: 1}.Analyze())},
		{"Servers", second(queue.MMc{ArrivalRate: 1, MeanService: 1, Servers: -3}.Analyze())},
		{"Capacity", second(queue.MMcK{ArrivalRate: 1, MeanService: 1, Servers: 3, Capacity: 2}.Analyze())},
		{"ServiceSCV", second(queue.MG1{ArrivalRate: 0.5, MeanService: 1, ServiceSCV: nan}.Analyze())},
		{"Servers", second(queue.MGcc{ArrivalRate: 1, MeanService: 1, Servers: 0}.Analyze())},
		{"MeanService", second(queue.MGInf{ArrivalRate: 1, MeanService: inf}.Analyze())},
		{"items", lastOf(queue.MGInf{ArrivalRate: 1, MeanService: 1}.After(-1, 1))},
		{"hours", lastOf(queue.MGInf{ArrivalRate: 1, MeanService: 1}.After(1, nan))},
		{"Servers", second(queue.MDc{ArrivalRate: 1, MeanService: 1, Servers: 10_001}.Analyze())},
		{"AbandonRate", second(queue.ErlangA{ArrivalRate: 1, MeanService: 1, Servers: 1, AbandonRate: 0}.Analyze())},
		{"AbandonRate", second(queue.ErlangA{ArrivalRate: 1, MeanService: 1, Servers: 1, AbandonRate: nan}.Analyze())},
		{"OfferedLoad", second(queue.HalfinWhitt{OfferedLoad: nan, Beta: 1}.Servers())},
		{"Beta", second(queue.HalfinWhitt{OfferedLoad: 1, Beta: inf}.Servers())},
		{"Beta", second(queue.HalfinWhitt{Beta: nan}.DelayProbability())},
		{"DelayProbability", second(queue.HalfinWhitt{}.WithDelay(0))},
		{"Ratio", second(queue.HalfinWhitt{}.WithCost(0))},
		{"Ratio", second(queue.HalfinWhitt{}.WithCost(inf))},
		{"MeanWait", second(good.ServersFor(nan))},
	} {
		var field *queue.FieldError
		if !errors.As(c.err, &field) || field.Field != c.field || field.Legal == "" || !strings.Contains(c.err.Error(), c.field) {
			t.Errorf("want a FieldError for %s, got %v", c.field, c.err)
		}
	}
}

func TestUnstableModels(t *testing.T) {
	check := func(name string, m queue.Measures, err error) {
		t.Helper()
		var u *queue.UnstableError
		if !errors.As(err, &u) || math.Abs(u.Rho-1.5) > 1e-12 || !strings.Contains(err.Error(), "1.5") {
			t.Errorf("%s at ρ = 1.5: error %v", name, err)
		}
		if !math.IsInf(m.MeanWait, 1) || !math.IsInf(m.QueueLength, 1) || !math.IsInf(m.WIP, 1) || m.DelayProbability != 1 || m.BusyFraction != 1 {
			t.Errorf("%s at ρ = 1.5: %+v", name, m)
		}
	}
	mmc, err := queue.MMc{ArrivalRate: 3, MeanService: 1, Servers: 2}.Analyze()
	check("M/M/c", mmc.Measures, err)
	if mmc.WaitExceeds(1e6) != 1 || mmc.SojournExceeds(1e6) != 1 {
		t.Error("M/M/c at ρ = 1.5: somebody gets through")
	}
	if w, err := mmc.SojournQuantile(0.1); !math.IsInf(w, 1) || err != nil {
		t.Errorf("M/M/c at ρ = 1.5: sojourn quantile %v, %v", w, err)
	}
	mg1, err := queue.MG1{ArrivalRate: 1.5, MeanService: 1, ServiceSCV: 2}.Analyze()
	check("M/G/1", mg1.Measures, err)
	mdc, err := queue.MDc{ArrivalRate: 3, MeanService: 1, Servers: 2}.Analyze()
	check("M/D/c", mdc, err)
	if err := (&queue.UnstableError{Rho: 2, Station: "review"}); !strings.Contains(err.Error(), "review") {
		t.Errorf("the station is not named: %v", err)
	}
}

// FuzzStation: for every legal station all formulas give numbers that are not
// NaN and not negative; for every other one a FieldError.
func FuzzStation(f *testing.F) {
	f.Add(0.5, 16.0, 5, 0.25, 0.0625, 1040.0, 3.0)
	f.Add(1e12, 1e-12, 1, 0.0, 1e12, 0.0, 0.0)
	f.Add(1e-320, 1.0, 1000, 1e-320, 0.0, 1e-320, 1e-320)
	f.Add(0.3125, 16.0, 5, 0.0, 0.0, 1.0, 1.0)
	f.Add(math.NaN(), math.Inf(1), -1, -1.0, math.NaN(), -1.0, math.NaN())
	f.Fuzz(func(t *testing.T, rate, service float64, servers int, ca2, cs2, T, backlog float64) {
		if servers > 3000 {
			servers %= 3000 // only to keep the recursion short
		}
		s := queue.Station{ArrivalRate: rate, MeanService: service, Servers: servers, ArrivalSCV: ca2, ServiceSCV: cs2}
		legal := s.Validate() == nil
		for _, a := range formulas {
			w, err := a.f(s)
			if !(w >= 0) || legal && err != nil && !queue.IsUnstable(err) || !legal && err == nil {
				t.Fatalf("%s of %+v: %v, %v", a.name, s, w, err)
			}
			if math.IsInf(w, 1) != queue.IsUnstable(err) {
				t.Fatalf("%s of %+v: %v, %v", a.name, s, w, err)
			}
		}
		st, err := s.Steady()
		if w := st.WaitExceeds(T); !(w >= 0 && w <= 1) && err == nil && T == T {
			t.Fatalf("steady state of %+v: P(wait > %v) = %v", s, T, w)
		}
		h, err := s.AtHorizon(T, backlog)
		if err != nil {
			return
		}
		for _, x := range []float64{h.QueueLength, h.MeanWait, h.Throughput, h.GrowthRate, h.QueueExceeds(1), h.WaitExceeds(1)} {
			if !(x >= 0) || math.IsInf(x, 1) {
				t.Fatalf("%+v at %v from %v: %+v", s, T, backlog, h)
			}
		}
		for _, p := range []float64{0, 0.5, 0.99} {
			q, err := h.QueueQuantile(p)
			if !(q >= 0) || math.IsInf(q, 1) || err != nil {
				t.Fatalf("%+v at %v from %v: quantile %v is %v, %v", s, T, backlog, p, q, err)
			}
		}
	})
}

package queue_test

import (
	"errors"
	"math"
	"testing"

	"kingman/core/queue"
)

// helpDesk is five who answer in two days, and a load of 0.64 before anything comes back.
func helpDesk(again float64) queue.Feedback {
	return queue.Feedback{
		Visit:  queue.Station{ArrivalRate: 0.2, MeanService: 16, Servers: 5, ArrivalSCV: 1, ServiceSCV: 1},
		Return: again, Delay: 24,
	}
}

func feedback(t *testing.T, f queue.Feedback, T float64) queue.FeedbackHorizon {
	t.Helper()
	h, err := f.AtHorizon(T)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestFeedbackSteadyState: for exponential times Jackson's network, exactly; and what the formula
// for a date tends to.
func TestFeedbackSteadyState(t *testing.T) {
	for _, again := range []float64{0, 0.1, 0.3} {
		f := helpDesk(again)
		visit, err := queue.MMc{ArrivalRate: 0.2 / (1 - again), MeanService: 16, Servers: 5}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		want := (visit.MeanSojourn + 24*again) / (1 - again)
		got, err := f.MeanSojourn()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "sojourn", got, want, 1e-12)
		h := feedback(t, f, 1e6)
		near(t, "sojourn by a far date", h.MeanSojourn, want, 0.01)
		near(t, "line", h.QueueLength, visit.QueueLength, 1e-6)
		near(t, "departed", h.Departed, 2e5, 1e-3)
		near(t, "further services", h.FurtherService, again*(h.FirstService+h.FurtherService), 1e-12)
	}
	if got, err := helpDesk(0.36).MeanSojourn(); !math.IsInf(got, 1) || !queue.IsUnstable(err) {
		t.Errorf("at ρ = 1 the sojourn is %v, %v", got, err)
	}
}

// TestFeedbackParts: the four parts add up to the sojourn, whatever the load.
func TestFeedbackParts(t *testing.T) {
	for _, again := range []float64{0, 0.2, 0.36, 0.6, 0.99} {
		for _, T := range []float64{1, 40, 1040} {
			for _, backlog := range []float64{0, 3, 100} {
				f := helpDesk(again)
				f.Backlog = backlog
				h := feedback(t, f, T)
				near(t, "sum", h.Wait+h.FirstService+h.FurtherService+h.Away, h.MeanSojourn, 1e-14)
				if came := backlog + 0.2*T; h.Departed > came || h.MeanSojourn > T || h.QueueLength > came {
					t.Errorf("p=%v T=%v backlog=%v: %+v", again, T, backlog, h)
				}
			}
		}
	}
}

// TestFeedbackWithoutReturn is a plain station.
func TestFeedbackWithoutReturn(t *testing.T) {
	for _, rate := range []float64{0.15, 0.3, 0.5} {
		f := helpDesk(0)
		f.Visit.ArrivalRate = rate
		for _, T := range []float64{200, 1040} {
			want := atHorizon(t, f.Visit, T, 0)
			near(t, "line", feedback(t, f, T).QueueLength, want.QueueLength, 0.01)
		}
	}
}

// TestFeedbackGrows: past saturation the line grows by what comes less what leaves for good,
// and a share p/(1−p) of all visits is on its way for h hours.
func TestFeedbackGrows(t *testing.T) {
	f := helpDesk(0.6)
	h := feedback(t, f, 4000)
	a, err := h.At(2000)
	if err != nil {
		t.Fatal(err)
	}
	b, err := h.At(4000)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "growth", (b.QueueLength-a.QueueLength)/2000, 0.2-5.0/16*0.4, 1e-3)
	near(t, "on the way", b.Away, 5.0/16*0.6*24, 1e-3)
	near(t, "in service", b.InService, 5, 1e-12)
	near(t, "line", b.QueueLength, h.QueueLength, 1e-12)
	low, err := b.QueueQuantile(0.1)
	if err != nil {
		t.Fatal(err)
	}
	high, err := b.QueueQuantile(0.9)
	if err != nil {
		t.Fatal(err)
	}
	if !(low < b.QueueLength && b.QueueLength < high) {
		t.Errorf("the line is %v, in eight of ten cases from %v to %v", b.QueueLength, low, high)
	}
	if _, err := h.At(4001); err == nil {
		t.Error("a time beyond the horizon is answered")
	}
	if _, err := (queue.FeedbackHorizon{}).At(0); err == nil {
		t.Error("a horizon that was not computed answers")
	}
}

// TestFeedbackDelay: the longer the way back, up to six weeks, the longer the sojourn and the shorter
// the line.
func TestFeedbackDelay(t *testing.T) {
	lead, line := 0.0, math.Inf(1)
	for delay := 0.0; delay <= 240; delay += 10 {
		f := helpDesk(0.45)
		f.Delay = delay
		h := feedback(t, f, 1040)
		if h.MeanSojourn < lead || h.QueueLength > line {
			t.Errorf("delay %v: sojourn %v after %v, line %v after %v", delay, h.MeanSojourn, lead, h.QueueLength, line)
		}
		lead, line = h.MeanSojourn, h.QueueLength
	}
}

func TestFeedbackRefuses(t *testing.T) {
	for _, c := range []struct {
		field  string
		T      float64
		change func(*queue.Feedback)
	}{
		{"Visit.Servers", 40, func(f *queue.Feedback) { f.Visit.Servers = 0 }},
		{"Return", 40, func(f *queue.Feedback) { f.Return = 1 }},
		{"Return", 40, func(f *queue.Feedback) { f.Return = math.NaN() }},
		{"Return", 40, func(f *queue.Feedback) { f.Return, f.Delay = 0.9, 1e12 }},
		{"Return", 40, func(f *queue.Feedback) { f.Visit.MeanService = 1e12; f.Visit.ArrivalRate = 0; f.Return = 0.5 }},
		{"Delay", 40, func(f *queue.Feedback) { f.Delay = -1 }},
		{"Backlog", 40, func(f *queue.Feedback) { f.Backlog = math.Inf(1) }},
		{"T", 0, func(f *queue.Feedback) {}},
		{"T", math.NaN(), func(f *queue.Feedback) {}},
	} {
		f := helpDesk(0.2)
		c.change(&f)
		var bad *queue.FieldError
		if _, err := f.AtHorizon(c.T); !errors.As(err, &bad) || bad.Field != c.field || bad.Legal == "" {
			t.Errorf("want a FieldError for %s, got %v", c.field, err)
		}
	}
	nobody := helpDesk(0.2)
	nobody.Visit.ArrivalRate = 0
	if h := feedback(t, nobody, 40); h.MeanSojourn != 0 || h.QueueLength != 0 || h.Departed != 0 {
		t.Errorf("where nobody comes: %+v", h)
	}
}

func FuzzFeedback(f *testing.F) {
	f.Add(0.2, 16.0, 5, 1.0, 1.0, 0.2, 24.0, 0.0, 1040.0)
	f.Add(1e12, 1e-12, 1, 0.0, 0.0, 0.999, 0.0, 1e12, 1e-12)
	f.Add(0.0, 1e9, 3, 1e12, 1e12, 0.5, 1e-12, 0.5, 1e12)
	f.Fuzz(func(t *testing.T, rate, service float64, servers int, ca2, cs2, again, delay, backlog, T float64) {
		if servers > 300 {
			servers %= 300
		}
		q := queue.Feedback{
			Visit:  queue.Station{ArrivalRate: rate, MeanService: service, Servers: servers, ArrivalSCV: ca2, ServiceSCV: cs2},
			Return: again, Delay: delay, Backlog: backlog,
		}
		h, err := q.AtHorizon(T)
		if err != nil {
			var bad *queue.FieldError
			if !errors.As(err, &bad) {
				t.Fatalf("%+v at %v: %v", q, T, err)
			}
			return
		}
		for _, x := range []float64{h.MeanSojourn, h.Wait, h.FirstService, h.FurtherService, h.Away, h.Departed, h.QueueLength} {
			if !(x >= 0) || math.IsInf(x, 1) {
				t.Fatalf("%+v at %v: %+v", q, T, h)
			}
		}
	})
}

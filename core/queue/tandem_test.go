package queue_test

import (
	"errors"
	"math"
	"testing"

	"kingman/core/queue"
)

func tandem(rate, backlog float64, servers ...int) queue.Tandem {
	l := queue.Tandem{Arrivals: queue.RenewalStream{Rate: rate, SCV: 1}, Backlog: backlog}
	for _, c := range servers {
		l.Stations = append(l.Stations, queue.Station{MeanService: 1, Servers: c, ServiceSCV: 1})
	}
	return l
}

func tandemAt(t *testing.T, l queue.Tandem, T float64) queue.TandemPoint {
	t.Helper()
	p, err := l.At(T)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// TestTandemInTheLongRun: of Poisson arrivals and exponential services each station settles as M/M/c alone
// (J. Jackson 1957).
func TestTandemInTheLongRun(t *testing.T) {
	p := tandemAt(t, tandem(1.5, 0, 2, 3, 2), 1e5)
	for k, c := range []int{2, 3, 2} {
		r, err := queue.MMc{ArrivalRate: 1.5, MeanService: 1, Servers: c}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		if math.Abs(p.Line[k]-r.QueueLength) > 1e-3*r.QueueLength || math.Abs(p.Busy[k]-1.5) > 1e-3 {
			t.Errorf("station %d: %v in line and %v in hand, expected %v and 1.5", k, p.Line[k], p.Busy[k], r.QueueLength)
		}
	}
}

// until is what has come of a line by a date, with a limit of which 0 is none.
func until(t *testing.T, l queue.Tandem, T float64, steps, limit int) queue.TandemHorizon {
	t.Helper()
	c, err := l.Until(T, steps, 20)
	if err != nil {
		t.Fatal(err)
	}
	return c.Limited(limit)
}

// TestTandemKeepsItems: whatever came is somewhere, and with a limit no more than that many are inside.
func TestTandemKeepsItems(t *testing.T) {
	l := tandem(3, 7, 4, 2, 3)
	if p := tandemAt(t, l, -1); p.Departed != 0 {
		t.Errorf("before anybody works: %+v", p)
	}
	for _, T := range []float64{0.5, 1, 2.5, 10, 100} {
		const steps = 4
		free, limited := until(t, l, T, steps, 0), until(t, l, T, steps, 6)
		for name, h := range map[string]queue.TandemHorizon{"without a limit": free, "with one": limited} {
			for k, p := range h.Points {
				inside := 0.0
				for k := range p.Line {
					inside += p.Line[k] + p.Busy[k]
				}
				if came := float64(3*T*float64(k)/steps) + 7; math.Abs(inside+p.Held+p.Departed-came) > 1e-9*came {
					t.Errorf("%s, at %d/%d of %v: %+v has %v inside", name, k, steps, T, p, inside)
				}
				if name == "with one" && inside > 6*(1+1e-9) {
					t.Errorf("at %d/%d of %v: %v are inside", k, steps, T, inside)
				}
				if p.Departed > free.Points[k].Departed {
					t.Errorf("at %d/%d of %v: %v get out with a limit, %v without", k, steps, T, p.Departed, free.Points[k].Departed)
				}
			}
		}
	}
	// The bottleneck does two an hour.
	if p := tandemAt(t, l, 1000); math.Abs(p.Departed/1000-2) > 0.01 || p.Line[1] < 900 {
		t.Errorf("overloaded: %+v", p)
	}
}

// TestTandemSojourns: in the long run an item is as long in the line as in M/M/c after M/M/c; before any is through it takes as long
// as the work. Trapezes of 1/n of the time take the first for half of what it is: 1/2n is missing.
func TestTandemSojourns(t *testing.T) {
	const steps, T = 1000, 1e5
	h, want, atFirst := until(t, tandem(1.5, 0, 2, 3, 2), T, steps, 0), 0.0, 0.0
	for _, c := range []int{2, 3, 2} {
		r, err := queue.MMc{ArrivalRate: 1.5, MeanService: 1, Servers: c}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		if want += r.MeanSojourn; atFirst == 0 {
			atFirst = r.MeanWait
		}
	}
	for name, c := range map[string]struct{ got, want float64 }{
		"sojourn": {h.MeanSojourn, want}, "in hand": {h.InHand, 3}, "cycle": {h.Cycle, want - atFirst},
	} {
		if math.Abs(c.got-c.want) > c.want*(1.0/(2*steps)+1e-3) { // and the line's own thousandth
			t.Errorf("%s: %v hours, expected %v", name, c.got, c.want)
		}
	}
	if h := until(t, tandem(1.5, 0, 2, 3, 2), 2, 12, 0); h.Cycle != 3 || h.Points[12].Departed != 0 {
		t.Errorf("so soon %v are through, in %v hours", h.Points[12].Departed, h.Cycle)
	}
}

// TestTandemLimitIsLittlesLaw: where there is always work, n items inside that get out at X take n/X hours, those in line at the
// first station included.
func TestTandemLimitIsLittlesLaw(t *testing.T) {
	l := tandem(30, 0, 4, 2, 3)
	for _, n := range []int{1, 5, 12, 20, 99} {
		h, most := until(t, l, 1e5, 1000, n), min(n, 20)
		closed, err := queue.NewClosedLine(l.Stations, most)
		if err != nil {
			t.Fatal(err)
		}
		rate := closed.Throughput(most)
		want := (float64(most) - closed.QueueLength(0, most)) / rate
		if math.Abs(h.Cycle-want) > 2e-3*want || math.Abs(h.Points[1000].Departed-1e5*rate) > 1e-9*1e5 {
			t.Errorf("at most %d: %v hours and %v out, expected %v and %v", n, h.Cycle, h.Points[1000].Departed, want, 1e5*rate)
		}
	}
}

func TestTandemRefuses(t *testing.T) {
	for name, l := range map[string]queue.Tandem{
		"Rate": tandem(-1, 0, 1), "Backlog": tandem(1, -1, 1), "Stations[1].Servers": tandem(1, 0, 1, 0), "SCV": {Arrivals: queue.RenewalStream{SCV: -1}, Stations: tandem(1, 0, 1).Stations},
	} {
		_, err := l.Until(10, 2, 0)
		var field *queue.FieldError
		if !errors.As(err, &field) || field.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	l := tandem(1, 0, 1)
	for name, of := range map[string]struct {
		l           queue.Tandem
		T           float64
		steps, most int
	}{
		"T": {l, 0, 1, 0}, "Steps": {l, 1, 0, 0}, "Stations": {queue.Tandem{}, 1, 1, 0}, "Most": {l, 1, 1, -1}, "Servers": {tandem(1, 0, 601), 1, 1, 1},
	} {
		_, err := of.l.Until(of.T, of.steps, of.most)
		var field *queue.FieldError
		if !errors.As(err, &field) || field.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := tandem(1, 0, 601).Until(1, 1, 0); err != nil {
		t.Errorf("601 servers without a limit: %v", err)
	}
}

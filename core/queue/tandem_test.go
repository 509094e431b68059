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

// TestTandemKeepsItems: whatever came is somewhere, and with a limit no more than that many are inside.
func TestTandemKeepsItems(t *testing.T) {
	l := tandem(3, 7, 4, 2, 3)
	closed, err := queue.NewClosedLine(l.Stations, 20)
	if err != nil {
		t.Fatal(err)
	}
	for _, T := range []float64{-1, 0, 0.5, 1, 2.5, 10, 100} {
		free := tandemAt(t, l, T)
		limited := closed.Limit(6)(free, T)
		for name, p := range map[string]queue.TandemPoint{"without a limit": free, "with one": limited} {
			inside := 0.0
			for k := range p.Line {
				inside += p.Line[k] + p.Busy[k]
			}
			if T >= 0 && math.Abs(inside+p.Held+p.Departed-p.Arrived) > 1e-9*p.Arrived {
				t.Errorf("%s, after %v: %+v has %v inside", name, T, p, inside)
			}
			if name == "with one" && inside > 6*(1+1e-9) {
				t.Errorf("after %v: %v are inside", T, inside)
			}
		}
		if limited.Departed > free.Departed {
			t.Errorf("after %v: %v get out with a limit, %v without", T, limited.Departed, free.Departed)
		}
	}
	// The bottleneck does two an hour.
	if p := tandemAt(t, l, 1000); math.Abs(p.Departed/1000-2) > 0.01 || p.Line[1] < 900 {
		t.Errorf("overloaded: %+v", p)
	}
}

func TestTandemRefuses(t *testing.T) {
	for name, l := range map[string]queue.Tandem{
		"Rate": tandem(-1, 0, 1), "Backlog": tandem(1, -1, 1), "Stations[1].Servers": tandem(1, 0, 1, 0), "SCV": {Arrivals: queue.RenewalStream{SCV: -1}},
	} {
		_, err := l.At(10)
		var field *queue.FieldError
		if !errors.As(err, &field) || field.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
}

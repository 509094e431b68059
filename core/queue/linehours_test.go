package queue

import (
	"math"
	"testing"
)

// The rule is within 3 % of one of four thousand points, over loads, dates and
// backlogs.
func TestLineHours(t *testing.T) {
	for _, servers := range []int{1, 5, 20} {
		for _, rho := range []float64{0.3, 0.7, 0.9, 1, 1.1, 2} {
			for _, T := range []float64{20, 500, 4000} {
				for _, backlog := range []float64{0, 3, 60} {
					s := Station{ArrivalRate: rho * float64(servers) / 16, MeanService: 16, Servers: servers, ArrivalSCV: 1, ServiceSCV: 0.25}
					tr, err := s.Transient(0)
					if err != nil {
						t.Fatal(err)
					}
					got, err := tr.LineHours(T, backlog)
					if err != nil {
						t.Fatal(err)
					}
					const parts = 4000
					want := 0.0
					for k := range parts {
						u := math.Sqrt(T) * (float64(k) + 0.5) / parts
						h, err := tr.At(u*u, backlog)
						if err != nil {
							t.Fatal(err)
						}
						want += 2 * u * math.Sqrt(T) / parts * h.QueueLength
					}
					if math.Abs(got-want) > 0.03*want {
						t.Errorf("%d servers, load %v, %v hours, backlog %v: %v hours in line, finely %v", servers, rho, T, backlog, got, want)
					}
				}
			}
		}
	}
}

func TestLineHoursEdges(t *testing.T) {
	tr, err := Station{ArrivalRate: 0.1, MeanService: 16, Servers: 2, ArrivalSCV: 1, ServiceSCV: 1}.Transient(0)
	if err != nil {
		t.Fatal(err)
	}
	if hours, err := tr.LineHours(0, 7); err != nil || hours != 0 {
		t.Errorf("no time has passed: %v hours, %v", hours, err)
	}
	for _, bad := range [][2]float64{{-1, 0}, {math.NaN(), 0}, {1, -1}, {1, math.Inf(1)}} {
		if _, err := tr.LineHours(bad[0], bad[1]); err == nil {
			t.Errorf("T = %v, backlog %v: no error", bad[0], bad[1])
		}
	}
}

// Where there is a server for every item, all items begin as they come, and as many servers are busy as in M/M/∞ from
// empty, a(1 − e^(−T/s)). Its integral is the work done.
func TestPassage(t *testing.T) {
	for _, T := range []float64{0, 1, 16, 400} {
		tr, err := Station{ArrivalRate: 0.2, MeanService: 16, Servers: 200, ArrivalSCV: 1, ServiceSCV: 1}.Transient(0)
		if err != nil {
			t.Fatal(err)
		}
		got, err := tr.Passage(T, Intake{Items: 0.2 * T})
		if err != nil {
			t.Fatal(err)
		}
		busy := math.Min(0.2*T, 3.2*(1-math.Exp(-T/16)))
		if of, err := tr.station.Passage(T, Intake{Items: 0.2 * T}); of != got || err != nil {
			t.Errorf("%v hours: of the station %+v, %v, by time %+v", T, of, err, got)
		}
		want := Passage{Begun: 0.2 * T, Busy: busy, Served: 0.2*T - busy, WorkHours: 16 * (0.2*T - busy)}
		for _, pair := range [][2]float64{
			{got.LineHours, want.LineHours}, {got.Begun, want.Begun}, {got.Busy, want.Busy}, {got.Served, want.Served}, {got.WorkHours, want.WorkHours},
		} {
			if math.Abs(pair[0]-pair[1]) > 1e-6*(1+pair[1]) {
				t.Errorf("%v hours: %+v, want %+v", T, got, want)
			}
		}
	}
	tr, _ := Station{ArrivalRate: 0.1, MeanService: 16, Servers: 2, ArrivalSCV: 1, ServiceSCV: 1}.Transient(0)
	for _, s := range []Station{tr.station, {MeanService: -1, Servers: 2}} {
		p, err := s.Passage(100, Intake{Items: -1})
		for _, v := range []float64{p.LineHours, p.Begun, p.Busy, p.Served, p.WorkHours} {
			if err == nil || !math.IsNaN(v) {
				t.Errorf("fewer than none came to %+v: %+v, %v", s, p, err)
			}
		}
	}
}

package queue

import (
	"math"
	"testing"
)

func desk(rate float64) Feedback {
	return Feedback{Visit: Station{ArrivalRate: rate, MeanService: 12, Servers: 4, ArrivalSCV: 1, ServiceSCV: 1}, Return: 0.2, Delay: 16}
}

// Without a gate, the station is what it is by itself.
func TestNoGate(t *testing.T) {
	f := desk(0.2)
	got, err := Gated{Behind: f}.AtHorizon(500)
	if err != nil {
		t.Fatal(err)
	}
	h, err := f.AtHorizon(500)
	if err != nil {
		t.Fatal(err)
	}
	if want := (GatedHorizon{0, h.Wait, h.FirstService, h.FurtherService, h.Away, got.Departed}); got != want || math.Abs(got.Departed-h.Departed) > 1e-9 {
		t.Errorf("%+v, without the gate %+v, %v departed", got, want, h.Departed)
	}
	forever, _ := Gated{Behind: f}.MeanSojourn()
	if want, _ := f.MeanSojourn(); forever != want {
		t.Errorf("for ever %v, without the gate %v", forever, want)
	}
}

// Crowd is the sum over the Poisson law that it says it is.
func TestCrowd(t *testing.T) {
	for _, c := range []struct{ servers, mean float64 }{{12, 24}, {1, 0.8}, {3, 192}, {40, 8}, {9, 0}} {
		g := Gated{Behind: Feedback{Visit: Station{ArrivalRate: c.mean / 8, MeanService: 12, Servers: int(c.servers)}}, Every: 8}
		chance, sum, want := math.Exp(-c.mean), 0.0, 0.0
		for b := 1.0; b < 1000; b++ {
			chance *= c.mean / b
			sum += chance * math.Max(0, b-c.servers) * (b - c.servers + 1)
		}
		if c.mean > 0 {
			want = 12 / c.servers * sum / (2 * c.mean)
		}
		if got := g.Crowd(); math.Abs(got-want) > 1e-9*(1+want) {
			t.Errorf("%+v: %v, summed %v", c, got, want)
		}
	}
}

// TestGateEdges: the gate opens for the first time after Every; what came waits for it until then. For ever a gate costs half
// its span and the crowd; a station that does not keep up never settles behind it.
func TestGateEdges(t *testing.T) {
	h, err := Gated{desk(0.2), 40}.AtHorizon(30)
	if want := (GatedHorizon{Gate: 15}); err != nil || h != want {
		t.Errorf("before the gate opens: %+v, %v", h, err)
	}
	if h, err = (Gated{desk(0.2), 40}).AtHorizon(10 * 40); err != nil || h.Gate != 20 || !(h.Departed > 0 && h.Departed < 80) {
		t.Errorf("after ten openings: %+v, %v", h, err)
	}
	if takes, err := (Gated{desk(0.5), 40}).MeanSojourn(); !math.IsInf(takes, 1) || !IsUnstable(err) {
		t.Errorf("overloaded: %v, %v", takes, err)
	}
	for _, bad := range []Gated{{desk(0.2), -1}, {desk(0.2), math.NaN()}, {desk(-1), 0}} {
		if _, err := bad.MeanSojourn(); err == nil {
			t.Errorf("%+v: no error", bad)
		}
	}
	if _, err := (Gated{desk(0.2), 8}).AtHorizon(0); err == nil {
		t.Error("a date of 0: no error")
	}
}

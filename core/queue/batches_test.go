package queue_test

import (
	"errors"
	"math"
	"testing"

	"kingman/core/queue"
)

// changes is ten items a week, tested 2 hours and a quarter for each, and repaired for half an
// hour each.
func changes(size int) queue.Batches {
	n := float64(size)
	return queue.Batches{
		Size:    size,
		Station: queue.Station{ArrivalRate: 0.25 / n, MeanService: 2 + 0.75*n, Servers: 1, ArrivalSCV: 0.25 / n, ServiceSCV: 0.1},
		Release: 2 + 0.25*n, Settle: 0.5 * n,
	}
}

// items is the stream of changes.
var items = queue.RenewalStream{Rate: 0.25, SCV: 0.25}

func batchesBy(t *testing.T, b queue.Batches, stream queue.RenewalStream, T float64) queue.BatchesHorizon {
	t.Helper()
	count, err := stream.CountBy(T)
	if err != nil {
		t.Fatal(err)
	}
	h, err := b.By(count)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

// TestBatchesWithoutService: items wait for their batch and for nothing else, (n−1)/2λ less what
// the date cuts off.
func TestBatchesWithoutService(t *testing.T) {
	for _, n := range []int{1, 2, 7, 30, 100} {
		for _, T := range []float64{400, 2000, 1e5} {
			b := queue.Batches{Size: n, Station: queue.Station{ArrivalRate: 0.25 / float64(n), MeanService: 1e-9, Servers: 1}}
			h := batchesBy(t, b, items, T)
			near(t, "arrived", h.Arrived, 0.25*T, 0.01)
			want := float64(n-1) / (2 * 0.25)
			if off := math.Abs(h.MeanSojourn - want); off > float64(n*n)/0.25/0.25/T {
				t.Errorf("%d at a time by %v: %v hours, in the long run %v", n, T, h.MeanSojourn, want)
			}
			if h.Released > h.Arrived || h.Settling > 1e-6 {
				t.Errorf("%d at a time by %v: %+v", n, T, h)
			}
		}
	}
}

// TestBatchesInTheLongRun: waiting for the batch, for those before it, and service.
func TestBatchesInTheLongRun(t *testing.T) {
	for _, n := range []int{1, 3, 10} {
		b := changes(n)
		wait, err := b.Station.MeanWait()
		if err != nil {
			t.Fatal(err)
		}
		h := batchesBy(t, b, items, 1e6)
		near(t, "sojourn", h.MeanSojourn, float64(n-1)/(2*0.25)+wait+b.Station.MeanService, 0.005)
		near(t, "released", h.Released, h.Arrived, 1e-3)
		near(t, "settling", h.Settling, h.Arrived/float64(n)*b.Settle, 1e-3)
	}
}

// TestBatchesPileUp: past saturation as many are out as the station can serve.
func TestBatchesPileUp(t *testing.T) {
	for _, n := range []int{1, 2} {
		b := changes(n)
		b.Release += 10
		b.Station.MeanService += 10
		if rho := b.Station.Utilization(); rho < 1.5 {
			t.Fatalf("%d at a time: utilization %v", n, rho)
		}
		h := batchesBy(t, b, items, 4000)
		near(t, "released", h.Released, float64(n)*4000/b.Station.MeanService, 0.02)
		if h.MeanSojourn > 2000 {
			t.Errorf("%d at a time: %v hours by 4000", n, h.MeanSojourn)
		}
	}
}

// TestRenewalCount has the mean and the spread of a renewal process, and a Poisson stream's count of
// a few.
func TestRenewalCount(t *testing.T) {
	one := queue.Batches{Size: 1, Station: queue.Station{MeanService: 1, Servers: 1}}
	for _, scv := range []float64{0, 0.25, 1, 4} {
		stream := queue.RenewalStream{Rate: 0.25, SCV: scv}
		near(t, "mean", batchesBy(t, one, stream, 4000).Arrived, 1000+(scv-1)/2, 1e-3)
	}
	// Batches of more than come are never full; those of the mean are in about half of all cases.
	never := queue.Batches{Size: 2000, Station: one.Station}
	if h := batchesBy(t, never, items, 4000); h.Released != 0 {
		t.Errorf("of 1000 items %v are in full batches of 2000", h.Released)
	}
	half := queue.Batches{Size: 1000, Station: queue.Station{MeanService: 1e-12, Servers: 1}}
	near(t, "half", batchesBy(t, half, queue.RenewalStream{Rate: 0.25, SCV: 1}, 4000).Released, 500, 0.1)
	if h := batchesBy(t, one, queue.RenewalStream{}, 40); h != (queue.BatchesHorizon{}) {
		t.Errorf("where nothing comes: %+v", h)
	}
}

func TestBatchesRefuse(t *testing.T) {
	refused := func(field string, err error) {
		t.Helper()
		var bad *queue.FieldError
		if !errors.As(err, &bad) || bad.Field != field || bad.Legal == "" {
			t.Errorf("want a FieldError for %s, got %v", field, err)
		}
	}
	nan := math.NaN()
	refused("Rate", second(queue.RenewalStream{Rate: nan}.CountBy(1)))
	refused("SCV", second(queue.RenewalStream{SCV: -1}.CountBy(1)))
	refused("T", second(items.CountBy(-1)))
	refused("T", second(queue.RenewalStream{Rate: 1e6}.CountBy(1e12)))
	count, err := items.CountBy(100)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		field  string
		change func(*queue.Batches)
	}{
		{"Size", func(b *queue.Batches) { b.Size = 0 }},
		{"Station.MeanService", func(b *queue.Batches) { b.Station.MeanService = 0 }},
		{"Release", func(b *queue.Batches) { b.Release = nan }},
		{"Settle", func(b *queue.Batches) { b.Settle = -1 }},
	} {
		b := changes(3)
		c.change(&b)
		refused(c.field, second(b.By(count)))
	}
}

func FuzzBatches(f *testing.F) {
	f.Add(0.25, 0.25, 1040.0, 10, 0.025, 9.5, 1, 0.02, 0.1, 4.5, 5.0)
	f.Add(1e12, 1e12, 1.0, 1, 1e12, 1e-12, 1, 0.0, 0.0, 1e12, 1e12)
	f.Add(1e-12, 0.0, 1e12, 1_000_000, 0.0, 1e12, 5, 1e12, 1e12, 0.0, 0.0)
	f.Fuzz(func(t *testing.T, rate, scv, T float64, size int, batchRate, service float64, servers int, ca2, cs2, release, settle float64) {
		if servers > 300 {
			servers %= 300
		}
		count, err := queue.RenewalStream{Rate: rate, SCV: scv}.CountBy(T)
		if err != nil {
			return
		}
		b := queue.Batches{
			Size: size, Release: release, Settle: settle,
			Station: queue.Station{ArrivalRate: batchRate, MeanService: service, Servers: servers, ArrivalSCV: ca2, ServiceSCV: cs2},
		}
		h, err := b.By(count)
		if err != nil {
			return
		}
		for _, x := range []float64{h.Arrived, h.MeanSojourn, h.Released, h.Settling} {
			if !(x >= 0) || math.IsInf(x, 1) {
				t.Fatalf("%+v by %v of %v, %v: %+v", b, T, rate, scv, h)
			}
		}
	})
}

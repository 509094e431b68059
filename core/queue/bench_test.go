package queue_test

import (
	"testing"

	"kingman/core/queue"
)

func BenchmarkAtHorizon(b *testing.B) {
	s := flagship(11)
	b.ReportAllocs()
	for b.Loop() {
		s.AtHorizon(1040, 0)
	}
}

// A year of weekly rates at a load of 87 %: 320 states.
func BenchmarkForward(b *testing.B) {
	f := evenly(52, 40, 13.0/40, 8, 3)
	b.ReportAllocs()
	for b.Loop() {
		f.Analyze()
	}
}

// The same where every week has other rates.
func BenchmarkForwardDrift(b *testing.B) {
	f := evenly(52, 40, 13.0/40, 8, 3)
	for k := range f.Periods {
		f.Periods[k].ArrivalRate *= 1 + 0.001*float64(k)
		f.Periods[k].MeanService *= 1 + 0.001*float64(k)
	}
	for b.Loop() {
		f.Analyze()
	}
}

func BenchmarkHorizonQuantile(b *testing.B) {
	h, err := flagship(11).AtHorizon(1040, 0)
	if err != nil {
		b.Fatal(err)
	}
	b.ReportAllocs()
	for b.Loop() {
		h.WaitQuantile(0.9)
	}
}

func BenchmarkWhitt1993(b *testing.B) {
	s := flagship(11)
	b.ReportAllocs()
	for b.Loop() {
		s.Whitt1993()
	}
}

func BenchmarkErlangC100(b *testing.B) {
	for b.Loop() {
		queue.Erlang{Servers: 100, OfferedLoad: 90}.C()
	}
}

func BenchmarkErlangA100(b *testing.B) {
	for b.Loop() {
		queue.ErlangA{ArrivalRate: 95, MeanService: 1, Servers: 100, AbandonRate: 0.5}.Analyze()
	}
}

func BenchmarkMDc100(b *testing.B) {
	for b.Loop() {
		queue.MDc{ArrivalRate: 99, MeanService: 1, Servers: 100}.Analyze()
	}
}

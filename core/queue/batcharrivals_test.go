package queue

import (
	"errors"
	"math"
	"testing"
)

func TestBatchArrivals(t *testing.T) {
	for _, tt := range []struct {
		name      string
		in        BatchArrivals
		wait, wip float64
	}{
		// ρ = 1/2, E[X] = 2, E[X²] = 4.5: L = ρ(E[X²]/E[X] + 1)/(2(1−ρ)) = 1.625.
		{"up to three", BatchArrivals{0.25, []float64{0.25, 0.5, 0.25}, 1, 1}, 2.25, 1.625},
		// Twenty at a time, ρ = 0.9: L = 0.9·21/0.2 = 94.5.
		{"twenty", BatchArrivals{0.045, append(make([]float64, 19), 1), 1, 1}, 104, 94.5},
		// One at a time it is M/G/1: Pollaczek and Khinchine.
		{"alone", BatchArrivals{0.8, []float64{1}, 1, 0.25}, 0.8 / 0.2 * 1.25 / 2, 0.8*(0.8/0.2*1.25/2) + 0.8},
		// Pairs of one-hour services that are rare: the second waits for the first.
		{"rare pairs", BatchArrivals{0, []float64{0, 1}, 1, 0}, 0.5, 0},
	} {
		r, err := tt.in.Analyze()
		if err != nil || !nearTo(r.MeanWait, tt.wait, 1e-14) || !nearTo(r.WIP, tt.wip, 1e-14) {
			t.Errorf("%s: %+v, %v, want Wq = %v and L = %v", tt.name, r, err, tt.wait, tt.wip)
		}
	}
}

func TestBatchArrivalsEdges(t *testing.T) {
	r, err := BatchArrivals{0.5, []float64{0, 1}, 1, 1}.Analyze()
	if !IsUnstable(err) || !math.IsInf(r.MeanWait, 1) || !math.IsInf(r.WIP, 1) || r.DelayProbability != 1 || r.BusyFraction != 1 {
		t.Errorf("at ρ = 1: %+v, %v", r, err)
	}
	for _, tt := range []struct {
		field string
		in    BatchArrivals
	}{
		{"BatchRate", BatchArrivals{math.NaN(), []float64{1}, 1, 1}},
		{"MeanService", BatchArrivals{1, []float64{1}, 0, 1}},
		{"ServiceSCV", BatchArrivals{1, []float64{1}, 1, -1}},
		{"BatchSizes", BatchArrivals{1, []float64{0.5}, 1, 1}},
		{"BatchSizes", BatchArrivals{1, nil, 1, 1}},
		{"BatchSizes[1]", BatchArrivals{1, []float64{1.5, -0.5}, 1, 1}},
	} {
		_, err := tt.in.Analyze()
		var f *FieldError
		if !errors.As(err, &f) || (f.Field != tt.field && f.Field != "BatchSizes[0]") {
			t.Errorf("%+v: error %v, want one that names %s", tt.in, err, tt.field)
		}
	}
}

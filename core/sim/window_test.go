package sim

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// randomWindows are windows at stations of a model that runs for some 30 or 40 hours, some of them past that.
func randomWindows(seed uint64, m *Model) []Window {
	r := rand.New(rand.NewPCG(seed, 13))
	pick := func(xs ...float64) float64 { return xs[r.IntN(len(xs))] }
	var all []Window
	for range 1 + r.IntN(12) {
		w := Window{Station: r.IntN(len(m.Stations)), From: pick(0, 2, 10, 25, 29.5, 38, 41)}
		w.To = w.From + pick(0.5, 3, 20)
		if m.Stations[w.Station].Kind == Delay {
			continue
		}
		if r.IntN(3) == 0 {
			w.Classes = []int{r.IntN(len(m.Classes))}
		}
		for range r.IntN(3) {
			w.Over = append(w.Over, pick(0, 0.5, 2))
		}
		all = append(all, w)
	}
	return all
}

// The windows' sums are what a plain reading of the log says, in a run that simply goes on.
func TestWindowsAreWhatTheLogSays(t *testing.T) {
	const horizon = 40
	compared, cut := 0, 0
	for seed := range uint64(3000) {
		m := randomModel(rand.New(rand.NewPCG(seed, 1)))
		if seed%3 == 0 {
			m = randomPlainModel(rand.New(rand.NewPCG(seed, 7)))
		}
		o := Options{Seed: seed, Horizon: horizon, MaxEvents: 40_000, MaxItems: 4000, Windows: randomWindows(seed, &m)}
		if len(o.Windows) == 0 {
			continue
		}
		e, err := New(m, o)
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(100 + int(seed)) {
		}
		long := o
		long.Windows, long.Horizon, long.Log = nil, 4*horizon, NewLog(1<<20)
		if l := run(t, m, long); e.stopped != AtHorizon || l.Stopped != AtHorizon {
			continue
		}
		r := e.Result()
		for k, w := range o.Windows {
			compared++
			cut += int(r.Windows[k].CutOff)
			if err := w.compare(&r.Windows[k], long.Log, (longestClosing+3)*horizon); err != nil {
				t.Fatalf("organisation %d, window %d %+v: %v", seed, k, w, err)
			}
		}
	}
	if compared < 5000 || cut < 100 {
		t.Errorf("only %d windows were compared, in which %d waits were cut off", compared, cut)
	}
}

// compare reads a window off a log.
func (w *Window) compare(got *WindowTotals, log *Log, end float64) error {
	class, came := map[int64]int32{}, map[int64]float64{}
	want := WindowTotals{Over: make([]int64, len(w.Over))}
	waits := map[float64]bool{}
	over := func(item int64, at float64) {
		from, waiting := came[item]
		delete(came, item)
		if !waiting || from < w.From || from >= w.To || len(w.Classes) > 0 && class[item] != int32(w.Classes[0]) {
			return
		}
		want.Items++
		want.Wait += at - from
		waits[at-from] = true
		for k, limit := range w.Over {
			want.Over[k] += positive(at - from - limit)
		}
	}
	for _, x := range log.Entries {
		switch {
		case x.What == Asked:
			class[x.Item] = x.Where
		case x.Where != int32(w.Station):
		case x.What == Came:
			came[x.Item] = x.Time
		case x.What == TurnedAway:
			delete(came, x.Item)
		case x.What == Began || x.What == Completed: // the latter at a Gate
			over(x.Item, x.Time)
		case x.What == GaveUp:
			if from := came[x.Item]; w.From <= from && from < w.To && (len(w.Classes) == 0 || class[x.Item] == int32(w.Classes[0])) {
				want.Abandoned++
			}
			over(x.Item, x.Time)
		}
	}
	begun := want.Items
	for item := range came {
		over(item, end)
	}
	if got.CutOff > 0 || want.Items > begun {
		// Some waited longer than was looked here or there; but they are as many.
		if got.Items != want.Items || got.Wait > want.Wait*(1+1e-9) {
			return fmt.Errorf("got %+v, want %+v at most", got, want)
		}
		return nil
	}
	for k := range want.Over {
		if got.Over[k] != want.Over[k] {
			return fmt.Errorf("got %+v, want %+v", got, want)
		}
	}
	if got.Items != want.Items || got.Abandoned != want.Abandoned || !(math.Abs(got.Wait-want.Wait) <= 1e-9*(1+want.Wait)) {
		return fmt.Errorf("got %+v, want %+v", got, want)
	}
	if got.Items > 0 && !waits[got.One] || got.Items == 0 && got.One != 0 {
		return fmt.Errorf("%v was drawn, which nobody waited: %v", got.One, waits)
	}
	return nil
}

package single

import (
	"fmt"
	"math"
	"testing"
)

var weeks = func() (t []float64) {
	for w := 0; w <= 26; w++ {
		t = append(t, 40*float64(w))
	}
	return t
}()

func mustStation(tb testing.TB, spec Spec) *Station {
	tb.Helper()
	s, err := New(spec)
	if err != nil {
		tb.Fatal(err)
	}
	return s
}

func countBy[T any](t float64, all []T, at func(T) float64) (n int) {
	for _, v := range all {
		if at(v) <= t {
			n++
		}
	}
	return n
}

// Every number of a Result, for every path through the kernels, from the slow and obvious simulation.
func TestHorizonEqualsNaive(t *testing.T) {
	all := specs(t)
	for _, name := range names(all) {
		for variant := range 4 {
			t.Run(fmt.Sprintf("%s %d", name, variant), func(t *testing.T) {
				spec := all[name]
				h := Horizon{Seed: 42, Until: 1040, Window: 40, SampleTimes: weeks,
					Backlog: []int{0, 3, 0, 400}[variant], Antithetic: variant == 2}
				st := mustStation(t, spec)
				out := Result{Waits: Room(100_000), WindowWaits: Room(100_000)}
				// A run depends on nothing that ran before.
				if err := st.RunHorizon(Horizon{Seed: 1, Until: 300, Backlog: 20, SampleTimes: weeks[:4]}, 7, &out); err != nil {
					t.Fatal(err)
				}
				if err := st.RunHorizon(h, variant, &out); err != nil {
					t.Fatal(err)
				}
				made, backlog, items := naive(spec, h, variant)
				compare(t, h, &out, made, backlog, items)
			})
		}
	}
}

func compare(t *testing.T, h Horizon, out *Result, made []float64, backlog, items []trial) {
	t.Helper()
	until := h.Until
	self := func(x float64) float64 { return x }
	arrived := func(x trial) float64 { return x.arrived }
	start := func(x trial) float64 { return x.start }
	done := func(x trial) float64 { return x.done }
	check := func(what string, got, want int) {
		t.Helper()
		if got != want {
			t.Errorf("%s: %d, expected %d", what, got, want)
		}
	}
	check("made", out.Made, countBy(until, made, self))
	check("arrived", out.Arrived, countBy(until, items, arrived))
	check("departed", out.Departed, countBy(until, items, done)+countBy(until, backlog, done))
	check("in system", out.InSystem, h.Backlog+out.Arrived-out.Departed)
	check("queue", out.Queue, h.Backlog+out.Arrived-countBy(until, items, start)-countBy(until, backlog, start))
	for i, at := range h.SampleTimes {
		check("made by", out.MadeBy[i], countBy(at, made, self))
		check("arrived by", out.ArrivedBy[i], countBy(at, items, arrived))
		check("started by", out.StartedBy[i], countBy(at, items, start)+countBy(at, backlog, start))
		check("departed by", out.DepartedBy[i], countBy(at, items, done)+countBy(at, backlog, done))
		check("WIP", out.WIPAt(i), h.Backlog+out.ArrivedBy[i]-out.DepartedBy[i])
		check("queue at", out.QueueAt(i), h.Backlog+out.ArrivedBy[i]-out.StartedBy[i])
		check("shipped", out.ShippedBy(i), out.DepartedBy[i]+out.MadeBy[i]-out.ArrivedBy[i])
	}
	var waits, window []float64
	var waitSum, windowSum, busy, queue, wip, sojourn float64
	delayed := 0
	for k, x := range append(append([]trial{}, backlog...), items...) {
		wait := x.start - x.arrived
		if k >= len(backlog) {
			if x.arrived >= until-h.Window/2 {
				window = append(window, wait)
				windowSum += wait
			}
			if x.arrived <= until {
				waits = append(waits, wait)
				waitSum += wait
				sojourn += x.done - x.arrived
				if wait > 0 {
					delayed++
				}
			}
		}
		busy += math.Max(0, math.Min(x.done, until)-x.start)
		queue += math.Max(0, math.Min(x.start, until)-x.arrived)
		wip += math.Max(0, math.Min(x.done, until)-x.arrived)
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9*(1+math.Abs(want)) {
			t.Errorf("%s: %v, expected %v", what, got, want)
		}
	}
	near("sum of waits", out.WaitSum, waitSum)
	near("sum of waits near the horizon", out.WindowSum, windowSum)
	near("sum of sojourns", out.SojournSum, sojourn)
	near("busy hours", out.BusyHours, busy)
	near("queue hours", out.QueueHours, queue)
	near("WIP hours", out.WIPHours, wip)
	check("window items", out.WindowCount, len(window))
	check("kept waits", len(out.Waits.Values), len(waits))
	check("kept waits near the horizon", len(out.WindowWaits.Values), len(window))
	for i, w := range waits {
		near("wait", out.Waits.Values[i], w)
	}
	for i, w := range window {
		near("wait near the horizon", out.WindowWaits.Values[i], w)
	}
	check("delayed", out.Delayed, delayed)
	if out.Partial || out.StoppedAt != until+h.Window/2 {
		t.Errorf("stopped at %v, partial %v", out.StoppedAt, out.Partial)
	}
}

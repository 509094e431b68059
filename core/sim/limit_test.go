package sim

import (
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// inTurn is a class that visits stations one after the other.
func inTurn(name string, priority int, stations ...int) Class {
	c := Class{Name: name, Priority: priority}
	for k, s := range stations {
		step := Step{Station: s, Service: law(1, 0)}
		if k+1 < len(stations) {
			step.Next = []Branch{{k + 1, 1}}
		}
		c.Steps = append(c.Steps, step)
	}
	return c
}

// servers are n stations of one server.
func servers(n int) []Station {
	s := make([]Station, n)
	for k := range s {
		s[k].Servers = 1
	}
	return s
}

func column(station, most int, blocks bool) Limit {
	return Limit{Stations: []int{station}, Max: most, Blocks: blocks}
}

// Small boards that can be checked by hand.
func TestBoards(t *testing.T) {
	work := func(hours ...[]float64) []Arrival {
		var a []Arrival
		for _, w := range hours {
			a = append(a, Arrival{Work: w})
		}
		return a
	}
	crossed := Model{
		Classes: []Class{inTurn("there", 0, 0, 1), inTurn("back", 0, 1, 0)}, Stations: servers(2),
		Limits: []Limit{column(0, 1, true), column(1, 1, true)}, Trace: append(given(0, 0), given(1, 0)...),
	}
	raised := crossed
	raised.Changes = []Change{{At: 10, Kind: SetLimit, Index: 0, To: 2}}
	swapped := crossed
	swapped.Limits = []Limit{column(0, 1, true), column(1, 1, false)}
	outlet := Model{
		Classes:  []Class{inTurn("there", 0, 0, 1), inTurn("back", 0, 1, 0), inTurn("away", 0, 1, 2), inTurn("long", 0, 2)},
		Stations: []Station{{Servers: 1}, {Servers: 2}, {Servers: 1}},
		Limits:   []Limit{column(0, 1, true), column(1, 2, true), column(2, 1, true)},
		Trace:    []Arrival{{}, {Class: 1}, {Class: 2}, {Class: 3, Work: []float64{10}}},
	}
	for _, c := range []struct {
		name  string
		model Model
		want  []float64
	}{
		{"a finished card stays in its column until the next one has room",
			// The second is done with the first column at 2 and leaves it at 4: the third is not begun before.
			Model{Classes: []Class{inTurn("card", 0, 0, 1)}, Stations: servers(2), Limits: []Limit{column(0, 1, true), column(1, 1, false)},
				Trace: work([]float64{1, 3}, []float64{1, 1}, []float64{3, 1})},
			[]float64{4, 5, 8}},
		{"a place that is not kept lets the next one begin",
			Model{Classes: []Class{inTurn("card", 0, 0, 1)}, Stations: servers(2), Limits: []Limit{column(0, 1, false), column(1, 1, false)},
				Trace: work([]float64{1, 3}, []float64{1, 1}, []float64{3, 1})},
			[]float64{4, 5, 6}},
		{"a row of columns moves up at once",
			// At 5 the third column becomes free, and with it the second and the first.
			Model{Classes: []Class{inTurn("card", 0, 0, 1, 2)}, Stations: servers(3),
				Limits: []Limit{column(0, 1, true), column(1, 1, true), column(2, 1, true)},
				Trace:  work([]float64{1, 1, 3}, []float64{1, 1, 1}, []float64{1, 1, 1}, []float64{1, 1, 1})},
			[]float64{5, 6, 7, 8}},
		{"who needs two places does not keep out who needs one of them",
			// The second waits for a place at the first station until 2.5. Only then does it take one of two on the board.
			Model{Classes: []Class{inTurn("a", 0, 0), inTurn("b", 0, 1)}, Stations: []Station{{Servers: 2}, {Servers: 1}},
				Limits: []Limit{{Stations: []int{0, 1}, Max: 2}, column(0, 1, false)},
				Trace:  []Arrival{{Work: []float64{2.5}}, {Work: []float64{1}}, {Class: 1}, {At: 0.5, Class: 1}}},
			[]float64{2.5, 3.5, 1, 2}},
		{"by priority, and then by arrival, whatever else they need",
			Model{Classes: []Class{inTurn("one place", 1, 0), inTurn("two places", 1, 1), inTurn("urgent", 0, 0)}, Stations: servers(2),
				Limits: []Limit{{Stations: []int{0, 1}, Max: 1}, column(1, 1, false)},
				Trace:  []Arrival{{}, {At: 0.1, Class: 1}, {At: 0.2}, {At: 0.3, Class: 2}}},
			[]float64{1, 3, 4, 2}},
		{"the urgent ones first, though they need more",
			Model{Classes: []Class{inTurn("one place", 1, 0), inTurn("urgent", 0, 1)}, Stations: servers(2),
				Limits: []Limit{{Stations: []int{0, 1}, Max: 1}, column(1, 1, false)},
				Trace:  []Arrival{{}, {At: 0.1}, {At: 0.2, Class: 1}}},
			[]float64{1, 3, 2}},
		{"a place on the board is kept between the columns",
			// There are never more than two under way, so the third begins at 5, though both columns have room before.
			Model{Classes: []Class{inTurn("card", 0, 0, 1)}, Stations: servers(2),
				Limits: []Limit{{Stations: []int{0, 1}, Max: 2}, column(0, 2, false), column(1, 1, false)},
				Trace:  work([]float64{1, 4}, []float64{1, 1}, []float64{1, 1})},
			[]float64{5, 6, 7}},
		{"two columns that wait for each other", crossed, []float64{-1, -1}},
		{"until one of them grows", raised, []float64{11, 11}},
		{"one that gives back at once is enough", swapped, []float64{2, 2}},
		{"or somebody who waits for neither", outlet, []float64{11, 11, 11, 10}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := story(t, c.model); !reflect.DeepEqual(got, c.want) {
				t.Errorf("delivered at %v, want %v", got, c.want)
			}
		})
	}
	stuck := run(t, crossed, Options{Horizon: 100}).Deadlocks
	if want := []Deadlock{{[]int{0, 1}, 2, 1}}; !reflect.DeepEqual(stuck, want) {
		t.Errorf("found %v, want %v", stuck, want)
	}
	if waits := run(t, outlet, Options{Horizon: 5}); waits.Deadlocks != nil || waits.Last().Classes[0].Present != 1 {
		t.Errorf("found %v, though one of those who wait will go elsewhere", waits.Deadlocks)
	}
}

// What is known of saturated boards, within four standard errors. Items always wait outside the first column, so its places are always taken.
//
// Two exponential servers of rates 1 and v, columns of k and m places of which the first blocks: let n be the number of items that have been served at the
// first station and not yet at the second. The first server works while n < k+m (of the n at most m are in the second column, so fewer
// than k are finished cards in the first), the second while n > 0: a birth-death chain on 0, …, k+m, hence a throughput of v·(1−p(0))
// with p(n) ∝ v⁻ⁿ. In the terms of the literature there are b = k+m−2 places between the servers, beside those in service, the finished
// item counted where it was served: (b+2)/(b+3) for equal rates (Hunt 1956, Sequential Arrays of Waiting Lines). A board of N over both makes
// it min(k+m, N); and columns that do not block cost nothing, whatever their size: a board of N, as in a closed network, gives N/(N+1).
func TestTheoryOfBoards(t *testing.T) {
	for _, c := range []struct {
		name  string
		rate  float64 // of the second server
		board int
		k, m  int
		block bool
		most  int // the largest n
	}{
		{"no place between", 1, 0, 1, 1, true, 2},
		{"two places between", 1, 0, 1, 3, true, 4},
		{"the same two, on the other side", 1, 0, 3, 1, true, 4},
		{"a slow second server", 0.6, 0, 2, 1, true, 3},
		{"a board smaller than its columns", 1, 3, 2, 3, true, 3},
		{"a board of columns that give back", 1, 4, 1, 1, false, 4},
	} {
		card := Class{Name: "card", Steps: []Step{
			{Station: 0, Service: law(1, 1), Next: []Branch{{1, 1}}}, {Station: 1, Service: law(1/c.rate, 1)},
		}}
		m := Model{
			Classes: []Class{card}, Stations: servers(2), Backlog: []Backlog{{Count: 4000}},
			Limits: []Limit{column(0, c.k, c.block), column(1, c.m, false)},
		}
		if c.board > 0 {
			m.Limits = append(m.Limits, Limit{Name: "board", Stations: []int{0, 1}, Max: c.board})
		}
		weights := 0.0
		for n := range c.most + 1 {
			weights += math.Pow(c.rate, -float64(n))
		}
		want := c.rate * (1 - 1/weights)
		checkThroughput(t, c.name, m, want)
	}
	// Three servers in a row and no place between: 22/39 (Hunt 1956; the eight states of the chain, solved).
	three := Class{Name: "card"}
	for k := range 3 {
		three.Steps = append(three.Steps, Step{Station: k, Service: law(1, 1), Next: []Branch{{k + 1, 1}}})
	}
	three.Steps[2].Next = nil
	checkThroughput(t, "three in a row", Model{
		Classes: []Class{three}, Stations: servers(3), Backlog: []Backlog{{Count: 4000}},
		Limits: []Limit{column(0, 1, true), column(1, 1, true), column(2, 1, true)},
	}, 22.0/39)
}

// checkThroughput compares the long-run throughput of a model that always has work outside with theory, within four standard errors.
func checkThroughput(t *testing.T, name string, m Model, want float64) {
	t.Helper()
	var got []float64
	for r := range 16 {
		res := run(t, m, Options{Seed: 3, Replication: r, Horizon: 3500, Samples: []float64{100}})
		w := res.Last().Since(res.Snapshots[1])
		got = append(got, float64(w.Classes[0].Delivered)/w.Time)
		if res.Deadlocks != nil || w.Classes[0].Present == 0 {
			t.Fatalf("%s: %d are left, %v", name, w.Classes[0].Present, res.Deadlocks)
		}
	}
	if mean, se := meanAndError(got); !(math.Abs(mean-want) <= 4*se) {
		t.Errorf("%s: throughput %.5g ± %.2g, want %.5g", name, mean, se, want)
	}
}

// A deadlock is one for ever, and nothing else is: of boards where all work is there at the beginning and everybody is served, in the end
// either everything is delivered or the limits that block each other are named; and those that were named before are still among them.
func TestDeadlocks(t *testing.T) {
	circles, finished := 0, 0
	for seed := range uint64(organisations(4000)) {
		r := rand.New(rand.NewPCG(seed, 9))
		m := randomBoard(r)
		e, err := New(m, Options{Seed: seed, Horizon: 1e7, MaxEvents: 200_000})
		if err != nil {
			t.Fatal(err)
		}
		var known []Deadlock
		for done := false; !done; {
			done = e.Step(1 + r.IntN(40))
			if e.todoAt < len(e.todo) {
				continue
			}
			if err := e.audit(); err != nil {
				t.Fatalf("board %d at %v: %v", seed, e.now, err)
			}
			now := e.deadlocks()
			for _, d := range known {
				if !slices.ContainsFunc(now, func(n Deadlock) bool { return n.contains(d) }) {
					t.Fatalf("board %d: %v is no more, there are %v", seed, d, now)
				}
			}
			known = now
		}
		res := e.Result()
		if res.Stopped != AtHorizon {
			t.Fatalf("board %d: %v", seed, res.Stopped)
		}
		left := int64(0)
		for _, o := range res.Open {
			left += o.Count
		}
		if (left > 0) != (len(res.Deadlocks) > 0) {
			t.Fatalf("board %d: %d items are left and the deadlocks are %v", seed, left, res.Deadlocks)
		}
		if left > 0 {
			circles++
		} else {
			finished++
		}
	}
	if circles < organisations(80) || finished < organisations(100) {
		t.Errorf("%d boards came to a standstill and %d did not", circles, finished)
	}
}

// contains reports whether d is what a deadlock known before may have become: more limits may have been drawn in.
func (d Deadlock) contains(before Deadlock) bool {
	for _, k := range before.Limits {
		if !slices.Contains(d.Limits, k) {
			return false
		}
	}
	return d.Items >= before.Items && d.Since >= before.Since && (len(d.Limits) > len(before.Limits) || d.Items == before.Items && d.Since == before.Since)
}

// randomBoard has a backlog and no arrivals, a server at every station, and everything that limits offer.
func randomBoard(r *rand.Rand) Model {
	n := 2 + r.IntN(4)
	m := Model{Stations: servers(n)}
	for k := range 1 + r.IntN(3) {
		c := Class{Name: string(rune('a' + k)), Priority: r.IntN(2)}
		steps := 1 + r.IntN(5)
		for j := range steps {
			s := Step{Station: r.IntN(n), Service: law(1, 1)}
			if r.IntN(2) == 0 {
				s.Next = append(s.Next, Branch{r.IntN(steps), 0.3})
			}
			if j+1 < steps {
				s.Next = append(s.Next, Branch{j + 1, 0.7})
			}
			c.Steps = append(c.Steps, s)
		}
		m.Classes = append(m.Classes, c)
		m.Backlog = append(m.Backlog, Backlog{k, r.IntN(steps), r.IntN(12)})
	}
	for range 1 + r.IntN(6) {
		l := Limit{Max: 1 + r.IntN(3), Blocks: r.IntN(3) > 0}
		for k := range n {
			if r.IntN(3) == 0 {
				l.Stations = append(l.Stations, k)
			}
		}
		m.Limits = append(m.Limits, l)
	}
	return m
}

// Boards whose limits do not block come to no deadlock if of any two one contains the other or they have no station in common.
func TestNestedLimitsDoNotBlock(t *testing.T) {
	for seed := range uint64(500) {
		m := randomBoard(rand.New(rand.NewPCG(seed, 10)))
		n := len(m.Stations)
		all := make([]int, n)
		for k := range all {
			all[k] = k
		}
		m.Limits = []Limit{{Stations: all, Max: 3}, {Stations: all[:n/2+1], Max: 2}, {Stations: all[n/2+1:], Max: 2}}
		for k := range n {
			m.Limits = append(m.Limits, column(k, 1, false))
		}
		if res := run(t, m, Options{Seed: seed, Horizon: 1e7}); res.Deadlocks != nil || res.Open[0].Count > 0 {
			t.Fatalf("board %d: %v", seed, res.Deadlocks)
		}
	}
}

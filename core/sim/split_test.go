package sim

import (
	"math"
	"reflect"
	"testing"
)

// splitting is a class that comes to a Delay, station 0, is split there, and is then worked on at station 1, the only server of which takes half
// an hour.
func splitting(name string, split ...Split) Class {
	return Class{Name: name, Steps: []Step{{Station: 0, Split: split, Next: []Branch{{1, 1}}}, {Station: 1, Service: law(0.5, 0)}}}
}

// Small stories that can be checked by hand. Pieces are items, too, and are numbered as they come into being.
func TestPieces(t *testing.T) {
	stations := []Station{{Kind: Delay}, {Servers: 1}, {Servers: 2}, {Kind: Gate, Count: 2}, {Servers: 1, Room: 1}}
	at := func(name string, station int, hours float64) Class {
		return Class{Name: name, Steps: []Step{{Station: station, Service: law(hours, 0)}}}
	}
	impatient := at("test", 2, 4)
	impatient.Steps[0].Patience = law(1, 0)
	atTheGate := Class{Name: "change", Steps: []Step{{Station: 3, Split: []Split{{1, 1}}, Next: []Branch{{1, 0.5}}}, {Station: 1, Service: law(0.5, 0)}}}
	both := atTheGate
	both.Steps = append([]Step(nil), atTheGate.Steps...)
	both.Steps[0].Next = []Branch{{1, 1}}
	again := Class{Name: "again", Steps: []Step{{Station: 2, Service: law(1, 0), Next: []Branch{{1, 1}}}, {Station: 2, Service: law(2, 0)}}}
	for _, c := range []struct {
		name  string
		model Model
		want  []float64
	}{
		{"three pieces, two at a time; the whole goes on when the last is done",
			Model{Classes: []Class{splitting("deploy", Split{1, 3}), at("test", 2, 1)}, Trace: given(0, 0)}, []float64{2.5, 1, 1, 2}},
		{"two of them: the pieces of the first are before those of the second, and each goes on by itself",
			Model{Classes: []Class{splitting("deploy", Split{1, 3}), at("test", 2, 1)}, Trace: given(0, 0, 0)},
			[]float64{2.5, 1, 1, 2, 3.5, 2, 3, 3}},
		{"pieces of two kinds, and of a way with two steps",
			Model{Classes: []Class{splitting("launch", Split{1, 1}, Split{2, 1}), at("legal", 1, 5), again}, Trace: given(0, 0)}, []float64{5.5, 5, 3}},
		{"pieces of pieces",
			Model{Classes: []Class{splitting("train", Split{1, 2}), splitting("release", Split{2, 2}), at("test", 2, 1)}, Trace: given(0, 0)},
			// Four tests: two are done at 1, two at 2. The releases are worked on to 1.5 and 2.5; the train until 3.
			[]float64{3, 1.5, 2.5, 1, 1, 2, 2}},
		{"a piece that gives up, or finds no room, is gone as well",
			Model{Classes: []Class{splitting("deploy", Split{1, 3}, Split{2, 2}), impatient, at("errand", 4, 2)}, Trace: given(0, 0)},
			[]float64{4.5, 4, 4, -1, 2, -1}},
		{"a gate makes one release of two changes, which are out when it is; the third waits for a fourth",
			Model{Classes: []Class{both, at("release", 2, 4)}, Trace: given(0, 0, 1, 3)},
			[]float64{5.5, 6, 5, -1}},
		{"each class at a gate has pieces of its own",
			Model{Classes: []Class{both, at("release", 2, 4), {Name: "other", Steps: []Step{{Station: 3, Split: []Split{{1, 1}, {1, 1}}}}}}, Trace: append(given(0, 0), given(2, 1)...)},
			[]float64{5.5, 9, 5, 5, 9}},
	} {
		c.model.Stations = stations
		t.Run(c.name, func(t *testing.T) {
			if got := story(t, c.model); !reflect.DeepEqual(got, c.want) {
				t.Errorf("delivered at %v, want %v", got, c.want)
			}
		})
	}
}

// The parts of an item that has been split are those of the last piece, also while it is there, and what the item has been through already is
// rework to it. It is touched when the first of its pieces is.
func TestPartsOfPieces(t *testing.T) {
	m := Model{
		Classes: []Class{
			// Twice through the same two steps: built for an hour, tested in two pieces, and all that again.
			{Name: "release", Steps: []Step{
				{Station: 0, Service: law(1, 0), Next: []Branch{{1, 1}}},
				{Station: 1, Split: []Split{{1, 2}}, Next: []Branch{{2, 1}}},
				{Station: 0, Service: law(3, 0), Next: []Branch{{3, 1}}},
				{Station: 1, Split: []Split{{1, 1}}},
			}},
			{Name: "test", Steps: []Step{{Station: 2, Service: law(2, 0), Next: []Branch{{1, 1}}}, {Station: 3, Service: law(5, 0)}}},
		},
		Stations: []Station{{Servers: 1}, {Kind: Delay}, {Servers: 1}, {Kind: Delay}},
		Trace:    []Arrival{{At: 0, Work: []float64{1, 3}}},
	}
	// Built to 1; the second piece waits to 3, is tested to 5 and handed over to 10; built to 13; tested to 15, handed over to 20.
	at := func(horizon float64) (c ClassTotals, open OpenItems) {
		res := run(t, m, Options{Horizon: horizon})
		return res.Last().Classes[0], res.Open[0]
	}
	c, _ := at(100)
	want := [Parts]float64{Wait: 2, Touch: 1 + 2 + 3 + 2, Handoff: 10}
	if c.Parts != want || c.LeadTime != 20 || c.CycleTime != 20 {
		t.Errorf("parts %v, lead time %v, cycle time %v", c.Parts, c.LeadTime, c.CycleTime)
	}
	// At 4 both pieces are there: it follows the first one, which has been tested and is being handed over; from 8 on the second.
	for _, open := range []struct {
		horizon float64
		want    [Parts]float64
	}{
		{4, [Parts]float64{Touch: 3, Handoff: 1}}, {9, [Parts]float64{Wait: 2, Touch: 3, Handoff: 4}}, {14, [Parts]float64{Wait: 2, Touch: 1 + 2 + 3 + 1, Handoff: 5}},
	} {
		if _, o := at(open.horizon); o.Count != 1 || o.Parts != open.want || o.Age != open.horizon {
			t.Errorf("at %v: %+v, want %v", open.horizon, o, open.want)
		}
	}
	// The second test is a step back now, so that it is rework.
	m.Classes[0].Steps[2].Next = []Branch{{1, 1}}
	m.Classes[0].Steps[1].Next = []Branch{{2, 0.5}}
	found := 0
	for seed := range uint64(20) {
		res := run(t, m, Options{Seed: seed, Horizon: 100})
		c := res.Last().Classes[0]
		if c.Delivered == 1 && c.LeadTime > 20 && c.LeadTime < 31 { // twice through the loop
			found++
			if want := [Parts]float64{Wait: 4, Touch: 1 + 2 + 3, Rework: 2, Handoff: 10}; c.Parts != want {
				t.Errorf("parts %v, want %v", c.Parts, want)
			}
		}
	}
	if found == 0 {
		t.Error("no run goes twice through the loop")
	}
	// Who is only handed over is never touched; who was touched before the split keeps that.
	idle := Model{Classes: []Class{splitting("a", Split{1, 2}), {Name: "b", Steps: []Step{{Station: 2, Service: law(3, 0)}}}}, Stations: []Station{{Kind: Delay}, {Servers: 1}, {Kind: Delay}}, Trace: given(0, 0)}
	res := run(t, idle, Options{Horizon: 100})
	if c := res.Last().Classes[0]; c.LeadTime != 3.5 || c.CycleTime != 0.5 {
		t.Errorf("lead time %v, cycle time %v", c.LeadTime, c.CycleTime)
	}
}

// One limit over an item and its pieces is enough for a deadlock; one that leaves room for the pieces is none, nor is one that is raised in time.
func TestPiecesAndLimits(t *testing.T) {
	m := Model{
		Classes:  []Class{splitting("release", Split{1, 2}), {Name: "test", Steps: []Step{{Station: 2, Service: law(1, 0)}}}},
		Stations: []Station{{Kind: Delay}, {Servers: 1}, {Servers: 2}}, Trace: given(0, 0, 4, 8),
	}
	for _, c := range []struct {
		most    int
		raised  float64
		want    []float64
		circles []Deadlock
	}{
		{1, 0, []float64{-1, -1, -1, -1, -1}, []Deadlock{{Limits: []int{0}, Items: 1, Since: 0}}},
		{2, 0, []float64{2.5, -1, -1}, nil},
		{1, 5, nil, nil},
		{3, 0, nil, nil},
	} {
		m.Limits = []Limit{{Stations: []int{0, 2}, Max: c.most}}
		m.Changes = nil
		if c.raised > 0 {
			m.Changes = []Change{{At: c.raised, Kind: SetLimit, To: 3}}
		}
		res := run(t, m, Options{Horizon: 100})
		if !reflect.DeepEqual(res.Deadlocks, c.circles) {
			t.Errorf("%d places, raised at %v: %+v, want %+v", c.most, c.raised, res.Deadlocks, c.circles)
		}
		if c := res.Last().Classes[0]; (c.Delivered == 3) != (res.Deadlocks == nil) {
			t.Errorf("%+v delivered, %+v", c.Delivered, res.Deadlocks)
		}
	}
}

// In a run, at every pause, an item that has been split has pieces, and their count is right; and to look changes nothing (random_test.go mixes
// splits with everything else).
func TestPiecesAreCounted(t *testing.T) {
	m := Model{
		Classes:  []Class{splitting("release", Split{1, 3}, Split{2, 1}), {Name: "test", Steps: []Step{{Station: 2, Service: law(1, 1), Next: []Branch{{0, 0.3}}}}}, {Name: "check", Steps: []Step{{Station: 3, Service: law(1, 4)}}}},
		Stations: []Station{{Kind: Delay}, {Servers: 2}, {Servers: 3}, {Kind: Delay}},
		Sources:  []Source{{Name: "in", Between: law(1.5, 1)}},
	}
	e, err := New(m, Options{Seed: 5, Horizon: 500})
	if err != nil {
		t.Fatal(err)
	}
	for !e.Step(7) {
		if e.todoAt < len(e.todo) {
			continue
		}
		count := map[int32]int32{}
		for k := range e.items {
			if it := &e.items[k]; it.state != unborn && it.isPiece() {
				count[it.whole()]++
			}
		}
		for k := range e.items {
			it := &e.items[k]
			if it.state == inPieces && (it.timer != count[int32(k)] || it.timer < 1) || it.state != inPieces && count[int32(k)] > 0 {
				t.Fatalf("item %d has %d pieces, and counts %d", it.id, count[int32(k)], it.timer)
			}
		}
		r := e.Result()
		sum := 0.0
		for _, x := range r.Open[0].Parts {
			sum += x
		}
		if math.Abs(sum-r.Open[0].Age) > 1e-9 || r.Open[0].Parts[Handoff] > r.Open[0].Age {
			t.Fatalf("%+v", r.Open[0])
		}
	}
}

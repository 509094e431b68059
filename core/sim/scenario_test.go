package sim

import (
	"reflect"
	"testing"
)

// story runs a model of deterministic times to time 100 and returns when each item was delivered, by its number; −1 if it
// was not.
func story(t *testing.T, m Model) []float64 {
	t.Helper()
	log := NewLog(1000)
	res := run(t, m, Options{Horizon: 100, Log: log})
	var at []float64
	for _, e := range log.Entries {
		if e.What == Asked {
			at = append(at, -1)
		} else if e.What == Delivered {
			at[e.Item] = e.Time
		}
	}
	for k, c := range res.Last().Classes {
		if o := res.Open[k]; c.Arrived != c.Delivered+c.Abandoned+c.Lost+o.Count {
			t.Errorf("class %d: %+v with %d open", k, c, o.Count)
		}
	}
	return at
}

func given(class int, at ...float64) []Arrival {
	var a []Arrival
	for _, t := range at {
		a = append(a, Arrival{At: t, Class: class})
	}
	return a
}

// Small stories that can be checked by hand.
func TestStories(t *testing.T) {
	work := one("item", 0, law(1, 0))
	long := one("long", 1, law(10, 0))
	incident := Class{Name: "incident", Priority: 0, Steps: []Step{{Station: 1, Service: law(2, 0)}}}
	everything := []Person{{Name: "Ann", Skills: []Skill{{1, 1}, {0, 1}}}}
	for _, c := range []struct {
		name  string
		model Model
		want  []float64
	}{
		{"two tasks at once take half as long again when switching costs half",
			// Each switch costs 0.5: with two in hand the productive share is 1/1.5, so both finish at 3 and not at 2.
			Model{Classes: []Class{work}, Stations: []Station{{Servers: 1, Discipline: Sharing, SwitchCost: 0.5}}, Trace: given(0, 0, 0)},
			[]float64{3, 3}},
		{"two of three members wait for items of the backlog, whose third one is nobody's",
			// The third member thinks until 40, the first two until 40 hours after their items are delivered.
			Model{Classes: []Class{work}, Stations: []Station{{Servers: 1}}, Backlog: []Backlog{{Count: 3}},
				Sources: []Source{{Name: "members", Between: law(40, 0), Population: 3, Waiting: 2}}},
			[]float64{1, 2, 3, 41, 42, 43, 82, 83, 84}},
		{"one at a time with the same discipline",
			Model{Classes: []Class{work}, Stations: []Station{{Servers: 1, Discipline: Sharing, SwitchCost: 0.5, Tasks: 1}}, Trace: given(0, 0, 0)},
			[]float64{1, 2}},
		{"an incident interrupts the only person at another station",
			Model{Classes: []Class{long, incident}, Stations: []Station{{Name: "features"}, {Name: "incidents", Discipline: PreemptiveResume}},
				People: everything, Trace: append(given(0, 0, 1), given(1, 3)...)},
			[]float64{12, 22, 5}},
		{"an incident waits when nothing may be interrupted",
			Model{Classes: []Class{long, incident}, Stations: []Station{{Name: "features"}, {Name: "incidents"}},
				People: everything, Trace: append(given(0, 0, 1), given(1, 3)...)},
			[]float64{10, 22, 12}},
		{"who is interrupted goes on with somebody who is free",
			Model{Classes: []Class{long, incident}, Stations: []Station{{Name: "features"}, {Name: "incidents", Discipline: PreemptiveResume}},
				People: append([]Person{{Name: "Bob", Skills: []Skill{{0, 0.5}}}}, everything...), Trace: append(given(0, 0, 1, 30), given(1, 35)...)},
			// Bob is slow: 0 → 20. Ann: 1 → 11. Bob takes the third at 30, to 50; the incident finds Ann idle.
			[]float64{20, 11, 50, 37}},
		{"a second pair of hands comes at noon and leaves in the evening",
			Model{Classes: []Class{long}, Stations: []Station{{Servers: 1}}, Trace: given(0, 0, 0, 0, 0),
				Changes: []Change{{At: 4, Kind: SetServers, To: 2}, {At: 11, Kind: SetServers, To: 1}}},
			// The second begins at 4 and ends at 14; the third at 10, to 20; at 14 one server leaves; the fourth at 20.
			[]float64{10, 14, 20, 30}},
		{"somebody learns the work",
			Model{Classes: []Class{work, incident}, Stations: []Station{{Name: "a"}, {Name: "b"}},
				People: []Person{{Name: "Ann", Skills: []Skill{{0, 1}}}}, Trace: given(1, 0),
				Changes: []Change{{At: 7, Kind: SetSpeed, Index: 0, Station: 1, To: 0.5}}},
			[]float64{11}},
		{"a rota: present every other day",
			Model{Classes: []Class{work}, Stations: []Station{{}}, People: []Person{{Skills: []Skill{{0, 1}}}}, Trace: given(0, 0, 9, 17, 25),
				Changes: []Change{{At: 8, Every: 16, Kind: SetPresence, To: 0}, {At: 16, Every: 16, Kind: SetPresence, To: 1}}},
			[]float64{1, 17, 18, 33}},
		{"a gate by schedule lets two through, a gate by count waits for three",
			Model{Classes: []Class{{Name: "item", Steps: []Step{{Station: 0, Next: []Branch{{1, 1}}}, {Station: 1}}}},
				Stations: []Station{{Kind: Gate, Every: 10, Offset: 5, AtMost: 2}, {Kind: Gate, Count: 3}}, Trace: given(0, 1, 2, 3, 4)},
			[]float64{15, 15, 15, -1}},
		{"a limit of one over two stations",
			Model{Classes: []Class{{Name: "item", Steps: []Step{{Station: 0, Service: law(1, 0), Next: []Branch{{1, 1}}}, {Station: 1, Service: law(2, 0)}}}},
				Stations: []Station{{Servers: 1}, {Servers: 1}}, Limits: []Limit{{Stations: []int{0, 1}, Max: 1}}, Trace: given(0, 0, 0, 0)},
			[]float64{3, 6, 9}},
		{"a delay keeps everybody for as long",
			Model{Classes: []Class{{Name: "item", Steps: []Step{{Station: 0, Service: law(8, 0), Next: []Branch{{1, 1}}}, {Station: 1, Service: law(1, 0)}}}},
				Stations: []Station{{Kind: Delay}, {Servers: 1}}, Trace: given(0, 0, 1, 1)},
			[]float64{9, 10, 11}},
		// The patience of the third ends at 5, just as the server completes the second. That has been known since 1, when it came; that the server will
		// be done at 5, only since 2, when it took the second.
		{"whose service can begin as patience ends is served, though the server began later",
			Model{Classes: []Class{work}, Stations: []Station{{Servers: 1}}, Trace: []Arrival{
				{At: 0, Work: []float64{2}}, {At: 0, Work: []float64{3}}, {At: 1, Patience: 4}, {At: 1, Patience: 4.5}}},
			[]float64{2, 5, 6, -1}},
		{"and though somebody comes on duty only then, or has to do something that takes no time first",
			Model{Classes: []Class{work, incident}, Stations: []Station{{}, {}}, People: []Person{{Skills: []Skill{{1, 1}, {0, 1}}, Away: true}},
				Trace:   []Arrival{{At: 1, Patience: 4}, {At: 2, Class: 1, Work: []float64{0}}, {At: 4, Patience: 1}},
				Changes: []Change{{At: 5, Kind: SetPresence, To: 1}}},
			// Both of the first two are there at 5; the third's patience ends at 5 as well, and nobody is free for it.
			[]float64{6, 5, -1}},
		{"patience does not run outside a limit",
			Model{Classes: []Class{work}, Stations: []Station{{Servers: 1}}, Limits: []Limit{{Stations: []int{0}, Max: 2}}, Trace: []Arrival{
				{Work: []float64{8}}, {Patience: 9}, {Patience: 3}}},
			// The third comes in at 8, when the first is done, and waits in line from 8 to 9.
			[]float64{8, 9, 10}},
		{"who gives up is handed over and comes back",
			Model{Classes: []Class{{Name: "item", Steps: []Step{
				{Station: 0, Service: law(1, 0), Patience: law(3, 0), GivesUp: []Branch{{1, 1}}},
				{Station: 1, Service: law(2, 0), Next: []Branch{{0, 1}}}}}},
				Stations: []Station{{Servers: 1}, {Kind: Delay}}, Trace: []Arrival{{Work: []float64{19}}, {Patience: 4, Work: []float64{2, 7}}}},
			// 0 to 4, delay 2 h by its own work, back at 6; 6 to 9, back at 16 (7 h); 16 to 19: served just as its patience ends.
			[]float64{19, 20}},
		{"each feature brings a defect, which is more urgent",
			Model{Classes: []Class{{Name: "feature", Priority: 1, Steps: []Step{{Service: law(3, 0), Spawn: []Spawn{{1, 1}}}}}, one("defect", 0, law(1, 0))},
				Stations: []Station{{Servers: 1, Discipline: Priority}}, Trace: given(0, 0, 0)},
			// Freed at 3 the server turns to its line before the new defect comes: feature two, to 6, then the two defects.
			[]float64{3, 6, 7, 8}},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := story(t, c.model); !reflect.DeepEqual(got, c.want) {
				t.Errorf("delivered at %v, want %v", got, c.want)
			}
		})
	}
}

// The parts of the lead time say where it went: one item that waits, is interrupted, is handed over, waits for a meeting and comes back.
func TestParts(t *testing.T) {
	m := Model{
		Classes: []Class{
			{Name: "feature", Priority: 1, Steps: []Step{
				{Station: 0, Service: law(4, 0), Next: []Branch{{1, 1}}},
				{Station: 1, Service: law(8, 0), Next: []Branch{{2, 1}}},
				{Station: 2, Next: []Branch{{3, 1}}},
				{Station: 3, Service: law(1, 0)},
			}},
			{Name: "incident", Priority: 0, Steps: []Step{{Station: 0, Service: law(2, 0)}}},
		},
		Stations: []Station{
			{Name: "build", Servers: 1, Discipline: PreemptiveResume},
			{Name: "hand over", Kind: Delay},
			{Name: "meeting", Kind: Gate, Every: 40},
			{Name: "ship", Servers: 1},
		},
		Trace: []Arrival{{At: 0, Class: 1}, {At: 0, Class: 0}, {At: 3, Class: 1}},
	}
	// The feature waits to 2, is built from 2 to 3 and from 5 to 8, handed over by 16, ships from 40 to 41.
	res := run(t, m, Options{Horizon: 100})
	c := res.Last().Classes[0]
	want := [Parts]float64{Wait: 2, Interrupted: 2, Touch: 5, Handoff: 8, Gated: 24}
	if c.Parts != want || c.LeadTime != 41 || c.CycleTime != 39 {
		t.Errorf("parts %v, lead time %v, cycle time %v", c.Parts, c.LeadTime, c.CycleTime)
	}
}

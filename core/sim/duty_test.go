package sim

import (
	"math/rand/v2"
	"reflect"
	"testing"
)

// Who is sent away in the middle of a piece of work completes it, and is on duty until then: nobody is busy for more hours than
// they were there. Ten hours of work begin at 0; everybody is sent home at 2.
func TestOvertimeIsDuty(t *testing.T) {
	one := Class{Name: "work", Steps: []Step{{Station: 0, Service: law(10, 0)}}}
	servers := Model{
		Classes: []Class{one}, Stations: []Station{{Name: "desk", Servers: 2}}, Backlog: []Backlog{{Class: 0, Step: 0, Count: 1}},
		Changes: []Change{{At: 2, Kind: SetServers, Index: 0, To: 0}},
	}
	r := run(t, servers, Options{Horizon: 40, Samples: []float64{5}})
	if s := r.Last().Stations[0]; s.BusyHours != 10 || s.StaffHours != 2+10 {
		t.Errorf("servers: busy %v of %v hours, want 10 of 12", s.BusyHours, s.StaffHours)
	}
	people := Model{
		Classes: []Class{one}, Stations: []Station{{Name: "desk"}}, Backlog: []Backlog{{Class: 0, Step: 0, Count: 1}},
		People:  []Person{{Name: "Ann", Skills: []Skill{{0, 1}}}},
		Changes: []Change{{At: 2, Kind: SetPresence, Index: 0, To: 0}, {At: 20, Kind: SetPresence, Index: 0, To: 1}},
	}
	r = run(t, people, Options{Horizon: 40, Samples: []float64{5}})
	if p := r.Last().People[0]; p.Busy != 10 || p.OnDuty != 10+20 {
		t.Errorf("a person: busy %v of %v hours, want 10 of 30", p.Busy, p.OnDuty)
	}
}

// To look at a run leaves no trace: it goes on to the same last bit.
func TestLookingLeavesNoTrace(t *testing.T) {
	for seed := range uint64(300) {
		m := randomModel(rand.New(rand.NewPCG(seed, 4)))
		o := Options{Seed: seed, Horizon: 40, Samples: []float64{11}, Quantiles: true, MaxEvents: 5000, MaxItems: 1000}
		want := run(t, m, o)
		e, err := New(m, o)
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(7) {
			e.Result()
		}
		if got := e.Result(); !reflect.DeepEqual(got, want) {
			t.Fatalf("organisation %d: looked at %+v\nundisturbed %+v", seed, *got.Last(), *want.Last())
		}
	}
}

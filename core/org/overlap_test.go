package org

import (
	"errors"
	"fmt"
	"math"
	"testing"

	"kingman/core/sim"
)

// overlapsAt are some overlaps of an organisation's items: each two times, the second time with one item more in every group.
func overlapsAt(o *Organisation, seed uint64) []Overlap {
	d := randomDice(seed + 1<<41)
	var all []Overlap
	for range d.upTo(3) {
		var few, more Overlap
		for range 1 + d.upTo(3) {
			g := Group{AtLeast: 1 + d.upTo(4)}
			if d.chance(0.3) {
				g.Classes = []string{o.Classes[d.upTo(len(o.Classes))].Name}
			} else {
				for k := d.upTo(len(o.Stations)); k < len(o.Stations); k += 2 {
					g.Stations = append(g.Stations, o.Stations[k].Name)
				}
			}
			few.Groups = append(few.Groups, g)
			g.AtLeast++
			more.Groups = append(more.Groups, g)
		}
		all = append(all, few, more)
	}
	return all
}

// auditOverlaps checks the hours of overlapsAt: they lie within the run, what asks for more items holds for no longer, and the points lead there.
func auditOverlaps(x *Outcome) error {
	for k, hours := range x.Overlaps {
		if !(hours >= 0 && hours <= x.Hours*(1+1e-12)) || k%2 == 1 && hours > x.Overlaps[k-1]+1e-9 {
			return fmt.Errorf("overlaps %v in %v hours", x.Overlaps, x.Hours)
		}
		before := 0.0
		for _, p := range x.Points {
			if p.Overlaps[k] < before || p.Overlaps[k] > hours+1e-9 {
				return fmt.Errorf("overlap %d: %v hours at a point, %v before, %v at the end", k, p.Overlaps[k], before, hours)
			}
			before = p.Overlaps[k]
		}
	}
	return nil
}

// copiesAndDatabase are three copies that fail every 72 hours each and are back after 2, and a database that fails every 300 hours, for 3.
func copiesAndDatabase() Organisation {
	failing := func(name string, n int, up, down float64) Class {
		return Class{Name: name, Arrivals: []Arrivals{{Population: n, ThinkTime: Time{up, 1}}}, Steps: []Step{{Station: name + " down", Service: Time{down, 1}}}}
	}
	return Organisation{
		Stations: []sim.Station{{Name: "copy down", Kind: sim.Delay}, {Name: "database down", Kind: sim.Delay}},
		Classes:  []Class{failing("copy", 3, 72, 2), failing("database", 1, 300, 3)},
	}
}

// The long run and replications agree with the exact share, which is 1 − P(two of three copies work)·P(the database works).
func TestOverlapping(t *testing.T) {
	o := copiesAndDatabase()
	p := 72.0 / 74
	want := 1 - (3*p*p*(1-p)+p*p*p)*300/303
	opt := Options{Seed: 3, Horizon: 40_000, Replications: 20, Points: 2, Overlaps: []Overlap{{[]Group{
		{Stations: []string{"copy down"}, AtLeast: 2}, {Classes: []string{"database"}, AtLeast: 1},
	}}}}
	r, err := o.Simulate(opt)
	if err != nil {
		t.Fatal(err)
	}
	opt.Horizon *= 20
	long, err := o.SteadyState(opt)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range []struct {
		what string
		got  float64
		lo   float64
	}{{"replications", r.Overlaps[0].Mean, r.Overlaps[0].Lo}, {"long run", long.Overlaps[0].Mean, long.Overlaps[0].Lo}} {
		// The interval is about two standard errors to either side.
		if se := (e.got - e.lo) / 2; !(math.Abs(e.got-want) <= 4*se) {
			t.Errorf("%s: %.5g ± %.2g, want %.5g", e.what, e.got, se, want)
		}
	}
	if at := r.Series.Overlaps[0]; len(at) != 2 || at[1].Mean.Mean != r.Overlaps[0].Mean*40_000 && math.Abs(at[1].Mean.Mean-r.Overlaps[0].Mean*40_000) > 1e-9*at[1].Mean.Mean || at[0].P50 > at[1].P50 {
		t.Errorf("series %+v, share %v", at, r.Overlaps[0].Mean)
	}
}

func TestOverlapsAreChecked(t *testing.T) {
	o := copiesAndDatabase()
	for field, groups := range map[string][]Group{
		"len(Overlaps[0].Groups)":           nil,
		"Overlaps[0].Groups[0].AtLeast":     {{Stations: []string{"copy down"}}},
		"Overlaps[0].Groups[0].Stations[0]": {{Stations: []string{"here"}, AtLeast: 1}},
		"Overlaps[0].Groups[0].Stations[1]": {{Stations: []string{"copy down", "copy down"}, AtLeast: 1}},
		"Overlaps[0].Groups[0].Classes[1]":  {{Classes: []string{"copy", "copy"}, AtLeast: 1}},
		"Overlaps[0].Groups[0]":             {{AtLeast: 1}},
	} {
		_, err := o.Simulate(Options{Horizon: 1, Replications: 1, Overlaps: []Overlap{{groups}}})
		if bad := (*FieldError)(nil); !errors.As(err, &bad) || bad.Field != field || bad.Legal == "" {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

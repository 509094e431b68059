package org

import (
	"regexp"
	"slices"
	"testing"

	"kingman/core/sim"
)

// pingPong sends items back and forth between two columns, and others by an aisle that has a limit of its own.
func pingPong(back float64, blocks bool) Organisation {
	exp := func(mean float64) Time { return Time{mean, 1} }
	return Organisation{
		Stations: []sim.Station{{Name: "build", Servers: 1}, {Name: "review", Servers: 1}, {Name: "aisle", Servers: 1}},
		Classes: []Class{
			{Name: "feature", Arrivals: []Arrivals{{Rate: 0.3, SCV: 1}}, Steps: []Step{
				{Station: "build", Service: exp(2)}, {Station: "review", Service: exp(1), Next: []Branch{{"build", back}}}}},
			{Name: "question", Arrivals: []Arrivals{{Rate: 0.3, SCV: 1}}, Steps: []Step{{Station: "aisle", Service: exp(1)}}},
		},
		Limits: []Limit{
			{"building", []string{"build"}, 2, blocks}, {"asking", []string{"aisle"}, 2, true}, {"reviewing", []string{"review"}, 2, blocks},
		},
	}
}

// A report, and a steady state, say which limits block each other, and only if they do; the numbers go on to the horizon.
func TestReportNamesLimitsThatBlockEachOther(t *testing.T) {
	opt := Options{Seed: 1, Horizon: 400, Replications: 20}
	inSome := regexp.MustCompile(`^The limits building and reviewing block each other: in ([1-9]|1[0-9]) of 20 runs the items in them wait for one another at the end and go no further, in the earliest since hour [1-9][0-9.]*\.$`)
	inOne := regexp.MustCompile(`^The limits building and reviewing block each other: since hour [1-9][0-9.]* the items in them wait for one another and go no further\.$`)
	for _, c := range []struct {
		back   float64
		blocks bool
		stuck  bool
	}{{0.2, true, true}, {0.2, false, false}, {0, true, false}} {
		o := pingPong(c.back, c.blocks)
		r, err := o.Simulate(opt)
		if err != nil || r.Hours != opt.Horizon || slices.ContainsFunc(r.Warnings, inSome.MatchString) != c.stuck || len(r.Warnings) != btoi(c.stuck) {
			t.Errorf("%+v: %v after %v hours, %v", c, err, r.Hours, r.Warnings)
		}
		if asked := r.Classes[1].Throughput; !(asked.Lo < 0.3 && asked.Hi > 0.28) {
			t.Errorf("%+v: what has nothing to do with it does not go on: %v", c, asked)
		}
		s, err := o.SteadyState(Options{Seed: 1, Horizon: 20_000})
		if err != nil || slices.ContainsFunc(s.Warnings, inOne.MatchString) != c.stuck {
			t.Errorf("%+v: steady state: %v, %v", c, err, s.Warnings)
		}
	}
}

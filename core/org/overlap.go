package org

import (
	"slices"

	"kingman/core/sim"
)

// An Overlap asks for how many hours many items were there at once: in how many at least one of its Groups was as large as it says. Two incidents
// at a time are one group. A service that needs two of its three copies, and a database, is down while a group of two copies is, or a
// group of one database: groups in series.
type Overlap struct{ Groups []Group }

// A Group is AtLeast items, 1 or more, at Stations, taken together: in line, held at a Gate, in service or in hand, in a Delay, in pieces, but not outside a
// limit. Or, with Classes and no Stations, of these in the system, wherever they are. Each is named once.
type Group struct {
	Stations []string
	Classes  []string
	AtLeast  int
}

// overlaps are the simulator's.
func (o *Organisation) overlaps(asked []Overlap) ([]sim.Overlap, error) {
	p := &plan{}
	stations, classes := o.places()
	all := make([]sim.Overlap, len(asked))
	for k, overlap := range asked {
		for j, g := range overlap.Groups {
			all[k].Groups = append(all[k].Groups, sim.Group{
				AtLeast:  g.AtLeast,
				Stations: p.once(stations, g.Stations, "a station", "Overlaps[%d].Groups[%d].Stations[%d]", k, j),
				Classes:  p.once(classes, g.Classes, "a class", "Overlaps[%d].Groups[%d].Classes[%d]", k, j),
			})
		}
	}
	return all, p.err
}

// once finds names, each of which is there once.
func (p *plan) once(index map[string]int, names []string, what, field string, k, j int) (list []int) {
	for i, name := range names {
		at := []any{k, j, i}
		list = append(list, p.find(index, name, what, field, at...))
		p.check(!slices.Contains(names[:i], name), "named once in a group", name, field, at...)
	}
	return list
}

// Overlapping is the share of the time in which overlap k of Options.Overlaps held.
func Overlapping(k int) Metric {
	return func(o *Outcome) (float64, float64) { return o.Overlaps[k], o.Hours }
}

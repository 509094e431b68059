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
	var all []sim.Overlap
	for k, overlap := range asked {
		var x sim.Overlap
		for j, g := range overlap.Groups {
			group := sim.Group{AtLeast: g.AtLeast}
			for i, name := range g.Stations {
				group.Stations = append(group.Stations, p.find(stations, name, "a station", "Overlaps[%d].Groups[%d].Stations[%d]", k, j, i))
				p.check(!slices.Contains(g.Stations[:i], name), "named once in a group", name, "Overlaps[%d].Groups[%d].Stations[%d]", k, j, i)
			}
			for i, name := range g.Classes {
				group.Classes = append(group.Classes, p.find(classes, name, "a class", "Overlaps[%d].Groups[%d].Classes[%d]", k, j, i))
				p.check(!slices.Contains(g.Classes[:i], name), "named once in a group", name, "Overlaps[%d].Groups[%d].Classes[%d]", k, j, i)
			}
			x.Groups = append(x.Groups, group)
		}
		all = append(all, x)
	}
	return all, p.err
}

// Overlapping is the share of the time in which overlap k of Options.Overlaps held.
func Overlapping(k int) Metric {
	return func(o *Outcome) (float64, float64) { return o.Overlaps[k], o.Hours }
}

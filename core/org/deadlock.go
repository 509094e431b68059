package org

import (
	"slices"
	"strings"

	"kingman/core/sim"
)

// warnOfDeadlocks says which limits block each other, given the deadlocks at the end of each run. They are a state like any other: the run has gone on
// to its horizon, items that wait have waited until then, and all of that is in the numbers.
func (o *Organisation) warnOfDeadlocks(r *Report, runs [][]sim.Deadlock) {
	type circle struct {
		sim.Deadlock
		runs int
	}
	var circles []circle
	for _, found := range runs {
		for _, d := range found {
			k := slices.IndexFunc(circles, func(c circle) bool { return slices.Equal(c.Limits, d.Limits) })
			if k < 0 {
				k = len(circles)
				circles = append(circles, circle{Deadlock: d})
			}
			circles[k].runs++
			circles[k].Since = min(circles[k].Since, d.Since)
		}
	}
	for _, c := range circles {
		names := make([]string, len(c.Limits))
		for k, l := range c.Limits {
			names[k] = o.Limits[l].Name
		}
		last := len(names) - 1
		if last == 0 {
			r.warn("Under the limit %s items that have been split wait for their pieces, and these for a place: in %d of %d runs they go no further, "+
				"in the earliest since hour %.4g.", names[0], c.runs, len(runs), c.Since)
			continue
		}
		which := strings.Join(names[:last], ", ") + " and " + names[last]
		if len(runs) == 1 {
			r.warn("The limits %s block each other: since hour %.4g the items in them wait for one another and go no further.", which, c.Since)
			continue
		}
		r.warn("The limits %s block each other: in %d of %d runs the items in them wait for one another at the end and go no further, "+
			"in the earliest since hour %.4g.", which, c.runs, len(runs), c.Since)
	}
}

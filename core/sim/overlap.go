package sim

// An Overlap asks for how many hours many items were there at once: in how many at least one of its Groups was as large as it says. Two incidents
// at a time are one group; a service that needs two of its three copies and a database, each down while it is at a Delay, is down while a
// group of two copies is, or a group of one database: groups in series.
type Overlap struct{ Groups []Group }

// A Group is AtLeast items, 1 or more, at Stations, taken together: in line, held at a Gate, in service or in hand, in a Delay, in pieces, but not outside
// a limit. Or, with Classes in their place, of these in the system, wherever they are. Each is named once.
type Group struct {
	Stations []int
	Classes  []int
	AtLeast  int
}

// overlap is an Overlap as the run goes on.
type overlap struct {
	groups []Group
	holds  bool
	since  float64 // when that last changed
	hours  float64 // in which it held, up to then
}

// compileOverlaps has stations and classes tell those overlaps in which they are named.
func (e *Engine) compileOverlaps() {
	e.overlaps = make([]overlap, len(e.options.Overlaps))
	for k, o := range e.options.Overlaps {
		e.overlaps[k].groups = o.Groups
		for _, g := range o.Groups {
			for _, s := range g.Stations {
				e.stations[s].overlaps = append(e.stations[s].overlaps, int32(k))
				e.stations[s].tells = true
			}
			for _, c := range g.Classes {
				e.classes[c].overlaps = append(e.classes[c].overlaps, int32(k))
			}
		}
	}
}

func (e *Engine) restartOverlaps() {
	for k := range e.overlaps {
		o := &e.overlaps[k]
		o.holds, o.since, o.hours = false, 0, 0
	}
}

// tell has those adjust who depend on how many items are at a station.
func (e *Engine) tell(st *station) {
	if st.followers != nil {
		e.refollow(st)
	}
	e.tellOverlaps(st.overlaps)
}

// tellOverlaps has some overlaps look whether they hold.
func (e *Engine) tellOverlaps(some []int32) {
	for _, k := range some {
		o := &e.overlaps[k]
		if holds := e.overlap(o); holds != o.holds {
			o.hours = o.upTo(e.now)
			o.holds, o.since = holds, e.now
		}
	}
}

// upTo is in how many hours it has held by now.
func (o *overlap) upTo(now float64) float64 {
	if !o.holds {
		return o.hours
	}
	return o.hours + (now - o.since)
}

// overlap reports whether one of the groups is as large as it says.
func (e *Engine) overlap(o *overlap) bool {
	for k := range o.groups {
		g := &o.groups[k]
		n := int64(0)
		for _, s := range g.Stations {
			n += int64(e.stations[s].waiting + e.stations[s].serving)
		}
		for _, c := range g.Classes {
			n += e.classes[c].Present
		}
		if n >= int64(g.AtLeast) {
			return true
		}
	}
	return false
}

func (o *Overlap) validate(c *checker, m *Model, k int) {
	c.count(len(o.Groups), 1, 1000, "len(Overlaps[%d].Groups)", k)
	for j, g := range o.Groups {
		c.count(g.AtLeast, 1, 1<<31-1, "Overlaps[%d].Groups[%d].AtLeast", k, j)
		c.check((len(g.Stations) == 0) != (len(g.Classes) == 0), "stations or classes", len(g.Stations)+len(g.Classes), "Overlaps[%d].Groups[%d]", k, j)
		once := func(list []int, most int, what, field string) {
			seen := map[int]bool{}
			for i, x := range list {
				at := []any{k, j, i}
				c.index(x, most, what, field, at...)
				c.check(!seen[x], "named once in a group", x, field, at...)
				seen[x] = true
			}
		}
		once(g.Stations, len(m.Stations), "stations", "Overlaps[%d].Groups[%d].Stations[%d]")
		once(g.Classes, len(m.Classes), "classes", "Overlaps[%d].Groups[%d].Classes[%d]")
	}
}

package sim

import (
	"math"
	"slices"
	"sort"
	"strconv"

	"kingman/core/dist"
)

// compile lays the model out in flat arrays. The model is valid.
func (e *Engine) compile(m *Model) {
	e.compileStations(m)
	e.compileClasses(m)
	e.compilePeople(m)
	e.compileSources(m)
	e.layOutCalendar(m)
	e.compileWindows(m)
	e.compileOverlaps()
	e.layOutLoop(m)
	e.compileBooks(m)
}

func (e *Engine) compileStations(m *Model) {
	e.stations = make([]station, len(m.Stations))
	for k, s := range m.Stations {
		st := &e.stations[k]
		st.index = int32(k)
		st.kind, st.discipline = s.Kind, s.Discipline
		if st.room = int32(s.Room); s.Room == 0 {
			st.room = math.MaxInt32
		}
		st.tasks, st.switchCost = int32(s.Tasks), s.SwitchCost
		st.count, st.atMost, st.every, st.offset = int32(s.Count), int32(s.AtMost), s.Every, s.Offset
		st.patienceAt, st.slot = none, none
		if s.Kind == Line {
			st.servers = int32(s.Servers)
			for _, c := range m.Changes {
				if c.Kind == SetServers && c.Index == k {
					st.servers = max(st.servers, int32(c.To))
				}
			}
		}
	}
	for k, l := range m.Limits {
		for _, s := range l.Stations {
			e.stations[s].under |= 1 << uint(k)
		}
	}
	for k, s := range m.Sources {
		if s.Follow != nil {
			for _, f := range s.Follow.Stations {
				e.stations[f].followers = append(e.stations[f].followers, int32(k))
				e.stations[f].tells = true
			}
		}
	}
}

// compileClasses ranks the priorities and lays out classes, steps, branches and lines.
func (e *Engine) compileClasses(m *Model) {
	rank := map[int]int32{}
	var priorities []int
	for _, c := range m.Classes {
		if _, seen := rank[c.Priority]; !seen {
			rank[c.Priority] = 0
			priorities = append(priorities, c.Priority)
		}
	}
	sort.Ints(priorities)
	for k, p := range priorities {
		rank[p] = int32(k)
	}
	lines := int32(0)
	newLine := func(levels int) int32 {
		first := lines
		lines += int32(levels)
		return first
	}
	for k := range e.stations {
		st := &e.stations[k]
		st.line = newLine(1)
		if st.byPriority() {
			newLine(len(priorities) - 1)
		}
	}
	e.classes = make([]class, len(m.Classes))
	for k, c := range m.Classes {
		e.classes[k] = class{index: int32(k), first: int32(len(e.steps)), level: rank[c.Priority]}
		for j, s := range c.Steps {
			e.compileStep(&c, k, j, &s)
		}
		e.compileEntry(&e.classes[k], c.Name, c.Entry)
	}
	e.compileLimits(m)
	for k := range e.doors {
		e.doors[k].line = newLine(len(priorities))
	}
	e.lines = make([]line, lines)
	e.leastUrgent = uint8(max(len(priorities), 1) - 1)
}

// byPriority reports whether the station's line has a level for each priority.
func (st *station) byPriority() bool {
	return st.kind == Line && (st.discipline == Priority || st.discipline == PreemptiveResume)
}

func (e *Engine) compileStep(c *Class, k, j int, s *Step) {
	purpose := func(of string) string { return of + "/" + c.Name + "/" + strconv.Itoa(j) }
	first := e.classes[k].first
	sp := step{
		station: int32(s.Station), class: int32(k), index: int32(j),
		service: e.addSampler(purpose("service"), s.Service, false), patience: none, spawn: none,
	}
	st := &e.stations[s.Station]
	if st.byPriority() {
		sp.level = e.classes[k].level
	}
	if s.Patience.Mean() > 0 && st.kind == Line {
		sp.patience = e.addSampler(purpose("patience"), s.Patience, false)
	}
	if len(s.Spawn) > 0 {
		sp.spawn = e.addSampler(purpose("spawn"), s.Service, true)
		sp.spawnOnto = s.Spawn
	}
	sp.split = s.Split
	e.splits = e.splits || len(s.Split) > 0
	sp.ways = e.compileWays(s.Next, first, purpose("route"))
	sp.givesUp = e.compileWays(s.GivesUp, first, purpose("gives up"))
	e.steps = append(e.steps, sp)
}

// compileEntry lays out where the items of a class begin.
func (e *Engine) compileEntry(c *class, name string, entry []Branch) {
	c.entry = e.compileWays(entry, c.first, "entry/"+name)
	if len(entry) == 0 {
		c.entry.next = c.first
	}
}

// compileWays lays out branches of the class whose first step is given. The draws are made from the stream of that name, if there is
// anything to decide.
func (e *Engine) compileWays(branches []Branch, first int32, stream string) ways {
	w := ways{route: none, next: none, firstWay: int32(len(e.branches))}
	sum := 0.0
	for _, b := range branches {
		if b.Probability == 0 {
			continue
		}
		sum += b.Probability
		e.branches = append(e.branches, branch{sum, first + int32(b.To)})
	}
	w.lastWay = int32(len(e.branches))
	if n := w.lastWay - w.firstWay; n > 0 {
		if sum > 1-probabilitySlack {
			// Rounding must not deliver an item that always goes on.
			e.branches[w.lastWay-1].upTo = 1
		}
		if n == 1 && e.branches[w.firstWay].upTo == 1 {
			w.next = e.branches[w.firstWay].step
			e.branches = e.branches[:w.firstWay]
			w.lastWay = w.firstWay
		} else {
			w.route = e.addSampler(stream, dist.Time{}, true)
		}
	}
	return w
}

func (e *Engine) compilePeople(m *Model) {
	e.people = make([]person, len(m.People))
	for k, p := range m.People {
		e.people[k].chooses(p.Choice)
		for _, s := range p.Skills {
			e.stations[s.Station].byPeople = true
		}
	}
	for _, c := range m.Changes {
		if c.Kind == SetSpeed {
			e.stations[c.Station].byPeople = true
		}
	}
	skilled := m.skilled()
	for k := range e.stations {
		st := &e.stations[k]
		if !st.byPeople {
			continue
		}
		st.ask = skilled[k]
		if asked := m.Stations[k].Ask; len(asked) > 0 {
			st.ask = nil
			for _, p := range asked {
				st.ask = append(st.ask, int32(p))
			}
		}
		st.byNumber = slices.IsSorted(st.ask) && len(e.people) <= 64
	}
}

// skilled returns, by station, who has the skill for it at some time, in the order of People. Changes may name people whom there are not: they
// are refused elsewhere. Its time grows with the number of skills and changes, as the model does.
func (m *Model) skilled() [][]int32 {
	by := make([][]int32, len(m.Stations))
	for p := range m.People {
		for _, s := range m.People[p].Skills {
			by[s.Station] = append(by[s.Station], int32(p))
		}
	}
	for _, c := range m.Changes {
		if c.Kind == SetSpeed && c.To > 0 && c.Index >= 0 && c.Index < len(m.People) {
			by[c.Station] = append(by[c.Station], int32(c.Index))
		}
	}
	for k := range by {
		slices.Sort(by[k])
		by[k] = slices.Compact(by[k])
	}
	return by
}

func (e *Engine) compileSources(m *Model) {
	e.sources = make([]source, len(m.Sources))
	for k, s := range m.Sources {
		src := &e.sources[k]
		*src = source{
			class: int32(s.Class), batch: none, population: s.Population, follow: s.Follow, underway: s.Underway, waiting: s.Waiting,
			curve: rateCurve{s.Steps, s.Growth}, curved: len(s.Steps) > 0 || s.Growth != 0,
			gaps: e.addSampler("arrivals/"+s.Name, s.Between, false),
		}
		if len(s.Batch) > 0 {
			src.batch = e.addSampler("batch/"+s.Name, s.Between, true)
			sum := 0.0
			for _, p := range s.Batch {
				sum += p
				src.sizes = append(src.sizes, sum)
			}
			src.sizes[len(src.sizes)-1] = 1
		}
		src.renewal = len(s.Batch) == 0 && s.Population == 0 && !src.curved && s.Follow == nil
	}
}

// layOutCalendar gives every entity that can act its slot: the anonymous servers first, then the people, then the rest.
func (e *Engine) layOutCalendar(m *Model) {
	n := int32(0)
	for k := range e.stations {
		st := &e.stations[k]
		st.firstServer = n
		if st.discipline != Sharing {
			n += st.servers
		}
	}
	e.anonymous = n
	e.idle = make([]int32, n)
	n += int32(len(e.people))
	type owner struct{ kind, owner int32 }
	var owners []owner
	take := func(kind int32, k int) int32 {
		owners = append(owners, owner{kind, int32(k)})
		n++
		return n - 1
	}
	for k := range e.stations {
		st := &e.stations[k]
		switch {
		case st.kind == Delay:
			st.slot = take(delayOver, k)
		case st.kind == Gate && st.every > 0:
			st.slot = take(gateOpens, k)
		case st.kind == Line && st.discipline == Sharing:
			st.slot = take(sharingDone, k)
		}
		if e.hasPatience(m, k) {
			st.patienceAt = take(patienceOver, k)
		}
	}
	for k := range e.sources {
		e.sources[k].slot = take(sourceArrival, k)
	}
	e.traceSlot = none
	if len(m.Trace) > 0 {
		e.traceSlot = take(traceArrival, 0)
	}
	e.firstChange = n
	e.repeats = make([]int64, len(m.Changes))
	for k := range m.Changes {
		take(somethingAlters, k)
	}
	e.cal = newCalendar(int(n))
	rest := n - int32(len(owners))
	for k, o := range owners {
		p := &e.cal.slots[rest+int32(k)]
		p.kind, p.owner = o.kind, o.owner
	}
	for k := range e.stations {
		st := &e.stations[k]
		if st.discipline == Sharing {
			continue
		}
		for server := st.firstServer; server < st.firstServer+st.servers; server++ {
			e.cal.slots[server] = slot{kind: serverDone, owner: server, place: int32(k), item: none}
		}
	}
	for k := range e.people {
		e.cal.slots[e.anonymous+int32(k)] = slot{kind: personDone, owner: int32(k), item: none}
	}
	e.cal.clearAll()
}

// hasPatience reports whether somebody might give up at a station.
func (e *Engine) hasPatience(m *Model, k int) bool {
	for j := range e.steps {
		if int(e.steps[j].station) == k && e.steps[j].patience != none {
			return true
		}
	}
	for _, a := range m.Trace {
		if a.Patience > 0 && e.stations[e.steps[e.classes[a.Class].first].station].index == int32(k) {
			return e.stations[k].kind == Line
		}
	}
	return false
}

// layOutLoop marks the stations and sources that the event loop handles.
func (e *Engine) layOutLoop(m *Model) {
	watched := e.options.Log != nil || len(m.Trace) > 0
	for k := range e.stations {
		st := &e.stations[k]
		st.inLoop = !watched && st.kind == Line && st.discipline != Sharing && !st.tells
	}
	for _, c := range m.Changes {
		if c.Kind == SetServers {
			e.stations[c.Index].inLoop = false
		}
	}
	for k := range e.steps {
		sp := &e.steps[k]
		sp.at = &e.stations[sp.station]
		sp.work = &e.samplers[sp.service]
		if sp.route != none {
			sp.draws = &e.samplers[sp.route]
		}
		sp.line = &e.lines[sp.at.line+sp.level]
		sp.at.inLoop = sp.at.inLoop && sp.spawn == none
	}
	for k := range e.sources {
		s := &e.sources[k]
		c := &e.classes[s.class]
		s.plain = s.renewal && !watched && c.entry.route == none && c.entry.next == c.first && c.overlaps == nil
	}
	e.net = e.plainNetFor()
}

func (e *Engine) restartClasses() {
	for k := range e.classes {
		c := &e.classes[k]
		c.ClassTotals = ClassTotals{}
	}
	for k := range e.steps {
		e.steps[k].StepTotals = StepTotals{}
	}
}

func (e *Engine) restartStations() {
	for k := range e.lines {
		e.lines[k] = line{none, none}
	}
	for k := range e.stations {
		st := &e.stations[k]
		st.staffLast, st.staffArea = 0, 0
		st.waiting, st.serving, st.urgent, st.openings = 0, 0, 0, 0
		st.level, st.given, st.since = 0, 0, 0
		st.onDuty = int32(e.model.Stations[k].Servers)
		st.patience.heap, st.inside.heap = st.patience.heap[:0], st.inside.heap[:0]
		st.idle = none
		if st.discipline != Sharing {
			for server := st.firstServer + st.servers - 1; server >= st.firstServer; server-- {
				e.idle[server] = st.idle
				st.idle = server
				e.cal.slots[server].item = none
			}
		}
		if st.kind == Gate && st.every > 0 {
			e.cal.set(st.slot, st.offset)
		}
	}
	e.restartLimits()
}

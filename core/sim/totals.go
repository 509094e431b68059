package sim

// Totals are counters and sums that only grow (apart from the numbers present): the events between two snapshots are the
// difference of theirs.

// ClassTotals are the events of a class so far.
type ClassTotals struct {
	Arrived   int64 // came into being: from a source, from the backlog, spawned, given
	Delivered int64 // came to the end of their way
	Abandoned int64 // left the system because they gave up waiting
	Lost      int64 // found no room
	Present   int64 // are in the system now
	Outside   int64 // of these, outside limits now

	// Sums over the delivered items, in hours: from asked for to delivered; from first touched to delivered; the parts of the
	// lead time, which sum to it.
	LeadTime  float64
	CycleTime float64
	Parts     [Parts]float64

	// LeftHours is the sum, in hours, of the time that those who gave up or found no room spent in the system.
	LeftHours float64
	// ItemHours is the number of items in the system, integrated over time.
	ItemHours float64
}

// StepTotals are the events at a step of a class so far. Those of a station are the sums over the steps there.
type StepTotals struct {
	Visits        int64 // items that came, those turned away included
	Taken         int64 // of these, whose service began
	Delayed       int64 // of those taken, that waited at all
	Served        int64 // whose service was completed
	Interruptions int64 // times that a service was broken off
	Abandoned     int64 // gave up in this line, whether they left the system or went elsewhere
	Lost          int64 // found no room

	Wait          float64 // hours from coming to the beginning of service, of those taken
	WaitAbandoned float64 // hours in line of those who gave up
	Interrupted   float64 // hours in line after an interruption, or in hand but set aside
	Service       float64 // hours in service; in a Delay; in pieces
	Held          float64 // hours outside the limits before this step
}

// StationTotals are the events at a station so far, over all classes.
type StationTotals struct {
	LineHours  float64 // the number in line (at a Gate: held), integrated over time
	BusyHours  float64 // the number of busy servers (in a Delay, or in pieces: of items), integrated over time
	StaffHours float64 // the number of anonymous servers on duty, integrated over time
	Waiting    int64   // items in line now
	Serving    int64   // items in service, in hand or in the Delay now
	OnDuty     int64   // anonymous servers on duty now
}

// PersonTotals are the hours of a person so far.
type PersonTotals struct {
	Busy   float64
	OnDuty float64
}

// A Snapshot holds all totals at one time. Steps holds those of class 0's steps, then of class 1's, and so on.
type Snapshot struct {
	Time     float64
	Events   int64
	Classes  []ClassTotals
	Steps    []StepTotals
	Stations []StationTotals
	People   []PersonTotals
	Overlaps []float64 // hours so far of each of Options.Overlaps
}

// snapshot appends the present totals to the engine's snapshots, and brings the hours on duty up to date.
func (e *Engine) snapshot() {
	for k := range e.stations {
		e.stations[k].accountStaff(e.now)
	}
	for k := range e.people {
		e.people[k].account(e.now)
	}
	e.look()
}

// look appends the present totals to the engine's snapshots and leaves no other trace: a run that was looked at goes on to the same last
// bit. The integrals over time are put together here, from the times of items that have left and the times so far of items that are
// present: the event loop has no need to keep them.
func (e *Engine) look() {
	e.settle()
	s := Snapshot{
		Time: e.now, Events: e.events,
		Classes:  make([]ClassTotals, len(e.classes)),
		Steps:    make([]StepTotals, len(e.steps)),
		Stations: make([]StationTotals, len(e.stations)),
		People:   make([]PersonTotals, len(e.people)),
	}
	for k := range e.classes {
		s.Classes[k] = e.classes[k].ClassTotals
		s.Classes[k].ItemHours = s.Classes[k].LeadTime + s.Classes[k].LeftHours
	}
	for k := range e.stations {
		st := &e.stations[k]
		s.Stations[k] = StationTotals{
			StaffHours: st.staffHours(e.now), Waiting: int64(st.waiting), Serving: int64(st.serving), OnDuty: int64(st.onDuty),
		}
	}
	for k := range e.steps {
		t := e.steps[k].StepTotals
		s.Steps[k] = t
		st := &s.Stations[e.steps[k].station]
		st.LineHours += t.Wait + t.WaitAbandoned
		st.BusyHours += t.Service
		if e.stations[e.steps[k].station].discipline != Sharing {
			st.LineHours += t.Interrupted
		}
	}
	if e.net != nil && e.net.started {
		e.plainHours(&s)
	} else {
		e.hours(&s)
	}
	for k := range e.people {
		p := &e.people[k]
		s.People[k] = PersonTotals{Busy: p.Busy, OnDuty: p.hoursOnDuty(e.now)}
		if i := e.cal.slots[e.anonymous+int32(k)].item; i != none {
			s.People[k].Busy += e.now - e.items[i].mark
		}
	}
	for k := range e.overlaps {
		s.Overlaps = append(s.Overlaps, e.overlaps[k].upTo(e.now))
	}
	e.snapshots = append(e.snapshots, s)
}

// hours adds the hours of those who are there to a snapshot.
func (e *Engine) hours(s *Snapshot) {
	for i := range e.items {
		it := &e.items[i]
		if it.state == unborn {
			continue
		}
		sp := &e.steps[it.step]
		s.Classes[sp.class].ItemHours += e.now - it.born
		st := &s.Stations[sp.station]
		switch es := &e.stations[sp.station]; it.state {
		case held:
			s.Classes[sp.class].Outside++
		case inLine, gated:
			st.LineHours += e.now - it.mark
		case delayed, inPieces:
			st.BusyHours += e.now - it.mark
		case served:
			if es.discipline == Sharing {
				given, _ := es.levels(e.now)
				st.BusyHours += given - it.share
			} else {
				st.BusyHours += e.now - it.mark
			}
		}
	}
}

// Since returns the window from snapshot a to the later snapshot s: the differences of the totals. The numbers
// of the items present stay those of s, and Time becomes the length of the window.
func (s Snapshot) Since(a Snapshot) Snapshot {
	d := Snapshot{
		Time: s.Time - a.Time, Events: s.Events - a.Events,
		Classes:  append([]ClassTotals(nil), s.Classes...),
		Steps:    append([]StepTotals(nil), s.Steps...),
		Stations: append([]StationTotals(nil), s.Stations...),
		People:   append([]PersonTotals(nil), s.People...),
		Overlaps: append([]float64(nil), s.Overlaps...),
	}
	for k := range d.Classes {
		x, y := &d.Classes[k], &a.Classes[k]
		x.Arrived -= y.Arrived
		x.Delivered -= y.Delivered
		x.Abandoned -= y.Abandoned
		x.Lost -= y.Lost
		x.LeadTime -= y.LeadTime
		x.CycleTime -= y.CycleTime
		for p := range x.Parts {
			x.Parts[p] -= y.Parts[p]
		}
		x.LeftHours -= y.LeftHours
		x.ItemHours -= y.ItemHours
	}
	for k := range d.Steps {
		d.Steps[k] = d.Steps[k].minus(a.Steps[k])
	}
	for k := range d.Stations {
		x, y := &d.Stations[k], &a.Stations[k]
		x.LineHours -= y.LineHours
		x.BusyHours -= y.BusyHours
		x.StaffHours -= y.StaffHours
	}
	for k := range d.People {
		d.People[k].Busy -= a.People[k].Busy
		d.People[k].OnDuty -= a.People[k].OnDuty
	}
	for k := range d.Overlaps {
		d.Overlaps[k] -= a.Overlaps[k]
	}
	return d
}

func (t StepTotals) minus(o StepTotals) StepTotals {
	t.Visits -= o.Visits
	t.Taken -= o.Taken
	t.Delayed -= o.Delayed
	t.Served -= o.Served
	t.Interruptions -= o.Interruptions
	t.Abandoned -= o.Abandoned
	t.Lost -= o.Lost
	t.Wait -= o.Wait
	t.WaitAbandoned -= o.WaitAbandoned
	t.Interrupted -= o.Interrupted
	t.Service -= o.Service
	t.Held -= o.Held
	return t
}

// Plus returns the sums of two steps' totals.
func (t StepTotals) Plus(o StepTotals) StepTotals {
	t.Visits += o.Visits
	t.Taken += o.Taken
	t.Delayed += o.Delayed
	t.Served += o.Served
	t.Interruptions += o.Interruptions
	t.Abandoned += o.Abandoned
	t.Lost += o.Lost
	t.Wait += o.Wait
	t.WaitAbandoned += o.WaitAbandoned
	t.Interrupted += o.Interrupted
	t.Service += o.Service
	t.Held += o.Held
	return t
}

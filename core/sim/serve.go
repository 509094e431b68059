package sim

import "math/bits"

// serverFor finds a server for an item that comes to its step's station: an idle one, or with PreemptiveResume one whose
// item it interrupts. It returns none if there is none.
func (e *Engine) serverFor(i int32, st *station) int32 {
	if st.byPeople {
		if server := e.idlePerson(st); server != none {
			return server
		}
	} else if st.serving < st.onDuty {
		server := st.idle
		st.idle = e.idle[server]
		return server
	}
	if st.discipline != PreemptiveResume {
		return none
	}
	server := e.victim(e.classes[e.steps[e.items[i].step].class].level, st)
	if server != none {
		e.interrupt(server)
	}
	return server
}

// victim is the server of st whose item is the least urgent, of those the one that was taken up last, provided that its class
// is less urgent than level.
func (e *Engine) victim(level int32, st *station) int32 {
	if !st.byPeople {
		best := none
		for server := st.firstServer; server < st.firstServer+st.servers; server++ {
			level, best = e.lessUrgent(server, level, best)
		}
		return best
	}
	best := none
	for _, person := range st.ask {
		if e.people[person].speed(st.index) > 0 {
			level, best = e.lessUrgent(e.anonymous+person, level, best)
		}
	}
	return best
}

// lessUrgent returns server and its item's level if that item is a better one to interrupt than that of best, whose level is
// given; otherwise it returns level and best.
func (e *Engine) lessUrgent(server, level, best int32) (int32, int32) {
	p := &e.cal.slots[server]
	if p.item == none {
		return level, best
	}
	its := e.classes[e.steps[e.items[p.item].step].class].level
	if its > level {
		return its, server
	}
	if best == none || its < level {
		return level, best
	}
	q := &e.cal.slots[best]
	if a, b := e.items[p.item].mark, e.items[q.item].mark; a > b || a == b && p.seq > q.seq {
		return its, server
	}
	return level, best
}

// begin has a server begin, or resume, an item.
func (e *Engine) begin(i, server int32) {
	it := &e.items[i]
	place := e.steps[it.step].station
	e.take(i, server)
	e.stations[place].serving++
	p := &e.cal.slots[server]
	p.item = i
	p.place = place
	time := it.left
	if server >= e.anonymous {
		person := &e.people[server-e.anonymous]
		person.idle = false
		person.pace = person.speed(place)
		time /= person.pace
	}
	e.cal.set(server, e.now+time)
}

// put stops the clock of a server's item: its time in service goes into the books.
func (e *Engine) put(server int32) *item {
	p := &e.cal.slots[server]
	it := &e.items[p.item]
	st := &e.stations[p.place]
	if st.excess() {
		st.accountStaff(e.now)
	}
	st.serving--
	d := e.now - it.mark
	part := e.partOf(it)
	it.parts[part] += d
	if e.books != nil {
		e.post(p.item, part, d)
	}
	e.steps[it.step].Service += d
	it.mark = e.now
	if server >= e.anonymous {
		e.people[server-e.anonymous].Busy += d
	}
	p.item = none
	return it
}

// complete handles the completion of an item by a server.
func (e *Engine) complete(server int32) {
	p := &e.cal.slots[server]
	i := p.item
	place := p.place
	it := e.put(server)
	it.state = moving
	e.steps[it.step].Served++
	if e.options.Log != nil {
		e.options.Log.add(e.now, it.id, Completed, place)
	}
	e.turn(server)
	if st := &e.stations[place]; st.tells {
		e.tell(st)
	}
	e.goOn(i)
}

// interrupt puts a server's item back to the head of its line. The server is left without an item and off the calendar, for the
// caller to occupy.
func (e *Engine) interrupt(server int32) {
	p := &e.cal.slots[server]
	i := p.item
	left := p.time - e.now
	if server >= e.anonymous {
		left *= e.people[server-e.anonymous].pace
	}
	st := &e.stations[p.place]
	it := e.put(server)
	it.left = left
	it.state = inLine
	sp := &e.steps[it.step]
	e.pushFront(&e.lines[st.line+sp.level], i)
	st.urgent |= 1 << uint(sp.level)
	st.waiting++
	sp.Interruptions++
	if e.options.Log != nil {
		e.options.Log.add(e.now, it.id, BrokeOff, sp.station)
	}
	if st.byPeople {
		if other := e.idlePerson(st); other != none {
			e.unqueue(i)
			e.begin(i, other)
		}
	}
}

// turn has a server who has completed an item, or has come on duty, take the next one or become idle.
func (e *Engine) turn(server int32) {
	if server >= e.anonymous {
		e.turnPerson(server)
		return
	}
	st := &e.stations[e.cal.slots[server].place]
	if st.waiting > 0 && st.serving < st.onDuty {
		i := e.head(st)
		e.unqueue(i)
		e.begin(i, server)
		return
	}
	e.idle[server] = st.idle
	st.idle = server
	e.cal.clear(server)
}

// head is the next item of a station's line, which is not empty.
func (e *Engine) head(st *station) int32 {
	return e.lines[st.line+int32(bits.TrailingZeros64(st.urgent))].head
}

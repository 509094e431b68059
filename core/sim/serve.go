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
	return e.interruptFor(&e.items[i], st)
}

// interruptFor has a server break off an item for one that comes to st, and returns the server, which is left without an item and off the calendar,
// for the caller to occupy. It is the server of st with the least urgent item, and among equals with the one taken up last,
// provided that the item is less urgent than the comer; otherwise there is no server, and the answer is none. The item goes back to the head of its line.
func (e *Engine) interruptFor(comer *item, st *station) int32 {
	server, level, since, turn := none, comer.level, 0.0, uint64(0)
	items, slots := e.items, e.cal.slots // these do not move here, which the compiler cannot know
	if st.byPeople {
		for _, k := range st.ask {
			p := &slots[e.anonymous+k]
			if p.item == none || items[p.item].level < level || e.people[k].speed(st.index) == 0 {
				continue
			}
			if it := &items[p.item]; it.level > level || server != none && (it.mark > since || it.mark == since && p.seq > turn) {
				server, level, since, turn = e.anonymous+k, it.level, it.mark, p.seq
			}
		}
	} else {
		slots = slots[st.firstServer : st.firstServer+st.servers]
		for k := range slots {
			p := &slots[k]
			if p.item == none || items[p.item].level < level {
				continue
			}
			if it := &items[p.item]; it.level > level || server != none && (it.mark > since || it.mark == since && p.seq > turn) {
				server, level, since, turn = st.firstServer+int32(k), it.level, it.mark, p.seq
			}
		}
	}
	if server == none {
		return none
	}
	p := &e.cal.slots[server]
	i := p.item
	left := p.time - e.now
	if server >= e.anonymous {
		left *= e.people[server-e.anonymous].pace
	}
	st = &e.stations[p.place]
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
	return server
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
		e.mark(&e.free, server-e.anonymous, false)
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

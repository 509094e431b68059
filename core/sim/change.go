package sim

// alter carries out change k and puts its repetition on the calendar.
func (e *Engine) alter(k int32) {
	c := &e.changes[k]
	s := e.firstChange + k
	if c.Every > 0 {
		e.repeats[k]++
		e.cal.set(s, c.At+float64(float64(e.repeats[k])*c.Every))
	} else {
		e.cal.clear(s)
	}
	switch c.Kind {
	case SetServers:
		e.setServers(&e.stations[c.Index], int32(c.To))
	case SetSpeed:
		e.setSpeed(int32(c.Index), c.Station, c.To)
	case SetPresence:
		e.setPresence(int32(c.Index), c.To != 0)
	case SetLimit:
		e.setLimit(c.Index, int32(c.To))
	}
}

// setServers changes the number of a station's servers. Those who come turn to the line at once.
func (e *Engine) setServers(st *station, n int32) {
	st.accountStaff(e.now)
	if st.discipline == Sharing {
		e.advance(st)
		st.onDuty = n
		e.fillHands(st)
		return
	}
	st.onDuty = n
	for st.waiting > 0 && st.serving < st.onDuty {
		server := st.idle
		st.idle = e.idle[server]
		i := e.head(st)
		e.unqueue(i)
		e.begin(i, server)
	}
}

// accountStaff brings the station's hours on duty up to date. It must come before any change of onDuty, and of serving while that is
// larger.
func (st *station) accountStaff(now float64) {
	st.staffArea = st.staffHours(now)
	st.staffLast = now
}

// staffHours are the station's hours on duty until now. Servers in excess are on duty until they have completed the item
// in hand: nobody is ever busy for more hours than they were there.
func (st *station) staffHours(now float64) float64 {
	n := st.onDuty
	if st.excess() {
		n = st.serving
	}
	return st.staffArea + float64((now-st.staffLast)*float64(n))
}

// excess reports whether more servers are at work than are meant to be on duty. Those who share their time have no such
// thing: fewer of them have more in hand each.
func (st *station) excess() bool {
	return st.serving > st.onDuty && st.kind == Line && !st.byPeople && st.discipline != Sharing
}

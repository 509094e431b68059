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
		l := &e.limits[c.Index]
		l.max = int32(c.To)
		e.letIn(l)
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

// accountStaff brings the station's hours on duty up to date.
func (st *station) accountStaff(now float64) {
	st.staffArea += float64((now - st.staffLast) * float64(st.onDuty))
	st.staffLast = now
}

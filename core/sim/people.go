package sim

import (
	"math"
	"math/bits"
)

// person is a compiled Person. As a server, person k has the slot Engine.anonymous + k.
type person struct {
	PersonTotals
	skills []Skill
	pace   float64 // the speed at which the item in hand is served
	idle   bool
	away   bool
	since  float64 // up to when OnDuty is complete

	// What the choice between lines looks at: −1 for what counts, else 0.
	byLength, byLevel, byAge int64
}

// chooses sets what a choice looks at. The first line in the list of skills is taken among equals, so that InOrder looks at nothing.
func (p *person) chooses(c Choice) {
	switch c {
	case LongestLine:
		p.byLength = -1
	case Oldest:
		p.byAge = -1
	case MostUrgent:
		p.byLevel, p.byAge = -1, -1
	}
}

// speed is how fast the person serves a station; 0 if not at all.
func (p *person) speed(place int32) float64 {
	for _, s := range p.skills {
		if s.Station == int(place) {
			return s.Speed
		}
	}
	return 0
}

// idlePerson is the server's number of the first idle person whom a station asks, or none.
func (e *Engine) idlePerson(st *station) int32 {
	if st.able&e.free == 0 {
		return none
	}
	if st.byNumber {
		return e.anonymous + int32(bits.TrailingZeros64(st.able&e.free))
	}
	for _, k := range st.ask {
		if p := &e.people[k]; p.idle && !p.away && p.speed(st.index) > 0 {
			return e.anonymous + k
		}
	}
	return none
}

// mark puts person k into a set of people, or takes the person out, if there are bits for all.
func (e *Engine) mark(set *uint64, k int32, in bool) {
	if len(e.people) > 64 {
		*set = math.MaxUint64
		return
	}
	*set &^= 1 << uint32(k)
	if in {
		*set |= 1 << uint32(k)
	}
}

// turnPerson has a person choose the next item, or become idle.
func (e *Engine) turnPerson(server int32) {
	k := server - e.anonymous
	p := &e.people[k]
	if !p.away {
		if place := e.choose(p); place != none {
			st := &e.stations[place]
			i := e.head(st)
			e.unqueue(i)
			e.begin(i, server)
			return
		}
	}
	if p.away { // the overtime is over
		p.account(e.now)
	}
	p.idle = true
	e.mark(&e.free, k, !p.away)
	e.cal.clear(server)
}

// choose is the station that a person turns to, or none: the line that is longest, or whose first item is most urgent or has waited longest.
func (e *Engine) choose(p *person) int32 {
	best, most, least := none, int64(math.MaxInt64), int64(math.MaxInt64)
	for _, s := range p.skills {
		st := &e.stations[s.Station]
		if st.waiting == 0 {
			continue
		}
		it := &e.items[e.head(st)]
		major := int64(it.level)&p.byLevel - int64(st.waiting)&p.byLength
		minor := int64(math.Float64bits(it.mark)) & p.byAge
		if major < most || major == most && minor < least {
			best, most, least = int32(s.Station), major, minor
		}
	}
	return best
}

// setSpeed gives a person a speed at a station; 0 takes the skill away.
func (e *Engine) setSpeed(k int32, place int, speed float64) {
	p := &e.people[k]
	e.mark(&e.stations[place].able, k, speed > 0)
	for j := range p.skills {
		if p.skills[j].Station != place {
			continue
		}
		if speed > 0 {
			p.skills[j].Speed = speed
		} else {
			p.skills = append(p.skills[:j], p.skills[j+1:]...)
		}
		return
	}
	if speed > 0 {
		p.skills = append(p.skills, Skill{place, speed})
		if p.idle {
			e.turnPerson(e.anonymous + k)
		}
	}
}

// setPresence sends a person away, or back to work.
func (e *Engine) setPresence(k int32, present bool) {
	p := &e.people[k]
	p.account(e.now)
	p.away = !present
	e.mark(&e.free, k, present && p.idle)
	kind := personDone
	if p.away {
		kind = overtimeDone
	}
	e.cal.slots[e.anonymous+k].kind = kind
	if present && p.idle {
		e.turnPerson(e.anonymous + k)
	}
}

// account brings the person's hours on duty up to date.
func (p *person) account(now float64) {
	p.OnDuty = p.hoursOnDuty(now)
	p.since = now
}

// hoursOnDuty are the person's hours on duty until now. A person who is sent away stays until the item in hand is completed.
func (p *person) hoursOnDuty(now float64) float64 {
	if p.away && p.idle {
		return p.OnDuty
	}
	return p.OnDuty + (now - p.since)
}

func (e *Engine) restartPeople() {
	for k := range e.stations {
		e.stations[k].able = 0
	}
	for k := range e.people {
		p := &e.people[k]
		p.PersonTotals = PersonTotals{}
		p.skills = append(p.skills[:0], e.model.People[k].Skills...)
		p.idle, p.away, p.since = true, e.model.People[k].Away, 0
		e.cal.slots[e.anonymous+int32(k)].item = none
		e.cal.slots[e.anonymous+int32(k)].kind = personDone
		e.mark(&e.free, int32(k), !p.away)
		for _, s := range p.skills {
			e.mark(&e.stations[s.Station].able, int32(k), true)
		}
	}
}

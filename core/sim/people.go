package sim

// person is a compiled Person. As a server, person k has the slot Engine.anonymous + k.
type person struct {
	PersonTotals
	skills []Skill
	choice Choice
	pace   float64 // the speed at which the item in hand is served
	idle   bool
	away   bool
	since  float64 // up to when OnDuty is complete
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

// idlePerson is the server's number of the first idle person on the station's list, or none. A person who loses a skill stays on the
// list, so the skill is looked up.
func (e *Engine) idlePerson(st *station) int32 {
	for _, k := range st.ask {
		if p := &e.people[k]; p.idle && !p.away && p.speed(st.index) > 0 {
			return e.anonymous + k
		}
	}
	return none
}

// turnPerson has a person choose the next item, or become idle.
func (e *Engine) turnPerson(server int32) {
	p := &e.people[server-e.anonymous]
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
	e.cal.clear(server)
}

// choose is the station that a person turns to, or none.
func (e *Engine) choose(p *person) int32 {
	best, most, since, level := none, int32(0), 0.0, int32(0)
	for _, s := range p.skills {
		st := &e.stations[s.Station]
		if st.waiting == 0 {
			continue
		}
		switch p.choice {
		case InOrder:
			return int32(s.Station)
		case LongestLine:
			if st.waiting > most {
				best, most = int32(s.Station), st.waiting
			}
		case Oldest:
			if mark := e.items[e.head(st)].mark; best == none || mark < since {
				best, since = int32(s.Station), mark
			}
		case MostUrgent:
			it := &e.items[e.head(st)]
			its := e.classes[e.steps[it.step].class].level
			if best == none || its < level || its == level && it.mark < since {
				best, level, since = int32(s.Station), its, it.mark
			}
		}
	}
	return best
}

// setSpeed gives a person a speed at a station; 0 takes the skill away.
func (e *Engine) setSpeed(k int32, place int, speed float64) {
	p := &e.people[k]
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
	for k := range e.people {
		p := &e.people[k]
		p.PersonTotals = PersonTotals{}
		p.skills = append(p.skills[:0], e.model.People[k].Skills...)
		p.idle, p.away, p.since = true, e.model.People[k].Away, 0
		e.cal.slots[e.anonymous+int32(k)].item = none
	}
}

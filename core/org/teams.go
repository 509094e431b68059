package org

import (
	"math"
	"slices"

	"kingman/core/sim"
	"kingman/core/smallfmt"
)

// planTeams turns teams into a station's own servers or into persons.
func (o *Organisation) planTeams(p *plan, stations map[string]int) {
	p.teams = make([]teamPlan, len(o.Teams))
	p.served = make([]bool, len(o.Stations))
	users := make([]int, len(o.Stations)) // teams that serve a station at some time
	learns := map[string]bool{}           // teams whose skills change, which only persons' can
	for _, t := range o.Teams {
		for _, s := range t.Skills {
			if k, ok := stations[s.Station]; ok {
				p.served[k] = true
				users[k]++
			}
		}
	}
	for _, c := range o.Changes {
		if k, ok := stations[c.Station]; ok && c.Team != "" {
			p.served[k] = true
			users[k] += 2
			learns[c.Team] = true
		}
	}
	for k, t := range o.Teams {
		p.check(t.Size >= 0 && t.Size <= mostPeople, "from 0 to 100000", t.Size, "Teams[%d].Size", k)
		p.check(t.Choice <= sim.MostUrgent, "InOrder, LongestLine, Oldest or MostUrgent", int(t.Choice), "Teams[%d].Choice", k)
		var skills []sim.Skill
		for j, s := range t.Skills {
			station := p.find(stations, s.Station, "a station", "Teams[%d].Skills[%d].Station", k, j)
			p.check(s.Speed > 0 && s.Speed <= fastest, "above 0, to 1e6", s.Speed, "Teams[%d].Skills[%d].Speed", k, j)
			if p.err != nil {
				return
			}
			skills = append(skills, sim.Skill{Station: station, Speed: s.Speed})
			alone := !learns[t.Name] && len(t.Skills) == 1 && s.Speed == 1 && users[station] == 1
			o.checkServed(p, station, alone, "Teams[%d].Skills[%d].Station", k, j)
			for _, before := range t.Skills[:j] {
				p.check(before.Station != s.Station, "different from the team's other skills", s.Station, "Teams[%d].Skills[%d].Station", k, j)
			}
		}
		if p.err != nil {
			return
		}
		size := o.largest(&t)
		if len(skills) == 1 && skills[0].Speed == 1 && users[skills[0].Station] == 1 && !learns[t.Name] {
			p.teams[k] = teamPlan{skills[0].Station, 0, size}
			p.model.Stations[skills[0].Station].Servers = t.Size
			continue
		}
		p.check(len(p.model.People)+size <= mostPersons, "so small, here and in Changes, that all who serve several stations, or at a speed of their own, are at most 10000", t.Size, "Teams[%d].Size", k)
		if p.err != nil {
			return
		}
		p.teams[k] = teamPlan{-1, len(p.model.People), size}
		for j := range size {
			p.origin[smallfmt.Sprintf("People[%d]", len(p.model.People))] = smallfmt.Sprintf("Teams[%d]", k)
			p.model.People = append(p.model.People, sim.Person{
				Name: smallfmt.Sprintf("%s %d", t.Name, j+1), Skills: skills, Choice: t.Choice,
				Away: j >= t.Size, // those who come only later
			})
		}
	}
}

// planAsk turns the orders of teams into orders of persons.
func (o *Organisation) planAsk(p *plan, stations map[string]int) {
	asked := map[string]bool{}
	for k, a := range o.Ask {
		station := p.find(stations, a.Station, "a station", "Ask[%d].Station", k)
		p.check(!asked[a.Station], "a station that no other Ask names", a.Station, "Ask[%d].Station", k)
		asked[a.Station] = true
		named := map[string]bool{}
		var order []int // teams
		for j, name := range a.Teams {
			team := slices.IndexFunc(o.Teams, func(t Team) bool { return t.Name == name })
			p.check(team >= 0 && o.serves(&o.Teams[team], a.Station), "the name of a team that serves the station at some time", name, "Ask[%d].Teams[%d]", k, j)
			p.check(!named[name], "a team not already named", name, "Ask[%d].Teams[%d]", k, j)
			named[name] = true
			order = append(order, team)
		}
		if p.err != nil {
			return
		}
		for team := range o.Teams {
			if t := &o.Teams[team]; !named[t.Name] && o.serves(t, a.Station) {
				order = append(order, team)
			}
		}
		for _, team := range order {
			for j := range p.teams[team].size {
				if t := p.teams[team]; t.station < 0 { // else they are the station's own servers
					p.model.Stations[station].Ask = append(p.model.Stations[station].Ask, t.first+j)
				}
			}
		}
	}
}

// serves reports whether a team serves a station at some time.
func (o *Organisation) serves(t *Team, station string) bool {
	return slices.ContainsFunc(t.Skills, func(s Skill) bool { return s.Station == station }) ||
		slices.ContainsFunc(o.Changes, func(c Change) bool { return c.Team == t.Name && c.Station == station })
}

// mostPeople bounds a team, fastest a speed: the simulator's own bounds. mostPersons bounds those who are simulated one by one, whom an
// item may have to ask one by one.
const (
	mostPeople  = 100_000
	mostPersons = 10_000
	fastest     = 1e6
)

// checkServed checks that people may serve a station: alone says that it is one team with no other skill, at speed 1.
func (o *Organisation) checkServed(p *plan, station int, alone bool, field string, at ...any) {
	if p.err != nil {
		return
	}
	s := &o.Stations[station]
	p.check(s.Kind == sim.Line && s.Servers == 0, "a Line without servers of its own", s.Name, field, at...)
	p.check(s.Discipline != sim.Sharing || alone, "a station that does not share; or one that this team alone serves, at speed 1, and no other", s.Name, field, at...)
}

// largest is the largest size that a team ever has.
func (o *Organisation) largest(t *Team) int {
	size := t.Size
	for _, c := range o.Changes {
		if c.Team == t.Name && c.Station == "" && c.To <= mostPeople {
			size = max(size, int(c.To))
		}
	}
	return size
}

func (o *Organisation) planChanges(p *plan, stations map[string]int) {
	teams, limits := map[string]int{}, map[string]int{}
	for k, t := range o.Teams {
		teams[t.Name] = k
	}
	for k, l := range o.Limits {
		limits[l.Name] = k
	}
	for k, c := range o.Changes {
		add := func(ch sim.Change) {
			ch.At, ch.Every = c.At, c.Every
			p.origin[smallfmt.Sprintf("Changes[%d]", len(p.model.Changes))] = smallfmt.Sprintf("Changes[%d]", k)
			p.model.Changes = append(p.model.Changes, ch)
		}
		p.check(c.At >= 0 && c.At <= latest, "from 0 to 1e12", c.At, "Changes[%d].At", k)
		p.check(c.Every >= 0 && c.Every <= latest, "from 0 to 1e12", c.Every, "Changes[%d].Every", k)
		switch {
		case c.Team != "" && c.Limit == "":
			team := p.find(teams, c.Team, "a team", "Changes[%d].Team", k)
			if c.Station != "" {
				station := p.find(stations, c.Station, "a station", "Changes[%d].Station", k)
				p.check(c.To >= 0 && c.To <= fastest, "from 0 to 1e6", c.To, "Changes[%d].To", k)
				o.checkServed(p, station, false, "Changes[%d].Station", k)
				if p.err == nil {
					for j := range p.teams[team].size {
						add(sim.Change{Kind: sim.SetSpeed, Index: p.teams[team].first + j, Station: station, To: c.To})
					}
				}
				continue
			}
			p.check(c.To >= 0 && c.To <= mostPeople && c.To == math.Floor(c.To), "a whole number from 0 to 100000", c.To, "Changes[%d].To", k)
			if p.err != nil {
				return
			}
			if t := p.teams[team]; t.station >= 0 {
				add(sim.Change{Kind: sim.SetServers, Index: t.station, To: c.To})
			} else {
				for j := range t.size {
					present := 0.0
					if j < int(c.To) {
						present = 1
					}
					add(sim.Change{Kind: sim.SetPresence, Index: t.first + j, To: present})
				}
			}
		case c.Station != "" && c.Limit == "":
			station := p.find(stations, c.Station, "a station", "Changes[%d].Station", k)
			if p.err == nil {
				ok := o.Stations[station].Kind == sim.Line && !p.served[station]
				p.check(ok, "a Line that no team serves: where one does, change the team", c.Station, "Changes[%d].Station", k)
			}
			add(sim.Change{Kind: sim.SetServers, Index: station, To: c.To})
		case c.Limit != "" && c.Team == "" && c.Station == "":
			add(sim.Change{Kind: sim.SetLimit, Index: p.find(limits, c.Limit, "a limit", "Changes[%d].Limit", k), To: c.To})
		default:
			p.check(false, "a change of a Team, of a Team's skill at a Station, of a Station, or of a Limit", smallfmt.Sprintf("of the Team %q, the Station %q, the Limit %q", c.Team, c.Station, c.Limit), "Changes[%d]", k)
		}
	}
}

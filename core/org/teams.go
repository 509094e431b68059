package org

import (
	"fmt"
	"math"

	"kingman/core/sim"
)

// planTeams turns teams into a station's own servers or into persons.
func (o *Organisation) planTeams(p *plan, stations map[string]int) {
	p.teams = make([]teamPlan, len(o.Teams))
	users := make([]int, len(o.Stations)) // teams that serve a station at some time
	for _, t := range o.Teams {
		for _, s := range t.Skills {
			if k, ok := stations[s.Station]; ok {
				users[k]++
			}
		}
	}
	for _, c := range o.Changes {
		if k, ok := stations[c.Station]; ok && c.Team != "" {
			users[k] += 2 // a skill that changes needs persons
		}
	}
	for k, t := range o.Teams {
		p.check(t.Size >= 0 && t.Size <= 100_000, "from 0 to 100000", t.Size, "Teams[%d].Size", k)
		var skills []sim.Skill
		for j, s := range t.Skills {
			skills = append(skills, sim.Skill{Station: p.find(stations, s.Station, "a station", "Teams[%d].Skills[%d].Station", k, j), Speed: s.Speed})
		}
		if p.err != nil {
			return
		}
		size := o.largest(&t)
		if len(skills) == 1 && skills[0].Speed == 1 && users[skills[0].Station] == 1 && o.takesServers(skills[0].Station) {
			p.teams[k] = teamPlan{skills[0].Station, 0, size}
			p.model.Stations[skills[0].Station].Servers = t.Size
			continue
		}
		p.teams[k] = teamPlan{-1, len(p.model.People), size}
		for j := range size {
			p.origin[fmt.Sprintf("People[%d]", len(p.model.People))] = fmt.Sprintf("Teams[%d]", k)
			p.model.People = append(p.model.People, sim.Person{
				Name: fmt.Sprintf("%s %d", t.Name, j+1), Skills: skills, Choice: t.Choice,
				Away: j >= t.Size, // those who come only later
			})
		}
	}
}

// takesServers reports whether a station has no servers of its own yet and may have some.
func (o *Organisation) takesServers(k int) bool {
	return o.Stations[k].Kind == sim.Line && o.Stations[k].Servers == 0
}

// largest is the largest size that a team ever has.
func (o *Organisation) largest(t *Team) int {
	size := t.Size
	for _, c := range o.Changes {
		if c.Team == t.Name && c.Station == "" && c.To <= 100_000 {
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
			p.origin[fmt.Sprintf("Changes[%d]", len(p.model.Changes))] = fmt.Sprintf("Changes[%d]", k)
			p.model.Changes = append(p.model.Changes, ch)
		}
		switch {
		case c.Team != "" && c.Limit == "":
			team := p.find(teams, c.Team, "a team", "Changes[%d].Team", k)
			if c.Station != "" {
				station := p.find(stations, c.Station, "a station", "Changes[%d].Station", k)
				if p.err == nil {
					for j := range p.teams[team].size {
						add(sim.Change{Kind: sim.SetSpeed, Index: p.teams[team].first + j, Station: station, To: c.To})
					}
				}
				continue
			}
			p.check(c.To >= 0 && c.To <= 100_000 && c.To == math.Floor(c.To), "a whole number from 0 to 100000", c.To, "Changes[%d].To", k)
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
			add(sim.Change{Kind: sim.SetServers, Index: p.find(stations, c.Station, "a station", "Changes[%d].Station", k), To: c.To})
		case c.Limit != "" && c.Team == "" && c.Station == "":
			add(sim.Change{Kind: sim.SetLimit, Index: p.find(limits, c.Limit, "a limit", "Changes[%d].Limit", k), To: c.To})
		default:
			p.check(false, "a change of a Team, of a Team's skill at a Station, of a Station, or of a Limit", fmt.Sprintf("%+v", c), "Changes[%d]", k)
		}
	}
}

package org

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"kingman/core/sim"
)

// crews follows, from the log and the words of the description, what each person does.
type crews struct {
	o     *Organisation
	team  []int           // by person
	nth   []int           // by person: the how-manieth of the team
	since []float64       // by person: since when at work; −1 for idle
	by    map[int64]int32 // by item: the person who serves it
	busy  []float64       // by team
	skill [][]float64     // by team and station: the speed now
	size  []int           // by team: how many are there now
	order [][]int         // by station: the teams in the order in which they are asked
}

// recountTeams checks the hours that teams were at work, and that whoever comes to a station and is served at once is served by the first idle
// person in the order in which the station's teams are asked.
func recountTeams(o *Organisation, people []sim.Person, log *sim.Log, want *Outcome) error {
	c := &crews{o: o, by: map[int64]int32{}, busy: make([]float64, len(o.Teams))}
	persons := make([]bool, len(o.Teams)) // teams of persons; the others are their station's own servers
	for _, p := range people {
		name := p.Name[:strings.LastIndexByte(p.Name, ' ')]
		k := slices.IndexFunc(o.Teams, func(t Team) bool { return t.Name == name })
		n := 0
		for _, other := range c.team {
			n += btoi(other == k)
		}
		c.team, c.nth, c.since = append(c.team, k), append(c.nth, n), append(c.since, -1)
		persons[k] = true
	}
	for k, t := range o.Teams {
		c.size = append(c.size, t.Size)
		c.skill = append(c.skill, make([]float64, len(o.Stations)))
		for _, s := range t.Skills {
			c.skill[k][o.station(s.Station)] = s.Speed
		}
	}
	for _, s := range o.Stations {
		var order []int
		for _, a := range o.Ask {
			for _, name := range a.Teams {
				if a.Station == s.Name {
					order = append(order, slices.IndexFunc(o.Teams, func(t Team) bool { return t.Name == name }))
				}
			}
		}
		for k := range o.Teams {
			if !slices.Contains(order, k) {
				order = append(order, k)
			}
		}
		c.order = append(c.order, order)
	}
	changes := o.changesOf(want, func(ch *Change) bool { return ch.Team != "" })
	for i, e := range log.Entries {
		for len(changes) > 0 && changes[0].At <= e.Time {
			c.change(&changes[0])
			changes = changes[1:]
		}
		switch {
		case e.Who >= 0 && (e.What == sim.Began || e.What == sim.Resumed):
			before := log.Entries[max(i-1, 0)]
			atOnce := before.Item == e.Item && before.What == sim.Came && before.Time == e.Time
			if err := c.begins(e, atOnce && !o.changesAt(e.Time)); err != nil {
				return fmt.Errorf("item %d at %v: %w", e.Item, e.Time, err)
			}
		case e.What == sim.Completed || e.What == sim.BrokeOff:
			if who, ok := c.by[e.Item]; ok {
				c.busy[c.team[who]] += e.Time - c.since[who]
				c.since[who] = -1
				delete(c.by, e.Item)
			}
		}
	}
	for _, who := range c.by {
		c.busy[c.team[who]] += want.Hours - c.since[who]
	}
	for k, t := range want.Teams {
		if err := near("hours at work", c.busy[k], t.Busy); err != nil && persons[k] {
			return fmt.Errorf("%s: %w", o.Teams[k].Name, err)
		}
	}
	return nil
}

func (o *Organisation) station(name string) int {
	return slices.IndexFunc(o.Stations, func(s sim.Station) bool { return s.Name == name })
}

func (c *crews) change(ch *Change) {
	k := slices.IndexFunc(c.o.Teams, func(t Team) bool { return t.Name == ch.Team })
	if ch.Station != "" {
		c.skill[k][c.o.station(ch.Station)] = ch.To
	} else {
		c.size[k] = int(ch.To)
	}
}

// changesAt reports whether anything changes at that very moment: whether an event comes before or after that the log does not say.
func (o *Organisation) changesAt(time float64) bool {
	return slices.ContainsFunc(o.Changes, func(c Change) bool {
		n := 0.0
		for c.Every > 0 && c.At+n*c.Every < time {
			n++
		}
		return c.At+n*c.Every == time
	})
}

func (c *crews) begins(e sim.Entry, atOnce bool) error {
	if c.since[e.Who] >= 0 {
		return fmt.Errorf("served by person %d, who is at work", e.Who)
	}
	for _, team := range c.order[e.Where] {
		for who := range c.team {
			if !atOnce || c.team[who] != team {
				continue
			}
			if int32(who) == e.Who {
				atOnce = false
			} else if c.since[who] < 0 && c.nth[who] < c.size[team] && c.skill[team][e.Where] > 0 {
				return fmt.Errorf("served by person %d, and %d is asked before and idle", e.Who, who)
			}
		}
	}
	c.since[e.Who] = e.Time
	c.by[e.Item] = e.Who
	return nil
}

// The recount of teams must be able to fail: an order other than that of the run, or a person who was less at work, is found out.
func TestRecountOfTeamsFindsFaults(t *testing.T) {
	orders, hours := 0, 0
	for k := range uint64(1000) {
		o := randomOrganisation(randomDice(k))
		if len(o.Ask) == 0 {
			continue
		}
		log := sim.NewLog(1 << 20)
		opt := optionsOf(k)
		s, err := o.NewSimulator(opt)
		if err != nil {
			t.Fatal(err)
		}
		s.engine, err = sim.New(s.plan.model, sim.Options{Seed: opt.Seed, Horizon: opt.Horizon, Samples: opt.times(), Quantiles: true, MaxEvents: opt.MaxEvents, MaxItems: opt.MaxItems, Log: log})
		if err != nil {
			t.Fatal(err)
		}
		for !s.Step(10_000) {
		}
		x := s.Outcome()
		people := s.plan.model.People
		if err := recountTeams(&o, people, log, &x); err != nil {
			t.Fatalf("found fault with what is right: %v", err)
		}
		for j := range o.Teams {
			if x.Teams[j].Busy > 0 {
				x.Teams[j].Busy *= 1.001
			}
		}
		hours += btoi(recountTeams(&o, people, log, &x) != nil)
		x = s.Outcome()
		for j := range o.Ask {
			slices.Reverse(o.Ask[j].Teams)
		}
		orders += btoi(recountTeams(&o, people, log, &x) != nil)
	}
	if orders < 10 || hours < 50 {
		t.Errorf("another order noticed in %d runs, other hours in %d", orders, hours)
	}
}

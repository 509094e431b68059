package org

import (
	"fmt"
	"reflect"
	"slices"
	"testing"

	"kingman/core/sim"
)

// Every number of an outcome, counted again from the log of what happened to each item, and every item's way held against the
// words of the description: nothing here uses the simulator's own books or its compiled model.
func TestRecount(t *testing.T) {
	log := sim.NewLog(1 << 20)
	for k := range organisations() {
		o := randomOrganisation(randomDice(uint64(k)))
		opt := optionsOf(uint64(k))
		opt.Windows, opt.ByStep = windowsAt(&o, uint64(k)), true
		s, err := o.NewSimulator(opt)
		if err != nil {
			t.Fatal(err)
		}
		s.Start(0)
		for !s.Step(10_000) {
		}
		want := s.Outcome()
		want.Windows = nil // they change nothing else
		e, err := sim.New(s.plan.model, sim.Options{
			Seed: opt.Seed, Horizon: opt.Horizon, Samples: opt.times(), Quantiles: true,
			MaxEvents: opt.MaxEvents, MaxItems: opt.MaxItems, ByStep: true, Log: log,
		})
		if err != nil {
			t.Fatal(err)
		}
		s.engine = e // the same run, logged
		for !s.Step(10_000) {
		}
		if got := s.Outcome(); !reflect.DeepEqual(got, want) {
			t.Fatalf("organisation %d: logged %+v\nnot logged %+v\n%s", k, got, want, asText(o))
		}
		if err := first(recount(&o, log, &want), recountLimits(&o, log, &want), recountTeams(&o, s.plan.model.People, log, &want)); err != nil {
			t.Fatalf("organisation %d, %v: %v\n%s", k, want.Stopped, err, asText(o))
		}
	}
}

// traveller is what the log has said of an item so far.
type traveller struct {
	class           int
	asked, came, on float64 // when it was asked for, came to its station, and began its service or was interrupted
	touched         float64 // when its service began for the first time; −1 for never
	station         int     // where it is; −1 for nowhere
	doing           byte    // 'w'aiting, in 's'ervice, 'i'nterrupted, 'd'elayed, in 'p'ieces; 0 for none of these
	steps           []int   // those of its class that it may be at
	gaveUp          bool    // it has given up there

	latest    float64           // when the log last spoke of it
	parts     [logParts]float64 // where its time went until then
	pieces    []*traveller      // the latest that it was split into
	untouched bool              // it had not been touched before that
	left      int               // the how-manieth entry says that it left; 0 while it is there
}

func recount(o *Organisation, log *sim.Log, want *Outcome) error {
	got := Outcome{Classes: make([]ClassOutcome, len(o.Classes)), Stations: make([]StationOutcome, len(o.Stations))}
	there := map[int64]*traveller{}
	gaveUp := make([]float64, len(o.Stations)) // when somebody last gave up there
	for k := range gaveUp {
		gaveUp[k] = -1
	}
	var order []*traveller
	parts := make([][logParts]float64, len(o.Classes))
	for i, e := range log.Entries {
		x := there[e.Item]
		if e.What == sim.Asked {
			x = &traveller{class: int(e.Where), asked: e.Time, station: -1, touched: -1, latest: e.Time}
			there[e.Item] = x
			order = append(order, x)
			got.Classes[e.Where].Arrived++
			continue
		}
		c := &got.Classes[x.class]
		x.passes(o, e.Time)
		if e.What == sim.Came {
			if err := x.comes(o, int(e.Where)); err != nil {
				return fmt.Errorf("item %d at %v: %w", e.Item, e.Time, err)
			}
			x.came = e.Time
		} else if atOnce := e.What == sim.Delivered && x.station < 0 && slices.Contains(o.entries(x.class), -1); int(e.Where) != x.station && !atOnce {
			return fmt.Errorf("item %d at %v: %v at %d while at %d", e.Item, e.Time, e.What, e.Where, x.station)
		}
		st := &got.Stations[e.Where]
		kind := o.Stations[e.Where].Kind
		switch e.What {
		case sim.Came:
			st.Visits++
			if x.doing = 'w'; kind == sim.Delay {
				x.doing, x.on = 'd', e.Time
				st.Waited++
			}
		case sim.Began:
			if gaveUp[e.Where] == e.Time && !o.mayInterrupt(int(e.Where)) {
				return fmt.Errorf("item %d is served at %v, just after somebody there has given up", e.Item, e.Time)
			}
			if x.touched < 0 {
				x.touched = e.Time
			}
			st.Waited++
			st.Wait += e.Time - x.came
			st.LineHours += e.Time - x.came
			x.doing, x.on = 's', e.Time
		case sim.BrokeOff:
			st.BusyHours += e.Time - x.on
			x.doing, x.on = 'i', e.Time
		case sim.Resumed:
			st.LineHours += e.Time - x.on
			x.doing, x.on = 's', e.Time
		case sim.MadePieces:
			if kind == sim.Gate {
				st.Waited++
				st.Wait += e.Time - x.came
				st.LineHours += e.Time - x.came
			}
			x.doing, x.on, x.untouched = 'p', e.Time, x.touched < 0
			if err := x.isMadeOf(o, order[len(order)-int(e.Who):]); err != nil {
				return fmt.Errorf("item %d at %v: %w", e.Item, e.Time, err)
			}
		case sim.Completed:
			st.Served++
			if x.doing == 'p' {
				if err := x.joins(e.Time); err != nil {
					return fmt.Errorf("item %d at %v: %w", e.Item, e.Time, err)
				}
			}
			if kind == sim.Gate && x.doing == 'w' {
				st.Waited++
				st.Wait += e.Time - x.came
				st.LineHours += e.Time - x.came
			} else {
				st.BusyHours += e.Time - x.on
			}
			x.doing = 0
		case sim.GaveUp, sim.Diverted:
			st.Waited++
			st.Abandoned++
			st.Wait += e.Time - x.came
			st.LineHours += e.Time - x.came
			gaveUp[e.Where] = e.Time
			if x.doing != 'w' {
				return fmt.Errorf("item %d gave up at %v and did not wait", e.Item, e.Time)
			}
			x.doing, x.gaveUp = 0, true
			if out := e.What == sim.GaveUp; out {
				c.Abandoned++
				if !slices.Contains(x.next(o), -1) {
					return fmt.Errorf("item %d left at %v when it gave up at one of the steps %v of %s", e.Item, e.Time, x.steps, o.Classes[x.class].Name)
				}
			}
		case sim.TurnedAway:
			st.Lost++
			c.Lost++
		case sim.Delivered:
			if x.station >= 0 && !slices.Contains(x.next(o), -1) {
				return fmt.Errorf("item %d was delivered at %v from one of the steps %v of %s", e.Item, e.Time, x.steps, o.Classes[x.class].Name)
			}
			c.Delivered++
			c.DeliveredLead += e.Time - x.asked
			c.LeadTime += e.Time - x.asked
			if x.touched >= 0 {
				c.CycleTime += e.Time - x.touched
			}
			for k, hours := range x.parts {
				parts[x.class][k] += hours
			}
		}
		if e.What == sim.GaveUp || e.What >= sim.TurnedAway {
			c.ItemHours += e.Time - x.asked
			x.left = i
		}
	}
	for _, x := range order {
		if x.left > 0 {
			continue
		}
		for k, hours := range x.soFar(o, want.Hours) {
			parts[x.class][k] += hours
		}
		c := &got.Classes[x.class]
		c.Open++
		c.LeadTime += want.Hours - x.asked
		c.ItemHours += want.Hours - x.asked
		if x.station < 0 {
			continue
		}
		switch st := &got.Stations[x.station]; x.doing {
		case 'w':
			st.Waited++
			st.Wait += want.Hours - x.came
			st.LineHours += want.Hours - x.came
		case 's', 'd', 'p':
			st.BusyHours += want.Hours - x.on
		case 'i':
			st.LineHours += want.Hours - x.on
		}
	}
	for k := range o.Classes {
		if err := o.compareParts(parts[k], &want.Classes[k]); err != nil {
			return fmt.Errorf("%s: %w", o.Classes[k].Name, err)
		}
	}
	return compare(o, &got, want)
}

// comes moves an item to a station, which must be one that its way can lead to.
func (x *traveller) comes(o *Organisation, station int) error {
	steps := o.Classes[x.class].Steps
	to := o.entries(x.class)
	if o.Classes[x.class].Backlog > 0 {
		to = append(to, 0)
	}
	if x.steps != nil {
		to = x.next(o)
	}
	x.steps = slices.DeleteFunc(to, func(j int) bool { return j < 0 || steps[j].Station != o.Stations[station].Name })
	if len(x.steps) == 0 {
		return fmt.Errorf("%s cannot come to %s from %d", o.Classes[x.class].Name, o.Stations[station].Name, x.station)
	}
	x.station, x.gaveUp = station, false
	return nil
}

// entries are the steps at which items of a class may begin; −1 stands for none.
func (o *Organisation) entries(class int) []int {
	c := &o.Classes[class]
	left := 1.0
	var to []int
	for _, b := range c.Entry {
		left -= b.Probability
		if b.Probability > 0 {
			to = append(to, slices.IndexFunc(c.Steps, func(s Step) bool { return s.name() == b.To }))
		}
	}
	if left > 0 {
		to = append(to, 0)
	}
	return to
}

// next are the steps that may follow those that the item may be at; −1 stands for its delivery, or for leaving as it gives up.
func (x *traveller) next(o *Organisation) []int {
	steps := o.Classes[x.class].Steps
	var to []int
	for _, j := range x.steps {
		left, ways, otherwise := 1.0, steps[j].Next, j+1
		if x.gaveUp {
			ways, otherwise = steps[j].GivesUp, len(steps)
		}
		for _, b := range ways {
			left -= b.Probability
			if b.Probability > 0 {
				to = append(to, slices.IndexFunc(steps, func(s Step) bool { return s.name() == b.To }))
			}
		}
		if left <= 1e-12 {
			continue
		}
		if otherwise < len(steps) {
			to = append(to, otherwise)
		} else {
			to = append(to, -1)
		}
	}
	slices.Sort(to)
	return slices.Compact(to)
}

func compare(o *Organisation, got, want *Outcome) error {
	for k, w := range want.Classes {
		g := got.Classes[k]
		if err := first(
			near("arrived", g.Arrived, w.Arrived), near("delivered", g.Delivered, w.Delivered), near("gave up", g.Abandoned, w.Abandoned),
			near("lost", g.Lost, w.Lost), near("open", g.Open, w.Open), near("lead time", g.LeadTime, w.LeadTime),
			near("delivered lead time", g.DeliveredLead, w.DeliveredLead), near("cycle time", g.CycleTime, w.CycleTime),
			near("item hours", g.ItemHours, w.ItemHours),
		); err != nil {
			return fmt.Errorf("%s: %w", o.Classes[k].Name, err)
		}
	}
	for k, w := range want.Stations {
		g := got.Stations[k]
		if o.Stations[k].Discipline == sim.Sharing {
			g.BusyHours = w.BusyHours // the log does not say how the time was shared
		}
		if err := first(
			near("visits", g.Visits, w.Visits), near("served", g.Served, w.Served), near("gave up", g.Abandoned, w.Abandoned),
			near("lost", g.Lost, w.Lost), near("wait", g.Wait, w.Wait), near("waited", g.Waited, w.Waited),
			near("hours in line", g.LineHours, w.LineHours), near("busy hours", g.BusyHours, w.BusyHours),
		); err != nil {
			return fmt.Errorf("%s: %w", o.Stations[k].Name, err)
		}
	}
	return nil
}

package org

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"

	"kingman/core/sim"
)

// A dice makes choices out of bytes, so that the same generator serves the property tests (random bytes) and the fuzz target
// (bytes that the fuzzer learns to shape). When the bytes run out every choice is the plainest one.
type dice struct{ bytes []byte }

func randomDice(seed uint64) *dice {
	d := &dice{make([]byte, 1024)}
	r := rand.New(rand.NewPCG(seed, 11))
	for k := range d.bytes {
		d.bytes[k] = byte(r.Uint32())
	}
	return d
}

func (d *dice) next() byte {
	if len(d.bytes) == 0 {
		return 0
	}
	b := d.bytes[0]
	d.bytes = d.bytes[1:]
	return b
}

// upTo is a whole number from 0 to n−1.
func (d *dice) upTo(n int) int { return int(d.next()) % n }

// chance is true with about that probability, and false when the bytes have run out.
func (d *dice) chance(p float64) bool { return float64(d.next()) >= 256*(1-p) }

func (d *dice) pick(xs ...float64) float64 { return xs[d.upTo(len(xs))] }

func (d *dice) time(means ...float64) Time {
	return Time{d.pick(means...), d.pick(1, 0, 0.25, 0.5, 1, 4)}
}

// randomOrganisation describes an organisation that uses any mixture of what there is to describe. It is always valid, mostly
// small, and for the most part not overloaded by much.
func randomOrganisation(d *dice) Organisation {
	o := organisationWithoutBoards(d)
	d.board(&o)
	for k := range o.Classes {
		for j := range o.Classes[k].Arrivals {
			o.Classes[k].Arrivals[j].Underway = d.chance(0.3)
		}
	}
	d.givesUp(&o)
	d.ask(&o)
	d.split(&o)
	d.entries(&o)
	d.marks(&o)
	return o
}

// split has items at some delays and gates made into pieces of classes that come later in the list, and seldom of any. Some classes get a step
// for it.
func (d *dice) split(o *Organisation) {
	kinds := map[string]sim.Kind{}
	for _, s := range o.Stations {
		kinds[s.Name] = s.Kind
	}
	parts := false
	for k := range o.Classes {
		c := &o.Classes[k]
		if k+1 < len(o.Classes) && d.chance(0.15) {
			c.Steps = append(c.Steps, Step{Name: "in parts", Station: "parts"})
			parts = true
		}
		for j := range c.Steps {
			s := &c.Steps[j]
			if s.Station != "parts" && (kinds[s.Station] == sim.Line || d.chance(0.5)) {
				continue
			}
			for range 1 + d.upTo(2) {
				of := k + 1 + d.upTo(2)
				if d.chance(0.03) {
					of = d.upTo(len(o.Classes))
				}
				if of < len(o.Classes) {
					s.Split, s.Service = append(s.Split, Split{o.Classes[of].Name, 1 + d.upTo(3)}), Time{}
				}
			}
		}
	}
	if parts {
		o.Stations = append(o.Stations, sim.Station{Name: "parts", Kind: sim.Delay})
	}
}

// entries has the items of some classes begin elsewhere than at the first step, some of them nowhere, and members of some finite sources wait for
// items of the backlog.
func (d *dice) entries(o *Organisation) {
	for k := range o.Classes {
		c := &o.Classes[k]
		left := 1.0
		for range max(d.upTo(5)-2, 0) {
			b := Branch{Out, left * d.pick(0.3, 0.6, 1)}
			if d.chance(0.6) {
				b.To = c.Steps[d.upTo(len(c.Steps))].name()
			}
			c.Entry = append(c.Entry, b)
			left -= b.Probability
		}
		for j := range c.Arrivals {
			if a := &c.Arrivals[j]; a.Population > 0 && d.chance(0.6) {
				c.Backlog = max(c.Backlog, 1)
				a.Waiting = min(a.Population, 1+d.upTo(c.Backlog))
				break
			}
		}
	}
}

// splits reports whether any item is split.
func (o *Organisation) splits() bool {
	return slices.ContainsFunc(o.Classes, func(c Class) bool {
		return slices.ContainsFunc(c.Steps, func(s Step) bool { return len(s.Split) > 0 })
	})
}

// ask puts the teams of some stations, or a few of them, in another order.
func (d *dice) ask(o *Organisation) {
	for _, s := range o.Stations {
		if !d.chance(0.3) {
			continue
		}
		a := Ask{Station: s.Name}
		for k := range o.Teams {
			if t := &o.Teams[len(o.Teams)-1-k]; o.serves(t, s.Name) && d.chance(0.8) {
				a.Teams = append(a.Teams, t.Name)
			}
		}
		if n := len(a.Teams); n > 1 && d.chance(0.3) {
			k := d.upTo(n)
			a.Teams[0], a.Teams[k] = a.Teams[k], a.Teams[0]
		}
		o.Ask = append(o.Ask, a)
	}
}

// givesUp sends some of those who give up to other steps, and makes more of them; some stay for ever where they come.
func (d *dice) givesUp(o *Organisation) {
	for k := range o.Classes {
		c := &o.Classes[k]
		for j := range c.Steps {
			s := &c.Steps[j]
			if d.chance(0.1) {
				s.Patience = d.time(1, 0.25, 3)
			}
			if s.Patience.Mean > 0 && d.chance(0.7) {
				for range 1 + d.upTo(2) {
					to := c.Steps[d.upTo(len(c.Steps))].name()
					if d.chance(0.2) {
						to = Out
					}
					s.GivesUp = append(s.GivesUp, Branch{to, d.pick(0.5, 0.3, 0.2)})
				}
				if d.chance(0.3) {
					s.GivesUp = []Branch{{c.Steps[d.upTo(len(c.Steps))].name(), 1}}
				}
			}
			for _, st := range o.Stations {
				if st.Name == s.Station && st.Kind == sim.Delay && d.chance(0.1) {
					s.Service = Forever
				}
			}
		}
	}
}

// organisationWithoutBoards describes one of which every station has at most one limit, and no limit blocks.
func organisationWithoutBoards(d *dice) Organisation {
	var o Organisation
	for k := range 1 + d.upTo(5) {
		o.Stations = append(o.Stations, d.station(fmt.Sprintf("station %c", 'A'+k)))
	}
	d.teams(&o)
	for k := range 1 + d.upTo(3) {
		o.Classes = append(o.Classes, Class{
			Name: fmt.Sprintf("class %c", 'A'+k), Priority: d.upTo(3),
			Value: d.pick(0, 100, -3, 1e6), DelayCost: d.pick(0, 2, 0.1),
		})
	}
	for k := range o.Classes {
		c := &o.Classes[k]
		d.steps(&o, c)
		for range []int{1, 1, 1, 1, 2, 0}[d.upTo(6)] {
			c.Arrivals = append(c.Arrivals, d.arrivals(&o))
		}
		if d.chance(0.3) {
			c.Backlog = d.upTo(9)
		}
	}
	d.limits(&o)
	d.changes(&o)
	return o
}

func (d *dice) station(name string) sim.Station {
	s := sim.Station{Name: name}
	switch {
	case d.chance(0.1):
		s.Kind = sim.Delay
		return s
	case d.chance(0.12):
		s.Kind = sim.Gate
		if d.chance(0.6) {
			s.Count = 1 + d.upTo(4)
		}
		if s.Count == 0 || d.chance(0.4) {
			s.Every, s.Offset, s.AtMost = d.pick(5, 1, 8), d.pick(0, 1, 2.5), d.upTo(3)
		}
		return s
	}
	s.Discipline = []sim.Discipline{sim.FIFO, sim.FIFO, sim.Priority, sim.PreemptiveResume, sim.FIFO, sim.Sharing}[d.upTo(6)]
	if s.Discipline == sim.Sharing {
		s.SwitchCost, s.Tasks = d.pick(0, 0.2, 1), d.upTo(4)
	}
	if d.chance(0.15) {
		s.Room = 1 + d.upTo(6)
	}
	if d.chance(0.45) {
		s.Servers = 1 + d.upTo(3)
	}
	return s
}

// teams serve the lines that have no servers of their own. Those who share can be served by one team only, at speed 1.
func (d *dice) teams(o *Organisation) {
	var open []string
	for k, s := range o.Stations {
		if s.Kind != sim.Line || s.Servers > 0 {
			continue
		}
		if s.Discipline == sim.Sharing || d.chance(0.3) {
			o.Teams = append(o.Teams, Team{
				Name: fmt.Sprintf("own team %d", k), Size: d.upTo(4), Skills: []Skill{{s.Name, 1}}, Choice: sim.Choice(d.upTo(4)),
			})
			continue
		}
		open = append(open, s.Name)
	}
	for k := range d.upTo(4) {
		t := Team{Name: fmt.Sprintf("team %d", k), Size: d.upTo(4), Choice: sim.Choice(d.upTo(4))}
		for _, name := range open {
			if d.chance(0.6) {
				t.Skills = append(t.Skills, Skill{name, d.pick(1, 0.5, 2, 1)})
			}
		}
		o.Teams = append(o.Teams, t)
	}
}

// steps lets every class begin at some station, take branches forward and back, and spawn what comes after it in the list (and
// seldom what comes before).
func (d *dice) steps(o *Organisation, c *Class) {
	n := 1 + d.upTo(4)
	for j := range n {
		s := Step{Name: fmt.Sprint("step ", j), Station: o.Stations[d.upTo(len(o.Stations))].Name, Service: d.time(0.5, 0.3, 1, 2)}
		if j == 0 && d.chance(0.5) {
			s.Name = ""
		}
		if d.chance(0.05) {
			s.Service = Time{}
		}
		if d.chance(0.15) {
			s.Patience = d.time(2, 0.5, 5)
		}
		left := 1.0
		for range d.upTo(3) {
			b := Branch{fmt.Sprint("step ", d.upTo(n)), left * d.pick(0.2, 0.5, 0)}
			if b.To == "step 0" && c.firstName(s) != "step 0" || d.chance(0.3) {
				b.To = Out
			}
			s.Next = append(s.Next, b)
			left -= b.Probability
		}
		for _, other := range o.Classes {
			if p := d.pick(0, 0.3, 0, 0); p > 0 && (other.Name > c.Name || d.chance(0.2)) {
				s.Spawn = append(s.Spawn, Spawn{other.Name, p})
			}
		}
		c.Steps = append(c.Steps, s)
	}
}

// firstName is the name of the first step, which may be s.
func (c *Class) firstName(s Step) string {
	if len(c.Steps) > 0 {
		s = c.Steps[0]
	}
	return s.name()
}

func (d *dice) arrivals(o *Organisation) Arrivals {
	if d.chance(0.2) {
		a := Arrivals{Population: 1 + d.upTo(6), ThinkTime: d.time(2, 5)}
		if d.chance(0.05) {
			a.ThinkTime = Time{}
		}
		return a
	}
	a := Arrivals{Rate: d.pick(0.5, 0.3, 0.8, 1.5), SCV: d.pick(1, 0, 0.25, 4)}
	if d.chance(0.15) {
		a.Batch = [][]float64{{0.5, 0, 0.5}, {0, 1}, {0.25, 0.25, 0.25, 0.25}}[d.upTo(3)]
	}
	if d.chance(0.15) {
		a.Steps = []sim.Rate{{At: 5, Factor: 0}, {At: 8, Factor: d.pick(0.5, 2)}, {At: 30, Factor: 1}}
	}
	if d.chance(0.15) {
		a.Growth = d.pick(-0.05, 0.01)
	}
	if d.chance(0.15) {
		a.Follow = &Follow{Base: d.pick(0.5, 0, 1), PerItem: d.pick(0.01, 0.1, 0)}
		for _, s := range o.Stations {
			if d.chance(0.4) {
				a.Follow.Stations = append(a.Follow.Stations, s.Name)
			}
		}
	}
	return a
}

func (d *dice) limits(o *Organisation) {
	if !d.chance(0.3) {
		return
	}
	for k := range 1 + d.upTo(2) {
		o.Limits = append(o.Limits, Limit{Name: fmt.Sprint("limit ", k), Max: 1 + d.upTo(6)})
	}
	for _, s := range o.Stations {
		if k := d.upTo(4); k < len(o.Limits) {
			o.Limits[k].Stations = append(o.Limits[k].Stations, s.Name)
		}
	}
}

// board makes columns of some stations, and seldom of two, and puts a limit over several of them; some block.
func (d *dice) board(o *Organisation) {
	if !d.chance(0.25) {
		return
	}
	for k := range o.Limits {
		o.Limits[k].Blocks = d.chance(0.5)
	}
	for k, s := range o.Stations {
		if !d.chance(0.7) {
			continue
		}
		l := Limit{Name: "column of " + s.Name, Stations: []string{s.Name}, Max: 1 + d.upTo(4), Blocks: d.chance(0.5)}
		if other := d.upTo(len(o.Stations)); other != k && d.chance(0.3) {
			l.Stations = append(l.Stations, o.Stations[other].Name)
		}
		o.Limits = append(o.Limits, l)
	}
	if d.chance(0.5) {
		l := Limit{Name: "board", Max: 2 + d.upTo(8), Blocks: d.chance(0.25)}
		for _, s := range o.Stations {
			l.Stations = append(l.Stations, s.Name)
		}
		o.Limits = append(o.Limits, l)
	}
	for _, l := range o.Limits {
		if d.chance(0.15) {
			o.Changes = append(o.Changes, Change{At: d.pick(0, 6, 20), Every: d.pick(0, 0, 15), Limit: l.Name, To: float64(1 + d.upTo(5))})
		}
	}
}

func (d *dice) changes(o *Organisation) {
	served, taught, shares := map[string]bool{}, map[string]bool{}, map[string]bool{}
	for _, s := range o.Stations {
		shares[s.Name] = s.Discipline == sim.Sharing
	}
	tied := make([]bool, len(o.Teams)) // to a station that shares
	for k := range o.Teams {
		for _, s := range o.Teams[k].Skills {
			served[s.Station] = true
			tied[k] = tied[k] || shares[s.Station]
		}
	}
	repeat := func(c Change, back float64) {
		c.At, c.Every = d.pick(3, 0, 6, 12), d.pick(0, 0, 16)
		o.Changes = append(o.Changes, c)
		if d.chance(0.6) {
			c.At, c.To = c.At+d.pick(8, 1), back
			o.Changes = append(o.Changes, c)
		}
	}
	for k, t := range o.Teams {
		if d.chance(0.2) {
			repeat(Change{Team: t.Name, To: float64(d.upTo(5))}, float64(t.Size))
		}
		for _, s := range o.Stations {
			served := s.Kind == sim.Line && s.Servers == 0 && !shares[s.Name]
			if served && !tied[k] && d.chance(0.08) {
				repeat(Change{Team: t.Name, Station: s.Name, To: d.pick(0, 0.5, 1.5)}, d.pick(1, 0))
				taught[s.Name] = true
			}
		}
	}
	for _, s := range o.Stations {
		if s.Kind == sim.Line && !served[s.Name] && !taught[s.Name] && d.chance(0.15) {
			repeat(Change{Station: s.Name, To: float64(d.upTo(4))}, float64(s.Servers))
		}
	}
	for _, l := range o.Limits {
		if d.chance(0.3) {
			repeat(Change{Limit: l.Name, To: float64(1 + d.upTo(8))}, float64(l.Max))
		}
	}
}

// The generator leaves nothing out: every field of a description, whatever it is called, is used by some organisations, and most of them
// come to their horizon.
func TestGeneratorUsesEverything(t *testing.T) {
	used, short, runs := map[string]int{}, 0, 500
	for k := range runs {
		o := randomOrganisation(randomDice(uint64(k)))
		seen := map[string]bool{}
		useOf(reflect.ValueOf(o), "", seen)
		for field := range seen {
			used[field]++
		}
		r, err := o.Simulate(optionsOf(uint64(k)))
		if err != nil {
			t.Fatalf("organisation %d: %v\n%s", k, err, asText(o))
		}
		if r.Hours < optionsOf(0).Horizon {
			short++
		}
	}
	all := map[string]bool{}
	fieldsOf(reflect.TypeFor[Organisation](), "", all)
	for field := range all {
		if used[field] < runs/100 && field != ".Stations.Ask" {
			t.Errorf("%s is used by %d of %d organisations", field, used[field], runs)
		}
	}
	if short > runs/5 {
		t.Errorf("%d of %d organisations do not come to their horizon", short, runs)
	}
}

// useOf notes the fields that are not zero.
func useOf(v reflect.Value, path string, seen map[string]bool) {
	switch v.Kind() {
	case reflect.Struct:
		for k := range v.NumField() {
			useOf(v.Field(k), path+"."+v.Type().Field(k).Name, seen)
		}
	case reflect.Slice:
		for k := range v.Len() {
			useOf(v.Index(k), path, seen)
		}
	case reflect.Pointer:
		if !v.IsNil() {
			useOf(v.Elem(), path, seen)
		}
	default:
		if !v.IsZero() {
			seen[path] = true
		}
	}
}

// fieldsOf notes all fields that useOf can meet.
func fieldsOf(t reflect.Type, path string, all map[string]bool) {
	switch t.Kind() {
	case reflect.Struct:
		for k := range t.NumField() {
			fieldsOf(t.Field(k).Type, path+"."+t.Field(k).Name, all)
		}
	case reflect.Slice, reflect.Pointer:
		fieldsOf(t.Elem(), path, all)
	default:
		all[path] = true
	}
}

package sim

import (
	"fmt"
	"math/rand/v2"

	"kingman/core/dist"
)

// randomModel makes a small organisation that uses any mixture of what the simulator offers. It is always valid.
func randomModel(r *rand.Rand) Model {
	m := randomModelOfOneLimit(r)
	addLimits(r, &m)
	for k := range m.Sources {
		m.Sources[k].Underway = r.IntN(3) == 0
	}
	addWaysAside(r, &m)
	addSplits(r, &m)
	addEntries(r, &m)
	return m
}

// addEntries has the items of some classes begin elsewhere than at the first step, and some be delivered at once; and some members wait for the
// backlog.
func addEntries(r *rand.Rand, m *Model) {
	for k := range m.Classes {
		c := &m.Classes[k]
		left := 1.0
		for range max(r.IntN(5)-2, 0) {
			p := left * []float64{0.3, 0.6, 1}[r.IntN(3)]
			c.Entry = append(c.Entry, Branch{r.IntN(len(c.Steps)), p})
			left -= p
		}
	}
	for _, b := range m.Backlog {
		for k := range m.Sources {
			if s := &m.Sources[k]; s.Class == b.Class && s.Waiting == 0 && b.Count > 0 && r.IntN(2) == 0 {
				s.Waiting = min(s.Population, b.Count)
				b.Count -= s.Waiting
			}
		}
	}
}

// addSplits has items at some delays and gates made into pieces: of classes that come later in the list, seldom of any.
func addSplits(r *rand.Rand, m *Model) {
	for k := range m.Classes {
		for j := range m.Classes[k].Steps {
			s := &m.Classes[k].Steps[j]
			if m.Stations[s.Station].Kind == Line || r.IntN(2) == 0 {
				continue
			}
			for range 1 + r.IntN(2) {
				of := k + 1 + r.IntN(2)
				if r.IntN(20) == 0 {
					of = r.IntN(3)
				}
				if of < len(m.Classes) {
					s.Split, s.Service = append(s.Split, Split{of, 1 + r.IntN(3)}), dist.Time{}
				}
			}
		}
	}
}

// addWaysAside sends half of those who give up to other steps.
func addWaysAside(r *rand.Rand, m *Model) {
	for k := range m.Classes {
		steps := m.Classes[k].Steps
		for j := range steps {
			s := &steps[j]
			if s.Patience.Mean() == 0 || r.IntN(2) == 0 {
				continue
			}
			s.GivesUp = []Branch{{r.IntN(len(steps)), []float64{0.4, 1}[r.IntN(2)]}}
			if s.GivesUp[0].Probability < 1 {
				s.GivesUp = append(s.GivesUp, Branch{r.IntN(len(steps)), 0.5})
			}
		}
	}
}

// addLimits turns one in four organisations into a board: a limit for each of some stations or pairs of stations, seldom one for all, and some
// that block.
func addLimits(r *rand.Rand, m *Model) {
	if r.IntN(4) > 0 {
		return
	}
	stations := len(m.Stations)
	for k := range m.Limits {
		m.Limits[k].Blocks = r.IntN(2) == 0
	}
	for k := range stations {
		if r.IntN(3) == 0 {
			continue
		}
		l := Limit{Name: fmt.Sprint("column", k), Stations: []int{k}, Max: 1 + r.IntN(4), Blocks: r.IntN(2) == 0}
		if other := r.IntN(stations); other != k && r.IntN(3) == 0 {
			l.Stations = append(l.Stations, other) // they overlap, and most do not contain each other
		}
		m.Limits = append(m.Limits, l)
	}
	if r.IntN(2) == 0 {
		l := Limit{Name: "board", Max: 2 + r.IntN(8), Blocks: r.IntN(4) == 0}
		for k := range stations {
			l.Stations = append(l.Stations, k)
		}
		m.Limits = append(m.Limits, l)
	}
	for k := range m.Limits {
		if r.IntN(5) == 0 {
			m.Changes = append(m.Changes, Change{At: []float64{0, 5, 21}[r.IntN(3)], Kind: SetLimit, Index: k, To: float64(1 + r.IntN(6))})
		}
	}
}

// randomModelOfOneLimit makes one with at most one limit, which does not block.
func randomModelOfOneLimit(r *rand.Rand) Model {
	var m Model
	chance := func(p float64) bool { return r.Float64() < p }
	pick := func(xs ...float64) float64 { return xs[r.IntN(len(xs))] }
	time := func(mean float64) dist.Time { return law(mean, pick(0, 0, 0.25, 1, 1, 4)) }
	stations, people := 1+r.IntN(5), 0
	if chance(0.3) {
		people = 1 + r.IntN(4)
	}
	for k := range stations {
		s := Station{Name: fmt.Sprint("station", k)}
		switch {
		case chance(0.1):
			s.Kind = Delay
		case chance(0.12):
			s.Kind = Gate
			if chance(0.6) {
				s.Count = 1 + r.IntN(4)
			}
			if s.Count == 0 || chance(0.4) {
				s.Every, s.Offset, s.AtMost = pick(1, 5, 8), pick(0, 1, 2.5), r.IntN(3)
			}
		default:
			s.Discipline = Discipline(r.IntN(3))
			if chance(0.3) {
				s.Discipline = FIFO
			}
			if chance(0.2) {
				s.Room = 1 + r.IntN(6)
			}
			if people > 0 && chance(0.6) {
				break
			}
			s.Servers = 1 + r.IntN(3)
			if chance(0.12) {
				s.Discipline = Sharing
				s.SwitchCost, s.Tasks = pick(0, 0.2, 1), r.IntN(4)
			}
		}
		m.Stations = append(m.Stations, s)
	}
	isServed := func(k int) bool { return m.Stations[k].Kind == Line && m.Stations[k].Servers == 0 }
	for k := range people {
		p := Person{Name: fmt.Sprint("person", k), Choice: Choice(r.IntN(4))}
		for s := range stations {
			if isServed(s) && chance(0.6) {
				p.Skills = append(p.Skills, Skill{s, pick(0.5, 1, 1, 2)})
			}
		}
		m.People = append(m.People, p)
	}
	classes := 1 + r.IntN(3)
	for k := range classes {
		c := Class{Name: fmt.Sprint("class", k), Priority: r.IntN(3)}
		n := 1 + r.IntN(4)
		for j := range n {
			s := Step{Station: r.IntN(stations), Service: time(pick(0.3, 1, 1, 2))}
			if chance(0.05) {
				s.Service = dist.Time{}
			}
			if chance(0.2) {
				s.Patience = time(pick(0.5, 2, 5))
			}
			left := 1.0
			for range r.IntN(3) {
				p := left * pick(0.2, 0.5, 0.9)
				if s.Service.Mean() == 0 || m.Stations[s.Station].Kind == Gate {
					p *= 0.5 // loops that take no time must end soon
				}
				s.Next = append(s.Next, Branch{r.IntN(n), p})
				left -= p
			}
			if j+1 < n && chance(0.7) {
				s.Next = append(s.Next, Branch{j + 1, left * pick(0.3, 1)})
			}
			if k+1 < classes && chance(0.15) {
				s.Spawn = append(s.Spawn, Spawn{k + 1, pick(0.1, 0.5)})
			}
			c.Steps = append(c.Steps, s)
		}
		m.Classes = append(m.Classes, c)
		src := Source{Name: fmt.Sprint("source", k), Class: k, Between: time(pick(0.7, 1.5, 3))}
		switch {
		case chance(0.15):
			src.Population = 1 + r.IntN(6)
		case chance(0.1):
			src.Growth = pick(-0.05, 0.01)
		case chance(0.15):
			src.Follow = &Follow{Stations: []int{r.IntN(stations)}, Base: pick(0, 0.5, 1), PerItem: pick(0.01, 0.1)}
		}
		if src.Population == 0 && chance(0.15) {
			src.Batch = []float64{0.5, 0, 0.5}
		}
		if src.Population == 0 && chance(0.15) {
			src.Steps = []Rate{{5, 0}, {8, pick(0.5, 2)}, {30, 1}}
		}
		m.Sources = append(m.Sources, src)
	}
	if chance(0.25) {
		m.Limits = append(m.Limits, Limit{Name: "limit", Stations: []int{r.IntN(stations)}, Max: 1 + r.IntN(5)})
		for s := range stations {
			if s != m.Limits[0].Stations[0] && chance(0.4) {
				m.Limits[0].Stations = append(m.Limits[0].Stations, s)
			}
		}
		if chance(0.3) {
			m.Changes = append(m.Changes, Change{At: 12, Kind: SetLimit, To: float64(1 + r.IntN(8))})
		}
	}
	if chance(0.3) {
		c := r.IntN(classes)
		m.Backlog = append(m.Backlog, Backlog{c, r.IntN(len(m.Classes[c].Steps)), r.IntN(8)})
	}
	for k, s := range m.Stations {
		if s.Servers > 0 && chance(0.15) {
			m.Changes = append(m.Changes, Change{At: pick(0, 3, 7), Every: pick(0, 0, 9), Kind: SetServers, Index: k, To: float64(r.IntN(4))})
			m.Changes = append(m.Changes, Change{At: 10, Every: pick(0, 6), Kind: SetServers, Index: k, To: float64(s.Servers)})
		}
	}
	for k := range m.People {
		if chance(0.2) {
			m.Changes = append(m.Changes, Change{At: 6, Every: 16, Kind: SetPresence, Index: k, To: 0},
				Change{At: 14, Every: 16, Kind: SetPresence, Index: k, To: 1})
		}
		if s := r.IntN(stations); isServed(s) && chance(0.3) {
			m.Changes = append(m.Changes, Change{At: pick(4, 9), Kind: SetSpeed, Index: k, Station: s, To: pick(0, 0.5, 1.5)})
		}
	}
	if chance(0.1) {
		at := 0.0
		for range 1 + r.IntN(10) {
			at += pick(0, 0.5, 2)
			m.Trace = append(m.Trace, Arrival{At: at, Class: r.IntN(classes), Work: []float64{pick(0.5, 1)}, Patience: pick(0, 0, 1)})
		}
	}
	return m
}

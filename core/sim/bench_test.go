package sim

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"

	"kingman/core/dist"
)

func law(mean, scv float64) dist.Time {
	t, err := dist.ByMoments(mean, scv)
	if err != nil {
		panic(err)
	}
	return t
}

// tandem is three stations in a row with 20 % of items going back from the last to the first, at ρ = 0.8.
func tandem() Model {
	return Model{
		Classes: []Class{{Name: "item", Steps: []Step{
			{Station: 0, Service: law(1, 1), Next: []Branch{{1, 1}}},
			{Station: 1, Service: law(1, 1), Next: []Branch{{2, 1}}},
			{Station: 2, Service: law(1, 1), Next: []Branch{{0, 0.2}}},
		}}},
		Stations: []Station{{Name: "a", Servers: 1}, {Name: "b", Servers: 1}, {Name: "c", Servers: 1}},
		Sources:  []Source{{Name: "in", Class: 0, Between: law(1/0.64, 1)}},
	}
}

// single is one station, with a service of one hour.
func single(servers int, rho, ca2, cs2 float64) Model {
	return Model{
		Classes:  []Class{{Name: "item", Steps: []Step{{Station: 0, Service: law(1, cs2)}}}},
		Stations: []Station{{Name: "a", Servers: servers}},
		Sources:  []Source{{Name: "in", Class: 0, Between: law(1/(rho*float64(servers)), ca2)}},
	}
}

// maze is n stations between which items wander: from each to any of three others, or out with probability 1/8. Arrivals
// come to the first; every station is at most 80 % busy.
func maze(n int) Model {
	r := rand.New(rand.NewPCG(uint64(n), 5))
	m := Model{Classes: []Class{{Name: "item"}}}
	for k := range n {
		m.Stations = append(m.Stations, Station{Name: fmt.Sprint(k), Servers: 1})
		var next []Branch
		for range 3 {
			next = append(next, Branch{r.IntN(n), 0.875 / 3})
		}
		m.Classes[0].Steps = append(m.Classes[0].Steps, Step{Station: k, Next: next})
	}
	// The traffic equations by iteration give each station the service that makes it 80 % busy at one arrival an hour.
	flow := make([]float64, n)
	for range 200 {
		next := make([]float64, n)
		next[0] = 1
		for k, s := range m.Classes[0].Steps {
			for _, b := range s.Next {
				next[b.To] += flow[k] * b.Probability
			}
		}
		flow = next
	}
	for k := range n {
		m.Classes[0].Steps[k].Service = law(0.8/max(flow[k], 1e-3), 1)
	}
	m.Sources = []Source{{Name: "in", Between: law(1, 1)}}
	return m
}

// urgent is one station with three priorities, the urgent ones interrupting.
func urgent() Model {
	m := Model{Stations: []Station{{Name: "a", Servers: 4, Discipline: PreemptiveResume}}}
	for k := range 3 {
		name := fmt.Sprint(k)
		m.Classes = append(m.Classes, Class{Name: name, Priority: k, Steps: []Step{{Service: law(1, 1)}}})
		m.Sources = append(m.Sources, Source{Name: name, Class: k, Between: law(3/3.4, 1)})
	}
	return m
}

// skilled is ten kinds of work and twenty people who know three kinds each.
func skilled() Model {
	var m Model
	for k := range 10 {
		name := fmt.Sprint(k)
		m.Stations = append(m.Stations, Station{Name: name})
		m.Classes = append(m.Classes, Class{Name: name, Steps: []Step{{Station: k, Service: law(1, 1)}}})
		m.Sources = append(m.Sources, Source{Name: name, Class: k, Between: law(1/1.7, 1)})
	}
	for k := range 20 {
		p := Person{Name: fmt.Sprint(k), Choice: Oldest}
		for j := range 3 {
			p.Skills = append(p.Skills, Skill{(k + j) % 10, 1})
		}
		m.People = append(m.People, p)
	}
	return m
}

func benchModels() map[string]Model {
	return map[string]Model{
		"1 G/G/1":               single(1, 0.8, 1, 1),
		"2 G/G/10":              single(10, 0.9, 1, 1),
		"3 tandem":              tandem(),
		"4 100 stations":        maze(100),
		"5 1000 stations":       maze(1000),
		"6 preemption":          urgent(),
		"7 20 people, 3 skills": skilled(),
		"8 tandem, general paths": func() Model {
			m := tandem()
			m.Stations[0].Room, m.Stations[1].Room, m.Stations[2].Room = 1e6, 1e6, 1e6
			return m
		}(),
		"9 tandem as a board": func() Model {
			m := tandem()
			m.Limits = []Limit{
				{Name: "board", Stations: []int{0, 1, 2}, Max: 30}, {Stations: []int{0}, Max: 10, Blocks: true},
				{Stations: []int{1}, Max: 10, Blocks: true}, {Stations: []int{2}, Max: 10},
			}
			return m
		}(),
	}
}

// BenchmarkEvents reports the cost of an event. The rows are to be compared with each other within one run.
func BenchmarkEvents(b *testing.B) {
	models := benchModels()
	for _, name := range slices.Sorted(maps.Keys(models)) {
		b.Run(name, func(b *testing.B) { benchEvents(b, models[name]) })
	}
}

// benchEvents runs b.N events of a model that has run for long before, so that its pool has its size and its code is compiled.
func benchEvents(b *testing.B, m Model) {
	e, err := New(m, Options{Seed: 1, Horizon: 1e11, Quantiles: true})
	if err != nil {
		b.Fatal(err)
	}
	for range 60 {
		e.Step(5000)
	}
	b.ReportAllocs()
	b.ResetTimer()
	start, born := e.Events(), e.born
	for left := b.N; left > 0; left -= 5000 {
		e.Step(min(left, 5000))
	}
	b.StopTimer()
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(max(e.born-born, 1)), "ns/item")
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(max(e.Events()-start, 1)), "ns/event")
	b.ReportMetric(float64(e.Events()-start)/b.Elapsed().Seconds()/1e6, "Mevents/s")
	b.ReportMetric(float64(len(e.cal.slots)), "slots")
}

// BenchmarkMillion runs the first million items of the tandem, from nothing. With -benchtime=1x -count=8 the first result is
// that of code that has never run, the last ones are those of code that is warm: in a browser that differs.
func BenchmarkMillion(b *testing.B) {
	for b.Loop() {
		e, err := New(tandem(), Options{Seed: 1, Horizon: 1e11, Quantiles: true})
		if err != nil {
			b.Fatal(err)
		}
		for e.born < 1_000_000 {
			e.Step(5000)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/1e6, "ns/item")
}

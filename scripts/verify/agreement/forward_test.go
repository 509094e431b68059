package agreement

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/core/sim"
	"kingman/core/stats"
)

// drifts are stations whose rates change, forward equations beside the simulator. Services that have
// begun keep their speed there; the equations have that on average only.
var drifts = []struct {
	name string
	f    queue.Forward
}{
	{"experts who teach", experts(52, 0.1, 0.5)},
	{"experts who teach much", experts(26, 0.4, 1)},
	{"findings that become fewer, through ρ = 1", weeks(26, 20, func(k float64, p *queue.ForwardPeriod) {
		p.ArrivalRate, p.MeanService, p.Servers = 0.12+0.38*math.Exp(-k/8), 8, 3
	})},
	{"growth through ρ = 1", weeks(60, 0, func(k float64, p *queue.ForwardPeriod) {
		p.ArrivalRate, p.MeanService, p.Servers = 9.0/40*math.Pow(1.03, k*12/52), 16, 5
	})},
	{"growth, and a newcomer who is slow at first", weeks(52, 0, func(k float64, p *queue.ForwardPeriod) {
		p.ArrivalRate, p.MeanService, p.Servers = 9.0/40*math.Pow(1.05, k*12/52), 16, 5
		if k > 13 {
			p.ExtraServers, p.ExtraService = 1, 32
		}
		if k > 26 {
			p.ExtraService = 16
		}
	})},
	{"busy and quiet quarters", weeks(52, 0, func(k float64, p *queue.ForwardPeriod) {
		p.ArrivalRate, p.MeanService, p.Servers = 17.0/8/40*1.3, 16, 1
		if int(k/13)%2 == 1 {
			p.ArrivalRate = 17.0 / 8 / 40 * 0.7
		}
	})},
	{"patience from a backlog", weeks(26, 40, func(k float64, p *queue.ForwardPeriod) {
		p.ArrivalRate, p.MeanService, p.Servers, p.AbandonRate = 0.36, 8, 3, 1.0/520
	})},
	{"servers who come", weeks(26, 10, func(k float64, p *queue.ForwardPeriod) {
		p.ArrivalRate, p.MeanService, p.Servers = 0.45, 8, 3+int(k/9)
	})},
}

// weeks is a station whose rates are those of the middle of each week.
func weeks(n int, backlog float64, at func(k float64, p *queue.ForwardPeriod)) queue.Forward {
	f := queue.Forward{Backlog: backlog, ArrivalSCV: 1, ServiceSCV: 1}
	for k := range n {
		p := queue.ForwardPeriod{Hours: 40}
		at(float64(k)+0.5, &p)
		f.Periods = append(f.Periods, p)
	}
	return f
}

// experts have less and less asked of them, and harder questions, the more of their week they
// teach.
func experts(n int, teach, harder float64) queue.Forward {
	return weeks(n, 0, func(k float64, p *queue.ForwardPeriod) {
		gain, loss := 0.15*teach, 0.0031
		others := gain / (gain + loss) * (1 - math.Exp(-(gain+loss)*k))
		p.ArrivalRate, p.Servers = 13*(1-others)/40, 3
		p.MeanService = 8 * (1 - harder*math.Log(1-others)) / (1 - teach)
	})
}

// driftModel is the station as the simulator sees it. Whoever is not always there, or changes speed, is
// a person.
func driftModel(t *testing.T, f queue.Forward) sim.Model {
	t.Helper()
	first := f.Periods[0]
	most, extra := 0, 0
	for _, p := range f.Periods {
		most, extra = max(most, p.Servers), max(extra, p.ExtraServers)
	}
	step := sim.Step{Service: law(t, first.MeanService, 1)}
	if first.AbandonRate > 0 {
		step.Patience = law(t, 1/first.AbandonRate, 1)
	}
	m := sim.Model{
		Stations: []sim.Station{{Name: "line"}},
		Classes:  []sim.Class{{Name: "item", Steps: []sim.Step{step}}},
		Sources:  []sim.Source{{Name: "source", Between: law(t, 1/first.ArrivalRate, 1)}},
		Backlog:  []sim.Backlog{{Count: int(f.Backlog)}},
	}
	for k := range most + extra {
		m.People = append(m.People, sim.Person{
			Name: fmt.Sprint(k), Away: k >= first.Servers && (k < most || first.ExtraServers == 0), Skills: []sim.Skill{{Speed: 1}},
		})
	}
	at, before := 0.0, first
	for _, p := range f.Periods {
		if p.ArrivalRate != before.ArrivalRate {
			m.Sources[0].Steps = append(m.Sources[0].Steps, sim.Rate{At: at, Factor: p.ArrivalRate / first.ArrivalRate})
		}
		for k := range most + extra {
			here, was := k < p.Servers || k >= most && p.ExtraServers > 0, k < before.Servers || k >= most && before.ExtraServers > 0
			mean, meant := p.MeanService, before.MeanService
			if k >= most {
				mean, meant = p.ExtraService, before.ExtraService
			}
			if here != was {
				to := 0.0
				if here {
					to = 1
				}
				m.Changes = append(m.Changes, sim.Change{At: at, Kind: sim.SetPresence, Index: k, To: to})
			}
			if here && mean != meant {
				m.Changes = append(m.Changes, sim.Change{At: at, Kind: sim.SetSpeed, Index: k, To: first.MeanService / mean})
			}
		}
		at, before = at+p.Hours, p
	}
	return m
}

// TestForward holds lines, chances of delay and integrals over time under drifting rates to simulations,
// half-way and at the date.
func TestForward(t *testing.T) {
	var s scores
	defer s.honest(t)
	for run, d := range drifts {
		f := d.f
		f.Steps = 2000 // to hold the equations, not their steps
		result, err := f.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		looks := []int{len(f.Periods)/2 - 1, len(f.Periods) - 1}
		model := driftModel(t, f)
		s.within(t, func(times int) (list []comparison) {
			sums := map[string]*stats.Accumulator{}
			add := func(what string, x float64) {
				if sums[what] == nil {
					sums[what] = &stats.Accumulator{}
				}
				sums[what].Add(x)
			}
			var samples []float64
			for _, k := range looks {
				samples = append(samples, result.Points[k].Time)
			}
			for r := range 600 * times {
				e, err := sim.New(model, sim.Options{Seed: seed + uint64(run), Replication: r + 10_000*times, Horizon: result.End().Time, Samples: samples})
				if err != nil {
					t.Fatal(err)
				}
				for !e.Step(1 << 20) {
				}
				out := e.Result()
				for i, k := range looks {
					// The last look is the end.
					snap := out.Snapshots[min(i+1, len(out.Snapshots)-1)]
					st, c := snap.Stations[0], snap.Classes[0]
					at := fmt.Sprintf("%s, week %d, ", d.name, k+1)
					add(at+"line", float64(st.Waiting))
					add(at+"present", float64(c.Present))
					delayed := 0.0
					if p := f.Periods[k]; int(c.Present) >= p.Servers+p.ExtraServers {
						delayed = 1
					}
					add(at+"delayed", delayed)
					add(at+"hours", c.ItemHours)
					add(at+"work", st.BusyHours)
					add(at+"left", float64(c.Abandoned))
				}
			}
			for _, k := range looks {
				p := result.Points[k]
				at := fmt.Sprintf("%s, week %d, ", d.name, k+1)
				compare := func(what string, exact float64) {
					list = append(list, comparison{at + what, sums[at+what].Estimate(0.95), exact})
				}
				compare("line", p.QueueLength)
				compare("present", p.WIP())
				if p.DelayProbability < 0.99 {
					compare("delayed", p.DelayProbability)
				}
				compare("hours", p.ItemHours)
				compare("work", p.BusyHours)
				if p.Abandoned > 0 {
					compare("left", p.Abandoned)
				}
			}
			return list
		})
	}
}

package org

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/queue"
	"kingman/core/sim"
	"kingman/core/stats"
)

// within checks an estimate against a value that has a standard error of its own, 0 if it is exact: four standard errors of both.
func within(t *testing.T, what string, e stats.Estimate, want, stderr float64) {
	t.Helper()
	if tolerance := 4 * math.Hypot(e.StdErr, stderr); !(math.Abs(e.Mean-want) <= tolerance) {
		t.Errorf("%s: %.5g ± %.2g, want %.5g ± %.2g", what, e.Mean, e.StdErr, want, stderr)
	}
}

// steady is the steady state of an organisation.
func steady(t *testing.T, o Organisation, horizon float64) Report {
	t.Helper()
	r, err := o.SteadyState(Options{Seed: 3, Horizon: horizon})
	if err != nil || len(r.Warnings) > 0 {
		t.Fatal(err, r.Warnings)
	}
	return r
}

// helpLine is M/M/c with exponential patience; whoever gives up takes the given ways, among which may be "elsewhere".
func helpLine(rate float64, servers int, patience float64, ways ...Branch) Organisation {
	return Organisation{
		Stations: []sim.Station{{Name: "line", Servers: servers}, {Name: "elsewhere", Servers: 1}, {Name: "think", Kind: sim.Delay}},
		Classes: []Class{{Name: "call", Arrivals: []Arrivals{{Rate: rate, SCV: 1}}, Steps: []Step{
			{Station: "line", Service: Time{1, 1}, Patience: Time{patience, 1}, GivesUp: ways, Next: []Branch{{Out, 1}}},
			{Station: "elsewhere", Service: Time{1 / 0.8, 1}, Next: []Branch{{Out, 1}}},
			{Station: "think", Service: Time{4, 0.5}},
		}}},
	}
}

// Erlang-A (Palm 1957) with a second station behind it, at which those who gave up arrive.
func TestGivingUpLeadsElsewhere(t *testing.T) {
	q, err := queue.ErlangA{ArrivalRate: 2.7, MeanService: 1, Servers: 3, AbandonRate: 1 / 2.0}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	o := helpLine(2.7, 3, 2, Branch{"think", 1})
	r := steady(t, o, 100_000)
	c := r.Classes[0]
	within(t, "wait", c.Parts[sim.Wait], q.MeanWait, 0)
	within(t, "time elsewhere", c.Parts[sim.Handoff], q.AbandonProbability*4, 0) // whatever the law of the stay
	within(t, "share that gives up", r.Stations[0].Abandoned, q.AbandonProbability, 0)
	if c.Abandoned.Mean != 0 || c.Throughput.Mean == 0 {
		t.Errorf("%+v leave, and nobody should", c.Abandoned)
	}
	// Three in ten of them leave.
	o = helpLine(2.7, 3, 2, Branch{"think", 0.7})
	r = steady(t, o, 100_000)
	within(t, "share that leaves", r.Classes[0].Abandoned, 0.3*q.AbandonProbability, 0)
	within(t, "share that gives up", r.Stations[0].Abandoned, q.AbandonProbability, 0)
	within(t, "throughput elsewhere", r.Stations[2].Throughput, 2.7*0.7*q.AbandonProbability, 0)
}

// Those who give up and join the same line again take no work away and bring none: as many are present as in M/M/c without patience, since all
// who wait are alike.
func TestGivingUpAndComingBack(t *testing.T) {
	q, err := queue.MMc{ArrivalRate: 1.5, MeanService: 1, Servers: 2}.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	r := steady(t, helpLine(1.5, 2, 0.5, Branch{"line", 1}), 200_000)
	within(t, "present", r.Classes[0].WIP, q.WIP, 0)
	within(t, "lead time", r.Classes[0].LeadTime, q.MeanSojourn, 0)
	within(t, "visits that end with service", r.Stations[0].Throughput, 1.5, 0)
	// A line of q people, each of whom gives up at rate θ, is left q·θ times an hour.
	waiting := r.Stations[0].QueueLength
	gone := r.Stations[0].Abandoned
	if visits := r.Stations[0].Throughput.Mean / (1 - gone.Mean); math.Abs(visits*gone.Mean/(waiting.Mean/0.5)-1) > 0.01 {
		t.Errorf("%v visits an hour end with giving up, %v wait", visits*gone.Mean, waiting.Mean)
	}
}

// One server with impatient calls, and a second who serves those that give up: the stationary distribution of the Markov chain of both
// lines, by iteration (Gauss and Seidel), since what overflows is no Poisson stream.
func TestGivingUpToASecondLine(t *testing.T) {
	const rate, patience, second = 1.2, 2.0, 0.8
	const n, m = 24, 50 // states; what lies beyond weighs less than 1e-8
	var p [n + 1][m + 1]float64
	for i := range p {
		for j := range p[i] {
			p[i][j] = 1
		}
	}
	quits := func(i int) float64 { return float64(max(i-1, 0)) / patience }
	busy := func(i int, mu float64) float64 { return mu * float64(min(i, 1)) }
	for range 4000 {
		sum := 0.0
		for i := range n + 1 {
			for j := range m + 1 {
				in, out := 0.0, busy(i, 1)+busy(j, second)
				if i < n {
					out += rate
					in += p[i+1][j] * busy(i+1, 1)
				}
				if j < m {
					out += quits(i)
					in += p[i][j+1] * second
				}
				if i > 0 {
					in += p[i-1][j] * rate
				}
				if i < n && j > 0 {
					in += p[i+1][j-1] * quits(i+1)
				}
				p[i][j] = in / out
				sum += p[i][j]
			}
		}
		for i := range p {
			for j := range p[i] {
				p[i][j] /= sum
			}
		}
	}
	first, other := 0.0, 0.0
	for i := range p {
		for j := range p[i] {
			first += p[i][j] * float64(max(i-1, 0))
			other += p[i][j] * float64(max(j-1, 0))
		}
	}
	r := steady(t, helpLine(rate, 1, patience, Branch{"elsewhere", 1}), 200_000)
	within(t, "line", r.Stations[0].QueueLength, first, 0)
	within(t, "second line", r.Stations[1].QueueLength, other, 0)
}

// outcomes are those of the replications.
func outcomes(t *testing.T, o Organisation, opt Options) []Outcome {
	t.Helper()
	s, err := o.NewSimulator(opt)
	if err != nil {
		t.Fatal(err)
	}
	var all []Outcome
	for r := range opt.Replications {
		if err := s.Start(r); err != nil {
			t.Fatal(err)
		}
		for !s.Step(10_000) {
		}
		all = append(all, s.Outcome())
	}
	return all
}

// fires are incidents and their causes: a cause gives an incident after a random time, again and again, is looked into some time later, and goes
// on giving incidents while it waits for that.
func fires(followed, prevents float64) Organisation {
	const causes, incidents = 20, 4.0 / 40
	alight := Time{causes / incidents, 1}
	return Organisation{
		Stations: []sim.Station{
			{Name: "on call", Discipline: sim.PreemptiveResume}, {Name: "detect", Kind: sim.Delay}, {Name: "recover", Kind: sim.Delay},
			{Name: "dormant", Kind: sim.Delay}, {Name: "review", Kind: sim.Delay}, {Name: "again", Kind: sim.Delay},
		},
		Teams: []Team{{Name: "responders", Size: 2, Skills: []Skill{{"on call", 1}}}},
		Classes: []Class{
			{Name: "incident", Steps: []Step{{Station: "detect", Service: Time{0.5, 0}}, {Station: "on call", Service: Time{6, 1}}, {Station: "recover", Service: Time{1, 0}}}},
			{Name: "cause", Priority: 1, Backlog: causes, Arrivals: []Arrivals{{Rate: 1.0 / 40, SCV: 1}}, Steps: []Step{
				{Station: "dormant", Service: alight, Spawn: []Spawn{{"incident", 1}}, Next: []Branch{{"dormant", 1 - followed}}},
				{Station: "review", Service: Time{8, 0}},
				{Name: "follow-up", Station: "on call", Service: Time{8, 1}, Patience: alight, GivesUp: []Branch{{"again", 1}}, Next: []Branch{{"dormant", 1 - prevents}, {Out, prevents}}},
				{Station: "again", Spawn: []Spawn{{"incident", 1}}, Next: []Branch{{"follow-up", 1}}},
			}},
		},
	}
}

// Values of an independent event simulation with other random numbers, 2000 runs each, with their standard errors.
func TestCausesThatWaitStayActive(t *testing.T) {
	for _, c := range []struct {
		followed, prevents, weeks              float64
		incidents, restore, hours, atTheEnd    float64
		seIncidents, seRestore, seHours, seEnd float64
	}{
		{0, 0.5, 52, 478.383, 21.210794, 2755.0063, 72.0245, 1.09, 0.25, 5.73, 0.165},
		{1, 0.5, 52, 125.37, 7.7067191, 1724.964, 11.108, 0.372, 0.014, 5.55, 0.0772},
		{1, 0.5, 26, 71.596, 7.7343918, 974.6588, 11.9295, 0.231, 0.019, 3.51, 0.079},
	} {
		name := fmt.Sprintf("%v followed, %v weeks: ", c.followed, c.weeks)
		all := outcomes(t, fires(c.followed, c.prevents), Options{Seed: 1, Horizon: c.weeks * 40, Replications: 500})
		each := func(f func(o *Outcome) float64) stats.Estimate {
			return Metric(func(o *Outcome) (float64, float64) { return f(o), 1 }).Estimate(all, 0.95)
		}
		within(t, name+"incidents", each(func(o *Outcome) float64 { return o.Classes[0].Arrived }), c.incidents, c.seIncidents)
		within(t, name+"restore", LeadTime(0).Estimate(all, 0.95), c.restore, c.seRestore)
		within(t, name+"hours", each(func(o *Outcome) float64 { return o.Teams[0].Busy }), c.hours, c.seHours)
		within(t, name+"causes", each(func(o *Outcome) float64 { return o.Classes[1].Open }), c.atTheEnd, c.seEnd)
	}
	// Where follow-ups end little the people drown in them: 79 h to restore within two years, 9 if waiting put a cause to sleep. Both are whole hours.
	restore := func(o Organisation) stats.Estimate {
		return LeadTime(0).Estimate(outcomes(t, o, Options{Seed: 1, Horizon: 104 * 40, Replications: 200}), 0.95)
	}
	within(t, "restore, causes awake", restore(fires(1, 0.1)), 79, 0.5)
	asleep := fires(1, 0.1)
	asleep.Classes[1].Steps[2].Patience = Time{}
	within(t, "restore, causes asleep", restore(asleep), 9, 0.5)
}

// wall is a team that does security tickets, 20 a week where 15 can be done, and closes unread what is older than forget weeks on average; what is
// closed unread stays open.
func wall(forget float64) Organisation {
	steps := []Step{
		{Station: "team", Service: Time{8, 1}, Patience: Time{forget * 40, 1}, GivesUp: []Branch{{"forgotten", 1}}, Next: []Branch{{Out, 1}}},
		{Station: "forgotten", Service: Forever},
	}
	return Organisation{
		Stations: []sim.Station{{Name: "team", Servers: 3}, {Name: "forgotten", Kind: sim.Delay}},
		Classes: []Class{
			{Name: "finding", Arrivals: []Arrivals{{Rate: 0.5, SCV: 1}}, Steps: steps}, {Name: "old", Backlog: 20, Steps: steps},
		},
	}
}

// What is closed unread stays in the system for ever, and counts in Open, WIP and Points. Values of an independent simulation.
func TestTicketsClosedUnreadStayOpen(t *testing.T) {
	all := outcomes(t, wall(13), Options{Seed: 1, Horizon: 52 * 40, Replications: 400, Points: 2})
	at := func(k int, f func(o *Outcome, p *Point) float64) stats.Estimate {
		return Metric(func(o *Outcome) (float64, float64) { return f(o, &o.Points[k]), 1 }).Estimate(all, 0.95)
	}
	open := func(_ *Outcome, p *Point) float64 { return p.WIP[0] + p.WIP[1] }
	within(t, "open in week 52", at(1, open), 279.579, 0.666)
	within(t, "open in week 26", at(0, open), 150.1, 0.9)
	within(t, "with the team in week 52", at(1, func(o *Outcome, p *Point) float64 { return open(o, p) - o.Stations[0].Abandoned }), 67.094, 0.253)
	for _, o := range all {
		if o.Classes[0].Abandoned+o.Classes[1].Abandoned > 0 || o.Classes[0].Open+o.Classes[1].Open != o.Points[1].WIP[0]+o.Points[1].WIP[1] {
			t.Fatalf("%+v", o.Classes)
		}
	}
	endless := wall(13)
	endless.Classes[0].Steps[0].Next = []Branch{{"forgotten", 0.1}}
	if f, err := endless.Formulas(); err != nil || f.Method != "" || len(f.LeftOut) == 0 {
		t.Errorf("formulas for what stays for ever: %+v, %v", f, err)
	}
}

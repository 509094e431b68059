package org_test

import (
	"fmt"
	"math"

	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/stats"
)

// hours prints an estimate in hours with its half width.
func hours(e stats.Estimate) string { return fmt.Sprintf("%.1f ± %.1f h", e.Mean, e.Hi-e.Mean) }

func must(r org.Report, err error) org.Report {
	if err != nil {
		panic(err)
	}
	return r
}

// halfYear is 26 weeks, in replications enough for intervals of a few per cent.
var halfYear = org.Options{Seed: 1, Horizon: 26 * 40, Replications: 200}

// specialist is a team of one who serves one station.
func specialist(station string) org.Team {
	return org.Team{Name: station + " specialist", Size: 1, Skills: []org.Skill{{Station: station, Speed: 1}}}
}

// Four specialists in a row, each 80 % busy, against the same four people doing everything, a tenth slower.
func Example_lineOfSpecialists() {
	arrivals := []org.Arrivals{{Rate: 0.05, SCV: 1}}
	part := org.Time{Mean: 16, SCV: 1}
	line := org.Organisation{
		Classes: []org.Class{{Name: "feature", Arrivals: arrivals}},
	}
	for _, s := range []string{"database", "middle", "page", "browser"} {
		line.Stations = append(line.Stations, sim.Station{Name: s})
		line.Teams = append(line.Teams, specialist(s))
		line.Classes[0].Steps = append(line.Classes[0].Steps, org.Step{Station: s, Service: part})
	}
	pool := org.Organisation{
		Stations: []sim.Station{{Name: "everything"}},
		Teams:    []org.Team{{Name: "generalists", Size: 4, Skills: []org.Skill{{Station: "everything", Speed: 0.9}}}},
		Classes: []org.Class{{Name: "feature", Arrivals: arrivals, Steps: []org.Step{
			{Station: "everything", Service: org.Time{Mean: 64, SCV: 0.25}}}}},
	}
	f, _ := line.Formulas()
	fmt.Printf("for ever, by %s: %.0f h\n", f.Method, f.Classes[0].LeadTime)
	fmt.Println("half a year, specialists:", hours(must(line.Simulate(halfYear)).Classes[0].LeadTime))
	fmt.Println("half a year, generalists:", hours(must(pool.Simulate(halfYear)).Classes[0].LeadTime))
	// Output:
	// for ever, by Jackson 1957: 320 h
	// half a year, specialists: 168.5 ± 6.3 h
	// half a year, generalists: 97.7 ± 4.3 h
}

// Everybody's work needs the same reviewer.
func Example_sharedReviewer() {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "red"}, {Name: "blue"}, {Name: "review"}},
		Teams: []org.Team{
			{Name: "red team", Size: 4, Skills: []org.Skill{{Station: "red", Speed: 1}}},
			{Name: "blue team", Size: 4, Skills: []org.Skill{{Station: "blue", Speed: 1}}},
			specialist("review"),
		},
	}
	for _, team := range []string{"red", "blue"} {
		o.Classes = append(o.Classes, org.Class{
			Name: team + " work", Arrivals: []org.Arrivals{{Rate: 0.1, SCV: 1}},
			Steps: []org.Step{{Station: team, Service: org.Time{Mean: 24, SCV: 1}}, {Station: "review", Service: org.Time{Mean: 4.5, SCV: 1}}},
		})
	}
	r := must(o.Simulate(halfYear))
	for _, s := range r.Stations {
		fmt.Printf("wait for %s: %s\n", s.Name, hours(s.MeanWait))
	}
	fmt.Printf("the reviewer is busy %.0f %% of the time\n", 100*r.Teams[2].BusyFraction.Mean)
	// Output:
	// wait for red: 3.6 ± 0.5 h
	// wait for blue: 3.7 ± 0.5 h
	// wait for review: 23.9 ± 1.9 h
	// the reviewer is busy 84 % of the time
}

// One in five items comes back from review, and one that comes back waits like every other.
func Example_feedbackLoop() {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "build", Servers: 4}, {Name: "review", Servers: 1}},
		Classes: []org.Class{{Name: "feature", Arrivals: []org.Arrivals{{Rate: 0.16, SCV: 1}}, Steps: []org.Step{
			{Station: "build", Service: org.Time{Mean: 16, SCV: 1}},
			{Station: "review", Service: org.Time{Mean: 4, SCV: 1}, Next: []org.Branch{{To: "build", Probability: 0.2}}},
		}}},
	}
	r := must(o.Simulate(halfYear))
	c := r.Classes[0]
	for _, part := range []sim.Part{sim.Wait, sim.Touch, sim.Rework} {
		fmt.Printf("%s: %s\n", part, hours(c.Parts[part]))
	}
	fmt.Printf("lead time: %s\n", hours(c.LeadTime))
	// Output:
	// wait: 27.0 ± 2.2 h
	// touch: 19.4 ± 0.2 h
	// rework: 4.5 ± 0.1 h
	// lead time: 50.8 ± 2.3 h
}

// Incidents interrupt whoever is on call; the rota sends one of two people on call, in turn, for a week each.
func Example_onCallRota() {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "features"}, {Name: "incidents", Discipline: sim.PreemptiveResume}},
		Teams: []org.Team{
			{Name: "Ann", Size: 1, Choice: sim.MostUrgent, Skills: []org.Skill{{Station: "incidents", Speed: 1}, {Station: "features", Speed: 1}}},
			{Name: "Bob", Size: 1, Choice: sim.MostUrgent, Skills: []org.Skill{{Station: "features", Speed: 1}}},
		},
		Classes: []org.Class{
			{Name: "feature", Priority: 1, Arrivals: []org.Arrivals{{Rate: 0.08, SCV: 1}}, Steps: []org.Step{{Station: "features", Service: org.Time{Mean: 16, SCV: 1}}}},
			{Name: "incident", Priority: 0, Arrivals: []org.Arrivals{{Rate: 0.05, SCV: 1}}, Steps: []org.Step{{Station: "incidents", Service: org.Time{Mean: 6, SCV: 1}}}},
		},
		Changes: []org.Change{
			{At: 40, Every: 80, Team: "Ann", Station: "incidents", To: 0},
			{At: 40, Every: 80, Team: "Bob", Station: "incidents", To: 1},
			{At: 80, Every: 80, Team: "Bob", Station: "incidents", To: 0},
			{At: 80, Every: 80, Team: "Ann", Station: "incidents", To: 1},
		},
	}
	r := must(o.Simulate(halfYear))
	fmt.Println("feature, interrupted for:", hours(r.Classes[0].Parts[sim.Interrupted]))
	fmt.Println("feature, lead time:", hours(r.Classes[0].LeadTime))
	fmt.Println("incident, lead time:", hours(r.Classes[1].LeadTime))
	// Output:
	// feature, interrupted for: 1.4 ± 0.1 h
	// feature, lead time: 38.2 ± 2.8 h
	// incident, lead time: 8.3 ± 0.3 h
}

// Work is finished any day and released on Fridays.
func Example_weeklyGate() {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "build", Servers: 3}, {Name: "release", Kind: sim.Gate, Every: 40, Offset: 38}},
		Classes: []org.Class{{Name: "feature", Arrivals: []org.Arrivals{{Rate: 0.1, SCV: 1}}, Steps: []org.Step{
			{Station: "build", Service: org.Time{Mean: 20, SCV: 1}}, {Station: "release"}}}},
	}
	r := must(o.Simulate(halfYear))
	c := r.Classes[0]
	fmt.Printf("held for the release: %s of %s\n", hours(c.Parts[sim.Gated]), hours(c.LeadTime))
	fmt.Printf("flow efficiency: %.0f %%\n", 100*c.FlowEfficiency.Mean)
	// Output:
	// held for the release: 19.3 ± 0.2 h of 46.7 ± 1.2 h
	// flow efficiency: 42 %
}

// A Kanban board: three columns with limits, and one for the board. A finished card stays in its column until the next one has room.
func Example_kanbanBoard() {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "build", Servers: 4}, {Name: "review", Servers: 2}, {Name: "test", Servers: 2}},
		Classes: []org.Class{{Name: "card", Arrivals: []org.Arrivals{{Rate: 0.16, SCV: 1}}, Steps: []org.Step{
			{Station: "build", Service: org.Time{Mean: 16, SCV: 1}},
			{Station: "review", Service: org.Time{Mean: 8, SCV: 1}},
			{Station: "test", Service: org.Time{Mean: 8, SCV: 1}, Next: []org.Branch{{To: "build", Probability: 0.1}}},
		}}},
	}
	without := must(o.Simulate(halfYear))
	o.Limits = []org.Limit{
		{Name: "build", Stations: []string{"build"}, Max: 6, Blocks: true},
		{Name: "review", Stations: []string{"review"}, Max: 4, Blocks: true},
		{Name: "test", Stations: []string{"test"}, Max: 4},
		{Name: "board", Stations: []string{"build", "review", "test"}, Max: 10},
	}
	with := must(o.Simulate(halfYear))
	for k, s := range without.Stations {
		fmt.Printf("waiting for %s: %.1f, with limits %.1f\n", s.Name, s.QueueLength.Mean, with.Stations[k].QueueLength.Mean)
	}
	fmt.Println("outside:", hours(with.Classes[0].Parts[sim.Held]))
	fmt.Printf("lead time: %s, with limits %s\n", hours(without.Classes[0].LeadTime), hours(with.Classes[0].LeadTime))
	// Output:
	// waiting for build: 1.1, with limits 0.4
	// waiting for review: 1.3, with limits 0.6
	// waiting for test: 1.2, with limits 0.6
	// outside: 19.1 ± 2.8 h
	// lead time: 55.9 ± 1.8 h, with limits 62.2 ± 3.0 h
}

// Twenty engineers who build with clockwork regularity. If all begin a feature at time 0, all twenty come to the analysts at once, every week
// for ever; if each is somewhere in a feature, the analysts hardly notice.
func ExampleArrivals_underway() {
	wait := func(underway bool) stats.Estimate {
		o := org.Organisation{
			Stations: []sim.Station{{Name: "analysis"}},
			Teams:    []org.Team{{Name: "analysts", Size: 9, Skills: []org.Skill{{Station: "analysis", Speed: 1}}}},
			Classes:  []org.Class{{Name: "feature", Steps: []org.Step{{Station: "analysis", Service: org.Time{Mean: 16}}}}},
		}
		for range 20 {
			o.Classes[0].Arrivals = append(o.Classes[0].Arrivals, org.Arrivals{Rate: 1.0 / 40, Underway: underway})
		}
		return must(o.Simulate(halfYear)).Stations[0].MeanWait
	}
	fmt.Println("in step:       ", hours(wait(false)))
	fmt.Println("each underway: ", hours(wait(true)))
	// Output:
	// in step:        11.9 ± 0.0 h
	// each underway:  0.9 ± 0.1 h
}

// A cumulative flow diagram: what has been asked for, built and tested so far, and how many features wait outside the limit.
func ExampleSeries() {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "build"}, {Name: "test"}},
		Teams: []org.Team{
			{Name: "engineers", Size: 8, Skills: []org.Skill{{Station: "build", Speed: 1}}},
			{Name: "testers", Size: 3, Skills: []org.Skill{{Station: "test", Speed: 0.75}}},
		},
		Classes: []org.Class{{Name: "feature", Arrivals: []org.Arrivals{{Rate: 8.0 / 40, SCV: 1}}, Steps: []org.Step{
			{Station: "build", Service: org.Time{Mean: 40, SCV: 0.25}},
			{Station: "test", Service: org.Time{Mean: 16, SCV: 0.25}},
		}}},
		Limits: []org.Limit{{Name: "in progress", Stations: []string{"build", "test"}, Max: 12}},
	}
	opt := halfYear
	opt.Points = 2
	s := must(o.Simulate(opt)).Series
	for k, t := range s.Times {
		fmt.Printf("week %.0f: %.0f asked for, %.0f of them outside; %.0f built, %.0f tested; testers %.0f h at work\n", t/40,
			s.Classes[0].Arrived[k].Mean.Mean, s.Classes[0].Held[k].Mean.Mean, s.Stations[0].Served[k].Mean.Mean,
			s.Stations[1].Served[k].Mean.Mean, s.Teams[1].Busy[k].Mean.Mean)
	}
	// Output:
	// week 13: 103 asked for, 27 of them outside; 70 built, 64 tested; testers 1390 h at work
	// week 26: 207 asked for, 59 of them outside; 143 built, 137 tested; testers 2941 h at work
}

// Security tickets that nobody has read within a quarter, on average, are closed. The list is short then; what could be found by others is not.
func ExampleStep_givesUp() {
	const forget = 13 * 40
	ticket := org.Class{Name: "ticket", Backlog: 20, Arrivals: []org.Arrivals{{Rate: 20.0 / 40, SCV: 1}}, Steps: []org.Step{
		{Station: "team", Service: org.Time{Mean: 8, SCV: 1}, Next: []org.Branch{{To: org.Out, Probability: 1}}},
		{Station: "closed unread", Service: org.Forever},
	}}
	o := org.Organisation{
		Stations: []sim.Station{{Name: "team", Servers: 3}, {Name: "closed unread", Kind: sim.Delay}},
		Classes:  []org.Class{ticket},
	}
	r := must(o.Simulate(halfYear))
	fmt.Printf("all kept: %.0f open, %.0f wait on average\n", r.Classes[0].OpenAtEnd.Mean, r.Stations[0].QueueLength.Mean)
	first := &o.Classes[0].Steps[0]
	first.Patience = org.Time{Mean: forget, SCV: 1}
	first.GivesUp = []org.Branch{{To: "closed unread", Probability: 1}}
	r = must(o.Simulate(halfYear))
	fmt.Printf("closed unread: %.0f open, %.0f wait on average\n", r.Classes[0].OpenAtEnd.Mean, r.Stations[0].QueueLength.Mean)
	// Output:
	// all kept: 152 open, 82 wait on average
	// closed unread: 152 open, 44 wait on average
}

// Eight specialists, each of whom may learn the next one's work, a month a year. Who comes asks the own specialist first, then the neighbour who has
// learned it. Seven learners have paid and gained little: it is the last link that closes the chain.
func ExampleAsk() {
	for _, trained := range []int{0, 7, 8} {
		var o org.Organisation
		for i := range 8 {
			own, next, before := fmt.Sprint("work ", i), fmt.Sprint("work ", (i+1)%8), fmt.Sprint("work ", (i+7)%8)
			team := org.Team{Name: own, Size: 1, Choice: sim.LongestLine, Skills: []org.Skill{{Station: own, Speed: 1}}}
			if i < trained {
				team.Skills = []org.Skill{{Station: own, Speed: 48.0 / 52}, {Station: next, Speed: 0.9 * 48 / 52}}
			}
			o.Stations = append(o.Stations, sim.Station{Name: own})
			o.Teams = append(o.Teams, team)
			ask := org.Ask{Station: own, Teams: []string{own}}
			if (i+7)%8 < trained {
				ask.Teams = append(ask.Teams, before)
			}
			o.Ask = append(o.Ask, ask)
			o.Classes = append(o.Classes, org.Class{
				Name: own, Arrivals: []org.Arrivals{{Rate: 17.0 / 8 / 40, SCV: 1}}, Steps: []org.Step{{Station: own, Service: org.Time{Mean: 16, SCV: 1}}},
			})
		}
		r := must(o.Simulate(halfYear))
		line := 0.0
		for _, s := range r.Stations {
			line += s.QueueLength.Mean
		}
		fmt.Printf("%d trained: %.1f pieces of work wait\n", trained, line)
	}
	// Output:
	// 0 trained: 21.2 pieces of work wait
	// 7 trained: 19.8 pieces of work wait
	// 8 trained: 15.7 pieces of work wait
}

// A deploy's tests, 90 minutes in a row, cut into pieces for eight runners: each piece starts a runner up, waits for itself, and the deploy goes on when the
// last one is done.
func ExampleStep_split() {
	for _, pieces := range []int{1, 2, 4, 8} {
		o := org.Organisation{
			Stations: []sim.Station{{Name: "build", Kind: sim.Delay}, {Name: "tests", Kind: sim.Delay}, {Name: "runners", Servers: 8}},
			Classes: []org.Class{
				{Name: "deploy", Arrivals: []org.Arrivals{{Rate: 2.5, SCV: 1}}, Steps: []org.Step{
					{Station: "build", Service: org.Time{Mean: 0.5}},
					{Station: "tests", Split: []org.Split{{Class: "piece", Pieces: pieces}}},
				}},
				{Name: "piece", Steps: []org.Step{{Station: "runners", Service: org.Time{Mean: (2 + 88/float64(pieces)) / 60, SCV: 0.1}}}},
			},
		}
		r := must(o.Simulate(org.Options{Seed: 1, Horizon: 13 * 40, Replications: 20}))
		fmt.Printf("%d pieces: %.0f minutes, of which the last piece waits %.0f\n", pieces, 60*r.Classes[0].LeadTime.Mean, 60*r.Classes[0].Parts[sim.Wait].Mean)
	}
	// Output:
	// 1 pieces: 120 minutes, of which the last piece waits 1
	// 2 pieces: 86 minutes, of which the last piece waits 2
	// 4 pieces: 67 minutes, of which the last piece waits 5
	// 8 pieces: 59 minutes, of which the last piece waits 10
}

// A release of n changes: they wait for each other at a gate, are one piece from there to the end of the test phase, and are out when it is.
func ExampleSplit() {
	for _, n := range []int{1, 5, 20} {
		fails := 1 - math.Pow(0.98, float64(n))
		o := org.Organisation{
			Stations: []sim.Station{{Name: "next release", Kind: sim.Gate, Count: n}, {Name: "test phase", Servers: 1}, {Name: "repair", Servers: 1}},
			Classes: []org.Class{
				{Name: "change", Arrivals: []org.Arrivals{{Rate: 0.25, SCV: 1}}, Steps: []org.Step{
					{Station: "next release", Split: []org.Split{{Class: "release", Pieces: 1}}}}},
				{Name: "release", Steps: []org.Step{
					{Station: "test phase", Service: org.Time{Mean: 2 + float64(n)/4}, Spawn: []org.Spawn{{Class: "failure", Probability: fails}}}}},
				{Name: "failure", Steps: []org.Step{{Station: "repair", Service: org.Time{Mean: 4, SCV: 1}}}},
			},
		}
		r := must(o.Simulate(halfYear))
		fmt.Printf("%d a release: out after %s, %.1f failures a month\n", n, hours(r.Classes[0].LeadTime), r.Classes[2].Throughput.Mean*40*52/12)
	}
	// Output:
	// 1 a release: out after 3.7 ± 0.1 h, 0.9 failures a month
	// 5 a release: out after 11.2 ± 0.1 h, 0.8 failures a month
	// 20 a release: out after 43.9 ± 0.4 h, 0.7 failures a month
}

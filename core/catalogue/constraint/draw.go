package constraint

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/words"
)

// withOneMore is a setting with one more person at a place: 0 is nobody, k+1 the k-th place.
// Where it has more people than today at one place only, these are left out, so that what they
// bring is seen beside what others would.
func withOneMore(s argument.Setting, at float64) argument.Setting {
	now, extra := s.Before(), 0
	for _, team := range teams {
		if s.Of(team) > now.Of(team) {
			extra++
		}
	}
	for k, team := range teams {
		n := s.Of(team)
		if extra == 1 {
			n = math.Min(n, now.Of(team))
		}
		if at == float64(k+1) {
			n++
		}
		s = s.At(team, n)
	}
	return s
}

// role is that of a setting with one more person there: what-if's, today's, or plain if it is neither.
func role(then argument.Setting, at float64) argument.Role {
	switch s := withOneMore(then, at); {
	case s.Equal(then):
		return argument.WhatIf
	case s.Equal(then.Before()):
		return argument.Today
	}
	return argument.Plain
}

// noBarOf says that none of the settings with one more person is what-if, which has more of them.
func noBarOf(then argument.Setting) bool {
	for k := 0.0; k <= places; k++ {
		if role(then, k) == argument.WhatIf {
			return false
		}
	}
	return true
}

// byPlace simulates one more person at each place, but for what the two settings are already.
func byPlace() *argument.Sweep {
	return &argument.Sweep{
		ID: "place", Setting: withOneMore,
		X: argument.Axis{Name: "place", Max: places}.Always(),
		Runs: func(s argument.Setting, _ argument.Axis) (at []float64) {
			for k := 0.0; k <= places; k++ {
				if role(s, k) == argument.Plain {
					at = append(at, k)
				}
			}
			return at
		},
	}
}

// ships is what is shipped a week with one more person at each place, by the places of
// [withOneMore]. It is simulated only if all of it is: places are told apart by less than
// formula and simulation are.
func ships(b *argument.Sheet) [places + 1]float64 {
	return b.Once("ships", func() any {
		known := b.SweptIn(byPlace()) && b.Now.Runs.Known() && b.Then.Runs.Known()
		var all [places + 1]float64
		for k := range all {
			at := float64(k)
			switch is := role(b.Then.Setting, at); {
			case !known:
				s := withOneMore(b.Then.Setting, at)
				all[k] = b.Keep("ships "+words.Short(at), s, func() any { return shippedBy(s) }).(float64)
			case is == argument.WhatIf:
				all[k] = b.WhatIf(throughput)
			case is == argument.Today:
				all[k] = b.Today(throughput)
			default:
				all[k] = b.Swept(byPlace(), throughput, at)
			}
		}
		return all
	}).([places + 1]float64)
}

// hardly is a share of what is shipped that nobody would call more.
const hardly = 0.01

// gains says at which places one more person ships more, the best of them first named.
func gains(b *argument.Sheet) (more [places]bool, best, number int) {
	all := ships(b)
	for k := range more {
		more[k] = all[k+1] >= all[0]*(1+hardly) && all[k+1] > all[0]
		if more[k] {
			number++
		}
		if all[k+1] > all[best+1] {
			best = k
		}
	}
	return more, best, number
}

func where() *argument.Rows {
	return &argument.Rows{
		ID: "where", Subtitle: "features shipped a week with one more person there", XName: "features a week", Scale: argument.PerWeekAxis,
		Names: []string{"nobody", "an engineer", "a reviewer", "a tester", "a releaser"},
		Sweep: byPlace(), Numbers: []int{throughput},
		Bars: func(b *argument.Sheet) []argument.Bar {
			all := ships(b)
			bars, today := make([]argument.Bar, len(all)), b.Today(throughput)
			for k, v := range all {
				bars[k] = argument.Bar{Parts: []float64{v}, Label: words.Short(v), Role: role(b.Then.Setting, float64(k))}
			}
			if !b.Same() && bars[0].Role != argument.Today {
				bars[0].Today = &today
			}
			return bars
		},
		Rules: func(b *argument.Sheet) []argument.Layer {
			return []argument.Layer{
				argument.RuleAt("asked", "asked for", "asked for", argument.Limit, b.Then.Of(demand)),
				argument.RuleAt("whatif", "what-if", "what-if", argument.WhatIf, b.WhatIf(throughput)).If(noBarOf(b.Then.Setting)),
			}
		},
		Title: func(b *argument.Sheet, _ []argument.Bar) string {
			_, best, number := gains(b)
			return argument.When(number == 0 && !saturated(withOneMore(b.Then.Setting, 0)), "All that is asked for can be shipped").
				When(number == 0, "One more person ships no more, wherever").
				When(number == 1, "Only "+words.WithArticle(roles[best])+" ships more").
				Else("Most is shipped with one more " + roles[best])
		},
	}
}

// flow is how far features have come over the weeks: the places from the last one up.
func flow() *argument.Areas {
	behind := func(k int) argument.Course { return func(p org.Point) float64 { return p.Served[k-1] - p.Served[k] } }
	return &argument.Areas{
		ID: "flow", YName: "features", Subtitle: "features asked for, by how far they have come",
		Parts: []argument.AreaPart{
			{ID: "shipped", Label: "shipped", Fill: argument.Solid, Of: func(p org.Point) float64 { return p.Delivered[0] }},
			{ID: "deploy", Label: "deploy", Name: "tested, not deployed", Fill: argument.Half, Of: behind(deploy)},
			{ID: "test", Label: "test", Name: "reviewed, not tested", Fill: argument.Hatch, Of: behind(test)},
			{ID: "review", Label: "review", Name: "built, not reviewed", Fill: argument.Half, Of: behind(review)},
			{ID: "build", Label: "build", Name: "asked for, not built", Fill: argument.Pale, Of: func(p org.Point) float64 { return p.Arrived[0] - p.Served[build] }},
		},
		Formula: func(s argument.Setting, times []float64) [][]float64 {
			parts := make([][]float64, places+1)
			for _, m := range within(s, max(1, len(times)-1)).Points[:len(times)] { // now alone, or until the date
				parts[0] = append(parts[0], m.Departed)
				for k := range places {
					there := m.Line[k] + m.Busy[k]
					if k == build {
						there += m.Held
					}
					parts[places-k] = append(parts[places-k], there)
				}
			}
			return parts
		},
		Title: func(b *argument.Sheet, now, then []float64) string {
			k, n, all := widest(then)
			_, _, before := widest(now)
			switch {
			case all < 0.5:
				return "Nothing is open at the date"
			case !b.Same() && b.Vouched(open) && argument.Whole(before) != argument.Whole(all):
				return words.Count(argument.Whole(all), "feature is", "features are") + " open, today " + words.Whole(before)
			}
			return words.Whole(all) + " " + argument.Is(all) + " open, " + words.Whole(n) + " of them at " + names[k]
		},
	}
}

// widest is the place with the widest band, of the parts of [flow], how many features are
// there, and how many are open.
func widest(parts []float64) (place int, there, all float64) {
	for k := range places {
		n := parts[places-k]
		all += n
		if n > there {
			place, there = k, n
		}
	}
	return place, there, all
}

func load() *argument.Rows {
	return &argument.Rows{
		ID: "load", Subtitle: "work asked for, of what each place can do", XName: "asked for", Names: names[:], Scale: argument.LoadAxis, Home: 1.2,
		Bars: func(b *argument.Sheet) []argument.Bar {
			bars, then, now := make([]argument.Bar, places), capacities(b.Then.Setting), capacities(b.Now.Setting)
			for k := range bars {
				share, today := b.Then.Of(demand)/words.Week/then[k], b.Now.Of(demand)/words.Week/now[k]
				bars[k] = argument.Bar{Parts: []float64{share}, Label: argument.InPercent(share)}
				if !b.Same() {
					bars[k].Today = &today
				}
			}
			bars[tightest(b.Then.Setting)].Role = argument.WhatIf
			return bars
		},
		Rules: func(*argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.RuleAt("full", "all that it can do", "100 %", argument.Limit, 1)}
		},
		Title: func(b *argument.Sheet, bars []argument.Bar) string {
			k := tightest(b.Then.Setting)
			return argument.When(bars[k].End() > 1+argument.Saturated, "Too much for "+names[k]+": "+bars[k].Label).
				Else("The constraint is " + names[k] + ", at " + bars[k].Label)
		},
	}
}

// byLimit is what-if's setting with every limit.
func byLimit() *argument.Sweep {
	return &argument.Sweep{
		ID: "limit", Along: wip, Formula: func(s argument.Setting) func(max float64) []float64 { return upTo(s, wip.Max) },
		Places: func(argument.Setting) []float64 {
			return []float64{1, 2, 4, 6, 8, 10, 12, 14, 17, 20, 25, 30, 40, 60, 100}
		},
		X: func(today, whatIf argument.Setting) argument.Axis {
			most := math.Max(math.Min(wip.Max, 2.5*criticalWIP(whatIf)), math.Max(today.Of(wip), whatIf.Of(wip)))
			return argument.FromOne("features in progress at most", words.Items, 30, most)
		},
		Runs: func(s argument.Setting, x argument.Axis) (at []float64) {
			if s.Of(wip) > 0 {
				at = []float64{0} // no limit, of which the others are shares
			}
			for _, part := range [...]float64{0.2, 0.3, 0.4, 0.5, 0.7, 1} {
				at = append(at, math.Floor(x.Max*part))
			}
			return at
		},
	}
}

// byLimitDrawn is what a limit costs and what it brings: what is shipped, and how long a
// feature takes once it is begun, as shares of what they are without a limit.
func byLimitDrawn() *argument.Own {
	return &argument.Own{
		Sweep: byLimit(), Numbers: []int{throughput, cycle},
		Draw: func(b *argument.Sheet) argument.Chart {
			w, x, then := byLimit(), b.Axis(byLimit()), b.Then.Setting
			limit, before := then.Of(wip), b.Now.Of(wip)
			free := b.ByFormula("no limit what-if", then.At(wip, 0))
			freeToday := free
			if b.Differ(wip) { // else today has the same curves
				freeToday = b.ByFormula("no limit today", b.Now.At(wip, 0))
			}
			critical := criticalWIP(then)
			layers := []argument.Layer{
				argument.RuleAt("critical", "critical work in progress (formula)", "critical: "+words.Whole(critical), argument.Limit, x.Ahead(critical)),
				argument.RuleAt("today", "today's limit", "today's limit", argument.Today, before).If(before > 0 && before != limit),
				argument.RuleAt("whatif", "what-if's limit", "at most "+words.Short(limit), argument.WhatIf, limit).If(limit > 0),
			}
			most := 1.0
			add := func(number int, id, name string, role argument.Role) {
				counted := b.WhatIf(number)
				if limit > 0 {
					counted = b.Swept(w, number, 0)
				}
				line := shares(b.Line(w, number, id, name+" (formula)", id), free[number])
				line.Role = role
				ghost := shares(b.Ghost(w, number, id+"-ghost", name+" today (formula)"), freeToday[number])
				points := shares(b.Simulated(w, number, id+"-simulated", name+" (simulated)"), counted)
				for _, v := range slices.Concat(line.Y, ghost.Y, points.Hi) {
					most = math.Max(most, v)
				}
				layers = append(layers, ghost, line, points)
			}
			add(throughput, "shipped", "features shipped", argument.Formula)
			add(cycle, "hours", "from start to delivery", argument.Limit)
			title := limitTitle(b, free)
			return argument.Chart{
				ID: "limit", X: x, Y: againstNoLimit(most), Layers: layers, Title: title,
				Subtitle: "shipped, and hours from start, against no limit",
				Alt: "What is shipped, and how long a feature takes from its start, against the most that may be in progress, as shares of what " +
					"they are without a limit: what is shipped soon comes near its most, while the hours go on rising. " + title + ".",
			}
		},
	}
}

// againstNoLimit is the axis of shares of what there is without a limit, up to most, with room
// for the names of the rules above.
func againstNoLimit(most float64) argument.Axis {
	y := argument.Axis{Name: "of what it is without a limit", Unit: words.Share, Max: 1.45 * most}
	step := 0.5 * math.Ceil(most/3)
	for k := 0.0; k*step <= most*(1+1e-9); k++ {
		y.Ticks = append(y.Ticks, argument.Tick{At: k * step, Text: argument.InPercent(k * step)})
	}
	return y
}

// shares is a layer as shares of a whole, on the axis of limits; nothing where the whole is.
func shares(l argument.Layer, whole float64) argument.Layer {
	return l.Over(whole, func(limit, _ float64) bool { return limit >= 1 && whole > 1e-9 })
}

// limitTitle says what what-if's limit does, or, if it has none, one of twice the critical
// work in progress.
func limitTitle(b *argument.Sheet, free []float64) string {
	most := b.Then.Of(wip)
	ships, hours := b.WhatIf(throughput), b.WhatIf(cycle)
	if most == 0 {
		most = math.Max(1, math.Min(wip.Max, math.Round(2*criticalWIP(b.Then.Setting))))
		v := b.ByFormula("twice critical", b.Then.At(wip, most))
		ships, hours = v[throughput], v[cycle]
	} else if b.SweptIn(byLimit()) {
		free = []float64{throughput: b.Swept(byLimit(), throughput, 0), cycle: b.Swept(byLimit(), cycle, 0)}
	}
	sooner := 1 - hours/free[cycle]
	fewer := 1 - ships/math.Max(free[throughput], 1e-9)
	said := ": as many"
	switch {
	case free[throughput] < 1e-9:
		return "Nothing is shipped so soon"
	case fewer >= hardly:
		said = ": " + argument.InPercent(fewer) + " fewer"
	case sooner < hardly:
		said = " changes nothing"
	}
	if sooner >= hardly {
		said += ", " + argument.InPercent(sooner) + " sooner"
	}
	return words.Short(most) + " at most" + said
}

// whereTheTimeGoes is work and waiting; nothing comes back and nothing is handed over.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		ID: "time", Time: "from asked for to delivered", Lead: lead, Say: words.Duration, Parts: map[org.Use]int{org.WorkedOn: inHand}, Rest: org.Waiting,
	}
}

package constraint

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/words"
)

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
		Title: func(b *argument.Sheet, today, whatIf []float64) string {
			k, n, all := widest(whatIf)
			_, _, before := widest(today)
			tells := !b.Same() && b.Vouched(open) && argument.Whole(before) != argument.Whole(all)
			return argument.When(all < 0.5, "Nothing is open at the date").
				When(tells, words.Count(argument.Whole(all), "feature is", "features are")+" open, today "+words.Whole(before)).
				Else(words.Whole(all) + " " + argument.Is(all) + " open, " + words.Whole(n) + " of them at " + names[k])
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
			bars, whatIf, today := make([]argument.Bar, places), line(b.WhatIf.Setting), line(b.Today.Setting)
			for k := range bars {
				share, todayShare := whatIf.Arrivals.Rate/whatIf.Stations[k].Capacity(), today.Arrivals.Rate/today.Stations[k].Capacity()
				bars[k] = argument.Bar{Parts: []float64{share}, Label: argument.InPercent(share)}
				if !b.Same() {
					bars[k].Today = &todayShare
				}
			}
			bars[tightest(b.WhatIf.Setting)].Role = argument.WhatIf
			return bars
		},
		Rules: func(*argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.RuleAt("full", "all that it can do", "100 %", argument.Limit, 1)}
		},
		Title: func(b *argument.Sheet, bars []argument.Bar) string {
			k := tightest(b.WhatIf.Setting)
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
			w, x, whatIf := byLimit(), b.Axis(byLimit()), b.WhatIf.Setting
			limit, before := whatIf.Of(wip), b.Today.Of(wip)
			free := b.ByFormula("no limit what-if", whatIf.At(wip, 0))
			freeToday := free
			if b.Differ(wip) { // else today has the same curves
				freeToday = b.ByFormula("no limit today", b.Today.At(wip, 0))
			}
			critical := criticalWIP(whatIf)
			layers := []argument.Layer{
				argument.RuleAt("critical", "critical work in progress (formula)", "critical: "+words.Whole(critical), argument.Limit, x.Ahead(critical)),
				argument.RuleAt("today", "today's limit", "today's limit", argument.Today, before).If(before > 0 && before != limit),
				argument.RuleAt("whatif", "what-if's limit", "at most "+words.Short(limit), argument.WhatIf, limit).If(limit > 0),
			}
			most := 1.0
			add := func(number int, id, name string, role argument.Role) {
				counted := b.WhatIf.Best(number)
				if limit > 0 {
					counted = b.Swept(w, number, 0)
				}
				curve := shares(b.Line(w, number, id, name+" (formula)", id), free[number])
				curve.Role = role
				ghost := shares(b.Ghost(w, number, id+"-ghost", name+" today (formula)"), freeToday[number])
				points := shares(b.Simulated(w, number, id+"-simulated", name+" (simulated)"), counted)
				for _, v := range slices.Concat(curve.Y, ghost.Y, points.Hi) {
					most = math.Max(most, v)
				}
				layers = append(layers, ghost, curve, points)
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
	most := b.WhatIf.Of(wip)
	shipped, hours := b.WhatIf.Best(throughput), b.WhatIf.Best(cycle)
	if most == 0 {
		most = math.Max(1, math.Min(wip.Max, math.Round(2*criticalWIP(b.WhatIf.Setting))))
		v := b.ByFormula("twice critical", b.WhatIf.At(wip, most))
		shipped, hours = v[throughput], v[cycle]
	} else if b.SweptIn(byLimit()) {
		free = []float64{throughput: b.Swept(byLimit(), throughput, 0), cycle: b.Swept(byLimit(), cycle, 0)}
	}
	sooner := 1 - hours/free[cycle]
	fewer := 1 - shipped/math.Max(free[throughput], 1e-9)
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

// keepsUp says whether the line can ship by the date what is asked for, and is already.
func keepsUp(s argument.Setting) bool {
	can := canDo(s)
	if max := s.Of(wip); max > 0 {
		can = math.Min(can, closedWeek(s, max))
	}
	return s.Of(demand)+s.Of(backlog)/s.Weeks() <= can
}

// decided lists the decisions in which what-if differs from today: "5 testers and 9 engineers";
// nothing where it differs in none, and the teams "and more" where it differs in all: a sentence has no room for them.
func decided(b *argument.Sheet) argument.Sentence {
	var all []argument.Sentence
	add := func(p *argument.Param, said, value string) {
		if v := b.WhatIf.Of(p); v != b.Today.Of(p) {
			all = append(all, argument.Say(said, argument.Drag(argument.WhatIf, p, v, value)))
		}
	}
	for k, team := range teams {
		add(team, "%", words.Count(b.WhatIf.Of(team), workers[k], workers[k]+"s"))
	}
	share, most := b.WhatIf.Of(lost), b.WhatIf.Of(wip)
	add(lost, "% test time lost", argument.When(share == 0, "no").Else(words.Percent(share)+" of"))
	add(wip, argument.When(most == 0, "%").Else("at most % in progress"), argument.When(most == 0, wip.Zero).Else(words.Short(most)))
	if len(all) > len(teams)+1 {
		all = append(all[:len(teams)], argument.Say("more"))
	}
	return argument.Listed(all)
}

// features says what is shipped a week.
func features(v float64) string { return words.Count(v, "feature", "features") + " a week" }

// little is a share of what is shipped that makes no headline where everything gets shipped:
// it comes from the last weeks only.
const little = 0.05

func headline(b *argument.Sheet) argument.Sentence {
	ship := b.Says(throughput, features)
	more := ship.Value - b.Today.Best(throughput) // as a share, where there is something of which it is one
	if today := b.Today.Best(throughput); today >= 1e-9 {
		more /= today
	}
	same := math.Abs(more) < hardly
	switch {
	case b.Same() && keepsUp(b.WhatIf.Setting):
		return argument.Say("Everything asked for gets shipped already, as today: %.", ship)
	case b.Same():
		return elsewhere(b, argument.Say("% get shipped, as today", ship), true)
	case math.Abs(more) < little && keepsUp(b.Today.Setting) && keepsUp(b.WhatIf.Setting):
		return spare(b)
	}
	k, one := newcomer(b)
	list := decided(b)
	var s argument.Sentence
	get, so := " get shipped", "% get shipped"
	switch {
	case one:
		n := b.WhatIf.Of(teams[k])
		s, get, so = argument.Say("% ships", argument.Drag(argument.WhatIf, teams[k], n, argument.Upper(nth(k, n)))), "", " %"
	case len(list) > 0:
		s, so = append(argument.Say("With "), list...).And(","), " % get shipped"
	default:
		ship.Text = argument.Upper(ship.Text)
	}
	if same && len(list) > 0 {
		return elsewhere(b, s.And(" no more"+get+" than today: %", ship), true)
	}
	s = s.And(so, ship)
	if s, told := s.AsToday(b, throughput, "about as many", words.Short); told {
		return s
	}
	return elsewhere(b, s.And(" instead of %", b.SaysToday(throughput, words.Short)), more < 0)
}

// spare is said where everything gets shipped, today and what-if: a feature may be through
// sooner.
func spare(b *argument.Sheet) argument.Sentence {
	s := argument.Say("Everything asked for gets shipped already")
	k, one := newcomer(b)
	list := decided(b)
	switch {
	case one:
		s = s.And("; % makes a feature", argument.Drag(argument.WhatIf, teams[k], b.WhatIf.Of(teams[k]), nth(k, b.WhatIf.Of(teams[k]))))
	case len(list) > 0:
		s = append(s.And("; with "), list...).And(" a feature is")
	default:
		s = s.And("; a feature is")
	}
	by := b.Today.Best(lead) - b.WhatIf.Best(lead)
	text := argument.When(one, argument.When(by < 0, " slower.").Else(" faster.")).When(by < 0, " later.").Else(" sooner.")
	if !b.Vouched(lead) || math.Abs(by) < hardly*b.Today.Best(lead) {
		return s.And(" hardly" + text)
	}
	return s.And(" %"+text, argument.Hours(argument.WhatIf, math.Abs(by)))
}

// constraintSaid says where the constraint is, and what it can do.
func constraintSaid(b *argument.Sheet) argument.Sentence {
	today, whatIf := tightest(b.Today.Setting), tightest(b.WhatIf.Setting)
	said := "The constraint is " + names[whatIf]
	if today != whatIf {
		said = "The constraint moves from " + names[today] + " to " + names[whatIf]
	}
	asks := b.WhatIf.Of(demand)
	return argument.Say(said+": it can do % a week, % "+argument.Is(asks)+" asked for.",
		argument.Short(argument.Formula, canDo(b.WhatIf.Setting)), argument.Drag(argument.Plain, demand, asks, words.Short(asks)))
}

// some says how many there are.
func some(v float64) string {
	return argument.When(argument.Whole(v) == 0, "none").Else(words.Whole(v))
}

// waits says what would wait in front of test.
func waits(b *argument.Sheet) argument.Sentence {
	whatIf := b.Says(pile, some)
	return argument.SayWhen(b.Same(), "In front of test % wait at the date.", whatIf).
		When(b.Tells(pile, some), "In front of test % would wait instead of %.", whatIf, b.SaysToday(pile, some)).
		Else("In front of test % would wait.", whatIf)
}

// takes says how long a feature takes.
func takes(b *argument.Sheet) argument.Sentence {
	s, _ := argument.Say("From asked for to delivered a feature takes %", b.Says(lead, words.Duration)).Compare(b, lead, words.Duration)
	s, _ = s.And(", from its start %", b.Says(cycle, words.Duration)).Compare(b, cycle, words.Duration)
	return s.And(".")
}

func asides(b *argument.Sheet) []argument.Sentence {
	limits := argument.Sentence(nil).AndIf(b.WhatIf.Of(wip) > 0,
		"A limit never ships more, and nobody gets a feature sooner after asking. What it spares besides, switching and stale features, is not in this model.")
	counted := argument.Say("Counted are all features of %, unfinished ones by their age.", argument.Date(b.WhatIf.Setting))
	return argument.Told(argument.InOne(waits(b), constraintSaid(b)), argument.InOne(takes(b), counted), limits, whyOthersToo(b))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	switch {
	case s.Of(wip) > 0:
		return "With a limit the formula is that of the long run, and of work as uneven as chance."
	case s.Weeks() < 13:
		return "So soon the first features are still on their way, and the formula takes averages."
	case !keepsUp(s):
		return argument.Fluid("features")
	}
	return argument.TwoNumbers + "is what goes from one place to the next."
}

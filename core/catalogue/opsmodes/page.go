package opsmodes

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// byMode simulates what-if's setting in each of the four modes.
func byMode() *argument.Sweep {
	return &argument.Sweep{
		ID: "mode", Along: mode,
		X:    argument.Axis{Name: "mode", Max: modes}.Always(),
		Runs: argument.RunsAt(argument.Evenly(mode, modes-1)...),
	}
}

// counted are the lead time and its parts, by number, and kinds how the parts are drawn.
var (
	counted = []int{lead, gated, waiting, working, returning, serving}
	kinds   = []argument.RowPart{
		{ID: "meeting", Label: "meeting", Fill: argument.Pale},
		{ID: "line", Label: "in line", Fill: argument.Hatch},
		{ID: "work", Label: "work", Fill: argument.Solid},
		{ID: "back", Label: "coming back", Fill: argument.HatchBack},
		{ID: "platform", Label: "platform", Fill: argument.Half},
	}
)

// quickest is the mode in which requests take least, the first of several.
func quickest(b *argument.Sheet) int {
	best, _ := argument.Least(modes, func(m int) float64 {
		in, _ := b.BestAt(byMode(), float64(m))
		return in(lead)
	})
	return best
}

// four is what a request takes in each of the four modes.
func four() *argument.Rows {
	names := mode.Names()
	return &argument.Rows{
		ID: "four", Subtitle: "where a request's time goes, from request to answer, on average", XName: "from request to answer", Scale: argument.WaitAxis,
		Names: names, Parts: kinds, Sweep: byMode(), Numbers: counted,
		Bars: func(b *argument.Sheet) []argument.Bar {
			bars := make([]argument.Bar, modes)
			for m := range bars {
				best, whose := b.BestAt(byMode(), float64(m))
				bars[m] = argument.Bar{Label: words.Duration(best(lead)), Role: whose}
				for _, n := range counted[1:] {
					bars[m].Parts = append(bars[m].Parts, best(n))
				}
				if lasts := b.Today.Best(lead); b.Today.Is(mode, m) && b.Differ(mode) { // in more than the mode
					bars[m].Today = &lasts
				}
			}
			return bars
		},
		Title: fourTitle,
	}
}

func fourTitle(b *argument.Sheet, _ []argument.Bar) string {
	byTicket, _ := b.BestAt(byMode(), ticket)
	wait, takes := byTicket(gated), byTicket(lead)
	best := quickest(b)
	return argument.When(best == ticket, "Here a queue of tickets is the quickest").
		When(wait > takes/3, "By ticket, "+words.Again(words.Duration(wait), words.Duration(takes))+" of "+words.Duration(takes)+" wait for a meeting").
		When(b.WhatIf.Is(mode, best), "Quickest is operations "+mode.Say(float64(best))).
		Else("Quicker would be operations " + mode.Say(float64(best)))
}

// otherModes are the lines of the modes that neither setting is in.
func otherModes(b *argument.Sheet, w *argument.Sweep) (layers []argument.Layer) {
	for m := range modes {
		name := mode.Say(float64(m))
		l := argument.LineOf("mode-"+words.Short(float64(m)), name+" (formula)", name, argument.Limit, nil, nil)
		other := !b.WhatIf.Is(mode, m) && !b.Today.Is(mode, m)
		if other {
			l.X, l.Y = b.Elsewhere(w, name, b.WhatIf.At(mode, float64(m)), lead)
		}
		layers = append(layers, l.If(other))
	}
	return layers
}

// ends names the two settings' lines.
func ends(b *argument.Sheet) (today, whatIf string) {
	today = argument.When(b.Same(), "").When(b.Today.Of(mode) == b.WhatIf.Of(mode), "as today").Else(mode.Say(b.Today.Of(mode)))
	return today, mode.Say(b.WhatIf.Of(mode))
}

func byRequests() *argument.Sweep {
	return &argument.Sweep{
		ID: "requests", Along: requests, Both: true,
		Places: func(s argument.Setting) (at []float64) {
			most := full(s)
			for load, step := 0.1, 0.1; load*most < requests.Max; load += step {
				at = append(at, load*most)
				switch {
				case load > 1.15:
					step = load / 2
				case load > 0.55:
					step = 0.05
				}
			}
			return append(at, requests.Max)
		},
		X: func(today, whatIf argument.Setting) argument.Axis {
			most := math.Max(1.15*math.Max(full(today), full(whatIf)), 1.1*math.Max(today.Of(requests), whatIf.Of(requests)))
			return argument.CountAxis("requests of a team, a week", words.PerWeek, math.Min(most, requests.Max))
		},
		Runs: argument.EvenRuns(6),
	}
}

func leadByRequests() *argument.Curve {
	return &argument.Curve{
		ID: "demand", Sweep: byRequests(), Number: lead, Subtitle: "from request to answer, by the requests that a team has in a week",
		Ends: ends, EndRoom: true, YName: "from request to answer", Scale: argument.WaitAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(words.Day, math.Min(b.WhatIf.Horizon()/8, 1.3*b.Most(byRequests(), lead)))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			return append([]argument.Layer{argument.PastSaturation(full(b.WhatIf.Setting), "grows without end")}, otherModes(b, byRequests())...)
		},
		Title: func(b *argument.Sheet) string {
			today, whatIf := words.Short(full(b.Today.Setting)), words.Short(full(b.WhatIf.Setting))
			return argument.When(today == whatIf, "Past "+words.Count(full(b.WhatIf.Setting), "request", "requests")+" of each team, the pile grows").
				When(b.Today.Of(mode) == b.WhatIf.Of(mode), "The limit moves from "+today+" to "+whatIf+" of each team").
				Else("Room for " + whatIf + " of each team; " + mode.Say(b.Today.Of(mode)) + ", " + today)
		},
		ShowsOf: func(b *argument.Sheet) string {
			return "The time from request to answer against the requests of a team, a line for each of the four ways: it rises slowly, then steeply, past " + words.Short(full(b.WhatIf.Setting)) + " a week without end"
		},
	}
}

// quickestMap says which mode is the quickest in the long run, by formula.
func quickestMap() *argument.Map {
	x := argument.Ticked(argument.Axis{Name: "requests of a team, a week", Unit: words.PerWeek, Max: 8}, 2, 1, "")
	y := argument.Ticked(argument.Axis{Name: "teams", Unit: words.Number, Max: teams.Max}, 6, 1, "")
	return &argument.Map{
		ID: "map", Subtitle: "quickest in the long run, by a team's requests and the number of teams", Across: requests, Up: teams, X: x, Y: y, Columns: 20, Rows: 12,
		Options: []argument.Option{
			{ID: "by-ticket", Letter: "T", Name: "ticket"}, {ID: "by-liaison", Letter: "L", Name: "liaison"},
			{ID: "in-teams", Letter: "I", Name: "in the teams"}, {ID: "by-platform", Letter: "P", Name: "platform"},
		},
		Best: func(s argument.Setting) func(across, up float64) int {
			return func(across, up float64) int {
				return quickestSettled(s.At(requests, across).At(teams, math.Max(1, math.Round(up))))
			}
		},
		Title: func(_ *argument.Sheet, _, best int) string {
			return argument.When(best < 0, "Here none of the four keeps up").Else("In the long run quickest here: " + mode.Say(float64(best)))
		},
	}
}

// week is where a group's week goes, in hours: requests, again, rituals, building, idle.
func week(s *argument.Side) []float64 {
	w := []float64{s.Best(firstHours), s.Best(againHours), rituals(s.Setting), builders(s.Setting) * words.Week, 0}
	w[4] = math.Max(0, float64(s.Of(people)*words.Week)-w[0]-w[1]-w[2]-w[3])
	return w
}

func capacity() *argument.Parts {
	return &argument.Parts{
		ID: "capacity", Subtitle: "where the engineers' week goes, in hours of all together",
		X: func(b *argument.Sheet) argument.Axis {
			most := math.Max(b.Today.Of(people), b.WhatIf.Of(people)) * words.Week
			return argument.UnitAxis("hours a week", words.PlainHours, most, argument.TickUnit{Size: 1, Noun: "hours"})
		},
		Parts: []argument.RowPart{
			{ID: "requests", Label: "requests", Name: "work on requests", Fill: argument.Solid},
			{ID: "again", Label: "again", Name: "work on requests that come back", Fill: argument.HatchBack},
			{ID: "rituals", Label: "rituals", Name: "the teams' rituals", Fill: argument.Half},
			{ID: "building", Label: "platform", Name: "building the platform", Fill: argument.Pale},
			{ID: "idle", Label: "spare", Name: "nothing to do", Fill: argument.Hatch},
		},
		Of:       week,
		Describe: func(s *argument.Side) string { return ", " + mode.Say(s.Of(mode)) },
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			return argument.InPercent((whatIf[1]+whatIf[2]+whatIf[3])/(b.WhatIf.Of(people)*words.Week)) + " of the week is not for new requests"
		},
	}
}

// whereTheTimeGoes tells first answers from all that is spent because an answer was the wrong one: the way back, the next
// time in line and the next answer, of which the first chart has a part.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		Time: "from request to answer", Lead: lead, Every: true, Say: words.Duration,
		Describe: func(s argument.Setting) string { return mode.Say(s.Of(mode)) },
	}
}

func headline(b *argument.Sheet) argument.Sentence {
	with := [modes]string{"By ticket, ", "With a liaison for each team, ", "With operations engineers in the teams, ", "With a platform, "}[int(b.WhatIf.Of(mode))]
	link := argument.When(b.Today.Of(mode) != b.WhatIf.Of(mode), "; "+mode.Say(b.Today.Of(mode))+", as today, %").Else("; as things are today, %")
	return argument.Say(with+"a request takes %", b.Says(lead, words.Duration)).Against(b, lead, "about as long", words.Duration, link).And(".")
}

// alike says whether nobody would feel the difference between two lead times: an hour, or a
// twentieth of them.
func alike(a, b float64) bool { return math.Abs(a-b) < math.Max(1, 0.05*math.Max(a, b)) }

// others says what the modes take that the headline does not speak of, and where a queue
// is right.
func others(b *argument.Sheet) argument.Sentence {
	var s argument.Sentence
	who := [modes]string{"tickets", "a liaison for each team", "engineers in the teams", "a platform"}
	for m := range modes {
		best, whose := b.BestAt(byMode(), float64(m))
		if whose != argument.Plain {
			continue
		}
		takes := best(lead)
		name, verb := who[m], " would take %"
		if len(s) == 0 {
			name = argument.Upper(name)
		} else {
			name, verb = ", "+name, " %"
		}
		if alike(takes, b.WhatIf.Best(lead)) {
			verb = " would take about as long (%)"
		}
		s = s.And(name+verb, argument.Num(argument.Plain, takes, words.Duration(takes)))
	}
	return append(s, argument.SayWhen(quickest(b) != ticket, ".").
		When(b.WhatIf.Of(teams) > b.WhatIf.Of(people), ". With so many teams for so few people a queue is right.").
		Else(". Here a queue is right.")...)
}

// daily says what it would bring to hold the meeting daily, for the setting that works by
// ticket: today's, or else what-if's. Nothing where it is held daily, or hardly matters.
func daily(b *argument.Sheet) argument.Sentence {
	side, all := &b.Today, b.Today.Values[lead]-b.WhatIf.Values[lead]
	if !side.Is(mode, ticket) {
		side, all = &b.WhatIf, 0
	}
	takes := side.Values[lead]
	if !side.Is(mode, ticket) || side.Of(triage) <= words.Day || side == &b.Today && !b.Same() && b.WhatIf.Is(mode, ticket) {
		return nil
	}
	held := evaluate(side.At(triage, words.Day))[lead]
	gain, every := takes-held, argument.When(side.Of(triage) == words.Week, "weekly meeting").Else("meeting every "+words.Duration(side.Of(triage)))
	whatIf := argument.Num(argument.Formula, held, words.Duration(held))
	return argument.SayWhen(gain < 0.1*takes, "").
		When(all > 0 && gain > all/2, "Most of the difference is the "+every+": hold it daily first, and by formula tickets take %.", whatIf).
		When(side == &b.Today && !b.Same(), "With that meeting held daily, by formula tickets take %.", whatIf).
		Else("Much of this is the "+every+": held daily, by formula tickets take %.", whatIf)
}

// keepUp says what all costs, by how much the pile grows, where it does, and what is counted.
func keepUp(b *argument.Sheet) argument.Sentence {
	today, whatIf := growth(b.Today.Setting), growth(b.WhatIf.Setting)
	grows := func(r argument.Role, v float64) argument.Span {
		return argument.Num(r, v, words.Count(v, "request", "requests"))
	}
	come, seen := b.WhatIf.Of(teams)*b.WhatIf.Of(requests), words.Short(whatIf) != "0"
	s := money(b).AndIf(seen, "More comes than can be done: the pile grows by % a week. ", grows(argument.WhatIf, whatIf)).
		AndIf(!seen && words.Short(today) != "0", "Today more comes than can be done: the pile grows by % a week. ", grows(argument.Plain, today))
	early := b.WhatIf.Best(open) > come*b.WhatIf.Weeks()/2
	return s.And(argument.When(early, "It is too early to tell: of the requests of % most are still open, and count by their age.").
		Else("Counted are all requests of %, open ones by their age."), argument.Date(b.WhatIf.Setting))
}

// money says what the difference is worth, and what the engineers' other work costs.
func money(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	perWeek := (b.Today.Best(lead) - b.WhatIf.Best(lead)) / words.Week * whatIf.Of(teams) * whatIf.Of(requests) * whatIf.Of(delayCost)
	worth := argument.Dollars(argument.WhatIf, math.Abs(perWeek))
	silent := b.Same() || !b.Vouched(lead) || worth.Text == "$0" || b.Differ(mode, triage)
	w := week(&b.WhatIf)
	other := argument.Dollars(argument.WhatIf, (w[1]+w[2]+w[3])/words.Week*whatIf.Of(cost))
	return argument.SayWhen(silent, "").
		When(perWeek > 0, "Sooner answers are worth % a week. ", worth).
		Else("Later answers cost % a week. ", worth).
		AndIf(other.Text != "$0", "Work done again, rituals and building cost % a week. ", other)
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	return argument.When(full(s) < s.Of(requests), argument.Fluid("requests")).
		When(s.Of(uneven) != 1, argument.TwoNumbers+"requests are.").
		When(desksOf(s)[0].gate > 0, "The formula leaves out who is still in line when the next meeting hands out more.").
		Else(argument.NearTheLimit)
}

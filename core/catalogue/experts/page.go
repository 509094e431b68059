package experts

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/words"
)

// timeAxis is over the coming weeks, a year or two.
func timeAxis(today, whatIf argument.Setting) argument.Axis {
	a := argument.Axis{Name: "weeks from now", Unit: words.Number, Max: weeks.Showing(today, whatIf, 52, weeks.Max)}
	return argument.Ticked(a, a.Max/4, 1, "weeks")
}

// byWeek is along the date: what it takes of a setting is its course, solved once.
func byWeek() *argument.Sweep {
	return &argument.Sweep{
		ID: "weeks", Along: weeks, Both: true, X: timeAxis,
		Formula: func(s argument.Setting) func(at float64) []float64 {
			c := follow(s, int(weeks.Max), 1, 2)
			return func(t float64) []float64 { return c.numbers(s.At(weeks, t)) }
		},
		Runs: argument.WholeRuns(6),
	}
}

// inHours is an axis in hours for what is said in hours, else in the reader's unit.
func inHours(name string, most float64) argument.Axis {
	if most > words.Week {
		return argument.WaitAxis(name, most)
	}
	top, step := argument.NiceMax(most)
	return argument.Ticked(argument.Axis{Name: name, Unit: words.Hours, Max: top}, step, 1, "hours")
}

// spoken says a time of up to a week in hours, to compare it with others at a glance.
func spoken(hours float64) string {
	if hours < 1 || hours > words.Week {
		return words.Duration(hours)
	}
	return words.Count(hours, "hour", "hours")
}

// week says a number of weeks that may be none.
func week(v float64) string { return "week " + words.Short(v) }

func waitByWeek() *argument.Curve {
	return &argument.Curve{
		ID: "wait", Sweep: byWeek(), Number: wait, Subtitle: "wait for an expert, by the week of asking", Say: spoken,
		YName: "wait for an expert", Scale: inHours,
		Home: argument.Room(4, 1.05, byWeek(), wait),
		Under: func(b *argument.Sheet) []argument.Layer {
			x := b.Axis(byWeek())
			gap := argument.Layer{ID: "gap", Name: "between today and what-if (formula)", Shape: argument.Band, Role: argument.WhatIf}
			even, paid := math.NaN(), math.NaN()
			if !b.Same() {
				now, then := b.Along(byWeek(), &b.Now), b.Along(byWeek(), &b.Then)
				for k := range then {
					gap.X = append(gap.X, weeks.Min+float64(k))
					gap.Lo = append(gap.Lo, math.Min(now[k][wait], then[k][wait]))
					gap.Hi = append(gap.Hi, math.Max(now[k][wait], then[k][wait]))
				}
				even, paid = b.Figures[shorterFrom].WhatIfFormula, b.Figures[paidBack].WhatIfFormula
			}
			return []argument.Layer{
				gap,
				argument.RuleAt("even", "shorter than today from here on (formula)", "shorter from "+week(even), argument.Limit, x.Ahead(even)),
				argument.RuleAt("paid", "all hours earned back (formula)", "earned back: "+week(paid), argument.Limit, x.Ahead(paid)),
			}
		},
		Title: func(b *argument.Sheet) string {
			switch even := b.Figures[shorterFrom].WhatIfFormula; {
			case b.Same():
				return "The wait as it develops if nothing changes"
			case even < 0:
				return "It does not become shorter than today for good"
			case even == 0:
				return "From the first week on the wait is shorter"
			default:
				return "The wait is longer until " + week(even) + ", then shorter"
			}
		},
		Alt: func(b *argument.Sheet) string {
			return argument.Say("The wait for an expert against the week of asking, today and what-if. "+waitByWeek().Title(b)+". In "+week(b.Then.Weeks())+" it is %, today %.",
				b.Says(wait, spoken), b.SaysToday(wait, spoken)).String()
		},
	}
}

// byShare is along what the experts spend on others.
func byShare() *argument.Sweep {
	return &argument.Sweep{
		ID: "enabling", Along: enabling,
		// Few: each is a course of its own, and the more experts are missing the larger is their pile.
		Places: func(argument.Setting) []float64 {
			return []float64{0, 0.05, 0.1, 0.15, 0.2, 0.25, 0.3, 0.4, 0.5, 0.7, 0.9}
		},
		X: func(today, whatIf argument.Setting) argument.Axis {
			return argument.ShareAxis("of the experts' week", enabling.Showing(today, whatIf, 0.5, 1))
		},
		Formula: func(s argument.Setting) func(at float64) []float64 {
			return func(x float64) []float64 {
				s := s.At(enabling, x)
				last := math.Min(2*s.Weeks(), weeks.Max)
				return follow(s, int(last), int(math.Ceil(last/26)), 1).numbers(s) // the curve asks for no more
			}
		},
		Runs: func(_ argument.Setting, x argument.Axis) []float64 {
			if x.Max > 0.5 {
				return []float64{0, 0.1, 0.2, 0.4, 0.6, 0.8}
			}
			return []float64{0, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5}
		},
	}
}

// best is the share that gives the shortest time from question to answer by the date, by
// formula, of those that the slider has.
func best(b *argument.Sheet) float64 {
	found, least := 0.0, math.Inf(1)
	for k, v := range b.Along(byShare(), &b.Then) {
		if v[lead] < least*(1-1e-9) {
			found, least = byShare().Places(b.Then.Setting)[k], v[lead]
		}
	}
	return found
}

// ofWeek says a share of the week as time.
func ofWeek(x float64) string {
	switch x {
	case 0:
		return "no time"
	case 0.1:
		return "half a day"
	}
	return words.Duration(x * words.Week)
}

func leadByShare() *argument.Curve {
	return &argument.Curve{
		ID: "best", Sweep: byShare(), Number: lead, Subtitle: "from question to answer, until the date, by time for enabling", Say: spoken,
		YName: "from question to answer", Scale: inHours, EndRoom: true,
		Ends: func(b *argument.Sheet) (today, whatIf string) { return "", "until " + week(b.Then.Weeks()) },
		Home: func(b *argument.Sheet) float64 {
			return math.Max(4, math.Min(1.05*b.Most(byShare(), leadHalf), 3*b.Least(byShare(), lead)))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			t := b.Then.Weeks()
			twice := b.Line(byShare(), leadTwice, "twice", "until twice the time (formula)", "until "+week(2*t)).If(2*t <= weeks.Max)
			return []argument.Layer{b.Line(byShare(), leadHalf, "half", "until half the time (formula)", "until "+week(t/2)), twice}
		},
		Title: func(b *argument.Sheet) string {
			x := best(b)
			switch until := week(b.Then.Weeks()); x {
			case 0:
				return "Until " + until + ", not to enable anybody is best"
			default:
				return "Until " + until + ", " + ofWeek(x) + " a week is best"
			}
		},
		Alt: func(b *argument.Sheet) string {
			return argument.Say("The time from question to answer against the share of the experts' week that they spend on others. With % it is %; today %.",
				argument.Percent(argument.WhatIf, b.Then.Of(enabling)), b.Says(lead, spoken),
				b.SaysToday(lead, spoken)).String()
		},
	}
}

// loadBack returns after how many weeks the experts have no more to do than today's have;
// NaN if they never have.
func loadBack(now, then argument.Setting) float64 {
	for t := 0.0; t <= sixYears; t += 0.5 {
		if loadAt(then, t) <= loadAt(now, t) {
			return t
		}
	}
	return math.NaN()
}

// whoAnswers is the share of questions that need no expert, and the load of the experts: what
// makes the wait.
func whoAnswers() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		now, then := b.Now.Setting, b.Then.Setting
		x := timeAxis(now, then)
		others := argument.Layer{ID: "others", Name: "answered by others", Shape: argument.Band, Role: argument.WhatIf}
		load := argument.Layer{ID: "load", Name: "load of the experts", Shape: argument.Line, Role: argument.WhatIf, Label: "load of the experts", EndRoom: true}
		ghost := argument.Layer{ID: "ghost", Name: "load of the experts, today", Shape: argument.Line, Role: argument.Today, Label: "today"}
		most := 1.0
		for k := 0.0; k <= x.Max; k++ {
			needs, _ := needing(then, k)
			others.X, others.Lo, others.Hi = append(others.X, k), append(others.Lo, 0), append(others.Hi, 1-needs)
			load.X, load.Y = append(load.X, k), append(load.Y, loadAt(then, k))
			ghost.X, ghost.Y = append(ghost.X, k), append(ghost.Y, loadAt(now, k))
			most = math.Max(most, math.Max(loadAt(then, k), loadAt(now, k)))
		}
		edge := argument.Layer{ID: "edge", Name: "answered by others", Shape: argument.Line, Role: argument.Formula, Label: "answered by others", EndRoom: true, X: others.X, Y: others.Hi}
		top, step := argument.NiceMax(100 * math.Min(most, 2)) // beyond, the pile says more
		share, _ := needing(then, then.Weeks())
		c := argument.Chart{
			ID: "share", Subtitle: "share of questions that others answer, and load of the experts (formula)", X: x,
			Y:     argument.Ticked(argument.Axis{Name: "share", Unit: words.Share, Max: top / 100}, step/100, 0.01, "%"),
			Title: "The experts' load is never back at today's",
			Alt: argument.Say("In "+week(then.Weeks())+" others answer % of the questions, and the experts' load is %; today it is %.",
				argument.WholePercent(argument.WhatIf, 1-share), argument.WholePercent(argument.WhatIf, loadAt(then, then.Weeks())), argument.WholePercent(argument.Today, loadAt(now, then.Weeks()))).String(),
			Layers: []argument.Layer{
				others, edge, {ID: "full", Name: "all the experts' time", Shape: argument.RuleY, Role: argument.Limit, Label: "all their time", Y: []float64{1}}, ghost.If(!b.Same()), load,
			},
		}
		back := loadBack(now, then)
		switch {
		case b.Same():
			c.Title = "Who answers, as things are"
		case back == 0:
			c.Title = "The experts have no more to do than today"
		case back <= sixYears:
			c.Title = "In " + week(math.Ceil(back)) + " the experts' load is back at today's"
		}
		return c
	}}
}

func pile() *argument.Fan {
	return &argument.Fan{
		ID: "pile", One: "question", Many: "questions", Where: "open", Backlog: func(s argument.Setting) float64 { return s.Of(backlog) },
		Of:    func(p org.Point) float64 { return p.WIP[toExperts] + p.WIP[toOthers] },
		Start: func(s argument.Setting) float64 { return s.Of(backlog) },
		Formula: func(s argument.Setting, times []float64) (mean, _, _ []float64) {
			c := follow(s, int(s.Weeks()), 1, 2)
			for _, t := range times {
				mean = append(mean, c.at(c.open, t/words.Week))
			}
			return mean, nil, nil
		},
	}
}

// whereTheTimeGoes is about all questions, whoever answers them. What experts spend on others' learning is in no
// question's time.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{Time: "from question to answer", Lead: lead, Classes: []int{toExperts, toOthers}, Say: words.Duration}
}

// noTime is what is said of less than half a minute.
const noTime = "no time"

// headline is the wait of who asks at the date.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	takes := spoken(b.WhatIf(wait))
	s := argument.Say("If the experts only answer, a question asked % from now ", argument.Date(then))
	if then.Of(enabling) > 0 {
		s = argument.Say("With % a week for enabling others, a question asked % from now ",
			argument.Drag(argument.WhatIf, enabling, then.Of(enabling), ofWeek(then.Of(enabling))), argument.Date(then))
	}
	if takes == noTime {
		s = s.And("hardly waits for an expert")
	} else {
		s = s.And("waits % for an expert", argument.Num(argument.WhatIf, b.WhatIf(wait), takes))
	}
	if same, ok := s.AsToday(b, wait, "about as long", spoken); ok {
		return same
	}
	today := argument.Num(argument.Today, b.Today(wait), words.Again(spoken(b.Today(wait)), takes))
	if b.Differ(enabling) {
		return s.And("; as things are today, %.", today)
	}
	return s.And(", not %.", today)
}

// asides say when it pays, how busy the experts are, and how long an answer took over the
// whole time.
func asides(b *argument.Sheet) []argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	s := keepUp(then)
	if v := verdict(b); then.Of(enabling) > now.Of(enabling) && v != nil {
		s = append(v.And(" "), s...)
	}
	all := []argument.Sentence{s}
	if come := float64(then.Of(demand) * then.Weeks()); come < argument.Few {
		all = append(all, argument.Say("It is too early to tell: only about % until then.", argument.Num(argument.WhatIf, come, words.Count(argument.Whole(come), "question comes", "questions come"))))
	}
	took, _ := argument.Say("Until then it takes % from question to answer", b.Says(lead, spoken)).Compare(b, lead, spoken)
	return append(all, took.And(", whoever answers; open questions count by their age."))
}

// whole says a number of weeks as a place in time.
func whole(v float64) argument.Span { return argument.Num(argument.Formula, v, week(v)) }

// verdict says whether and when enabling pays, by formula.
func verdict(b *argument.Sheet) argument.Sentence {
	now, then := b.Now.Setting, b.Then.Setting
	shorter, paid := b.Figures[shorterFrom].WhatIfFormula, b.Figures[paidBack].WhatIfFormula
	switch {
	case learning(then) == 0:
		return argument.Say("Nobody learns anything from this: it is time lost.")
	case !everPays(now, then):
		return argument.Say("What is left is so much harder that the experts end up busier: do not.")
	case shorter < 0:
		return argument.Say("Even in six years the wait is not shorter than today.")
	case b.Vouched(wait) && !b.Same() && (b.WhatIf(wait) < b.Today(wait)) != (then.Weeks() > shorter):
		return nil // formula and simulation contradict each other
	case paid < 0 && loadAt(now, 0) < 1 && b.Then.Values[firstHours-1] < othersTake(then):
		return argument.Say("These experts have time. Asking them is quicker than doing it oneself; what enabling buys is that they could leave.")
	case paid < 0:
		return argument.Say("It waits longer at times until %, and even in six years the hours are not earned back.", whole(shorter))
	case shorter > then.Weeks() && !b.Vouched(wait):
		return argument.Say("It is too early to tell: until % it waits longer at times, and in % all hours are earned back.", whole(shorter), whole(paid))
	case shorter > then.Weeks():
		return argument.Say("This is still the investment: until % it waits longer at times, and in % all hours are earned back.", whole(shorter), whole(paid))
	case paid > then.Weeks():
		return argument.Say("From % on it waits less, but by the date this has cost more hours than it saved; they are earned back in %.", whole(shorter), whole(paid))
	case shorter == 0:
		return argument.Say("It waits less from the first week on, and in % all hours are earned back.", whole(paid))
	}
	return argument.Say("Until % it waits longer than today at times; in % all hours are earned back.", whole(shorter), whole(paid))
}

// keepUp says who answers by then, and how busy the experts are with the rest.
func keepUp(s argument.Setting) argument.Sentence {
	t := s.Weeks()
	needs, _ := needing(s, t)
	load := loadAt(s, t)
	var who argument.Sentence
	if learning(s) > 0 {
		who = argument.Say("By then others answer % of the questions, and ", argument.WholePercent(argument.WhatIf, 1-needs))
	}
	experts := "the experts "
	if who == nil {
		experts = argument.Upper(experts)
	}
	switch argument.PressureOf(load, 0.95) {
	case argument.Over:
		return who.And(experts+"cannot keep up: % of what comes to them "+argument.Is(2)+" too much.", argument.WholePercent(argument.WhatIf, 1-1/load))
	case argument.Full:
		return who.And(experts + "have exactly as much to do as they can: the pile never settles.")
	case argument.Barely:
		return who.And(experts+"keep up, barely: % of their time for answers is taken.", argument.WholePercent(argument.WhatIf, load))
	}
	return who.And(experts+"keep up, with % of their time for answers taken.", argument.WholePercent(argument.WhatIf, load))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	switch {
	case s.Of(uneven) != 1:
		return "The formula knows two numbers of how uneven the questions are, and is too high by up to a quarter where a pile is being worked off."
	case loadAt(s, s.Weeks()) > 1:
		return "The formula takes the experts' speed as it is at the date; those who wait beyond it meet another one."
	}
	return "The formula has the speeds change a mean answer late; the simulation has each answer keep the speed that it began with."
}

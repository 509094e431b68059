// Package runway asks by when the next person must be approved, if work grows every month and hiring takes a
// quarter: the wait passes its limit later than its steady state, and more suddenly.
package runway

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/portable"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	growth = &argument.Param{ID: "growth", Label: "Growth a month", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.03,
		Help: "So much more is asked for every month, compounded. 3 % doubles it in two years; young companies often grow faster, old ones slower."}
	analysts = argument.Analysts("People who do the work today. Each works on one piece at a time.")
	hires    = &argument.Param{ID: "hires", Label: "People approved", Unit: words.People, Min: 0, Max: 10, Step: 1, Default: 1, Pinned: true,
		Help: "How many more are to be hired."}
	approve = &argument.Param{ID: "approve", Label: "Approved in week", Unit: words.Number, Min: 0, Max: 104, Step: 1,
		Help: "When hiring may begin: 0 is now. The first day of work comes later."}
	limit = &argument.Param{ID: "limit", Label: "Longest wait we accept", Unit: words.Hours, Min: 2, Max: 160, Step: 1, Default: 16,
		Help: "Working hours until somebody begins with it, on average of what comes in those weeks; a day is 8."}
	weeks  = argument.Weeks(4, 52, "The date for which the page says the wait. When it passes its limit is looked for over two years.")
	demand = &argument.Param{ID: "demand", Label: "Demand for work", Unit: words.PerWeek, Min: 0.5, Max: 60, Step: 0.1, Default: 9, More: true,
		Help: "Pieces of work that are asked for in a week, now."}
	hours  = argument.More(argument.ServiceHours("Time for a piece of work", "Working hours that one takes on average; a day is 8."))
	hiring = &argument.Param{ID: "hiring", Label: "From approval to first day", Unit: words.Weeks, Min: 0, Max: 52, Step: 1, Default: 13, More: true,
		Help: "Search, interviews, notice. 13 weeks are a quarter."}
	ramp = &argument.Param{ID: "ramp", Label: "Until fully productive", Unit: words.Weeks, Min: 0, Max: 52, Step: 1, Default: 13, More: true,
		Help: "How long somebody who is new is slower."}
	rampSpeed = &argument.Param{ID: "ramp-speed", Label: "Speed until then", Unit: words.Share, Min: 0.1, Max: 1, Step: 0.05, Default: 0.5, More: true,
		Help: "Compared with the others. Our assumption: put yours."}
	arrivalCV  = argument.ArrivalCV("How unevenly work comes", "pieces of work", nil)
	analysisCV = argument.ServiceCV("How uneven pieces are", "a piece of work", 1, nil)
	backlog    = argument.Backlog("Pieces of work that wait today.")
	cost       = argument.Cost()
)

// Entry is growth-runway in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "growth-runway",
	Title:    "When to approve the next hire",
	Question: "Waits are fine today. Demand grows 3 % a month and hiring takes a quarter. By when must the next person be approved?",
	Params:   []*argument.Param{growth, analysts, hires, approve, limit, weeks, demand, hours, hiring, ramp, rampSpeed, arrivalCV, analysisCV, backlog, cost},
	Main:     weeks,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Five people, and 3 % more work every month. It looks fine for half a year, and then it is not.", Set: []argument.Assignment{hires.To(0)}, Points: "runway"},
		{Says: "One more person, approved now, buys half a year.", Set: []argument.Assignment{hires.To(1)}, Points: "runway"},
		{Says: "Approved in week 26, when the wait is still short, they come too late.", Set: []argument.Assignment{hires.To(1), approve.To(26)}, Points: "last-date"},
		{Says: "At 5 % a month it is all much sooner.", Set: []argument.Assignment{hires.To(1), growth.To(0.05), weeks.To(26)}, Points: "runway"},
		{Says: "For a team of twenty at the same growth one person buys seven weeks: hiring is a rhythm, not an event.", Set: []argument.Assignment{analysts.To(20), demand.To(40), weeks.To(39)}, Points: "buys"},
		{Says: "And each further person buys less, because the growth is compounded.", Set: []argument.Assignment{hires.To(2)}, Points: "buys"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "Load", Text: "ρ(t) = ρ₀(1 + g)^(t/month), 1 after ln(1/ρ₀)/ln(1 + g) months", Author: "arithmetic", Region: "Any. A month has 52/12 weeks."},
			argument.ForwardEquations("Wait at a date", "Rates by the week, any load.", " Piles of more than a thousand are counted in larger units."),
			{Name: "If the load stayed as it is", Text: "Wq(ρ(t))", Author: "L. Green and P. Kolesar, 1991; A. K. Erlang, 1917; W. Whitt, 1993",
				Region: "Where the load moves slowly and is well below 1. It passes every limit too early if nothing has piled up at the beginning."},
			{Name: "Last approval", Text: "week in which the limit is passed − hiring", Author: "ours", Region: "Errs on the safe side by about the limit itself."},
		},
		Assumptions: []string{
			"Work is done in the order in which it comes, and nobody gives up.",
			"Growth is the same every month; within it, work comes by chance as unevenly as before.",
			"Who is new begins on the first day, slower; later all are alike. Whoever is free among the others takes work first.",
			"The limit is passed in the week about which those who come wait longer on average, from a week and a half before to one after.",
			"Nobody leaves. " + argument.WorkingWeek,
		},
		Sources: []argument.Source{
			{Title: "The pointwise stationary approximation for queues with nonstationary arrivals", Author: "L. Green and P. Kolesar", Year: 1991},
			{Title: "Queues with time-dependent arrival rates", Author: "G. F. Newell", Year: 1968},
			argument.Koopman1972,
		},
	}
}

// The numbers, by index.
const (
	wait = iota
	passes
	approveBy
	gained
)

const method = "forward equations of M(t)/M(t)/c (Kolmogorov 1931, Koopman 1972)"

// Model answers for growth-runway.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Windows:      argument.AboutTheDate("desk", ""),
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "wait", Label: "wait of what comes about the date", Unit: words.Hours, Method: method, Count: argument.Counted(org.WaitInWindow(0))},
			{ID: "passes", Label: "week in which the wait passes its limit", Unit: words.Number, Method: method, Never: true},
			{ID: "approve-by", Label: "last week for an approval", Unit: words.Number, Method: "that week, if nobody is hired, less the time for hiring, ours", Never: true},
			{ID: "runway", Label: "weeks that the hires gain, within two years", Unit: words.Weeks, Method: method, Signed: true},
		},
		Effort: argument.Effort{
			Most: 600, Least: 8, MostAlong: 150, LeastAlong: 2, Items: 3e5,
			In: func(s argument.Setting) float64 { return came(s, s.Weeks()) + s.Of(backlog) },
		},
		Drawings: []argument.Drawing{runway(), load(), lastDate(), buys(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   asides,
		Compared: wait,
		Why:      why,
	})
}

// rate is how many pieces of work come in a week, so many weeks from now, and came how many have come by then.
func rate(s argument.Setting, t float64) float64 {
	return s.Of(demand) * portable.Exp(float64(perWeek(s)*t))
}

func came(s argument.Setting, t float64) float64 {
	if g := perWeek(s); g > 0 {
		return s.Of(demand) * portable.Expm1(float64(g*t)) / g
	}
	return s.Of(demand) * t
}

// perWeek is the growth as a continuous rate.
func perWeek(s argument.Setting) float64 { return portable.Log1p(s.Of(growth)) / month }

// begins is the week of the newcomers' first day, and full that from which on they are as fast as all.
func begins(s argument.Setting) float64 { return s.Of(approve) + s.Of(hiring) }
func full(s argument.Setting) float64   { return begins(s) + s.Of(ramp) }

// organisation is one line and two teams at it: the present analysts and the new ones.
func organisation(s argument.Setting) org.Organisation {
	o := org.Organisation{
		Stations: []sim.Station{{Name: "desk"}},
		Teams:    []org.Team{{Name: "analysts", Size: int(s.Of(analysts)), Skills: []org.Skill{{Station: "desk", Speed: 1}}}},
		Classes: []org.Class{{
			Name: "piece", Backlog: int(s.Of(backlog)),
			Arrivals: []org.Arrivals{{Rate: s.Of(demand) / words.Week, SCV: s.SCV(arrivalCV), Growth: perWeek(s) / words.Week}},
			Steps:    []org.Step{{Station: "desk", Service: org.Time{Mean: s.Of(hours), SCV: s.SCV(analysisCV)}}},
		}},
	}
	if s.Of(hires) > 0 {
		o.Teams = append(o.Teams, org.Team{Name: "new", Skills: []org.Skill{{Station: "desk", Speed: s.Of(rampSpeed)}}})
		o.Changes = []org.Change{
			{At: begins(s) * words.Week, Team: "new", To: s.Of(hires)},
			{At: full(s) * words.Week, Team: "new", Station: "desk", To: 1},
		}
	}
	return o
}

// twoYears is an axis over the weeks that the page looks ahead, its last tick with a noun.
func twoYears(name, noun string) argument.Axis {
	return argument.Ticked(argument.Axis{Name: name, Unit: words.Number, Max: ahead}, ahead/4, 1, noun)
}

func byWeek() *argument.Sweep {
	return &argument.Sweep{
		ID: "weeks", Along: weeks, Both: true, X: twoYears("weeks from now", "weeks").Always(), Runs: argument.WholeRuns(6),
		Formula: func(s argument.Setting) func(float64) []float64 {
			waits, rough := follow(s, ahead)
			if short := beyond(s); rough && short < ahead {
				exact, _ := follow(s, short) // before the pile is large chance matters
				copy(waits, exact)
			}
			return func(t float64) []float64 { return []float64{waits[int(t)]} }
		},
	}
}

// week says a place in time, in whole weeks: the last one in which all is well.
func week(v float64) string { return "week " + words.Short(math.Floor(v)) }

func runway() *argument.Curve {
	return &argument.Curve{
		ID: "runway", Sweep: byWeek(), Number: wait, Subtitle: "wait until somebody begins, by the week of asking",
		YName: "wait", Scale: argument.WaitAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(3*b.WhatIf.Of(limit), math.Min(4*b.WhatIf.Of(limit), argument.HeadRoom*b.MostToday(byWeek(), wait)))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			x, values, allowed := b.Axis(byWeek()), b.WhatIf.Values, b.WhatIf.Of(limit)
			by := values[approveBy]
			strip := argument.Layer{
				ID: "hiring", Name: "from the last approval to the first day (formula)", Shape: argument.Band, Role: argument.Today,
				X: []float64{by, math.Min(by+b.WhatIf.Of(hiring), x.Max)}, Lo: []float64{0, 0}, Hi: []float64{allowed, allowed},
			}.If(by >= 0 && b.WhatIf.Of(hiring) > 0 && by < x.Max)
			s := b.WhatIf.At(hires, 0).At(weeks, ahead)
			forever := b.Keep("settled", s, func() any {
				l := argument.LineOf("settled", "if the load stayed what it is then (formula)", "", argument.Limit, nil, nil)
				for t := 0.0; t <= ahead && !math.IsInf(steady(s, t), 0); t++ {
					l.X, l.Y = append(l.X, t), append(l.Y, steady(s, t))
				}
				return l
			}).(argument.Layer)
			return []argument.Layer{
				strip, forever,
				argument.RuleAcross("limit", "longest wait we accept", "limit "+words.Duration(allowed), argument.Limit, allowed),
				argument.RuleAt("by", "last week for an approval (formula)", "approve by "+week(by), argument.Limit, x.Ahead(by)),
				argument.RuleAt("passes", "what-if passes the limit (formula)", "passed: "+week(values[passes]), argument.Limit, x.Ahead(values[passes])),
			}
		},
		Title: func(b *argument.Sheet) string {
			at, allowed := b.WhatIf.Values[passes], words.Duration(b.WhatIf.Of(limit))
			return argument.When(at == never, "For two years the wait is below "+allowed).
				When(at == 0, "The wait is above its limit already").
				Else("From " + week(at) + " on the wait is above " + allowed)
		},
		Shows: "The wait against the week of asking: it rises slowly and then ever faster",
	}
}

// load is how much is asked for, and how much can be done, week by week.
func load() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		today, whatIf, x := b.Today.Setting, b.WhatIf.Setting, b.Axis(byWeek())
		weeks := argument.Numbers(0, x.Max, 1)
		asked := argument.LineOf("asked", "asked for", "asked for", argument.Formula, weeks, argument.ValuesAt(weeks, func(t float64) float64 { return rate(whatIf, t) }))
		crosses := float64(slices.IndexFunc(weeks, func(t float64) bool { return rate(whatIf, t) > capacity(whatIf, t) })) // −1 nowhere
		most := slices.Max(argument.ValuesAt(weeks, func(t float64) float64 {
			return max(min(rate(whatIf, t), 3*capacity(whatIf, t)), capacity(whatIf, t), capacity(today, t))
		}))
		steps := func(id, name, label string, role argument.Role, s argument.Setting) argument.Layer { // a point a week, two where it changes
			l := argument.LineOf(id, name, label, role, nil, nil)
			for _, t := range weeks {
				if before := capacity(s, t-1); t > 0 && before != capacity(s, t) {
					l.X, l.Y = append(l.X, t), append(l.Y, before)
				}
				l.X, l.Y = append(l.X, t), append(l.Y, capacity(s, t))
			}
			return l
		}
		title := argument.When(crosses == 0, "More is asked for than can be done").
			When(crosses > 0, "From "+week(crosses)+" on more is asked for than can be done").
			Else("There is more capacity than work")
		return argument.Chart{
			ID: "load", Subtitle: "pieces of work a week (formula)", X: x, Y: argument.PerWeekAxis("pieces a week", most), Title: title,
			Layers: []argument.Layer{
				steps("ghost", "can be done, today", "", argument.Today, today).If(!b.Same()), steps("can", "can be done", "can be done", argument.WhatIf, whatIf), asked,
				argument.RuleAt("crosses", "more is asked for than can be done (formula)", "", argument.Limit, crosses).If(crosses >= 0),
			},
			Alt: "Work asked for against work that can be done, a week: " + words.Short(rate(whatIf, 0)) + " of " + words.Short(capacity(whatIf, 0)) +
				" now, " + words.Short(rate(whatIf, x.Max)) + " of " + words.Short(capacity(whatIf, x.Max)) + " in week " + words.Short(x.Max) + ".",
		}
	}}
}

func byApproval() *argument.Sweep {
	return &argument.Sweep{
		ID: "approve", Along: approve, X: twoYears("approved in week", "").Always(),
		Places: argument.PlacesAt(argument.Evenly(approve, 26)...),
		Formula: func(s argument.Setting) func(float64) []float64 {
			nobody := passing(s.At(hires, 0))
			return func(at float64) []float64 {
				s := s.At(approve, at)
				if nobody != never && begins(s) > nobody+1 || s.Of(hires) == 0 {
					return []float64{0, nobody} // they come after it
				}
				return []float64{0, passing(s)}
			}
		},
	}
}

// lastDate is when the limit is passed, by the week of the approval.
func lastDate() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		curve := func(l argument.Layer, side *argument.Side) argument.Layer {
			l.X, l.Y = b.Column(byApproval(), side, passes)
			l.Y = argument.ValuesAt(l.Y, until)
			return l.Through(side.Of(approve), until(side.Values[passes]))
		}
		line := curve(argument.LineOf("passes", "week in which the limit is passed (formula)", "", argument.Formula, nil, nil), &b.WhatIf)
		ghost := argument.LineOf("ghost", "today's curve (formula)", "", argument.Today, nil, nil)
		if b.Differ(approve) {
			ghost = curve(ghost, &b.Today)
		}
		by, at, x := b.WhatIf.Values[approveBy], b.WhatIf.Values[passes], b.Axis(byApproval())
		title := argument.When(b.WhatIf.Of(hires) == 0, "Nobody is approved here").
			When(by == never, "Nobody needs to be approved for two years").
			When(by == 0, "It is too late already for the first").
			When(by > 0, "After "+week(by)+" an approval comes too late").
			Else("Approved too late, it buys nothing")
		return argument.Chart{
			ID: "last-date", Title: title, X: x, Y: twoYears("passed in week", ""),
			Subtitle: "week in which the limit is passed, by the week of approval (formula)",
			Layers: []argument.Layer{
				argument.RuleAt("by", "last approval by the rule (formula)", "by the rule: "+week(by), argument.Limit, x.Ahead(by)), ghost, line,
				argument.MarkAt("whatif", "what-if", said(at), argument.WhatIf, b.WhatIf.Of(approve), until(at)),
			},
			Alt: "The week in which the limit is passed against the week of approval: as late as can be for early ones, then a cliff. Approved in week " +
				words.Short(b.WhatIf.Of(approve)) + ", " + said(at) + ".",
		}
	}}
}

// said says when the limit is passed.
func said(at float64) string {
	return argument.When(at == never, "not within two years").Else(week(at))
}

func byHires() *argument.Sweep {
	return &argument.Sweep{
		ID: "hires", Along: hires, Places: argument.PlacesAt(0, 1, 2, 3, 4, 5),
		X: argument.Ticked(argument.Axis{Name: "people approved", Unit: words.People, Max: 5}, 1, 1, "").Always(),
		Formula: func(s argument.Setting) func(float64) []float64 {
			last := 0.0
			return func(at float64) []float64 {
				if last != never {
					last = passing(s.At(hires, at))
				}
				return []float64{0, last}
			}
		},
	}
}

// buys is how many weeks each further person buys.
func buys() *argument.Rows {
	return &argument.Rows{
		ID: "buys", Subtitle: "weeks that each further person gains, within two years (formula)", XName: "weeks gained",
		Scale: func(name string, most float64) argument.Axis {
			return argument.CountAxis(name, words.Weeks, math.Max(4, most))
		},
		Names: []string{"1st person", "2nd person", "3rd person", "4th person", "5th person"},
		Bars: func(b *argument.Sheet) []argument.Bar {
			gains := func(side *argument.Side, k int) float64 {
				along := b.Along(byHires(), side)
				return math.Max(0, until(along[k+1][passes])-until(along[k][passes]))
			}
			along, bars := b.Along(byHires(), &b.WhatIf), make([]argument.Bar, 5)
			for k := range bars {
				is := gains(&b.WhatIf, k)
				bars[k].Parts = []float64{is}
				if b.Differ(hires) {
					if was := gains(&b.Today, k); words.Say(was, words.Weeks) != words.Say(is, words.Weeks) { // else the bar says it
						bars[k].Today = &was
					}
				}
				bars[k].Label = argument.When(along[k][passes] == never, "not needed within two years").
					When(along[k+1][passes] == never, "over "+words.Say(is, words.Weeks)).
					Else("")
				if float64(k+1) == b.WhatIf.Of(hires) {
					bars[k].Role = argument.WhatIf
				}
			}
			return bars
		},
		Title: func(b *argument.Sheet, bars []argument.Bar) string {
			first := bars[0].Parts[0]
			return argument.When(first >= 1, "The first person gains "+words.Say(argument.Whole(first), words.Weeks)).Else("One more person gains nothing")
		},
	}
}

// whereTheTimeGoes is about all work until the date, what waits there by its age: the wait that the sentence says is that of
// the last week alone.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{Time: "from asked for to done, all work until the date", Lead: -1, Say: words.Duration}
}

// headline is when the limit is passed with nobody hired, by when an approval must come, and what it gains.
func headline(b *argument.Sheet) argument.Sentence {
	s, v := b.WhatIf.Setting, b.WhatIf.Values
	allowed := s.Drag(argument.WhatIf, limit, words.Duration)
	nobody := until(v[passes]) - v[gained]
	grows := argument.SayWhen(s.Of(growth) == 0, "With % ", argument.Drag(argument.WhatIf, growth, 0, "no growth")).
		Else("At % growth a month ", s.Drag(argument.WhatIf, growth, words.Percent))
	switch {
	case v[approveBy] == never:
		return grows.And("the wait stays below % for the two years that we look ahead, with nobody hired.", allowed)
	case nobody == 0:
		return grows.And("the wait is above % already; whoever is hired, they come too late for that.", allowed)
	}
	passed := grows.And("the wait passes % in %", allowed, argument.Num(argument.Today, nobody, week(nobody)))
	n, in := s.Of(hires), s.Drag(argument.WhatIf, approve, week)
	who := argument.Drag(argument.WhatIf, hires, n, words.Spelled(n)+words.Verb(n, " more person", " more people"))
	by := argument.Num(argument.Formula, v[approveBy], week(v[approveBy]))
	gain := math.Floor(until(v[passes])) - math.Floor(nobody)
	return append(passed, argument.SayWhen(n == 0 && v[approveBy] < 1, "; whoever is approved now comes too late for that.").
		When(n == 0, "; the next person must be approved by %.", by).
		When(gain < 1 && s.Of(approve) <= v[approveBy]+2 && v[approveBy] > 0, // the rule errs on the safe side
			"; %, approved in %, "+words.Verb(n, "comes", "come")+" a little late for that.", who, in).
		When(gain < 1, "; %, approved in %, can no longer change that.", who, in).
		When(s.Of(approve) > v[approveBy] || v[approveBy] < 1, "; %, approved in %, still "+words.Verb(n, "makes", "make")+" it %.", who, in, ends(v[passes])).
		When(v[passes] == never, "; %, approved by %, "+words.Verb(n, "prevents", "prevent")+" it for two years.", who, by).
		Else("; %, approved by %, "+words.Verb(n, "makes", "make")+" it %.", who, by, ends(v[passes]))...)
}

func ends(at float64) argument.Span {
	if at == never {
		return argument.Words("a week after the two years that we look ahead")
	}
	return argument.Num(argument.WhatIf, at, week(at))
}

// asides say the wait at the date, how the load stands, and what the hires cost by then.
func asides(b *argument.Sheet) []argument.Sentence {
	s := b.WhatIf.Setting
	text := argument.Say("What comes about % from now waits %", argument.Date(s), b.Says(wait, words.Duration))
	if !b.Same() && b.Vouched(wait) && !b.Tells(wait, words.Duration) {
		text = text.And(", about as long as today's way")
	} else if !b.Same() {
		text = text.Against(b, wait, "", words.Duration, "; today's way, %")
	}
	busy := rate(s, s.Weeks()) / capacity(s, s.Weeks())
	full := argument.PressureOf(busy)
	text = append(text, argument.SayWhen(full == argument.Over, ". By then % of what comes is too much.", argument.WholePercent(argument.WhatIf, 1-1/busy)).
		When(full == argument.Full, ". By then there is exactly as much to do as can be done.").
		Else(". By then % of the time is taken.", argument.WholePercent(argument.WhatIf, busy))...)
	n := s.Of(hires)
	dollars := n * s.Of(cost) * (s.Weeks() - begins(s))
	return argument.Told(text, argument.SayWhen(dollars > 0, "From the first day until then "+words.Verb(n, "the new person costs", "the new people cost")+
		" %, hiring itself not counted.", argument.Dollars(argument.WhatIf, dollars)).Else(""))
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	return argument.When(s.Of(arrivalCV) != 1 || s.Of(analysisCV) != 1, argument.TwoNumbers+"the work is; the simulation draws every piece.").
		When(came(s, s.Weeks()) > 4*large, argument.Fluid("pieces of work")).
		Else("The formula keeps the load constant within each week; in the simulation who is new keeps the pace of what is in hand.")
}

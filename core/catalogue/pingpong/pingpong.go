// Package pingpong sets writing a ticket against a conversation: what comes back
// misunderstood takes the analysts' time again, and past a share of it they never
// catch up. After a remark in Dan McKinley's talk.
package pingpong

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	share = argument.Pinned(argument.Misunderstood(0.05,
		"Share of answers that turn out to be to the wrong question, so that it is asked again. Our assumption: count yours."), 0.2)
	minutes = &argument.Param{ID: "minutes", Label: "Talk before each answer", Unit: words.Minutes, Min: 0, Max: 240, Step: 5, Default: 30, Pinned: true,
		Help: "How long analyst and engineer talk before the analyst begins. 0 is a ticket and nothing else."}
	delay = argument.AskedAgain(40,
		"Working hours from an answer to the wrong question until it is asked anew, on average: reading, noticing, writing again. 40 are a week.")
	demand = &argument.Param{ID: "demand", Label: "Demand for answers", Unit: words.PerWeek, Min: 1, Max: 60, Step: 0.5, Default: 10,
		Help: "New questions a week; those that come back are not counted again."}
	analysts  = argument.Analysts("People who answer. Each works on one question at a time.")
	weeks     = argument.Weeks(1, 26, argument.AnswersFor)
	hours     = argument.More(argument.ServiceHours("Time for an answer", "Working hours that one answer takes on average, without the conversation; two days are 16. The second answer takes as long as the first."))
	uneven    = argument.More(argument.Variability(1, "Questions do not come at even times and answers do not take equally long. This moves both of the next two."))
	arrivalCV = argument.ArrivalCV("How unevenly questions come", "questions", uneven)
	answerCV  = argument.ServiceCV("How uneven answers are", "an answer", 1, uneven)
	backlog   = argument.Backlog("The pile on the analysts' desk today.")
	cost      = argument.Cost()
)

// Entry is ticket-ping-pong in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "ticket-ping-pong",
	Title:    "Tickets that come back",
	Question: "Questions go to the analysts by ticket, and one in five is misunderstood. Is it worth half an hour to talk first?",
	Params:   []*argument.Param{share, minutes, delay, demand, analysts, weeks, hours, uneven, arrivalCV, answerCV, backlog, cost},
	Main:     share,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "If every ticket were understood, five analysts would answer ten questions a week with a fifth of their time to spare.", Set: []argument.Assignment{share.To(0), minutes.To(0)}, Points: "lead"},
		{Says: "One in ten comes back. That is a ninth more work, and nearly half of what the analysts had to spare.", Set: []argument.Assignment{share.To(0.1), minutes.To(0)}, Points: "where"},
		{Says: "One in five: the spare time is gone. From here on every ticket makes the next one later.", Set: []argument.Assignment{share.To(0.2), minutes.To(0)}, Points: "lead"},
		{Says: "Three in ten: the same people answer ever more often and finish ever less. The pile grows until somebody stops asking.", Set: []argument.Assignment{share.To(0.3), minutes.To(0)}, Points: "pile"},
		{Says: "Half an hour of conversation before each answer, and one in twenty comes back: who begins later is done in half the time.", Set: []argument.Assignment{share.To(0.05), minutes.To(30)}, Points: "worth"},
		{Says: "An hour of talk that leaves 18 % misunderstood instead of 20 % takes more of the analysts than it saves: here tickets win.", Set: []argument.Assignment{share.To(0.18), minutes.To(60)}, Points: "worth"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "How busy the analysts are", Text: "ρ = λs / (c(1 − p))", Author: "J. R. Jackson, 1957",
				Region: "Any p below 1. Each question needs 1/(1 − p) answers on average."},
			{Name: "The tipping point", Text: "p* = 1 − λs/c", Author: "follows from ρ = 1",
				Region: "Past it the pile grows by λ − c(1 − p)/s an hour, whatever the delay."},
			{Name: "If this went on for ever", Text: "T = (Wq + s)/(1 − p) + h·p/(1 − p)", Author: "J. R. Jackson, 1963, with Wq of M/M/c (A. K. Erlang, 1917)",
				Region: "ρ < 1. Exact when questions come and answers take as chance has it, however the delay is spread. Otherwise Wq is W. Whitt's (1993) for answers of all rounds in one go, mean s/(1 − p) and SCV (1 − p)Cs² + p."},
			{Name: "Until a date", Text: "T = (1/N)·∫ (line + in hand + on the way back) dt", Author: "J. D. C. Little, 1961; the line after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981; how late it begins and how long it sticks where work is short is ours",
				Region: "Any ρ, also above 1; N are all questions until the date, those still open counting by their age. An approximation, roughest at the tipping point."},
			{Name: "When talking wins", Text: "s′/(1 − p′) < s/(1 − p)", Author: "ours",
				Region: "For M/M/c without a delay it wins if and only if this holds; every hour of delay adds h·(p/(1 − p) − p′/(1 − p′)) on the side of talking."},
		},
		Assumptions: []string{
			"Whether an answer was to the wrong question is a matter of chance, each time anew: nobody learns from the first round.",
			"A question that comes back takes as long to answer as the first time, and joins the end of the line.",
			"The talk takes the analyst's time before every answer, and is as uneven as the answers. That the engineer must be free to talk is left out: it costs money here, but no waiting.",
			"That talking leaves one in twenty misunderstood is our assumption. If talking helps less, or takes longer than what it saves, tickets win, and the page says so.",
			"Analysts take questions in the order in which they come, one each, and are never away. Nobody stops asking because the line is long.",
			"The time to an answer is that of all questions until the date, those in line today included; those not answered by then count with what they have waited so far.",
			argument.WorkingWeek,
		},
		Sources: []argument.Source{
			argument.EgolessEngineering, argument.Jackson1957, argument.Jackson1963, argument.Whitt1983, argument.AbateWhitt1987, argument.HarrisonLemoine1981,
			{Title: "Strong approximations for Markovian service networks", Author: "A. Mandelbaum, W. A. Massey and M. I. Reiman", Year: 1998},
		},
	}
}

// The numbers, by index.
const (
	lead = iota
	answers
	pile
)

const method = "Little's law on the sticky Brownian motion of the analysts' line (Abate–Whitt 1987, Harrison–Lemoine 1981) and the fluid of what comes back (ours)"

// Model answers for ticket-ping-pong.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Formula: func(s argument.Setting) []float64 {
			h := evaluate(s)
			return []float64{h.MeanSojourn, answered(s, h), h.QueueLength}
		},
		Numbers: []argument.Number{
			{ID: "lead", Label: "from question to answer", Unit: words.Hours, Method: method, Count: argument.Counted(org.LeadTime(0))},
			{ID: "answers", Label: "answers given", Unit: words.PerWeek, Method: "what came and is not there", Count: argument.Counted(argument.Weekly(org.Served(0)))},
			{ID: "pile", Label: "questions in line at the date", Unit: words.Items, Method: method, Count: argument.Counted(argument.LineAtEnd(0))},
		},
		Effort:   argument.Effort{Most: 500, Least: 13, MostAlong: 80, LeastAlong: 2, Items: 1e6, In: answersInOneRun},
		Drawings: []argument.Drawing{leadByShare(), whereTheTimeGoes(), leadByTalk(), line()},
		Headline: headline,
		Asides:   asides,
		Compared: lead,
		Why:      why,
	})
}

// organisation is a line of analysts, and the way back for those who have been
// misunderstood. How long that takes is left to chance, with the delay as its mean.
func organisation(s argument.Setting) org.Organisation {
	p := s.Of(share)
	return org.Organisation{
		Stations: []sim.Station{{Name: "analysts", Servers: int(s.Of(analysts))}, {Name: "way back", Kind: sim.Delay}},
		Classes: []org.Class{{
			Name: "question", Backlog: int(s.Of(backlog)), Arrivals: []org.Arrivals{{Rate: arrivalRate(s), SCV: s.SCV(arrivalCV)}},
			Steps: []org.Step{
				{Name: "answer", Station: "analysts", Service: org.Time{Mean: service(s), SCV: s.SCV(answerCV)},
					Next: []org.Branch{{To: "misunderstood", Probability: p}, {To: org.Out, Probability: 1 - p}}},
				{Name: "misunderstood", Station: "way back", Service: org.Time{Mean: s.Of(delay), SCV: 1}, Next: []org.Branch{{To: "answer", Probability: 1}}, Waste: org.Defect},
			},
		}},
	}
}

func answersInOneRun(s argument.Setting) float64 {
	asked := float64(s.Of(demand)*s.Weeks()) + s.Of(backlog)
	return asked + math.Min(asked*rounds(s), capacity(s)*s.Weeks())
}

func byShare() *argument.Sweep {
	return &argument.Sweep{
		ID: "misunderstood", Along: share, Places: argument.PlacesAt(argument.Evenly(share, 40)...),
		X: func(today, whatIf argument.Setting) argument.Axis { // half of the slider, unless a setting is beyond
			return argument.ShareAxis("come back", share.Showing(today, whatIf, share.Max/2, share.Max))
		},
		Runs: func(s argument.Setting, x argument.Axis) []float64 {
			return append([]float64{0}, argument.EvenRuns(10)(s, x)...)
		},
	}
}

func leadByShare() *argument.Curve {
	return &argument.Curve{
		ID: "lead", Sweep: byShare(), Number: lead, Subtitle: "from question to answer, by the share that comes back",
		Name: "until the date (formula)", Mark: words.About, YName: "from question to answer", Scale: argument.WaitAxis, Home: leadHome,
		Under: func(b *argument.Sheet) []argument.Layer {
			full := math.Max(0, tipping(b.WhatIf.Setting))
			return []argument.Layer{argument.PastSaturation(share.Reached(full), "grows without end"), b.Settled(byShare(), full, settled)}
		},
		Title: func(b *argument.Sheet) string {
			tip := tipping(b.WhatIf.Setting)
			return argument.When(tip <= argument.Saturated, "More is asked than can be answered even once").
				When(tip > share.Max, "The analysts keep up however many come back").
				Else("Past " + words.Percent(tip) + " coming back, the pile only grows")
		},
		Shows: "The time from question to answer against the share that comes back misunderstood, which rises ever faster",
	}
}

// leadHome is room for what happens past the tipping point.
func leadHome(b *argument.Sheet) float64 {
	return math.Max(4, math.Min(b.WhatIf.Horizon()/6, 1.15*b.Most(byShare(), lead)))
}

// whereTheTimeGoes tells the time of first answers from all that is spent because an answer was to the wrong question: the way back, the next wait in
// line and the next answer.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		Time: "from question to answer", Lead: lead,
		Formula: func(s argument.Setting) []float64 {
			// Visits are alike: of the waits those of second and later answers are as large a share as of the answers.
			h := evaluate(s)
			again := 0.0
			if all := h.FirstService + h.FurtherService; all > 0 {
				again = h.FurtherService / all
			}
			hours := make([]float64, org.Uses)
			hours[org.WorkedOn], hours[org.Waiting] = h.FirstService, float64(h.Wait*(1-again))
			hours[org.DoneAgain] = float64(h.Wait*again) + h.FurtherService + h.Away
			return hours
		},
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			return "Coming back is " + argument.InPercent(whatIf[org.DoneAgain]/b.WhatIf.Best(lead)) + " of the time"
		},
	}
}

func byTalk() *argument.Sweep {
	return &argument.Sweep{
		ID: "minutes", Along: minutes, Places: argument.PlacesAt(argument.Evenly(minutes, 16)...),
		X:    argument.Ticked(argument.Axis{Name: "talk before each answer", Unit: words.Minutes, Max: minutes.Max}, 60, 60, "hours").Always(),
		Runs: argument.RunsAt(argument.Evenly(minutes, 8)...),
	}
}

func leadByTalk() *argument.Curve {
	return &argument.Curve{
		ID: "worth", Sweep: byTalk(), Number: lead, Subtitle: "from question to answer, by the length of the talk",
		Name: "until the date (formula)", Mark: words.About, Flat: true, YName: "from question to answer", Scale: argument.WaitAxis, Home: leadHome,
		Under: func(b *argument.Sheet) []argument.Layer {
			whatIf, even := b.WhatIf.Setting, math.NaN()
			if at, where := breakEven(b); !b.Same() && where == 0 {
				even = at
			}
			full := 60 * (whatIf.Of(analysts)*(1-whatIf.Of(share))/arrivalRate(whatIf) - whatIf.Of(hours))
			return []argument.Layer{
				argument.PastSaturation(math.Max(0, minutes.Reached(full)), "grows without end"),
				argument.RuleAt("even", "as long as today (formula)", "break-even", argument.Limit, even),
			}
		},
		Title: worthTitle,
		Shows: "The time from question to answer, which rises with the length of the conversation",
	}
}

func worthTitle(b *argument.Sheet) string {
	at, where := breakEven(b)
	return argument.When(b.Same(), "Every minute of talk is a minute of the analysts' time").
		When(where < 0, "With these, no conversation is short enough to pay").
		When(where > 0, "Even "+words.Duration(minutes.Max/60)+" of talk beat today").
		Else("Talking pays up to " + words.Duration(at/60))
}

// breakEven is how long the talk may be before an answer takes longer than today, by
// formula; where is below 0 if not even none is short enough, above if the whole
// slider is. More minutes are more work, so that the lead time rises with them.
func breakEven(b *argument.Sheet) (at float64, where int) {
	whatIf := b.WhatIf.At(minutes, 0) // how long it is now makes no difference
	found := b.Once("break-even", func() any {
		from, to := argument.UpTo(0, minutes.Max, 0.5, func(talk float64) bool { return evaluate(whatIf.At(minutes, talk)).MeanSojourn < b.Today.Values[lead] })
		return [2]float64{from, to}
	}).([2]float64)
	switch from, to := found[0], found[1]; {
	case to == 0:
		return 0, -1
	case from == minutes.Max:
		return from, 1
	default:
		return (from + to) / 2, 0
	}
}

func line() *argument.Fan {
	return &argument.Fan{
		ID: "pile", One: "question", Many: "questions", Where: "in line", Backlog: backlog,
		Of:    func(p org.Point) float64 { return p.Line[0] },
		Start: func(s argument.Setting) float64 { return math.Max(0, math.Floor(s.Of(backlog))-s.Of(analysts)) },
		Formula: func(s argument.Setting, times []float64) (mean, lo, hi []float64) {
			line := evaluate(s)
			for _, t := range times {
				p, _ := line.At(t) // times are up to the date
				low, _ := p.QueueQuantile(0.1)
				high, _ := p.QueueQuantile(0.9)
				mean, lo, hi = append(mean, p.QueueLength), append(lo, low), append(hi, high)
			}
			return mean, lo, hi
		},
	}
}

// come and talk are what the two settings differ in, to be dragged.
func come(r argument.Role, s argument.Setting) argument.Span { return s.Drag(r, share, words.Percent) }
func talk(r argument.Role, s argument.Setting) argument.Span {
	return s.Drag(r, minutes, func(v float64) string { return words.Duration(v / 60) })
}

func headline(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	s := argument.Say("By ticket, % of questions come back misunderstood", come(argument.WhatIf, whatIf))
	if whatIf.Of(minutes) > 0 {
		s = argument.Say("Talk for % first, and % of questions come back misunderstood", talk(argument.WhatIf, whatIf), come(argument.WhatIf, whatIf))
	}
	s = s.AndIf(today.Of(share) != whatIf.Of(share), ", not %", come(argument.Today, today))
	s = s.And(". An answer takes %", b.Says(lead, words.About))
	same, told := s.AsToday(b, lead, "about as long", words.About)
	switch again := b.Again(lead, words.About); {
	case told:
		return same
	case today.Of(minutes) > 0:
		return s.And("; today, after talking for %, %.", talk(argument.Today, today), again)
	case b.Differ(share, minutes):
		return s.And("; as things are today, %.", again)
	default:
		return s.And(", not %.", again)
	}
}

// keepUp says what becomes of the pile.
func keepUp(s argument.Setting) argument.Sentence {
	tip, grows := argument.Percent(argument.WhatIf, tipping(s)), argument.Short(argument.WhatIf, s.Of(demand)-float64(capacity(s)*(1-s.Of(share)))) // in the long run
	pressure := argument.PressureOf(utilization(s))
	return argument.SayWhen(pressure == argument.Over && tipping(s) <= argument.Saturated, "The pile grows by % a week, and would even if none came back.", grows).
		When(pressure == argument.Over, "Past % the pile never stops growing, here by % a week.", tip, grows).
		When(pressure == argument.Full, "The analysts are full to the last hour, and the pile never settles.").
		Else("The analysts keep up until % come back.", tip)
}

// counted says of which questions the sentence speaks.
func counted(s argument.Setting) argument.Sentence {
	return argument.Say(" Counted are all questions of %, open ones by their age.", argument.Date(s))
}

// verdict says when tickets win, if formula and simulation do not contradict each other.
func verdict(b *argument.Sheet) argument.Sentence {
	at, where := breakEven(b)
	wins := b.WhatIf.Best(lead) < b.Today.Best(lead)
	sure := b.Vouched(lead) && wins == (where > 0 || where == 0 && b.WhatIf.Of(minutes) < at)
	limit := argument.Num(argument.WhatIf, at, words.Duration(at/60))
	return argument.SayWhen(!sure && where != 0, "").
		When(!sure, "By formula, talking and tickets come out even at % for each answer.", limit).
		When(where < 0 && b.WhatIf.Of(share) >= b.Today.Of(share), "Tickets win here: talking takes the analysts' time and no fewer come back.").
		When(where < 0, "Tickets win here, however short the conversation.").
		When(where > 0, "Talking wins here even if it takes % each time.", limit).
		When(wins, "Tickets would win if, by formula, talking took more than % for each answer.", limit).
		Else("Tickets win here: by formula, talking pays up to % for each answer.", limit)
}

// asides say what becomes of the pile and when tickets win, and what answering again
// costs.
func asides(b *argument.Sheet) (all []argument.Sentence) {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	s := keepUp(whatIf)
	if v := verdict(b); whatIf.Of(minutes) > today.Of(minutes) && v != nil {
		s = append(s.And(" "), v...)
	}
	all = append(all, append(s, counted(whatIf)...))
	if today.Of(share) == whatIf.Of(share) && today.Of(minutes) == whatIf.Of(minutes) {
		return all
	}
	rework := func(s argument.Setting, answers float64) float64 {
		return answers * s.Of(share) * s.Of(hours) / words.Week * s.Of(cost)
	}
	costs := argument.Say("Answers to questions misunderstood cost % a week; today %.",
		argument.Dollars(argument.WhatIf, rework(whatIf, b.WhatIf.Best(answers))), argument.Dollars(argument.Today, rework(today, b.Today.Best(answers))))
	if whatIf.Of(minutes) > 0 { // both who ask and who answer are in a conversation
		talk := whatIf.Of(minutes) / 60 * 2 / words.Week * b.WhatIf.Best(answers) * whatIf.Of(cost)
		costs = costs.And(" The conversations cost % a week, both sides counted.", argument.Dollars(argument.WhatIf, talk))
	}
	return append(all, costs)
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	rho := utilization(s)
	return argument.When(s.Of(arrivalCV) != 1 || s.Of(answerCV) != 1, argument.TwoNumbers+"the work is, and treats what comes back as if it came at once.").
		When(rho > 0.9 && rho < 1.1, "So close to the tipping point the formula for a date is an approximation.").
		Else(argument.Fluid("questions"))
}

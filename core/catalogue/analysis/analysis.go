// Package analysis is the flagship: more engineers, the same analysts, and everything
// gets slower. The setting is that of Dan McKinley's talk.
package analysis

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	engineers = &argument.Param{ID: "engineers", Label: "Engineers", Unit: words.People, Min: 1, Max: 100, Step: 1,
		Default: 20, Pinned: true, Today: 10,
		Help: "People who build features."}
	analysts = argument.Pinned(argument.Analysts("People who analyse what a feature would earn. Each works on one feature at a time."), 5)
	hours    = argument.ServiceHours("Time for an analysis", "Working hours that one analysis takes on average; two days are 16.")
	uneven   = argument.Variability(0.5, "Features do not come at even times and analyses do not take equally long. This moves both; open “more” for each by itself.")
	weeks    = argument.Weeks(1, 26, argument.AnswersFor)
	waiting  = &argument.Param{ID: "waiting", Label: "While a feature waits, its engineer", Max: 1, Step: 1,
		Choices: []argument.Choice{
			{Words: "starts the next", Help: "Engineers carry on: nothing holds the pile back."},
			{Words: "waits with it", Help: "Engineers wait: the pile stops growing because they stop building."},
		},
		Help: "Whether an engineer builds the next feature while the last one waits for its analysis."}
	rate = &argument.Param{ID: "rate", Label: "Features per engineer", Unit: words.PerWeek, Min: 0.1, Max: 5, Step: 0.1, Default: 1, More: true,
		Help: "How many features an engineer finishes in a week of work."}
	share = &argument.Param{ID: "share", Label: "Features that need an analyst", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 1, More: true,
		Help: "The rest ship as soon as they are built."}
	backlog    = argument.Backlog("The pile on the analysts' desk today.")
	arrivalCV  = argument.ArrivalCV("How unevenly features arrive", "features", uneven)
	analysisCV = argument.ServiceCV("How uneven analyses are", "an analysis", 0.5, uneven)
	sources    = &argument.Param{ID: "sources", Label: "Features arrive", Max: 1, Step: 1, More: true,
		Choices: []argument.Choice{
			{Words: "as one stream", Help: "One stream with the unevenness above, as on the talk's slide."},
			{Words: "engineer by engineer", Help: "Every engineer delivers at that unevenness by themselves; together they come in more of a jumble."},
		},
		Help: "Whether the unevenness is that of all features together or of each engineer's own."}
	cost = argument.Cost()
)

// Entry is analysis-queue in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "analysis-queue",
	Title:    "Adding engineers",
	Question: "We may hire ten more engineers. Every release still needs an analyst. What happens to the wait?",
	Params:   []*argument.Param{engineers, analysts, hours, uneven, weeks, waiting, rate, share, backlog, arrivalCV, analysisCV, sources, cost},
	Main:     engineers,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Today: 10 engineers, 5 analysts. Each builds a feature a week, each analysis takes two days. Nobody waits long.", Set: []argument.Assignment{engineers.To(10)}, Points: "wait"},
		{Says: "Two more engineers. Everything still ships, and the wait has begun to bend.", Set: []argument.Assignment{engineers.To(12)}, Points: "wait"},
		{Says: "One more, and the analysts cannot keep up: from here on the pile only grows.", Set: []argument.Assignment{engineers.To(13)}, Points: "backlog"},
		{Says: "All ten hires. Twenty features are built every week; 12.5 ship, as they would with thirteen engineers.", Set: []argument.Assignment{engineers.To(20)}, Points: "throughput"},
		{Says: "The same ten hires, three of them analysts: everything that is built ships.", Set: []argument.Assignment{engineers.To(17), analysts.To(8)}, Points: "wait"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "On the talk's slide", Text: "Wq = ρ/(1−ρ) · (Ca² + Cs²)/2 · s", Author: "J. F. C. Kingman, 1961",
				Region: "One analyst, ρ < 1. An upper bound that is close when analysts are busy; at ρ ≥ 1 there is no steady state."},
			{Name: "If this went on for ever, one analyst", Text: "Wq = ρ/(1−ρ) · (Ca² + Cs²)/2 · s · g(ρ, Ca², Cs²)", Author: "W. Kraemer and M. Langenbach-Belz, 1976",
				Region: "One analyst, ρ < 1. The factor g ≤ 1 makes Kingman's expression fit at low load."},
			{Name: "If this went on for ever, several analysts", Text: argument.WhittWait, Author: "W. Whitt, 1993",
				Region: "ρ < 1. For Ca² > 1 and many analysts at low load it can be a third or more too low: the simulation stands beside it."},
			argument.StickyBrownian("Any ρ, also above 1. It begins when the analysts are busy, and sticks so that it meets the steady state in the long run. An approximation for the first weeks."),
			{Name: "Engineers who wait with their features", Text: "M/M/c//N, between its value and the metronome's by (1 + Cs²)/2, at most 1", Author: "machine repair (C. Palm, 1947); the scaling is ours",
				Region: "Settled state. Exact for Cs² = 1, however engineers build; elsewhere the simulation is the judge."},
			{Name: "Engineers one by one", Text: "Ca² of n merged streams = w·Ca² + 1 − w, w = 1/(1 + 4(1−ρ)²(n−1))", Author: "W. Whitt (QNA), 1983",
				Region: "An approximation: merged streams are not renewal streams."},
		},
		Assumptions: []string{
			"Analysts take features in the order in which they come, one each, and are never away.",
			"Engineers build at the same speed however long the pile is, unless you switch to “waits with it”.",
			"An analysis is done once: nothing comes back. Tickets that do come back are another argument.",
			"Nobody gives up: a feature waits until it is analysed.",
			argument.WorkingWeek + " The page knows no holidays, no quarter-end and no calendar.",
			"The wait “by then” is that of features that arrive within half a week of the date, the analysts working on as before.",
		},
		Sources: []argument.Source{
			argument.EgolessEngineering,
			{Title: "The single server queue in heavy traffic", Author: "J. F. C. Kingman", Year: 1961},
			argument.Whitt1993, argument.AbateWhitt1987, argument.HarrisonLemoine1981, argument.Whitt1983,
		},
	}
}

// The numbers, by index, and what else the formulas say.
const (
	wait = iota
	shipped
	pile
	idle
	built
)

// Model answers for analysis-queue.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Windows:      aboutTheDate,
		Formula:      evaluate,
		Numbers: []argument.Number{
			{ID: "wait", Label: "wait of a feature finished at the date", Unit: words.Hours, MethodOf: method, Count: argument.Counted(org.WaitInWindow(0))},
			{ID: "shipped", Label: "features shipped, about the date", Unit: words.PerWeek, Method: "Little's law on the pile", Count: argument.Counted(shippedPerWeek)},
			{ID: "pile", Label: "features waiting at the date", Unit: words.Items, MethodOf: method, Count: argument.Counted(argument.LineAtEnd(analysis))},
			{ID: "idle", Label: "features at the analysts, waiting or being analysed", Unit: words.Items, Method: "Little's law", Count: argument.Counted(atTheAnalysts), Only: closed},
		},
		Effort:   argument.Effort{Most: 800, Least: 80, MostAlong: 120, LeastAlong: 12, Items: 3e6, In: featuresInOneRun},
		Drawings: []argument.Drawing{cliff(), throughput(), pileFan(), spread(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   asides,
		Compared: wait,
		Why:      why,
		Besides:  asOneStream,
	})
}

// The stations of the organisation, by index.
const (
	desk = iota // where features are finished, which takes no time
	analysis
)

// organisation describes a setting to the simulator. Features come from one stream,
// from each engineer's own, or from engineers who think of the next one when theirs is
// analysed; all have been at it for long. A first step that takes no time sends off at
// once what needs no analyst.
func organisation(s argument.Setting) org.Organisation {
	gap, ca, cs := words.Week/s.Of(rate), s.Of(arrivalCV), s.Of(analysisCV) // the gap is one engineer's
	scv := float64(ca * ca)
	feature := org.Class{
		Name: "feature",
		Steps: []org.Step{
			{Station: "built", Next: []org.Branch{{To: "analysts", Probability: s.Of(share)}, {To: org.Out, Probability: 1 - s.Of(share)}}},
			{Station: "analysts", Service: org.Time{Mean: s.Of(hours), SCV: float64(cs * cs)}},
		},
	}
	switch n := int(s.Of(engineers)); {
	case closed(s):
		feature.Arrivals = []org.Arrivals{{Population: n, ThinkTime: org.Time{Mean: gap, SCV: scv}, Underway: true}}
	case oneByOne(s):
		for range n {
			feature.Arrivals = append(feature.Arrivals, org.Arrivals{Rate: 1 / gap, SCV: scv, Underway: true})
		}
	default:
		feature.Arrivals = []org.Arrivals{{Rate: s.Of(engineers) / gap, SCV: scv, Underway: true}}
	}
	// What waits now is past the first step: it does need an analyst.
	waiting := org.Class{Name: "feature that waits already", Backlog: int(s.Of(backlog)), Steps: feature.Steps[1:]}
	return org.Organisation{
		Stations: []sim.Station{desk: {Name: "built", Kind: sim.Delay}, analysis: {Name: "analysts", Servers: int(s.Of(analysts))}},
		Classes:  []org.Class{feature, waiting},
	}
}

// whereTheTimeGoes is about features that need an analyst, those that wait already
// included.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		Time: "from finished to analysed", Lead: -1, Classes: []int{0, 1},
		Per: func(o *org.Outcome) float64 { return o.Stations[analysis].Visits },
	}
}

// aboutTheDate are the features that are finished within half a week of the date.
var aboutTheDate = argument.AboutTheDate("analysts", "feature")

func featuresInOneRun(s argument.Setting) float64 { return float64(made(s)*s.Weeks()) + s.Of(backlog) }

// secondHalf is the points of a run from half way to the date on; none of a run that
// was stopped before.
func secondHalf(o *org.Outcome) []org.Point {
	return o.Points[min(len(o.Points), max(0, len(o.Points)/2-1)):]
}

// shippedPerWeek counts what ships in the second half of the time.
func shippedPerWeek(o *org.Outcome) (num, den float64) {
	points := secondHalf(o)
	if len(points) == 0 {
		return 0, 0
	}
	for k := range o.Classes {
		num += points[len(points)-1].Delivered[k] - points[0].Delivered[k]
	}
	return num * words.Week, o.Hours / 2
}

// atTheAnalysts is the mean number of features at the analysts over the second half
// of the time.
func atTheAnalysts(o *org.Outcome) (num, den float64) {
	for _, p := range secondHalf(o) {
		for k := range o.Classes {
			num += p.WIP[k]
		}
		den++
	}
	return num, den
}

func byEngineers() *argument.Sweep {
	return &argument.Sweep{
		ID: "engineers", Along: engineers, Points: 2, // half way, and the date
		// Whole numbers of people, and halves where the curve bends.
		Places: argument.PlacesAt(append(argument.Numbers(1, 30, 0.5), argument.Numbers(31, engineers.Max, 1)...)...),
		X:      argument.FromOneAlong("engineers", words.People, 30, engineers),
		Runs: func(_ argument.Setting, x argument.Axis) []float64 {
			step := math.Max(1, math.Floor(x.Max/15))
			return argument.Numbers(step, x.Max, step)
		},
	}
}

// saturation is where on the slider the pile begins to grow without end; NaN where
// nothing does.
func saturation(s argument.Setting) float64 {
	if closed(s) {
		return math.NaN()
	}
	return full(s)
}

func cliff() *argument.Curve {
	return &argument.Curve{
		ID: "wait", Sweep: byEngineers(), Number: wait, Name: "at the date (formula)", Mark: words.About,
		SubtitleOf: func(b *argument.Sheet) string {
			return "wait for an analyst in " + words.Horizon(b.WhatIf.Weeks()) + ", by the number of engineers"
		},
		YName: "wait for an analyst", Scale: argument.WaitAxis,
		// Room for the leap that ten hires make, in the half year that they are given.
		Home: func(b *argument.Sheet) float64 {
			leap := float64(b.WhatIf.Horizon() * 12 / 13)
			return math.Max(4, math.Min(leap, b.Most(byEngineers(), wait)))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			ends := full(b.WhatIf.Setting)
			forever := b.Settled(byEngineers(), ends, settled).If(!closed(b.WhatIf.Setting))
			return []argument.Layer{argument.PastSaturation(saturation(b.WhatIf.Setting), "grows without end"), forever}
		},
		Title: func(b *argument.Sheet) string {
			at := full(b.WhatIf.Setting)
			return argument.When(closed(b.WhatIf.Setting), "Who waits with their feature stops building").
				When(at < 1, "Even one engineer is more than the analysts can take").
				When(at <= engineers.Max, "Past "+words.Short(math.Floor(at))+", every hire makes everyone wait").
				Else(words.Short(byEngineers().X(b.Today.Setting, b.WhatIf.Setting).Max) + " engineers, and the analysts still keep up")
		},
		Shows: "The wait for an analyst against the number of engineers, flat at first and then steep",
	}
}

func throughput() *argument.Curve {
	return &argument.Curve{
		ID: "throughput", Sweep: byEngineers(), Number: shipped, Name: "shipped (formula)", Say: words.Short, Unlabelled: true,
		Subtitle: "features a week, by the number of engineers",
		Ends:     func(*argument.Sheet) (string, string) { return "", "shipped" }, EndRoom: true,
		YName: "features a week", Scale: argument.PerWeekAxis,
		Home: func(b *argument.Sheet) float64 { return b.Most(byEngineers(), built) },
		Under: func(b *argument.Sheet) []argument.Layer {
			rule := argument.Layer{ID: "capacity", Name: "the most that can ship", Shape: argument.RuleY, Role: argument.Limit}
			if b.WhatIf.Of(share) == 1 {
				rule.Y, rule.Label = []float64{limit(b.WhatIf.Setting)}, "the analysts' limit"
			}
			return []argument.Layer{
				argument.PastSaturation(saturation(b.WhatIf.Setting), ""), rule,
				b.Line(byEngineers(), built, "made", "built (formula)", "built"),
			}
		},
		Title: func(b *argument.Sheet) string {
			over := utilization(b.WhatIf.Setting) > 1
			return argument.When(closed(b.WhatIf.Setting) && over, "Waiting holds the building back").
				When(over, "You can build more. You cannot ship more.").
				Else("Everything that is built ships")
		},
		ShowsOf: func(b *argument.Sheet) string {
			return "Features shipped a week, beside the " + words.Short(b.WhatIf.Values[built]) + " that are built, against the number of engineers"
		},
	}
}

// limit is how many features a week can be built before the analysts are saturated;
// +Inf if none needs them.
func limit(s argument.Setting) float64 { return capacity(s) / s.Of(share) }

func pileFan() *argument.Fan {
	return &argument.Fan{
		ID: "backlog", One: "feature", Many: "features", Where: "waiting", Backlog: backlog,
		Of:      func(p org.Point) float64 { return p.Line[analysis] },
		Start:   func(s argument.Setting) float64 { return math.Max(0, s.Of(backlog)-s.Of(analysts)) },
		Formula: pileByFormula,
	}
}

// pileByFormula is the pile over the coming weeks; the settled one of engineers who
// wait.
func pileByFormula(s argument.Setting, times []float64) (mean, lo, hi []float64) {
	still := evaluate(s)[pile]
	line, err := station(s).Transient(0)
	for _, t := range times {
		m, low, high := still, still, still
		if !closed(s) && err == nil {
			h, _ := line.At(t, s.Of(backlog))
			m = h.QueueLength
			low, _ = h.QueueQuantile(0.1)
			high, _ = h.QueueQuantile(0.9)
		}
		mean, lo, hi = append(mean, m), append(lo, low), append(hi, high)
	}
	return mean, lo, hi
}

func spread() *argument.Spread {
	return &argument.Spread{
		ID: "dots", Title: "Each dot is one feature in twenty", XName: "wait for an analyst", YName: "features in twenty",
		Subtitle: func(b *argument.Sheet) string {
			return "wait for an analyst of those finished in " + words.Horizon(b.WhatIf.Weeks())
		},
		Of: argument.OneWait,
		Quantile: func(s argument.Setting) func(q float64) float64 {
			line, err := station(s).Transient(0)
			if closed(s) || err != nil {
				still := evaluate(s)[wait]
				return func(float64) float64 { return still }
			}
			h, _ := line.At(s.Horizon(), s.Of(backlog))
			return func(q float64) float64 {
				w, _ := h.WaitQuantile(q) // q is a probability below 1
				return w
			}
		},
	}
}

// people names some people of a setting, to be dragged.
func people(r argument.Role, p *argument.Param, s argument.Setting, one, many string) argument.Span {
	return argument.Drag(r, p, s.Of(p), words.Count(s.Of(p), one, many))
}

// headline is the sentence above the charts: the wait, and today's.
func headline(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	if whatIf.Of(share) == 0 {
		return argument.Say("No feature needs an analyst, so nothing waits. You build and ship % a week.", argument.Short(argument.WhatIf, made(whatIf)))
	}
	spoken := argument.Loosely(b.Today.Best(wait), b.WhatIf.Best(wait))
	with := people(argument.WhatIf, engineers, whatIf, "engineer", "engineers")
	s := argument.SayWhen(today.Of(analysts) != whatIf.Of(analysts), // it is long enough for four lines on a phone
		"% and %: a feature in % ", with, people(argument.WhatIf, analysts, whatIf, "analyst", "analysts"), argument.Date(whatIf)).
		Else("With %, a feature finished % from now ", with, argument.Date(whatIf))
	text := spoken(b.WhatIf.Best(wait))
	s = append(s, argument.SayWhen(text == words.HardlyAny, "hardly waits for an analyst").
		Else("waits % for an analyst", argument.Num(argument.WhatIf, b.WhatIf.Best(wait), text))...)
	staff := todaysPeople(today, whatIf)
	switch {
	case b.Same():
		return s.And(", as today.")
	case !b.Vouched(wait):
		s = s.And(". Against today")
		if staff != nil {
			s = append(s.And("'s "), staff...)
		}
		return s.And(" there is " + argument.NoDifference + ".")
	case staff == nil:
		s = s.And(". As things are today: ")
	case b.Differ(engineers, analysts):
		s = append(s.And(". As things are today, with "), staff...).And(": ")
	case today.Of(engineers) != whatIf.Of(engineers) && today.Of(analysts) != whatIf.Of(analysts): // on a phone four lines
		s = append(s.And(". Today's "), staff...).And(": ")
	default:
		s = append(s.And(". Today, with "), staff...).And(": ")
	}
	return s.And("%.", b.SaysToday(wait, spoken))
}

// todaysPeople names today's people by what differs from what-if; nothing if nothing
// does.
func todaysPeople(today, whatIf argument.Setting) argument.Sentence {
	build, analyse := today.Of(engineers) != whatIf.Of(engineers), today.Of(analysts) != whatIf.Of(analysts)
	n := today.Drag(argument.Today, engineers, words.Short)
	return argument.SayWhen(build && analyse, "% and %", n, today.Drag(argument.Today, analysts, words.Short)).
		When(build, "%", n).
		When(analyse, "%", people(argument.Today, analysts, today, "analyst", "analysts")).
		Else("")
}

// keepUp says what becomes of the pile.
func keepUp(b *argument.Sheet) argument.Sentence {
	s := b.WhatIf.Setting
	ships := b.Says(shipped, words.Short)
	if closed(s) {
		waiting := b.WhatIf.Values[idle]
		return argument.Say("You ship % a week, and of your engineers % "+argument.Is(waiting)+" waiting at any moment.", ships, argument.Short(argument.WhatIf, waiting))
	}
	builds, room := argument.Short(argument.WhatIf, made(s)), argument.Short(argument.WhatIf, made(s)*(1/utilization(s)-1))
	switch argument.PressureOf(utilization(s)) {
	case argument.Over:
		return argument.Say("You build % a week and ship %; the other % pile up.", builds, ships, argument.Short(argument.WhatIf, growth(s)))
	case argument.Full:
		return argument.Say("You build % a week, exactly what the analysts can take: without slack, the pile never settles.", builds)
	case argument.Barely:
		return argument.Say("You build % a week and the analysts keep up, barely: % a week more and they would not.", builds, room)
	}
	return argument.Say("You build % a week and the analysts keep up, with room for % more.", builds, room)
}

// asides say what becomes of the pile, and what the difference in people costs and
// buys.
func asides(b *argument.Sheet) []argument.Sentence {
	if b.WhatIf.Of(share) == 0 {
		return nil
	}
	return []argument.Sentence{argument.InOne(keepUp(b), money(b))}
}

// money says what the difference in people costs and what it buys.
func money(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	more := whatIf.Of(engineers) + whatIf.Of(analysts) - today.Of(engineers) - today.Of(analysts)
	if more == 0 {
		return nil
	}
	n := math.Abs(more)
	dollars, who := n*whatIf.Of(cost), argument.Upper(words.Spelled(n))
	m := argument.SayWhen(more > 0, who+" more "+words.Verb(n, "person costs", "people cost")+" % a week and ", argument.Dollars(argument.WhatIf, dollars)).
		Else(who+" fewer "+words.Verb(n, "person saves", "people save")+" % a week and ", argument.Dollars(argument.WhatIf, dollars))
	gain, ship := b.WhatIf.Best(shipped)-b.Today.Best(shipped), words.Verb(n, "ships", "ship")
	features := argument.Short(argument.WhatIf, math.Abs(gain))
	return append(m, argument.SayWhen(!b.Vouched(shipped) || features.Text == "0", words.Verb(n, "changes", "change")+" nothing that ships.").
		When(gain > 0 && more > 0, ship+" % more features: % each.", features, argument.Dollars(argument.WhatIf, dollars/gain)).
		When(gain > 0, ship+" % more features.", features).
		Else(ship+" % fewer features.", features)...)
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.WhatIf.Setting
	rho := utilization(s)
	return argument.When(closed(s), "With engineers who wait the formula is exact only for analyses of wildly different length.").
		When(oneByOne(s) && s.Of(arrivalCV) != 1, "Many engineers' streams are merged by an approximation that remembers only two moments.").
		When(s.Of(arrivalCV) > 1 && rho < 0.9, "When features come in bursts and analysts are not busy, every formula for the mean is rough.").
		When(rho < 0.9, "The formula is made for busy analysts; where few features wait it is rough.").
		When(rho < 1+argument.Saturated, argument.NearTheLimit).
		Else(argument.Fluid("features"))
}

// asOneStream says what it changes that engineers deliver one by one.
func asOneStream(b *argument.Sheet) argument.Sentence {
	if !oneByOne(b.WhatIf.Setting) {
		return nil
	}
	return argument.Say(" Coming engineer by engineer they are more of a jumble: as one stream of that unevenness they would wait % by formula.",
		argument.Hours(argument.Formula, evaluate(b.WhatIf.At(sources, 0))[wait]))
}

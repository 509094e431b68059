package keys

import (
	"math"
	"slices"
	"strings"

	"kingman/core/argument"
	"kingman/core/words"
)

// byGuardrails is along the work put into guardrails: dense where they do most.
func byGuardrails() *argument.Sweep {
	return &argument.Sweep{
		ID: "guardrails", Along: guardrails,
		Places: argument.PlacesAt(append(argument.Numbers(0, 20, 1), argument.Numbers(24, guardrails.Max, 4)...)...),
		X: func(today, whatIf argument.Setting) argument.Axis {
			a := argument.Axis{Name: "weeks of work put into tests and monitoring", Unit: words.Weeks, Max: guardrails.Showing(today, whatIf, 60, guardrails.Max)}
			return argument.Ticked(a, map[float64]float64{60: 10, 104: 26}[a.Max], 1, "weeks")
		},
		Runs: func(argument.Setting, argument.Axis) []float64 { return marks[:] },
	}
}

// marks are the weeks of guardrails that the path of what-if names, and simulates.
var marks = [...]float64{0, 10, 20, 40}

// minutes says a number of minutes that are a part of a week: those below ten with a
// decimal.
func minutes(v float64) string {
	if v >= 9.95 {
		v = argument.Whole(v)
	}
	return words.Count(v, "minute", "minutes")
}

// soonest says weeks in whole ones, as the slider has them: the first at which something
// holds from at on.
func soonest(at float64) float64 { return math.Ceil(at - 1e-9) }

// share is the axis, up to 1.2 at least, of what is relative to today: in per cent with a tick at all of that, or,
// where it is many times as much, in multiples.
func share(name string, most float64) argument.Axis {
	a := argument.Axis{Name: name, Unit: words.Share, Max: most}
	switch {
	case most <= 1.6:
		return argument.Ticked(a, 0.5, 0.01, "%")
	case most <= 6:
		a.Max = math.Max(math.Floor(most)+0.4, most)
		return argument.Ticked(a, 1, 0.01, "%")
	}
	return argument.UnitAxis(name, words.Share, most, argument.TickUnit{Size: 1, Noun: "×"}, argument.TickUnit{From: 800, Size: 1000, Noun: "k×"})
}

// none is a time, or minutes, of which nothing is a share: so few that they are none.
const none = 0.02

// bothByGuardrails is how long a change takes and how long production is broken, as shares
// of today's.
func bothByGuardrails() *argument.Own {
	w := byGuardrails()
	return &argument.Own{Sweep: w, Numbers: []int{lead, broken}, Draw: func(b *argument.Sheet) argument.Chart {
		shown, most := b.Axis(w), 1.2
		relative := func(i int, id, name, says string) argument.Traced {
			t := b.Traced(w, i, id, name, argument.Formula)
			t.WhatIf.Label = says // it names the line, too
			for _, l := range [...]*argument.Layer{&t.Line, &t.Points, &t.WhatIf} {
				*l = l.Over(b.Today.Best(i), nil).If(b.Today.Best(i) > none)
			}
			if of := b.Today.Best(i); of > none {
				most = max(most, min(1.02*(b.Most(w, i)/of), 5), b.WhatIf.Best(i)/of/argument.MarkRoom)
			}
			return t
		}
		at := evenAt(b.Today.Setting, b.WhatIf.Setting)
		minutesBroken := relative(broken, "broken", "minutes broken", "broken "+minutes(b.WhatIf.Best(broken)))
		untilLive := relative(lead, "lead", "time to live", "live in "+words.Duration(b.WhatIf.Best(lead)))
		minutesBroken.WhatIf.ID = "whatif" // that can be dragged
		today := argument.MarkAt("today", "today", "", argument.Today, b.Today.Of(guardrails), 1)
		if of := b.Today.Best(lead); of > none {
			today.On, today.Y[0] = "lead", of
			today = b.Seen(today, lead).Over(of, nil)
		}
		if b.Differ(guardrails) {
			today.On = argument.Nowhere
		}
		return argument.Chart{
			ID: "guardrails", Subtitle: "until live, and minutes broken a week, as shares of today's", X: shown, Title: guardrailsTitle(b, at),
			Alt: "Time to live and minutes broken a week against the weeks of work put into tests and monitoring, both falling. With " + words.Say(b.WhatIf.Of(guardrails), words.Weeks) + " a change is live after " +
				words.Duration(b.WhatIf.Best(lead)) + ", today " + words.Duration(b.Today.Best(lead)) + ", and production is broken " + minutes(b.WhatIf.Best(broken)) + " a week, today " + minutes(b.Today.Best(broken)) + ".",
			Layers: []argument.Layer{
				argument.RuleAcross("as-today", "as today", "today", argument.Today, 1),
				argument.RuleAt("even", "no more broken than today from here on (formula)", "no more broken: "+words.Say(soonest(math.Max(0, math.Min(at, guardrails.Max))), words.Weeks), argument.Limit, shown.Ahead(at)),
				minutesBroken.Line, untilLive.Line, minutesBroken.Points, untilLive.Points, today, untilLive.WhatIf, minutesBroken.WhatIf,
			},
			Y: share("of today's", most),
		}
	}}
}

func guardrailsTitle(b *argument.Sheet, at float64) string {
	first := soonest(at)
	return argument.When(at > guardrails.Max, "It would take more tests than the slider has").
		When(first == 0, "Any tests make it break less than today").
		When(first < 0, "Even without tests less is broken than today").
		When(first == 1, "From a week of tests on, less is broken").
		Else("From " + words.Short(first) + " weeks of tests on, less is broken")
}

// trade is minutes broken against time to live: the way of each who deploys as guardrails
// grow. What is left of today and below is better at both.
func trade() *argument.Own {
	w := byGuardrails()
	return &argument.Own{Sweep: w, Numbers: []int{lead, broken}, Draw: func(b *argument.Sheet) argument.Chart {
		shown := b.Axis(w).Max
		way := func(id, name string, role argument.Role, side *argument.Side, label string) argument.Layer {
			l := argument.Layer{ID: id, Name: name, Shape: argument.Line, Role: role, Label: label}
			along, places := b.Along(w, side), w.Places(side.Setting)
			here := side.Of(guardrails)            // where its mark stands
			for k := len(along) - 1; k >= 0; k-- { // ends without guardrails, where there is room for its name
				if k+1 < len(along) && places[k] < here && here < places[k+1] {
					l.X, l.Y = append(l.X, side.Values[lead]), append(l.Y, side.Values[broken])
				}
				if places[k] <= shown {
					l.X, l.Y = append(l.X, along[k][lead]), append(l.Y, along[k][broken])
				}
			}
			return l
		}
		path := way("path", "what-if, as guardrails grow (formula)", argument.Formula, &b.WhatIf, describe(b.WhatIf.Setting))
		ghost := way("ghost", "today, as guardrails grow (formula)", argument.Today, &b.Today, "").If(!b.Same())
		others := argument.Layer{ID: "other", Name: "the others, as guardrails grow (formula)", Shape: argument.Line, Role: argument.Limit}
		if otherWay := rival(b.WhatIf.Setting); b.Today.Of(who) != b.WhatIf.Of(who) {
			ghost.Label = describe(b.Today.Setting)
		} else {
			for k := marks[len(marks)-1]; k >= 0; k -= 2 {
				v := b.ByFormula("other "+words.Short(k), otherWay.At(guardrails, k))
				others.X, others.Y = append(others.X, v[lead]), append(others.Y, v[broken])
			}
			others.Label = describe(otherWay)
		}
		x, y := b.Highest(lead)/0.95, b.Highest(broken)/0.95
		for _, l := range [...]argument.Layer{path, ghost, others} {
			for k := range l.X {
				x, y = math.Max(x, math.Min(l.X[k], 2*b.Highest(lead))), math.Max(y, math.Min(1.1*l.Y[k], 5*b.Highest(broken)))
			}
		}
		points, minutesBroken := b.Simulated(w, lead, "simulated", "what-if (simulated)"), b.Simulated(w, broken, "", "")
		both := len(points.X) == len(minutesBroken.X) // else of a place one is known and the other not
		points.X, points.Y, points.Lo, points.Hi = points.Y, minutesBroken.Y, minutesBroken.Lo, minutesBroken.Hi
		c := argument.Chart{
			ID: "trade", Subtitle: "minutes broken a week, by time until live", Title: tradeTitle(b),
			X: argument.WaitAxis("from finished to live", x), Y: argument.CountAxis("minutes broken a week", words.Minutes, y),
			Alt: "Minutes that production is broken a week against the time until a change is live, as tests grow; what is better at both than today is shaded. Today " + minutes(b.Today.Best(broken)) + " and " + words.Duration(b.Today.Best(lead)) + "; what-if " +
				minutes(b.WhatIf.Best(broken)) + " and " + words.Duration(b.WhatIf.Best(lead)) + ".",
		}
		better := argument.Layer{ID: "better", Name: "better at both than today", Shape: argument.Band, Role: argument.Today, X: []float64{0, b.Today.Best(lead)}, Lo: []float64{0, 0}, Hi: []float64{b.Today.Best(broken), b.Today.Best(broken)}}
		c.Layers = []argument.Layer{better, others, ghost, path, points.If(both)}
		named := [][2]float64{{b.WhatIf.Best(lead), b.WhatIf.Best(broken)}, {b.Today.Best(lead), b.Today.Best(broken)}}
		for _, at := range marks {
			v := b.Along(w, &b.WhatIf)[slices.Index(w.Places(b.WhatIf.Setting), at)]
			near := slices.ContainsFunc(named, func(o [2]float64) bool { // too near for a label each
				return math.Abs(v[lead]-o[0]) < c.X.Max/20 && math.Abs(v[broken]-o[1]) < c.Y.Max/8
			})
			if !near {
				named = append(named, [2]float64{v[lead], v[broken]})
			}
			c.Layers = append(c.Layers, argument.MarkAt("weeks-"+words.Short(at), "after "+words.Say(at, words.Weeks), words.Short(at), argument.Formula, v[lead], v[broken]).If(!near))
		}
		today, whatIf := b.Marks([2]float64{b.Today.Best(lead), b.Today.Best(broken)}, [2]float64{b.WhatIf.Best(lead), b.WhatIf.Best(broken)}, "today", words.Say(b.WhatIf.Of(guardrails), words.Weeks))
		if today, whatIf = b.Seen(today, broken), b.Seen(whatIf, broken); whatIf.Lo != nil { // beside the curve in both directions
			whatIf.On = argument.Nowhere
		}
		if today.Lo != nil {
			today.On = argument.Nowhere
		}
		c.Layers = append(c.Layers, today, whatIf)
		return c
	}}
}

// compared says whether number i is less than today, −1, or more, 1; 0 is no difference
// that the runs vouch for, or one of a fiftieth at most.
func compared(b *argument.Sheet, i int) int {
	today, whatIf := b.Today.Best(i), b.WhatIf.Best(i)
	switch {
	case !b.Vouched(i) || math.Abs(whatIf-today) <= 0.02*math.Max(today, whatIf):
		return 0
	case whatIf < today:
		return -1
	}
	return 1
}

func tradeTitle(b *argument.Sheet) string {
	if b.Same() {
		return minutes(b.WhatIf.Best(broken)) + " broken a week"
	}
	return [3][3]string{
		{"Better at both than today", "Sooner live, and broken as long", "Sooner live, but broken for longer"},
		{"Less broken, and live as soon", "No better than today, nor worse", "Broken for longer, live no sooner"},
		{"Less broken, but later live", "Later live, and broken as long", "Worse at both than today"},
	}[1+compared(b, lead)][1+compared(b, broken)]
}

// rival is the same setting with the keys the other way.
func rival(s argument.Setting) argument.Setting { return s.At(who, 1-s.Of(who)) }

func byChanges() *argument.Sweep {
	return &argument.Sweep{
		ID: "changes", Along: changes, Both: true,
		Places: argument.PlacesAt(argument.Evenly(changes, 33)...),
		X:      argument.FromOneAlong("changes finished a week", words.PerWeek, changes.Max, changes),
		Runs:   argument.RunsAt(10, 20, 30, 40, 50, 60, 70, 80, 100),
	}
}

func leadByChanges() *argument.Curve {
	return &argument.Curve{
		ID: "changes", Sweep: byChanges(), Number: lead, Subtitle: "from finished to live, by changes finished in a week",
		YName: "from finished to live", Scale: argument.WaitAxis,
		// As high as the story and what one sees beyond the limit need, and no higher: far beyond it is a matter of the date.
		Home: func(b *argument.Sheet) float64 {
			return math.Min(2*words.Week, argument.Room(1, 1.05, byChanges(), lead)(b))
		},
		Ends: func(b *argument.Sheet) (today, whatIf string) {
			if b.Today.Of(who) == b.WhatIf.Of(who) {
				return "", ""
			}
			return describe(b.Today.Setting), describe(b.WhatIf.Setting)
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			limit := func(s argument.Setting) float64 {
				if n := fits(s); n < changes.Max {
					return math.Max(1, n)
				}
				return math.NaN()
			}
			today, whatIf := limit(b.Today.Setting), limit(b.WhatIf.Setting)
			return []argument.Layer{
				argument.PastSaturation(whatIf, "grows without end"),
				argument.RuleAt("full", "as many as today can deploy (formula)", "today's limit", argument.Today, today).If(today != whatIf),
			}
		},
		Title: func(b *argument.Sheet) string {
			today, whatIf := math.Floor(fits(b.Today.Setting)+1e-9), math.Floor(fits(b.WhatIf.Setting)+1e-9)
			return argument.When(whatIf < changes.Max && gateIsFull(b.WhatIf.Setting), "Past "+words.Short(whatIf)+" a week gatekeepers drown").
				When(whatIf < changes.Max, "Past "+words.Short(whatIf)+" a week production drowns").
				When(today < changes.Max && !b.Same(), "Today's limit of "+words.Short(today)+" a week is gone").
				Else("Nothing piles up at any number")
		},
		Shows: "Time from finished to live against the changes finished in a week",
	}
}

// netPoints is how often the date's way is looked at for money.
const netPoints = 8

// bills are what a side costs by each of netPoints times until the date, guardrails included.
func bills(b *argument.Sheet, side *argument.Side) []float64 {
	return b.Keep("bills "+side.Name, side.Setting, func() any {
		all := []float64{invested(side.Setting)}
		for k := 1.0; k <= netPoints; k++ {
			s := side.At(weeks, side.Weeks()*k/netPoints)
			v := evaluate(s)
			all = append(all, invested(s)+bill(s, v[lead], v[broken]))
		}
		return all
	}).([]float64)
}

// A worth is what what-if is worth more than today over time, in dollars.
type worth struct {
	net      []float64 // at each of netPoints times, and now
	byDate   float64   // by the best that is known
	paidBack float64   // after how many weeks; NaN if not by the date
}

func worthOf(b *argument.Sheet) (w worth) {
	today, whatIf := bills(b, &b.Today), bills(b, &b.WhatIf)
	step := b.WhatIf.Weeks() / netPoints
	w.paidBack = math.NaN()
	for k := range whatIf {
		w.net = append(w.net, today[k]-whatIf[k])
		if k > 0 && w.net[k-1] < 0 && w.net[k] >= 0 && math.IsNaN(w.paidBack) {
			w.paidBack = float64(float64(k-1)*step) + float64(step*w.net[k-1]/(w.net[k-1]-w.net[k]))
		}
	}
	w.byDate = invested(b.Today.Setting) + bill(b.Today.Setting, b.Today.Best(lead), b.Today.Best(broken)) - invested(b.WhatIf.Setting) - bill(b.WhatIf.Setting, b.WhatIf.Best(lead), b.WhatIf.Best(broken))
	return w
}

// hardly is how many dollars are none in round numbers.
const hardly = 500

// money says dollars in round numbers.
func money(v float64) string { return "$" + words.Short(argument.Whole(math.Abs(v)/1000)*1000) }

func net() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		v := worthOf(b)
		line := argument.LineOf("net", "worth more than today (formula)", "", argument.WhatIf, argument.EvenTimes(b.WhatIf.Horizon(), netPoints), v.net)
		date := argument.MarkAt("date", "by the date", argument.Signed(v.byDate, money), argument.WhatIf, b.WhatIf.Horizon(), v.byDate)
		if b.Figures[lead].WhatIfSimulated != nil { // of two numbers, whose intervals are no interval of it
			date.Lo, date.Hi = date.Y, date.Y
		}
		return argument.Chart{
			ID: "net", Subtitle: "worth more than today until each week, the work on tests taken off", X: argument.WeeksAxis(b.WhatIf.Weeks()),
			Y:     argument.SignedAxis("dollars more than today", words.Money, min(-4, v.byDate/argument.MarkRoom, slices.Min(v.net)), max(4, v.byDate/argument.MarkRoom, slices.Max(v.net))),
			Title: netTitle(b, v), Alt: "What the what-if has been worth more than today until each week: " + words.Dollars(v.byDate) + " by the date.",
			Layers: []argument.Layer{
				argument.RuleAcross("today", "as today", "as today", argument.Today, 0),
				argument.RuleAt("paid", "paid back (formula)", "paid back", argument.Limit, v.paidBack*words.Week), line, date,
			},
		}
	}}
}

func netTitle(b *argument.Sheet, v worth) string {
	return argument.When(b.Same(), "Worth as much as today, for it is today").
		When(math.Abs(v.byDate) < hardly, "By the date it costs as much as today").
		When(v.byDate < 0, money(v.byDate)+" dearer than today by the date").
		When(math.IsNaN(v.paidBack), "Worth "+money(v.byDate)+" more than today by the date").
		Else("Paid back in " + words.Say(v.paidBack, words.Weeks) + ", worth " + money(v.byDate) + " by then")
}

// with begins a sentence about a setting: who deploys, with how much work on guardrails.
func with(s argument.Setting) argument.Sentence {
	text := argument.When(s.Is(who, 0), argument.Upper(people(s))).Else("Keys for all")
	switch n := s.Of(guardrails); {
	case n > 0:
		return argument.Say(text+" and % of tests", argument.Drag(argument.WhatIf, guardrails, n, words.Say(n, words.Weeks)))
	case s.Is(who, 1):
		text += " and nothing else"
	}
	return argument.Say(text)
}

// people says how many gatekeepers there are.
func people(s argument.Setting) string {
	n := s.Of(gatekeepers)
	return words.Spelled(n) + words.Verb(n, " gatekeeper", " gatekeepers")
}

// headline says how soon a change is live and how long production is broken; or that
// changes pile up.
func headline(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	said := false
	not := func(s argument.Sentence, i int, text func(float64) string) argument.Sentence {
		if b.Same() || !b.Tells(i, text) {
			return s
		}
		said = true
		was := text(b.Today.Best(i))
		if i == broken { // in the unit just said
			was = strings.Fields(was)[0]
		}
		return s.And(", not %", argument.Num(argument.Today, b.Today.Best(i), was))
	}
	var s argument.Sentence
	isBroken := "; % a week " + argument.Is(b.WhatIf.Best(broken)) + " broken"
	if full := argument.PressureOf(utilization(whatIf)); full < argument.Full {
		s = not(with(whatIf).And(": live in %", b.Says(lead, words.Duration)), lead, words.Duration)
	} else {
		subject, cannot := "Production", " has no time for"
		isBroken = ". It is broken % a week"
		if gateIsFull(whatIf) {
			subject, cannot, isBroken = argument.Upper(people(whatIf)), " cannot look at", ". Production is broken % a week"
		}
		if full == argument.Full {
			cannot = " would need every hour for"
		}
		s = argument.Say(subject+cannot+" % changes a week: % will not be live % from now", whatIf.Drag(argument.Plain, changes, words.Short),
			b.Says(waiting, words.Whole), argument.Date(whatIf))
	}
	s = not(s.And(isBroken, b.Says(broken, minutes)), broken, minutes)
	if said {
		return s.And(".")
	}
	return s.LikeToday(b, lead, "about")
}

// early says so, if they are in both settings.
func early(b *argument.Sheet) argument.Sentence {
	by := func(s argument.Setting) float64 { return float64(breaks(s)*s.Of(changes)) * s.Weeks() }
	come := by(b.WhatIf.Setting)
	if come == 0 || math.Max(come, by(b.Today.Setting)) >= argument.Few {
		return nil
	}
	n := math.Max(1, argument.Whole(come))
	return argument.Say("It is too early to tell what breaks: until then there "+argument.Is(n)+" about %.", argument.Num(argument.Formula, come, words.Count(n, "breakage", "breakages")))
}

// threshold says from how many weeks of guardrails on what-if breaks no more than today.
func threshold(b *argument.Sheet) argument.Sentence {
	today, whatIf := b.Today.Setting, b.WhatIf.Setting
	at := evenAt(today, whatIf)
	switch {
	case b.Same():
		return nil
	case whatIf.Is(who, 1) && whatIf.Of(breakOpen) <= whatIf.Of(breakGate):
		return argument.Say("Here nobody needed guarding against: gatekeepers break no less than everybody would.")
	case utilization(whatIf) >= 1 || utilization(today) >= 1:
		return nil // then how many are deployed decides, too
	}
	more := soonest(at) - whatIf.Of(guardrails)
	if more <= 0 {
		if at <= 0 {
			return nil
		}
		return argument.Say("With fewer than % of tests and monitoring it would be broken more than today.", argument.Num(argument.Formula, at, words.Say(soonest(at), words.Weeks)))
	}
	if compared(b, broken) == 0 {
		return nil
	}
	s := argument.Say("Later live, and broken for longer")
	if compared(b, lead) < 0 {
		s = argument.Say("Faster, but broken for longer")
	}
	if at > guardrails.Max {
		return s.And(": no work on tests and monitoring that the slider has would mend that.")
	}
	return s.And(": another % of tests and monitoring would mend that.", argument.Num(argument.Formula, more, words.Say(more, words.Weeks)))
}

// other says what the same guardrails do if the keys are the other way.
func other(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	otherWay := rival(whatIf)
	v := b.ByFormula("rival", otherWay)
	withGate, text := whatIf, "With keys for all"
	if whatIf.Is(who, 1) {
		withGate, text = otherWay, "With "+people(otherWay)
	}
	if !gated(withGate) {
		return nil
	}
	if whatIf.Of(guardrails) > 0 {
		text += " and the same tests"
	}
	if argument.PressureOf(utilization(otherWay)) >= argument.Full {
		return argument.Say(text + ", changes would pile up.")
	}
	s := argument.Say(text+", a change would be live in % and production broken % a week.", argument.Num(argument.Formula, v[lead], words.Duration(v[lead])), argument.Num(argument.Formula, v[broken], minutes(v[broken])))
	work := gateHours(withGate)
	if are := argument.Is(withGate.Of(gatekeepers)); work/(withGate.Of(gatekeepers)*words.Week) <= seldom {
		return s.And(" " + argument.Upper(people(withGate)) + " who " + are + " seldom busy " + are + " hardly in the way.")
	}
	return s.And(" The gate takes % of gatekeepers' time a week.", argument.Num(argument.Formula, work, words.Count(work, "hour", "hours")))
}

// seldom is how busy gatekeepers are at most who hardly make anybody wait.
const seldom = 0.2

// value says what the what-if is worth by the date, never without the minutes.
func value(b *argument.Sheet) argument.Sentence {
	if b.Same() {
		return nil
	}
	v := worthOf(b)
	text := "In money it is worth % more than today until the date, work on tests paid"
	switch {
	case math.Abs(v.byDate) < hardly:
		return argument.Say("In money it is no different from today.")
	case v.byDate < 0:
		text = "In money it costs % more than today until the date, work on tests included"
	}
	s := argument.Say(text, argument.Num(argument.WhatIf, v.byDate, money(v.byDate)))
	s = s.AndIf(v.byDate >= 0 && !math.IsNaN(v.paidBack), ", and is paid back after %", argument.Num(argument.Formula, v.paidBack, words.Say(v.paidBack, words.Weeks)))
	if more := b.WhatIf.Best(broken) - b.Today.Best(broken); compared(b, broken) > 0 {
		s = s.And(", and production is broken % a week more", argument.Num(argument.WhatIf, more, minutes(more)))
	}
	return s.And(".")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return argument.MeanWhy("changes", utilization(b.WhatIf.Setting), b.WhatIf.Of(uneven), "The formula knows of unevenness no more than its variance.")
}

package bootcamps

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/words"
)

// upTo is an axis of whole numbers that shows all that changes anything, and both settings.
func upTo(name string, unit words.Unit, first, last float64) argument.Axis {
	step := math.Ceil((last - first) / 6)
	a := argument.Axis{Name: name, Unit: unit, Min: first, Max: last}
	for at := first; at < last; at += step {
		a.Ticks = append(a.Ticks, argument.Tick{At: at, Text: words.Short(at)})
	}
	a.Ticks = append(a.Ticks, argument.Tick{At: last, Text: words.Short(last)})
	return a
}

func byTrained() *argument.Sweep {
	return &argument.Sweep{
		ID: "trained", Along: trained,
		X: func(today, whatIf argument.Setting) argument.Axis {
			return upTo("people with a second specialty", words.People, 0, max(today.Of(people), whatIf.Of(people), today.Of(trained), whatIf.Of(trained)))
		},
		Formula: alongLearning(trained, func(s argument.Setting) float64 { return s.Of(people) }),
		Runs:    func(s argument.Setting, _ argument.Axis) []float64 { return argument.Numbers(0, s.Of(people), 1) },
	}
}

// ideal is what a piece of work would wait, by formula, if everybody knew everything, were as fast in it, and had never had to
// learn it.
func ideal(b *argument.Sheet) float64 {
	s := b.WhatIf.At(trained, trained.Max).At(breadth, breadth.Max).At(away, 0).At(second, 1)
	return b.ByFormula("ideal", s)[wait]
}

// swept is the best that is known of what-if's wait at a place of a sweep.
func swept(b *argument.Sheet, w *argument.Sweep, at float64) float64 {
	if b.WhatIf.Runs.Known() {
		return b.Swept(w, wait, at)
	}
	return b.Along(w, &b.WhatIf)[int(at-w.Along.Min)][wait] // the curve has it
}

func chain() *argument.Curve {
	return &argument.Curve{
		ID: "chain", Sweep: byTrained(), Number: wait, Subtitle: "wait of a piece of work, by people who learn a colleague's",
		YName: "wait in line", Scale: argument.WaitAxis,
		Home: argument.Room(1, 1.3, byTrained(), wait), // the runs differ much
		Under: func(b *argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.RuleAcross("ideal", "everybody knows everything, and learning takes no time (formula)", "all known, learning free", argument.Limit, ideal(b))}
		},
		Title: chainTitle,
		ShowsOf: func(b *argument.Sheet) string {
			none, butOne, all, _ := links(b)
			return "The wait of a piece of work against the number of people who learn a colleague's work: " + words.Duration(none) + " with nobody, " +
				words.Duration(butOne) + " with all but one, " + words.Duration(all) + " with all"
		},
	}
}

// links are the waits with nobody, with all but one and with all, and the most that one person brought before the last.
func links(b *argument.Sheet) (none, butOne, all, most float64) {
	n := circleOf(b.WhatIf.Setting).n
	before := swept(b, byTrained(), 0)
	none, most = before, math.Inf(-1)
	for k := 1; k < n; k++ {
		at := swept(b, byTrained(), float64(k))
		most = math.Max(most, before-at)
		before = at
	}
	return none, before, swept(b, byTrained(), float64(n)), most
}

// hardly is a difference of waits that no title speaks of, as a share.
const hardly = 0.03

func chainTitle(b *argument.Sheet) string {
	c := circleOf(b.WhatIf.Setting)
	none, butOne, all, most := links(b)
	last := butOne - all
	return argument.When(all > none*(1+hardly), "Learning costs more than it brings").
		When(all > none*(1-hardly), "Whoever learns, the wait stays as it is").
		When(butOne > none*(1-2*hardly) && c.n > 2, "All or nobody: all but one gain little").
		When(last > math.Max(most, none-butOne) && c.n > 2, "The last one gains more than all before").
		When(last > most && c.n > 2, "The last one gains the most").
		Else("Whoever learns it shortens the wait")
}

func byBreadth() *argument.Sweep {
	return &argument.Sweep{
		ID: "breadth", Along: breadth,
		X: func(today, whatIf argument.Setting) argument.Axis {
			return upTo("further specialties that each learns", words.Number, 1, max(2, today.Of(people)-1, whatIf.Of(people)-1, today.Of(breadth), whatIf.Of(breadth)))
		},
		Formula: alongLearning(breadth, func(s argument.Setting) float64 { return s.Of(people) - 1 }),
		Runs: func(s argument.Setting, _ argument.Axis) []float64 {
			all := s.Of(people) - 1
			some := slices.DeleteFunc([]float64{1, 2, 3, 5, 7}, func(k float64) bool { return k >= all })
			return append(some, all)
		},
	}
}

func howMuch() *argument.Curve {
	return &argument.Curve{
		ID: "breadth", Sweep: byBreadth(), Number: wait, Subtitle: "wait, by specialties that each learns",
		YName: "wait in line", Scale: argument.WaitAxis, Flat: true, EndRoom: true,
		Home: func(b *argument.Sheet) float64 {
			today := math.Max(b.Today.Best(wait), swept(b, byBreadth(), 1)) // beside it the rest may be beyond all measure
			return math.Max(1, math.Min(1.15*math.Max(b.Most(byBreadth(), wait), today), 4*today))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			x, y := b.Elsewhere(byBreadth(), "free learning", b.WhatIf.At(away, 0), wait)
			shown := int(b.Axis(byBreadth()).Max) // each is a place
			return []argument.Layer{argument.LineOf("free", "if learning took no time (formula)", "if it were free", argument.Limit, x[:shown], y[:shown])}
		},
		Title: breadthTitle,
		ShowsOf: func(b *argument.Sheet) string {
			one, all := swept(b, byBreadth(), 1), swept(b, byBreadth(), float64(circleOf(b.WhatIf.Setting).n-1))
			return "The wait of a piece of work against the number of further specialties that each learns: " + words.Duration(one) + " with one, " + words.Duration(all) + " if everybody knows everything"
		},
	}
}

func breadthTitle(b *argument.Sheet) string {
	c := circleOf(b.WhatIf.Setting)
	if c.trained == 0 {
		return "Nobody learns anything here"
	}
	none, best, least := b.Along(byTrained(), &b.WhatIf)[0][wait], 1, math.Inf(1)
	for _, k := range byBreadth().Runs(b.WhatIf.Setting, b.Axis(byBreadth())) {
		if at := swept(b, byBreadth(), k); at < least*(1-hardly) {
			best, least = int(k), at
		}
	}
	most := swept(b, byBreadth(), float64(c.n-1))
	switch {
	case least > none*(1-hardly):
		return "No further specialty is worth its time"
	case most > none*(1+hardly):
		return "To know everything is worst of all"
	case best == c.n-1 || most < least*(1+hardly):
		return "The more everybody knows, the shorter"
	}
	return argument.When(best == 1, "One further specialty is best, more cost more").Else(argument.Upper(words.Spelled(float64(best))) + " further specialties are best")
}

// fits is how many pieces of work a week the group could do if nobody learned anything.
func fits(s argument.Setting) float64 { return words.Week * s.Of(people) / s.Of(hours) }

func byDemand() *argument.Sweep {
	return &argument.Sweep{
		ID: "demand", Along: demand, Both: true,
		Places: func(s argument.Setting) []float64 {
			places := []float64{demand.Min}
			for _, share := range []float64{0.3, 0.6, 0.75, 0.85, 0.95, 1, 1.1, 1.3} {
				if at := share * fits(s); at > demand.Min && at < demand.Max {
					places = append(places, at)
				}
			}
			return append(places, demand.Max)
		},
		X: func(today, whatIf argument.Setting) argument.Axis {
			most := max(4, today.Of(demand), whatIf.Of(demand), 1.1*fits(today), 1.1*fits(whatIf))
			return argument.PerWeekAxis("pieces of work asked for a week", min(demand.Max, most))
		},
		Runs: func(s argument.Setting, x argument.Axis) []float64 {
			var at []float64
			for _, share := range []float64{0.6, 0.8, 0.95, 1.1} {
				if v, _ := demand.Snap(share * fits(s)); v <= x.Max && (len(at) == 0 || v > at[len(at)-1]) {
					at = append(at, v)
				}
			}
			return at
		},
	}
}

// crossing is from how much work on today's wait is shorter, by formula, as far as the chart shows; NaN if it nowhere
// is, or everywhere.
func crossing(b *argument.Sheet) float64 {
	today, whatIf, xs := b.Along(byDemand(), &b.Today), b.Along(byDemand(), &b.WhatIf), byDemand().Places(b.WhatIf.Setting)
	if len(today) != len(whatIf) {
		return math.NaN() // other people or hours: other places
	}
	for k := len(xs) - 1; k > 0; k-- {
		before, after := today[k-1][wait]-whatIf[k-1][wait], today[k][wait]-whatIf[k][wait]
		if before > 0 && after <= 0 {
			if at := xs[k-1] + float64((xs[k]-xs[k-1])*(before/(before-after))); at <= b.Axis(byDemand()).Max {
				return at
			}
		}
	}
	return math.NaN()
}

func byLoad() *argument.Curve {
	return &argument.Curve{
		ID: "load", Sweep: byDemand(), Number: wait, Subtitle: "wait, by pieces of work a week",
		YName: "wait in line", Scale: argument.WaitAxis, Unlabelled: true, EndRoom: true,
		Ends: func(*argument.Sheet) (today, whatIf string) { return "today", "what-if" },
		Home: argument.Room(1, 1.05, byDemand(), wait),
		Under: func(b *argument.Sheet) []argument.Layer {
			at := crossing(b)
			return []argument.Layer{argument.RuleAt("crossing", "from here on today's wait is shorter (formula)", "even at "+words.Short(at), argument.Limit, at)}
		},
		Title: func(b *argument.Sheet) string {
			at := crossing(b)
			return argument.When(b.Same(), "The more work, the longer it waits").
				When(!math.IsNaN(at), "It pays up to "+words.Count(argument.Whole(at), "piece", "pieces")+" of work a week").
				Else("What the same group waits at other loads")
		},
		Shows: "The wait of a piece of work against how much is asked for a week, today and what-if",
	}
}

func theYear() *argument.Parts {
	return &argument.Parts{
		ID: "year", Subtitle: "where the group's time goes until the date",
		X: func(*argument.Sheet) argument.Axis { return argument.ShareAxis("of the group's time", 1) },
		Parts: []argument.RowPart{
			{ID: "work", Name: "work", Label: "work", Fill: argument.Solid},
			{ID: "learning", Name: "learning a colleague's work", Label: "learning", Fill: argument.Hatch},
			{ID: "idle", Name: "nothing to do", Label: "nothing to do", Fill: argument.Pale},
		},
		Of: func(s *argument.Side) []float64 {
			learning := circleOf(s.Setting).learning()
			work := math.Min(s.Best(atWork), 1-learning)
			return []float64{work, learning, math.Max(0, 1-learning-work)}
		},
		Describe: func(s *argument.Side) string {
			return ": " + words.Count(s.Best(delivered), "piece", "pieces") + " of work a week"
		},
		Title: func(b *argument.Sheet, _, whatIf []float64) string {
			return argument.InPercent(whatIf[1]) + " of the time is learning, " + argument.InPercent(whatIf[2]) + " is free"
		},
	}
}

// whereTheTimeGoes is a piece's time in line and in hand, of all specialties: nothing comes back and nothing is handed
// over. What learning takes is in it as slower work.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{Time: "from asked for to done", Lead: lead, Every: true, Say: words.Duration, Parts: map[org.Use]int{org.Waiting: wait}, Rest: org.WorkedOn}
}

// who says how many of the group learn: "nobody", "all eight", "three of eight".
func who(c circle) string {
	switch c.trained {
	case 0:
		return "nobody"
	case c.n:
		return argument.When(c.n == 2, "both").Else("all " + words.Spelled(float64(c.n)))
	}
	return words.Spelled(float64(c.trained)) + " of " + words.Spelled(float64(c.n))
}

// whose says whose work they learn.
func whose(c circle) string {
	return argument.When(c.breadth == 1, "a colleague's work").
		When(c.breadth == c.n-1, "everybody's work").
		Else(words.Spelled(float64(c.breadth)) + " colleagues' work")
}

// headline is what a piece of work waits, on average of all until the date.
func headline(b *argument.Sheet) argument.Sentence {
	c := circleOf(b.WhatIf.Setting)
	learn := " learn "
	if c.trained <= 1 {
		learn = " learns "
	}
	s := argument.Say("If %"+learn+whose(c)+", a piece of work waits %", argument.Drag(argument.WhatIf, trained, b.WhatIf.Of(trained), who(c)),
		b.Says(wait, words.Duration))
	return s.Against(b, wait, "about as long", words.Duration, ", not %").And(".")
}

// verdict says whether the chain pays, and which link of it does.
func verdict(b *argument.Sheet) argument.Sentence {
	c := circleOf(b.WhatIf.Setting)
	if c.trained == 0 || b.Same() {
		return nil
	}
	worse, same := b.WhatIf.Best(wait) > b.Today.Best(wait), !b.Vouched(wait)
	none, butOne, closes, _ := links(b)
	if c.trained == c.n {
		switch {
		case c.breadth == c.n-1 && c.n > 2 && worse && !same && c.learning() > 0:
			return argument.Say("Everybody knows everything, and has too little time left: learning takes % of the year.", argument.WholePercent(argument.WhatIf, c.learning()))
		case worse && !same && c.learning() > 0:
			return argument.Say("There is no time for this here: at this load the learning makes everybody wait longer.")
		case worse || same || c.n == 2:
			return nil
		}
		s := argument.Say("With "+words.Spelled(float64(c.n-1))+" of "+words.Spelled(float64(c.n))+" it would be %", argument.Num(argument.WhatIf, butOne, words.Duration(butOne)))
		if c.breadth == 1 && butOne-closes > none-butOne {
			return s.And(": it is the last one who closes the chain, in which everybody helps the next.")
		}
		return s.And(".")
	}
	text := "With all "
	switch {
	case !same && !worse:
	case closes > math.Max(none, b.WhatIf.Best(wait)):
		text = "It has been paid for, and nothing is gained; with all "
	default:
		text = "So far it has been paid for, and nothing is gained: the chain must close. With all "
	}
	return argument.Say(text+words.Spelled(float64(c.n))+" it would be %.", argument.Num(argument.WhatIf, closes, words.Duration(closes)))
}

// keepUp says what learning takes of a year, and how busy the group is with the rest.
func keepUp(b *argument.Sheet) argument.Sentence {
	c := circleOf(b.WhatIf.Setting)
	s := argument.Say("Nobody's time goes into learning")
	if c.learning() > 0 {
		each := float64(c.breadth) * c.Of(away)
		s = argument.Say("Each who learns is away for % a year", argument.Num(argument.WhatIf, each, words.Say(math.Min(each, year*(1-leastSpeed)), words.Weeks)))
	}
	switch load := c.load(); argument.PressureOf(load) {
	case argument.Over:
		return s.And(", and the group cannot keep up: % of the work is too much.", argument.WholePercent(argument.WhatIf, 1-1/load))
	case argument.Full:
		return s.And(", and there is exactly as much work as can be done: the pile never settles.")
	case argument.Barely:
		return s.And(", and the group keeps up, barely: % of what is left of its time is taken.", argument.WholePercent(argument.WhatIf, load))
	default:
		return s.And(", and the group keeps up, with % of the time that is left taken.", argument.WholePercent(argument.WhatIf, load))
	}
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	c := circleOf(b.WhatIf.Setting)
	return argument.When(c.Of(variability) != 1, argument.TwoNumbers+"the work is, and was fitted where it is as chance has it.").
		When(c.trained == 0 || c.trained == c.n && c.breadth == c.n-1, "The formula counts a large pile in larger units, and time in steps; the simulation counts every piece of work.").
		Else("No formula is known for a chain: ours lies between everybody alone and one pool of all, by a rule fitted to simulations of even demand over a year.")
}

package reliability

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/words"
)

// minutesAxis is along the time until it is back, in three sizes, so that it seldom changes.
func minutesAxis(now, then argument.Setting) argument.Axis {
	a := argument.Axis{Name: "minutes until it is back", Unit: words.Minutes, Max: 120}
	for want := math.Max(now.Of(outage), then.Of(outage)); a.Max < want; {
		a.Max *= 2
	}
	return argument.Ticked(a, a.Max/4, 1, "minutes")
}

func byOutage() *argument.Sweep {
	return &argument.Sweep{
		ID: "outage", Along: outage, X: minutesAxis,
		Places: func(argument.Setting) (at []float64) { // dense where the curve bends
			for v := outage.Min; v <= outage.Max; v += outage.Step {
				at = append(at, v)
				if v >= 120 {
					v += float64(3 * outage.Step)
				}
			}
			return at
		},
		Formula: func(s argument.Setting) func(at float64) []float64 {
			return func(at float64) []float64 {
				s := s.At(outage, at)
				return []float64{keep: kept(service(s), budget(s)/minutes, s.Horizon())}
			}
		},
		Runs: func(_ argument.Setting, x argument.Axis) (at []float64) {
			for k := 1.0; k <= 8; k++ {
				at = append(at, x.Max*k/8)
			}
			return at
		},
	}
}

// ofHundred says a chance as so many in a hundred, near either end with a decimal.
func ofHundred(v float64) string {
	if v >= 0.01 && v <= 0.99 || v <= 0 || v >= 1 {
		return words.Short(argument.Whole(100 * v))
	}
	return words.Short(math.Floor(float64(1000*v)+0.5) / 10)
}

// windows says how long a promise is about.
func windows(s argument.Setting) string { return words.Count(s.Of(days), "day", "days") }

func keptByOutage() *argument.Curve {
	return &argument.Curve{
		ID: "odds", Sweep: byOutage(), Number: keep, Subtitle: "chance that the promise is kept, by the time until it is back", Say: func(v float64) string { return ofHundred(v) + " %" },
		YName: "promise kept", Scale: func(name string, _ float64) argument.Axis { return argument.ShareAxis(name, 1) },
		Home: func(*argument.Sheet) float64 { return 1 },
		Under: func(b *argument.Sheet) []argument.Layer {
			at := b.Axis(byOutage()).Ahead(allowedOutage(b.Then.Setting))
			return []argument.Layer{argument.RuleAt("mean", "here the mean downtime is the budget (formula)", "on average all of the budget", argument.Limit, at)}
		},
		Title: func(b *argument.Sheet) string {
			return ofHundred(b.WhatIf(keep)) + " of 100 windows keep the promise"
		},
		Alt: func(b *argument.Sheet) string {
			return "The chance that the promise is kept against the time until it is back: lower the longer it takes. At " + words.Say(b.Then.Of(outage), words.Minutes) + " it is " + ofHundred(b.WhatIf(keep)) + " %, today " + ofHundred(b.Today(keep)) + " %."
		},
	}
}

// daysAxis is over the coming days, in hours by the clock.
func daysAxis(s argument.Setting) argument.Axis {
	step := 1.0
	for _, n := range [...]float64{1, 2, 5, 7, 14, 30, 60, 90} {
		step = n
		if s.Of(days)/n <= 6 {
			break
		}
	}
	a := argument.Ticked(argument.Axis{Name: "days from now", Unit: words.ClockHours, Max: s.Horizon()}, step*words.ClockDay, words.ClockDay, "days")
	a.Ticks[0].Text = "now"
	return a
}

// left is what is left of the budget where so many minutes are gone.
func left(s argument.Setting, gone []float64) []float64 {
	all := make([]float64, len(gone))
	for k, v := range gone {
		all[k] = budget(s) - v
	}
	return all
}

// burnDown is how much of the budget is left, day by day; below 0 the promise is broken.
func burnDown() *argument.Own {
	var so argument.Course = func(p org.Point) float64 { return p.Overlaps[0] * minutes }
	return &argument.Own{Counts: []argument.Count{&so}, Draw: func(b *argument.Sheet) argument.Chart {
		then := b.Then.Setting
		path := func(side *argument.Side) (times, mean []float64) {
			for k := range argument.Moments + 1 {
				times = append(times, side.Horizon()*float64(k)/argument.Moments)
			}
			if side.Runs.Known() {
				return times, left(side.Setting, append([]float64{0}, side.Runs.Means(&so)...))
			}
			d := service(side.Setting)
			for _, t := range times {
				mean = append(mean, downBy(d, t))
			}
			return times, left(side.Setting, mean)
		}
		nowTimes, nowMean := path(&b.Now)
		times, mean := path(&b.Then)
		var lo, hi []float64
		if b.Then.Runs.Known() {
			gone := b.Then.Runs.Path(&so, 0)
			lo, hi = gone.Hi, gone.Lo // much gone is little left
			lo, hi = left(then, lo), left(then, hi)
		}
		least := 0.0
		for _, v := range append(append(append([]float64(nil), nowMean...), mean...), lo...) {
			least = math.Min(least, v)
		}
		ghost := argument.Layer{ID: "ghost", Name: "today, mean", Shape: argument.Line, Role: argument.Today}
		if !b.Same() {
			ghost.X, ghost.Y, ghost.Label = nowTimes, nowMean, "today"
		}
		band := argument.Layer{ID: "band", Name: "what-if, eight windows in ten", Shape: argument.Band, Role: argument.WhatIf}
		if len(lo) > 0 {
			band.X, band.Lo, band.Hi = times, lo, hi
		}
		end := mean[len(mean)-1]
		c := argument.Chart{
			ID: "burn", X: daysAxis(then), Y: argument.SignedAxis("minutes left", words.Minutes, least, budget(then)),
			Subtitle: "minutes of the budget left, on average; eight windows in ten stay in the band",
			Title:    argument.Rounded(math.Max(0, end)) + " of " + argument.Rounded(budget(then)) + " minutes are left",
			Layers: []argument.Layer{
				band,
				{ID: "broken", Name: "promise broken below", Shape: argument.RuleY, Role: argument.Limit, Label: "promise broken below", Y: []float64{0}},
				{ID: "even", Name: "all of it by the end", Shape: argument.Line, Role: argument.Limit, X: []float64{0, then.Horizon()}, Y: []float64{budget(then), 0}},
				ghost,
				{ID: "left", Name: "what-if, mean", Shape: argument.Line, Role: argument.WhatIf, X: times, Y: mean},
				{ID: "end", Name: "at the end", Shape: argument.Marker, Role: argument.WhatIf, Label: someMinutesLeft(end), X: []float64{times[len(times)-1]}, Y: []float64{end}},
			},
			Alt: "Minutes of the budget that are left, day by day: of " + argument.Rounded(budget(then)) + " at first " + someMinutesLeft(end) + " on average at the end, today " + someMinutesLeft(nowMean[len(nowMean)-1]) + ".",
		}
		if end < 0 {
			c.Title = "On average it is over by " + argument.Rounded(-end) + " minutes"
		}
		return c
	}}
}

// someMinutesLeft says minutes that may be fewer than none.
func someMinutesLeft(v float64) string {
	if v < 0 {
		return "−" + argument.Rounded(-v)
	}
	return argument.Rounded(v)
}

// decades is over how many powers of ten the chart of copies reaches at most: what is less is
// left out.
const decades = 6

// downByCopies is minutes down against the number of copies, with what takes all of them and
// without.
func downByCopies() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		then := b.Then.Setting
		type pair struct{ with, without []float64 }
		along := func(name string, in argument.Setting) pair {
			return b.Keep("copies "+name, in.At(copies, copies.Min), func() any {
				var p pair
				for n := copies.Min; n <= copies.Max; n++ {
					s := in.At(copies, n)
					p.with = append(p.with, downBy(service(s), s.Horizon()))
					p.without = append(p.without, downBy(service(s.At(common, 0)), s.Horizon()))
				}
				return p
			}).(pair)
		}
		lines := along("what-if", then)
		var before []float64 // today's own curve, where it has one
		if b.Differ(copies) {
			before = along("today", b.Now.Setting).with
		}
		now, is := b.Figures[down].TodayFormula, b.Figures[down].WhatIfFormula
		high := math.Max(now, is)
		for k := range lines.with {
			high = math.Max(high, math.Max(lines.with[k], lines.without[k]))
		}
		for _, v := range before {
			high = math.Max(high, v)
		}
		top := 1.0
		for top < high {
			top *= 10
		}
		shownFrom, low := top/math.Pow10(decades), top
		line := func(id, name, label string, role argument.Role, y []float64) argument.Layer {
			l := argument.Layer{ID: id, Name: name, Label: label, Shape: argument.Line, Role: role, EndRoom: true}
			for k, v := range y {
				if v >= shownFrom {
					l.X, l.Y = append(l.X, copies.Min+float64(k)), append(l.Y, v)
					low = math.Min(low, v)
				}
			}
			return l
		}
		with := line("formula", "with common causes (formula)", "", argument.Formula, lines.with)
		ghost := line("ghost", "today's curve (formula)", "", argument.Today, before)
		ghost.EndRoom = false
		without := line("without", "without common causes (formula)", "if nothing were shared", argument.Limit, lines.without)
		floor := argument.Layer{ID: "floor", Name: "what no copy helps against (formula)", Shape: argument.RuleY, Role: argument.Limit}
		if v := least(then); v >= shownFrom {
			floor.Y, floor.Label = []float64{v}, "no copy helps against this"
			low = math.Min(low, v)
		}
		mark := func(id, name string, role argument.Role, s argument.Setting, v float64, label string) argument.Layer {
			l := argument.Layer{ID: id, Name: name, Shape: argument.Marker, Role: role}
			if v >= shownFrom {
				l.X, l.Y, l.Label = []float64{s.Of(copies)}, []float64{v}, label
				low = math.Min(low, v)
			}
			return l
		}
		today := mark("today", "today", argument.Today, b.Now.Setting, now, "today "+argument.Rounded(now))
		if b.Same() {
			today.Label = ""
		}
		whatIf := mark("whatif", "what-if", argument.WhatIf, then, is, argument.Rounded(is))
		bottom := top / 10
		for bottom > low {
			bottom /= 10
		}
		x := argument.Axis{Name: "copies", Unit: words.Number, Min: copies.Min, Max: copies.Max}
		c := argument.Chart{
			ID: "copies", X: argument.Ticked(x, 1, 1, ""), Y: argument.LogAxis("minutes down", words.Minutes, math.Max(bottom, shownFrom), top),
			Subtitle: "minutes down in " + windows(then) + ", by copies (formula); equal factors are equally long",
			Layers:   []argument.Layer{floor, without, ghost, with, today, whatIf},
			Title:    "With " + words.Count(then.Of(copies), "copy", "copies") + ", " + argument.Rounded(is) + " minutes down",
		}
		if n := int(then.Of(copies)); n > 1 && lines.with[n-2] < 0.95*lines.with[n-1] {
			c.Title = "The last copy makes it worse"
		} else if n > 1 && lines.with[n-2] < 1.1*lines.with[n-1] {
			c.Title = "The last copy buys next to nothing"
		}
		c.Alt = "Minutes down in " + windows(then) + " against the number of copies: with one " + argument.Rounded(lines.with[0]) + ", with two " + argument.Rounded(lines.with[1]) + ", with five " + argument.Rounded(lines.with[4]) + ". What no copy helps against is " + argument.Rounded(least(then)) + "."
		return c
	}}
}

// anOutage is what one outage is made up of.
func anOutage() *argument.Parts {
	return &argument.Parts{
		ID: "parts", Subtitle: "an outage of a copy, in minutes, and revenue lost in a year",
		X: func(b *argument.Sheet) argument.Axis {
			return argument.CountAxis("minutes", words.Minutes, math.Max(b.Now.Of(outage), b.Then.Of(outage)))
		},
		Parts: []argument.RowPart{{ID: "notice", Name: "until anybody knows", Label: "nobody knows", Fill: argument.Hatch}, {ID: "repair", Name: "restoring", Label: "restoring", Fill: argument.Solid}},
		Of: func(s *argument.Side, _ func(int) float64) []float64 {
			notice := float64(s.Of(outage) * s.Of(noticeShare))
			return []float64{notice, s.Of(outage) - notice}
		},
		Describe: func(s *argument.Side, best func(int) float64) string {
			return ": " + words.Dollars(best(money)*365/s.Of(days)) + " a year"
		},
		Title: func(b *argument.Sheet, _, then []float64) string {
			if then[0] < 0.5 {
				return "An outage is noticed at once"
			}
			return argument.Rounded(then[0]) + " of " + argument.Rounded(then[0]+then[1]) + " minutes pass before anybody knows"
		},
		Alt: func(b *argument.Sheet, now, then []float64) string {
			return "An outage: " + argument.Rounded(then[0]) + " minutes until anybody knows and " + argument.Rounded(then[1]) + " of restoring; today " + argument.Rounded(now[0]) + " and " + argument.Rounded(now[1]) + "."
		},
	}
}

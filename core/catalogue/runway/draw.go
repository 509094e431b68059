package runway

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// timeAxis is over the two years that the page looks ahead.
func timeAxis(_, _ argument.Setting) argument.Axis {
	return argument.Ticked(argument.Axis{Name: "weeks from now", Unit: words.Number, Max: ahead}, ahead/4, 1, "weeks")
}

func byWeek() *argument.Sweep {
	return &argument.Sweep{
		ID: "weeks", Along: weeks, Both: true, X: timeAxis,
		Places: func(argument.Setting) []float64 { return argument.Evenly(weeks, int(weeks.Max-weeks.Min)) },
		Formula: func(s argument.Setting) func(float64) []float64 {
			waits, rough := follow(s, ahead)
			if short := beyond(s); rough && short < ahead {
				exact, _ := follow(s, short) // before the pile is large chance matters
				copy(waits, exact)
			}
			return func(t float64) []float64 { return []float64{waits[int(t)]} }
		},
		Runs: func(_ argument.Setting, x argument.Axis) (at []float64) {
			for k := 1.0; k <= 6; k++ {
				at = append(at, math.Floor(x.Max*k/6))
			}
			return at
		},
	}
}

// week says a place in time, in whole weeks: the last one in which all is well.
func week(v float64) string { return "week " + words.Short(math.Floor(v)) }

func runway() *argument.Curve {
	return &argument.Curve{
		ID: "runway", Sweep: byWeek(), Number: wait, Subtitle: "wait until somebody begins, by the week of asking", Say: words.Duration,
		YName: "wait", Scale: argument.WaitAxis,
		Home: func(b *argument.Sheet) float64 {
			return math.Max(3*b.Then.Of(limit), math.Min(4*b.Then.Of(limit), 1.05*b.MostToday(byWeek(), wait)))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			x, values := b.Axis(byWeek()), b.Then.Values
			allowed := b.Then.Of(limit)
			strip := argument.Layer{ID: "hiring", Name: "from the last approval to the first day (formula)", Shape: argument.Band, Role: argument.Today}
			by, nobody := values[approveBy], values[approveBy]+b.Then.Of(hiring)
			if by >= 0 && b.Then.Of(hiring) > 0 && by < x.Max {
				strip.X, strip.Lo, strip.Hi = []float64{by, math.Min(nobody, x.Max)}, []float64{0, 0}, []float64{allowed, allowed}
			}
			forever := argument.Layer{ID: "settled", Name: "if the load stayed what it is then (formula)", Shape: argument.Line, Role: argument.Limit}
			s := b.Then.At(hires, 0).At(weeks, ahead)
			line := b.Keep("settled", s, func() any {
				var line []float64
				for t := 0.0; t <= ahead; t++ {
					w := steady(s, t)
					if math.IsInf(w, 0) {
						break
					}
					line = append(line, w)
				}
				return line
			}).([]float64)
			for t, w := range line {
				if float64(t) <= x.Max {
					forever.X, forever.Y = append(forever.X, float64(t)), append(forever.Y, w)
				}
			}
			byLabel, pass := "", ""
			if at := x.Ahead(by); !math.IsNaN(at) {
				byLabel = "approve by " + week(by)
			}
			if at := x.Ahead(values[passes]); !math.IsNaN(at) {
				pass = "passed: " + week(values[passes])
			}
			return []argument.Layer{
				strip, forever,
				{ID: "limit", Name: "longest wait we accept", Shape: argument.RuleY, Role: argument.Limit, Label: "limit " + words.Duration(allowed), Y: []float64{allowed}},
				argument.RuleAt("by", "last week for an approval (formula)", byLabel, argument.Limit, x.Ahead(by)),
				argument.RuleAt("passes", "what-if passes the limit (formula)", pass, argument.Limit, x.Ahead(values[passes])),
			}
		},
		Title: func(b *argument.Sheet) string {
			switch at := b.Then.Values[passes]; at {
			case never:
				return "For two years the wait is below " + words.Duration(b.Then.Of(limit))
			case 0:
				return "The wait is above its limit already"
			default:
				return "From " + week(at) + " on the wait is above " + words.Duration(b.Then.Of(limit))
			}
		},
		Alt: func(b *argument.Sheet) string {
			return "The wait against the week of asking: it rises slowly and then ever faster. " + runway().Title(b) + ". In week " + words.Short(b.Then.Weeks()) + " it is " + words.Duration(b.WhatIf(wait)) +
				", today's way " + words.Duration(b.Today(wait)) + "."
		},
	}
}

// load is how much is asked for, and how much can be done, week by week.
func load() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		now, then := b.Now.Setting, b.Then.Setting
		x := timeAxis(now, then)
		asked := argument.Layer{ID: "asked", Name: "asked for", Shape: argument.Line, Role: argument.Formula, Label: "asked for", EndRoom: true}
		can := argument.Layer{ID: "can", Name: "can be done", Shape: argument.Line, Role: argument.WhatIf, Label: "can be done", EndRoom: true}
		ghost := argument.Layer{ID: "ghost", Name: "can be done, today", Shape: argument.Line, Role: argument.Today}
		most, crosses := 0.0, math.NaN()
		for t := 0.0; t <= x.Max; t++ {
			asked.X, asked.Y = append(asked.X, t), append(asked.Y, rate(then, t))
			for _, side := range []struct {
				layer *argument.Layer
				of    argument.Setting
			}{{&can, then}, {&ghost, now}} {
				if before := capacity(side.of, t-1); t > 0 && before != capacity(side.of, t) { // a step
					side.layer.X, side.layer.Y = append(side.layer.X, t), append(side.layer.Y, before)
				}
				side.layer.X, side.layer.Y = append(side.layer.X, t), append(side.layer.Y, capacity(side.of, t))
			}
			if rate(then, t) > capacity(then, t) && math.IsNaN(crosses) {
				crosses = t
			}
			most = math.Max(most, math.Max(math.Min(rate(then, t), 3*capacity(then, t)), math.Max(capacity(then, t), capacity(now, t))))
		}
		if b.Same() {
			ghost.X, ghost.Y = nil, nil
		}
		c := argument.Chart{
			ID: "load", Subtitle: "pieces of work a week (formula)", X: x, Y: argument.PerWeekAxis("pieces a week", most),
			Title:  "There is more capacity than work",
			Layers: []argument.Layer{ghost, can, asked, argument.RuleAt("crosses", "more is asked for than can be done (formula)", "", argument.Limit, crosses)},
			Alt:    "Work asked for against work that can be done, a week: " + words.Short(rate(then, 0)) + " of " + words.Short(capacity(then, 0)) + " now, " + words.Short(rate(then, x.Max)) + " of " + words.Short(capacity(then, x.Max)) + " in week " + words.Short(x.Max) + ".",
		}
		if crosses == 0 {
			c.Title = "More is asked for than can be done"
		} else if crosses > 0 {
			c.Title = "From " + week(crosses) + " on more is asked for than can be done"
		}
		return c
	}}
}

func byApproval() *argument.Sweep {
	return &argument.Sweep{
		ID: "approve", Along: approve,
		Places: func(argument.Setting) []float64 { return argument.Evenly(approve, 26) },
		X: func(_, _ argument.Setting) argument.Axis {
			return argument.Ticked(argument.Axis{Name: "approved in week", Unit: words.Number, Max: ahead}, ahead/4, 1, "")
		},
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
		Runs: func(argument.Setting, argument.Axis) []float64 { return nil },
	}
}

// lastDate is when the limit is passed, by the week of the approval.
func lastDate() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		curve := func(l argument.Layer, side *argument.Side) argument.Layer {
			l.Shape = argument.Line
			for k, v := range b.Along(byApproval(), side) {
				l.X, l.Y = append(l.X, byApproval().Places(side.Setting)[k]), append(l.Y, until(v[passes]))
			}
			return l.Through(side.Of(approve), until(side.Values[passes]))
		}
		line := curve(argument.Layer{ID: "passes", Name: "week in which the limit is passed (formula)", Role: argument.Formula}, &b.Then)
		ghost := argument.Layer{ID: "ghost", Name: "today's curve (formula)", Shape: argument.Line, Role: argument.Today}
		if b.Differ(approve) {
			ghost = curve(ghost, &b.Now)
		}
		by := b.Then.Values[approveBy]
		label := ""
		if by > 0 {
			label = "by the rule: " + week(by)
		}
		mark := argument.Layer{ID: "whatif", Name: "what-if", Shape: argument.Marker, Role: argument.WhatIf, Label: said(b.Then.Values[passes]), X: []float64{b.Then.Of(approve)}, Y: []float64{until(b.Then.Values[passes])}}
		c := argument.Chart{
			ID: "last-date", Subtitle: "week in which the limit is passed, by the week of approval (formula)", X: b.Axis(byApproval()),
			Y:      argument.Ticked(argument.Axis{Name: "passed in week", Unit: words.Number, Max: ahead}, ahead/4, 1, ""),
			Layers: []argument.Layer{argument.RuleAt("by", "last approval by the rule (formula)", label, argument.Limit, b.Axis(byApproval()).Ahead(by)), ghost, line, mark},
			Title:  "Approved too late, it buys nothing",
			Alt:    "The week in which the limit is passed against the week of approval: as late as can be for early ones, then a cliff. Approved in week " + words.Short(b.Then.Of(approve)) + ", " + said(b.Then.Values[passes]) + ".",
		}
		switch {
		case b.Then.Of(hires) == 0:
			c.Title = "Nobody is approved here"
		case by == never:
			c.Title = "Nobody needs to be approved for two years"
		case by == 0:
			c.Title = "It is too late already for the first"
		case by > 0:
			c.Title = "After " + week(by) + " an approval comes too late"
		}
		return c
	}}
}

// said says when the limit is passed.
func said(at float64) string {
	if at == never {
		return "not within two years"
	}
	return week(at)
}

func byHires() *argument.Sweep {
	return &argument.Sweep{
		ID: "hires", Along: hires, Places: func(argument.Setting) []float64 { return []float64{0, 1, 2, 3, 4, 5} },
		X: func(_, _ argument.Setting) argument.Axis {
			return argument.Ticked(argument.Axis{Name: "people approved", Unit: words.People, Max: 5}, 1, 1, "")
		},
		Formula: func(s argument.Setting) func(float64) []float64 {
			last := 0.0
			return func(at float64) []float64 {
				if last != never {
					last = passing(s.At(hires, at))
				}
				return []float64{0, last}
			}
		},
		Runs: func(argument.Setting, argument.Axis) []float64 { return nil },
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
			along := b.Along(byHires(), &b.Then)
			gained := func(along [][]float64, k int) float64 {
				return math.Max(0, until(along[k+1][passes])-until(along[k][passes]))
			}
			bars := make([]argument.Bar, 5)
			for k := range bars {
				before, after := along[k][passes], along[k+1][passes]
				bars[k].Parts = []float64{gained(along, k)}
				if b.Differ(hires) {
					today := gained(b.Along(byHires(), &b.Now), k)
					if words.Say(today, words.Weeks) != words.Say(bars[k].Parts[0], words.Weeks) { // else the bar says it
						bars[k].Today = &today
					}
				}
				switch {
				case before == never:
					bars[k].Label = "not needed within two years"
				case after == never:
					bars[k].Label = "at least " + words.Say(bars[k].Parts[0], words.Weeks)
				}
				if float64(k+1) == b.Then.Of(hires) {
					bars[k].Role = argument.WhatIf
				}
			}
			return bars
		},
		Title: func(b *argument.Sheet, bars []argument.Bar) string {
			if first := bars[0].Parts[0]; first >= 1 {
				return "The first person gains " + words.Say(argument.Whole(first), words.Weeks)
			}
			return "One more person gains nothing"
		},
		Alt: func(_ *argument.Sheet, bars []argument.Bar) string {
			text := "Weeks by which each further person moves the date:"
			for k := range bars {
				if k > 0 {
					text += ","
				}
				text += " " + words.Short(bars[k].Parts[0])
			}
			return text + "."
		},
	}
}

// whereTheTimeGoes is about all work until the date, what waits there by its age: the wait that the sentence says is that of
// the last week alone.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{Time: "from asked for to done, all work until the date", Lead: -1, Say: words.Duration}
}

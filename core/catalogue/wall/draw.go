package wall

import (
	"math"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/words"
)

func byOwn() *argument.Sweep {
	return &argument.Sweep{
		ID: "own", Along: own, Formula: alongOwn, Places: func(argument.Setting) []float64 { return argument.Evenly(own, 10) },
		X:    argument.SharesOf("fixed by those who wrote them", own),
		Runs: func(argument.Setting, argument.Axis) []float64 { return argument.Evenly(own, 10) },
	}
}

// keepsUpFrom is the least share that engineers fix themselves at which the experts keep up
// with the rest, in the long run; above 1 if there is none, 0 if they always do.
func keepsUpFrom(s argument.Setting) float64 {
	from, to := argument.UpTo(0, 1, 1.0/4096, func(share float64) bool { return load(s.At(own, share)) >= 1 })
	switch {
	case to == 0:
		return 0
	case from == 1:
		return 2
	}
	return to
}

func openByOwn() *argument.Curve {
	return &argument.Curve{
		ID: "own", Sweep: byOwn(), Number: open, Say: argument.Rounded, Subtitle: "findings open at the date, by the share that engineers fix themselves",
		YName: "findings open", Scale: argument.ItemsAxis,
		Home: argument.Room(4, 1.05, byOwn(), open),
		Under: func(b *argument.Sheet) []argument.Layer {
			from := keepsUpFrom(b.Then.Setting)
			if from == 0 || from > 1 {
				from = math.NaN()
			}
			return []argument.Layer{argument.RuleAt("keeps-up", "from here on the experts keep up with the rest (formula)", "experts keep up from here", argument.Limit, from)}
		},
		Title: func(b *argument.Sheet) string {
			switch from := keepsUpFrom(b.Then.Setting); {
			case from == 0:
				return "The experts keep up, whoever fixes the findings"
			case from > 1:
				return "Even a few tickets are too many for the experts"
			default:
				return "Past " + argument.InPercent(from) + " of own fixes, the list stops growing"
			}
		},
		Alt: func(b *argument.Sheet) string {
			return "Findings open at the date against the share that engineers fix themselves: fewer the more they fix. At " + words.Say(b.Then.Of(own), words.Share) + " it is " + argument.Rounded(b.WhatIf(open)) +
				", today, at " + words.Say(b.Now.Of(own), words.Share) + ", " + argument.Rounded(b.Today(open)) + "."
		},
	}
}

// at reads a path that is known at the end of each week at any time in hours.
func at(weekly []float64, t float64) float64 {
	week := math.Min(math.Max(0, t/words.Week), float64(len(weekly)-1))
	k := math.Floor(week)
	if int(k)+1 >= len(weekly) {
		return weekly[int(k)]
	}
	return weekly[int(k)] + float64((week-k)*(weekly[int(k)+1]-weekly[int(k)]))
}

func openByWeek() *argument.Fan {
	return &argument.Fan{
		ID: "open", One: "finding", Many: "findings", Where: "open", Backlog: func(s argument.Setting) float64 { return s.Of(backlog) },
		Of:    func(p org.Point) float64 { return p.WIP[0] + p.WIP[1] },
		Start: func(s argument.Setting) float64 { return s.Of(backlog) },
		Formula: func(s argument.Setting, times []float64) (mean, lo, hi []float64) {
			weekly := ahead(s, int(s.Weeks())).open
			for _, t := range times {
				mean = append(mean, at(weekly, t))
			}
			return mean, nil, nil
		},
	}
}

// breachByWeek is how likely it is by each week that somebody else has found a finding.
func breachByWeek() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		line := func(id, name string, role argument.Role, side *argument.Side) argument.Layer {
			l := argument.Layer{ID: id, Name: name, Shape: argument.Line, Role: role}
			for k, hours := range side.Values[path+int(side.Weeks())+1:] {
				l.X, l.Y = append(l.X, float64(k)*words.Week), append(l.Y, breachBy(side.Setting, hours))
			}
			return l
		}
		now, then := line("today-line", "today (formula)", argument.Today, &b.Now), line("whatif-line", "what-if (formula)", argument.WhatIf, &b.Then)
		mark := func(id, name string, role argument.Role, side *argument.Side, i float64, text string) argument.Layer {
			return argument.Layer{ID: id, Name: name, Shape: argument.Marker, Role: role, X: []float64{side.Horizon()}, Y: []float64{i}, Label: text}
		}
		c := argument.Chart{
			ID: "breach", Subtitle: "chance that somebody else has found an open one, by week", X: argument.WeeksAxis(math.Max(b.Now.Weeks(), b.Then.Weeks())),
			Y: argument.ShareAxis("found by others", 1), Title: breachTitle(b),
			Alt: "The chance that somebody else has found an open finding, which rises week by week: " + argument.InPercent(b.WhatIf(breach)) + " by the date, today " + argument.InPercent(b.Today(breach)) + ".",
		}
		today := mark("today", "today", argument.Today, &b.Now, b.Today(breach), "today "+argument.InPercent(b.Today(breach)))
		if b.Same() {
			now.X, now.Y, today.Label = nil, nil, ""
		}
		c.Layers = []argument.Layer{now, then, today, mark("whatif", "what-if", argument.WhatIf, &b.Then, b.WhatIf(breach), argument.InPercent(b.WhatIf(breach)))}
		return c
	}}
}

func breachTitle(b *argument.Sheet) string {
	if a, z := argument.InPercent(b.WhatIf(breach)), argument.InPercent(b.Today(breach)); a != z {
		return "Somebody else finds one first: " + a + ", today " + z
	}
	return "Somebody else finds one first: " + argument.InPercent(b.WhatIf(breach))
}

// weekOf is where the people's week goes about the date, in people: features and fixes of
// their own for engineers; tickets, teaching and nothing to do for experts.
func weekOf(s *argument.Side, _ func(int) float64) []float64 {
	fixing := float64(ownFixers(s.Setting))
	free := float64(s.Of(experts) * (1 - s.Of(enabling)))
	busy := math.Min(free, float64(s.Values[busy]*(1-s.Of(enabling))))
	idle := free - busy
	if idle < 0.005 { // rounding
		idle = 0
	}
	return []float64{s.Of(engineers) - fixing, fixing, busy, s.Of(experts) - free, idle}
}

func price() *argument.Parts {
	return &argument.Parts{
		ID: "price", Subtitle: "where the week of engineers and experts goes about the date, in people",
		X: func(b *argument.Sheet) argument.Axis {
			return argument.CountAxis("people", words.Items, math.Max(b.Now.Of(engineers)+b.Now.Of(experts), b.Then.Of(engineers)+b.Then.Of(experts)))
		},
		Parts: []argument.RowPart{
			{ID: "features", Name: "engineers on features", Label: "features", Fill: argument.Solid},
			{ID: "own-fixes", Name: "engineers on fixes of their own", Label: "own fixes", Fill: argument.Hatch},
			{ID: "tickets", Name: "experts on tickets", Label: "tickets", Fill: argument.Half},
			{ID: "teaching", Name: "experts who teach", Label: "teaching", Fill: argument.HatchBack},
			{ID: "idle", Name: "experts with nothing to do", Label: "free", Fill: argument.Pale},
		},
		Of: weekOf,
		Describe: func(_ *argument.Side, best func(int) float64) string {
			return ": " + words.Short(best(features)) + " features a week"
		},
		Title: func(b *argument.Sheet, _, _ []float64) string {
			if lost := built(b.Then.Setting) - b.WhatIf(features); lost >= 0.05 {
				return words.Short(lost) + " of " + words.Short(built(b.Then.Setting)) + " features a week go into own fixes"
			}
			return "Nobody's features are slower"
		},
		Alt: func(b *argument.Sheet, _, then []float64) string {
			return "Of " + words.Short(b.Then.Of(engineers)) + " engineers " + words.Short(then[1]) + " fix their own all week; of " + words.Short(b.Then.Of(experts)) + " experts " + words.Short(then[2]) +
				" work on tickets, " + words.Short(then[3]) + " teach and " + words.Short(then[4]) + " have nothing to do."
		},
	}
}

// whereTheTimeGoes is about all findings until the date, old tickets included, those that are open by their age. One that
// is closed unread is open for ever: it stays in the bar, as time that is there because it was given up.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		Time: "from found to fixed, or until the date", Lead: -1, Classes: []int{0, 1}, Say: words.Duration,
		Names: map[org.Use]string{org.DoneAgain: "closed unread"},
		Title: func(_ *argument.Sheet, _, then []float64) string {
			all, unread := 0.0, then[org.DoneAgain]
			for _, h := range then {
				all += h
			}
			switch idle := then[org.Waiting]; {
			case !(all > 0):
				return "There is no finding"
			case unread > idle:
				return argument.InPercent(unread/all) + " of the time it is closed unread, and open"
			default:
				return argument.InPercent(idle/all) + " of the time it waits for an expert"
			}
		},
	}
}

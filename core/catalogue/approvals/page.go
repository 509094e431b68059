package approvals

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

func byLayers() *argument.Sweep {
	return &argument.Sweep{
		ID: "layers", Along: layers,
		X: func(_, _ argument.Setting) argument.Axis {
			return argument.Ticked(argument.Axis{Name: "approvals that an idea needs", Unit: words.Number, Max: layers.Max}, 1, 1, "")
		},
		Runs: func(argument.Setting, argument.Axis) []float64 { return argument.Evenly(layers, int(layers.Max)) },
	}
}

// best is the number of approvals that brings the most until the date, by formula; the
// smallest one of several.
func best(b *argument.Sheet, side *argument.Side) (n float64) {
	along := b.Along(byLayers(), side)
	for k, v := range along {
		if v[value] > along[int(n)][value] {
			n = float64(k)
		}
	}
	return n
}

// lowest is how far below 0 a chart reaches whose curve does: no further than it
// reaches above, so that a loss beyond all measure does not flatten the rest.
func lowest(b *argument.Sheet, w *argument.Sweep, home float64) float64 {
	return math.Max(math.Min(b.Least(w, value), 0), -home)
}

// approvalsSaid says a number of approvals: "no approval", "one approval", "three approvals".
func approvalsSaid(n float64) string {
	switch n {
	case 0:
		return "no approval"
	case 1:
		return "one approval"
	}
	return words.Spelled(n) + " approvals"
}

func valueByLayers() *argument.Curve {
	home := argument.Room(4, 1.05, byLayers(), value)
	return &argument.Curve{
		ID: "layers", Sweep: byLayers(), Number: value, Subtitle: "dollars that a week's ideas are worth, by approvals", Say: words.Dollars,
		YName: "dollars a week", Scale: argument.MoneyAxis, Home: home,
		Low: func(b *argument.Sheet) float64 { return lowest(b, byLayers(), home(b)) },
		Under: func(b *argument.Sheet) []argument.Layer {
			n := best(b, &b.Then)
			label := "best: " + words.Short(n)
			if n == b.Then.Of(layers) || n == b.Now.Of(layers) {
				label = "" // the mark is there
			}
			return []argument.Layer{argument.RuleAt("best", "the best number (formula)", label, argument.Limit, n)}
		},
		Title: func(b *argument.Sheet) string {
			switch n := best(b, &b.Then); {
			case load(b.Then.At(layers, 1)) >= 1:
				return "Too many to read, and no approval is best"
			case n == 0:
				return "Ideas are worth the most without approval"
			case n == 1:
				return "One approval brings the most"
			default:
				return argument.Upper(words.Spelled(n)) + " approvals bring the most"
			}
		},
		Alt: func(b *argument.Sheet) string {
			n := best(b, &b.Then)
			return "What a week's ideas are worth against the number of approvals that each needs: most with " + approvalsSaid(n) + ". With " + approvalsSaid(b.Then.Of(layers)) +
				" it is " + words.Dollars(b.WhatIf(value)) + " a week, today, with " + approvalsSaid(b.Now.Of(layers)) + ", " + words.Dollars(b.Today(value)) + "."
		},
	}
}

// fates are what becomes of ideas, in the order of a bar.
func fates(s *argument.Side, best func(int) float64) []float64 {
	all := []float64{best(made) - best(mistakes), best(mistakes), best(waiting) / s.Weeks(), best(goodLost), best(stopped)}
	for i := range all {
		all[i] = math.Max(0, all[i]) // but for rounding
	}
	return all
}

// fate is where the ideas of a week are by the date.
func fate() *argument.Parts {
	return &argument.Parts{
		ID: "fate", Subtitle: "where the ideas of a week are by the date",
		X: func(b *argument.Sheet) argument.Axis {
			x := argument.PerWeekAxis("ideas a week", math.Max(b.Now.Of(ideas), b.Then.Of(ideas)))
			x.Unit = words.Items // a part says its number without "a week"
			return x
		},
		Parts: []argument.RowPart{
			{ID: "good", Name: "good ideas, tried", Label: "good", Fill: argument.Solid},
			{ID: "mistakes", Name: "mistakes, tried", Label: "mistakes", Fill: argument.Hatch},
			{ID: "waiting", Name: "still under approval", Label: "waiting", Fill: argument.Pale},
			{ID: "good-lost", Name: "good ideas, turned down", Label: "good stopped", Fill: argument.HatchBack},
			{ID: "stopped", Name: "mistakes, turned down", Label: "mistakes stopped", Fill: argument.Half},
		},
		Of: fates,
		Describe: func(s *argument.Side, _ func(int) float64) string {
			return ", " + approvalsSaid(s.Of(layers)) + ": " + words.Count(tenths(s.Of(ideas)), "idea", "ideas") + " a week"
		},
		Title: func(b *argument.Sheet, _, then []float64) string {
			tried := tenths(b.WhatIf(made))
			switch wrong := tenths(then[1]); {
			case tried == 0:
				return "Hardly an idea is tried"
			case wrong == 0:
				return words.Count(tried, "idea", "ideas") + " a week " + argument.Is(tried) + " tried, hardly a mistake among them"
			default:
				return words.Count(tried, "idea", "ideas") + " a week " + argument.Is(tried) + " tried; " + words.Short(wrong) + " of them " + argument.Is(wrong) + " mistakes"
			}
		},
		Alt: func(_ *argument.Sheet, now, then []float64) string {
			return "Of the ideas of a week, " + words.Short(tenths(then[0])) + " are good and tried, " + words.Short(tenths(then[1])) + " mistakes and tried, " + words.Short(tenths(then[2])) +
				" wait, " + words.Short(tenths(then[3])) + " are good and turned down, " + words.Short(tenths(then[4])) + " mistakes and stopped. Today " + words.Short(tenths(now[0])) +
				" good ones are tried and " + words.Short(tenths(now[1])) + " mistakes."
		},
	}
}

// tenths rounds what is counted by the week; below 1 to hundredths.
func tenths(v float64) float64 {
	if v < 1 {
		return math.Floor(float64(100*v)+0.5) / 100
	}
	return math.Floor(float64(10*v)+0.5) / 10
}

func byRemains() *argument.Sweep {
	return &argument.Sweep{
		ID: "remains", Along: remains, Formula: alongRemains, Both: true, Places: func(argument.Setting) []float64 { return argument.Evenly(remains, 20) },
		X:    argument.SharesOf("of a mistake's damage remains", remains),
		Runs: func(argument.Setting, argument.Axis) []float64 { return argument.Evenly(remains, 2) },
	}
}

// valueByRemains has, besides the two settings, what no approval brings and what the best
// number does.
func valueByRemains() *argument.Curve {
	home := argument.Room(4, 1.05, byRemains(), value)
	return &argument.Curve{
		ID: "reversible", Sweep: byRemains(), Number: value, Subtitle: "dollars a week, by what remains of a mistake's damage", Say: words.Dollars,
		YName: "dollars a week", Scale: argument.MoneyAxis, Home: home,
		Low: func(b *argument.Sheet) float64 {
			return math.Min(lowest(b, byRemains(), home(b)), math.Max(-home(b), math.Min(0, valueAt(b, &b.Then, 0, 1))))
		},
		Under: func(b *argument.Sheet) []argument.Layer {
			places := argument.Evenly(remains, 20)
			none := argument.Layer{ID: "none", Name: "no approval (formula)", Shape: argument.Line, Role: argument.Limit}
			top := argument.Layer{ID: "best", Name: "the best number (formula)", Shape: argument.Line, Role: argument.Limit, Label: "the best"}
			if b.Then.Of(layers) != 0 {
				none.Label = "none"
			}
			for _, at := range places {
				most := math.Inf(-1)
				for n := range int(layers.Max) + 1 {
					most = math.Max(most, valueAt(b, &b.Then, n, at))
				}
				top.X, top.Y = append(top.X, at), append(top.Y, most)
				if none.Label != "" {
					none.X, none.Y = append(none.X, at), append(none.Y, valueAt(b, &b.Then, 0, at))
				}
			}
			share := b.Then.Values[threshold]
			if share < 0 || share > 1 {
				share = math.NaN()
			}
			return []argument.Layer{argument.RuleAt("threshold", "none is best up to here, in the long run (formula)", "none is best", argument.Limit, share), none, top}
		},
		Title: func(b *argument.Sheet) string {
			switch share := b.Then.Values[threshold]; {
			case share > 1:
				return "Whatever remains, no approval is worth its wait"
			case share <= 0:
				return "However little remains, some approval is best"
			default:
				return "Below " + argument.InPercent(share) + ", ideas are worth most without approval"
			}
		},
		Alt: func(b *argument.Sheet) string {
			return "What a week's ideas are worth against what remains of a mistake's damage: less the more remains, and fastest without approvals. At " +
				words.Say(b.Then.Of(remains), words.Share) + " it is " + words.Dollars(b.WhatIf(value)) + " a week, today " + words.Dollars(b.Today(value)) + "."
		},
	}
}

// valueAt is what a week is worth with n approvals and a share that remains, by formula.
func valueAt(b *argument.Sheet, side *argument.Side, n int, share float64) float64 {
	v := b.Along(byLayers(), side)[n]
	return v[value] - float64((share-side.Of(remains))*side.Of(loss)*v[mistakes])
}

func byTeams() *argument.Sweep {
	return &argument.Sweep{
		ID: "teams", Along: teams, Formula: alongTeams, X: argument.FromOneAlong("teams", words.Items, 30, teams),
	}
}

func kindsByTeams() *argument.Curve {
	return &argument.Curve{
		ID: "kinds", Sweep: byTeams(), Number: kinds, Subtitle: "different technologies in use, by teams that choose", Say: words.Short,
		YName: "technologies in use", Home: func(b *argument.Sheet) float64 { return math.Max(4, b.Most(byTeams(), kinds)) },
		Scale: argument.ItemsAxis,
		Title: func(b *argument.Sheet) string {
			if b.Then.Of(layers) > 0 {
				return "What is approved is the same for all"
			}
			return words.Count(b.Then.Of(teams), "team chooses for itself: ", "teams choose for themselves: ") + words.Count(b.WhatIf(kinds), "technology", "technologies")
		},
		Alt: func(b *argument.Sheet) string {
			return "Technologies in use against the number of teams that choose for themselves: ever more, ever more slowly. With " + words.Count(b.Then.Of(teams), "team", "teams") +
				" it is " + words.Short(b.WhatIf(kinds)) + ", today " + words.Short(b.Today(kinds)) + "."
		},
	}
}

// needs is a number of approvals at the beginning of a sentence, to be dragged.
func needs(r argument.Role, s argument.Setting) argument.Span {
	n := s.Of(layers)
	text := "Without approvals"
	if n > 0 {
		text = "With " + approvalsSaid(n)
	}
	return argument.Drag(r, layers, n, text)
}

// overloaded says whether ideas come faster than the first approver can read them.
func overloaded(s argument.Setting) bool {
	return argument.PressureOf(load(s), 1) != argument.Spare
}

// worthOf says what a week is worth, or loses, as a clause about subject.
func worthOf(s argument.Sentence, subject string, r argument.Role, v float64) argument.Sentence {
	if v < 0 {
		return s.And(subject+" loses %", argument.Num(r, v, words.Dollars(-v)))
	}
	return s.And(subject+" is worth %", argument.Num(r, v, words.Dollars(v)))
}

func perWeek(r argument.Role, v float64) argument.Span {
	return argument.Num(r, v, words.Short(tenths(v)))
}

// headline says how many ideas are tried and what that is worth; or that they pile up.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	s := argument.Say("%, % ideas a week are tried", needs(argument.WhatIf, then), perWeek(argument.WhatIf, b.WhatIf(made)))
	if overloaded(then) {
		who := argument.Drag(argument.WhatIf, layers, then.Of(layers), "One approver")
		can, has := " cannot read", " has"
		if n := then.Of(layers); n > 1 {
			who.Text, has = argument.Upper(words.Spelled(n))+" approvers", " have"
		}
		if argument.PressureOf(load(then), 1) == argument.Full {
			can = has + " no hour to spare for"
		}
		s = argument.Say("%"+can+" % ideas a week: % will be waiting % from now", who, argument.Drag(argument.Plain, ideas, then.Of(ideas), words.Short(then.Of(ideas))),
			argument.Num(argument.WhatIf, b.WhatIf(waiting), words.Short(argument.Whole(b.WhatIf(waiting)))), argument.Date(then))
	} else if b.Vouched(made) && words.Short(tenths(b.Today(made))) != words.Short(tenths(b.WhatIf(made))) {
		s = s.And(" instead of %", perWeek(argument.Today, b.Today(made)))
	}
	s = worthOf(s.And(". "), "A week", argument.WhatIf, b.WhatIf(value))
	if same, ok := s.AsToday(b, value, "about as much", words.Dollars); ok {
		return same
	}
	if b.Today(value) < 0 == (b.WhatIf(value) < 0) {
		return s.And(", today %.", argument.Num(argument.Today, b.Today(value), words.Dollars(math.Abs(b.Today(value)))))
	}
	return worthOf(s, ", today it", argument.Today, b.Today(value)).And(".")
}

// asides say what the approvals stop, which number is best, and up to where none is.
func asides(b *argument.Sheet) []argument.Sentence {
	then := b.Then.Setting
	text := func(v float64) string { return words.Short(tenths(v)) }
	s, _ := argument.Say("Of those tried, % a week "+argument.Is(tenths(b.WhatIf(mistakes)))+" mistakes", perWeek(argument.WhatIf, b.WhatIf(mistakes))).Compare(b, mistakes, text)
	lost := argument.Num(argument.WhatIf, b.WhatIf(goodLost), "No good ideas")
	if many := tenths(b.WhatIf(goodLost)); many > 0 {
		lost.Text = words.Count(many, "good idea", "good ideas") + " a week"
	}
	s, _ = s.And(". % "+argument.Is(tenths(b.WhatIf(goodLost)))+" turned down", lost).Compare(b, goodLost, text)
	s = s.And(".")
	if n := b.WhatIf(kinds); then.Of(layers) == 0 && techBill(then) > 0 {
		s = s.And(" % use % technologies, and all but the first cost % a week.", argument.Drag(argument.Plain, teams, then.Of(teams), words.Count(then.Of(teams), "team", "teams")),
			argument.Short(argument.WhatIf, n), argument.Dollars(argument.WhatIf, techBill(then)))
	}
	if came := float64(then.Of(ideas) * then.Weeks()); b.WhatIf(waiting) > came/2 {
		s = argument.Say("It is too early to tell: of the ideas of % most are still under approval.", argument.Date(then))
	}
	return []argument.Sentence{s, verdict(b)}
}

// verdict says which number of approvals is best by the date, and up to which share of a
// mistake's damage none is in the long run.
func verdict(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	n, share := best(b, &b.Then), b.Then.Values[threshold]
	along := b.Along(byLayers(), &b.Then)
	most := along[int(n)][value]
	dear := "mistakes"
	if n > 0 && along[0][value]+techBill(then.At(layers, 0)) > most { // without that bill none would be best
		dear = "technologies"
	}
	s := argument.Say("By formula no other number of approvals brings more.")
	switch first := then.At(layers, 1); {
	case argument.PressureOf(load(first), 1) == argument.Full:
		return argument.Say("An approver who has time for just as many ideas as come falls behind by chance alone, and never catches up.")
	case overloaded(first):
		return argument.Say("Whatever they can tell apart, an approver who has time for % a week cannot read %.",
			argument.Short(argument.Formula, words.Week/then.Of(hours)), argument.Drag(argument.Plain, ideas, then.Of(ideas), words.Short(then.Of(ideas))))
	case n == then.Of(layers):
	case most < 0:
		s = argument.Say("By formula "+approvalsSaid(n)+" would lose the least, % a week.", argument.Num(argument.Formula, most, words.Dollars(-most)))
	case n == 0:
		s = argument.Say("By formula no approval at all brings the most, % a week.", argument.Dollars(argument.Formula, most))
	case n == 1:
		s = argument.Say("Here "+dear+" are dear: one approval is worth its wait. By formula it brings the most, % a week.", argument.Dollars(argument.Formula, most))
	default:
		s = argument.Say("Here "+dear+" are dear: by formula "+approvalsSaid(n)+" bring the most, % a week.", argument.Dollars(argument.Formula, most))
	}
	remain := argument.Num(argument.Formula, share, argument.InPercent(share))
	switch {
	case share > 1:
		return s.And(" In the long run no approval is worth its wait even if nothing can be taken back.")
	case share < 0 && technologies(then.At(layers, 0)) > 1:
		return s.And(" In the long run some approval is best even if all can be taken back: technologies cost more than it does.")
	case share <= 0:
		return s.And(" In the long run some approval is as good as none even if all can be taken back.")
	}
	return s.And(" In the long run none is best as long as less than % of a mistake's damage remains once it is taken back.", remain)
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return argument.MeanWhy("ideas", load(b.Then.Setting), b.Then.Of(uneven), "The formula spreads ideas over the time as chance would.")
}

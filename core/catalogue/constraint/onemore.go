package constraint

import (
	"slices"

	"kingman/core/argument"
	"kingman/core/words"
)

// withOneMore is a setting with one more person at a place: 0 is nobody, k+1 the k-th place.
// Where it has more people than today at one place only, these are left out, so that what they
// bring is seen beside what others would.
func withOneMore(s argument.Setting, at float64) argument.Setting {
	var extra []*argument.Param
	for _, team := range teams {
		if s.Of(team) > s.Before().Of(team) {
			extra = append(extra, team)
		}
	}
	if len(extra) == 1 {
		s = s.At(extra[0], s.Before().Of(extra[0]))
	}
	if at > 0 {
		team := teams[int(at)-1]
		s = s.At(team, s.Of(team)+1)
	}
	return s
}

// whose are the roles of the settings with one more person at each place: what-if's, today's, or plain if it is neither.
func whose(whatIf argument.Setting) (all [places + 1]argument.Role) {
	for k := range all {
		switch s := withOneMore(whatIf, float64(k)); {
		case s.Equal(whatIf):
			all[k] = argument.WhatIf
		case s.Equal(whatIf.Before()):
			all[k] = argument.Today
		}
	}
	return all
}

// byPlace simulates one more person at each place, but for what the two settings are already.
func byPlace() *argument.Sweep {
	return &argument.Sweep{
		ID: "place", Setting: withOneMore,
		X: argument.Axis{Name: "place", Max: places}.Always(),
		Runs: func(s argument.Setting, _ argument.Axis) (at []float64) {
			for k, is := range whose(s) {
				if is == argument.Plain {
					at = append(at, float64(k))
				}
			}
			return at
		},
	}
}

// ships is what is shipped a week with one more person at each place, by the places of
// [withOneMore]. It is simulated only if all of it is: places are told apart by less than
// formula and simulation are.
func ships(b *argument.Sheet) [places + 1]float64 {
	return b.Once("ships", func() any {
		known := b.SweptIn(byPlace()) && b.Today.Runs.Known() && b.WhatIf.Runs.Known()
		var all [places + 1]float64
		for k := range all {
			at := float64(k)
			if best, _ := b.BestAt(byPlace(), at); known {
				all[k] = best(throughput)
				continue
			}
			s := withOneMore(b.WhatIf.Setting, at)
			all[k] = b.Keep("ships "+words.Short(at), s, func() any { return shippedBy(s) }).(float64)
		}
		return all
	}).([places + 1]float64)
}

// hardly is a share of what is shipped that nobody would call more.
const hardly = 0.01

// gains says at which places one more person ships more, the best of them first named.
func gains(b *argument.Sheet) (more [places]bool, best, number int) {
	all := ships(b)
	for k := range more {
		more[k] = all[k+1] >= all[0]*(1+hardly) && all[k+1] > all[0]
		if more[k] {
			number++
		}
		if all[k+1] > all[best+1] {
			best = k
		}
	}
	return more, best, number
}

func where() *argument.Rows {
	return &argument.Rows{
		ID: "where", Subtitle: "features shipped a week with one more person there", XName: "features a week", Scale: argument.PerWeekAxis,
		Names: []string{"nobody", "an engineer", "a reviewer", "a tester", "a releaser"},
		Sweep: byPlace(), Numbers: []int{throughput},
		Bars: func(b *argument.Sheet) []argument.Bar {
			all := ships(b)
			bars, today, is := make([]argument.Bar, len(all)), b.Today.Best(throughput), whose(b.WhatIf.Setting)
			for k, v := range all {
				bars[k] = argument.Bar{Parts: []float64{v}, Label: words.Short(v), Role: is[k]}
			}
			if !b.Same() && bars[0].Role != argument.Today {
				bars[0].Today = &today
			}
			return bars
		},
		Rules: func(b *argument.Sheet) []argument.Layer {
			is := whose(b.WhatIf.Setting)
			return []argument.Layer{
				argument.RuleAt("asked", "asked for", "asked for", argument.Limit, b.WhatIf.Of(demand)),
				argument.RuleAt("whatif", "what-if", "what-if", argument.WhatIf, b.WhatIf.Best(throughput)).If(!slices.Contains(is[:], argument.WhatIf)), // it has more of them than one
			}
		},
		Title: func(b *argument.Sheet, _ []argument.Bar) string {
			_, best, number := gains(b)
			return argument.When(number == 0 && !saturated(withOneMore(b.WhatIf.Setting, 0)), "All that is asked for can be shipped").
				When(number == 0, "One more person ships no more, wherever").
				When(number == 1, "Only "+words.WithArticle(workers[best])+" ships more").
				Else("Most is shipped with one more " + workers[best])
		},
	}
}

// nth says the n-th at a place: "a fourth tester".
func nth(k int, n float64) string { return words.WithArticle(words.Ordinal(n) + " " + workers[k]) }

// newcomer returns the place at which what-if has one person more than today, if it differs
// from today in nothing else.
func newcomer(b *argument.Sheet) (k int, ok bool) {
	for k, team := range teams {
		if b.WhatIf.Of(team) == b.Today.Of(team)+1 {
			return k, !b.Differ(team)
		}
	}
	return 0, false
}

// elsewhere ends a sentence with what one more person would do at another place than where
// what-if has somebody more: ship more, where something must be found that does, or no more.
func elsewhere(b *argument.Sheet, s argument.Sentence, find bool) argument.Sentence {
	more, best, number := gains(b)
	base := withOneMore(b.WhatIf.Setting, 0)
	there := func(k int) float64 { return base.Of(teams[k]) + 1 }
	taken := func(k int) bool { return b.WhatIf.Of(teams[k]) > base.Of(teams[k]) }
	switch {
	case find && number == 0 && b.WhatIf.Of(wip) == 0:
		return s.And("; one more person would ship no more, wherever.")
	case find && number > 0 && !taken(best):
		return s.And("; "+nth(best, there(best))+" would ship %.", argument.Short(argument.Plain, ships(b)[best+1]))
	case find || number == 0:
		return s.And(".")
	}
	for k := range more {
		if !more[k] && !taken(k) {
			return s.And("; " + nth(k, there(k)) + " ships none more.")
		}
	}
	return s.And(".")
}

// whyOthersToo says why one more person ships more at several places, where that is so.
func whyOthersToo(b *argument.Sheet) argument.Sentence {
	s := withOneMore(b.WhatIf.Setting, 0)
	_, best, number := gains(b)
	if number < 2 {
		return nil
	}
	early, alike := "so soon it matters how fast the first features come through", "two places can do nearly the same"
	because := argument.When(s.Of(wip) > 0 && s.Of(wip) < 1.2*criticalWIP(s), "the limit is so tight that whoever is faster anywhere lets the next feature in").
		When(s.Weeks() < 13, early).
		When(slack(s) < 1.25, alike).
		When(s.Of(uneven) > 1, "so uneven a flow leaves even the constraint idle at times").
		When(s.Weeks() < 26, early).
		When(!saturated(s), "there is no constraint: more can be done than is asked for").
		Else(alike)
	return argument.Say("Here not only " + words.WithArticle(workers[best]) + " ships more: " + because + ".")
}

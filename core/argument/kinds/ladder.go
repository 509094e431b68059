package kinds

import (
	"kingman/core/argument"
	"kingman/core/words"
)

func (a *kind) keys() *argument.Ladder {
	title := func(b *argument.Sheet) string {
		return "A change is live after " + words.Duration(b.WhatIf.Best(leadTime))
	}
	tiers := func(best [3]float64, text ...string) (all []argument.Tier) {
		for k := range text {
			all = append(all, argument.Tier{Text: text[k]})
			if k < len(best) {
				all[k].Best = best[k]
			}
		}
		return all
	}
	return &argument.Ladder{
		ID: "keys", Names: []string{"low", "medium", "high", "elite"},
		Rungs: func(*argument.Sheet) []argument.Rung {
			return []argument.Rung{
				{Name: "live a week", Number: shipped, Tiers: tiers([3]float64{2, 5, 10}, "under 2", "2 to 5", "5 to 10", "10 and more")},
				{Name: "lead time", Number: leadTime, Tiers: tiers([3]float64{26 * words.Week, 4 * words.Week, words.Week}, "half a year", "a month", "weeks", "days")},
				{Name: "in line", Number: waiting, Tiers: tiers([3]float64{60, 20, 5}, "over 60", "20 to 60", "5 to 20", "under 5")},
			}
		},
		Title: title, Subtitle: func(*argument.Sheet) string { return "three keys, each on its own scale" },
	}
}

func (a *kind) timeline() *argument.Rows {
	return &argument.Rows{
		ID: "timeline", Subtitle: "how one change goes, if it does not wait", XName: "from asked for to live", Names: []string{"today", "what-if", "in parallel"},
		Scale: argument.WaitAxis,
		Parts: []argument.RowPart{{ID: "build", Label: "build", Fill: argument.Solid}, {ID: "review", Label: "review", Fill: argument.Half}, {ID: "test", Label: "test", Fill: argument.Pale}},
		Bars: func(b *argument.Sheet) []argument.Bar {
			one := func(s argument.Setting, role argument.Role) argument.Bar {
				bar := argument.Bar{Role: role}
				for k := range stages {
					_, mean := a.at(s, k)
					bar.Parts = append(bar.Parts, mean)
				}
				return bar
			}
			parallel := one(b.WhatIf.Setting, argument.Plain)
			parallel.From, parallel.Parts[0] = parallel.Parts[0]/2, parallel.Parts[0]/2
			return []argument.Bar{one(b.Today.Setting, argument.Today), one(b.WhatIf.Setting, argument.WhatIf), parallel}
		},
		Rules: func(*argument.Sheet) []argument.Layer {
			return []argument.Layer{argument.RuleAt("promise", "promised", "promised", argument.Limit, 3*words.Day)}
		},
		Title: func(_ *argument.Sheet, bars []argument.Bar) string {
			return "Without waiting a change takes " + words.Duration(bars[1].End())
		},
	}
}

func (a *kind) paths() *argument.Paths {
	title := func(b *argument.Sheet) string {
		return "One more " + places[int(b.WhatIf.Of(a.more))].Words + " begins when the others are taught"
	}
	ways := make([]argument.Way, len(places))
	for k, c := range places {
		ways[k] = argument.Way{ID: c.Words, Label: c.Words}
	}
	done := func(s argument.Setting, way, k int) (x, y float64) {
		return float64(k) * 80, float64(k) / 6 * (1 - float64(0.15*float64(way))) * min(1, s.Of(a.asked)/12)
	}
	return &argument.Paths{
		ID: "paths", Subtitle: "share of the first day's work that is done, by minutes", Ways: ways,
		X: func(*argument.Sheet) argument.Axis {
			return argument.Ticked(argument.Axis{Name: "minutes", Unit: words.Minutes, Max: 480}, 120, 60, "hours")
		},
		Y: func(*argument.Sheet) argument.Axis { return argument.ShareAxis("share of the work", 1) },
		Of: func(s argument.Setting, way int) (x, y []float64) {
			for k := range 7 {
				minutes, share := done(s, way, k)
				x, y = append(x, minutes), append(y, share)
			}
			return x, y
		},
		Mark:   func(s argument.Setting, way int) (x, y float64) { return done(s, way, 3) },
		Chosen: func(s argument.Setting) int { return int(s.Of(a.more)) },
		Title:  title, Alt: title,
	}
}

package delivery

import (
	"math"
	"strings"

	"kingman/core/argument"
	"kingman/core/words"
)

// names of the tiers, the worst first.
var names = []string{"low", "medium", "high", "elite"}

// month is the twelfth of a year, in working hours.
const month = 52 * words.Week / 12

// often are bounds of how often, in deployments a week: once a day, a week, a month, half a
// year.
const (
	daily      = 5.0
	weekly     = 1.0
	monthly    = 12.0 / 52
	halfYearly = monthly / 6
)

// A key is one of the four.
type key struct {
	number int
	id     string
	name   string
	more   bool // is better
	say    func(float64) string
	before string // it in a sentence
	after  string
	// tiers are those of the handbook, of 2021 and of 2024.
	tiers [3][]argument.Tier
}

// keys are the four, as boards show them: two of speed, two of stability.
var keys = [...]key{
	{frequency, "gap", "deploys", true, often, "", "", [3][]argument.Tier{
		{{Text: "less", Best: monthly}, {Text: "month to week", Best: weekly}, {Text: "week to day", Best: daily}, {Text: "several a day"}},
		{{Text: "less", Best: halfYearly}, {Text: "months", Best: monthly}, {Text: "month to week", Best: weekly, Next: daily}, {Text: "several a day"}},
		{{Text: "less", Best: monthly}, {Text: "month to week", Best: weekly}, {Text: "week to day", Best: daily}, {Text: "several a day"}},
	}},
	{lead, "lead", "lead time", false, words.Duration, "live in ", "", [3][]argument.Tier{
		{{Text: "longer", Best: month}, {Text: "month to week", Best: words.Week}, {Text: "week to day", Best: words.Day, Next: 1}, {Text: "under an hour"}},
		{{Text: "over half a year", Best: 6 * month}, {Text: "months", Best: month, Next: words.Week}, {Text: "week to day", Best: words.Day, Next: 1}, {Text: "under an hour"}},
		{{Text: "longer", Best: month}, {Text: "month to week", Best: words.Week}, {Text: "week to day", Best: words.Day}, {Text: "under a day"}},
	}},
	{cfr, "cfr", "failures", false, share, "", " fail", [3][]argument.Tier{
		{{Text: "over 45 %", Best: 0.45}, {Text: "to 45 %", Best: 0.3}, {Text: "to 30 %", Best: 0.15}, {Text: "to 15 %"}},
		{{Text: "16 to 30 %: all others", Columns: 3, Best: 0.15}, {Text: "to 15 %"}},
		{{Text: "no tiers", Columns: 4}},
	}},
	{restore, "restore", "repairs", false, words.Duration, "repaired in ", "", [3][]argument.Tier{
		{{Text: "longer", Best: words.Week}, {Text: "week to day", Best: words.Day}, {Text: "under a day", Best: 1}, {Text: "under an hour"}},
		{{Text: "over half a year", Best: 6 * month, Next: words.Week}, {Text: "week to day", Best: words.Day}, {Text: "under a day", Best: 1}, {Text: "under an hour"}},
		{{Text: "week to month", Best: words.Week, Next: words.Day}, {Text: "under a day", Columns: 2, Best: 1}, {Text: "under an hour"}},
	}},
}

// These are places among keys.
const (
	frequencyKey = iota
	leadKey
	cfrKey
	restoreKey
)

// rungs are the keys of a ladder, by the tiers that the reader has chosen.
func rungs(b *argument.Sheet) []argument.Rung {
	all := make([]argument.Rung, len(keys))
	for k, key := range keys {
		all[k] = argument.Rung{Name: key.name, Number: key.number, Tiers: key.tiers[int(b.WhatIf.Of(survey))], Say: key.say, NoToday: !exists(k, &b.Today), NoWhatIf: !exists(k, &b.WhatIf)}
		if k == cfrKey {
			all[k].Ends = [2]float64{0.4, 0.05} // as the groups called low and elite had them in 2024
		}
	}
	return all
}

// ladder is where today and what-if stand on each key.
func ladder() *argument.Ladder {
	return &argument.Ladder{
		ID: "keys", Names: names, Rungs: rungs,
		Subtitle: func(b *argument.Sheet) string {
			return argument.When(b.WhatIf.Of(survey) == 0, "each on its own scale; tiers of an operations handbook, after DORA 2019 and 2021").
				When(b.WhatIf.Of(survey) == 1, "each on its own scale; tiers of DORA 2021, a day has 8 hours").
				Else("tiers of DORA 2024; none for failures, where its high teams (20 %) did worse than medium (10 %)")
		},
		Title: func(b *argument.Sheet) string {
			switch better, worse := changed(b); {
			case !deploys(&b.WhatIf):
				return "Nothing is deployed"
			case len(better)+len(worse) == 0:
				return "All four keys are as today"
			case len(worse) == 0:
				return counted(len(better), "improves", "improve")
			case len(better) == 0:
				return counted(len(worse), "gets worse", "get worse")
			default:
				return counted(len(better), "improves", "improve") + ", " + words.Spelled(float64(len(worse))) + " " + words.Verb(float64(len(worse)), "gets", "get") + " worse"
			}
		},
	}
}

// inTiers says in which tier each key is.
func inTiers(b *argument.Sheet) argument.Sentence {
	whose := survey.Say(b.WhatIf.Of(survey))
	if b.WhatIf.Is(survey, 0) {
		whose = "In the handbook's tiers"
	}
	var tiers []string
	for k, r := range rungs(b) {
		if tier := r.Tier(b.WhatIf.Best(r.Number), names); tier != "" && exists(k, &b.WhatIf) {
			tiers = append(tiers, r.Name+" "+tier)
		}
	}
	return argument.Say(whose + ": " + strings.Join(tiers, ", ") + ".")
}

// onceAWeek is how many deployments a week are said as one and more in it.
const onceAWeek = 0.95

// often says a number of deployments a week: "ten a week", "one in two weeks".
func often(v float64) string {
	return argument.When(v < 0.0005, "none").
		When(v >= onceAWeek, spelled(v)+" a week").
		Else("one in " + spelled(1/v) + " weeks")
}

// spelled says a number as a word, if it is small and nearly a whole one.
func spelled(v float64) string {
	if whole := argument.Whole(v); math.Abs(v-whole) < 0.05 {
		return words.Spelled(whole)
	}
	return words.Short(v)
}

// share says a share in whole per cent, below ten with a decimal.
func share(v float64) string {
	if v < 0.0995 {
		return words.Percent(v)
	}
	return argument.InPercent(v)
}

package coordination

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

func byPeople() *argument.Sweep {
	return &argument.Sweep{
		ID: "people", Along: people, Places: places,
		X: func(today, whatIf argument.Setting) argument.Axis {
			return argument.FromOne("people", words.People, 60, math.Max(today.Of(people), whatIf.Of(people)))
		},
		Runs: func(_ argument.Setting, x argument.Axis) (at []float64) {
			for k := 1.0; k <= 6; k++ {
				at = append(at, math.Floor(float64(x.Max*k)/6))
			}
			return at
		},
	}
}

// places are every number of people up to sixty, and every fifth one from there.
func places(argument.Setting) (at []float64) {
	for n := 1.0; n <= people.Max; n++ {
		if n <= 60 || int(n)%5 == 0 {
			at = append(at, n)
		}
	}
	return at
}

// shared says whether people share anything: what only one can do, or talk.
func shared(s argument.Setting) bool { return s.Of(contention) > 0 || s.Of(pair) > 0 }

func persons(n float64) string { return words.Count(n, "person", "people") }

// aboutPeak says how many make the most, and whether that is on the slider: the law is
// flat there, so that beyond twenty a number that ends in 0 or 5 says it.
func aboutPeak(s argument.Setting) (text string, ok bool) {
	n := math.Max(1, peak(s))
	if n > people.Max {
		return "", false
	}
	if n > 20 {
		n = 5 * math.Floor(n/5+0.5)
	}
	return "about " + words.Short(argument.Whole(n)), true
}

func outputByPeople() *argument.Curve {
	return &argument.Curve{
		ID: "output", Sweep: byPeople(), Number: output, Say: words.Short, Subtitle: "features a week at the date, by people", YName: "features a week", Scale: argument.PerWeekAxis,
		Name: "everybody at once (formula)",
		Home: func(b *argument.Sheet) float64 {
			return math.Max(math.Max(4*b.Then.Of(rate), 1.15*b.Most(byPeople(), alone)), 1.6*b.Most(byPeople(), output))
		},
		Ends:    func(*argument.Sheet) (today, whatIf string) { return "", "all at once" },
		EndRoom: true,
		Beside:  []argument.Beside{{Number: alone, ID: "independent", Name: "everybody when they need to", Label: "each when they need to"}},
		Under: func(b *argument.Sheet) []argument.Layer {
			n := b.Then.Values[top]
			text, _ := aboutPeak(b.Then.Setting)
			if n > b.Axis(byPeople()).Max {
				n = math.NaN()
			}
			nobody := b.Line(byPeople(), straight, "straight", "if nobody waited or talked (formula)", "")
			nobody.EndRoom = false
			return []argument.Layer{argument.RuleAt("peak", "who make the most when up to speed (formula)", "most: "+text, argument.Limit, n), nobody}
		},
		Title: func(b *argument.Sheet) string {
			text, ok := aboutPeak(b.Then.Setting)
			switch {
			case !shared(b.Then.Setting):
				return "Where nothing is shared, each adds as much as the first"
			case ok:
				return argument.Upper(text) + " people make the most"
			}
			return "More people make more, ever more slowly"
		},
		Alt: func(b *argument.Sheet) string {
			return "Features a week against the number of people: they rise ever more slowly, and fall where there is talk enough. " + argument.Upper(persons(b.Then.Of(people))) + " will make " +
				words.Short(b.WhatIf(output)) + ", today " + words.Short(b.Now.Of(people)) + " make " + words.Short(b.Today(output)) + "."
		},
	}
}

// madeSoFar is how many features more than today's people the what-if has made, week by
// week, to twice the date.
func madeSoFar() *argument.Own {
	const points = 80
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		then, now := groupOf(b.Then.Setting), groupOf(b.Now.Setting)
		weeks := b.Then.Weeks()
		line := argument.Layer{ID: "ahead", Name: "features more than today's people (formula)", Shape: argument.Line, Role: argument.WhatIf}
		least, highest := -1.0, 1.0
		for k := range points + 1 {
			t := 2 * weeks * float64(k) / points
			more := then.made(t) - now.made(t)
			least, highest = math.Min(least, more), math.Max(highest, more)
			line.X, line.Y = append(line.X, t*words.Week), append(line.Y, more)
		}
		more := then.made(weeks) - now.made(weeks) // today's people until what-if's date
		at, label := b.Then.Values[even], "made up for"
		if at <= 0 || at > 2*weeks {
			at = math.NaN()
		}
		c := argument.Chart{
			ID: "made", Subtitle: "features made so far, more or fewer than by today's people", X: argument.WeeksAxis(2 * weeks), Y: argument.SignedAxis("features more", words.Items, least, highest),
			Title: madeTitle(b, more),
			Alt: "Features made so far against those that today's people would have made, over " + words.Say(2*weeks, words.Weeks) + ": " + words.Short(math.Abs(more)) +
				" " + moreOrFewer(more) + " by the date.",
		}
		c.Layers = []argument.Layer{
			{ID: "today", Name: "as today", Shape: argument.RuleY, Role: argument.Today, Y: []float64{0}, Label: "as today"},
			argument.RuleAt("even", "as many as today's people (formula)", label, argument.Limit, at*words.Week), line,
			{ID: "date", Name: "at the date", Shape: argument.Marker, Role: argument.WhatIf, X: []float64{weeks * words.Week}, Y: []float64{more}, Label: words.Short(argument.Whole(more))},
		}
		return c
	}}
}

func moreOrFewer(more float64) string {
	if more < 0 {
		return "fewer"
	}
	return "more"
}

func madeTitle(b *argument.Sheet, more float64) string {
	at := b.Then.Values[even]
	behind := words.Short(argument.Whole(-more)) + " behind by the date"
	switch {
	case b.Same():
		return "As many as today's people, who they are"
	case argument.Whole(more) == 0:
		return "About as many by the date as by today's people"
	case more > 0 && at > 0:
		return "Made up for in week " + words.Short(math.Ceil(at))
	case more > 0:
		return words.Count(argument.Whole(more), "feature", "features") + " more by the date"
	case at == never:
		return behind + ", and never made up for"
	case at > 0:
		return behind + ", made up for in week " + words.Short(math.Ceil(at))
	}
	return words.Count(argument.Whole(-more), "feature", "features") + " behind by the date"
}

func eachByPeople() *argument.Curve {
	return &argument.Curve{
		ID: "each", Sweep: byPeople(), Number: each, Say: words.Short, Subtitle: "features a week of each person at the date, by people", YName: "features a week each", Scale: argument.PerWeekAxis,
		Home: func(b *argument.Sheet) float64 { return math.Max(0.1, 1.05*b.Most(byPeople(), each)) },
		Title: func(b *argument.Sheet) string {
			return "Each of " + words.Short(b.Then.Of(people)) + " makes " + words.Short(b.WhatIf(each)) + " a week; alone it would be " + words.Short(b.Then.Of(rate))
		},
		Alt: func(b *argument.Sheet) string {
			return "Features a week of each person against the number of people: fewer the more they are. Of " + persons(b.Then.Of(people)) + " each makes " + words.Short(b.WhatIf(each)) +
				", today " + words.Short(b.Today(each)) + "."
		},
	}
}

// hours is where a week of one of them goes.
func hours() *argument.Parts {
	return &argument.Parts{
		ID: "hours", Subtitle: "where the week of one of them goes, on average until the date",
		X: func(*argument.Sheet) argument.Axis {
			return argument.Ticked(argument.Axis{Name: "hours of a week", Unit: words.Items, Max: words.Week}, 10, 1, "hours")
		},
		Parts: []argument.RowPart{
			{ID: "own", Name: "own work", Label: "own work", Fill: argument.Solid},
			{ID: "waiting", Name: "waiting for what only one can do", Label: "waiting", Fill: argument.Hatch},
			{ID: "talk", Name: "talk", Label: "talk", Fill: argument.Half},
			{ID: "hiring", Name: "learning and teaching", Label: "learning", Fill: argument.Pale},
			{ID: "silenced", Name: "silenced by a brilliant colleague", Label: "silenced", Fill: argument.HatchBack},
		},
		Of:       func(s *argument.Side, _ func(int) float64) []float64 { return week(s.Setting) },
		Describe: func(s *argument.Side, _ func(int) float64) string { return ", " + persons(s.Of(people)) },
		Title: func(b *argument.Sheet, now, then []float64) string {
			if b.Same() {
				return words.Short(then[0]) + " of 40 hours are one's own work"
			}
			return words.Short(then[0]) + " of 40 hours are one's own work, today " + words.Short(now[0])
		},
		Alt: func(_ *argument.Sheet, now, then []float64) string {
			return "Of a week of 40 hours " + words.Short(then[0]) + " are own work, " + words.Short(then[1]) + " waiting for what only one can do, " + words.Short(then[2]) + " talk, " +
				words.Short(then[3]) + " learning and teaching; today " + words.Short(now[0]) + " are own work."
		},
	}
}

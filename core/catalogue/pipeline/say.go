package pipeline

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// on says how many runners.
func on(n float64) string {
	if n == 1 {
		return "one runner"
	}
	return words.Spelled(n) + " runners"
}

// inMinutes says minutes as such, to set them beside others.
func inMinutes(v float64) string { return words.Count(v, "minute", "minutes") }

// headline says how long a deploy takes, and what no number of runners changes; or that
// deploys pile up.
func headline(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	runners := argument.Drag(argument.WhatIf, parallel, then.Of(parallel), on(then.Of(parallel)))
	s := argument.Say("With tests on %", runners)
	full := argument.PressureOf(utilization(then), 1)
	switch full {
	case argument.Spare:
		s = argument.Say("On % a deploy takes %", runners, argument.Num(argument.WhatIf, b.WhatIf(lead), took(b.WhatIf(lead))))
	case argument.Full:
		s = s.And(" each, runners have no minute to spare: a deploy takes %", argument.Num(argument.WhatIf, b.WhatIf(lead), took(b.WhatIf(lead))))
	default:
		s = s.And(" each, runners cannot keep up: over % a deploy takes % on average", argument.Date(then), argument.Num(argument.WhatIf, b.WhatIf(lead), took(b.WhatIf(lead))))
	}
	switch {
	case b.Same():
		s = s.And(", as today")
	case !b.Vouched(lead):
		s = s.And("; against today there is " + argument.NoDifference)
	case took(b.Today(lead)) == took(b.WhatIf(lead)):
		s = s.And(", about as today")
	default:
		s = s.And(" instead of %", argument.Num(argument.Today, b.Today(lead), words.Again(took(b.Today(lead)), took(b.WhatIf(lead)))))
	}
	if full != argument.Spare || b.WhatIf(lead) <= target {
		return s.And(".")
	}
	return s.And("; no number brings it below %: % "+verb(then.Of(rest))+" not tests.", argument.Num(argument.Formula, least(then), inMinutes(least(then))),
		argument.Drag(argument.WhatIf, rest, then.Of(rest), words.Short(then.Of(rest))))
}

func verb(n float64) string {
	if n == 1 {
		return "is"
	}
	return "are"
}

// asides say what the target takes, what waits for runners, and which cut is faster.
func asides(b *argument.Sheet) []argument.Sentence {
	then := b.Then.Setting
	all := []argument.Sentence{toTarget(b)}
	if w := b.WhatIf(wait); w >= 1 {
		s := argument.Say("Of this, % "+verb(argument.Whole(w))+" waiting for runners, which are in use for % of the time.", argument.Num(argument.WhatIf, w, took(w)), argument.WholePercent(argument.WhatIf, b.WhatIf(busy)))
		if n, minutes := best(then); n != then.Of(parallel) && minutes < 0.98*b.WhatIf(lead) && minutes < 0.98*evaluate(then)[lead] {
			cut := "A finer cut"
			if n < then.Of(parallel) {
				cut = "Each piece pays for its own start-up: a coarser cut"
			}
			s = s.And(" "+cut+", on %, would take %.", argument.Num(argument.Formula, n, on(n)), argument.Num(argument.Formula, minutes, took(minutes)))
		}
		all = append(all, s)
	}
	return all
}

// toTarget says what everything else may take for fifteen minutes.
func toTarget(b *argument.Sheet) argument.Sentence {
	then := b.Then.Setting
	may := func(n float64) float64 { return target - testMinutes(then.At(parallel, n)) }
	n := then.Of(parallel)
	now := may(n)
	twice := math.Min(2*n, parallel.Max)
	switch {
	case b.WhatIf(lead) <= target:
		return argument.Say("That is the target of 15 minutes, and no test was left out.")
	case then.Of(rest) <= now:
		return argument.Say("Without a line for runners it would be % and meet the target of 15 minutes.", argument.Num(argument.Formula, withoutLine(then), took(withoutLine(then))))
	case now < 1 && twice > n && may(twice) >= 1:
		return argument.Say("For 15 minutes the tests alone take too long on "+on(n)+"; on % everything else may take %.", argument.Num(argument.Formula, twice, on(twice)), argument.Num(argument.Formula, may(twice), took(may(twice))))
	case now < 1:
		return argument.Say("For 15 minutes the tests alone take too long, %.", argument.Num(argument.Formula, testMinutes(then), took(testMinutes(then))))
	}
	s := argument.Say("For 15 minutes everything else must shrink from % to %", argument.Drag(argument.WhatIf, rest, then.Of(rest), words.Short(then.Of(rest))), argument.Num(argument.Formula, now, inMinutes(now)))
	if twice > n && then.Of(rest) > may(twice) {
		s = s.And(", or to % on %", argument.Num(argument.Formula, may(twice), words.Short(may(twice))), argument.Num(argument.Formula, twice, on(twice)))
	}
	return s.And(".")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	s := b.Then.Setting
	switch rho := utilization(s); {
	case rho > 1+argument.Saturated:
		return argument.Fluid("deploys")
	case s.Is(sharing, 1):
		return "The formula lets the pieces of a deploy begin together; in the simulation each waits for itself."
	case rho > 0.7:
		return argument.NearTheLimit
	}
	return "The formula follows deploys in the mean; the simulation follows each of them."
}

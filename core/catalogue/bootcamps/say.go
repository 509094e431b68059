package bootcamps

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

// who says how many of the group learn: "nobody", "all eight", "three of eight".
func who(c circle) string {
	switch c.trained {
	case 0:
		return "nobody"
	case c.n:
		if c.n == 2 {
			return "both"
		}
		return "all " + words.Spelled(float64(c.n))
	}
	return words.Spelled(float64(c.trained)) + " of " + words.Spelled(float64(c.n))
}

// whose says whose work they learn.
func whose(c circle) string {
	switch {
	case c.breadth == 1:
		return "a colleague's work"
	case c.breadth == c.n-1:
		return "everybody's work"
	}
	return words.Spelled(float64(c.breadth)) + " colleagues' work"
}

// headline is what a piece of work waits, on average of all until the date.
func headline(b *argument.Sheet) argument.Sentence {
	c := circleOf(b.Then.Setting)
	learn := " learn "
	if c.trained <= 1 {
		learn = " learns "
	}
	s := argument.Say("If %"+learn+whose(c)+", a piece of work waits %", argument.Drag(argument.WhatIf, trained, b.Then.Of(trained), who(c)),
		argument.Num(argument.WhatIf, b.WhatIf(wait), words.Duration(b.WhatIf(wait))))
	if same, ok := s.AsToday(b, wait, "about as long", words.Duration); ok {
		return same
	}
	return s.And(", not %.", argument.Num(argument.Today, b.Today(wait), words.Again(words.Duration(b.Today(wait)), words.Duration(b.WhatIf(wait)))))
}

// asides say what the last link does, what learning takes, and whether the group keeps up.
func asides(b *argument.Sheet) []argument.Sentence {
	return argument.Told(verdict(b), keepUp(b))
}

// verdict says whether the chain pays, and which link of it does.
func verdict(b *argument.Sheet) argument.Sentence {
	c := circleOf(b.Then.Setting)
	if c.trained == 0 || b.Same() {
		return nil
	}
	worse, same := b.WhatIf(wait) > b.Today(wait), !b.Vouched(wait)
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
	s := argument.Say("With all " + words.Spelled(float64(c.n)) + " it would be ")
	switch {
	case same || worse:
		s = argument.Say("So far it has been paid for, and nothing is gained: the chain must close. With all " + words.Spelled(float64(c.n)) + " it would be ")
		if closes > math.Max(none, b.WhatIf(wait)) {
			s = argument.Say("It has been paid for, and nothing is gained; with all " + words.Spelled(float64(c.n)) + " it would be ")
		}
	}
	return s.And("%.", argument.Num(argument.WhatIf, closes, words.Duration(closes)))
}

// keepUp says what learning takes of a year, and how busy the group is with the rest.
func keepUp(b *argument.Sheet) argument.Sentence {
	c := circleOf(b.Then.Setting)
	s := argument.Say("Nobody's time goes into learning")
	if c.learning() > 0 {
		each := float64(c.breadth) * c.Of(away)
		s = argument.Say("Each who learns is away for % a year", argument.Num(argument.WhatIf, each, words.Say(math.Min(each, year*(1-leastSpeed)), words.Weeks)))
	}
	switch load := c.load(); argument.PressureOf(load, 0.95) {
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
	c := circleOf(b.Then.Setting)
	switch {
	case c.Of(variability) != 1:
		return "The formula knows two numbers of how uneven the work is, and was fitted where it is as chance has it."
	case c.trained == 0 || c.trained == c.n && c.breadth == c.n-1:
		return "The formula counts a large pile in larger units, and time in steps; the simulation counts every piece of work."
	}
	return "No formula is known for a chain: ours lies between everybody alone and one pool of all, by a rule fitted to simulations of even demand over a year."
}

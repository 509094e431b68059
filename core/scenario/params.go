package scenario

import "kingman/core/words"

// Parameters that mean the same in several arguments are declared here, once; an
// argument gives the words and the default that are its own. A reader who moves on to
// another argument keeps the values of those that they have moved (see Carry).

// more puts a parameter on the second level.
func more(p Param) Param {
	p.More = true
	return p
}

// pinned makes a parameter a decision, with its own value today.
func pinned(p Param, today float64) Param {
	p.Pinned, p.Today = true, today
	return p
}

// paramWeeks is how far ahead the page looks, at least so many weeks.
func paramWeeks(least, weeks float64, help string) Param {
	return Param{ID: "weeks", Label: "Look ahead", Unit: words.Weeks, Min: least, Max: 104, Step: 1, Default: weeks, Help: help}
}

// paramAnalysts is how many serve; help says what they do.
func paramAnalysts(help string) Param {
	return Param{ID: "analysts", Label: "Analysts", Unit: words.People, Min: 1, Max: 40, Step: 1, Default: 5, Help: help}
}

// paramHours is the mean service time.
func paramHours(label, help string) Param {
	return Param{ID: "hours", Label: label, Unit: words.PlainHours, Min: 1, Max: 80, Step: 0.5, Default: 16, Help: help}
}

// paramVariability is the one slider for all that is uneven.
func paramVariability(value float64, help string, marks ...Mark) Param {
	return Param{ID: "variability", Label: "How uneven is the work", Unit: words.Ratio, Min: 0, Max: 4, Step: 0.1, Default: value, Marks: marks, Help: help}
}

// paramArrivalCV is the coefficient of variation of the time between two of what
// comes, times variability.
func paramArrivalCV(label, what string, value float64) Param {
	return paramCV("arrival-cv", label, value, "the time between two "+what, "0 is a metronome, 1 is chance, above 1 comes in bursts")
}

// paramAnalysisCV is the coefficient of variation of the length of what analysts do,
// times variability.
func paramAnalysisCV(label, what string, value float64) Param {
	return paramCV("analysis-cv", label, value, what+"'s length", "0 means that all take equally long")
}

func paramCV(id, label string, value float64, of, means string) Param {
	return Param{
		ID: id, Label: label, Unit: words.Ratio, Min: 0, Max: 4, Step: 0.05, Default: value, Scales: "variability", More: true,
		Help: "Standard deviation of " + of + ", divided by its mean: " + means + ".",
	}
}

// paramBacklog is what is waiting today.
func paramBacklog(label, help string) Param {
	return Param{ID: "backlog", Label: label, Unit: words.Items, Min: 0, Max: 500, Step: 1, More: true, Help: help}
}

// paramCost is what a person costs a week.
func paramCost() Param {
	return Param{
		ID: "cost", Label: "Cost of a person", Unit: words.Money, Min: 0, Max: 20000, Step: 100, Default: 4000, More: true,
		Help: "Dollars a week, everything included. Our assumption: put yours.",
	}
}

package argument

import (
	"strings"

	"kingman/core/words"
)

// Parameters that mean the same in several arguments are declared here, once; an
// argument gives the words and the default that are its own. A reader who moves on to
// another argument keeps the values of those that they have moved (see [Carry]).

// More puts a parameter on the second level.
func More(p *Param) *Param {
	p.More = true
	return p
}

// Pinned makes a parameter a decision, with its own value today.
func Pinned(p *Param, today float64) *Param {
	p.Pinned, p.Today = true, today
	return p
}

// What the help of [Weeks] begins with.
const (
	AnswersFor = "The date for which the page answers"
	CountsOver = "The time over which the page counts"
)

// Weeks is how far ahead the page looks, at least so many weeks. A help without a full stop
// gets one, and says how many weeks a year is that the page looks ahead, or half of one.
func Weeks(least, weeks float64, help string) *Param {
	if !strings.HasSuffix(help, ".") {
		help += When(weeks == 52, ". A year is 52 weeks.").When(weeks == 26, ". Half a year is 26 weeks.").Else(".")
	}
	return &Param{ID: "weeks", Label: "Look ahead", Unit: words.Weeks, Min: least, Max: 104, Step: 1, Default: weeks, Help: help}
}

// Analysts is how many serve; help says what they do.
func Analysts(help string) *Param {
	return &Param{ID: "analysts", Label: "Analysts", Unit: words.People, Min: 1, Max: 40, Step: 1, Default: 5, Help: help}
}

// People is how many do the work, in words.People.
func People(least, most, value float64, help string) *Param {
	return &Param{ID: "people", Label: "People", Unit: words.People, Min: least, Max: most, Step: 1, Default: value, Help: help}
}

// Misunderstood is how many answers turn out to be the wrong one, and AskedAgain after how many working hours they are asked
// for anew.
func Misunderstood(value float64, help string) *Param {
	return &Param{ID: "misunderstood", Label: "Come back misunderstood", Unit: words.Share, Min: 0, Max: 0.6, Step: 0.01, Default: value, Help: help}
}

func AskedAgain(value float64, help string) *Param {
	return &Param{ID: "delay", Label: "Until asked again", Unit: words.PlainHours, Min: 0, Max: 240, Step: 4, Default: value, Help: help}
}

// ServiceHours is the mean service time.
func ServiceHours(label, help string) *Param {
	return &Param{ID: "hours", Label: label, Unit: words.PlainHours, Min: 1, Max: 80, Step: 0.5, Default: 16, Help: help}
}

// Variability is the one slider for all that is uneven: the coefficient of
// variation of the times between what comes. What an item takes has it times a factor
// of the argument's own (see [ServiceCV]). One scale everywhere: 1 is chance.
func Variability(value float64, help string) *Param {
	return &Param{
		ID: "variability", Label: "How uneven is the work", Unit: words.Ratio, Min: 0, Max: 4, Step: 0.1, Default: value, Help: help,
		Marks: howUneven(),
	}
}

// howUneven are the words for a coefficient of variation.
func howUneven() []Mark {
	return []Mark{{0, "every one alike"}, {0.5, "fairly even"}, {1, "as chance has it"}, {2, "uneven"}, {4, "wildly different"}}
}

// ArrivalCV is the coefficient of variation of the time between two of what comes:
// that of the whole, unless it is set by itself. Its scale is that of [Variability].
func ArrivalCV(label, what string, whole *Param) *Param {
	p := cv("arrival-cv", label, 1, whole, "the time between two "+what, "0 is a metronome, 1 is chance, above 1 comes in bursts")
	p.Marks = howUneven()
	return p
}

// ServiceCV is the coefficient of variation of the length of what analysts do: that
// of the whole, times factor, unless it is set by itself.
func ServiceCV(label, what string, factor float64, whole *Param) *Param {
	return cv("analysis-cv", label, factor, whole, what+"'s length", "0 means that all take equally long")
}

func cv(id, label string, factor float64, whole *Param, of, means string) *Param {
	return &Param{ID: id, Label: label, Unit: words.Ratio, Min: 0, Max: 4, Step: 0.05, Default: factor, Scales: whole, More: true,
		Help: "Standard deviation of " + of + ", divided by its mean: " + means + "."}
}

// Backlog is how many wait today.
func Backlog(help string) *Param {
	return &Param{ID: "backlog", Label: "Already waiting", Unit: words.Items, Min: 0, Max: 500, Step: 1, More: true, Help: help}
}

// BrokenCost is what broken production costs.
func BrokenCost() *Param {
	return &Param{ID: "broken-cost", Label: "Cost of an hour broken", Unit: words.Money, Min: 0, Max: 20000, Step: 50, Default: 500, More: true,
		Help: "What an hour of broken product costs. Our assumption: put yours."}
}

// DelayCost is what it costs if one of what comes is done a week later: at most so much,
// in such steps.
func DelayCost(most, step, value float64, help string) *Param {
	return &Param{ID: "delay-cost", Label: "Cost of a week's delay", Unit: words.Money, Min: 0, Max: most, Step: step, Default: value, Help: help}
}

// Detect is how long a failure goes unnoticed.
func Detect(help string) *Param {
	return &Param{ID: "detect", Label: "Until a failure is noticed", Unit: words.Hours, Min: 0, Max: 40, Step: 0.25, Default: 0.5, Help: help}
}

// Cost is what a person costs a week.
func Cost() *Param {
	return &Param{ID: "cost", Label: "Cost of a person", Unit: words.Money, Min: 0, Max: 20000, Step: 100, Default: 4000, More: true,
		Help: "A week, everything included. Our assumption: put yours."}
}

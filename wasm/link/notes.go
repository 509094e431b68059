package link

import (
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/core/smallfmt"
	"kingman/core/words"
)

// A Note tells the reader in one or two plain sentences what of a link could
// not be taken as it stood, and what is shown instead. It is text, not HTML.
type Note struct {
	// Key is the link's key that the note is about, "" for the link as a whole.
	Key string
	// Text fits on a phone: see maxNoteText.
	Text string
}

// Bounds on what a reader is asked to read.
const (
	maxNotes    = 12
	maxQuoted   = 24  // runes of what a link says
	maxNoteText = 400 // bytes
)

// bounded returns at most maxNotes notes, the last of which counts the others.
func bounded(notes []Note) []Note {
	if len(notes) <= maxNotes {
		return notes
	}
	more := len(notes) - (maxNotes - 1)
	return append(notes[:maxNotes-1:maxNotes-1], Note{Text: smallfmt.Sprintf("%d further entries of the link were not as they should be.", more)})
}

// quote returns what a link says, cut to a readable length, without characters
// that cannot be seen or that turn the text around.
func quote(text string) string {
	var b strings.Builder
	b.WriteString("“")
	n := 0
	for _, r := range text {
		if n == maxQuoted {
			b.WriteString("…")
			break
		}
		if strconv.IsPrint(r) && r != '\ufffd' && r != '“' && r != '”' {
			b.WriteRune(r)
			n++
		}
	}
	b.WriteString("”")
	return b.String()
}

// label returns the words by which the reader knows a key.
func label(a *argument.Entry, key string) string {
	switch key {
	case keyVersion:
		return "Version"
	case keyArgument:
		return "Argument"
	case keySeed:
		return "Seed"
	case keyCurrency:
		return "Currency"
	case keyStep:
		return "Step of the story"
	}
	id, today := strings.CutPrefix(key, prefixToday)
	i, ok := a.Index(id)
	switch {
	case !ok:
		return quote(key)
	case today:
		return a.Params[i].Label + ", today"
	}
	return a.Params[i].Label
}

// shown returns a value as a note says it: the number as the link has it, with
// the reader's words where they differ.
func shown(p *argument.Param, v float64) string {
	text := p.Format(v)
	if len(p.Choices) > 0 || len(p.Marks) > 0 || p.Unit == words.Share {
		text += " (" + p.Say(v) + ")"
	}
	return text
}

// legal says in words which values p takes.
func legal(p *argument.Param) string {
	if p.Min == p.Max { // the step of an argument without a story
		return p.Format(p.Min)
	}
	return p.Legal()
}

// moved is the note about a value that is shown as another one.
func moved(key, label, asked, why, shown, legal string) Note {
	what := "asks for " + quote(asked) + ", " + why
	if asked == "" {
		what = "gives no value, perhaps because it was cut short"
	}
	return Note{Key: key, Text: smallfmt.Sprintf("%s: the link %s. Shown is %s; it can be %s.", label, what, shown, legal)}
}

// why says what keeps v from being legal.
func why(v, low, high float64) string {
	switch {
	case v > high:
		return "more than there can be"
	case v < low:
		return "less than there can be"
	}
	return "which falls between two steps"
}

// asks is the question about a number that two people would read differently,
// where the first reading was taken as far as it is legal.
func asks(label, text, first, second, shown string, exact bool, legal string) string {
	rest := "; for the other write " + second
	if !exact {
		rest = "; it can be " + legal
	}
	return label + ": is " + quote(text) + " " + first + " or " + second + "? Shown is " + shown + rest + "."
}

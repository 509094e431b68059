package argument

import (
	"slices"
	"strings"

	"kingman/core/words"
)

// A Span is a piece of a sentence. A span with a role is a number set apart.
type Span struct {
	Text string
	Role Role
	// Param is the id of the parameter that the number is, if it is one; the reader
	// may drag it. Today's value moves if Role is Today.
	Param string
	// Value is the number behind the text, in the unit of the figure.
	Value float64
	// HasValue says that Value means something.
	HasValue bool
}

// A Sentence is spans that are read one after the other.
type Sentence []Span

// String returns the sentence as plain text.
func (s Sentence) String() string {
	var b strings.Builder
	for _, span := range s {
		b.WriteString(span.Text)
	}
	return b.String()
}

// Say returns a sentence: text, in which every % is replaced by the next span. A
// sign of per cent is never part of text: shares come as spans. It panics if there
// are more spans than places, or fewer.
func Say(text string, spans ...Span) Sentence { return Sentence(nil).And(text, spans...) }

// And returns s and what [Say] makes of text and spans.
func (s Sentence) And(text string, spans ...Span) Sentence {
	for _, span := range spans {
		before, after, ok := strings.Cut(text, "%")
		if !ok {
			panic("argument: more numbers than places in " + text)
		}
		if before != "" {
			s = append(s, Span{Text: before})
		}
		s, text = append(s, span), after
	}
	if strings.Contains(text, "%") {
		panic("argument: more places than numbers in " + text)
	}
	if text == "" {
		return s
	}
	return append(s, Span{Text: text})
}

// A Text is the first of several whose condition holds: When(few, "…").When(many, "…").Else("…"). All of them are
// worked out, whichever it is: conditions that take long stand in a switch.
type Text struct {
	text  string
	holds bool
}

// When begins a text, and its method goes on.
func When(holds bool, text string) Text { return Text{text, holds} }

// When is text if holds, unless an earlier condition does.
func (t Text) When(holds bool, text string) Text {
	if t.holds {
		return t
	}
	return Text{text, holds}
}

// Else is the text, and this one if no condition holds.
func (t Text) Else(text string) string { return t.When(true, text).text }

// A Saying is a sentence that depends on conditions: that of the first which holds.
type Saying struct {
	said  Sentence
	holds bool
}

// SayWhen begins a saying, and its method When goes on; text and spans are as [Say] has them.
func SayWhen(holds bool, text string, spans ...Span) Saying {
	return Saying{}.When(holds, text, spans...)
}

// When says that if holds, unless an earlier condition does.
func (s Saying) When(holds bool, text string, spans ...Span) Saying {
	if s.holds || !holds {
		return s
	}
	return Saying{Say(text, spans...), true}
}

// Else is the sentence, and this one if no condition holds; nil of an empty text.
func (s Saying) Else(text string, spans ...Span) Sentence { return s.When(true, text, spans...).said }

// AndIf is [Sentence.And] where that holds; else it is s.
func (s Sentence) AndIf(holds bool, text string, spans ...Span) Sentence {
	if !holds {
		return s
	}
	return s.And(text, spans...)
}

// Listed says some things one after the other: "a, b and c"; nothing of none.
func Listed(all []Sentence) (s Sentence) {
	for i, one := range all {
		switch {
		case i > 0 && i == len(all)-1:
			s = s.And(" and ")
		case i > 0:
			s = s.And(", ")
		}
		s = append(s, one...)
	}
	return s
}

// InOne makes one sentence of those that say something, one after the other; nil of none.
func InOne(all ...Sentence) (s Sentence) {
	for _, one := range Told(all...) {
		if s != nil {
			s = s.And(" ")
		}
		s = append(s, one...)
	}
	return s
}

// Num is a number that is a result, with its words.
func Num(r Role, v float64, text string) Span {
	return Span{Text: text, Role: r, Value: v, HasValue: true}
}

// Drag is a parameter's value, with its words, for the reader to drag.
func Drag(r Role, p *Param, v float64, text string) Span {
	return Span{Text: text, Role: r, Param: p.ID, Value: v, HasValue: true}
}

// Drag is the value that p has in a setting, in the words of say, for the reader to drag.
func (s Setting) Drag(r Role, p *Param, say func(float64) string) Span {
	return Drag(r, p, s.Of(p), say(s.Of(p)))
}

// Words are words without a number, where a sentence has a place for a span.
func Words(text string) Span { return Span{Text: text} }

// Percent, Hours, Dollars and Short are results in the words of their unit: a share in
// per cent; working hours; money; a plain number.
func Percent(r Role, v float64) Span { return Num(r, v, words.Percent(v)) }
func Hours(r Role, v float64) Span   { return Num(r, v, words.Duration(v)) }
func Dollars(r Role, v float64) Span { return Num(r, v, words.Dollars(v)) }
func Short(r Role, v float64) Span   { return Num(r, v, words.Short(v)) }

// WholePercent is a share in whole per cent.
func WholePercent(r Role, v float64) Span { return Num(r, v, InPercent(v)) }

// Says is number i of what-if in the words of say, and SaysToday today's.
func (b *Sheet) Says(i int, say func(float64) string) Span {
	return Num(WhatIf, b.WhatIf.Best(i), say(b.WhatIf.Best(i)))
}

func (b *Sheet) SaysToday(i int, say func(float64) string) Span {
	return Num(Today, b.Today.Best(i), say(b.Today.Best(i)))
}

// Again is number i of today in the words of say, less the unit that what-if's has said.
func (b *Sheet) Again(i int, say func(float64) string) Span {
	return Num(Today, b.Today.Best(i), words.Again(say(b.Today.Best(i)), say(b.WhatIf.Best(i))))
}

// Tells says whether number i differs from today's, as the runs support, and in the words of say, too.
func (b *Sheet) Tells(i int, say func(float64) string) bool {
	return b.Vouched(i) && say(b.Today.Best(i)) != say(b.WhatIf.Best(i))
}

// Date is the date for which the page answers, to be dragged.
func Date(s Setting) Span {
	return Drag(Plain, s.entry.weeks, s.Weeks(), words.Horizon(s.Weeks()))
}

// NoDifference is what there is to a what-if that the runs do not tell from today.
const NoDifference = "no difference that we can vouch for"

// Compare adds, in brackets, what number i is today, where the runs support that it
// differs and the difference would be seen in those words. It says whether it did.
func (s Sentence) Compare(b *Sheet, i int, text func(float64) string) (Sentence, bool) {
	if !b.Tells(i, text) {
		return s, false
	}
	return s.And(" (today %)", b.SaysToday(i, text)), true
}

// AsToday ends a sentence that has just said number i of what-if, where there is nothing to compare it with: what-if is
// today, or the runs tell no difference. With about, "about as long", it also ends one whose two values are the same
// in the words of say. It says whether it did.
func (s Sentence) AsToday(b *Sheet, i int, about string, say func(float64) string) (Sentence, bool) {
	if b.Same() || !b.Vouched(i) || about != "" && say(b.Today.Best(i)) == say(b.WhatIf.Best(i)) {
		return s.LikeToday(b, i, about), true
	}
	return s, false
}

// roomToRefuse is how many words a sentence may have at most for its refusal to begin with "against today there is": with
// its eleven words it has no more than the 34 of a headline.
const roomToRefuse = 23

// LikeToday ends a sentence that has told no difference to today, of which number i is the first that might: what-if is today,
// or the runs tell none, or it is about, "about as long", as today. A long sentence is ended in fewer words.
func (s Sentence) LikeToday(b *Sheet, i int, about string) Sentence {
	switch {
	case b.Same():
		return s.And(", as today.")
	case !b.Vouched(i):
		if len(strings.Fields(s.String())) > roomToRefuse {
			return s.And("; " + NoDifference + ".")
		}
		return s.And("; against today there is " + NoDifference + ".")
	}
	return s.And(", " + about + " as today.")
}

// Against is [Sentence.AsToday] without its full stop, and where there is something to compare adds link with today's number in
// the words of say, less the unit that what-if's has said: "; not %".
func (s Sentence) Against(b *Sheet, i int, about string, say func(float64) string, link string) Sentence {
	if s, done := s.AsToday(b, i, about, say); done {
		last := &s[len(s)-1]
		last.Text = strings.TrimSuffix(last.Text, ".")
		return s
	}
	return s.And(link, b.Again(i, say))
}

// Few is how many items by the date are so few that it is too early to tell.
const Few = 10

// Told are those of some sentences that say something.
func Told(all ...Sentence) []Sentence {
	return slices.DeleteFunc(all, func(s Sentence) bool { return s == nil })
}

// Asides are the [Model.Asides] of one sentence each, those that say something.
func Asides(of ...func(*Sheet) Sentence) func(*Sheet) []Sentence {
	return func(b *Sheet) []Sentence {
		all := make([]Sentence, len(of))
		for i, say := range of {
			all[i] = say(b)
		}
		return Told(all...)
	}
}

package link

import (
	"math"
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/core/smallfmt"
	"kingman/core/words"
)

// build makes a link to a out of the values of its known keys, every one of
// them moved to the nearest legal one. Notes stand in the order of the link.
func (c *Codec) build(a *argument.Entry, values map[string]string) (Link, []Note) {
	b := &builder{values: values}
	old := c.asOf(a, b.version(c.Version))
	step := b.whole(keyStep, "Step of the story", 0, 0, len(a.Story))
	s := old.AtStep(step)
	for i := range old.Params {
		b.whatIf(&s, i)
	}
	for i := range old.Params {
		b.today(&s, i)
	}
	s.Seed = uint64(b.whole(keySeed, "Seed", argument.DefaultSeed, 0, argument.MaxSeed))
	s.Currency = b.currency()
	s.Entry = a
	b.legalise(&s)
	return Link{State: s, Step: step}, b.notes
}

// A builder reads values and gathers notes.
type builder struct {
	values map[string]string
	notes  []Note
}

func (b *builder) note(n Note) { b.notes = append(b.notes, n) }

// version returns the version whose defaults the link means.
func (b *builder) version(newest int) int {
	text, ok := b.values[keyVersion]
	if !ok {
		return newest
	}
	n, _, ok := inLink(text, &argument.Param{Step: 1})
	switch v := n.value; {
	case !ok || v < 1 || v != math.Trunc(v):
		b.note(Note{Key: keyVersion, Text: smallfmt.Sprintf("The link names no version of the page that there has been (%s). It is read as one of today, version %d.", quote(text), newest)})
		return newest
	case v > float64(newest):
		b.note(Note{Key: keyVersion, Text: smallfmt.Sprintf("The link was made by a newer version of this page (%s; this is %d). Shown is what this one understands of it.", quote(text), newest)})
		return newest
	default:
		return int(v)
	}
}

// whole returns the whole number that the link gives for key.
func (b *builder) whole(key, label string, standard, low, high int) int {
	text, ok := b.values[key]
	if !ok {
		return standard
	}
	p := argument.Param{Label: label, Min: float64(low), Max: float64(high), Step: 1}
	if v, ok := b.near(&p, key, label, text, float64(standard)); ok {
		return int(v)
	}
	return standard
}

// currency returns the one that the link names, and dollars if it names none.
func (b *builder) currency() words.Currency {
	text, ok := b.values[keyCurrency]
	if !ok {
		return ""
	}
	code := strings.TrimLeft(text, " ")
	if first := word(code); first != "" { // a sentence may go on behind it
		code = first
	}
	c, rest := words.CutCurrency(code)
	if rest == code || rest != "" && code == word(code) {
		c = ""
		b.note(Note{Key: keyCurrency, Text: "Currency: the link says " + quote(text) + ", which this page does not know. Shown are dollars. It takes " + strings.Join(words.Currencies(), ", ") + "."})
	}
	return c
}

// whatIf sets parameter i to what the link gives for it, if it gives anything.
func (b *builder) whatIf(s *argument.State, i int) {
	p := s.Entry.Params[i]
	text, ok := b.values[p.ID]
	if !ok {
		return
	}
	v, ok := b.near(p, p.ID, p.Label, text, s.WhatIf[i])
	if ok {
		s.Set(i, v)
	}
}

// today pins today's value of parameter i, or lets it follow what-if, if the
// link says so.
func (b *builder) today(s *argument.State, i int) {
	p := s.Entry.Params[i]
	key := prefixToday + p.ID
	text, ok := b.values[key]
	if !ok {
		return
	}
	if strings.EqualFold(word(text), same) {
		s.Unpin(i)
		return
	}
	if v, ok := b.near(p, key, p.Label+", today", text, s.Today[i]); ok {
		s.Pin(i, v)
	}
}

// near returns the legal value nearest to what text says, and notes if that is
// another one or could have been. If text is no number the value stays what it
// was.
func (b *builder) near(p *argument.Param, key, label, text string, was float64) (v float64, ok bool) {
	n, rest, ok := inLink(text, p)
	if !ok {
		b.note(moved(key, label, text, "which is not a number", shown(p, was), legal(p)))
		return 0, false
	}
	n.settle(p, true)
	v, exact := p.Snap(n.value)
	exact = exact || math.Abs(v-n.value) <= 1e-9*p.Step // 0.30000000000000004 is 0.3
	switch {
	case n.ambiguous:
		b.note(Note{Key: key, Text: asks(label, text, p.Format(n.value), p.Format(n.other), shown(p, v), exact, legal(p))})
	case !exact:
		b.note(moved(key, label, text, why(n.value, p.Min, p.Max), shown(p, v), legal(p)))
	case rest != "":
		b.note(Note{Key: key, Text: label + ": of " + quote(text) + " only " + shown(p, v) + " was read."})
	}
	return v, true
}

// inLink reads the number of a link. A number is read, too, where a sentence
// goes on behind it, as when somebody has pasted more than the link; rest is
// then what was left out, if it says anything.
func inLink(text string, p *argument.Param) (n number, rest string, ok bool) {
	if n, ok = readNumber(text, p, 0); ok {
		return n, "", true
	}
	end := span(text, "0123456789.,'-+")
	rest = strings.TrimLeft(text[end:], " ")
	if end == 0 || rest == "" || rest[0] >= 0x80 || isWord(text[end]) && isWord(text[end-1]) || span(rest, "0123456789%$") > 0 {
		return n, "", false // a word, a numeral, another number or another unit
	}
	n, ok = readNumber(strings.TrimRight(text[:end], ".,'-+"), p, 0)
	return n, trimValue(rest), ok
}

// word returns the letters, digits and hyphens with which text begins.
func word(text string) string {
	for i := range len(text) {
		if !isWord(text[i]) && text[i] != '-' {
			return text[:i]
		}
	}
	return text
}

func isWord(c byte) bool {
	return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9'
}

// legalise moves defaults of an old version that the catalogue no longer allows.
func (b *builder) legalise(s *argument.State) {
	for i := range s.Entry.Params {
		p := s.Entry.Params[i]
		if v, ok := p.Snap(s.WhatIf[i]); !ok {
			b.note(moved(p.ID, p.Label, p.Format(s.WhatIf[i]), why(s.WhatIf[i], p.Min, p.Max), shown(p, v), legal(p)))
			// Not Set, which would move the parameters that scale with this one.
			s.WhatIf[i] = v
			if !s.Pinned[i] {
				s.Today[i] = v
			}
		}
		if v, ok := p.Snap(s.Today[i]); !ok {
			b.note(moved(prefixToday+p.ID, p.Label+", today", p.Format(s.Today[i]), why(s.Today[i], p.Min, p.Max), shown(p, v), legal(p)))
			s.Today[i] = v
		}
	}
}

// value returns what l says for a key, as a link would.
func value(l Link, key string) string {
	switch key {
	case keyVersion:
		return ""
	case keyArgument:
		return l.State.Entry.ID
	case keySeed:
		return strconv.FormatUint(l.State.Seed, 10)
	case keyCurrency:
		return l.State.Currency.Code()
	case keyStep:
		return strconv.Itoa(l.Step)
	}
	id, today := strings.CutPrefix(key, prefixToday)
	i, ok := l.State.Entry.Index(id)
	switch {
	case !ok:
		return ""
	case today && !l.State.Pinned[i]:
		return same
	case today:
		return l.State.Entry.Params[i].Format(l.State.Today[i])
	}
	return l.State.Entry.Params[i].Format(l.State.WhatIf[i])
}

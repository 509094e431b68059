package link

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"kingman/core/argument"
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
	v, _, ok := number(text, false)
	switch {
	case !ok || v < 1 || v != math.Trunc(v):
		b.note(Note{Key: keyVersion, Text: fmt.Sprintf("The link names no version of the page that there has been (%s). It is read as one of today, version %d.", quote(text), newest)})
		return newest
	case v > float64(newest):
		b.note(Note{Key: keyVersion, Text: fmt.Sprintf("The link was made by a newer version of this page (%s; this is %d). Shown is what this one understands of it.", quote(text), newest)})
		return newest
	}
	return int(v)
}

// whole returns the whole number that the link gives for key.
func (b *builder) whole(key, label string, standard, low, high int) int {
	text, ok := b.values[key]
	if !ok {
		return standard
	}
	legal := fmt.Sprintf("%d to %d in whole numbers", low, high)
	if high == low {
		legal = strconv.Itoa(low)
	}
	v, doubtful, ok := number(text, false)
	if !ok {
		b.note(moved(key, label, text, "which is not a number", strconv.Itoa(standard), legal))
		return standard
	}
	// Clamp before converting, so that ±Inf and huge values stay whole numbers.
	n := int(math.Floor(math.Min(math.Max(v, float64(low)), float64(high)) + 0.5))
	if float64(n) != v {
		b.note(moved(key, label, text, why(v, float64(low), float64(high)), strconv.Itoa(n), legal))
	} else if doubtful {
		b.note(comma(key, label, text, strconv.Itoa(n)))
	}
	return n
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
	if strings.EqualFold(text, same) {
		s.Unpin(i)
		return
	}
	if v, ok := b.near(p, key, p.Label+", today", text, s.Today[i]); ok {
		s.Pin(i, v)
	}
}

// near returns the legal value nearest to what text says and notes if that is
// another one. If text is no number the value stays what it was.
func (b *builder) near(p *argument.Param, key, label, text string, was float64) (v float64, ok bool) {
	asked, doubtful, ok := number(text, isShare(p))
	if !ok {
		b.note(moved(key, label, text, "which is not a number", shown(p, was), p.Legal()))
		return 0, false
	}
	v, legal := p.Snap(asked)
	switch {
	case !legal && !(math.Abs(v-asked) <= 1e-9*p.Step): // 0.30000000000000004 is 0.3
		b.note(moved(key, label, text, why(asked, p.Min, p.Max), shown(p, v), p.Legal()))
	case doubtful:
		b.note(comma(key, label, text, shown(p, v)))
	}
	return v, true
}

// comma is the note about a comma that may have meant thousands.
func comma(key, label, text, shown string) Note {
	return Note{Key: key, Text: fmt.Sprintf("%s: the comma in %s was read as a decimal mark. Shown is %s.", label, quote(text), shown)}
}

// legalise moves defaults of an old version that the catalogue no longer allows.
func (b *builder) legalise(s *argument.State) {
	for i := range s.Entry.Params {
		p := s.Entry.Params[i]
		if v, ok := p.Snap(s.WhatIf[i]); !ok {
			b.note(moved(p.ID, p.Label, p.Format(s.WhatIf[i]), why(s.WhatIf[i], p.Min, p.Max), shown(p, v), p.Legal()))
			// Not Set, which would move the parameters that scale with this one.
			s.WhatIf[i] = v
			if !s.Pinned[i] {
				s.Today[i] = v
			}
		}
		if v, ok := p.Snap(s.Today[i]); !ok {
			b.note(moved(prefixToday+p.ID, p.Label+", today", p.Format(s.Today[i]), why(s.Today[i], p.Min, p.Max), shown(p, v), p.Legal()))
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

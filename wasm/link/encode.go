package link

import (
	"slices"
	"strconv"
	"strings"
)

// Encode writes l, without the leading "#". What a reader of that very version
// would assume anyway is left out, the seed never is. Pairs of l.Unknown that a
// link cannot hold are left out.
//
// At a step of the story every value that the step sets or the reader has moved
// is written, so that a story that is told differently one day does not change
// what an old link shows.
func (c *Codec) Encode(l Link) string {
	a := l.State.Entry
	var b strings.Builder
	put := func(key, value string) {
		if b.Len() > 0 {
			b.WriteByte('&')
		}
		b.WriteString(key)
		b.WriteByte('=')
		b.WriteString(value)
	}
	put(keyVersion, strconv.Itoa(c.Version))
	put(keyArgument, a.ID)

	// read is the state that Decode has after the pairs written so far. A
	// parameter that scales with another has its default only once that one is
	// set, which is why this walks in the same order.
	read := a.AtStep(l.Step)
	for i := range a.Params {
		p := a.Params[i]
		if v := l.State.WhatIf[i]; v != read.WhatIf[i] || v != read.Default(i) {
			put(p.ID, p.Format(v))
			read.Set(i, v)
		}
	}
	for i := range a.Params {
		p := a.Params[i]
		switch {
		case !l.State.Pinned[i] && p.Pinned:
			put(prefixToday+p.ID, same)
		case l.State.Pinned[i] && (!p.Pinned || l.State.Today[i] != p.Today):
			put(prefixToday+p.ID, p.Format(l.State.Today[i]))
		}
	}
	put(keySeed, strconv.FormatUint(l.State.Seed, 10))
	if l.Step > 0 {
		put(keyStep, strconv.Itoa(l.Step))
	}
	known := keys(a)
	kept := 0
	for _, u := range l.Unknown {
		if kept < maxUnknown && u.legal() && !slices.Contains(known, strings.ToLower(u.Key)) {
			put(u.Key, u.Value)
			kept++
		}
	}
	return b.String()
}

// How much of what is not known is kept.
const (
	maxUnknown     = 16
	maxUnknownText = 64 // bytes of a key, and of a value
)

// legal says whether the pair can stand in a link and reads back as it is.
func (u Pair) legal() bool {
	return u.Key != "" && len(u.Key) <= maxUnknownText && len(u.Value) <= maxUnknownText &&
		legalText(u.Key) && legalText(u.Value) && u.Key == trimKey(u.Key) && u.Value == trimValue(u.Value)
}

// legalText says whether s has only characters that no program escapes.
func legalText(s string) bool {
	for i := range len(s) {
		c := s[i]
		switch {
		case c >= 'a' && c <= 'z', c >= 'A' && c <= 'Z', c >= '0' && c <= '9', c == '.', c == '_', c == '~', c == '-':
		default:
			return false
		}
	}
	return true
}

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
	text := pairText{}
	text.put(keyVersion, strconv.Itoa(c.Version))
	text.put(keyArgument, a.ID)

	// read is the state that Decode has after the pairs written so far. A
	// parameter that scales with another has its default only once that one is
	// set, which is why this walks in the same order.
	read := a.AtStep(l.Step)
	for i := range a.Params {
		p := a.Params[i]
		if v := l.State.WhatIf[i]; v != read.WhatIf[i] || v != read.Default(i) {
			text.put(p.ID, p.Format(v))
			read.Set(i, v)
		}
	}
	for i := range a.Params {
		p := a.Params[i]
		switch {
		case !l.State.Pinned[i] && read.Pinned[i]:
			text.put(prefixToday+p.ID, same)
		case l.State.Pinned[i] && (!p.Pinned || l.State.Today[i] != p.Today || l.State.Today[i] != read.Today[i]):
			text.put(prefixToday+p.ID, p.Format(l.State.Today[i]))
		}
	}
	text.put(keySeed, strconv.FormatUint(l.State.Seed, 10))
	if l.State.Currency != "" {
		text.put(keyCurrency, l.State.Currency.Code())
	}
	if l.Step > 0 {
		text.put(keyStep, strconv.Itoa(l.Step))
	}
	known := keys(a)
	kept := 0
	for _, u := range l.Unknown {
		if kept < maxUnknown && u.legal() && !slices.Contains(known, strings.ToLower(u.Key)) {
			text.put(u.Key, u.Value)
			kept++
		}
	}
	return string(text)
}

// A pairText is a link that is being written.
type pairText []byte

// put adds a pair.
func (t *pairText) put(key, value string) {
	if len(*t) > 0 {
		*t = append(*t, '&')
	}
	*t = append(append(append(*t, key...), '='), value...)
}

// ForMail returns the address of l for mail, where page is the address of l's
// page: the link stands in the query. Gateways that rewrite the links of a mail,
// such as SafeLinks, leave the query alone, but turn the "#" into "%23", and that
// is the name of another file. Whatever page says in its own query and hash is
// left out.
func (l Link) ForMail(page string) string {
	if i := strings.IndexAny(page, "?#"); i >= 0 {
		page = page[:i]
	}
	return page + "?" + l.Encode()
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

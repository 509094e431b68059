package link

import (
	"slices"
	"strings"

	"kingman/core/argument"
	"kingman/core/smallfmt"
)

// Decode reads a link from the parts of an address after "#" and after "?",
// with or without those signs. It never fails: what cannot be taken as it
// stands is moved to the nearest legal value and noted. The state that comes
// out is always legal; encoding it and decoding it again gives the same.
//
// A hash that names its version or its argument is a whole link, and the
// query's pairs then count for nothing; other pairs in the hash take precedence
// one by one. Where the two parts disagree a note says so.
//
// Of a key that stands twice the last value counts: people add at the end.
func (c *Codec) Decode(hash, query string) (Link, []Note) {
	inHash, notes := entries(hash)
	inQuery, queryNotes := entries(query)
	_, hasVersion := last(inHash, keyVersion)
	asked, hasArgument := last(inHash, keyArgument)
	whole := hasVersion || hasArgument
	if !whole {
		notes = append(notes, queryNotes...)
		asked, hasArgument = last(inQuery, keyArgument)
	}
	a, argumentNotes := c.argument(asked, hasArgument)
	notes = append(notes, argumentNotes...)

	h := collect(inHash, a, false)
	q := collect(inQuery, a, true)
	notes = append(notes, h.notes...)
	values := h.values
	if !whole {
		notes = append(notes, q.notes...)
		values = make(map[string]string, len(h.values)+len(q.values))
		for _, key := range keys(a) {
			if v, ok := h.values[key]; ok {
				values[key] = v
			} else if v, ok := q.values[key]; ok {
				values[key] = v
			}
		}
		for _, u := range q.unknown {
			h.keep(u)
		}
	}
	l, valueNotes := c.build(a, values)
	notes = append(notes, valueNotes...)
	l.Unknown = h.unknown
	notes = append(notes, h.strangers(c.Arguments)...)
	if len(h.values) > 0 && len(q.values) > 0 {
		notes = append(notes, c.disagreement(l, q.values, inQuery)...)
	}
	return l, bounded(notes)
}

// last returns the last value of the key among es.
func last(es []entry, key string) (value string, ok bool) {
	for _, e := range es {
		if strings.EqualFold(e.key, key) {
			value, ok = plain(e.value), true
		}
	}
	return value, ok
}

// argument returns the argument that a link asks for: by its id, by a beginning
// of it that only one id has (the link was cut short), else the first.
func (c *Codec) argument(asked string, given bool) (*argument.Entry, []Note) {
	first := c.Arguments[0]
	if !given {
		return first, nil
	}
	id := strings.ToLower(word(unblanked(asked)))
	alone := strings.ToLower(word(asked)) // before the words of a sentence
	for _, a := range c.Arguments {
		if a.ID == id || a.ID == alone {
			return a, nil
		}
	}
	note := func(text string) []Note { return []Note{{Key: keyArgument, Text: text}} }
	if asked == "" {
		return first, note("The link does not say which argument it is about, perhaps because it was cut short. Shown is “" + first.Title + "”.")
	}
	var begun []*argument.Entry
	for _, a := range c.Arguments {
		if len(id) >= 3 && strings.HasPrefix(a.ID, id) {
			begun = append(begun, a)
		}
	}
	if len(begun) == 1 {
		return begun[0], note("The link asks for the argument " + quote(asked) + ", which looks cut short. Shown is “" + begun[0].Title + "”.")
	}
	return first, note("The link asks for the argument " + quote(asked) + ", which this page does not know. Shown is “" + first.Title + "”.")
}

// A collection is what one part of an address says.
type collection struct {
	values  map[string]string // by known key
	unknown []Pair
	lost    int // unknown pairs that cannot be kept
	notes   []Note
}

// collect sorts the entries of one part of an address.
func collect(es []entry, a *argument.Entry, query bool) *collection {
	c := &collection{values: map[string]string{}}
	known := keys(a)
	_, isLink := last(es, keyVersion)
	for _, e := range es {
		key := strings.ToLower(unblanked(e.key))
		switch {
		case slices.Contains(known, key):
			value := plain(e.value)
			if before, given := c.values[key]; given && before != value {
				c.doubled(Note{Key: key, Text: smallfmt.Sprintf("%s: the link says both %s and %s; the last one counts.", label(a, key), quote(before), quote(value))})
			}
			c.values[key] = value
		case query && (isOption(key) || isTracker(key) || !isLink || e.bare):
			// Somebody else's business: it stays in the address and out of the link.
		case isOption(key):
			c.notes = append(c.notes, Note{Key: key, Text: smallfmt.Sprintf("%s says how the page looks. It counts only in front of the “#”, as in “?%s=…”.", quote(key), key)})
		case e.bare:
			c.notes = append(c.notes, Note{Text: "The link holds " + quote(e.key) + ", which says nothing, perhaps because it was cut short."})
		default:
			c.keep(Pair{e.key, e.value})
		}
	}
	return c
}

// doubled adds a note about a key that stands twice, one for each key.
func (c *collection) doubled(n Note) {
	if i := slices.IndexFunc(c.notes, func(m Note) bool { return m.Key == n.Key }); i >= 0 {
		c.notes[i] = n
		return
	}
	c.notes = append(c.notes, n)
}

// keep adds a pair that this version does not know, or replaces its value.
func (c *collection) keep(u Pair) {
	if !u.legal() {
		c.lost++
		return
	}
	for i := range c.unknown {
		if c.unknown[i].Key == u.Key {
			c.unknown[i].Value = u.Value
			return
		}
	}
	if len(c.unknown) == maxUnknown {
		c.lost++
		return
	}
	c.unknown = append(c.unknown, u)
}

// strangers returns the notes about what is not known, the reader's figures of money
// from another of all arguments apart: they only pass through.
func (c *collection) strangers(all []*argument.Entry) (notes []Note) {
	var names []string
	for _, u := range c.unknown {
		if !isMoney(all, u.Key) {
			names = append(names, quote(u.Key))
		}
	}
	if len(names) > 0 {
		text := strings.Join(names[:min(len(names), 3)], ", ")
		if more := len(names) - 3; more > 0 {
			text += smallfmt.Sprintf(" and %d more", more)
		}
		notes = append(notes, Note{Text: "This page does not know " + text + ": kept in the link, without effect."})
	}
	if c.lost > 0 {
		notes = append(notes, Note{Text: "The link holds something that this page neither knows nor can keep; it was left out."})
	}
	return notes
}

// disagreement returns a note if the query says anything else than what is
// shown.
func (c *Codec) disagreement(l Link, values map[string]string, inQuery []entry) []Note {
	a := l.State.Entry
	if asked, ok := last(inQuery, keyArgument); ok {
		if other, _ := c.argument(asked, true); other != a {
			return []Note{{Key: keyArgument, Text: "The address asks for another argument in front of the “#” than after it. Shown is what stands after it."}}
		}
	}
	other, _ := c.build(a, values)
	for _, key := range keys(a)[2:] {
		if _, ok := values[key]; ok && value(l, key) != value(other, key) {
			return []Note{{Key: key, Text: smallfmt.Sprintf("%s: the address says %s in front of the “#” and %s after it. Shown is what stands after it.",
				label(a, key), quote(value(other, key)), quote(value(l, key)))}}
		}
	}
	return nil
}

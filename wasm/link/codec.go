package link

import (
	"slices"

	"kingman/core/argument"
	"kingman/core/catalogue"
)

// A Link is what a share link means: the state of a page, the place in the
// argument's story (0 for none) and the pairs that this version does not know.
type Link struct {
	State   argument.State
	Step    int
	Unknown []Pair
}

// A Pair is one key with its value.
type Pair struct{ Key, Value string }

// Equal says whether l and m give the same link and so the same page.
func (l Link) Equal(m Link) bool {
	return l.State.Equal(m.State) && l.Step == m.Step && slices.Equal(l.Unknown, m.Unknown)
}

// A Codec knows the arguments, the newest version and what was different
// before. Its zero value is of no use; the page's own is [Standard].
type Codec struct {
	// Arguments that a link may name; the first is that of an empty link.
	Arguments []*argument.Entry
	// Version is the newest one, the one that links are written in.
	Version int
	// Was holds the defaults that have changed since version 1, in any order.
	Was []Was
}

// Was is a default as it was up to and including version Until. Whoever changes
// a Default, Pinned or Today in the catalogue, or adds a parameter whose
// default makes a page say something else than before, raises [Version] by one
// and adds a row with the old values.
type Was struct {
	Until           int
	Argument, Param string // ids
	Default         float64
	Pinned          bool
	Today           float64
}

// Version is the version of the defaults in the catalogue as it stands.
const Version = 1

// changed is the history of the catalogue's defaults. Rows are never removed.
var changed = []Was{}

// Standard returns the codec of the page.
func Standard() *Codec {
	return &Codec{Arguments: catalogue.Entries(), Version: Version, Was: changed}
}

// Decode reads a link with the [Standard] codec: see [Codec.Decode].
func Decode(hash, query string) (Link, []Note) { return Standard().Decode(hash, query) }

// Encode writes l with the [Standard] codec: see [Codec.Encode].
func (l Link) Encode() string { return Standard().Encode(l) }

// asOf returns a as its defaults were in that version.
func (c *Codec) asOf(a *argument.Entry, version int) *argument.Entry {
	if version >= c.Version {
		return a
	}
	return a.Revised(func(p *argument.Param) {
		until := 0
		for _, w := range c.Was {
			// Of several rows the one that ended first still held.
			if w.Argument == a.ID && w.Param == p.ID && w.Until >= version && (until == 0 || w.Until < until) {
				until, p.Default, p.Pinned, p.Today = w.Until, w.Default, w.Pinned, w.Today
			}
		}
	})
}

// The keys that are not parameters. No parameter may be called so.
const (
	keyVersion  = "v"
	keyArgument = "s"
	keySeed     = "seed"
	keyCurrency = "currency"
	keyStep     = "step"
	prefixToday = "today."
	same        = "same" // the value of today.<id> that lets today follow what-if
)

// keys returns every key that a link to a may have, in the order of writing.
func keys(a *argument.Entry) []string {
	all := []string{keyVersion, keyArgument}
	for i := range a.Params {
		all = append(all, a.Params[i].ID)
	}
	for i := range a.Params {
		all = append(all, prefixToday+a.Params[i].ID)
	}
	return append(all, keySeed, keyCurrency, keyStep)
}

package link

import (
	"slices"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/words"
)

// shop has one parameter of every kind that the codec treats differently.
func shop() *argument.Entry {
	guests := &argument.Param{ID: "guests", Label: "Guests", Unit: words.PerWeek, Min: 0, Max: 1000, Step: 1, Default: 200, Pinned: true, Today: 100}
	uneven := &argument.Param{ID: "uneven", Label: "How uneven", Unit: words.Ratio, Min: 0, Max: 4, Step: 0.1, Default: 1,
		Marks: []argument.Mark{{At: 0, Words: "alike"}, {At: 4, Words: "wild"}}}
	arrivals := &argument.Param{ID: "arrival-cv", Label: "Guests' unevenness", Unit: words.Ratio, Min: 0, Max: 3, Step: 0.05, Default: 0.5, Scales: uneven}
	return argument.NewEntry(argument.Entry{
		ID: "coffee-shop", Title: "The coffee shop", Question: "One more barista?",
		Params: []*argument.Param{
			guests, uneven, arrivals,
			{ID: "line", Label: "They stand", Max: 2, Step: 1, Default: 1,
				Choices: []argument.Choice{{Words: "in one line"}, {Words: "in two"}, {Words: "anywhere"}}},
			{ID: "milk", Label: "Ask for milk", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 0.3},
			{ID: "change", Label: "Change in the till", Unit: words.Money, Min: -50, Max: 50, Step: 2.5, Default: 0},
		},
		Story: []argument.Step{
			{Says: "A quiet day.", Set: []argument.Assignment{guests.To(50)}},
			{Says: "A wild one.", Set: []argument.Assignment{uneven.To(2), arrivals.To(0.2)}},
		},
	})
}

// bakery has no story.
func bakery() *argument.Entry {
	return argument.NewEntry(argument.Entry{
		ID: "bakery", Title: "The bakery", Question: "One more oven?",
		Params: []*argument.Param{{ID: "ovens", Label: "Ovens", Unit: words.People, Min: 1, Max: 9, Step: 1, Default: 2}},
	})
}

// shops is a codec for arguments that change only with these tests.
func shops() *Codec {
	return &Codec{Arguments: []*argument.Entry{shop(), bakery()}, Version: 1}
}

// all is shops and the real catalogue.
func all() *Codec {
	return &Codec{Arguments: append(shops().Arguments, catalogue.Entries()...), Version: Version, Was: changed}
}

// Every key of every argument can stand in a link and means one thing only, and
// every parameter that scales with another stands after it.
func TestKeysOfTheCatalogue(t *testing.T) {
	for _, a := range all().Arguments {
		seen := map[string]bool{}
		for _, key := range keys(a) {
			if seen[key] {
				t.Errorf("%s: the key %q has two meanings", a.ID, key)
			}
			seen[key] = true
			if isOption(key) || isTracker(key) || key == same {
				t.Errorf("%s: the key %q means something else in an address", a.ID, key)
			}
			if !(Pair{Key: key}).legal() || key != strings.ToLower(key) {
				t.Errorf("%s: the key %q cannot stand in a link", a.ID, key)
			}
		}
		for i, p := range a.Params {
			if p.Scales == nil {
				continue
			}
			k, ok := a.Index(p.Scales.ID)
			if !ok || k >= i || a.Params[k].Scales != nil {
				t.Errorf("%s: %s scales with %q, which must stand before it and not scale itself", a.ID, p.ID, p.Scales.ID)
			}
		}
	}
}

// The rows of the history name what exists.
func TestHistoryOfTheCatalogue(t *testing.T) {
	c := Standard()
	for _, w := range c.Was {
		k := slices.IndexFunc(c.Arguments, func(a *argument.Entry) bool { return a.ID == w.Argument })
		if k < 0 {
			t.Errorf("%+v: no such argument", w)
			continue
		}
		if _, ok := c.Arguments[k].Index(w.Param); !ok || w.Until < 1 || w.Until >= c.Version {
			t.Errorf("%+v: no such parameter, or not a version before %d", w, c.Version)
		}
	}
}

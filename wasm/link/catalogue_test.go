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

// The reader's figures of money and their currency go along, through arguments that
// have none of them as well, and are theirs again where an argument asks for them.
func TestMoneyGoesAlong(t *testing.T) {
	cost, without := func(e *argument.Entry) bool { _, ok := e.Index("cost"); return ok }, 0
	for _, from := range catalogue.Entries() {
		i, ok := from.Index("cost")
		if !ok {
			continue
		}
		l := Link{State: from.Defaults()}
		l.State.Set(i, 5200)
		l.State.Currency = "EUR"
		for _, over := range catalogue.Entries() {
			if cost(over) {
				continue
			}
			without++
			there := l.To(over)
			read, notes := Decode("#"+there.Encode(), "")
			if !read.Equal(there) || len(notes) > 0 {
				t.Errorf("%s to %s: %s, %v", from.ID, over.ID, there.Encode(), notes)
			}
			back := read.To(from)
			if k, _ := from.Index("cost"); back.State.WhatIf[k] != 5200 || back.State.Currency != "EUR" || len(back.Unknown) > 0 {
				t.Errorf("%s over %s and back: %s", from.ID, over.ID, back.Encode())
			}
		}
	}
	if without == 0 {
		t.Error("no argument does without the cost of a person")
	}
}

// A currency that nobody knows is named, with those that there are.
func TestCurrencyOfALink(t *testing.T) {
	for text, want := range map[string]string{"EUR": "EUR", "eur": "EUR", "CHF.": "CHF", "nok and more": "NOK", "USD": "USD"} {
		if l, notes := Decode("#v=1&s=analysis-queue&currency="+text, ""); l.State.Currency.Code() != want || len(notes) > 0 {
			t.Errorf("%s is read as %s, %v", text, l.State.Currency.Code(), notes)
		}
	}
	for _, text := range []string{"tea", "EURO5", "1"} {
		l, notes := Decode("#v=1&s=analysis-queue&currency="+text, "")
		if l.State.Currency != "" || len(notes) != 1 || !strings.Contains(notes[0].Text, text) || !strings.Contains(notes[0].Text, "EUR") {
			t.Errorf("%s is read as %s, %v", text, l.State.Currency, notes)
		}
	}
}

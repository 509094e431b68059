package link

import (
	"slices"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
)

func TestAt(t *testing.T) {
	c := shops()
	bakery := c.Arguments[1]
	at := c.at(bakery)
	for _, x := range []struct {
		hash, query, want string
		notes             int
	}{
		{"", "", "bakery", 0},
		{"#ovens=3", "", "bakery", 0},
		{"#v=1&ovens=3", "", "bakery", 0},
		{"#v=1&s=bakery&ovens=3", "", "bakery", 0},
		{"#v=1&s=coffee-shop&guests=3", "", "coffee-shop", 0},
		{"#s=coffee", "", "coffee-shop", 1}, // cut short
		{"", "?s=coffee-shop", "coffee-shop", 0},
		{"#v=1", "?s=coffee-shop", "bakery", 1},
		{"#s=tea-room&ovens=3", "", "bakery", 1}, // unknown: it stays here
		{"#s=", "", "bakery", 1},
	} {
		l, notes := at.Decode(x.hash, x.query)
		if l.State.Entry.ID != x.want || len(notes) != x.notes {
			t.Errorf("%s %s: %s with %v, want %s with %d notes", x.hash, x.query, l.State.Entry.ID, notes, x.want, x.notes)
		}
	}
	if c.Arguments[0].ID != "coffee-shop" || len(c.Arguments) != 2 {
		t.Error("the codec itself has changed")
	}
	if stranger := (&argument.Entry{ID: "stranger"}); !slices.Equal(c.at(stranger).Arguments, c.Arguments) {
		t.Error("a page of nowhere is not read as the catalogue's first")
	}
}

// The page of every argument understands every link to it, with or without its
// name, and never takes a link to another one for its own.
func TestAtInTheCatalogue(t *testing.T) {
	for _, home := range catalogue.Entries() {
		l, notes := At(home).Decode("", "")
		if l.State.Entry != home || !l.Plain() || len(notes) > 0 {
			t.Errorf("%s: its page does not begin with it: %v", home.ID, notes)
		}
		for _, other := range catalogue.Entries() {
			want := Link{State: other.Defaults()}
			want.State.Seed = 5
			l, notes := At(home).Decode("#"+want.Encode(), "")
			if !l.Equal(want) || len(notes) > 0 {
				t.Errorf("%s on the page of %s: %s with %v", other.ID, home.ID, l.Encode(), notes)
			}
		}
	}
}

func TestTo(t *testing.T) {
	c := shops()
	there := *bakery()
	there.Params = append(slices.Clone(there.Params), c.Arguments[0].Params[0]) // guests
	l, _ := c.Decode("#v=1&s=coffee-shop&guests=300&seed=7&later=1", "")
	if got, want := c.Encode(l.To(&there)), "v=1&s=bakery&guests=300&seed=7"; got != want {
		t.Errorf("moving on gives %s, want %s", got, want)
	}
	l, _ = c.Decode("#v=1&s=coffee-shop&step=1", "")
	if got := l.To(&there); !got.Plain() {
		t.Errorf("what the story has set came along: %s", c.Encode(got))
	}
	l, _ = c.Decode("#v=1&s=coffee-shop&step=1&guests=70", "")
	if got, want := c.Encode(l.To(&there)), "v=1&s=bakery&guests=70&seed=1961"; got != want {
		t.Errorf("moving on from a step gives %s, want %s", got, want)
	}
}

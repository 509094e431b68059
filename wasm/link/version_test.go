package link

import (
	"strings"
	"testing"

	"kingman/core/argument"
)

// later is what shops may look like in version 3: version 2 changed what the
// guests are by default and version 3 changed it again, together with what
// unevenness the guests have in proportion, whether the line is pinned, and how
// much change fits into the till.
func later() *Codec {
	c := shops()
	c.Version = 3
	p := c.Arguments[0].Params
	p[0].Default, p[0].Today = 400, 300
	p[2].Default = 1
	p[3].Pinned, p[3].Today = true, 0
	p[5].Min, p[5].Default = -10, 10
	c.Was = []Was{
		{Until: 2, Argument: "coffee-shop", Param: "guests", Default: 300, Pinned: false},
		{Until: 1, Argument: "coffee-shop", Param: "guests", Default: 200, Pinned: true, Today: 100},
		{Until: 2, Argument: "coffee-shop", Param: "arrival-cv", Default: 0.5},
		{Until: 2, Argument: "coffee-shop", Param: "line", Default: 1},
		{Until: 1, Argument: "coffee-shop", Param: "change", Default: -40},
		{Until: 2, Argument: "coffee-shop", Param: "change", Default: 0},
		{Until: 2, Argument: "bakery", Param: "guests", Default: 7}, // of another argument
	}
	return c
}

// A link means for ever what it meant in the version that wrote it, and is
// written anew in the newest one.
func TestOldVersions(t *testing.T) {
	for _, x := range []struct{ link, want string }{
		// Version 3 is today's.
		{"v=3&s=coffee-shop&seed=1961", "v=3&s=coffee-shop&seed=1961"},
		{"s=coffee-shop", "v=3&s=coffee-shop&seed=1961"},
		// What version 2 left out is now written.
		{"v=2&s=coffee-shop&seed=1961", "v=3&s=coffee-shop&guests=300&arrival-cv=0.5&change=0&today.guests=same&today.line=same&seed=1961"},
		{"v=2&s=coffee-shop&guests=400&seed=1961", "v=3&s=coffee-shop&arrival-cv=0.5&change=0&today.guests=same&today.line=same&seed=1961"},
		{"v=2&s=coffee-shop&uneven=2&line=2&seed=1961", "v=3&s=coffee-shop&guests=300&uneven=2&arrival-cv=1&line=2&change=0&today.guests=same&today.line=same&seed=1961"},
		// Version 1: guests differ again; the change that nobody named no longer fits.
		{"v=1&s=coffee-shop&seed=1961", "v=3&s=coffee-shop&guests=200&arrival-cv=0.5&change=-10&today.guests=100&today.line=same&seed=1961"},
		{"v=1&s=coffee-shop&guests=400&change=5&today.guests=300&seed=1961", "v=3&s=coffee-shop&arrival-cv=0.5&change=5&today.line=same&seed=1961"},
		// A newer version than there is.
		{"v=4&s=coffee-shop&seed=1961", "v=3&s=coffee-shop&seed=1961"},
	} {
		l, notes := later().Decode(x.link, "")
		checkLegal(t, l)
		if got := later().Encode(l); got != x.want {
			t.Errorf("%s\nbecomes %s\nwant    %s", x.link, got, x.want)
		}
		moved := strings.Contains(x.want, "change=-10")
		if want := moved || strings.HasPrefix(x.link, "v=4"); (len(notes) > 0) != want {
			t.Errorf("%s: notes %v", x.link, notes)
		}
		if moved && len(notes) == 1 && notes[0].Text != "Change in the till: the link asks for “-40”, less than there can be. Shown is -10; it can be -10 to 50 in steps of 2.5." {
			t.Errorf("%s: noted %q", x.link, notes[0].Text)
		}
	}
}

// Every state that version 1 could write is the same state in version 3.
func TestOldLinksKeepTheirMeaning(t *testing.T) {
	old, now := shops(), later()
	now.Arguments[0].Params[5].Min = -50 // as far as the ranges allow it
	states := []func(s *argument.State){
		func(*argument.State) {},
		func(s *argument.State) { s.Set(0, 400) },
		func(s *argument.State) { s.Set(1, 3) },
		func(s *argument.State) { s.Set(1, 3); s.Set(2, 3) },
		func(s *argument.State) { s.Unpin(0); s.Pin(3, 0); s.Set(5, 10) },
		func(s *argument.State) { s.Pin(0, 300); s.Pin(1, 2) },
		func(s *argument.State) { s.Set(4, 1); s.Adopt(); s.Seed = 5 },
	}
	// In shops as they are the change is 0 by default, in version 1 of later it
	// is −40: take the row out, so that both speak of the same version 1.
	now.Was = append(now.Was[:4:4], now.Was[5:]...)
	for i, change := range states {
		want := Link{State: old.Arguments[0].Defaults()}
		change(&want.State)
		got, notes := now.Decode(old.Encode(want), "")
		if len(notes) > 0 {
			t.Errorf("%d: notes %v", i, notes)
		}
		again, _ := now.Decode(now.Encode(got), "")
		for _, l := range []Link{got, again} {
			l.State.Entry = want.State.Entry
			if !l.Equal(want) {
				t.Errorf("%d: %s means\n%+v, and now\n%+v", i, old.Encode(want), want.State, l.State)
			}
		}
	}
}

package link

import (
	"math/rand/v2"
	"runtime"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/words"
)

// random returns a link that a reader could have made by moving sliders: any
// legal state, at any step of the story.
func random(r *rand.Rand, a *argument.Entry) Link {
	l := Link{Step: r.IntN(len(a.Story) + 1)}
	l.State = a.AtStep(l.Step)
	for range r.IntN(2 * len(a.Params)) {
		i := r.IntN(len(a.Params))
		p := a.Params[i]
		v := p.Min + r.Float64()*(p.Max-p.Min)
		switch r.IntN(6) {
		case 0:
			l.State.Pin(i, v)
		case 1:
			l.State.Unpin(i)
		case 2:
			l.State.Set(i, []float64{p.Min, p.Max, l.State.Default(i)}[r.IntN(3)])
		case 3:
			if r.IntN(8) == 0 {
				l.State.Adopt()
			}
		default:
			l.State.Set(i, v)
		}
	}
	if r.IntN(2) == 0 {
		l.State.Seed = r.Uint64N(argument.MaxSeed + 1)
	}
	if r.IntN(4) == 0 {
		l.State.Currency, _ = words.CutCurrency(words.Currencies()[r.IntN(len(words.Currencies()))])
	}
	for range r.IntN(3) {
		l.Unknown = append(l.Unknown, Pair{Key: "z" + string(rune('a'+len(l.Unknown))), Value: []string{"", "1", "Some~thing_-x.1"}[r.IntN(3)]})
	}
	return l
}

func TestRoundTrip(t *testing.T) {
	c := all()
	r := rand.New(rand.NewPCG(1, 2))
	for _, a := range c.Arguments {
		for range map[bool]int{false: 10_000, true: 2_000}[runtime.GOARCH == "wasm"] / len(c.Arguments) {
			l := random(r, a)
			text := c.Encode(l)
			got, notes := c.Decode("#"+text, "")
			if !got.Equal(l) {
				t.Fatalf("%s\nbecomes %s\nfrom %+v\nto   %+v", text, c.Encode(got), l, got)
			}
			if len(notes) > 0 && len(l.Unknown) == 0 {
				t.Fatalf("%s is noted: %v", text, notes)
			}
			if got, _ := c.Decode("", "?"+text); !got.Equal(l) {
				t.Fatalf("in the query %s\nbecomes %s", text, c.Encode(got))
			}
			checkForm(t, text)
		}
	}
}

// checkForm fails unless text has the form that package comment promises.
func checkForm(t *testing.T, text string) {
	t.Helper()
	if !strings.HasPrefix(text, "v=") {
		t.Errorf("%q does not begin with its version", text)
	}
	for pair := range strings.SplitSeq(text, "&") {
		key, value, ok := strings.Cut(pair, "=")
		if !ok || key == "" || !legalText(key) || !legalText(value) {
			t.Errorf("%q: %q has characters that a link must not have", text, pair)
		}
	}
	if strings.Count("&"+text, "&seed=") != 1 {
		t.Errorf("%q does not name its seed once", text)
	}
}

// Whatever the defaults are, an untouched page's link says nothing but where it
// is, and every other value is there to be read.
func TestEncode(t *testing.T) {
	c := shops()
	state := func(change func(s *argument.State)) argument.State {
		s := c.Arguments[0].Defaults()
		change(&s)
		return s
	}
	for _, x := range []struct {
		name string
		l    Link
		want string
	}{
		{"untouched", Link{State: state(func(*argument.State) {})}, "v=1&s=coffee-shop&seed=1961"},
		{"one value", Link{State: state(func(s *argument.State) { s.Set(0, 250) })}, "v=1&s=coffee-shop&guests=250&seed=1961"},
		{"back at the default", Link{State: state(func(s *argument.State) { s.Set(0, 250); s.Set(0, 200) })}, "v=1&s=coffee-shop&seed=1961"},
		{"decimals", Link{State: state(func(s *argument.State) { s.Set(1, 0.3); s.Set(5, -2.5) })}, "v=1&s=coffee-shop&uneven=0.3&change=-2.5&seed=1961"},
		{"what scales follows", Link{State: state(func(s *argument.State) { s.Set(1, 2) })}, "v=1&s=coffee-shop&uneven=2&seed=1961"},
		{"what scales by itself", Link{State: state(func(s *argument.State) { s.Set(1, 2); s.Set(2, 0.5) })}, "v=1&s=coffee-shop&uneven=2&arrival-cv=0.5&seed=1961"},
		{"a switch", Link{State: state(func(s *argument.State) { s.Set(3, 2) })}, "v=1&s=coffee-shop&line=2&seed=1961"},
		{"another today", Link{State: state(func(s *argument.State) { s.Pin(0, 120) })}, "v=1&s=coffee-shop&today.guests=120&seed=1961"},
		{"no today", Link{State: state(func(s *argument.State) { s.Unpin(0) })}, "v=1&s=coffee-shop&today.guests=same&seed=1961"},
		{"today like what-if but pinned", Link{State: state(func(s *argument.State) { s.Pin(3, 1) })}, "v=1&s=coffee-shop&today.line=1&seed=1961"},
		{"seed", Link{State: state(func(s *argument.State) { s.Seed = 0 })}, "v=1&s=coffee-shop&seed=0"},
		{"currency", Link{State: state(func(s *argument.State) { s.Currency = "CHF" })}, "v=1&s=coffee-shop&seed=1961&currency=CHF"},
		{"a step says what it sets", Link{State: c.Arguments[0].AtStep(1), Step: 1}, "v=1&s=coffee-shop&guests=50&seed=1961&step=1"},
		{"a step, and the default again", Link{State: state(func(*argument.State) {}), Step: 1}, "v=1&s=coffee-shop&guests=200&seed=1961&step=1"},
		{"a step that sets what scales", Link{State: c.Arguments[0].AtStep(2), Step: 2}, "v=1&s=coffee-shop&uneven=2&arrival-cv=0.2&seed=1961&step=2"},
		{"unknown", Link{State: state(func(*argument.State) {}), Unknown: []Pair{{"b", "2"}, {"A", ""}}}, "v=1&s=coffee-shop&seed=1961&b=2&A="},
		{"what no link can hold", Link{State: state(func(*argument.State) {}), Unknown: []Pair{{"a b", "1"}, {"x", "<"}, {"", "1"}, {"Guests", "3"}, {"end", "1."}, {"ok", "1"}}},
			"v=1&s=coffee-shop&seed=1961&ok=1"},
	} {
		t.Run(x.name, func(t *testing.T) {
			if got := c.Encode(x.l); got != x.want {
				t.Errorf("got  %s\nwant %s", got, x.want)
			}
		})
	}
}

// A page that is opened without a link shows the first argument as it is, and
// says nothing about it.
func TestEmpty(t *testing.T) {
	for _, x := range [][2]string{{"", ""}, {"#", "?"}, {"#&", "?&&"}, {" ", ""}, {"", "utm_source=mail&fbclid=abc"}, {"", "?embed=1&show=guests"}} {
		l, notes := shops().Decode(x[0], x[1])
		if !l.Equal(Link{State: shops().Arguments[0].Defaults()}) && shops().Encode(l) != "v=1&s=coffee-shop&seed=1961" || len(notes) > 0 {
			t.Errorf("%q: %s, notes %v", x, shops().Encode(l), notes)
		}
	}
	l, notes := Decode("", "")
	if want := (Link{State: catalogue.Entries()[0].Defaults()}); !l.Equal(want) || len(notes) > 0 {
		t.Errorf("an empty address gives %+v and the notes %v", l, notes)
	}
	if got, want := l.Encode(), "v=1&s="+catalogue.Entries()[0].ID+"&seed=1961"; got != want {
		t.Errorf("encoded %q, want %q", got, want)
	}
}

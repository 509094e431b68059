package argument

import (
	"math"
	"strings"
	"unicode"

	"kingman/core/words"
)

// A Guess is what a reader believes before the page shows it: where on the first
// chart what-if will land. Asked first, a curve is remembered.
type Guess struct {
	// Value is the guess, in the unit of the chart's y axis; Given says that the reader
	// has made one.
	Value float64
	Given bool
	// Shown is how much of the way from today to what-if is drawn: nothing at 0, while
	// the reader is asked; everything at 1, beside the guess.
	Shown float64
}

// guessID is the id of the layer that a guess is drawn in, on a first chart that lies
// along the argument's main slider.
const guessID = "guess"

// Asks says whether there is something to guess about: the first chart lies along the
// main slider, and what-if is somewhere else on it than today.
func (v View) Asks(s State) bool {
	if s.Entry.Main == nil || s.Now().Of(s.Entry.Main) == s.Then().Of(s.Entry.Main) {
		return false
	}
	return len(v.Charts) > 0 && v.Charts[0].layer(guessID) >= 0
}

// layer returns the index of the layer with an id, or −1.
func (c Chart) layer(id string) int {
	for i, l := range c.Layers {
		if l.ID == id {
			return i
		}
	}
	return -1
}

// With returns v as it is to somebody who guesses. Until everything is shown the curve
// ends where they are, and nothing in v says more than that; then the first chart's
// title names the gap. v must ask.
func (v View) With(g Guess, s State) View {
	charts := make([]Chart, len(v.Charts))
	copy(charts, v.Charts)
	c := &charts[0]
	c.Layers = append([]Layer(nil), c.Layers...)
	dot := &c.Layers[c.layer(guessID)]
	v.Charts = charts
	x := s.Then().Of(s.Entry.Main)
	if g.Given || g.Shown < 1 {
		dot.X, dot.Y, dot.Label = []float64{x}, []float64{g.Value}, s.Entry.Main.Say(x)+"?"
	}
	if g.Given {
		dot.Label = "your guess: " + words.Say(g.Value, c.Y.Unit)
	}
	if g.Shown < 1 {
		v.Headline = v.question(s)
		v.Asides, v.Gap = nil, nil
		c.Title, c.Alt = "Your guess first", v.Headline.String()
		c.until(s, g.Shown)
		return v
	}
	if k := c.layer("whatif"); g.Given && k >= 0 && len(c.Layers[k].Y) > 0 {
		c.Title = gap(g.Value, c.Layers[k].Y[0], c.Y.Unit)
		c.Alt = c.Title + " " + c.Alt
	}
	return v
}

// question asks where what-if will land, in the words that the sentence has for it.
func (v View) question(s State) Sentence {
	main := s.Entry.Main
	value := s.Then().Of(main)
	text := main.Say(value)
	for _, span := range v.Headline {
		if span.Param == main.ID && span.Role == WhatIf {
			text = span.Text
		}
	}
	what := Num(WhatIf, value, text)
	if !strings.ContainsFunc(text, unicode.IsLetter) { // a number alone does not say of what
		return Say(main.Label+" at %: where will that land? Move the hollow dot to your guess.", what)
	}
	return Say("Where will % land? Move the hollow dot to your guess.", what)
}

// until leaves of a chart what is known before what-if is: the curve as far as today,
// and a share of the way from there to what-if.
func (c *Chart) until(s State, share float64) {
	from, to := s.Now().Of(s.Entry.Main), s.Then().Of(s.Entry.Main)
	end := from + float64(share*(to-from))
	ghost := c.layer("ghost")
	apart := ghost >= 0 && len(c.Layers[ghost].X) > 0 // today has a curve of its own
	for i := range c.Layers {
		l := &c.Layers[i]
		switch {
		case l.ID == guessID || l.Role == Today && l.Shape != Line:
		case l.ID == "ghost":
			*l = l.before(from, to > from)
		case l.Role == Formula && l.Shape == Line && (share > 0 || !apart):
			*l = l.before(end, to > from)
		default:
			l.X, l.Y, l.Lo, l.Hi, l.Label = nil, nil, nil, nil, ""
		}
		if l.Shape == Line {
			l.Label = ""
		}
	}
}

// before returns the part of a line up to a place, or, if it does not rise to it, from
// there on.
func (l Layer) before(end float64, rises bool) Layer {
	var xs, ys []float64
	add := func(x, y float64) { xs, ys = append(xs, x), append(ys, y) }
	for i, x := range l.X {
		if i > 0 && (l.X[i-1] < end) != (x <= end) && l.X[i-1] != x && x != end { // crosses the end
			t := (end - l.X[i-1]) / (x - l.X[i-1])
			add(end, l.Y[i-1]+float64(t*(l.Y[i]-l.Y[i-1])))
		}
		if x == end || (x < end) == rises {
			add(x, l.Y[i])
		}
	}
	l.X, l.Y = xs, ys
	return l
}

// near is how far off a guess may be that is called a good one.
const near = 0.1

// gap says in a sentence or two how far a guess is from what comes out.
func gap(guess, comes float64, unit words.Unit) string {
	said, is := words.Say(guess, unit), words.Say(comes, unit)
	text := "You guessed " + said + ". It is " + is
	more := comes/guess - 1
	switch {
	case said == is || math.Abs(more) <= near:
		return text + ": well guessed."
	case !(guess > 0) || math.IsInf(more, 0) || more > 1000:
		return text + "."
	case more >= 1:
		return text + ", " + words.Short(math.Round(more+1)) + " times as much."
	case more > 0:
		return text + ", " + InPercent(more) + " more."
	}
	return text + ", " + InPercent(-more) + " less."
}

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
	// KnownShare is the share of the way from today to what-if that the reader has seen before,
	// from 0, where the curve ends at today, to less than 1.
	KnownShare float64
	// Shown is how much of the rest is drawn: nothing at 0, while the reader is asked;
	// everything at 1, beside the guess.
	Shown float64
}

// guessID is the id of the layer that a guess is drawn in, on a first chart that lies
// along the argument's main slider.
const guessID = "guess"

// Asks says whether there is something to guess about: the first chart lies along the
// main slider, and what-if is somewhere else on it than today.
func (v View) Asks(s State) bool {
	if s.Entry.Main == nil || s.TodaySetting().Of(s.Entry.Main) == s.WhatIfSetting().Of(s.Entry.Main) {
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
	x := s.WhatIfSetting().Of(s.Entry.Main)
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
		c.until(s, g)
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
	value := s.WhatIfSetting().Of(main)
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

// until leaves of a chart what is known before what-if is: the curve as far as it is
// known, and a share of the way from there to what-if.
func (c *Chart) until(s State, g Guess) {
	from, to := s.TodaySetting().Of(s.Entry.Main), s.WhatIfSetting().Of(s.Entry.Main)
	known := from + float64(g.KnownShare*(to-from))
	end := known + float64(g.Shown*(to-known))
	ghost := c.layer("ghost")
	apart := ghost >= 0 && len(c.Layers[ghost].X) > 0 // today has a curve of its own
	for i := range c.Layers {
		l := &c.Layers[i]
		switch {
		case l.ID == guessID || l.Role == Today && l.Shape != Line:
		case l.ID == "ghost":
			*l = l.before(known, to > from)
		case l.Role == Formula && l.Shape == Line && (g.Shown > 0 || !apart):
			*l = l.before(end, to > from)
		default:
			l.X, l.Y, l.Lo, l.Hi, l.Label = nil, nil, nil, nil, ""
		}
		if l.Shape == Line {
			l.Label = ""
		}
	}
}

// Leap returns the step of e's story that the reader may be asked about first: of those
// that take the main slider beyond where it has been, with the same today, the one that
// takes it furthest, measured along the slider. The first step tells where everything
// begins and asks nothing. It is 0 where no step does that, or there is no main slider.
func (e *Entry) Leap() int {
	if e.Main == nil || len(e.Main.Choices) > 0 {
		return 0
	}
	at := func(v float64) float64 { return e.Main.OnSlider(v) }
	best, furthest := 0, 0.0
	low, high := math.Inf(1), math.Inf(-1)
	for n := 1; n <= len(e.Story); n++ {
		s, before := e.AtStep(n), e.AtStep(n-1)
		today, whatIf := s.TodaySetting().Of(e.Main), s.WhatIfSetting().Of(e.Main)
		same := today == before.TodaySetting().Of(e.Main)
		if far := math.Max(low-at(whatIf), at(whatIf)-high); n > 1 && same && far > furthest {
			best, furthest = n, far
		}
		low, high = math.Min(low, math.Min(at(today), at(whatIf))), math.Max(high, math.Max(at(today), at(whatIf)))
	}
	return best
}

// KnownTo returns how far the curve along the main slider is known to who has been told
// e's story as far as a step, towards the step at which they are asked, which is Leap and
// must be one, and whether it goes up from today to there.
func (e *Entry) KnownTo(step int) (end float64, rises bool) {
	ask := e.AtStep(e.Leap())
	end = ask.TodaySetting().Of(e.Main)
	rises = ask.WhatIfSetting().Of(e.Main) > end
	for n := 1; n <= step; n++ {
		if there := e.AtStep(n).WhatIfSetting().Of(e.Main); (there > end) == rises {
			end = there
		}
	}
	return end, rises
}

// Until returns v as it is to somebody who will be asked later where the curve of the
// first chart goes: whatever lies beyond a place on the main slider, to the right of it or,
// if the story does not rise, to the left, is not drawn yet.
func (v View) Until(end float64, rises bool) View {
	charts := make([]Chart, len(v.Charts))
	copy(charts, v.Charts)
	c := &charts[0]
	c.Layers = append([]Layer(nil), c.Layers...)
	for i := range c.Layers {
		if l := &c.Layers[i]; l.Shape == Line {
			*l = l.before(end, rises)
			l.Label = ""
		} else {
			*l = l.upTo(end, rises)
		}
	}
	v.Charts = charts
	return v
}

// upTo returns a layer without the items beyond a place on the x axis.
func (l Layer) upTo(end float64, rises bool) Layer {
	columns := [...]*[]float64{&l.X, &l.Y, &l.Lo, &l.Hi}
	items := len(l.X)
	var kept [len(columns)][]float64
	for i := range items {
		if x := l.X[i]; x != end && (x < end) != rises {
			continue
		}
		for k, column := range columns {
			if len(*column) == items {
				kept[k] = append(kept[k], (*column)[i])
			}
		}
	}
	for k, column := range columns {
		if len(*column) == items {
			*column = kept[k]
		}
	}
	if items > 0 && len(l.X) == 0 {
		l.Label = ""
	}
	return l
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

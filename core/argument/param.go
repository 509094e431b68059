package argument

import (
	"math"
	"strconv"
	"strings"

	"kingman/core/smallfmt"
	"kingman/core/words"
)

// A Param is one thing the reader may move: a slider on the page, a key in the
// link.
type Param struct {
	// ID is the link's key and the input's name: lower-case letters and "-".
	ID string
	// Label is what the reader sees beside the slider.
	Label string
	// Unit says how a value is spoken ("16 hours", "10 people").
	Unit words.Unit
	// Min and Max bound the legal values; Step is the distance between two.
	Min, Max, Step float64
	// Default is the what-if value of a link that does not name the parameter.
	Default float64
	// Scales, where set, is another parameter, earlier in the list, that this one
	// is a multiple of: its default is Default times that parameter's value.
	// Moving the other one moves this one back to its default.
	Scales *Param
	// Pinned says that today has its own value, Today, unless the link says
	// otherwise. Where it is false today follows what-if.
	Pinned bool
	Today  float64
	// Zero, where set, is what 0 means instead of a number: "no limit", "never".
	Zero string
	// Log lays the values on the slider by their logarithm: it stops at some twenty round
	// numbers for each power of ten, while a field or a link may have any legal value. Min
	// is then above 0.
	Log bool
	// Choices, where set, makes the parameter a switch between words; its value
	// is the index of the choice. Min is then 0, Max len(Choices)-1, Step 1.
	Choices []Choice
	// Marks are plain words for places on the slider, in rising order. The
	// reader sees the words of the nearest mark instead of the number.
	Marks []Mark
	// More keeps the parameter on the second level, behind "more".
	More bool
	// Help is one sentence for somebody who does not know the word.
	Help string

	entry *Entry // that it belongs to, at that index
	index int
}

// A Choice is one position of a switch.
type Choice struct {
	_ incomparable

	Words string // "starts the next"
	Help  string // one sentence on what that means
}

// A Mark names a place on a slider.
type Mark struct {
	At    float64
	Words string
}

// Snap returns the legal value nearest to v: inside [Min, Max] and a whole
// number of steps above Min. NaN becomes the default. The second result says
// whether v was legal as it came.
func (p *Param) Snap(v float64) (legal float64, ok bool) {
	if math.IsNaN(v) {
		return p.Default, false
	}
	// Clamp before dividing, so that ±Inf and huge values stay finite.
	clamped := math.Min(math.Max(v, p.Min), p.Max)
	steps := math.Floor((clamped-p.Min)/p.Step + 0.5)
	// Going through the decimal text keeps 0.1+0.2 from becoming
	// 0.30000000000000004 in a link.
	legal, err := strconv.ParseFloat(strconv.FormatFloat(p.Min+float64(steps*p.Step), 'f', p.decimals(), 64), 64)
	if err != nil || legal > p.Max {
		legal = p.Max
	}
	return legal + 0, legal == v // + 0 turns a −0 into the 0 that a link can hold
}

// decimals returns how many digits after the point a legal value may need.
func (p *Param) decimals() int {
	n := 0
	for _, v := range [...]float64{p.Min, p.Step} {
		text := strconv.FormatFloat(v, 'f', -1, 64)
		for i := range text {
			if text[i] == '.' {
				n = max(n, len(text)-i-1)
			}
		}
	}
	return n
}

// Format returns v as it stands in a link: the shortest decimal that reads
// back as v.
func (p *Param) Format(v float64) string { return strconv.FormatFloat(v, 'f', -1, 64) }

// Say returns v in the reader's words: the switch's choice, the nearest mark,
// or the number with its unit.
func (p *Param) Say(v float64) string {
	if len(p.Choices) > 0 {
		if math.IsNaN(v) {
			return words.Say(v, p.Unit)
		}
		i := int(math.Min(math.Max(v, 0), float64(len(p.Choices)-1)))
		return p.Choices[i].Words
	}
	if len(p.Marks) > 0 {
		return p.nearest(v).Words
	}
	if v == 0 && p.Zero != "" {
		return p.Zero
	}
	return words.Say(v, p.Unit)
}

// with says that p is at a value, to begin or end what is said of it there: "with 20", "at 5 %", "in week 26".
func (p *Param) with(v float64) string {
	switch p.Unit {
	case words.People, words.Items, words.Number:
		if v == 0 && p.Zero == "" {
			return "with none"
		}
		return "with " + p.Say(v)
	}
	if p.ID == "weeks" {
		return "in week " + words.Short(v)
	}
	return "at " + p.Say(v)
}

// Names are the words of the choices of a switch, by the choice.
func (p *Param) Names() []string {
	names := make([]string, len(p.Choices))
	for i, c := range p.Choices {
		names[i] = c.Words
	}
	return names
}

// nearest returns the mark closest to v, the lower one of two equally close.
func (p *Param) nearest(v float64) Mark {
	best := p.Marks[0]
	v = math.Min(math.Max(v, best.At), p.Marks[len(p.Marks)-1].At) // all marks are as far from ±Inf
	for _, m := range p.Marks[1:] {
		if math.Abs(m.At-v) < math.Abs(best.At-v) {
			best = m
		}
	}
	return best
}

// Legal says in words which values the parameter takes: "1 to 100 in whole
// numbers", "1 to 80 in steps of 0.5", "0 (as one stream) or 1 (one by one)".
func (p *Param) Legal() string {
	if len(p.Choices) > 0 {
		var b strings.Builder
		for i, c := range p.Choices {
			switch {
			case i > 0 && i == len(p.Choices)-1:
				b.WriteString(" or ")
			case i > 0:
				b.WriteString(", ")
			}
			b.WriteString(smallfmt.Sprintf("%d (%s)", i, c.Words))
		}
		return b.String()
	}
	how := "in steps of " + p.Format(p.Step)
	if p.Step == 1 && p.Min == math.Trunc(p.Min) {
		how = "in whole numbers"
	}
	if p.Zero != "" {
		how += "; 0 is " + p.Zero
	}
	return smallfmt.Sprintf("%s to %s %s", p.Format(p.Min), p.Format(p.Max), how)
}

// Check reports what is wrong with the declaration itself; argumenttest calls it
// for every parameter of every argument.
func (p *Param) Check() error {
	switch {
	case p.ID == "" || p.Label == "":
		return smallfmt.Errorf("param %q: needs an id and a label", p.ID)
	case !(p.Min < p.Max) || !(p.Step > 0) || math.IsInf(p.Max-p.Min, 0):
		return smallfmt.Errorf("param %q: needs finite Min < Max and Step > 0, has %v, %v, %v", p.ID, p.Min, p.Max, p.Step)
	case len(p.Choices) > 0 && (p.Min != 0 || p.Max != float64(len(p.Choices)-1) || p.Step != 1):
		return smallfmt.Errorf("param %q: a switch runs from 0 to %d by 1", p.ID, len(p.Choices)-1)
	}
	if p.Log && (!(p.Min > 0) || len(p.Choices)+len(p.Marks) > 0) {
		return smallfmt.Errorf("param %q: a logarithmic slider begins above 0, not at %v, and has no marks", p.ID, p.Min)
	}
	if _, legal := p.Snap(0); p.Zero != "" && !legal {
		return smallfmt.Errorf("param %q: 0 is no legal value, and has the words %q", p.ID, p.Zero)
	}
	for i := 1; i < len(p.Marks); i++ {
		if !(p.Marks[i-1].At < p.Marks[i].At) {
			return smallfmt.Errorf("param %q: mark %q does not rise", p.ID, p.Marks[i].Words)
		}
	}
	for i := range p.ID {
		if c := p.ID[i]; (c < 'a' || c > 'z') && c != '-' {
			return smallfmt.Errorf("param %q: an id has only letters a to z and -", p.ID)
		}
	}
	if p.Scales == nil {
		if _, ok := p.Snap(p.Default); !ok {
			return smallfmt.Errorf("param %q: default %v is not a legal value", p.ID, p.Default)
		}
	}
	if p.Pinned {
		if _, ok := p.Snap(p.Today); !ok {
			return smallfmt.Errorf("param %q: today's %v is not a legal value", p.ID, p.Today)
		}
	}
	return nil
}

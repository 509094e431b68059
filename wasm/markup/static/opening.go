package static

import (
	"encoding/json"
	"fmt"
	"html/template"
	"strings"

	"kingman/core/argument"
	"kingman/core/words"
	"kingman/wasm/link"
	"kingman/wasm/markup"
)

// What the page knows before its program has come: how a link is read that is plainly
// written, how its values are said, and, for links that move the main parameter only,
// the sentence and the first chart. See web/opening.js, which reads it.

// terms are how the links of an argument are read.
type terms struct {
	Version int    `json:"version"`
	Seed    int    `json:"seed"` // of a link that names none
	Main    string `json:"main"`
	Params  []term `json:"params"`
	// Steps are the values that the steps of the story give to the main parameter; null
	// where one moves others, too.
	Steps []*float64 `json:"steps"`
}

// A term is one parameter.
type term struct {
	ID      string  `json:"id"`
	Label   string  `json:"label"`
	Min     float64 `json:"min"`
	Max     float64 `json:"max"`
	Step    float64 `json:"step"`
	Default float64 `json:"default"`
	// Follows says that the parameter moves with the main one, or scales with any.
	Follows bool `json:"follows,omitempty"`
	// Bare says that the words say what is counted without the label.
	Bare bool `json:"bare,omitempty"`
	// One and Many are how a value is said, with # for the number times Times.
	One   string  `json:"one,omitempty"`
	Many  string  `json:"many,omitempty"`
	Times float64 `json:"times,omitempty"`
	// Zero is how 0 is said where it is no number.
	Zero string `json:"zero,omitempty"`
	// Words are how the values are said that are words: of a switch by number, else
	// those of the marks, with their places At.
	Words []string  `json:"words,omitempty"`
	At    []float64 `json:"at,omitempty"`
}

// termsOf returns how links to the argument of a page are read.
func termsOf(page Page) terms {
	e := page.Model.Entry
	t := terms{Version: link.Version, Seed: argument.DefaultSeed, Steps: []*float64{}}
	if len(page.Opening.Rows) > 0 {
		t.Main = e.Main.ID
	}
	defaults := e.Defaults()
	for i, p := range e.Params {
		one := term{ID: p.ID, Label: p.Label, Min: p.Min, Max: p.Max, Step: p.Step, Default: defaults.WhatIf[i], Follows: p.Scales != nil, Zero: p.Zero}
		switch {
		case len(p.Choices) > 0:
			for _, c := range p.Choices {
				one.Words = append(one.Words, c.Words)
			}
		case len(p.Marks) > 0:
			for _, m := range p.Marks {
				one.Words, one.At = append(one.Words, m.Words), append(one.At, m.At)
			}
		default:
			one.One, one.Many = numbered(p.Unit, 1), numbered(p.Unit, 2)
			if p.Unit == words.People { // who they are is said, not that they are people
				noun := strings.ToLower(p.Label)
				one.One, one.Many = "# "+strings.TrimSuffix(noun, "s"), "# "+noun
				one.Bare = true
			}
			if p.Unit == words.Share {
				one.Times = 100
			}
		}
		t.Params = append(t.Params, one)
	}
	for n := range e.Story {
		t.Steps = append(t.Steps, mainAt(e, n+1))
	}
	return t
}

// numbered returns how a unit is said with n of it, with # for the number.
func numbered(u words.Unit, n float64) string {
	v := n
	if u == words.Share {
		v /= 100
	}
	return strings.Replace(words.Say(v, u), words.Short(n), "#", 1)
}

// mainAt returns the value of the main parameter at the n-th step of the story, nil if
// the step moves others, too.
func mainAt(e *argument.Entry, n int) *float64 {
	i, ok := mainIndex(e)
	if !ok {
		return nil
	}
	at, moved := e.AtStep(n), e.Defaults()
	moved.Set(i, at.WhatIf[i])
	if !at.Equal(moved) {
		return nil
	}
	v := at.WhatIf[i]
	return &v
}

func mainIndex(e *argument.Entry) (int, bool) {
	if e.Main == nil {
		return 0, false
	}
	return e.Index(e.Main.ID)
}

// MainStates returns the states of the links that move the main parameter only, for
// each of its values in rising order; none if it has more than most values.
func MainStates(e *argument.Entry, most int) []argument.State {
	i, ok := mainIndex(e)
	if !ok || (e.Main.Max-e.Main.Min)/e.Main.Step > float64(most-1)+0.5 {
		return nil
	}
	var states []argument.State
	for n := 0; ; n++ {
		v, _ := e.Main.Snap(e.Main.Min + float64(float64(n)*e.Main.Step))
		s := e.Defaults()
		s.Set(i, v)
		if n > 0 && s.WhatIf[i] == states[n-1].WhatIf[i] {
			return states
		}
		states = append(states, s)
	}
}

// An Opening is what a page has for the links that move its main parameter only, by
// formula: a row for each of [MainStates].
type Opening struct {
	Rows []Row
}

// A Row is the sentence as HTML, the first chart's words, and its pictures: each as the
// SVG elements that differ from the row before that has pictures.
type Row struct {
	Headline        string `json:"h"`
	Title, Subtitle string `json:"-"`
	Wide, Narrow    *Patch `json:"-"`
}

// A Patch makes a picture of another one: the elements by their number that are new,
// and how many there are.
type Patch struct {
	New map[int]string
	Len int
}

// MarshalJSON writes a patch as [length, number, element, number, element, …].
func (p *Patch) MarshalJSON() ([]byte, error) {
	list := []any{p.Len}
	for i := range p.Len {
		if e, ok := p.New[i]; ok {
			list = append(list, i, e)
		}
	}
	return marshal(list)
}

// NewRow returns the row of a view, without pictures.
func NewRow(v argument.View) Row {
	bare := make(argument.Sentence, len(v.Headline))
	for i, span := range v.Headline {
		span.HasValue = false // whose digits are the program's to give
		bare[i] = span
	}
	return Row{Headline: markup.Sentence(bare), Title: v.Charts[0].Title, Subtitle: v.Charts[0].Subtitle}
}

// JSON writes the rows by columns, which packs better.
func (o Opening) JSON() ([]byte, error) {
	var columns struct {
		Headline []string `json:"headline"`
		Title    []string `json:"title"`
		Subtitle []string `json:"subtitle"`
		Wide     []*Patch `json:"wide"`
		Narrow   []*Patch `json:"narrow"`
	}
	for _, r := range o.Rows {
		columns.Headline = append(columns.Headline, r.Headline)
		columns.Title = append(columns.Title, r.Title)
		columns.Subtitle = append(columns.Subtitle, r.Subtitle)
		columns.Wide = append(columns.Wide, r.Wide)
		columns.Narrow = append(columns.Narrow, r.Narrow)
	}
	return marshal(columns)
}

// marshal writes JSON that may stand in a script element.
func marshal(v any) ([]byte, error) {
	var b strings.Builder
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	if err := e.Encode(v); err != nil {
		return nil, fmt.Errorf("static: %w", err)
	}
	text := strings.NewReplacer("</", `<\/`, "<!--", `<\u0021--`).Replace(strings.TrimSpace(b.String()))
	return []byte(text), nil
}

// inScript returns what marshal has written, for a template.
func inScript(b []byte, err error) (template.JS, error) { return template.JS(b), err }

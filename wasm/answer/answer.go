// Package answer writes what a page says about a link as JSON, for the command
// line and for readers who want the data: one question, one answer, the same
// bytes.
//
// Every number is written with the fewest digits that read back to the same
// bits. JSON knows no infinity: such a number is null, and a word beside it
// says which.
package answer

import (
	"bytes"
	"encoding/json"

	"kingman/core/scenario"
	"kingman/core/stats"
	"kingman/core/words"
	"kingman/wasm/link"
)

// An answer is the form of the JSON. Fields are added, never renamed: people
// write programs that read it.
type answer struct {
	Link       string      `json:"link"`
	Argument   string      `json:"argument"`
	Question   string      `json:"question"`
	Sentence   string      `json:"sentence"`
	Asides     []string    `json:"asides"`
	Notes      []note      `json:"notes"`
	Time       string      `json:"time"`
	Seed       uint64      `json:"seed"`
	Step       int         `json:"step"`
	Parameters []parameter `json:"parameters"`
	Figures    []figure    `json:"figures"`
	Charts     []chart     `json:"charts,omitempty"`
}

// aboutTime explains every duration in an answer.
const aboutTime = "Durations are in working hours, 8 a day and 40 a week."

type note struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

// A parameter is one slider, as it stands.
type parameter struct {
	ID      string `json:"id"`
	Label   string `json:"label"`
	Unit    string `json:"unit,omitempty"`
	Today   value  `json:"today"`
	WhatIf  value  `json:"whatIf"`
	Follows bool   `json:"todayFollows"`
}

// A value is a number and how a reader would say it.
type value struct {
	Value number `json:"value"`
	Words string `json:"words"`
}

// A figure is one quantity, by formula and by simulation. Simulation is null
// where nothing was simulated.
type figure struct {
	ID         string      `json:"id"`
	Label      string      `json:"label"`
	Unit       string      `json:"unit,omitempty"`
	Method     string      `json:"method"`
	Formula    formula     `json:"formula"`
	Simulation *simulation `json:"simulation"`
	// Vouched says whether the simulation supports that today and what-if
	// differ; true without one.
	Vouched bool `json:"vouched"`
}

type formula struct {
	Today  value `json:"today"`
	WhatIf value `json:"whatIf"`
}

// A simulation holds what was estimated; Difference is what-if less today,
// paired by common random numbers.
type simulation struct {
	Today      *estimate `json:"today"`
	WhatIf     *estimate `json:"whatIf"`
	Difference *estimate `json:"difference"`
}

type estimate struct {
	Mean       number   `json:"mean"`
	StdErr     number   `json:"stdErr"`
	Lo         number   `json:"lo"`
	Hi         number   `json:"hi"`
	Confidence number   `json:"confidence"`
	N          int      `json:"n"`
	Words      string   `json:"words"`
	Missing    missing  `json:"missing,omitempty"`
	Warnings   []string `json:"warnings,omitempty"`
}

// JSON returns what a page says about l: the link as it is written, the
// sentence, the notes about the link and the figures. It is indented and ends
// with a line break. v is the view of l.State.
func JSON(l link.Link, notes []link.Note, v scenario.View) ([]byte, error) {
	return marshal(of(l, notes, v))
}

// JSONWithCharts is [JSON] with the data of every chart.
func JSONWithCharts(l link.Link, notes []link.Note, v scenario.View) ([]byte, error) {
	a := of(l, notes, v)
	for _, c := range v.Charts {
		a.Charts = append(a.Charts, chartOf(c))
	}
	return marshal(a)
}

func marshal(a answer) ([]byte, error) {
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false) // "&" in the link is for people to copy
	e.SetIndent("", "  ")
	err := e.Encode(a)
	return b.Bytes(), err
}

func of(l link.Link, notes []link.Note, v scenario.View) answer {
	s := l.State
	a := answer{
		Link: "#" + l.Encode(), Argument: s.Argument.ID, Question: s.Argument.Question, Sentence: v.Headline.String(),
		Asides: []string{}, Notes: []note{}, Time: aboutTime, Seed: s.Seed, Step: l.Step,
		Parameters: []parameter{}, Figures: []figure{},
	}
	for _, aside := range v.Asides {
		a.Asides = append(a.Asides, aside.String())
	}
	for _, n := range notes {
		a.Notes = append(a.Notes, note(n))
	}
	for i := range s.Argument.Params {
		p := &s.Argument.Params[i]
		a.Parameters = append(a.Parameters, parameter{
			ID: p.ID, Label: p.Label, Unit: string(p.Unit), Follows: !s.Pinned[i],
			Today: value{number(s.Today[i]), p.Say(s.Today[i])}, WhatIf: value{number(s.WhatIf[i]), p.Say(s.WhatIf[i])},
		})
	}
	for _, f := range v.Figures {
		a.Figures = append(a.Figures, figureOf(f))
	}
	return a
}

func figureOf(f scenario.Figure) figure {
	out := figure{
		ID: f.ID, Label: f.Label, Unit: string(f.Unit), Method: f.Method, Vouched: f.Vouched(),
		Formula: formula{
			Today:  value{number(f.TodayFormula), words.Say(f.TodayFormula, f.Unit)},
			WhatIf: value{number(f.WhatIfFormula), words.Say(f.WhatIfFormula, f.Unit)},
		},
	}
	if f.TodaySimulated != nil || f.WhatIfSimulated != nil || f.Difference != nil {
		out.Simulation = &simulation{
			Today: estimateOf(f.TodaySimulated, f.Unit), WhatIf: estimateOf(f.WhatIfSimulated, f.Unit), Difference: estimateOf(f.Difference, f.Unit),
		}
	}
	return out
}

func estimateOf(e *stats.Estimate, unit words.Unit) *estimate {
	if e == nil {
		return nil
	}
	out := &estimate{
		Mean: number(e.Mean), StdErr: number(e.StdErr), Lo: number(e.Lo), Hi: number(e.Hi), Confidence: number(e.Confidence),
		N: e.N, Words: words.Say(e.Mean, unit), Warnings: e.Warnings,
	}
	out.Missing.add("mean", []float64{e.Mean})
	out.Missing.add("stdErr", []float64{e.StdErr})
	out.Missing.add("lo", []float64{e.Lo})
	out.Missing.add("hi", []float64{e.Hi})
	return out
}

package answer

import (
	"bytes"
	"encoding/json"
	"testing"
)

// An answer is the form of the JSON, as a program that reads it has it. A
// number is nil where it is not finite.
type answer struct {
	Link       string      `json:"link"`
	Argument   string      `json:"argument"`
	Question   string      `json:"question"`
	Sentence   string      `json:"sentence"`
	Asides     []string    `json:"asides"`
	Notes      []note      `json:"notes"`
	Time       string      `json:"time"`
	Seed       uint64      `json:"seed"`
	Currency   string      `json:"currency"`
	Step       int         `json:"step"`
	Parameters []parameter `json:"parameters"`
	Figures    []figure    `json:"figures"`
	Charts     []chart     `json:"charts,omitempty"`
}

type note struct {
	Key  string `json:"key"`
	Text string `json:"text"`
}

type parameter struct {
	ID      string `json:"id"`
	Label   string `json:"label"`
	Unit    string `json:"unit,omitempty"`
	Today   value  `json:"today"`
	WhatIf  value  `json:"whatIf"`
	Follows bool   `json:"todayFollows"`
}

type value struct {
	Value *float64 `json:"value"`
	Words string   `json:"words"`
}

type figure struct {
	ID         string      `json:"id"`
	Label      string      `json:"label"`
	Unit       string      `json:"unit,omitempty"`
	Method     string      `json:"method"`
	Formula    formula     `json:"formula"`
	Simulation *simulation `json:"simulation"`
	Vouched    bool        `json:"vouched"`
}

type formula struct {
	Today  value `json:"today"`
	WhatIf value `json:"whatIf"`
}

type simulation struct {
	Today      *estimate `json:"today"`
	WhatIf     *estimate `json:"whatIf"`
	Difference *estimate `json:"difference"`
}

type estimate struct {
	Mean       *float64 `json:"mean"`
	StdErr     *float64 `json:"stdErr"`
	Lo         *float64 `json:"lo"`
	Hi         *float64 `json:"hi"`
	Confidence *float64 `json:"confidence"`
	N          int      `json:"n"`
	Words      string   `json:"words"`
	Missing    []gap    `json:"missing,omitempty"`
	Warnings   []string `json:"warnings,omitempty"`
}

type gap struct {
	Series string `json:"series"`
	From   int    `json:"from"`
	To     int    `json:"to"`
	Word   string `json:"word"`
}

type chart struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Subtitle string   `json:"subtitle"`
	Alt      string   `json:"alt"`
	X        axis     `json:"xAxis"`
	Y        axis     `json:"yAxis"`
	Rows     []string `json:"rows,omitempty"`
	Layers   []layer  `json:"layers"`
}

type axis struct {
	Name    string   `json:"name"`
	Unit    string   `json:"unit,omitempty"`
	Min     *float64 `json:"min"`
	Max     *float64 `json:"max"`
	Missing []gap    `json:"missing,omitempty"`
}

type layer struct {
	ID      string     `json:"id"`
	Name    string     `json:"name,omitempty"`
	Label   string     `json:"label,omitempty"`
	Shape   string     `json:"shape"`
	Role    string     `json:"role,omitempty"`
	X       []*float64 `json:"x,omitempty"`
	Y       []*float64 `json:"y,omitempty"`
	Lo      []*float64 `json:"lo,omitempty"`
	Hi      []*float64 `json:"hi,omitempty"`
	Missing []gap      `json:"missing,omitempty"`
}

// read reads an answer, and holds it to what encoding/json would write of the
// same: every name in its place, and nothing besides.
func read(t *testing.T, text []byte) answer {
	t.Helper()
	var a answer
	if err := json.Unmarshal(text, &a); err != nil {
		t.Fatalf("%v in\n%s", err, text)
	}
	var again bytes.Buffer
	e := json.NewEncoder(&again)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(a); err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(again.Bytes(), text) {
		t.Errorf("written is\n%s\nencoding/json would write\n%s", text, again.Bytes())
	}
	return a
}

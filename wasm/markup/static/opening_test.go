package static

import (
	"encoding/json"
	"math"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/words"
)

// For every parameter of the catalogue the terms say the default as the page does: with
// what is counted where that is people.
func TestTermsSayWhatThePageSays(t *testing.T) {
	for _, m := range catalogue.Models() {
		all := termsOf(Page{Model: m, Opening: Opening{Rows: []Row{{}}}})
		if all.Main != m.Entry.Main.ID || len(all.Params) != len(m.Entry.Params) || len(all.Steps) != len(m.Entry.Story) {
			t.Errorf("%s: %+v", m.Entry.ID, all)
		}
		for i, p := range m.Entry.Params {
			one := all.Params[i]
			v := m.Entry.Defaults().WhatIf[i]
			want := p.Say(v)
			if p.Unit == words.Hours { // the page chooses minutes, days or weeks
				want = words.Count(v, "hour", "hours")
			}
			var got string
			switch {
			case len(one.At) > 0:
				best := 0
				for k, at := range one.At {
					if math.Abs(at-v) < math.Abs(one.At[best]-v) {
						best = k
					}
				}
				got = one.Words[best]
			case len(one.Words) > 0:
				got = one.Words[int(v)]
			case v == 0 && one.Zero != "":
				got = one.Zero
			default:
				n := v * max(one.Times, 1)
				form := one.Many
				if n == 1 {
					form = one.One
				}
				got = strings.Replace(form, "#", words.Short(n), 1)
				if one.Bare {
					got = strings.Fields(got)[0]
				}
			}
			if got != want {
				t.Errorf("%s: %s is said %q, by the page %q", m.Entry.ID, p.ID, got, want)
			}
		}
	}
}

// The states go over every value of the main parameter, and a story's step is told by
// its value only if it moves nothing else.
func TestMainStates(t *testing.T) {
	for _, m := range catalogue.Models() {
		e := m.Entry
		i, _ := e.Index(e.Main.ID)
		states := MainStates(e, 1000)
		for n, s := range states {
			want := e.Defaults()
			want.Set(i, e.Main.Min+float64(n)*e.Main.Step)
			if !s.Equal(want) {
				t.Errorf("%s: state %d is %v", e.ID, n, s.WhatIf)
			}
		}
		if last := states[len(states)-1]; last.WhatIf[i] != e.Main.Max {
			t.Errorf("%s ends at %v", e.ID, last.WhatIf[i])
		}
		if MainStates(e, len(states)-1) != nil {
			t.Errorf("%s: more states than there may be", e.ID)
		}
		for n := range e.Story {
			v := mainAt(e, n+1)
			s := e.Defaults()
			if v != nil {
				s.Set(i, *v)
			}
			if (v != nil) != (len(e.Story[n].Set) == 0 || s.Equal(e.AtStep(n+1))) {
				t.Errorf("%s: step %d: %v", e.ID, n+1, v)
			}
		}
	}
}

// What stands in a script element reads back, and cannot end the element.
func TestOpeningReadsBack(t *testing.T) {
	v := argument.View{
		Headline: argument.Sentence{{Text: "</script><!-- "}, {Text: "3", Role: argument.WhatIf, Value: 3, HasValue: true}},
		Charts:   []argument.Chart{{Title: "a < b", Subtitle: "</script>"}},
	}
	row := NewRow(v)
	row.Wide = &Patch{New: map[int]string{0: "<a></a>", 2: "<b></b>"}, Len: 3}
	text, err := Opening{Rows: []Row{row, NewRow(v)}}.JSON()
	if err != nil || strings.Contains(string(text), "</") || strings.Contains(string(text), "<!--") {
		t.Fatalf("%s, %v", text, err)
	}
	var back struct {
		Headline, Title, Subtitle []string
		Wide, Narrow              [][]any
	}
	if err := json.Unmarshal(text, &back); err != nil {
		t.Fatal(err)
	}
	if back.Headline[0] != `<span>&lt;/script&gt;&lt;!-- </span><b class="whatif">3</b>` || back.Title[1] != "a < b" || back.Subtitle[0] != "</script>" {
		t.Errorf("%+v", back)
	}
	if w := back.Wide; len(w) != 2 || w[1] != nil || len(w[0]) != 5 || w[0][0] != 3.0 || w[0][3] != 2.0 || w[0][4] != "<b></b>" {
		t.Errorf("%+v", w)
	}
}

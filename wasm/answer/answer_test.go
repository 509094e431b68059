package answer

import (
	"math"
	"slices"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/stats"
	"kingman/core/words"
	"kingman/wasm/link"
)

// strange is a view with every number that JSON cannot hold.
func strange() argument.View {
	nan, inf := math.NaN(), math.Inf(1)
	return argument.View{
		Headline: argument.Sentence{{Text: "It waits "}, {Text: "for ever", Role: argument.WhatIf, Value: inf, HasValue: true}, {Text: " & a <day>."}},
		Figures: []argument.Figure{
			{
				ID: "wait", Label: "wait", Unit: words.Hours, Method: "a formula", TodayFormula: 1.0 / 3, WhatIfFormula: inf,
				TodaySimulated:  &stats.Estimate{Mean: 0.1 + 1e-17, StdErr: 0.01, Lo: 0.08, Hi: 0.12, Confidence: 0.95, N: 10},
				WhatIfSimulated: &stats.Estimate{Mean: 5, StdErr: inf, Lo: -inf, Hi: inf, Confidence: 0.95, N: 1, Warnings: []string{"One run."}},
			},
			{ID: "rate", Label: "rate", Unit: words.PerWeek, TodayFormula: nan, WhatIfFormula: -inf},
		},
		Charts: []argument.Chart{{
			ID: "c", Title: "T", X: argument.Axis{Max: 10}, Y: argument.Axis{Max: inf},
			Layers: []argument.Layer{
				{ID: "l", Shape: argument.Line, X: []float64{1, 2, 3, 4, 5}, Y: []float64{nan, nan, inf, 4, inf}},
				{ID: "none", Shape: argument.Band},
			},
		}},
	}
}

func TestStrangeNumbersAreNullAndAWord(t *testing.T) {
	l, notes := link.Decode("engineers=many", "")
	text, err := JSONWithCharts(l, notes, strange())
	if err != nil {
		t.Fatal(err)
	}
	a := read(t, text)
	for _, want := range []string{
		`"link": "#v=1&s=` + l.State.Entry.ID + `&seed=1961"`,
		`"sentence": "It waits for ever & a <day>."`,
		`"key": "engineers"`,
		`"value": 0.3333333333333333,`,
		`"words": "20 minutes"`,
		"\"value\": null,\n          \"words\": \"for ever\"",
		"\"value\": null,\n          \"words\": \"unknown\"",
		"\"value\": null,\n          \"words\": \"endlessly less\"",
		`"simulation": null`,
		`"difference": null`,
		`"One run."`,
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%s is not in\n%s", want, text)
		}
	}
	wantGaps(t, "estimate", a.Figures[0].Simulation.WhatIf.Missing,
		gap{"stdErr", 0, 0, "without end"}, gap{"lo", 0, 0, "endlessly less"}, gap{"hi", 0, 0, "without end"})
	wantGaps(t, "sound estimate", a.Figures[0].Simulation.Today.Missing)
	wantGaps(t, "axis", a.Charts[0].Y.Missing, gap{"max", 0, 0, "without end"})
	wantGaps(t, "layer", a.Charts[0].Layers[0].Missing,
		gap{"y", 0, 1, "unknown"}, gap{"y", 2, 2, "without end"}, gap{"y", 4, 4, "without end"})
}

func wantGaps(t *testing.T, name string, got []gap, want ...gap) {
	t.Helper()
	if !slices.Equal(got, want) {
		t.Errorf("%s: missing is %v, want %v", name, got, want)
	}
}

// Charts are in the answer only if they were asked for; nothing else differs.
func TestCharts(t *testing.T) {
	l, notes := link.Decode("", "")
	short, err := JSON(l, notes, strange())
	if err != nil {
		t.Fatal(err)
	}
	long, err := JSONWithCharts(l, notes, strange())
	if err != nil {
		t.Fatal(err)
	}
	head, found := strings.CutSuffix(string(short), "\n}\n")
	if !found || !strings.HasPrefix(string(long), head+",\n  \"charts\": [") {
		t.Errorf("with charts the answer begins otherwise:\n%s\n%s", short, long)
	}
}

// Every number of every view comes back from the answer with the same bits.
func TestBitsSurvive(t *testing.T) {
	for _, m := range catalogue.Models() {
		a := m.Entry
		s := a.Defaults()
		v := m.View(s, argument.Results{})
		text, err := JSONWithCharts(link.Link{State: s}, nil, v)
		if err != nil {
			t.Fatal(err)
		}
		back := read(t, text)
		for i, f := range v.Figures {
			got := back.Figures[i].Formula
			if !same(got.Today.Value, f.TodayFormula) || !same(got.WhatIf.Value, f.WhatIfFormula) {
				t.Errorf("%s: %s reads back as %+v", a.ID, f.ID, got)
			}
		}
		for i, c := range v.Charts {
			for k, l := range c.Layers {
				got := back.Charts[i].Layers[k]
				if !slices.EqualFunc(got.X, l.X, same) || !slices.EqualFunc(got.Y, l.Y, same) || !slices.EqualFunc(got.Lo, l.Lo, same) || !slices.EqualFunc(got.Hi, l.Hi, same) {
					t.Errorf("%s: chart %s: layer %s reads back otherwise", a.ID, c.ID, l.ID)
				}
			}
		}
	}
}

// same says whether a number of an answer is v, or null where v is not finite.
func same(got *float64, v float64) bool {
	if got == nil {
		return math.IsNaN(v) || math.IsInf(v, 0)
	}
	return *got == v
}

// A difference is what-if less today: the paired mean is the difference of the
// means, with its sign.
func TestDifferenceIsWhatIfLessToday(t *testing.T) {
	l, _ := link.Decode("weeks=8", "")
	results, err := argument.Run(catalogue.ModelOf(l.State.Entry).Plan(l.State))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range catalogue.ModelOf(l.State.Entry).View(l.State, results).Figures {
		if f.Difference == nil || f.TodaySimulated == nil || f.WhatIfSimulated == nil {
			t.Errorf("%s was not simulated", f.ID)
			continue
		}
		want := f.WhatIfSimulated.Mean - f.TodaySimulated.Mean
		if got := f.Difference.Mean; math.Abs(got-want) > 1e-9*math.Max(1, math.Abs(want)) {
			t.Errorf("%s: the difference is %v, what-if less today %v", f.ID, got, want)
		}
	}
}

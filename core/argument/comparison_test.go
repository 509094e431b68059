package argument

import (
	"math"
	"strings"
	"testing"

	"kingman/core/stats"
	"kingman/core/words"
)

// TestComparison holds both sides of each border of the rule: four standard errors, a
// tenth of the value, a minute, and the words that two numbers share.
func TestComparison(t *testing.T) {
	const differ, agree, but, unsure = "Formula and simulation differ by ", "Formula and simulation agree: ", "Formula and simulation agree but for ", "Too few runs to tell whether formula and simulation differ: "
	for _, c := range []struct {
		name                  string
		formula, mean, stdErr float64
		starts                string
	}{
		{"inside the interval", 620, 621, 1, agree},
		{"outside the interval, as chance has it once in twenty", 620, 622.5, 1, agree},
		{"just under four standard errors", 100, 107.9, 2, unsure},
		{"just under four standard errors, and these are small", 100, 103.9, 1, agree},
		{"just over four standard errors", 100, 108.1, 2, differ + "1 day: "},
		{"just over four standard errors, and these are small", 100, 104.1, 1, differ + "4.1 hours: "},
		{"below as above", 100, 91.9, 2, differ + "1 day: "},
		{"far apart, and the interval tells nothing", 100, 150, 20, unsure},
		{"close, and the interval tells nothing", 100, 100, 10, unsure},
		{"close, and the interval tells just enough", 100, 100, 4.9, agree},
		{"close, and the interval tells just too little", 100, 100, 5.2, unsure},
		{"the same in words, but not by chance", 620, 621.4, 0.2, but + "1.4 hours: "},
		{"nobody waits", 0, 0, 0, agree},
		{"hardly anybody waits", 0.005, 0, 0, agree},
		{"seconds, many of them", 0.01, 0.02, 0.001, agree},
		{"minutes", 0.1, 0.2, 0.01, differ + "6 minutes: "},
		{"some wait by formula, and nobody did", 2, 0, 0, differ + "2 hours: "},
		{"nothing varies", 24, 24, 0, agree},
	} {
		// 1.96 standard errors on each side.
		e := stats.Estimate{Mean: c.mean, StdErr: c.stdErr, Lo: c.mean - 1.96*c.stdErr, Hi: c.mean + 1.96*c.stdErr, Confidence: Confidence, N: 800}
		s := compare(Figure{Unit: words.Hours, WhatIfFormula: c.formula, WhatIfSimulated: &e}).String()
		if !strings.HasPrefix(s, c.starts) {
			t.Errorf("%s: %q, want %q…", c.name, s, c.starts)
		}
		if reason := c.starts != agree && c.starts != unsure; strings.HasSuffix(s, " That is why.") != reason {
			t.Errorf("%s: %q, gives a reason: want %v", c.name, s, reason)
		}
	}
	for _, c := range []struct {
		unit                  words.Unit
		formula, mean, stdErr float64
		starts                string
	}{
		{words.Money, 62700, 62400, 50, differ + "$300: $62,700 by formula, $62,400 simulated (19 times in 20 between "},
		{words.PerWeek, 15.1, 15.09, 0.03, agree + "15.1 a week by formula, 15.1 a week simulated "},
		{words.Items, 2, 2.004, 0, agree},
		{words.Items, 2, 2.1, 0.001, differ + "0.1: "},
	} {
		e := stats.Estimate{Mean: c.mean, StdErr: c.stdErr, Lo: c.mean - 1.96*c.stdErr, Hi: c.mean + 1.96*c.stdErr, Confidence: Confidence, N: 800}
		if s := compare(Figure{Unit: c.unit, WhatIfFormula: c.formula, WhatIfSimulated: &e}).String(); !strings.HasPrefix(s, c.starts) {
			t.Errorf("%s: %q, want %q…", c.unit, s, c.starts)
		}
	}
	unknown := stats.Estimate{StdErr: math.Inf(1), Lo: math.Inf(-1), Hi: math.Inf(1)}
	for _, f := range []Figure{{WhatIfFormula: 1}, {WhatIfFormula: 1, WhatIfSimulated: &unknown}} {
		if s := compare(f); s != nil {
			t.Errorf("with nothing to compare with: %q", s)
		}
	}
}

// compare is what a sheet with that one figure says.
func compare(f Figure) Sentence {
	b := Sheet{Figures: []Figure{f}, model: &Model{Why: func(*Sheet) string { return "That is why." }}}
	return b.comparison()
}

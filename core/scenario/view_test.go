package scenario

import (
	"math"
	"strings"
	"testing"
)

// checkView holds what is true of every view of every argument.
func checkView(t *testing.T, name string, v View) {
	t.Helper()
	texts := []string{v.Headline.String()}
	for _, s := range v.Asides {
		texts = append(texts, s.String())
	}
	for _, f := range v.Figures {
		for _, x := range []float64{f.TodayFormula, f.WhatIfFormula} {
			if math.IsNaN(x) || math.IsInf(x, 0) {
				t.Errorf("%s: figure %s is %v", name, f.ID, x)
			}
		}
	}
	for _, c := range v.Charts {
		texts = append(texts, c.Title, c.Subtitle, c.Alt)
		for _, a := range []Axis{c.X, c.Y} {
			if !(a.Min < a.Max) || math.IsInf(a.Max, 0) {
				t.Errorf("%s: chart %s: axis %s runs from %v to %v", name, c.ID, a.Name, a.Min, a.Max)
			}
		}
		seen := map[string]bool{}
		for _, l := range c.Layers {
			if seen[l.ID] {
				t.Errorf("%s: chart %s has two layers %s", name, c.ID, l.ID)
			}
			seen[l.ID] = true
			texts = append(texts, l.Label)
			for _, ys := range [][]float64{l.X, l.Y, l.Lo, l.Hi} {
				for _, y := range ys {
					if math.IsNaN(y) {
						t.Errorf("%s: chart %s: layer %s has a NaN", name, c.ID, l.ID)
						break
					}
				}
			}
		}
	}
	for _, text := range texts {
		for _, bad := range []string{"NaN", "Inf", "unknown", "%!", "-0", "  "} {
			if strings.Contains(text, bad) {
				t.Errorf("%s: %q in %q", name, bad, text)
			}
		}
	}
}

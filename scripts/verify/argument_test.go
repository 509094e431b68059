package main

import (
	"math"
	"strings"
	"testing"

	"kingman/core/stats"
)

// chanceRow passes; the rows of the tests are it with one thing changed.
const chanceRow = `{"id": "a", "argument": "amortized-risk", "params": {"batch": 50, "clash": 0, "weeks": 8}, "figure": "chance", "setting": "whatif", "value": 0.63583, "se": 0, "method": "closed form"}`

func TestArgumentRowPasses(t *testing.T) {
	for name, text := range map[string]string{
		"one row":           chanceRow,
		"no method":         strings.Replace(chanceRow, `, "method": "closed form"`, "", 1),
		"today by a link":   strings.NewReplacer(`"batch"`, `"today.batch"`, "whatif", "today").Replace(chanceRow),
		"two of one link":   chanceRow + "\n" + chanceRow,
		"beside other rows": goodRow + "\n" + chanceRow,
	} {
		if code, out := verifyText(t, text); code != 0 {
			t.Errorf("%s: exit %d\n%s", name, code, out)
		}
	}
}

func TestArgumentRowCanFail(t *testing.T) {
	for _, c := range []struct{ name, from, to, says string }{
		{"a wrong value", "0.63583", "0.9", "chance whatif: expected 0.9, got 0.6"},
		{"the other setting", "whatif", "today", "chance today: expected 0.63583"},
		{"an unknown argument", "amortized-risk", "amortized-luck", "amortized-luck"},
		{"an unknown figure", `"chance"`, `"chances"`, `has no figure "chances"`},
		{"an unknown parameter", `"clash"`, `"crash"`, "crash"},
		{"a value that the slider lacks", `"clash": 0`, `"clash": 0.0001`, "0.0001"},
		{"a setting of neither kind", `"whatif"`, `"then"`, `setting is "then"`},
		{"no argument", "amortized-risk", "", "argument is empty"},
		{"no params", `"params"`, `"parameters"`, "no params"},
		{"no value", `"value": 0.63583`, `"values": 0.63583`, "no value"},
		{"a value that is none", "0.63583", `"NaN"`, "no value"},
		{"a value past all bounds", "0.63583", `"Inf"`, "no value"},
		{"no se", `"se": 0, `, "", "no se"},
		{"a negative se", `"se": 0`, `"se": -1`, "no se"},
		{"an endless se", `"se": 0`, `"se": "Inf"`, "no se"},
		{"no id", `"id": "a"`, `"id": ""`, "no id"},
	} {
		text := strings.Replace(chanceRow, c.from, c.to, 1)
		if text == chanceRow {
			t.Errorf("%s: nothing was changed", c.name)
		}
		if code, out := verifyText(t, text); code != 1 || !strings.Contains(out, c.says) {
			t.Errorf("%s: exit %d, want 1 and %q in\n%s", c.name, code, c.says, out)
		}
	}
}

// TestFigureRule tests the pass rule for figures on its own.
func TestFigureRule(t *testing.T) {
	simulated := func(mean, stdErr float64) shown {
		return shown{formula: 99, simulated: &stats.Estimate{Mean: mean, StdErr: stdErr}}
	}
	for _, c := range []struct {
		name      string
		value, se float64
		got       shown
		bad       bool
	}{
		{"both uncertain, inside", 10, 0.3, simulated(11.99, 0.4), false},
		{"both uncertain, outside", 10, 0.3, simulated(12.01, 0.4), true},
		{"own error only", 10, 0, simulated(10.39, 0.1), false},
		{"the row's error only", 10, 0.1, simulated(10.41, 0), true},
		{"no error, inside", 10, 0, shown{formula: 10.0009}, false},
		{"no error, outside", 10, 0, shown{formula: 10.0011}, true},
		{"simulated without an error", 10, 0, simulated(10.0011, 0), true},
		{"a formula near a simulation", 10, 0.01, shown{formula: 10.49}, false},
		{"a formula off a simulation", 10, 0.01, shown{formula: 10.51}, true},
		{"a formula near a rough simulation", 10, 0.2, shown{formula: 10.79}, false},
		{"zero", 0, 0, shown{formula: 0}, false},
		{"not zero", 0, 0, shown{formula: 1e-9}, true},
		{"not a number", 10, 1, shown{formula: math.NaN()}, true},
		{"one run", 10, 1, simulated(10, math.Inf(1)), true},
	} {
		if _, bad := compareFigure(Expected{Quantity: "wait whatif", Value: c.value}, c.se, c.got); bad != c.bad {
			t.Errorf("%s: bad = %v", c.name, bad)
		}
	}
}

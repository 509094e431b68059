package scenario

import (
	"fmt"
	"strings"
	"testing"
)

// riskStates are links where the sentence changes its mind; some are simulated
// too.
var riskStates = []struct {
	name          string
	whatIf, today map[string]float64
	simulated     bool
}{
	{"default", nil, nil, true},
	{"as today", map[string]float64{"batch": 20}, nil, true},
	{"a little smaller", map[string]float64{"batch": 15}, nil, false},
	{"bigger", map[string]float64{"batch": 40}, nil, false},
	{"just under saturation", map[string]float64{"gate": 3.5}, nil, true},
	{"at saturation", map[string]float64{"faulty": 0, "clash": 0, "gate": 4, "gate-each": 0}, nil, true},
	{"over saturation", map[string]float64{"gate": 8}, nil, true},
	{"over saturation, as today", map[string]float64{"gate": 8}, map[string]float64{"batch": 1, "gate": 8}, false},
	{"today over saturation", map[string]float64{"batch": 20}, map[string]float64{"batch": 1, "gate": 8}, false},
	{"both over saturation", map[string]float64{"gate": 12}, map[string]float64{"batch": 1, "gate": 8}, true},
	{"too large to repair", map[string]float64{"batch": 100, "clash": 0.02}, nil, false},
	{"nothing keeps up", map[string]float64{"changes": 100, "gate-each": 1}, nil, false},
	{"no difference to vouch for", map[string]float64{"batch": 20, "release-cost": 210}, nil, true},
	{"only money", map[string]float64{"batch": 20, "release-cost": 2000}, nil, true},
	{"nothing breaks", map[string]float64{"faulty": 0, "clash": 0}, nil, false},
	{"changes do not clash", map[string]float64{"clash": 0, "search-each": 0}, nil, false},
	{"big batches are cheaper", map[string]float64{"batch": 20, "clash": 0, "search-each": 0, "release-cost": 10000, "delay-cost": 10}, nil, false},
	{"one at a time is cheapest", map[string]float64{"release-cost": 20, "gate": 0.5}, nil, false},
	{"by halves", map[string]float64{"batch": 20, "searching": 1}, map[string]float64{"searching": 0}, true},
	{"no release by the date", map[string]float64{"batch": 100, "changes": 1}, nil, true},
	{"in a week", map[string]float64{"weeks": 1}, nil, true},
	{"nothing varies", map[string]float64{"variability": 0}, nil, false},
	{"everything is free", map[string]float64{"release-cost": 0, "broken-cost": 0, "delay-cost": 0}, nil, false},
}

// TestRiskWords holds every word of this argument in testdata/amortized-risk.txt,
// by formula and, of some links, with the simulation; and that the sentence
// compares only what the paired intervals support, and says so where they support
// nothing.
func TestRiskWords(t *testing.T) {
	var b strings.Builder
	write := func(name string, s State, r Results) View {
		v := s.Argument.View(s, r)
		fmt.Fprintln(&b, name)
		sayAll(&b, v)
		checkView(t, name, v)
		if n := len([]rune(v.Headline.String())); n > 212 {
			t.Errorf("%s: %d characters: %v", name, n, v.Headline)
		}
		return v
	}
	for _, n := range riskStates {
		s := riskState(t, n.whatIf, n.today)
		write(n.name+", by formula", s, Results{})
		if n.simulated {
			riskVouched(t, n.name, s, write(n.name+", simulated", s, headlines(t, s)))
		}
	}
	for n, step := range AmortizedRisk.Story {
		write(fmt.Sprintf("step %d: %s", n+1, step.Says), AmortizedRisk.AtStep(n+1), Results{})
	}
	golden(t, "amortized-risk.txt", b.String())
}

func riskVouched(t *testing.T, name string, s State, v View) {
	t.Helper()
	const refusal = "no difference that we can vouch for"
	text, compares, vouched := v.Headline.String(), false, false
	for _, span := range v.Headline {
		compares = compares || span.Role == Today && span.Param == ""
	}
	for _, f := range v.Figures[:riskFigureCost] {
		if f.Difference == nil && f.ID == "lead" { // of what is never released nobody knows whether it breaks
			t.Errorf("%s: %s was not simulated", name, f.ID)
		}
		vouched = vouched || f.Vouched()
	}
	switch refuses := strings.Contains(text, refusal); {
	case s.Same():
		if compares || refuses || !strings.Contains(text, "as today") {
			t.Errorf("%s: nothing differs: %s", name, text)
		}
	case compares && refuses, compares && !vouched, name == "only money" && !refuses, name == "no difference to vouch for" && !refuses:
		t.Errorf("%s: vouched %v: %s", name, vouched, text)
	}
}

package scenario

import (
	"fmt"
	"strings"
	"testing"
)

// assemblyNamed are links that readers will open.
var assemblyNamed = []struct {
	name   string
	values map[string]float64
}{
	{"default", nil},
	{"as today", map[string]float64{"team": 0}},
	{"just under saturation", map[string]float64{"demand": 4.5}},
	{"at saturation", map[string]float64{"slower": 0.25}},
	{"over saturation", map[string]float64{"demand": 6}},
	{"one of each", map[string]float64{"people": 4, "demand": 2}},
	{"specialists are faster", map[string]float64{"slower": 0.4}},
	{"no difference to vouch for", map[string]float64{"slower": 0.29}},
	{"a release manager", map[string]float64{"team": 0, "release": 1}},
	{"generalists and a release manager", map[string]float64{"release": 1}},
	{"from generalists to a line", map[string]float64{"team": 0, "today-team": 1}},
	{"cut finer", map[string]float64{"team": 0, "specialisms": 8, "today-specialisms": 4}},
	{"one specialism", map[string]float64{"specialisms": 1}},
	{"more specialisms than people", map[string]float64{"people": 3, "specialisms": 8, "demand": 1}},
	{"nothing varies", map[string]float64{"work-cv": 0, "arrival-cv": 0}},
	{"everything varies", map[string]float64{"work-cv": 1.5, "arrival-cv": 2}},
	{"hardly any demand", map[string]float64{"demand": 0.5, "handoff": 0}},
	{"a backlog", map[string]float64{"backlog": 60}},
	{"in three months", map[string]float64{"weeks": 13}},
	{"two years, no cost", map[string]float64{"weeks": 104, "cost": 0}},
}

// TestAssemblyWords holds every word that the page says for these links. Read the
// difference before updating it: it is what executives read.
func TestAssemblyWords(t *testing.T) {
	var b strings.Builder
	for _, n := range assemblyNamed {
		s := assemblyState(t, n.values)
		fmt.Fprintf(&b, "%s, by formula\n", n.name)
		sayAll(&b, s.Argument.View(s, Results{}))
		fmt.Fprintf(&b, "%s, simulated\n", n.name)
		v := s.Argument.View(s, headlines(t, s))
		wellFormed(t, n.name, v)
		sayAll(&b, v)
		for _, c := range v.Charts {
			if len([]rune(c.Title)) > 60 || len([]rune(c.Subtitle)) > 60 {
				t.Errorf("%s: chart %s: %q and %q are long", n.name, c.ID, c.Title, c.Subtitle)
			}
		}
		if length := len([]rune(v.Headline.String())); length > 235 {
			t.Errorf("%s: the sentence has %d characters", n.name, length)
		}
	}
	for n, step := range AssemblyLine.Story {
		fmt.Fprintf(&b, "step %d: %s\n", n+1, step.Says)
		sayAll(&b, AssemblyLine.View(AssemblyLine.AtStep(n+1), Results{}))
	}
	golden(t, "assembly-line.txt", b.String())
}

// Everything simulated for a link and said of it is the same to the last bit,
// natively and in wasm.
func TestAssemblyDigests(t *testing.T) {
	for _, d := range []struct {
		values        map[string]float64
		results, view string
	}{
		{map[string]float64{"weeks": 26}, "f8644e61d6d1d485", "416b4b75b667a4b2"},
		{map[string]float64{"weeks": 13, "team": 0, "release": 1, "work-cv": 1.2}, "e28b510ea2689446", "63877aa79b615f02"},
		{map[string]float64{"weeks": 13, "demand": 7.5, "backlog": 20, "specialisms": 7}, "84c03736e3e85363", "26cca721d518d715"},
	} {
		s := assemblyState(t, d.values)
		_, results, view := digestsOf(t, s)
		if results != d.results || view != d.view {
			t.Errorf("%v has %q, %q", d.values, results, view)
		}
	}
}

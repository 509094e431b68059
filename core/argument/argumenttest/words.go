package argumenttest

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/stats"
)

var update = flag.Bool("update", false, "write the golden files instead of comparing with them")

// StateOf returns an argument's state for pairs as in a [Case], every value of which
// must be legal.
func StateOf(t testing.TB, e *argument.Entry, pairs string) argument.State {
	t.Helper()
	s := e.Defaults()
	for _, pair := range strings.Fields(pairs) {
		key, text, _ := strings.Cut(pair, "=")
		v, err := strconv.ParseFloat(text, 64)
		if err != nil {
			t.Fatal(err)
		}
		id, today := strings.CutPrefix(key, "today.")
		i, ok := e.Index(id)
		if !ok {
			t.Fatalf("%s has no parameter %q", e.ID, id)
		}
		values := s.WhatIf
		if today {
			s.Pin(i, v)
			values = s.Today
		} else {
			s.Set(i, v)
		}
		if values[i] != v {
			t.Fatalf("%s is not legal: it became %v", pair, values[i])
		}
	}
	return s
}

// differing are the values of a state that are not the default's, as in a [Case]'s Pairs.
func differing(s argument.State) string {
	var pairs []string
	d := s.Entry.Defaults()
	for i, p := range s.Entry.Params {
		if s.WhatIf[i] != d.WhatIf[i] {
			pairs = append(pairs, p.ID+"="+number(s.WhatIf[i]))
		}
		if s.Today[i] != d.Today[i] {
			pairs = append(pairs, "today."+p.ID+"="+number(s.Today[i]))
		}
	}
	return strings.Join(pairs, " ")
}

// Settings simulates the two settings of a state, as often as it takes for the
// sentence to believe them, and none of the places on the curves.
func Settings(t testing.TB, m *argument.Model, s argument.State) argument.Results {
	t.Helper()
	r, err := argument.Run(m.Plan(s)[:2])
	if err != nil {
		t.Fatal(err)
	}
	r.Done = false
	return r
}

// vouchedForNone in the name of a case promises that its page says so.
const vouchedForNone = "no difference to vouch for"

// saturation are how the names of three cases begin of an argument whose page says how a utilization stands to what can
// be done: there a page says least what its formulas mean.
var saturation = [...]string{"just under saturation", "at saturation", "past saturation"}

// checkSaturation holds that there are all three of them where a chart has a hatch past saturation, or where there is one.
// A page that only says it in a sentence is known by the case of it that every such argument has.
func checkSaturation(t *testing.T, m *argument.Model, cases []Case) {
	t.Helper()
	var missing []string
	for _, name := range saturation {
		if !slices.ContainsFunc(cases, func(c Case) bool { return strings.HasPrefix(c.Name, name) }) {
			missing = append(missing, name)
		}
	}
	hatched := false
	for _, c := range m.View(m.Entry.Defaults(), argument.Results{}).Charts {
		hatched = hatched || slices.ContainsFunc(c.Layers, func(l argument.Layer) bool { return l.Role == argument.Beyond })
	}
	if len(missing) > 0 && (hatched || len(missing) < len(saturation)) {
		t.Errorf("there is no case whose name begins with %q", missing)
	}
}

// checkWords holds every word that the page says for the cases and at the steps of the
// story, by formula alone and with the simulation, and every figure to its last digit.
// Read the difference before updating it: it is what executives read. Of a chart only
// what differs from the default's is written. Its curves, thousands of numbers, are held
// by a hash for all that WebAssembly sees, too, and one for the rest: WebAssembly, which
// is several times slower, simulates the default and of what follows every fourth.
func checkWords(t *testing.T, m *argument.Model, cases []Case) {
	all := append([]Case{{"default", ""}}, cases...)
	if !slices.ContainsFunc(cases, func(c Case) bool { s := StateOf(t, m.Entry, c.Pairs); return s.Same() }) {
		t.Error("there is no case in which what-if is today")
	}
	checkSaturation(t, m, cases)
	var b strings.Builder
	base := map[bool]map[string]bool{}
	var left []string
	simulations := 0
	var drawn [2]strings.Builder // the numbers of what WebAssembly sees, and of the rest
	write := func(name string, s argument.State, simulated bool) (v argument.View) {
		into := &drawn[0]
		if simulated {
			if simulations++; simulations%4 != 1 {
				into = &drawn[1]
				if runtime.GOARCH == "wasm" {
					left = append(left, name)
					return
				}
			}
		}
		r := argument.Results{}
		if simulated {
			r = Settings(t, m, s)
		}
		v = m.View(s, r)
		checkView(t, name, v)
		fmt.Fprintf(&b, "\n== %s\n", name)
		lines := linesOf(v)
		first := base[simulated] == nil
		if first {
			base[simulated] = map[string]bool{}
		}
		for _, line := range lines {
			chart := strings.HasPrefix(line, "[")
			if chart && !first && base[simulated][line] {
				continue
			}
			if first {
				base[simulated][line] = true
			}
			b.WriteString(line + "\n")
		}
		if simulated {
			for _, f := range v.Figures {
				fmt.Fprintf(&b, "figure %s: formula %s, %s; simulated %s, %s; difference %s\n", f.ID, number(f.TodayFormula), number(f.WhatIfFormula),
					estimate(f.TodaySimulated), estimate(f.WhatIfSimulated), estimate(f.Difference))
			}
		}
		fmt.Fprintln(into, digest(v))
		return v
	}
	for _, c := range all {
		s := StateOf(t, m.Entry, c.Pairs)
		name := c.Name
		if c.Pairs != "" {
			name += " (" + c.Pairs + ")"
		}
		write(name+", by formula", s, false)
		v := write(c.Name+", simulated", s, true)
		if strings.Contains(c.Name, vouchedForNone) && len(v.Charts) > 0 && !strings.Contains(said(v), argument.NoDifference) {
			t.Errorf("%q says of no difference that it cannot be vouched for: %q", c.Name, v.Headline)
		}
	}
	for n, step := range m.Entry.Story {
		write(fmt.Sprintf("step %d: %s", n+1, step.Says), m.Entry.AtStep(n+1), true)
	}
	const byFormula, rest = "all numbers of all charts by formula and of every fourth simulation", "all numbers of all charts of the other simulations"
	fmt.Fprintf(&b, "\n== %s\n%s\n", byFormula, condensed(drawn[0].String()))
	if runtime.GOARCH == "wasm" {
		left = append(left, rest)
	} else {
		fmt.Fprintf(&b, "\n== %s\n%s\n", rest, condensed(drawn[1].String()))
	}
	Golden(t, "words.txt", strings.TrimPrefix(b.String(), "\n"), left...)
}

func number(x float64) string { return strconv.FormatFloat(x, 'g', -1, 64) }

func estimate(e *stats.Estimate) string {
	if e == nil {
		return "none"
	}
	return number(e.Mean) + " ± " + number(e.StdErr)
}

// linesOf are what a view says, a text a line.
func linesOf(v argument.View) []string {
	lines := []string{v.Headline.String()}
	for _, a := range v.Asides {
		lines = append(lines, a.String())
	}
	if len(v.Gap) > 0 {
		lines = append(lines, v.Gap.String())
	}
	for _, c := range v.Charts {
		add := func(what, text string) {
			if text != "" {
				lines = append(lines, "["+c.ID+"] "+what+text)
			}
		}
		add("", c.Title)
		add("subtitle: ", c.Subtitle)
		add("alt: ", c.Alt)
		for _, r := range c.Rows {
			add("row: ", r.Label)
			add("row "+r.Name+": ", r.End)
		}
		for _, l := range c.Layers {
			add(l.ID+": ", l.Label)
		}
		add("x: ", ticks(c.X))
		add("y: ", ticks(c.Y))
	}
	return lines
}

func ticks(a argument.Axis) string {
	var all []string
	for _, t := range a.Ticks {
		all = append(all, t.Text)
	}
	return strings.Join(all, " | ")
}

// Golden compares text with a file in testdata, which -update writes. The parts of the
// file that are left out begin with "== " and their names.
func Golden(t *testing.T, name, got string, left ...string) {
	t.Helper()
	path := filepath.Join("testdata", name)
	if *update {
		if err := os.MkdirAll("testdata", 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatalf("%v; if it is new, add -update", err)
	}
	parts := slices.DeleteFunc(strings.Split(string(text), "\n== "), func(part string) bool {
		head, _, _ := strings.Cut(part, "\n")
		return slices.Contains(left, head)
	})
	have, want := strings.Split(got, "\n"), strings.Split(strings.Join(parts, "\n== "), "\n")
	bad := 0
	for i := range max(len(have), len(want)) {
		a, b := "", ""
		if i < len(have) {
			a = have[i]
		}
		if i < len(want) {
			b = want[i]
		}
		if a != b {
			if bad++; bad <= 5 {
				t.Errorf("%s:%d:\n got %s\nwant %s", name, i+1, a, b)
			}
		}
	}
	if bad > 0 {
		t.Errorf("%s: %d lines differ; if they are meant to, add -update", name, bad)
	}
}

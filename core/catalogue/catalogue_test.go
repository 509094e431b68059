package catalogue

import (
	"bytes"
	"fmt"
	"math"
	"math/rand/v2"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/words"
)

// The list is one: every entry has its model, in the same order, and no id twice.
func TestEntriesAndModelsAreOneList(t *testing.T) {
	entries, models := Entries(), Models()
	if len(entries) != len(models) {
		t.Fatalf("%d entries, %d models", len(entries), len(models))
	}
	seen := map[string]bool{}
	for i, e := range entries {
		if models[i].Entry != e || seen[e.ID] {
			t.Errorf("place %d: entry %s, model of %s, or there twice", i, e.ID, models[i].Entry.ID)
		}
		seen[e.ID] = true
	}
	if m, ok := argument.Models(nil).Of(entries[0]); ok || m != nil {
		t.Error("no models answer for an entry")
	}
}

// The README's table has a row for every argument and for nothing else, and each leads to
// the folder that declares it.
func TestEveryArgumentHasARow(t *testing.T) {
	text, err := os.ReadFile("../../README.md")
	if err != nil {
		t.Fatal(err)
	}
	readme, _, _ := bytes.Cut(text, []byte("\n## Add an argument\n")) // which has the row of its example
	const row, place = `(?m)^\| \[%s\] \| .+ \| .+ \|$`, `(?m)^\[%s\]: core/catalogue/([a-z]+)$`
	for _, e := range Entries() {
		if n := len(regexp.MustCompile(fmt.Sprintf(row, e.ID)).FindAll(readme, -1)); n != 1 {
			t.Errorf("README.md has %d rows | [%s] | source | claim |, should have one", n, e.ID)
		}
		leads := regexp.MustCompile(fmt.Sprintf(place, e.ID)).FindSubmatch(readme)
		if leads == nil {
			t.Errorf("README.md has no line [%s]: core/catalogue/…", e.ID)
			continue
		}
		files, _ := filepath.Glob(filepath.Join(string(leads[1]), "*.go"))
		if !slices.ContainsFunc(files, func(file string) bool {
			text, err := os.ReadFile(file)
			return err == nil && regexp.MustCompile(`\bID:\s+"`+e.ID+`"`).Match(text)
		}) {
			t.Errorf("README.md: [%s] leads to core/catalogue/%s, which does not declare it", e.ID, leads[1])
		}
	}
	if n := len(regexp.MustCompile(fmt.Sprintf(row, "[a-z-]+")).FindAll(readme, -1)); n > len(Entries()) {
		t.Errorf("README.md has rows of %d arguments, there are %d", n, len(Entries()))
	}
}

// Every argument leads on to others, and never to itself; the way does not depend on luck.
func TestRelated(t *testing.T) {
	for _, e := range Entries() {
		to := Related(e)
		if len(to) != min(related, len(Entries())-1) || slices.Contains(to, e) || !slices.Equal(to, Related(e)) {
			t.Errorf("%s leads on to %d arguments", e.ID, len(to))
		}
	}
}

// Where items go through a network the page says where their time went; elsewhere there is no time of an item to show.
func TestWhereTheTimeGoes(t *testing.T) {
	without := []string{
		"coordination-tax", // a law of many people together; the line that is simulated is what would be without it
		"rollout-patterns", // steps of one release after another, and nothing that waits
		"reliability",      // parts that are broken or not: nothing goes through them
	}
	var got []string
	for _, m := range Models() {
		if !slices.ContainsFunc(m.Drawings, func(d argument.Drawing) bool { _, ok := d.(*argument.Lens); return ok }) {
			got = append(got, m.Entry.ID)
		}
	}
	if !slices.Equal(got, without) {
		t.Errorf("%v do not say where the time goes, should be %v", got, without)
	}
}

// mayDiffer are the ids whose labels differ from one argument to the next, with all that they
// may be, "…" standing for words of the argument's own. Every other id has one label.
var mayDiffer = map[string][]string{
	// What is worked on, asked for or comes has another name in each, and comes in its own way.
	"hours":       {"Time for a …", "Time for an …"},
	"demand":      {"Demand for …"},
	"arrival-cv":  {"How unevenly …"},
	"analysis-cv": {"How uneven … are"},
	// Who builds; where talk with others costs time, how much it would be without.
	"rate": {"Features per engineer", "Features per person, alone"},
	// What experts do so that others need them less: in security it is two things.
	"enabling": {"Experts' week spent enabling others", "Experts' week spent teaching and on tools"},
}

// labelled says which of the labels that p may have is its label, "" where none is.
func labelled(p *argument.Param, may []string) string {
	for _, label := range may {
		before, after, open := strings.Cut(label, "…")
		if p.Label == label || open && len(p.Label) > len(before+after) && strings.HasPrefix(p.Label, before) && strings.HasSuffix(p.Label, after) {
			return label
		}
	}
	return ""
}

// An id means one thing in all arguments: a value is carried from one to the next. What is
// asked for, how it is counted and which words places on the scale have is the same; how far
// the scale goes is each argument's own, and what is beyond it is not carried.
func TestAnIDMeansOneThing(t *testing.T) {
	first, where, used := map[string]*argument.Param{}, map[string]string{}, map[string]bool{}
	for _, e := range Entries() {
		for _, p := range e.Params {
			q, ok := first[p.ID]
			if !ok {
				first[p.ID], where[p.ID], q = p, e.ID, p
			}
			may, differs := mayDiffer[p.ID]
			if !differs {
				may = []string{q.Label}
			}
			label := labelled(p, may)
			if used[p.ID+label] = true; label == "" {
				t.Errorf("%s is %q in %s, and may be %q", p.ID, p.Label, e.ID, may)
			}
			if p.Unit != q.Unit || p.Zero != q.Zero || p.Log != q.Log || !slices.Equal(p.Names(), q.Names()) || !slices.Equal(p.Marks, q.Marks) {
				scale := func(p *argument.Param) []any { return []any{p.Unit, p.Zero, p.Log, p.Names(), p.Marks} }
				t.Errorf("%s has the unit, 0, logarithm, choices and marks %v in %s and %v in %s", p.ID, scale(p), e.ID, scale(q), where[p.ID])
			}
		}
	}
	for id, labels := range mayDiffer {
		for _, label := range labels {
			if !used[id+label] {
				t.Errorf("%s is nowhere %q", id, label)
			}
		}
	}
}

// One word for how uneven something is stands for one coefficient of variation, whatever the id.
func TestUnevenMeansOneThing(t *testing.T) {
	at, called := map[string]float64{}, map[float64]string{}
	for _, e := range Entries() {
		for _, p := range e.Params {
			if p.Unit != words.Ratio || !strings.HasPrefix(p.Label, "How uneven") {
				continue
			}
			for _, m := range p.Marks {
				if v, ok := at[m.Words]; ok && v != m.At {
					t.Errorf("%q is %v in %s of %s, and %v elsewhere", m.Words, m.At, p.ID, e.ID, v)
				}
				if w, ok := called[m.At]; ok && w != m.Words {
					t.Errorf("%v is %q in %s of %s, and %q elsewhere", m.At, m.Words, p.ID, e.ID, w)
				}
				at[m.Words], called[m.At] = m.At, m.Words
			}
		}
	}
}

// What Snap returns is legal, nearest, and reads back from the text that a link holds.
func TestValuesAreLegalAndNearest(t *testing.T) {
	r := rand.New(rand.NewPCG(7, 7))
	for _, e := range Entries() {
		for _, p := range e.Params {
			for range 2000 {
				v := p.Min + (1.4*r.Float64()-0.2)*(p.Max-p.Min)
				legal, _ := p.Snap(v)
				if again, ok := p.Snap(legal); !ok || again != legal {
					t.Fatalf("%s: %v is snapped to %v, and that to %v", p.ID, v, legal, again)
				}
				if v >= p.Min && v <= p.Max && math.Abs(legal-v) > p.Step/2*(1+1e-9) {
					t.Fatalf("%s: %v is snapped to %v", p.ID, v, legal)
				}
				if read, err := strconv.ParseFloat(p.Format(legal), 64); err != nil || read != legal || len(p.Format(legal)) > 12 {
					t.Fatalf("%s: %v is written %q", p.ID, legal, p.Format(legal))
				}
			}
			for _, v := range []float64{p.Min, p.Max} {
				if _, ok := p.Snap(v); !ok {
					t.Errorf("%s: its own end %v is not legal", p.ID, v)
				}
			}
		}
	}
}

// Whatever is done to a state, every value stays legal and today follows wherever it
// is not pinned.
func TestStatesStayLegal(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 1))
	for _, e := range Entries() {
		s := e.Defaults()
		for range 3000 {
			i := r.IntN(len(e.Params))
			p := e.Params[i]
			v := []float64{p.Min + (2*r.Float64()-0.5)*(p.Max-p.Min), math.NaN(), math.Inf(1), math.Inf(-1), 1e300}[r.IntN(20)%5]
			switch r.IntN(5) {
			case 0:
				s.Pin(i, v)
			case 1:
				s.Unpin(i)
			case 2:
				s.Adopt()
			default:
				s.Set(i, v)
			}
			for k, p := range e.Params {
				_, ok := p.Snap(s.WhatIf[k])
				_, okToday := p.Snap(s.Today[k])
				if !ok || !okToday || !s.Pinned[k] && s.Today[k] != s.WhatIf[k] {
					t.Fatalf("%s: %s is %v, today %v, pinned %v", e.ID, p.ID, s.WhatIf[k], s.Today[k], s.Pinned[k])
				}
			}
		}
	}
}

// Between all arguments: after any move the state that arrives is legal, and parameters that
// are not carried have their default.
func TestCarryBetweenAll(t *testing.T) {
	for _, a := range Entries() {
		if moved := argument.Carry(a.Defaults(), a.Defaults(), a); !moved.Equal(a.Defaults()) {
			t.Errorf("%s: the defaults do not carry to themselves", a.ID)
		}
		for _, end := range []func(*argument.Param) float64{func(p *argument.Param) float64 { return p.Min }, func(p *argument.Param) float64 { return p.Max }} {
			s := a.Defaults()
			for i, p := range a.Params {
				s.Set(i, end(p))
				s.Pin(i, end(p))
			}
			for _, b := range Entries() {
				got := argument.Carry(s, a.Defaults(), b)
				for i, p := range b.Params {
					_, whatIf := p.Snap(got.WhatIf[i])
					_, today := p.Snap(got.Today[i])
					if !whatIf || !today || !got.Pinned[i] && got.Today[i] != got.WhatIf[i] {
						t.Errorf("%s to %s: %s is %v, today %v", a.ID, b.ID, p.ID, got.WhatIf[i], got.Today[i])
					}
					k, shared := a.Index(p.ID)
					if (!shared || got.WhatIf[i] != s.WhatIf[k]) && got.WhatIf[i] != got.Default(i) {
						t.Errorf("%s to %s: %s became %v", a.ID, b.ID, p.ID, got.WhatIf[i])
					}
				}
			}
		}
	}
}

// No text of a page stays in dollars for a reader who counts in something else, and none
// of one look in the currency of the look before, whatever looks share.
func TestEveryTextIsInTheReadersCurrency(t *testing.T) {
	for _, m := range Models() {
		s, shared := m.Entry.Defaults(), argument.Results{Notebook: &argument.Notebook{}}
		for step := range len(m.Entry.Story) + 1 {
			said := fmt.Sprintf("%+v", m.View(s, shared).In("EUR"))
			if plain := fmt.Sprintf("%+v", m.View(s, shared)); strings.Contains(plain, "€") || strings.Contains(plain, "$") != strings.Contains(said, "€") {
				t.Errorf("%s, step %d: in dollars again it is %s", m.Entry.ID, step, plain)
			}
			if k := strings.IndexAny(said, "$"); k >= 0 {
				t.Errorf("%s, step %d: …%s", m.Entry.ID, step, said[max(0, k-60):k+10])
			}
			if strings.Contains(said, "dollar") {
				t.Errorf("%s, step %d speaks of dollars", m.Entry.ID, step)
			}
			if strings.Contains(said, "€") && !m.Entry.CountsMoney() {
				t.Errorf("%s, step %d speaks of money, and has no amount to set", m.Entry.ID, step)
			}
			s = m.Entry.AtStep(step + 1)
		}
	}
}

package argumenttest

import (
	"fmt"
	"math/rand/v2"
	"runtime"
	"slices"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/words"
)

// checkClaims holds that the sentences compare no result with today's unless the
// paired interval of that number leaves out zero, and that they do not refuse to
// compare where it does and a reader would see the difference.
func checkClaims(t *testing.T, name string, s argument.State, v argument.View) {
	t.Helper()
	compared := false
	for _, sentence := range append([]argument.Sentence{v.Headline}, v.Asides...) {
		for i, span := range sentence {
			if span.Role != argument.Today || span.Param != "" || !span.HasValue {
				continue
			}
			compared = true
			if strings.Contains(clause(sentence, i), argument.NoDifference) {
				continue
			}
			var beyond []argument.Figure // all figures that it may be: two may have one value
			supported := false
			for _, f := range v.Figures {
				switch {
				case span.Value != f.TodayBest():
				case f.Vouched() || f.TodayBest() == f.WhatIfBest():
					supported = true
				default:
					beyond = append(beyond, f)
				}
			}
			if len(beyond) > 0 && !supported {
				t.Errorf("%s: %s differs by %+v, the page says %q", name, beyond[0].ID, *beyond[0].Difference, sentence)
			}
		}
	}
	text := v.Headline.String()
	if s.Same() && (compared || strings.Contains(text, argument.NoDifference)) {
		t.Errorf("%s: nothing differs, the page says %q", name, said(v))
	}
	first := v.Figures[0]
	seen := words.Say(first.TodayBest(), first.Unit) != words.Say(first.WhatIfBest(), first.Unit)
	if first.Difference != nil && first.Vouched() && seen && strings.Contains(text, argument.NoDifference) {
		t.Errorf("%s: %s differs by %+v, the sentence says %q", name, first.ID, *first.Difference, text)
	}
}

// clause is what stands around a span of a sentence, from full stop to full stop.
func clause(s argument.Sentence, span int) string {
	before, after := s[:span].String(), s[span:].String()
	after, _, _ = strings.Cut(after, ". ")
	return before[strings.LastIndex(before, ". ")+1:] + after
}

// checkUnvouched holds that no sentence claims a difference between runs of today and of
// what-if that are drawn by lot from the same few. Random states alone would show little
// of what is said where the runs tell nothing: their two settings lie far apart.
func checkUnvouched(t *testing.T, m *argument.Model) {
	r := rand.New(rand.NewPCG(1961, 24))
	unvouched := 0
	for tries, looks := 0, 0; looks < unvouchedLooks() && tries < 1000; tries++ {
		s := RandomState(m.Entry, r)
		if tries%2 == 0 {
			differByLittle(s, r)
		}
		if s.Same() || m.Effort.In != nil && m.Effort.In(s.TodaySetting()) > simulatedItems {
			continue
		}
		looks++
		plan := m.Plan(s)[:2]
		few := replicate(t, plan[1:], func(argument.Job) int { return 4 }).Jobs[0]
		both := argument.Results{Jobs: []argument.JobResult{byLot(plan[0], few, r), byLot(plan[1], few, r)}}
		v := m.View(s, both)
		name := fmt.Sprintf("what-if %v today %v seed %d, both settings alike", s.WhatIf, s.Today, s.Seed)
		checkView(t, name, v)
		checkClaims(t, name, s, v)
		if slices.ContainsFunc(v.Figures, func(f argument.Figure) bool { return !f.Vouched() && f.TodayBest() != f.WhatIfBest() }) {
			unvouched++
		}
	}
	if unvouched == 0 {
		t.Error("no view has a difference that its runs do not tell: nothing was checked")
	}
}

// unvouchedLooks is how many views are made of runs that tell nothing.
func unvouchedLooks() int {
	if runtime.GOARCH == "wasm" {
		return 20
	}
	return 120
}

// byLot makes the replications of a job from a few of another, drawn by lot.
func byLot(job argument.Job, few argument.JobResult, r *rand.Rand) argument.JobResult {
	all := argument.JobResult{ID: job.ID, Metrics: few.Metrics, Replications: job.Replications}
	for range job.Replications {
		k := r.IntN(few.Replications) * few.Metrics
		all.Values = append(all.Values, few.Values[k:k+few.Metrics]...)
	}
	return all
}

package main

import (
	"encoding/json"
	"fmt"

	"kingman/core/stats"
)

// output is that of a contestant: how long it took for how many items, and
// the mean wait at each station and the mean lead time in each batch of them.
type output struct {
	Items float64
	Ns    float64
	Waits [][]float64
	Leads []float64
}

func readOutput(text string) (output, error) {
	var o output
	if err := json.Unmarshal([]byte(text), &o); err != nil {
		return o, fmt.Errorf("%q: %w", text, err)
	}
	if o.Items <= 0 || o.Ns <= 0 || len(o.Waits) == 0 {
		return o, fmt.Errorf("%q is not a measurement", text)
	}
	return o, nil
}

// confidence of the interval in which a contestant's means must lie about the
// exact ones. The contestants have 34 means together: the chance that a correct
// one is refused is at most one in 300. Seeds are fixed, so that it is refused
// always or never.
const confidence = 0.9999

// deviates says how many standard errors the means of an output lie from
// the exact ones at most, and returns an error if the model has others.
// Batches are long beside the time in which a line forgets, so their means
// count as independent, and the interval is Student's.
func (o *output) deviates(waits []float64, lead float64) (float64, error) {
	if len(o.Waits) != len(waits) {
		return 0, fmt.Errorf("waits at %d stations instead of %d", len(o.Waits), len(waits))
	}
	most := 0.0
	for k, series := range append(append([][]float64(nil), o.Waits...), o.Leads) {
		name, exact := fmt.Sprintf("mean wait at station %d", k), lead
		if k < len(waits) {
			exact = waits[k]
		} else {
			name = "mean lead time"
		}
		e := stats.FromReplications(series, confidence)
		if !e.Known() || e.Excludes(exact) {
			return 0, fmt.Errorf("%s %.4g (%.4g to %.4g) instead of %.4g", name, e.Mean, e.Lo, e.Hi, exact)
		}
		most = max(most, max(e.Mean-exact, exact-e.Mean)/e.StdErr)
	}
	return most, nil
}

// check holds the contestants' results of the latest round against the
// exact values, and returns the largest deviation in standard errors.
func (l *lab) check() (float64, error) {
	most := 0.0
	for _, m := range models {
		waits, lead, err := m.expected()
		if err != nil {
			return 0, err
		}
		for _, c := range contestants {
			o, ok := l.outcomes[c.name+" "+m.id]
			if !ok {
				continue
			}
			d, err := o.deviates(waits, lead)
			if err != nil {
				return 0, fmt.Errorf("%s does not simulate %s: %w", c.name, m.title, err)
			}
			most = max(most, d)
		}
	}
	return most, nil
}

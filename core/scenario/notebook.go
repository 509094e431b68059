package scenario

import "kingman/core/stats"

// A Notebook keeps from look to look what was worked out for a page, so that a
// look costs what has changed since the last one: while somebody drags a slider,
// today stays as it is, and so does the curve along that slider. Of each thing the
// last one is kept. What is read from it is to the last bit what would be worked
// out again. The zero value is empty. It belongs to one page and is not for
// concurrent use.
type Notebook struct {
	notes     map[string]any // a note[K, V] for each purpose
	estimator *stats.Estimator
}

// A note is what came out of a key.
type note[K comparable, V any] struct {
	of    K
	value V
}

// noted returns make(of), from n if it was made for the same purpose and the same
// key before. Nobody may change it, nor what it points to. A nil n keeps nothing.
func noted[K comparable, V any](n *Notebook, purpose string, of K, make func(K) V) V {
	if n == nil {
		return make(of)
	}
	if last, ok := n.notes[purpose].(note[K, V]); ok && last.of == of {
		return last.value
	}
	if n.notes == nil {
		n.notes = map[string]any{}
	}
	value := make(of)
	n.notes[purpose] = note[K, V]{of, value}
	return value
}

// estimator makes the estimates of a view.
func (r Results) estimator() *stats.Estimator {
	if r.Notebook == nil {
		return stats.NewEstimator(Confidence)
	}
	if r.Notebook.estimator == nil {
		r.Notebook.estimator = stats.NewEstimator(Confidence)
	}
	return r.Notebook.estimator
}

package argument

import (
	"slices"

	"kingman/core/stats"
)

// A Notebook keeps from look to look what was worked out for a page, so that a
// look costs what has changed since the last one: while somebody drags a slider,
// today stays as it is, and so does the curve along that slider. Of each thing the
// last one is kept. What is read from it is to the last bit what would be worked
// out again. The zero value is empty. It belongs to one page and is not for
// concurrent use.
type Notebook struct {
	kept      map[string]kept
	readings  map[string]*reading // by the id of the job
	estimator *stats.Estimator
}

// kept is what came out of a setting.
type kept struct {
	of    []float64
	value any
}

// Keep returns make(), from the page's notebook if it was made for the same purpose
// and the same setting before. Nobody may change it, nor what it points to. What is
// made may depend on nothing but the setting.
func (b *Sheet) Keep(purpose string, s Setting, make func() any) any {
	n, of := b.results.Notebook, s.values
	if b.model.FromToday {
		of = append(slices.Clone(of), s.before...)
	}
	if last, ok := n.kept[purpose]; ok && slices.Equal(last.of, of) {
		return last.value
	}
	if n.kept == nil {
		n.kept = map[string]kept{}
	}
	value := make()
	n.kept[purpose] = kept{slices.Clone(of), value}
	return value
}

// ByFormula is what [Model.Formula] says of a setting that is neither today nor what-if, kept for that purpose.
func (b *Sheet) ByFormula(purpose string, s Setting) []float64 {
	return b.Keep(purpose, s, func() any { return b.model.Formula(s) }).([]float64)
}

// A reading is what was read off the runs of a job that are in: it holds until more or
// others come.
type reading struct {
	of   JobResult
	made map[lookup]any
}

// A lookup says what was read, from which column on, of a course that begins at now.
type lookup struct {
	what   string
	column int
	now    float64
}

// reading returns the one of the runs of j that are in.
func (n *Notebook) reading(j JobResult) *reading {
	last := n.readings[j.ID]
	if last != nil && last.of.Metrics == j.Metrics && last.of.Replications == j.Replications && sameArray(last.of.Values, j.Values) {
		return last
	}
	if n.readings == nil {
		n.readings = map[string]*reading{}
	}
	r := &reading{of: j, made: map[lookup]any{}}
	n.readings[j.ID] = r
	return r
}

// forget drops the readings of jobs of which r has nothing: where a simulation is of a
// place that moves, its id is another each time.
func (n *Notebook) forget(r Results) {
	for id := range n.readings {
		if r.Job(id).Replications == 0 {
			delete(n.readings, id)
		}
	}
}

// sameArray says whether a and b are the same piece of memory. What is complete of a
// job's results is not written again, and a reading keeps its memory from being another's.
func sameArray(a, b []float64) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// once returns make(), which is called once for each lookup.
func (r *reading) once(at lookup, make func() any) any {
	value, ok := r.made[at]
	if !ok {
		value = make()
		r.made[at] = value
	}
	return value
}

// estimator makes the estimates of a view.
func (r Results) estimator() *stats.Estimator {
	if r.Notebook.estimator == nil {
		r.Notebook.estimator = stats.NewEstimator(Confidence).AllowingForSkewness()
	}
	return r.Notebook.estimator
}

// Once returns make(), which is called once for a sheet however often it is asked for.
func (b *Sheet) Once(purpose string, make func() any) any {
	if b.once == nil {
		b.once = map[string]any{}
	}
	value, ok := b.once[purpose]
	if !ok {
		value = make()
		b.once[purpose] = value
	}
	return value
}

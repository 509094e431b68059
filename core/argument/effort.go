package argument

import "math"

// An Effort bounds how much is simulated for a setting: runs with many items vary
// less, and the reader is waiting.
type Effort struct {
	// Most and Least are how many runs each of the two settings gets, MostAlong and
	// LeastAlong how many a place on a curve does. A place that gets fewer than two
	// is left to the formula.
	Most, Least, MostAlong, LeastAlong int
	// Items is how many items all runs of one of the two settings may have before
	// there are fewer than Most, and proportionally on a curve.
	Items float64
	// In is how many items one run of a setting has.
	In func(Setting) float64
	// Rare, where set, says that a few runs unlike the rest carry the mean. No interval
	// knows of runs that have not come up, so that there are [rarer] times as many of both
	// runs and items.
	Rare func(Setting) bool
}

// rarer is how many times as many runs a setting gets in which rare ones carry the mean: so many
// that, with the hundreds that a setting has otherwise, a kind of run that is one in a hundred comes
// up ten times, from which its part of the mean and of the error is roughly known.
const rarer = 5

// runs returns how many runs of at most most and at least least a setting gets. It
// depends on nothing else, so that today stays as it is while what-if moves.
func (e *Effort) runs(most, least int, s Setting) int {
	times := 1.0
	if e.Rare != nil && e.Rare(s) {
		times = rarer
	}
	runs := math.Floor(times * e.Items * float64(most) / float64(e.Most) / math.Max(1, e.In(s)))
	return int(math.Max(float64(least), math.Min(times*float64(most), runs)))
}

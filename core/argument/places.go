package argument

import "math"

// Evenly returns n+1 places, evenly along the whole slider, a logarithmic one by factors.
func Evenly(p *Param, n int) []float64 {
	places := make([]float64, n+1)
	for k := range places {
		if p.Log {
			places[k] = Axis{Min: p.Min, Max: p.Max, Log: true}.Part(float64(k) / float64(n))
			continue
		}
		places[k] = p.Min + float64(float64(k)*((p.Max-p.Min)/float64(n)))
	}
	return places
}

// Numbers are those from first up to last, step apart.
func Numbers(first, last, step float64) (all []float64) {
	for v := first; v <= last; v += step {
		all = append(all, v)
	}
	return all
}

// ValuesAt is what of says at each of some places; nil of none.
func ValuesAt(places []float64, of func(at float64) float64) (values []float64) {
	for _, at := range places {
		values = append(values, of(at))
	}
	return values
}

// ReadAt reads a row at a place between two of its indices, of which the first is 0; beyond its ends it is as at them. The
// row has one value at least.
func ReadAt(row []float64, at float64) float64 {
	at = math.Min(math.Max(0, at), float64(len(row)-1))
	k := int(at)
	if k+1 == len(row) {
		return row[k]
	}
	return row[k] + float64((at-float64(k))*(row[k+1]-row[k]))
}

// Between reads a row of two values at least at a place between two of its indices; beyond the last one it goes on as before.
func Between(row []float64, place float64) float64 {
	k := min(int(place), len(row)-2)
	return row[k] + float64((float64(place)-float64(k))*(row[k+1]-row[k]))
}

// Least is the first of n places at which a number is least, by more than rounding, and that number there; −1 and +Inf
// where it is +Inf, or NaN, everywhere.
func Least(n int, of func(k int) float64) (at int, least float64) {
	at, least = -1, math.Inf(1)
	for k := range n {
		if v := of(k); v < least && (at < 0 || v < least-float64(1e-12*math.Abs(least))) {
			at, least = k, v
		}
	}
	return at, least
}

// PlacesAt and RunsAt are places of a sweep that are the same for every setting.
func PlacesAt(at ...float64) func(Setting) []float64 { return func(Setting) []float64 { return at } }

func RunsAt(at ...float64) func(Setting, Axis) []float64 {
	return func(Setting, Axis) []float64 { return at }
}

// EvenRuns are n places to simulate, evenly along the axis up to its end, and WholeRuns whole numbers about there.
func EvenRuns(n int) func(Setting, Axis) []float64 {
	return func(_ Setting, x Axis) (at []float64) {
		for k := range n {
			at = append(at, x.Max*float64(k+1)/float64(n))
		}
		return at
	}
}

func WholeRuns(n int) func(Setting, Axis) []float64 {
	return func(s Setting, x Axis) []float64 {
		at := EvenRuns(n)(s, x)
		for k := range at {
			at[k] = math.Floor(at[k])
		}
		return at
	}
}

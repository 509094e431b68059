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

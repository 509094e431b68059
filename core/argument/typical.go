package argument

import "math"

// Typical returns the replication that is nearest to the mean of those that are in,
// counted from 0: by all of the argument's numbers that are counted, in both settings together, each in
// units of its own variance. It is 0 where nothing is in.
func (m *Model) Typical(s State, r Results) int {
	sides := []JobResult{r.Job(whatIfID)}
	if !s.Same() {
		sides = append(sides, r.Job(todayID))
	}
	n := math.MaxInt
	for _, j := range sides {
		n = min(n, j.Replications)
	}
	far := make([]float64, n)
	for _, j := range sides {
		column := 0
		for _, number := range m.Numbers {
			if number.Count != nil {
				j.addSquares(far, column)
				column += 2
			}
		}
	}
	best := 0
	for k, v := range far {
		if v < far[best] {
			best = k
		}
	}
	return best
}

// addSquares adds to each of far the squared distance of that replication's number from
// the mean, in units of the number's variance: nothing where none of them has the
// number, an infinity where only this one has not. The number is a ratio of two, the
// first of them in column at.
func (j JobResult) addSquares(far []float64, at int) {
	if j.Replications == 0 || j.Metrics < at+2 {
		return
	}
	num, den := j.column(at), j.column(at+1)
	var sums [2]float64
	for k := range num {
		sums[0], sums[1] = sums[0]+num[k], sums[1]+den[k]
	}
	mean := sums[0] / sums[1]
	square := func(k int) float64 { d := num[k]/den[k] - mean; return float64(d * d) }
	variance, count := 0.0, 0.0
	for k := range num {
		if den[k] > 0 {
			variance, count = variance+square(k), count+1
		}
	}
	if count == 0 || variance == 0 {
		return
	}
	for k := range far {
		if den[k] > 0 {
			far[k] += square(k) / (variance / count)
		} else {
			far[k] = math.Inf(1)
		}
	}
}

package network

// A powerSeries has one variable z(r) for each class, cut off
// at the populations: at index Σ n(r)·stride(r) the coefficient of Π z(r)^n(r). As
// a normalising constant it says how likely the states of a set of stations
// are, for all smaller populations at once. Every operation has positive terms
// only, so nothing is ever lost to cancellation.
type powerSeries struct {
	stride []int // of each class; the first runs fastest
	size   []int // population + 1 of each class
	g      []wide
}

// newPowerSeries returns the series of a lone delay in which class r spends
// think[r] hours: Π (think(r)·z(r))^n(r)/n(r)!.
func newPowerSeries(population []int, think []wide) powerSeries {
	s := powerSeries{}
	states := 1
	for _, n := range population {
		s.stride = append(s.stride, states)
		s.size = append(s.size, n+1)
		states *= n + 1
	}
	s.g = make([]wide, states)
	s.g[0] = widen(1)
	for r, stride := range s.stride { // extend to class r what has classes below r
		for n := 1; n < s.size[r]; n++ {
			f := think[r].times(widen(1 / float64(n)))
			for i := range stride {
				s.g[n*stride+i] = s.g[(n-1)*stride+i].times(f)
			}
		}
	}
	return s
}

func (s powerSeries) clone() powerSeries {
	s.g = append([]wide(nil), s.g...)
	return s
}

// rows visits the runs of places in which only the first class changes, from
// start on, ascending or descending. others lists the further classes of which
// these places have at least one item.
func (s powerSeries) rows(descending bool, visit func(start int, others []int)) {
	run := s.size[0]
	others := make([]int, 0, len(s.size))
	for k := range len(s.g) / run {
		if descending {
			k = len(s.g)/run - 1 - k
		}
		others = others[:0]
		for r := 1; r < len(s.size); r++ {
			if k*run/s.stride[r]%s.size[r] > 0 {
				others = append(others, r)
			}
		}
		visit(k*run, others)
	}
}

// below returns Σ d(r)·g(n − 1(r)): the coefficient at index of u·g, where
// u = Σ d(r)·z(r).
func (s powerSeries) below(index, start int, others []int, d []wide) wide {
	var sum wide
	if index > start {
		sum = d[0].times(s.g[index-1])
	}
	for _, r := range others {
		sum = sum.plus(d[r].times(s.g[index-s.stride[r]]))
	}
	return sum
}

// divide multiplies g by 1/(1 − u), a single server of demands d.
func (s powerSeries) divide(d []wide) {
	s.rows(false, func(start int, others []int) {
		for i := start; i < start+s.size[0]; i++ {
			s.g[i] = s.g[i].plus(s.below(i, start, others, d))
		}
	})
}

// multiply multiplies g by u.
func (s powerSeries) multiply(d []wide) {
	s.rows(true, func(start int, others []int) {
		for i := start + s.size[0] - 1; i >= start; i-- {
			s.g[i] = s.below(i, start, others, d)
		}
	})
}

// servers multiplies g by Σ over j < c of (1 − j/c)·u^j/j!, by Horner's rule from
// the highest j that the populations allow. Together with divide by u/c this
// is a station of c servers: Σ u^j/Π min(i, c) = Σ over j < c of
// (1 − j/c)·u^j/j! / (1 − u/c).
func (s powerSeries) servers(c int, d []wide) {
	most := 0
	for _, size := range s.size {
		most += size - 1
	}
	g := s.clone().g
	highest := min(c-1, most)
	scale(s.g, float64(c-highest)/float64(c))
	part := make([]wide, len(d))
	for j := highest - 1; j >= 0; j-- {
		for r := range d {
			part[r] = d[r].times(widen(1 / float64(j+1)))
		}
		weight := widen(float64(c-j) / float64(c))
		s.rows(true, func(start int, others []int) {
			for i := start + s.size[0] - 1; i >= start; i-- {
				s.g[i] = s.below(i, start, others, part).plus(weight.times(g[i]))
			}
		})
	}
}

func scale(g []wide, by float64) {
	w := widen(by)
	for i := range g {
		g[i] = g[i].times(w)
	}
}

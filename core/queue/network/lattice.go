package network

// A lattice holds a power series in one variable z(r) for each class, cut off
// at the populations: at index Σ n(r)·stride(r) the coefficient of Π z(r)^n(r). As
// a normalising constant it says how likely the states of a set of stations
// are, for all smaller populations at once. Every operation has positive terms
// only, so nothing is ever lost to cancellation.
type lattice struct {
	stride []int // of each class; the first runs fastest
	size   []int // population + 1 of each class
	g      []wide
}

// newLattice returns the series of a lone delay in which class r spends
// think[r] hours: Π (think(r)·z(r))^n(r)/n(r)!.
func newLattice(population []int, think []wide) lattice {
	l := lattice{}
	states := 1
	for _, n := range population {
		l.stride = append(l.stride, states)
		l.size = append(l.size, n+1)
		states *= n + 1
	}
	l.g = make([]wide, states)
	l.g[0] = widen(1)
	for r, stride := range l.stride { // extend to class r what has classes below r
		for n := 1; n < l.size[r]; n++ {
			f := think[r].times(widen(1 / float64(n)))
			for i := range stride {
				l.g[n*stride+i] = l.g[(n-1)*stride+i].times(f)
			}
		}
	}
	return l
}

func (l lattice) clone() lattice {
	l.g = append([]wide(nil), l.g...)
	return l
}

// rows visits the runs of places in which only the first class changes, from
// start on, ascending or descending. others lists the further classes of which
// these places have at least one item.
func (l lattice) rows(descending bool, visit func(start int, others []int)) {
	run := l.size[0]
	others := make([]int, 0, len(l.size))
	for k := range len(l.g) / run {
		if descending {
			k = len(l.g)/run - 1 - k
		}
		others = others[:0]
		for r := 1; r < len(l.size); r++ {
			if k*run/l.stride[r]%l.size[r] > 0 {
				others = append(others, r)
			}
		}
		visit(k*run, others)
	}
}

// below returns Σ d(r)·g(n − 1(r)): the coefficient at index of u·g, where
// u = Σ d(r)·z(r).
func (l lattice) below(index, start int, others []int, d []wide) wide {
	var sum wide
	if index > start {
		sum = d[0].times(l.g[index-1])
	}
	for _, r := range others {
		sum = sum.plus(d[r].times(l.g[index-l.stride[r]]))
	}
	return sum
}

// divide multiplies g by 1/(1 − u), a single server of demands d.
func (l lattice) divide(d []wide) {
	l.rows(false, func(start int, others []int) {
		for i := start; i < start+l.size[0]; i++ {
			l.g[i] = l.g[i].plus(l.below(i, start, others, d))
		}
	})
}

// multiply multiplies g by u.
func (l lattice) multiply(d []wide) {
	l.rows(true, func(start int, others []int) {
		for i := start + l.size[0] - 1; i >= start; i-- {
			l.g[i] = l.below(i, start, others, d)
		}
	})
}

// servers multiplies g by Σ over j < c of (1 − j/c)·u^j/j!, by Horner's rule from
// the highest j that the populations allow. Together with divide by u/c this
// is a station of c servers: Σ u^j/Π min(i, c) = Σ over j < c of
// (1 − j/c)·u^j/j! / (1 − u/c).
func (l lattice) servers(c int, d []wide) {
	most := 0
	for _, size := range l.size {
		most += size - 1
	}
	g := l.clone().g
	highest := min(c-1, most)
	scale(l.g, float64(c-highest)/float64(c))
	part := make([]wide, len(d))
	for j := highest - 1; j >= 0; j-- {
		for r := range d {
			part[r] = d[r].times(widen(1 / float64(j+1)))
		}
		weight := widen(float64(c-j) / float64(c))
		l.rows(true, func(start int, others []int) {
			for i := start + l.size[0] - 1; i >= start; i-- {
				l.g[i] = l.below(i, start, others, part).plus(weight.times(g[i]))
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

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

// below returns Σ d(r)·g(n − 1(r)): the coefficient at n of u·g, where
// u = Σ d(r)·z(r). at holds n; index its place.
func (l lattice) below(at []int, index int, d []wide) wide {
	var sum wide
	for r, n := range at {
		if n > 0 && d[r].m > 0 {
			sum = sum.plus(d[r].times(l.g[index-l.stride[r]]))
		}
	}
	return sum
}

// up visits every place in ascending order.
func (l lattice) up(visit func(at []int, index int)) {
	at := make([]int, len(l.size))
	for index := range l.g {
		visit(at, index)
		for r := range at {
			if at[r]++; at[r] < l.size[r] {
				break
			}
			at[r] = 0
		}
	}
}

// down visits every place in descending order.
func (l lattice) down(visit func(at []int, index int)) {
	at := make([]int, len(l.size))
	for r := range at {
		at[r] = l.size[r] - 1
	}
	for index := len(l.g) - 1; index >= 0; index-- {
		visit(at, index)
		for r := range at {
			if at[r]--; at[r] >= 0 {
				break
			}
			at[r] = l.size[r] - 1
		}
	}
}

// divide multiplies g by 1/(1 − u), a single server of demands d.
func (l lattice) divide(d []wide) {
	l.up(func(at []int, index int) {
		l.g[index] = l.g[index].plus(l.below(at, index, d))
	})
}

// multiply multiplies g by u.
func (l lattice) multiply(d []wide) {
	l.down(func(at []int, index int) {
		l.g[index] = l.below(at, index, d)
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
		l.down(func(at []int, index int) {
			l.g[index] = l.below(at, index, part).plus(weight.times(g[index]))
		})
	}
}

func scale(g []wide, by float64) {
	w := widen(by)
	for i := range g {
		g[i] = g[i].times(w)
	}
}

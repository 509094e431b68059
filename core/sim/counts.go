package sim

// Counts are those of a Histogram in a window, in little room: only the cells from the first to the last that are not empty. They
// never change.
type Counts struct {
	Count int64
	first int
	cells []int64
}

// Since returns the counts of h since its earlier state.
func (h *Histogram) Since(earlier *Histogram) Counts {
	first, last := len(h.cells), -1
	for k := range h.cells {
		if h.cells[k] != earlier.cells[k] {
			first, last = min(first, k), k
		}
	}
	c := Counts{Count: h.Count - earlier.Count, first: first}
	for k := first; k <= last; k++ {
		c.cells = append(c.cells, h.cells[k]-earlier.cells[k])
	}
	return c
}

// AddTo adds the counts to h.
func (c *Counts) AddTo(h *Histogram) {
	h.Count += c.Count
	for k, n := range c.cells {
		h.cells[c.first+k] += n
	}
}

// AtMost returns how many of the times do not exceed x, those of the cell that x is in taken to be spread evenly.
func (c *Counts) AtMost(x float64) float64 {
	count := 0.0
	for k, n := range c.cells {
		if c.first+k == 0 {
			count += float64(n)
			continue
		}
		switch lo, hi := cellBounds(c.first + k); {
		case hi <= x:
			count += float64(n)
		case lo < x:
			count += float64(float64(n) * ((x - lo) / (hi - lo)))
		}
	}
	return count
}

package sim

import "math"

// A Histogram counts times in cells whose width is 1/32 of a power of two, from 2⁻³⁰ to 2³⁴ hours, and zeros apart. It takes
// the same memory whatever passes through, and is exact to about 0.1 % for quantiles of smooth distributions: within a
// cell, times are taken to be spread evenly. The zero Histogram is empty.
type Histogram struct {
	Count int64
	cells [cellsPerOctave * octaves]int64 // the first is for 0 and times below the smallest cell, the last for all that are above it
}

const (
	octaves        = 64
	cellsPerOctave = 32
	lowestOctave   = -30
	cellShift      = 52 - 5
	lowestCell     = (1023 + lowestOctave) << 5
)

// Add counts a time, which must not be negative.
func (h *Histogram) Add(x float64) {
	h.Count++
	h.count(x)
}

// addZero is Add(0).
func (h *Histogram) addZero() {
	h.Count++
	h.cells[0]++
}

// count is Add for a caller who keeps Count.
func (h *Histogram) count(x float64) {
	// Selection by masks, as in plainNet.
	k := int(math.Float64bits(x)>>cellShift) - lowestCell + 1
	k &^= k >> 63
	over := k - (len(h.cells) - 1)
	k -= over &^ (over >> 63)
	h.cells[k&(len(h.cells)-1)]++
}

// Merge adds the counts of o.
func (h *Histogram) Merge(o *Histogram) {
	h.Count += o.Count
	for k := range h.cells {
		h.cells[k] += o.cells[k]
	}
}

// Quantile returns the time that a share p (from 0 to 1) of those counted do not exceed; NaN if none were counted.
func (h *Histogram) Quantile(p float64) float64 {
	if h.Count == 0 {
		return math.NaN()
	}
	rank := float64(p * float64(h.Count))
	below := 0.0
	for k, n := range h.cells {
		if n == 0 {
			continue
		}
		if below+float64(n) >= rank {
			if k == 0 {
				return 0
			}
			lo, hi := cellBounds(k)
			return lo + float64((hi-lo)*max(rank-below, 0))/float64(n)
		}
		below += float64(n)
	}
	return math.NaN()
}

// Above returns the share of times beyond x.
func (h *Histogram) Above(x float64) float64 {
	if h.Count == 0 {
		return math.NaN()
	}
	above := 0.0
	for k, n := range h.cells {
		if n == 0 || k == 0 {
			continue
		}
		switch lo, hi := cellBounds(k); {
		case lo >= x:
			above += float64(n)
		case hi > x:
			above += float64(float64(n) * ((hi - x) / (hi - lo)))
		}
	}
	return above / float64(h.Count)
}

// cellBounds are the ends of cell k ≥ 1.
func cellBounds(k int) (lo, hi float64) {
	at := func(k int) float64 { return math.Float64frombits(uint64(k-1+lowestCell) << cellShift) }
	return at(k), at(k + 1)
}

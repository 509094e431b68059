package single

import "math"

// histogram counts waits in bins whose width is 1/64 of a power of two, from 2^-20 to 2^20 mean services: a quantile read
// from it, interpolated within its bin, is within a few parts in ten thousand of the exact one of the same waits wherever
// their density is smooth, and never further off than a bin (1.6 %). Bin 0 holds those who did not wait.
type histogram [histogramBins + 2]uint32

const (
	histogramSub     = 6 // bits of the mantissa that tell bins apart
	histogramOctaves = 40
	histogramBins    = histogramOctaves << histogramSub
	histogramShift   = 52 - histogramSub
	histogramBase    = (1023 - histogramOctaves/2) << histogramSub
)

// noWait is the share of a mean service below which a difference of two times is rounding and not a wait.
const noWait = 1e-9

// bin returns the bin of a wait, in mean services; below 0 for who did not wait. It has no branch, as in ifAbove.
func bin(wait float64) uint64 {
	key := toKey(wait)
	i := key>>histogramShift - histogramBase
	i &^= i >> 63
	waits := (toKey(noWait) - key) &^ key >> 63 // −1 if it is a wait; the sign of a difference, unless key itself is negative
	return min(uint64((i+1)&waits), histogramBins+1)
}

// count adds the waits of items, times scale.
func (h *histogram) count(arrived, ready []float64, scale float64) {
	ready = ready[:len(arrived)]
	i := 0
	for ; i < len(arrived)-3; i += 4 {
		h[bin(float64((ready[i]-arrived[i])*scale))]++
		h[bin(float64((ready[i+1]-arrived[i+1])*scale))]++
		h[bin(float64((ready[i+2]-arrived[i+2])*scale))]++
		h[bin(float64((ready[i+3]-arrived[i+3])*scale))]++
	}
	for ; i < len(arrived); i++ {
		h[bin(float64((ready[i]-arrived[i])*scale))]++
	}
}

// edge returns the lower edge of bin i ≥ 1, in mean services; that of bin 1 is 0.
func edge(i int) float64 {
	if i <= 1 {
		return 0
	}
	return math.Float64frombits(uint64(i-1+histogramBase) << histogramShift)
}

// at returns the bin that holds the p-quantile and how far into it, as a share of its counts, the quantile lies. Total
// must be the sum of all bins, above 0.
func (h *histogram) at(p, total float64) (i int, share float64) {
	target := float64(p * total)
	below := 0.0
	last := 0
	for i, n := range h {
		if n == 0 {
			continue
		}
		if c := float64(n); below+c >= target {
			return i, max(0, (target-below)/c)
		}
		below += float64(n)
		last = i
	}
	return last, 1
}

// value returns the wait at a place within a bin, in mean services. Beyond the last bin it is the last bin's edge.
func value(i int, share float64) float64 {
	low := edge(i)
	if i == 0 || i > histogramBins {
		return low
	}
	return low + float64(share*(edge(i+1)-low))
}

// below returns how many waits lie below a place within a bin.
func (h *histogram) below(i int, share float64) float64 {
	sum := 0.0
	for _, n := range h[:i] {
		sum += float64(n)
	}
	return sum + float64(share*float64(h[i]))
}

// add takes the counts of g.
func (h *histogram) add(g *histogram) {
	for i, n := range g {
		h[i] += n
	}
}

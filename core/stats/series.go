package stats

import "math"

// Series holds one long run of a quantity as means of consecutive batches, in constant memory: at most 512
// batches, which begin with 5 values each and double in length whenever they run out. The zero value is empty.
type Series struct {
	means   [seriesBatches]float64 // completed batches; of the current one only the sum below
	full    int                    // completed batches
	per     int                    // values in a batch
	sum     float64                // of the current batch
	in      int                    // values in the current batch
	scratch [seriesBatches]float64
}

const seriesBatches = 512

// Add takes the next value.
func (s *Series) Add(x float64) {
	if s.per == 0 {
		s.per = 5 // the 5 of MSER-5
	}
	s.sum += x
	s.in++
	if s.in == s.per {
		s.close()
	}
}

// AddBlock takes the next len(x) values.
func (s *Series) AddBlock(x []float64) {
	if s.per == 0 {
		s.per = 5
	}
	for len(x) > 0 {
		n := min(s.per-s.in, len(x))
		sum := s.sum
		for _, v := range x[:n] {
			sum += v
		}
		s.sum = sum
		s.in += n
		if s.in == s.per {
			s.close()
		}
		x = x[n:]
	}
}

// close completes the current batch, and halves the number of batches when there is no room for another.
func (s *Series) close() {
	s.means[s.full] = s.sum / float64(s.per)
	s.full++
	s.sum, s.in = 0, 0
	if s.full == seriesBatches {
		for i := range seriesBatches / 2 {
			s.means[i] = 0.5 * (s.means[2*i] + s.means[2*i+1])
		}
		s.full /= 2
		s.per *= 2
	}
}

// N returns the number of values in completed batches.
func (s *Series) N() int { return s.full * s.per }

// Means returns the means of the completed batches, oldest first. The slice is the series' own: read it only.
func (s *Series) Means() []float64 { return s.means[:s.full] }

// BatchLength returns the number of values in a batch, 0 for an empty series.
func (s *Series) BatchLength() int { return s.per }

// MSER returns how many values at the front of x to leave out as warm-up: the d that minimises the
// standard error of the mean of the rest as if they were independent, Σ(xᵢ − mean)²/(n − d)² (White 1997; MSER-5 when
// each x is the mean of 5 observations, White, Cobb and Spratt 2000). Only d up to n/2 is considered, and ok is
// false when the smallest lies there or n < 10: then the run is too short to tell.
func MSER(x []float64) (d int, ok bool) {
	n := len(x)
	if n < 10 {
		return 0, false
	}
	var a Accumulator
	best := math.Inf(1)
	for i := n - 1; i >= 0; i-- {
		a.Add(x[i])
		if i > n/2 {
			continue
		}
		m := float64(n - i)
		if v := a.ss / float64(m*m); v <= best {
			best, d = v, i
		}
	}
	return d, d < n/2
}

// longBatches is the number of batches that the interval of a steady state is judged from.
const longBatches = 32

// SteadyState estimates the long-run mean. The warm-up that MSER finds is left out, the rest is cut into up to 32
// batches of equal length, and Student's t is applied to their means (Law and Kelton, batch means). It warns if
// the warm-up may not be over, or if neighbouring batches still correlate, which makes the interval too narrow.
func (s *Series) SteadyState(confidence float64) Estimate {
	return s.SteadyStateFrom(s.warmup(), confidence)
}

func (s *Series) warmup() int {
	d, ok := MSER(s.Means())
	if !ok {
		return -1
	}
	return d
}

// WarmUp returns how many values SteadyState leaves out at the front, and whether the warm-up seems to be over.
func (s *Series) WarmUp() (values int, ok bool) {
	d, ok := MSER(s.Means())
	return d * s.per, ok
}

// SteadyStateFrom is SteadyState with the first skip batches left out (not values: see BatchLength); skip < 0 means
// that no warm-up could be found, leaves out half and says so. It serves quantities that must share one warm-up.
func (s *Series) SteadyStateFrom(skip int, confidence float64) Estimate {
	found := skip >= 0
	if !found {
		skip = s.full / 2
	}
	x := s.Means()[min(skip, s.full):]
	if len(x) == 0 {
		return nothing(0, confidence)
	}
	group := (len(x) + longBatches - 1) / longBatches
	x = x[len(x)%group:] // values that fill no batch leave with the warm-up
	long := s.scratch[:0]
	for ; len(x) > 0; x = x[group:] {
		sum := 0.0
		for _, v := range x[:group] {
			sum += v
		}
		long = append(long, sum/float64(group))
	}
	e := FromReplications(long, confidence)
	if !found {
		e.warn("The run is too short to tell where its warm-up ends; half of it was left out.")
	}
	if r := Lag1(long); len(long) >= fewestTrusted && r > 2/math.Sqrt(float64(len(long))) {
		e.warn("Neighbouring batches correlate (%.2f): the interval is too narrow, run longer.", r)
	}
	return e
}

// Lag1 returns the first autocorrelation of x, 0 for fewer than three values or no variance. For independent values it is
// about normal with variance 1/n.
func Lag1(x []float64) float64 {
	var a Accumulator
	for _, v := range x {
		a.Add(v)
	}
	if a.n < 3 || a.ss == 0 {
		return 0
	}
	sum := 0.0
	for i := 1; i < len(x); i++ {
		sum += float64((x[i] - a.mean) * (x[i-1] - a.mean))
	}
	return sum / a.ss
}

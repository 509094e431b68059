package queue

import (
	"math"

	"kingman/core/portable"
)

// A RenewalCount is how many items of a RenewalStream come by a time: some numbers, and how
// likely each of them is.
type RenewalCount struct {
	stream          RenewalStream
	until           float64
	counts, weights []float64
}

// mostCounts is how many numbers a RenewalCount looks at: enough for four digits, and few
// enough for a curve in a drag's frame.
const mostCounts = 60

// CountBy returns how many items come by time T, in hours from 0 to 1e12, by the normal
// approximation of a renewal process: mean λT + (Ca²−1)/2 and variance Ca²λT (D. R. Cox, Renewal
// Theory, 1962), 0.1 at least. At most 1e12 items may be expected. Errors are *FieldError.
func (f RenewalStream) CountBy(T float64) (RenewalCount, error) {
	if err := errorsFirst(f.check(), nonNegative("T", T)); err != nil {
		return RenewalCount{}, err
	}
	c := RenewalCount{stream: f, until: T}
	due := float64(f.Rate * T)
	switch {
	case due > largest:
		return RenewalCount{}, &FieldError{"T", T, "so short that at most 1e12 items are expected"}
	case due == 0:
		c.counts, c.weights = []float64{0}, []float64{1}
		return c, nil
	}
	mean, sd := due+float64((f.SCV-1)/2), math.Sqrt(math.Max(float64(f.SCV*due), 0.1))
	low, high := math.Max(0, math.Ceil(mean-float64(5*sd))), math.Floor(mean+float64(5*sd))
	// A stride that is no whole number keeps step with no batch.
	stride := math.Max(1, (high-low)/mostCounts)
	total := 0.0
	for i := 0.0; ; i++ {
		k := low + math.Floor(float64(i*stride))
		if k > high {
			break
		}
		z := (k - mean) / sd
		w := portable.Exp(-float64(z*z) / 2)
		c.counts, c.weights = append(c.counts, k), append(c.weights, w)
		total += w
	}
	for i := range c.weights {
		c.weights[i] /= total
	}
	return c, nil
}

// Batches gathers items until there are so many that they go on together to a station
// that serves one batch after another: changes that are released together, orders that are
// shipped once a load is full.
type Batches struct {
	// Size is n, the items of a batch, from 1 to 1000000.
	Size int
	// Station serves batches: its ArrivalRate and ArrivalSCV are those of batches (of a renewal
	// stream λ/n and Ca²/n).
	Station Station
	// Release is the mean hours from the beginning of a batch's service to when it is out, and
	// Settle those from there to the end of its service; each 0 to 1e12. They are the two parts of the
	// mean service.
	Release, Settle float64
}

// Validate returns a *FieldError for the first field outside its range.
func (b Batches) Validate() error {
	if b.Size < 1 || b.Size > maxServers {
		return &FieldError{"Size", float64(b.Size), legalServers}
	}
	return errorsFirst(within("Station", b.Station.Validate()), nonNegative("Release", b.Release), nonNegative("Settle", b.Settle))
}

// A BatchesHorizon is what has come of Batches by a date.
type BatchesHorizon struct {
	Arrived float64 // items that came
	// MeanSojourn is the hours from an item's arrival to the end of its batch's service, of all
	// that came, those not so far by their age; 0 if none did.
	MeanSojourn float64
	Released    float64 // items whose batch is out
	// Settling is the hours, all batches together, between being out and the end of the service.
	Settling float64
}

// By returns what has come of it when so many items have come. The count is the same for every
// size; its stream is that of items, and Station.ArrivalRate should be its Rate/Size. Errors are
// *FieldError only.
//
// [ours] Given that k items came by T, they came evenly, T/(k+1) apart in the mean (exact for a
// Poisson stream), which says when batches are full and for how long items wait for theirs. A
// batch that is full x hours before T waits for those before it as long as
// Station.AtHorizon says of who arrives when the station has run for so long, from empty; its service
// takes its mean.
//
// Region: for batches of 1 to 20, SCVs from 0.25 to 4 and 130 to 520 items by T, sojourns, what is out and
// what settles are within a tenth of simulations while the station is at most three quarters
// busy, and within a fifth up to one and a half times what it can do.
func (b Batches) By(count RenewalCount) (BatchesHorizon, error) {
	if err := b.Validate(); err != nil {
		return BatchesHorizon{}, err
	}
	n, rate, T := float64(b.Size), count.stream.Rate, count.until
	arrived, left, hours := count.inBatches(n)
	span := 0.0
	if left > 0 {
		span = math.Min(left/rate, T)
	}
	var trip batchTrip
	if span > 0 {
		var err error
		if trip, err = b.trip(span); err != nil {
			return BatchesHorizon{}, err
		}
	}
	h := BatchesHorizon{Arrived: arrived}
	served := 0.0 // hours that items spent after their batch was full
	add := func(batches, inside, settling, released float64) {
		served += float64(batches * float64(n*inside))
		h.Settling += float64(batches * settling)
		h.Released += float64(batches * float64(n*released))
	}
	if left/n > mostBatches {
		// Batches are full evenly over the last hours before T.
		inside, settling, released := trip.all()
		add(rate/n, inside, settling, released)
	} else {
		for i, k := range count.counts {
			for full := n; full <= k; full += n {
				inside, settling, released := trip.of(float64(T * (1 - full/(k+1))))
				add(count.weights[i], inside, settling, released)
			}
		}
	}
	if arrived > 0 {
		h.MeanSojourn = (hours + served) / arrived
	}
	return h, nil
}

// mostBatches is up to how many full batches are looked at one by one; more are
// spread evenly.
const mostBatches = 12

// inBatches is how many items came, how many of them are in full batches of n, and how many hours
// all of them waited for theirs: in a full one n(n−1)/2 gaps between items, and m(m+1)/2
// for the m that are left over.
func (c RenewalCount) inBatches(n float64) (arrived, full, hours float64) {
	for i, k := range c.counts {
		w := c.weights[i]
		batches := math.Floor(k / n)
		m := k - float64(batches*n)
		arrived += float64(w * k)
		full += float64(w * float64(batches*n))
		gaps := float64(float64(batches*float64(n*(n-1)))/2) + float64(float64(m*(m+1))/2)
		hours += float64(w*float64(gaps*c.until)) / (k + 1)
	}
	return arrived, full, hours
}

// tripCells is into how many parts the time up to the date is cut. The wait of batches is
// computed where they meet and is linear between: exactly so far beyond saturation; closer
// to it the wait grows like a root, and so do the parts.
const tripCells = 6

// A batchTrip is what a full batch goes through.
type batchTrip struct {
	release, settle float64
	// Batches that are full more than edges[i] hours before the date, and no more than
	// edges[i+1], wait so long for the ones before them. Edges rise.
	edges [tripCells + 1]float64
	wait  [tripCells]straightLine
}

// trip is the trip of batches that are full over the last span hours before the date. The
// first of them find the station empty.
func (b Batches) trip(span float64) (batchTrip, error) {
	t := batchTrip{release: b.Release, settle: b.Settle}
	station, err := b.Station.Transient(0)
	if err != nil {
		return t, within("Station", err)
	}
	var waits [tripCells + 1]float64
	for i := range t.edges {
		part := float64(tripCells-i) / tripCells
		after := float64(span * float64(part*part))
		h, err := station.At(after, 0)
		if err != nil {
			return t, err
		}
		t.edges[i], waits[i] = span-after, h.MeanWait
	}
	for i := range t.wait {
		slope := (waits[i+1] - waits[i]) / (t.edges[i+1] - t.edges[i])
		t.wait[i] = straightLine{waits[i] - float64(slope*t.edges[i]), slope}
	}
	return t, nil
}

// of is what has become, by the date, of a batch that was full x hours before it: the hours since,
// or until the end of its service, those of them that it was out, and 1 if it was ever out.
func (t *batchTrip) of(x float64) (inside, settling, released float64) {
	i := 0
	for i < tripCells-1 && x > t.edges[i+1] {
		i++
	}
	out := math.Max(0, t.wait[i].at+float64(t.wait[i].slope*x)) + t.release
	inside = math.Min(out+t.settle, x)
	if x >= out {
		released = 1
	}
	return inside, math.Max(0, inside-out), released
}

// all is the integral of the same over x from 0 to the last edge.
func (t *batchTrip) all() (inside, settling, released float64) {
	for i, w := range t.wait {
		low, high := t.edges[i], t.edges[i+1]
		out := straightLine{w.at + t.release, w.slope}
		end := straightLine{out.at + t.settle, w.slope}
		hours := end.cut(low, high)
		inside += hours
		settling += math.Max(0, hours-out.cut(low, high))
		released += high - out.cross(low, high)
	}
	return inside, settling, released
}

// A straightLine is at + slope·x.
type straightLine struct{ at, slope float64 }

// cross is where in [low, high] the line, which does not rise as fast as x, is
// met by x: below it x is less.
func (l straightLine) cross(low, high float64) float64 {
	if l.slope >= 1 {
		return high
	}
	return math.Max(low, math.Min(high, l.at/(1-l.slope)))
}

// cut is the integral of min(line, x) over x from low to high.
func (l straightLine) cut(low, high float64) float64 {
	mid := l.cross(low, high)
	square := func(x float64) float64 { return float64(float64(x*x) / 2) }
	return square(mid) - square(low) + float64(l.at*(high-mid)) + float64(l.slope*(square(high)-square(mid)))
}

package network

import (
	"math"

	"kingman/core/queue"
)

// Line is a production line that holds its WIP constant: an item starts when
// one is finished. It is all that Hopp and Spearman's cases need (Factory
// Physics, 1996, chapter 7): how a line with that bottleneck and that much work
// an item does at its best, at its worst, and with the most randomness
// that is still plausible.
type Line struct {
	RawTime        float64 // T₀, hours of work an item when nobody waits; more than 0
	BottleneckRate float64 // r, the most items per hour; more than 0, +Inf if nothing limits
}

// LinePoint is what a Line does at one level of WIP, tied by Little's law.
type LinePoint struct {
	Throughput float64 // items per hour
	CycleTime  float64 // hours from start to finish; T₀ when empty
}

// Line returns the line that a closed network of one class is: T₀ the hours of
// a round without waiting, thinking included, and r = min c(k)/D(k). More than
// one class is a queue.FieldError.
func (n Closed) Line() (Line, error) {
	t, err := n.totals()
	if err != nil {
		return Line{}, err
	}
	if t.idle+t.queueing == 0 {
		return Line{}, &queue.FieldError{Field: "Classes[0].ThinkTime", Value: 0, Legal: "more than 0 without service, since a round must take time"}
	}
	l := Line{RawTime: t.idle + t.queueing, BottleneckRate: math.Inf(1)}
	if t.slowest > 0 {
		l.BottleneckRate = 1 / t.slowest
	}
	return l, nil
}

// CriticalWIP is W₀ = r·T₀, the least WIP at which a line without any randomness
// is both at full throughput and without waiting.
func (l Line) CriticalWIP() float64 { return l.BottleneckRate * l.RawTime }

// Best is a line in lockstep: min(w/T₀, r). w is the WIP, 0 or more; anything
// less counts as an empty line.
func (l Line) Best(w float64) LinePoint {
	if !(w > 0) {
		return LinePoint{0, l.RawTime}
	}
	return LinePoint{math.Min(w/l.RawTime, l.BottleneckRate), math.Max(l.RawTime, w/l.BottleneckRate)}
}

// Worst is a line in which all items move together, and each waits for all the
// others at every station: the throughput is 1/T₀ for any WIP, and the cycle time w·T₀.
func (l Line) Worst(w float64) LinePoint {
	if !(w > 1) {
		return l.Best(w) // a lone item waits for nobody
	}
	return LinePoint{1 / l.RawTime, w * l.RawTime}
}

// PracticalWorst is the balanced line of single exponential servers, the most
// random one that still counts as managed: w·r/(W₀ + w − 1), with the cycle time
// T₀ + (w − 1)/r. A line that does worse has something to repair.
func (l Line) PracticalWorst(w float64) LinePoint {
	if !(w > 1) {
		return l.Best(w)
	}
	t := l.RawTime + (w-1)/l.BottleneckRate
	return LinePoint{w / t, t}
}

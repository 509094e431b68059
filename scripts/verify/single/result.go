package single

// Result is what one replication to a horizon measured. Reuse one Result for many replications: its slices are
// overwritten and grow only when they are too short.
//
// A wait runs from arrival to start of service. Waits of items that have not started by the horizon are what they
// will wait: under first come first served that is settled on arrival, so nothing is cut off and overload does not look good.
type Result struct {
	// Counts over (0, Until]. Made − Arrived items did not need the station.
	Made     int // by the sources
	Arrived  int // of those, who came to the station
	Departed int // from the station, the starting backlog's items included
	InSystem int // at Until: waiting or in service = Backlog + Arrived − Departed
	Queue    int // at Until: waiting

	BusyHours  float64 // server-hours of service given in (0, Until]; over c·Until it is the BusyFraction
	QueueHours float64 // ∫ items waiting dt over (0, Until]
	WIPHours   float64 // ∫ items waiting or in service dt over (0, Until]

	// Waits of items that arrived in (0, Until], the starting backlog not included.
	WaitSum    float64
	WaitCount  int     // = Arrived
	Delayed    int     // of those, who waited at all
	Waits      Sample  // of them, in order of arrival, if made with Room
	SojournSum float64 // of wait and service of the same items

	// Waits of items that arrive within Window/2 of Until.
	WindowSum   float64
	WindowCount int
	WindowWaits Sample

	// Cumulative counts at each SampleTime, arrivals and departures at that very time included.
	// Items waiting then: Backlog + ArrivedBy − StartedBy. WIP: Backlog + ArrivedBy − DepartedBy.
	// Features shipped: DepartedBy + MadeBy − ArrivedBy. Throughput of a week is a difference of two.
	MadeBy, ArrivedBy, StartedBy, DepartedBy []int

	// Partial says that MaxItems was reached at StoppedAt, before the run was complete: sums and counts
	// then hold only what had been made by then.
	Partial   bool
	StoppedAt float64

	backlog int
}

// QueueAt returns the number of items waiting at the i-th sample time.
func (r *Result) QueueAt(i int) int { return r.backlog + r.ArrivedBy[i] - r.StartedBy[i] }

// WIPAt returns the number of items waiting or in service at the i-th sample time.
func (r *Result) WIPAt(i int) int { return r.backlog + r.ArrivedBy[i] - r.DepartedBy[i] }

// ShippedBy returns the number of features finished by the i-th sample time: departures, and those
// that did not need the station.
func (r *Result) ShippedBy(i int) int { return r.DepartedBy[i] + r.MadeBy[i] - r.ArrivedBy[i] }

// MeanWait returns the mean wait of items that arrived by the horizon, 0 if there were none.
func (r *Result) MeanWait() float64 { return over(r.WaitSum, r.Arrived) }

// WindowWait returns the mean wait of items that arrive around the horizon, 0 if there were none. Over several
// replications use stats.Ratio on WindowSum and WindowCount instead of averaging this.
func (r *Result) WindowWait() float64 { return over(r.WindowSum, r.WindowCount) }

func over(sum float64, count int) float64 {
	if count == 0 {
		return 0
	}
	return sum / float64(count)
}

// reset empties r for a new replication with m sample times, keeping its memory.
func (r *Result) reset(backlog, m int) {
	*r = Result{
		Waits: r.Waits.emptied(), WindowWaits: r.WindowWaits.emptied(),
		MadeBy: zeroed(r.MadeBy, m), ArrivedBy: zeroed(r.ArrivedBy, m),
		StartedBy: zeroed(r.StartedBy, m), DepartedBy: zeroed(r.DepartedBy, m),
		backlog: backlog,
	}
}

func zeroed(s []int, n int) []int {
	if cap(s) < n {
		return make([]int, n)
	}
	s = s[:n]
	clear(s)
	return s
}

// Sample keeps at most a given number of values of a sequence whose length is not known: when it is full it drops
// every second value and from then on takes only every second of those to come. What it holds is every
// Stride-th value, evenly spread over the whole sequence. Make room with Room; without it nothing is kept.
type Sample struct {
	Values []float64
	Stride int // every Stride-th value is kept; 0 before the first
	skip   int
	room   int
}

// Room makes room for n values, at least 2 to keep any.
func Room(n int) Sample {
	if n < 2 {
		return Sample{}
	}
	return Sample{Values: make([]float64, 0, n), room: n}
}

func (s Sample) emptied() Sample { return Sample{Values: s.Values[:0], room: s.room} }

func (s *Sample) add(x float64) {
	if s.room == 0 {
		return
	}
	if s.skip > 0 {
		s.skip--
		return
	}
	if s.Stride == 0 {
		s.Stride = 1
	}
	if len(s.Values) == s.room {
		half := s.Values[:0]
		for i := 0; i < s.room; i += 2 {
			half = append(half, s.Values[i])
		}
		s.Values = half
		s.Stride *= 2
		if s.room%2 == 1 { // the last one kept was Stride/2 ago: this one comes too early
			s.skip = s.Stride/2 - 1
			return
		}
	}
	s.Values = append(s.Values, x)
	s.skip = s.Stride - 1
}

package sim

// Stopped says why a run ended.
type Stopped uint8

const (
	AtHorizon   Stopped = iota // it came to its horizon
	OutOfEvents                // it used up Options.MaxEvents
	OutOfItems                 // more than Options.MaxItems would have been in the system at once
)

var stoppedNames = [...]string{"at its horizon", "out of events", "out of room for items"}

// String returns the words for s, for example "out of events".
func (s Stopped) String() string {
	if int(s) < len(stoppedNames) {
		return stoppedNames[s]
	}
	return "stopped?"
}

// A Result is what came out of one run. After a run that was stopped or is not over, it holds what happened until Time.
type Result struct {
	Time    float64 // how far the run came, in hours
	Events  int64
	Stopped Stopped
	// Snapshots holds the totals at time 0, at each of Options.Samples, and at Time.
	Snapshots []Snapshot
	// Open holds, by class, the items in the system at Time, who count by their age; OpenSteps those at each step.
	Open      []OpenItems
	OpenSteps []OpenStep
	// Deadlocks are the sets of limits that block each other at Time; nearly always none.
	Deadlocks []Deadlock
	// Waits, by station, and LeadTimes, by class, are there if Options.Quantiles is set: waits of items whose service began, and
	// lead times of items delivered, after Options.Warmup.
	Waits     []Histogram
	LeadTimes []Histogram
	// Windows are in the order of Options.Windows.
	Windows []WindowTotals
	// ByStep is in the order of Snapshot.Steps, if Options.ByStep is set.
	ByStep []StepParts
}

// OpenItems are the items of a class that are still in the system at the end of a run.
type OpenItems struct {
	Count int64
	Age   float64        // sum of the times since they were asked for, in hours
	Parts [Parts]float64 // what they have spent so far, in hours; sums to Age
}

// OpenStep are the items in line at a step at the end of a run, before their first service there.
type OpenStep struct {
	Waiting int64
	Wait    float64 // sum of their waits so far, in hours
}

// Last is the snapshot at Time.
func (r *Result) Last() *Snapshot { return &r.Snapshots[len(r.Snapshots)-1] }

// Result returns the results of the run so far. It may be called at any time between Steps.
func (e *Engine) Result() Result {
	var r Result
	if e.atHorizon != nil {
		r = *e.atHorizon
		e.settle() // of those in service the waits may not be in the books yet
	} else {
		r = e.result()
	}
	r.Windows = e.windowTotals()
	return r
}

// result is what there is to count but for windows.
func (e *Engine) result() Result {
	r := Result{Time: e.now, Events: e.events, Stopped: e.stopped, Waits: e.waits, LeadTimes: e.leadTimes, Deadlocks: e.deadlocks()}
	if !e.done {
		n := len(e.snapshots)
		e.look()
		r.Snapshots = append([]Snapshot(nil), e.snapshots...)
		e.snapshots = e.snapshots[:n]
	} else {
		r.Snapshots = e.snapshots
	}
	e.settle()
	e.settleItems()
	piece := e.piecesToFollow()
	r.Open = make([]OpenItems, len(e.classes))
	r.OpenSteps = make([]OpenStep, len(e.steps))
	for i := range e.items {
		it := &e.items[i]
		if it.state == unborn {
			continue
		}
		sp := &e.steps[it.step]
		o := &r.Open[sp.class]
		parts := it.parts
		e.addPresent(int32(i), &parts, piece)
		o.Count++
		for k, x := range parts {
			o.Parts[k] += x
			o.Age += x
		}
		if it.state == inLine && !it.taken || it.state == gated {
			r.OpenSteps[it.step].Waiting++
			r.OpenSteps[it.step].Wait += e.now - it.mark
		}
	}
	r.ByStep = e.byStep(piece)
	return r
}

// addPresent adds the time since an item's mark to parts. If it has been split it follows a piece.
func (e *Engine) addPresent(i int32, parts *[Parts]float64, piece []int32) {
	it := &e.items[i]
	stay := e.now - it.mark
	if it.state == inPieces {
		if k := piece[i]; k != none {
			sum := e.items[k].parts
			e.addPresent(k, &sum, piece)
			e.follow(parts, &sum, it)
		}
		return
	}
	st := &e.stations[e.steps[it.step].station]
	if it.state != served || st.discipline != Sharing {
		parts[e.partOf(it)] += stay
		return
	}
	given, level := st.levels(e.now)
	given = min(given-it.share, stay)
	work := min(max(level-(st.inside.heap[it.timer].time-it.left), 0), given)
	part := Touch
	if e.steps[it.step].index <= it.far {
		part = Rework
	}
	parts[part] += work
	parts[Switching] += given - work
	parts[Interrupted] += stay - given
}

// Stations returns how many stations the model has, Classes how many classes.
func (e *Engine) Stations() int { return len(e.stations) }

// Classes returns how many classes the model has.
func (e *Engine) Classes() int { return len(e.classes) }

// FirstStep returns the place of class c's first step in Snapshot.Steps.
func (m *Model) FirstStep(c int) int {
	n := 0
	for _, class := range m.Classes[:c] {
		n += len(class.Steps)
	}
	return n
}

// AtStation returns the sum of the totals of the steps that lead to a station.
func (s *Snapshot) AtStation(m *Model, station int) StepTotals {
	var sum StepTotals
	k := 0
	for _, c := range m.Classes {
		for _, step := range c.Steps {
			if step.Station == station {
				sum = sum.Plus(s.Steps[k])
			}
			k++
		}
	}
	return sum
}

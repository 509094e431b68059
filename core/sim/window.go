package sim

import (
	"math"
	"slices"
	"sort"
	"strconv"
)

// A Window asks how long items wait that come to a station from time From on and before To. Each is followed until its service
// begins (at a Gate: until it goes on). For that the run goes on past its horizon, where it counts nothing else: items come
// until the last window is over, and the run ends when no item of a window waits any more.
//
// At a FIFO station whose servers serve no other station, later items change no wait: there arrivals end with the last
// window, and the line is followed to its end (for 1000 horizons: there may be no servers). If there are windows at other
// stations, everything goes on for their sake first, for one more horizon at most. An item that waits even then, or when the budget
// of events or items is used up, counts by its wait so far.
type Window struct {
	Station  int   // a Line or a Gate
	Classes  []int // those that are looked at; empty: all
	From, To float64
	Over     []float64 // limits, in hours: how many wait longer is counted for each
}

// WindowTotals are the waits of the items that came in a window. While the run is going on, items that still wait are missing.
type WindowTotals struct {
	Items     int64   // their number
	Wait      float64 // sum of their waits, in hours
	Over      []int64 // how many waited longer than each of Window.Over
	Abandoned int64   // how many gave up: so their wait ended
	CutOff    int64   // how many still waited at the end, and count by their wait so far
	One       float64 // the wait of one item, drawn by lot; 0 if there are none
}

// watch is a compiled Window.
type watch struct {
	from, to float64
	classes  []bool // by class; nil for all
	limits   []float64
	sum      WindowTotals
	lot      int32 // sampler
	luck     float64
	zeros    int64   // of the items, who did not wait
	drawn    float64 // the wait of one of the others
}

// lookout holds a station's windows, by when they begin. The first k+1 of them are over at ends[k].
type lookout struct {
	windows []int32
	ends    []float64
	settled bool // who comes later changes no wait
}

// fate is how a wait ended.
type fate uint8

const (
	hasBegun fate = iota
	hasGivenUp
	isCutOff
)

func (e *Engine) compileWindows(m *Model) {
	e.windows = make([]watch, len(e.options.Windows))
	for k, w := range e.options.Windows {
		x := &e.windows[k]
		*x = watch{from: w.From, to: w.To, limits: w.Over, lot: e.addSampler("lot/"+strconv.Itoa(k), m.Classes[0].Steps[0].Service, true)}
		x.sum.Over = make([]int64, len(w.Over))
		if len(w.Classes) > 0 {
			x.classes = make([]bool, len(m.Classes))
			for _, c := range w.Classes {
				x.classes[c] = true
			}
		}
		e.lastWindow = max(e.lastWindow, w.To)
		st := &e.stations[w.Station]
		if st.lookout == nil {
			st.lookout = &lookout{settled: e.isSettled(st)}
		}
		st.lookout.windows = append(st.lookout.windows, int32(k))
	}
	for k := range e.steps {
		e.steps[k].lookout = e.stations[e.steps[k].station].lookout
	}
	for k := range e.stations {
		o := e.stations[k].lookout
		if o == nil {
			continue
		}
		sort.SliceStable(o.windows, func(a, b int) bool { return e.windows[o.windows[a]].from < e.windows[o.windows[b]].from })
		end := 0.0
		for _, w := range o.windows {
			end = max(end, e.windows[w].to)
			o.ends = append(o.ends, end)
		}
	}
}

// isSettled reports whether later items at a station change no wait of the items in its line.
func (e *Engine) isSettled(st *station) bool {
	if st.kind != Line || st.discipline != FIFO {
		return false
	}
	here := make([]bool, len(e.people))
	for _, p := range st.ask {
		here[p] = true
	}
	for k := range e.stations {
		if other := &e.stations[k]; other != st && slices.ContainsFunc(other.ask, func(p int32) bool { return here[p] }) {
			return false
		}
	}
	return true
}

func (e *Engine) restartWindows() {
	e.phase, e.atHorizon = counting, nil
	for k := range e.windows {
		w := &e.windows[k]
		over := w.sum.Over
		clear(over)
		w.sum = WindowTotals{Over: over}
		w.luck, w.zeros, w.drawn = e.samplers[w.lot].draw(), 0, 0
	}
}

// observe counts the wait of an item that came to a station in the windows in which it came, and reports whether there is one. Of those who
// waited, the k-th takes the place of the one drawn by lot with chance 1/k (reservoir sampling, Knuth 1981, 3.4.2). Those who did not are only
// counted, so it does not matter when they are.
func (e *Engine) observe(o *lookout, class int32, came, wait float64, how fate) (counts bool) {
	k := len(o.windows) - 1
	if k > 8 { // the last that began before it came
		lo, hi := 0, k+1
		for lo < hi {
			if mid := (lo + hi) / 2; e.windows[o.windows[mid]].from > came {
				hi = mid
			} else {
				lo = mid + 1
			}
		}
		k = lo - 1
	}
	for ; k >= 0 && came < o.ends[k]; k-- {
		w := &e.windows[o.windows[k]]
		if !w.counts(class, came) {
			continue
		}
		counts = true
		w.sum.Items++
		w.sum.Wait += wait
		for j, limit := range w.limits {
			if wait > limit {
				w.sum.Over[j]++
			}
		}
		switch how {
		case hasGivenUp:
			w.sum.Abandoned++
		case isCutOff:
			w.sum.CutOff++
		}
		if wait <= 0 {
			w.zeros++
		} else if n := w.sum.Items - w.zeros; float64(e.samplers[w.lot].draw()*float64(n)) < 1 {
			w.drawn = wait
		}
	}
	return counts
}

// A phase is how far a run is. All but the first are for windows alone.
type phase uint8

const (
	counting phase = iota // up to the horizon
	arriving              // until the last window is over
	goingOn               // until those who came in windows at stations that are not settled have been served
	closing               // until the others have; nobody comes any more
)

// patience of the last two phases, in horizons.
const (
	longestGoingOn = 1
	longestClosing = 1000
)

// waited is told that the wait of an item at a station with windows is over.
func (e *Engine) waited(o *lookout, it *item, wait float64, how fate) {
	if e.phase == closing && !o.settled {
		return // it has been cut off
	}
	if !e.observe(o, e.steps[it.step].class, it.mark, wait, how) || e.phase < goingOn {
		return
	}
	if o.settled {
		e.awaited.settled--
	} else {
		e.awaited.others--
	}
	if e.phase == goingOn && e.awaited.others == 0 || e.phase == closing && e.awaited.settled == 0 {
		e.pause = math.Inf(-1)
	}
}

// passHorizon puts down what has been counted, for Result, and goes on for the windows' sake.
func (e *Engine) passHorizon() (done bool) {
	r := e.result()
	e.atHorizon = &r
	e.phase, e.collecting = arriving, false
	if e.options.Log != nil {
		e.options.Log.closed = true
	}
	if e.net != nil {
		e.net.stopCollecting()
	}
	if e.pause = e.lastWindow; e.pause > e.now {
		return false
	}
	e.pause = e.now
	return e.goOnWaiting()
}

// goOnWaiting handles the moments after the horizon at which the loop has paused; it reports whether the run is over.
func (e *Engine) goOnWaiting() (done bool) {
	if e.stopped != AtHorizon {
		e.cutOffAll()
		return true
	}
	e.now = max(e.now, e.pause)
	switch e.phase {
	case arriving:
		if e.net != nil {
			e.followPlain()
			return true
		}
		e.phase = goingOn
		e.await()
		e.pause = e.now + float64(longestGoingOn*e.options.Horizon)
		if e.awaited.others > 0 {
			return false
		}
		fallthrough
	case goingOn:
		e.cutOff(false)
		e.phase = closing
		for k := range e.sources {
			e.cal.clear(e.sources[k].slot)
		}
		if e.traceSlot != none {
			e.cal.clear(e.traceSlot)
		}
		e.pause = e.now + float64(longestClosing*e.options.Horizon)
		if e.awaited.settled > 0 {
			return false
		}
		fallthrough
	default:
		e.cutOff(true)
	}
	return true
}

// eachWaiting calls f for everybody whose wait at a station with windows is not over.
func (e *Engine) eachWaiting(f func(o *lookout, it *item)) {
	e.settle()
	e.settleItems()
	for i := range e.items {
		it := &e.items[i]
		if it.state == inLine && !it.taken || it.state == gated {
			if o := e.steps[it.step].lookout; o != nil {
				f(o, it)
			}
		}
	}
}

// await counts for whom to wait.
func (e *Engine) await() {
	e.awaited.settled, e.awaited.others = 0, 0
	e.eachWaiting(func(o *lookout, it *item) {
		if e.inWindow(o, e.steps[it.step].class, it.mark) {
			if o.settled {
				e.awaited.settled++
			} else {
				e.awaited.others++
			}
		}
	})
}

// inWindow reports whether an item of a class that came at that time counts.
func (e *Engine) inWindow(o *lookout, class int32, came float64) bool {
	return slices.ContainsFunc(o.windows, func(k int32) bool { return e.windows[k].counts(class, came) })
}

func (w *watch) counts(class int32, came float64) bool {
	return w.from <= came && came < w.to && (w.classes == nil || w.classes[class])
}

// cutOff counts items that still wait by their wait so far: at the settled stations, or at the others.
func (e *Engine) cutOff(settled bool) {
	e.eachWaiting(func(o *lookout, it *item) {
		if o.settled == settled {
			e.observe(o, e.steps[it.step].class, it.mark, e.now-it.mark, isCutOff)
		}
	})
}

// cutOffAll counts all who still wait, in a run that is over.
func (e *Engine) cutOffAll() {
	if e.phase != closing {
		e.cutOff(false)
	}
	e.cutOff(true)
}

// windowTotals are the windows' sums so far.
func (e *Engine) windowTotals() []WindowTotals {
	if len(e.windows) == 0 {
		return nil
	}
	all := make([]WindowTotals, len(e.windows))
	for k := range e.windows {
		w := &e.windows[k]
		all[k] = w.sum
		all[k].Over = slices.Clone(w.sum.Over)
		if float64(w.luck*float64(w.sum.Items)) >= float64(w.zeros) {
			all[k].One = w.drawn
		}
	}
	return all
}

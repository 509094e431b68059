package sim

import "math"

// Options say how a Model is run. The zero value of each field but Horizon is a sensible default.
type Options struct {
	Seed        uint64
	Replication int
	Antithetic  bool    // use the antithetic twin of every stream
	Horizon     float64 // the run ends just before the events of this moment; above 0
	// Samples are the times at which a Snapshot is taken, beside 0 and the end. They increase, and lie between 0 and Horizon.
	Samples []float64
	// Quantiles has the distributions of waits and lead times collected, from time Warmup on.
	Quantiles bool
	Warmup    float64
	// ByStep has it kept where lead times went step by step: Result.ByStep. It costs some time where items come again or may leave undelivered.
	ByStep bool
	// MaxEvents and MaxItems are the budget: how many events may happen (0: 10¹²), and how many items may be in the
	// system at once (0: 2 million; about 170 bytes each). A run that would need more stops, and says so in Result.Stopped.
	MaxEvents int64
	MaxItems  int
	// Windows ask for the waits of those who come to stations at given times: Result.Windows.
	Windows []Window
	// Overlaps ask in how many hours many items were there at once: Snapshot.Overlaps.
	Overlaps []Overlap
	// Log, if not nil, receives what happens to each item up to the horizon.
	Log *Log
}

// An Engine runs a Model. It is not safe for concurrent use; engines share nothing.
type Engine struct {
	now         float64
	pause       float64 // the event loop stops before events at or after this moment
	cal         calendar
	steps       []step
	branches    []branch
	stations    []station
	lines       []line
	samplers    []sampler
	items       []item
	spare       int32   // first free record of items
	idle        []int32 // links of the stations' stacks of idle servers
	classes     []class
	sources     []source
	people      []person
	free        uint64 // who is idle and not away, a bit for each; all bits if there are more people than that
	limits      []limit
	doors       []door
	full        uint64 // the limits that have no place left, a bit for each
	blocking    uint64 // those whose places are kept until the item has been let in further on
	leastUrgent uint8  // the level of the least urgent class
	outside     int64  // how many items have had to wait outside so far
	queueing    int64  // how many do now
	changes     []Change
	backlog     []Backlog
	trace       []Arrival
	splits      bool    // some steps split
	together    []int32 // the first of each group of items that a gate lets through to be split

	born     int64
	events   int64
	timerSeq uint64
	todo     []task // what is still to be done at this instant
	todoAt   int

	model       Model
	options     Options
	anonymous   int32 // servers before this one belong to a station, those from it on are people
	traceSlot   int32
	traceAt     int
	firstChange int32     // slot of the first change
	repeats     []int64   // how often each change has been repeated
	net         *plainNet // runs the model if it is plain, else nil
	maxItems    int
	stopped     Stopped
	done        bool
	windows     []watch
	overlaps    []overlap
	books       []book    // by step; nil if nothing is kept by step
	rows        []float64 // by item, rowWidth of each
	rowWidth    int32
	lastWindow  float64 // when all windows are over
	phase       phase
	awaited     struct{ settled, others int64 } // how many came in windows and still wait, by kind of station
	atHorizon   *Result                         // what there was to count, once the run is past its horizon
	samples     []float64
	snapshots   []Snapshot
	waits       []Histogram // by station
	leadTimes   []Histogram // by class
	collecting  bool        // quantiles are being collected
}

// What a calendar slot is for.
const (
	serverDone      int32 = iota // owner: the server
	personDone                   // owner: the person
	overtimeDone                 // owner: the person, who is to go when the item in hand is completed
	sourceArrival                // owner: the source
	traceArrival                 //
	patienceOver                 // owner: the station
	sharingDone                  // owner: the station
	delayOver                    // owner: the station
	gateOpens                    // owner: the station
	somethingAlters              // owner: the change
)

// class is a compiled Class.
type class struct {
	ClassTotals
	entry ways
	first int32 // its first step
	level int32 // rank of its priority: 0 for the most urgent of those in the model
	index int32
	leads *Histogram // nil if quantiles are not collected

	overlaps []int32 // those that depend on how many are in the system

	leaves bool      // items may leave undelivered
	kept   []float64 // the cells of the books of its steps
}

// step is a compiled Step.
type step struct {
	StepTotals
	station   int32
	class     int32
	index     int32 // within its class
	level     int32
	service   int32 // sampler of work
	patience  int32 // sampler, or none
	ways            // where the item goes on
	spawn     int32 // sampler, or none
	spawnOnto []Spawn
	givesUp   ways // where it goes if it gives up
	split     []Split
	lookout   *lookout

	// The same as station, service, route and the level of its line, for the event loop: these never move in a run.
	at    *station
	work  *sampler
	draws *sampler // nil if there is nothing to decide
	line  *line
}

// ways are compiled branches.
type ways struct {
	route    int32 // sampler, or none if there is nothing to decide
	next     int32 // where the item goes if there is nothing to decide, or no branch is taken: a step, or none if it leaves
	firstWay int32 // the branches are [firstWay, lastWay)
	lastWay  int32
}

// branch is a way on, with the probability of this and the ways before it.
type branch struct {
	upTo float64
	step int32
}

// station is a compiled Station. What the event loop looks at comes first.
type station struct {
	urgent     uint64 // a bit for each level of its line at which somebody waits; of a Line only
	under      uint64 // the limits that cover it, a bit for each
	line       int32  // its first level in Engine.lines
	waiting    int32
	serving    int32
	room       int32 // how many may be there; more than there can be if there is no bound
	idle       int32 // first of the stack of idle servers
	index      int32
	patienceAt int32 // slot, or none
	inLoop     bool  // the event loop handles it
	byPeople   bool
	discipline Discipline
	kind       Kind
	lookout    *lookout   // its windows, nil if it has none
	waits      *Histogram // nil if quantiles are not collected
	able       uint64     // the people who can serve it now, a bit for each; all bits if there are more people than bits
	ask        []int32    // by people: all who can serve it at some time, in the order of asking
	byNumber   bool       // that is the order of their numbers, and there are bits for all

	onDuty      int32   // anonymous servers that may serve
	doors       []int32 // those that lead to it
	firstServer int32
	servers     int32   // how many slots, on duty or not
	followers   []int32 // sources whose rate depends on this station
	overlaps    []int32 // those that depend on it
	tells       bool    // there are any of these
	patience    timers
	staffLast   float64
	staffArea   float64 // hours that servers were on duty

	// Sharing, Delay and Gate
	slot          int32
	inside        timers
	level, given  float64 // Sharing: work attained and time given per item, since it was last empty
	since         float64 // Sharing: up to when these are complete
	switchCost    float64
	tasks         int32
	count, atMost int32
	every, offset float64
	openings      int64
}

// New checks the model and the options and prepares a run. An error is a *FieldError.
func New(m Model, o Options) (*Engine, error) {
	if err := m.Validate(); err != nil {
		return nil, err
	}
	if err := o.validate(&m); err != nil {
		return nil, err
	}
	e := &Engine{model: m, options: o, backlog: m.Backlog, changes: m.Changes, trace: m.Trace}
	e.compile(&m)
	e.Restart(o.Replication)
	return e, nil
}

// Restart prepares another replication of the same model with the same options, reusing all memory. A
// Result taken before is not affected.
func (e *Engine) Restart(replication int) {
	o := &e.options
	o.Replication = replication
	e.now, e.born, e.events, e.timerSeq = 0, 0, 0, 0
	if e.net != nil {
		e.net.started = false
	}
	e.todo, e.todoAt = e.todo[:0], 0
	e.items, e.spare = e.items[:0], none
	e.stopped, e.done = AtHorizon, false
	e.maxItems = o.MaxItems
	if e.maxItems == 0 {
		e.maxItems = 2_000_000
	}
	if o.MaxEvents == 0 {
		o.MaxEvents = 1e12 // more than any run can do
	}
	e.cal.clearAll()
	for k := range e.samplers {
		e.samplers[k].restart(o)
	}
	e.restartClasses()
	e.restartStations()
	e.restartPeople()
	e.restartWindows()
	e.restartOverlaps()
	e.restartBooks()
	e.restartSources()
	e.snapshots = make([]Snapshot, 0, len(o.Samples)+2)
	e.samples = o.Samples
	e.collecting = false
	if o.Quantiles {
		e.waits = make([]Histogram, len(e.stations))
		e.leadTimes = make([]Histogram, len(e.classes))
		e.collecting = o.Warmup == 0
		for k := range e.classes {
			e.classes[k].leads = &e.leadTimes[k]
		}
		for k := range e.stations {
			e.stations[k].waits = &e.waits[k]
		}
	}
	if o.Log != nil {
		o.Log.restart()
	}
	e.snapshot()
	e.aim()
	e.startBacklog()
}

// aim sets pause to the next moment at which the loop must stop: a sample, the end of the warm-up, the horizon.
func (e *Engine) aim() {
	e.pause = e.options.Horizon
	if len(e.samples) > 0 {
		e.pause = min(e.pause, e.samples[0])
	}
	if e.options.Quantiles && !e.collecting {
		e.pause = min(e.pause, e.options.Warmup)
	}
}

// reach handles the moment at which the loop has paused; it reports whether the run is over.
func (e *Engine) reach() bool {
	if e.done {
		return true
	}
	if e.phase != counting {
		e.done = e.goOnWaiting()
		return e.done
	}
	if e.stopped != AtHorizon {
		e.finish()
		return true
	}
	e.now = e.pause
	if e.options.Quantiles && !e.collecting && e.now == e.options.Warmup {
		e.collecting = true
	}
	for len(e.samples) > 0 && e.samples[0] <= e.now {
		if e.samples[0] > 0 {
			e.snapshot()
		}
		e.samples = e.samples[1:]
	}
	if e.now == e.options.Horizon {
		e.finish()
		return e.done
	}
	e.aim()
	return false
}

// halt ends the run at the next event for want of budget.
func (e *Engine) halt(why Stopped) {
	e.stopped = why
	e.pause = math.Inf(-1)
}

// finish takes the last snapshot. Only windows may have to go on.
func (e *Engine) finish() {
	n := len(e.snapshots)
	if last := &e.snapshots[n-1]; n == 1 || last.Time < e.now || last.Events < e.events {
		e.snapshot()
	}
	e.done = true
	if len(e.windows) == 0 {
		return
	}
	if e.stopped != AtHorizon {
		e.cutOffAll()
		return
	}
	e.done = e.passHorizon()
}

// Progress is how much of the run is behind, from 0 to 1, in simulated time. It is 1, too, while the run goes on past its horizon for the sake
// of windows.
func (e *Engine) Progress() float64 {
	if e.done {
		return 1
	}
	return min(e.now/e.options.Horizon, 1)
}

// Now is the simulated time of the latest event, in hours.
func (e *Engine) Now() float64 { return e.now }

// Present is how many items of a class are in the system now.
func (e *Engine) Present(class int) int { return int(e.classes[class].ClassTotals.Present) }

// Events is how many events have happened so far.
func (e *Engine) Events() int64 { return e.events }

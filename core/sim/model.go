package sim

import "kingman/core/dist"

// A Model describes the system to simulate. Indices into its slices name things: Step.Station is an index
// into Stations, Source.Class one into Classes. A Model is never changed by this package.
type Model struct {
	Classes  []Class
	Stations []Station
	People   []Person // those who serve stations that have no anonymous servers of their own
	Sources  []Source
	Limits   []Limit   // on work in progress
	Backlog  []Backlog // items present at time 0
	Changes  []Change  // to staffing, skills and limits while the run goes on
	Trace    []Arrival // given arrivals, beside those of Sources; times must not decrease
}

// A Class is a kind of item and the way it takes through the stations.
type Class struct {
	Name string
	// Priority orders the classes where a discipline looks at it: 0 is the most urgent. From 0 to 63.
	Priority int
	// Entry says where an item begins, with probabilities that sum to at most 1; with the rest it is delivered as soon as it has come: it needs
	// none of the steps. Empty: at the first step.
	Entry []Branch
	// Steps are the visits an item of the class makes, the first one first. Where it goes after each is
	// said by Step.Next. List them in the normal order of work: time in service at a step that is not beyond
	// the furthest step the item has completed counts as rework.
	Steps []Step
}

// A Step is one kind of visit of a class to a station.
type Step struct {
	Station int
	// Service is the work that the visit takes, in hours of a server or of a person of speed 1; at a
	// Delay, how long the item stays, unless it is split. At a Gate it is not used. The zero Time is no work at all.
	Service dist.Time
	// Patience is how long an item waits in line before it gives up. The zero Time is for ever.
	// It does not run while the item is held outside a limit, and an item that has been served, even in part, no longer gives up.
	// An item gives up after everything else that happens at that moment: if its service can begin just as its patience ends, it is served.
	Patience dist.Time
	// GivesUp lists the ways of items that give up here. The probabilities sum to at most 1; with the rest an item leaves the system. The step is
	// not completed by that: it gives rise to nothing, and time in service at it later is no rework. An item that goes to the same line again
	// is the last there, with a patience of its own.
	GivesUp []Branch
	// Next lists the ways on. The probabilities sum to at most 1; with the rest the item is
	// delivered. No branches: it is delivered.
	Next []Branch
	// Spawn says which new items the completion of this step gives rise to.
	Spawn []Spawn
	// Split, at a Delay or a Gate, has pieces made of an item: new items of the classes named, which enter those classes' first steps at once, and
	// wait and are served each for itself. The item stays until the last of them has left the system, in whatever way, and then goes on
	// (fork and join). Service must be the zero Time. At a Gate those who are let through at one moment by the same step have their pieces together:
	// so changes become one release, which is tested as one, and are out when it is.
	//
	// Of the time that the item stays for its pieces, the parts are those of the last piece; in a run that ends before that, so far, of the piece
	// that was made first of those that are still there. Service at a step that the item has completed before is rework to it. It counts
	// as touched when a piece first is. What pieces do counts in their classes, too, and the item and its pieces are all in the system meanwhile.
	Split []Split
}

// A Branch is a way to go on: to the step with index To of the same class, with a probability from 0 to 1.
type Branch struct {
	To          int
	Probability float64
}

// A Spawn makes a new item of a class, which enters that class's first step at once, with a probability
// from 0 to 1.
type Spawn struct {
	Class       int
	Probability float64
}

// A Split makes a number of pieces, from 1 to 100 000, of a class.
type Split struct {
	Class  int
	Pieces int
}

// Kind is the way in which a station deals with items.
type Kind uint8

const (
	// Line is an ordinary station: a line and the servers behind it.
	Line Kind = iota
	// Delay keeps each item for the step's Service, however many there are: a handoff that takes a day. One of 1e12 hours keeps it for ever:
	// no horizon is later.
	Delay
	// Gate holds items until there are Count of them, until a scheduled moment, or whichever is sooner.
	Gate
)

// Discipline is the order of service at a Line, and how servers divide their time.
type Discipline uint8

const (
	// FIFO serves in the order of arrival at the station.
	FIFO Discipline = iota
	// Priority serves the most urgent class first and in order of arrival within one; it does not interrupt.
	Priority
	// PreemptiveResume is Priority, and an item that finds every server busy interrupts the least urgent item
	// in service, of those the one that was taken up last, if that is less urgent than itself. The interrupted
	// item goes back to the head of its class's line and later resumes where it stopped.
	PreemptiveResume
	// Sharing is multitasking: every item taken up has an equal share of the servers' time, but none gets
	// more than one server. With n items among c servers each server has k = max(1, n/c) in hand, and of
	// its time only the share 1/(1 + SwitchCost·(k−1)) is productive (our own modelling; a SwitchCost of 0 is
	// egalitarian processor sharing, Kleinrock 1976).
	Sharing
)

// A Station is a line and the servers behind it, or a delay, or a gate.
type Station struct {
	Name       string
	Kind       Kind
	Discipline Discipline // of a Line

	// Servers of a Line, alike and of speed 1; 0 if people serve it. From 0 to 100 000.
	Servers int
	// Ask lists the people who serve the station in the order in which an arriving item looks for an
	// idle one. Empty: all who have the skill, in the order of Model.People.
	Ask []int
	// Room is how many items a Line has place for, those in service included; an item that finds it full is lost.
	// 0 is no bound.
	Room int

	// SwitchCost and Tasks matter with the discipline Sharing. SwitchCost is the cost of each further item in
	// hand, as a share of productive time, 0 or more. Tasks bounds the items that a server has in hand at
	// once; further ones wait in line. 0 is no bound.
	SwitchCost float64
	Tasks      int

	// Count, Every, Offset and AtMost matter for a Gate. It releases whenever Count items wait (0: never on
	// that account), and at the times Offset, Offset+Every, Offset+2·Every, … (Every 0: not by schedule), at
	// most AtMost items each time (0: all).
	Count         int
	Every, Offset float64
	AtMost        int
}

// A Person serves one item at a time, at any of several stations.
type Person struct {
	Name   string
	Skills []Skill
	Choice Choice // which line a person turns to after completing an item
	Away   bool   // not there yet: a Change of kind SetPresence brings the person
}

// A Skill lets a person serve a station, at a speed above 0: work of w hours takes w/Speed.
type Skill struct {
	Station int
	Speed   float64
}

// Choice is how a person chooses between the lines of several stations.
type Choice uint8

const (
	// InOrder takes the first station in the person's list of skills where somebody waits.
	InOrder Choice = iota
	// LongestLine takes the station with the longest line, the first in the list of skills among equals.
	LongestLine
	// Oldest takes the station whose next item has been waiting there longest, the first in the list among equals.
	Oldest
	// MostUrgent takes the station whose next item is of the most urgent class, among equals as Oldest.
	MostUrgent
)

// A Source makes items arrive. Exactly one class; the time between arrivals, or the population, is given.
type Source struct {
	Name  string
	Class int
	// Between is the time from one arrival (of a batch) to the next; the first one comes after a whole such
	// time. With Population it is the time from an item's delivery to the next one's arrival (think time).
	Between dist.Time
	// Underway makes this a source that has been running for long at time 0: the first arrival comes after what a random moment
	// leaves of a time between arrivals (dist.Time.DrawResidual), on the clock that Steps, Growth and Follow stretch; with Population every
	// member is somewhere in a think time. Sources that are even and begin with a whole time stay in step for ever.
	Underway bool
	// Batch holds the probabilities that 1, 2, 3, … items come together; they sum to 1. Empty: one at a time.
	Batch []float64
	// Population, if above 0, makes this a finite source: so many members, each of whom waits for the item it
	// sent to leave the system before it thinks about the next. All of them begin by thinking.
	Population int

	// Waiting is how many members of the Population do not begin by thinking, but wait for an item of the class's Backlog, one each: the first
	// items of it are theirs.
	Waiting int

	// Steps change the rate at given times, which increase: from At on it is the rate 1/Between.Mean times Factor
	// (0 or more) of the latest step. Before the first step the factor is 1.
	Steps []Rate
	// Growth multiplies the rate by e^(Growth·t), with Growth per hour, above or below 0.
	Growth float64
	// Follow makes the rate depend on the items in the system.
	Follow *Follow
}

// A Rate says that from time At the arrival rate is multiplied by Factor.
type Rate struct{ At, Factor float64 }

// A Follow multiplies a source's rate by Base + PerItem·N, where N is the number of items now at Stations (in
// line or in service). Both are 0 or more.
type Follow struct {
	Stations []int
	Base     float64
	PerItem  float64
}

// A Limit keeps the number of items at a set of stations, taken together, at Max or fewer (CONWIP, Spearman, Woodruff and
// Hopp 1990; the columns of a Kanban board). A station may belong to several limits: one for a column, one for the whole board. An
// item at a station holds a place in every limit that covers it. To go on it needs a place in every limit that covers the next station
// and in which it has none yet, all at once; otherwise it waits outside, without occupying a server, and keeps the places that it
// has in limits that cover both stations.
//
// Items outside are let in in order of priority and then of how long they have waited. An item that needs a place which is not free yet does not keep
// out items behind it that need others: a place that no item may take would be lost work, and holding some places while waiting for others
// leads to deadlocks. So an item that needs several places can be overtaken, again and again where the limits are always full. No item is
// kept out that could be let in.
//
// When places become free, the items outside are asked before the item that gave them back asks for its next ones.
type Limit struct {
	Name     string
	Stations []int // each named once
	Max      int   // places, 1 or more
	// Blocks says when an item that leaves these stations gives its place back: not at once, but when it has been let in further
	// on, as on a Kanban board a finished card stays in its column until the next one has room. The item waits outside the next limit
	// all the same, and a server here may serve another item, if there is one within the limit. With as many places as servers this is
	// blocking after service, also called transfer, manufacturing or production blocking (Onvural 1990; Perros 1994). An item that is
	// delivered, or leaves otherwise, gives every place back at once.
	//
	// Limits that block, or that overlap without one containing the other, can block each other for ever: Result.Deadlocks.
	Blocks bool
}

// Backlog is Count items of Class that come to the class's step Step at time 0, before anything else happens.
type Backlog struct {
	Class, Step, Count int
}

// ChangeKind is the subject of a Change.
type ChangeKind uint8

const (
	// SetServers makes To the number of anonymous servers of station Index. Servers in excess complete the
	// item in hand.
	SetServers ChangeKind = iota
	// SetSpeed makes To the speed of person Index at Station; 0 takes the skill away, and a person who did not
	// have it gets it at the end of the list. An item in hand is completed at the old speed.
	SetSpeed
	// SetPresence sends person Index away (To = 0, the item in hand is completed first) or back (To = 1).
	SetPresence
	// SetLimit makes To the Max of limit Index.
	SetLimit
)

// A Change happens at time At, and again every Every hours if that is above 0.
type Change struct {
	At, Every float64
	Kind      ChangeKind
	Index     int
	Station   int
	To        float64
}

// An Arrival is a given arrival: an item of Class at time At. Work holds the work of its first visits, in turn
// (later ones are drawn as usual), and Patience that of its first wait, if that comes before any service (0: as the step says; +Inf: for ever).
type Arrival struct {
	At       float64
	Class    int
	Work     []float64
	Patience float64
}

package org

import "kingman/core/sim"

// An Organisation is teams, stations, and the work that comes. Things refer to each other by name; names of one kind differ, and
// are neither empty nor Out. Only the names of classes matter to the simulation: they name the streams of luck.
type Organisation struct {
	Stations []sim.Station // at least one; their Ask must be empty: Ask here names teams
	Teams    []Team
	Ask      []Ask   // who is asked first, where it is not the order of Teams
	Classes  []Class // at least one
	Limits   []Limit
	Changes  []Change
}

// A Team is a number of people alike. Each serves one item at a time, at any of the stations they have skills for.
type Team struct {
	Name   string
	Size   int // from 0 to 100 000; all who serve several stations, or at a speed other than 1, are at most 10 000 together
	Skills []Skill
	Choice sim.Choice // which line they turn to next, if there are several
}

// A Skill lets a team serve a station, at a speed above 0, to 1e6: work of w hours takes w/Speed. The station is a Line without Servers of
// its own. One that shares (sim.Sharing) can be served by one team only, which has no other skill and speed 1.
type Skill struct {
	Station string
	Speed   float64
}

// An Ask is the order in which an item that comes to a station asks the teams that serve it for somebody idle: the own specialist first, then
// the nearest. It decides who of several idle people takes the item; the item that a person takes on becoming free is decided by Team.Choice and the order of
// Team.Skills. Where nobody is idle, or all servers are alike, it changes nothing.
type Ask struct {
	Station string   // named by one Ask at most
	Teams   []string // each serves the station at some time, and is named once; those not named are asked after these, in the order of Teams
}

// A Time is a random time by its mean in hours, above 0 to 1e12, and its SCV (variance/mean²), from 0 to 10 000; dist.ByMoments says
// which law is used. A mean of 0 is no time at all, whatever its SCV, and as a patience it is for ever.
type Time struct{ Mean, SCV float64 }

// Forever is a stay that outlasts every run: in a Delay of so long an item stays in the system for good, and counts by its age.
var Forever = Time{Mean: latest}

// A Class is a kind of item.
type Class struct {
	Name      string
	Priority  int     // 0 is the most urgent; from 0 to 63
	Value     float64 // of one delivered item, in dollars; from −1e12 to 1e12
	DelayCost float64 // of one item in the system for an hour, in dollars; from 0 to 1e12
	Arrivals  []Arrivals
	Backlog   int // items that come to the first step at time 0; 0 or more
	// Entry says where an item begins that comes into being later: at a step, each with its probability, and with what remains at the first one. To Out
	// it is delivered at once: it is made, and needs none of the steps. Empty: at the first step.
	Entry []Branch
	Steps []Step // at least one, in the normal order of work: service at a step not beyond the furthest one completed is rework
}

// Arrivals is one source of a class.
type Arrivals struct {
	Rate  float64   // arrivals (of batches) per hour, from 1e-12 to 1e12; with Population not used
	SCV   float64   // of the times between arrivals, from 0 to 10 000; with Population not used
	Batch []float64 // probabilities that 1, 2, 3, … items come together, which sum to 1; empty: one at a time
	// Population makes this a finite source: so many members (to 10 million), each of whom thinks for ThinkTime after the item it sent
	// has left the system before it sends the next. All begin by thinking. Batch, Steps, Growth and Follow are then not allowed.
	Population int
	ThinkTime  Time
	// Waiting is how many members of the Population do not begin by thinking, but wait for an item of the class's Backlog, one each: from 0 to the
	// Population, and of all the class's Arrivals together to the Backlog.
	Waiting int
	// Underway says that the source has been running for long at time 0: its first arrival comes after what a random moment leaves of a time
	// between arrivals, mean (1 + SCV)/2 of theirs (Feller 1971, vol. 2, XI.4), and every member of a Population is somewhere in a think time. Without
	// it the first one comes after a whole such time, and several even sources stay in step for ever.
	Underway bool
	Steps    []sim.Rate // factors of the rate, 0 or more, from given times on, which do not decrease
	Growth   float64    // the rate is multiplied by e^(Growth·t), per hour; from −1 to 1
	Follow   *Follow
}

// A Follow multiplies the rate by Base + PerItem·(number of items at Stations, in line and in service). Both are from 0 to 1e12.
type Follow struct {
	Stations []string
	Base     float64
	PerItem  float64
}

// A Step is one visit to a station. After it an item takes a branch, or with the probability that remains goes on
// to the next step in the list; after the last one it is delivered.
type Step struct {
	Name    string // empty: the name of the station; different from the class's other steps
	Station string
	Service Time
	// Patience is how long an item waits in line before it gives up. It does not run while the item is held outside a limit, nor once its service has
	// begun; if that can begin just as the patience ends, the item is served.
	Patience Time
	// GivesUp lists the ways of items that give up here; with the probability that remains, or by a branch to Out, it leaves the system. It may
	// come to the same line again, as the last there and with a new patience. What it spawns on the way is said by the step that it goes to.
	GivesUp []Branch
	Next    []Branch
	Spawn   []Spawn // items that the completion of this step gives rise to, each by its own luck
	// Split, at a Delay or a Gate and with no Service, has an item made into pieces: new items of other classes, which take their own way. The item
	// stays until the last of them has left the system, and then goes on: tests in parallel, approvals of which all are needed. At a Gate those
	// who are let through together have their pieces together: with one piece of a class "release", n changes are one release and are out when it is.
	//
	// Where the item's time here went is said by the last piece's parts, which its own get (of an unfinished item, so far, the first of the pieces
	// that are still there). Item and pieces are each counted in their own class.
	Split []Split
	// Waste says what the time spent here is, where the kind of time does not: ClassOutcome.Spent.
	Waste Waste
}

// A Split makes a number of pieces, from 1 to 100 000, of a class.
type Split struct {
	Class  string
	Pieces int
}

// Out as Branch.To delivers the item; in GivesUp it leaves undelivered.
const Out = "out"

// A Branch leads to the step called To of the same class, or Out.
type Branch struct {
	To          string
	Probability float64
}

// A Spawn makes a new item of a class with a probability.
type Spawn struct {
	Class       string
	Probability float64
}

// A Limit keeps the number of items at the stations, taken together, at Max or fewer; further ones wait outside, and no server
// waits with them. A station may be under several limits, of an organisation's 64 at most: one for its column and one for the whole board. An
// item holds a place in each limit that covers its station, needs one in each that covers the next station, all at once, and keeps those in limits
// that cover both. Those outside are let in by priority and then by arrival; an item that needs a place which is not free does not keep out
// items behind it that need other places (sim.Limit says why).
type Limit struct {
	Name     string
	Stations []string // each named once
	Max      int      // places, 1 or more
	// Blocks keeps an item's place until it has been let in further on, as a finished card stays in its column of a Kanban board until the next
	// one has room (blocking after service; Onvural 1990, Perros 1994). Without it the place is given back as soon as the work there is
	// completed. Limits that block, or that overlap without one containing the other, can block each other for ever where items go back and
	// forth: Report.Warnings says so.
	Blocks bool
}

// A Change happens at time At, and again every Every hours if that is above 0. Exactly one of the four kinds:
//
//	{Team: "on-call", To: 2}                       the team has 2 people, from 0 to 100 000
//	{Team: "backend", Station: "page", To: 0.5}    they serve that station at speed 0.5, to 1e6; 0: no longer
//	{Station: "tests", To: 8}                      the station, which no team serves, has 8 servers of its own, from 0 to 100 000
//	{Limit: "development", To: 6}                  the limit is 6, 1 or more
//
// A person who is sent away or loses a skill, and a server in excess, completes the item in hand first. Items beyond a limit that has been lowered stay.
type Change struct {
	At, Every            float64
	Team, Station, Limit string
	To                   float64
}

// FieldError names the field that was refused, its value, and the legal range.
type FieldError = sim.FieldError

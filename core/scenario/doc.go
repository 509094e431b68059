// Package scenario is the catalogue: one file per argument.
//
// An [Argument] is a value. It says which question it asks, which parameters
// the reader may move, which simulations answer it ([Argument.Plan]) and what
// is shown for given parameters and given results ([Argument.View]): the
// sentence, the charts, the figures and the notes. The page, the link, the
// command line and the static first screen read that value and know no
// argument by name.
//
// # Today and what-if
//
// A [State] holds two settings of the same parameters. What-if is what the
// sliders show. Today follows what-if parameter by parameter, except where it
// is pinned: a fact about the world (how long an analysis takes) moves both,
// a decision (how many engineers) moves only what-if.
//
// # Same input, same bytes
//
// Nothing here reads a clock, a file or a global generator, and no result
// depends on the order of a map. A simulation is cut into replications, each a
// pure function of the state, the job and the replication's number, so that
// any number of workers gives the same digits.
package scenario

// Package pool spreads the replications of a plan over workers.
//
// A [Pool] is a state machine: whoever owns it tells it what happened (Start,
// Receive, Crashed, Tick) and it answers by sending requests and by calling
// back. It has no goroutines, no locks and no clock of its own, so that every
// interleaving can be played in a test, and it must be used from one goroutine.
//
// # What it promises
//
// The results are those of [argument.Run], bit for bit, for any number of
// workers and any order of their answers: a replication's numbers do not
// depend on where it ran, they are kept by its number, and only the
// replications that leave no gap are shown.
//
// # What it expects of workers
//
// Nothing. One may crash, hang, answer late, twice or nonsense, or take too
// much memory: it is replaced, and what it was doing is done again by another.
// A chunk that fails everywhere costs its job and a notice, never the rest.
package pool

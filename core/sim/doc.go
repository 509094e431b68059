// Package sim is a discrete-event simulator of organisations: items of several classes that arrive, wait
// in line at stations, are served by servers or by people with skills, are handed over, held at gates
// and by WIP limits, interrupted, sent back, and delivered, lost or abandoned.
//
// A Model is a plain value that describes a system. New checks it and compiles it into flat arrays; an
// Engine then runs it to a horizon, some thousands of events at a call:
//
//	e, err := sim.New(model, sim.Options{Seed: 1, Horizon: 26 * 40})
//	for !e.Step(5000) {
//		// report e.Progress(), or give up
//	}
//	result := e.Result()
//
// # The event loop
//
// There is one loop with one switch (loop.go). Every entity that can act has a slot in one calendar, a
// winner tree over the slots (calendar.go). Items live in a pool of fixed-size records and wait in
// doubly linked lines, so an event allocates nothing once the pool has grown to the largest number of
// items that were ever present at once; memory does not depend on how many have passed through.
//
// Events at one instant run in the order in which they were scheduled, but items give up after all others. A server that completes an item
// first turns to its line; then the item goes on.
//
// # Random numbers
//
// Each purpose has a stream of its own, named after the class and the step or after the source: changing the
// staffing or a route leaves the other draws alone, and two models that differ in one thing share
// their luck everywhere else (common random numbers).
//
// # Results
//
// Counters that only grow (Totals) are copied at each sample time into a Snapshot; any
// window is the difference of two snapshots. Warm-up, batch means and time series all come from those.
// An item's time in the system is split into parts (Part) that sum to its lead time.
//
// Times are in hours here, but any unit will do as long as all times share it.
package sim

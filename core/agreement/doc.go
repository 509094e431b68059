// Package agreement compares the formulas with the simulator. It holds nothing
// but tests: core/queue and core/sim/single never import each other, so that
// their agreement is evidence; this is the third place that knows both.
//
// Exact results (M/M/c, M/G/1, M/D/c, the closed M/M/c//N, the laws of
// conservation past saturation) must lie within four of the simulation's own
// standard errors. Approximations are measured: testdata/steady.txt and
// testdata/horizon.txt have a line for every cell of the grid, with the
// simulated value, its standard error, and each formula with its error; the
// test makes the same bytes again. After a change that is meant to move them:
//
//	go test ./core/agreement -update
package agreement

// Package agreement compares the formulas with the simulator. It holds nothing
// but tests: core/queue and scripts/verify/single never import each other, so that
// their agreement is evidence; this is the third place that knows both.
//
// Exact results (M/M/c, M/G/1, M/D/c, the closed M/M/c//N, the laws of
// conservation past saturation) must lie within four of the simulation's own
// standard errors. Approximations are measured: testdata/steady.txt and
// testdata/horizon.txt have a line for every cell of the grid, with the
// simulated value, its standard error, and each formula with its error; the
// test makes the same bytes again. After a change that is meant to move them:
//
//	go test ./scripts/verify/agreement -update
//
// # What was measured
//
// Against two-moment simulations (constant, gamma, exponential or hyperexponential
// times) over 1 to 50 servers, ρ from 0.1 to 0.95 and SCVs from 0 to 4. Errors are
// those of the mean wait, relative to the simulated one or to a hundredth of a
// service, whichever is longer; noise is in them.
//
//	Kingman, one server, Ca² ≤ 1, ρ ≥ 0.8: 21 cells, median 3.0%, nine in ten within 10.6%, worst +26.1% at c=1 ρ=0.8 Ca²=0.25 Cs²=0.0625
//	KLB, one server, Ca² ≤ 1, ρ ≥ 0.8: 21 cells, median 1.1%, nine in ten within 4.0%, worst -6.6% at c=1 ρ=0.8 Ca²=0.25 Cs²=0.0625
//	KLB, one server, Ca² ≤ 1, ρ < 0.8: 28 cells, median 1.9%, nine in ten within 21.9%, worst -66.8% at c=1 ρ=0.3 Ca²=0.25 Cs²=0.0625
//	KLB, one server, Ca² > 1: 28 cells, median 3.5%, nine in ten within 11.1%, worst +19.6% at c=1 ρ=0.1 Ca²=4 Cs²=0.0625
//	Whitt, several servers, Ca² ≤ 1, ρ ≥ 0.8: 63 cells, median 2.9%, nine in ten within 28.8%, worst +88.2% at c=10 ρ=0.8 Ca²=0.25 Cs²=0.0625
//	Whitt, several servers, Ca² ≤ 1, ρ < 0.8: 84 cells, median 0.9%, nine in ten within 50.6%, worst +221.9% at c=2 ρ=0.5 Ca²=0.25 Cs²=0.0625
//	Whitt, several servers, Ca² > 1, ρ ≥ 0.8: 36 cells, median 5.4%, nine in ten within 29.9%, worst -66.4% at c=50 ρ=0.8 Ca²=4 Cs²=0.0625
//	Whitt, several servers, Ca² > 1, ρ < 0.8: 48 cells, median 4.2%, nine in ten within 46.7%, worst -89.6% at c=50 ρ=0.7 Ca²=4 Cs²=0.0625
//	KLB, several servers, Ca² ≤ 1, ρ ≥ 0.8: 63 cells, median 7.5%, nine in ten within 36.5%, worst +119.2% at c=50 ρ=0.8 Ca²=0.25 Cs²=4
//	Allen–Cunneen, several servers, Ca² ≤ 1, ρ ≥ 0.8: 63 cells, median 11.5%, nine in ten within 49.8%, worst +123.2% at c=50 ρ=0.8 Ca²=0.25 Cs²=4
//	Allen–Cunneen, several servers, Ca² > 1, ρ ≥ 0.8: 36 cells, median 6.2%, nine in ten within 35.4%, worst -72.3% at c=50 ρ=0.8 Ca²=4 Cs²=0.0625
//	Sakasegawa, several servers, Ca² ≤ 1, ρ ≥ 0.8: 63 cells, median 12.3%, nine in ten within 60.0%, worst +217.4% at c=50 ρ=0.8 Ca²=0.25 Cs²=4
//	90th percentile, recommended formula, Ca² ≤ 1, ρ ≥ 0.8: 84 cells, median 2.8%, nine in ten within 12.9%, worst +168.6% at c=50 ρ=0.9 Ca²=0.25 Cs²=0.0625
//	90th percentile, recommended formula, Ca² > 1, ρ ≥ 0.8: 48 cells, median 3.6%, nine in ten within 15.4%, worst -100.0% at c=50 ρ=0.8 Ca²=2 Cs²=2
//
// The formula at a horizon T, in services, over 1 to 50 servers, ρ from 0.1 to 1.6,
// SCVs from 0.0625 to 4, from empty and from a pile of ten items a server. Waits
// shorter than a tenth of a service count as that.
//
//	at a horizon, from empty, ρ < 0.8, T ≥ 65: 48 cells, median 0.2%, nine in ten within 17.4%, worst -38.2% at c=1 ρ=0.5 Ca²=0.25 Cs²=0.0625 T=65 backlog=0
//	at a horizon, from empty, ρ from 0.8 to 1.1, T = 10: 72 cells, median 3.4%, nine in ten within 19.2%, worst +37.9% at c=50 ρ=1.1 Ca²=4 Cs²=4 T=10 backlog=0
//	at a horizon, from empty, ρ from 0.8 to 1.1, Ca² ≤ 1, T ≥ 65: 72 cells, median 3.3%, nine in ten within 16.8%, worst +32.8% at c=5 ρ=0.8 Ca²=0.25 Cs²=0.0625 T=65 backlog=0
//	at a horizon, from empty, ρ from 0.8 to 1.1, Ca² > 1, T ≥ 65: 72 cells, median 2.8%, nine in ten within 11.3%, worst -42.0% at c=50 ρ=0.8 Ca²=4 Cs²=4 T=260 backlog=0
//	at a horizon, from empty, ρ ≥ 1.25, T ≥ 65: 48 cells, median 0.5%, nine in ten within 2.9%, worst +7.0% at c=5 ρ=1.25 Ca²=4 Cs²=4 T=260 backlog=0
//	at a horizon, from a backlog, ρ < 0.8, T ≥ 65: 48 cells, median 0.1%, nine in ten within 23.6%, worst -32.0% at c=5 ρ=0.5 Ca²=1 Cs²=1 T=260 backlog=50
//	at a horizon, from a backlog, ρ from 0.8 to 1.1, T = 10: 72 cells, median 0.5%, nine in ten within 2.1%, worst +6.1% at c=1 ρ=1.05 Ca²=4 Cs²=4 T=10 backlog=10
//	at a horizon, from a backlog, ρ from 0.8 to 1.1, T ≥ 65: 144 cells, median 2.0%, nine in ten within 9.5%, worst +39.3% at c=50 ρ=0.95 Ca²=1 Cs²=1 T=260 backlog=500
//	at a horizon, from a backlog, ρ ≥ 1.25: 72 cells, median 0.4%, nine in ten within 1.8%, worst +4.8% at c=1 ρ=1.25 Ca²=4 Cs²=4 T=260 backlog=10
//	at a horizon, Ca² = Cs² = 1: 180 cells, median 1.3%, nine in ten within 7.1%, worst +39.3% at c=50 ρ=0.95 Ca²=1 Cs²=1 T=260 backlog=500
//
// Forward equations over the same grid, whose clock is slowed by other times than those of chance.
// What is found at Ca² = Cs² = 1, where they are exact but for their steps, is the simulation's
// own noise, and the Brownian motion's is the same but for a pile that is worked off just then.
//
//	by forward equations, Ca² = Cs² = 1: 180 cells, median 1.2%, nine in ten within 7.0%, worst +44.7% at c=50 ρ=0.95 Ca²=1 Cs²=1 T=260 backlog=500
//	by forward equations, Ca² ≠ 1, ρ < 0.8: 108 cells, median 2.1%, nine in ten within 34.2%, worst +98.3% at c=1 ρ=0.5 Ca²=0.25 Cs²=0.0625 T=10 backlog=0
//	by forward equations, Ca² ≠ 1, from empty, ρ from 0.8 to 1.1: 162 cells, median 4.2%, nine in ten within 17.7%, worst -42.0% at c=50 ρ=0.8 Ca²=4 Cs²=4 T=260 backlog=0
//	by forward equations, Ca² ≠ 1, from a backlog, ρ from 0.8 to 1.1: 162 cells, median 1.4%, nine in ten within 9.4%, worst +51.3% at c=50 ρ=0.8 Ca²=4 Cs²=4 T=65 backlog=500
//	by forward equations, Ca² ≠ 1, ρ ≥ 1.25: 108 cells, median 0.5%, nine in ten within 3.1%, worst +7.6% at c=50 ρ=1.25 Ca²=4 Cs²=4 T=10 backlog=0
//
// So: for one server Kraemer–Langenbach-Belz, for several Whitt, and for bursty
// arrivals at several servers with time to spare no formula at all. At a horizon the
// formula is as good as the steady state that it tends to: what is left of its error
// there is mostly that one's. Ten services from now, with many servers and bursts,
// only the simulation will do. Forward equations are as good, and for bursts from empty
// better, at a thousand times the cost: they are for rates that drift.
package agreement

// Package dist makes random times from a mean and a squared coefficient of variation (SCV = variance / mean²).
//
// ByMoments chooses the kind by the SCV, continuously, so that nothing jumps while a slider moves; New
// takes a named kind. A Time is a plain value without pointers; drawing switches on a small kind, with no interface call.
//
// Every draw consumes exactly one word of its stream (see package rng) and is a unit-mean variate times
// the mean. Two runs that differ in a mean draw the same luck, scaled; two runs that
// differ in an SCV within one kind draw strongly correlated luck; no run ever falls out of step with another.
//
// One kind a file: deterministic, erlang, gamma, exponential, hyperexponential, lognormal, uniform.
package dist

// Package rng gives named, independent streams of random numbers from one seed.
//
// A stream is named by its purpose ("arrivals", "service", "thinning"), so that today and what-if draw
// the same luck for the same purpose whatever else the two runs do: common random numbers.
//
//	src := rng.Stream(seed, replication, "arrivals")
//	gap := src.Exponential() // mean 1
//
// # One word, one variate
//
// Every variate consumes exactly one 64-bit word of its stream, also those drawn by rejection: the word
// decides the first attempt, and further attempts draw from a small generator that the word itself
// seeds. The k-th variate is therefore a function of the k-th word alone. Two runs whose parameters
// differ never fall out of step, and a variate can be made from a word without a stream
// (ExponentialFrom, NormalFrom, Float64From).
//
// # Reproducibility
//
// Integer arithmetic and IEEE multiplications only, apart from the rare edge of a ziggurat layer, which
// uses kingman/core/portable. Products are rounded by explicit conversions, so that no compiler fuses them
// with a sum after inlining: the bits are the same in native Go and in WebAssembly. A test holds digests.
package rng

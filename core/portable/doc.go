// Package portable has the elementary and special functions that the core
// needs, computed to the same bits on every machine.
//
// The standard library's math.Exp and math.Log are assembly on some
// architectures and Go on others, and differ there in the last bit; whatever
// is built on them (Pow, Erf, Lgamma, …) differs too. A link must give
// bit-identical numbers in every browser and in native Go, so the core calls
// the functions of this package instead, and of package math only those that
// are exact or correctly rounded everywhere: Sqrt, Abs, Floor, Ceil, Trunc,
// Inf, IsNaN, IsInf, the bit conversions.
//
// The second source of difference is fused multiply-add: on arm64 the compiler
// may round x*y + z once instead of twice. The language forbids that across an
// explicit conversion, so a product that feeds a sum is written
// float64(x*y) + z, here and in all of core, also where the product was stored
// in a variable first or is a division by a power of two; TestCoreHasNoFusedMultiplyAdd
// compiles core for arm64 and looks for what slipped through.
//
// Functions return NaN for a NaN argument and outside their domain; they do
// not panic. Accuracy is stated with each function and tested against
// math/big or against identities.
package portable

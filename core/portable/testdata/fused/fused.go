// Package fused has one multiply-add that arm64 fuses, to prove that the test
// which looks for them can see.
package fused

// MulAdd may be rounded once.
func MulAdd(x, y, z float64) float64 { return x*y + z }

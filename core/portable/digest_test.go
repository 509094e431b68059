package portable_test

import (
	"fmt"
	"hash/fnv"
	"math"
	"testing"

	"kingman/core/portable"
)

// digest is the FNV-1a hash of the bits of every function over a fixed set of
// arguments. It is the same natively on amd64 and arm64 and in wasm; if a
// change to a formula moves it, every number that a link ever promised moves
// with it.
const digest = "905df97ca43296fd"

func TestDigest(t *testing.T) {
	h := fnv.New64a()
	put := func(xs ...float64) {
		for _, x := range xs {
			b := math.Float64bits(x)
			if x != x {
				b = 0x7ff8000000000001 // the payload of a NaN is not promised
			}
			var buf [8]byte
			for i := range buf {
				buf[i] = byte(b >> (8 * i))
			}
			h.Write(buf[:])
		}
	}
	// A linear congruential walk over exponents and mantissas, exact everywhere.
	state := uint64(1)
	next := func() float64 {
		state = state*6364136223846793005 + 1442695040888963407
		return float64(state>>11) * 0x1p-53
	}
	for range 4000 {
		u, v := next(), next()
		x := float64(40*u) - 20
		put(portable.Exp(x), portable.Expm1(x), portable.Expm1(0.01*x), portable.Log(u), portable.Log(1/u),
			portable.Log1p(x), portable.Log1p(0.01*u), portable.Pow(4*u, x), portable.Pow(1+float64(1e-9*u), 1e9*v),
			portable.Erf(0.2*x), portable.Erfc(0.3*x), portable.NormalCDF(x), portable.NormalPDF(0.3*x),
			portable.NormalMills(float64(30*u)-1), portable.NormalQuantile(u), portable.LogGamma(20*u))
		s, c := portable.SinCosPi(x)
		put(s, c, portable.PoissonPMF(math.Floor(50*u), 50*v))
	}
	for range 200 {
		u, v := next(), next()
		put(portable.RegularizedGammaP(50*u, 60*v), portable.RegularizedGammaQ(2*u, 3*v),
			portable.RegularizedBeta(u, 9*v, 3*u), portable.StudentTCDF(3*v, 30*u), portable.StudentTQuantile(u, 1+float64(20*v)))
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); got != digest {
		t.Errorf("digest of the bits is %s, want %s", got, digest)
	}
}

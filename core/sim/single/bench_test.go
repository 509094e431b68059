package single

import (
	"math"
	"testing"

	"kingman/core/dist"
	"kingman/core/rng"
)

func mustTime(tb testing.TB, kind dist.Kind, mean, scv float64) dist.Time {
	tb.Helper()
	t, err := dist.New(kind, mean, scv)
	if err != nil {
		tb.Fatal(err)
	}
	return t
}

var _ = math.Log
var _ = rng.Stream

func BenchmarkPool(b *testing.B) {
	for _, c := range []int{1, 2, 10, 100, 1000} {
		b.Run(string(rune('0'+c%10)), func(b *testing.B) {
			svc := mustTime(b, dist.Exponential, 1, 1)
			gap := mustTime(b, dist.Exponential, 1/0.9/float64(c), 1)
			p := newPool(c, svc)
			var gs, ss, at, st, dn [512]float64
			r1, r2 := rng.Stream(1, 0, "a"), rng.Stream(1, 0, "b")
			now := 0.0
			for b.Loop() {
				gap.Fill(&r1, gs[:])
				svc.Fill(&r2, ss[:])
				for i, g := range gs {
					now += g
					at[i] = now
				}
				p.serve(at[:], ss[:], st[:], dn[:])
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/512, "ns/item")
		})
	}
}

package portable_test

import (
	"testing"

	"kingman/core/portable"
)

var sink float64

func BenchmarkFunctions(b *testing.B) {
	for _, c := range []struct {
		name string
		f    func(float64) float64
	}{
		{"Exp", portable.Exp}, {"Log", portable.Log}, {"Log1p", portable.Log1p},
		{"Pow", func(x float64) float64 { return portable.Pow(x, 1.7) }},
		{"NormalCDF", portable.NormalCDF}, {"LogGamma", portable.LogGamma},
		{"NormalQuantile", func(x float64) float64 { return portable.NormalQuantile(0.3 * x) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			x := 0.0
			for b.Loop() {
				x += 0.37
				if x > 3 {
					x -= 2.9
				}
				sink += c.f(x)
			}
		})
	}
}

package queue

import (
	"math"

	"kingman/core/portable"
)

// reflectedSmallDrift is the |d| below which differences of Mills ratios are
// taken from their Taylor series; see reflected.means.
const reflectedSmallDrift = 0.01

// A reflected is a Brownian motion from a start x ≥ 0, reflected at 0, seen at
// one time T. In units of its deviation σ = √(vT): u = x/σ, d = mT/σ.
type reflected struct {
	start, drift float64 // x and mT
	sigma        float64 // 0 for a deterministic line
	u, d         float64
}

func newReflected(start, drift, variance, T float64) reflected {
	r := reflected{start: start, drift: float64(drift * T), sigma: math.Sqrt(float64(variance * T))}
	r.u, r.d = start/r.sigma, r.drift/r.sigma
	if !finite(float64(r.u*r.u)) || !finite(float64(r.d*r.d)) {
		r.sigma = 0 // so little noise that its square is lost
	}
	return r
}

// end is where the line would be without noise.
func (r reflected) end() float64 { return math.Max(0, r.start+r.drift) }

// mirrored returns e^(−2ud)Φ(d−u), the chance that the free motion crosses 0 and
// comes back above it, mirrored at 0; neither factor may overflow or vanish
// alone, so they are joined by φ(u+d)·e^… = φ(d−u) and the Mills ratio.
func (r reflected) mirrored(density float64) float64 {
	if r.u-r.d >= 0 {
		return float64(density * portable.NormalMills(r.u-r.d))
	}
	return float64(portable.Exp(-2*float64(r.u*r.d)) * portable.NormalCDF(r.d-r.u))
}

// means returns E[Q; the line was never empty] and E[Q; it was].
//
// With b = u+d and P₁ = e^(−2ud)Φ(d−u), in units of σ, the whole is
// bΦ(b) + φ(b) + (P₁ − Φ(−b))/(2d) and the first part bΦ(b) − (d−u)P₁.
func (r reflected) means() (before, after float64) {
	if r.sigma == 0 {
		return r.end(), 0
	}
	b := r.u + r.d
	density := portable.NormalPDF(b)
	above := portable.NormalCDF(b)
	mirrored := r.mirrored(density)
	var regrown float64 // (P₁ − Φ(−b))/(2d)
	switch {
	case math.Abs(r.d) >= reflectedSmallDrift:
		regrown = (mirrored - portable.NormalCDF(-b)) / (2 * r.d)
	case density > 0: // else the start is too far from 0 to feel it
		// P₁ − Φ(−b) = φ(b)·[M(u−d) − M(u+d)], M the Mills ratio: an odd function
		// of d, so −M′(u) − M‴(u)d²/6 − M⁽⁵⁾(u)d⁴/120, with M′ = uM − 1.
		u := r.u
		m0 := portable.NormalMills(u)
		m1 := float64(u*m0) - 1
		m2 := m0 + float64(u*m1)
		m3 := float64(2*m1) + float64(u*m2)
		m4 := float64(3*m2) + float64(u*m3)
		m5 := float64(4*m3) + float64(u*m4)
		d2 := float64(r.d * r.d)
		regrown = -float64(density * (m1 + float64(d2*(m3/6+float64(d2*m5)/120))))
	}
	before = math.Max(0, float64(b*above)+float64((r.u-r.d)*mirrored))
	after = math.Max(0, density-float64((r.u-r.d)*mirrored)+regrown)
	return float64(r.sigma * before), float64(r.sigma * after)
}

// exceeds returns P(Q > y; the line was never empty) and P(Q > y; it was), for
// y ≥ 0:
//
//	Φ(b−w) − e^(−2ud)Φ(d−u−w)  and  e^(−2ud)Φ(d−u−w) + e^(2dw)Φ(−b−w),  w = y/σ.
//
// Both products have the form φ(b−w)·e^(−2uw)·M, which cannot overflow.
func (r reflected) exceeds(y float64) (before, after float64) {
	if r.sigma == 0 {
		if y < r.end() {
			return 1, 0
		}
		return 0, 0
	}
	w := y / r.sigma
	if w > 1e100 {
		return 0, 0
	}
	b := r.u + r.d
	e := float64(portable.NormalPDF(b-w) * portable.Exp(-2*float64(r.u*w)))
	var mirrored, reflected float64
	if x := r.u + w - r.d; x >= 0 {
		mirrored = float64(e * portable.NormalMills(x))
	} else {
		mirrored = float64(portable.Exp(-2*float64(r.u*r.d)) * portable.NormalCDF(-x))
	}
	if x := b + w; x >= 0 {
		reflected = float64(e * portable.NormalMills(x))
	} else {
		reflected = float64(portable.Exp(2*float64(r.d*w)) * portable.NormalCDF(-x))
	}
	return math.Max(0, portable.NormalCDF(b-w)-mirrored), mirrored + reflected
}

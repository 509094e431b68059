package queue

import (
	"math"

	"kingman/core/portable"
)

const (
	// stickySmallDrift is the |d| below which a difference of Mills ratios is
	// taken from its Taylor series; see sticky.regrown.
	stickySmallDrift = 0.01
	// stickyLeast is the smallest g that is computed with: below it the chance to
	// be away from 0 is in proportion to g, and differences would lose digits.
	stickyLeast = 1e-3
)

// A sticky is a Brownian motion from a start x ≥ 0 that is reflected at 0 and
// sticks there: for each unit that it is pushed up at 0 it loses r hours (Feller
// 1952; Harrison and Lemoine, "Sticky Brownian motion as the limit of storage
// processes", Journal of Applied Probability 18, 1981). It is seen at one time T.
// In units of its deviation σ = √(vT): u = x/σ, d = mT/σ, g = (2/r)√(T/v).
//
// What is written here follows from its resolvent. With w = √(m² + 2vs) the Laplace
// transform over T of P(Q > y; 0 was hit) is, for β = 2/r − m,
//
//	e^(−y(w−m)/v) · e^(−x(w+m)/v) · (2/r)·2v/((w−m)(w+m)(w+β)),
//
// and each pole gives a normal distribution or a Mills ratio. As g → ∞ it is the
// reflected motion (Abate and Whitt 1987).
type sticky struct {
	start, drift float64 // x and mT
	sigma        float64 // 0 for a deterministic line
	u, d, g      float64
	thin         float64 // what is left of the chance after stickyLeast
}

// newSticky needs hold, the r above, to be below 0.99/m for m > 0: hours that cost
// more than the drift brings in them would never end.
func newSticky(start, drift, variance, hold, T float64) sticky {
	q := sticky{start: start, drift: float64(drift * T), sigma: math.Sqrt(float64(variance * T)), thin: 1}
	q.u, q.d = start/q.sigma, q.drift/q.sigma
	if !finite(float64(q.u*q.u)) || !finite(float64(q.d*q.d)) {
		q.sigma = 0 // so little noise that its square is lost
		return q
	}
	steep := math.Abs(q.d)
	q.g = math.Min(2/hold*math.Sqrt(T/variance), 1e12*(1+steep))
	if math.IsInf(hold, 1) {
		q.g = 0
	}
	if q.g < stickyLeast {
		q.thin = q.g / stickyLeast * (stickyLeast + 2*steep + 1) / (q.g + 2*steep + 1)
		q.g = stickyLeast
	}
	return q
}

// end is where the line would be without noise.
func (q sticky) end() float64 { return math.Max(0, q.start+q.drift) }

// mirrored returns e^(−2ud)Φ(d−u), the chance that the free motion crosses 0 and
// comes back above it, mirrored at 0; neither factor may overflow or vanish
// alone, so they are joined by φ(u+d)·e^… = φ(d−u) and the Mills ratio.
func (q sticky) mirrored(density float64) float64 {
	if q.u-q.d >= 0 {
		return float64(density * portable.NormalMills(q.u-q.d))
	}
	return float64(portable.Exp(-2*float64(q.u*q.d)) * portable.NormalCDF(q.d-q.u))
}

// regrown returns (P₁ − Φ(−b))/(2d) with P₁ = mirrored, b = u+d.
func (q sticky) regrown(density, mirrored float64) float64 {
	switch {
	case math.Abs(q.d) >= stickySmallDrift:
		return (mirrored - portable.NormalCDF(-q.u-q.d)) / (2 * q.d)
	case density == 0:
		return 0 // the start is too far from 0 to feel it
	}
	// P₁ − Φ(−b) = φ(b)·[M(u−d) − M(u+d)], M the Mills ratio: an odd function
	// of d, so −M′(u) − M‴(u)d²/6 − M⁽⁵⁾(u)d⁴/120, with M′ = uM − 1.
	u := q.u
	m0 := portable.NormalMills(u)
	m1 := float64(u*m0) - 1
	m2 := m0 + float64(u*m1)
	m3 := float64(2*m1) + float64(u*m2)
	m4 := float64(3*m2) + float64(u*m3)
	m5 := float64(4*m3) + float64(u*m4)
	d2 := float64(q.d * q.d)
	return -float64(density * (m1 + float64(d2*(m3/6+float64(d2*m5)/120))))
}

// mean returns E[Q] and P(Q > 0).
//
// With b = u+d, B = g−d and P₁ = e^(−2ud)Φ(d−u), in units of σ: before 0 is hit
// E = bΦ(b) − (d−u)P₁ and P = Φ(b) − P₁; after it
//
//	P = P₁ + [gΦ(−b) − 2Bφ(b)M(u+B)]/(B−d),  E = φ(b) + (d−u)P₁ + (P₁ − Φ(−b))/(2d) − P/g.
func (q sticky) mean() (line, above float64) {
	if q.sigma == 0 {
		if line = q.end(); line > 0 {
			above = 1
		}
		return line, above
	}
	b := q.u + q.d
	density := portable.NormalPDF(b)
	mirrored := q.mirrored(density)
	below := portable.NormalCDF(-b)
	far := q.g - q.d                                           // B
	gap := far - q.d                                           // B−d
	back := 2 * float64(density*portable.NormalMills(q.u+far)) // of which B/(B−d) is taken
	stuck := float64(far*back) / gap
	again := math.Max(0, mirrored+float64(below*q.g)/gap-stuck)
	after := density - float64((q.u-q.d)*mirrored)
	if math.Abs(q.d) >= stickySmallDrift {
		// The difference of the two last terms, which may be far smaller.
		after += float64(mirrored*(1/(2*q.d)-1/q.g)) - float64(below*q.g)/(2*float64(q.d*gap)) + stuck/q.g
	} else {
		after += q.regrown(density, mirrored) - again/q.g
	}
	up := portable.NormalCDF(b)
	before := math.Max(0, float64(b*up)+float64((q.u-q.d)*mirrored))
	line = float64(q.sigma * (before + float64(q.thin*math.Max(0, after))))
	return line, math.Min(1, math.Max(0, up-mirrored)+float64(q.thin*again))
}

// exceeds returns P(Q > y), y ≥ 0: before 0 is hit Φ(b−w) − e^(−2ud)Φ(d−u−w), with
// w = y/σ, and after it
//
//	P₁ + [g·e^(2dw)Φ(−b−w) − 2B·φ(b−w)e^(−2uw)M(u+w+B)]/(B−d),  P₁ = e^(−2ud)Φ(d−u−w).
//
// All products have the form φ(b−w)·e^(−2uw)·M, which cannot overflow.
func (q sticky) exceeds(y float64) float64 {
	if q.sigma == 0 {
		if y < q.end() {
			return 1
		}
		return 0
	}
	w := y / q.sigma
	if w > 1e100 {
		return 0
	}
	b := q.u + q.d
	e := float64(portable.NormalPDF(b-w) * portable.Exp(-2*float64(q.u*w)))
	var mirrored, reflected float64
	if x := q.u + w - q.d; x >= 0 {
		mirrored = float64(e * portable.NormalMills(x))
	} else {
		mirrored = float64(portable.Exp(-2*float64(q.u*q.d)) * portable.NormalCDF(-x))
	}
	if x := b + w; x >= 0 {
		reflected = float64(e * portable.NormalMills(x))
	} else {
		reflected = float64(portable.Exp(2*float64(q.d*w)) * portable.NormalCDF(-x))
	}
	far := q.g - q.d
	back := 2 * float64(far*float64(e*portable.NormalMills(q.u+w+far)))
	after := mirrored + (float64(reflected*q.g)-back)/(far-q.d)
	before := portable.NormalCDF(b-w) - mirrored
	return math.Min(1, math.Max(0, before)+float64(q.thin*math.Max(0, after)))
}

// quantile solves exceeds(y) = tail, to a relative 1e-10.
// The bracket starts at the motion's own scale. Regula falsi in the
// form of Illinois halves the weight of an end that stays put, so that it is
// as safe as bisection and needs a quarter of its steps.
func (q sticky) quantile(tail float64) float64 {
	gap := func(y float64) float64 { return q.exceeds(y) - tail }
	low, atLow := 0.0, gap(0)
	if atLow <= 0 {
		return 0
	}
	high := q.end() + q.sigma
	atHigh := gap(high)
	for ; atHigh > 0; atHigh = gap(high) {
		low, atLow = high, atHigh
		high *= 2
		if !finite(high) {
			return math.Inf(1)
		}
	}
	for step, side := 0, 0; step < 100 && high-low > 1e-10*high; step++ {
		mid := high - float64(atHigh*(high-low))/(atHigh-atLow)
		if step%8 == 7 || !(mid > low && mid < high) {
			mid = 0.5 * (low + high)
		}
		switch at := gap(mid); {
		case at > 0:
			low, atLow = mid, at
			if side > 0 {
				atHigh *= 0.5
			}
			side = 1
		case at < 0:
			high, atHigh = mid, at
			if side < 0 {
				atLow *= 0.5
			}
			side = -1
		default:
			return mid
		}
	}
	return 0.5 * (low + high)
}

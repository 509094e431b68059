package portable

import "math"

const (
	ln2Head       = 0x1.62e42fefa3800p-1  // ln 2 rounded to a multiple of 2^-42: k·head is exact
	ln2Tail       = 0x1.ef35793c76730p-45 // the rest
	logTableFirst = 90                    // logTable[0] belongs to 90/128
)

// Log returns the natural logarithm of x, to within 0.6 units in the last
// place. Log(0) is −Inf; a negative x gives NaN.
//
// x = 2^k·m with m between √½ and √2, and F = j/128 is the nearest table point
// to m; then ln x = k·ln2 + ln F + 2·artanh((m−F)/(m+F)). Next to 1, where that
// would cancel, the series is used alone.
func Log(x float64) float64 {
	switch {
	case !(x > 0):
		if x == 0 {
			return math.Inf(-1)
		}
		return math.NaN()
	case x > math.MaxFloat64:
		return x
	}
	if f := x - 1; math.Abs(f) < 1.0/16 {
		return log1pSmall(f)
	}
	k, m := normalise(x)
	j := int(float64(m*128) + 0.5)
	F := float64(float64(j) / 128)
	f := m - F
	u := 2 * f / (m + F)
	v := float64(u * u)
	t := &logTable[j-logTableFirst]
	tail := t[1] + float64(k*ln2Tail)
	series := float64(float64(u*v) * (1.0/12 + float64(v*(1.0/80+float64(v*(1.0/448))))))
	return (t[0] + float64(k*ln2Head)) + (u + (tail + series))
}

// Log1p returns ln(1+x) without cancellation near 0, to within one unit in the
// last place. Log1p(−1) is −Inf; below −1 it is NaN.
func Log1p(x float64) float64 {
	if math.Abs(x) < 1.0/16 {
		return log1pSmall(x)
	}
	u := 1 + x
	if !(u > 0) || u > math.MaxFloat64 {
		return Log(u)
	}
	// What 1+x lost in rounding comes back as the first-order term.
	var lost float64
	if x < 1 {
		lost = x - (u - 1)
	} else {
		lost = 1 - (u - x)
	}
	return Log(u) + lost/u
}

// log1pSmall returns ln(1+f) for |f| < 1/16, as f − (f²/2 − s·(f²/2 + R)) with
// s = f/(2+f) and R the tail of 2·artanh(s)/s: the leading term is exact.
func log1pSmall(f float64) float64 {
	if math.Abs(f) < 0x1p-54 {
		return f
	}
	s := f / (2 + f)
	z := float64(s * s)
	r := 2.0/11 + float64(z*(2.0/13+float64(z*(2.0/15))))
	r = 2.0/9 + float64(z*r)
	r = 2.0/7 + float64(z*r)
	r = 2.0/5 + float64(z*r)
	r = float64(z * (2.0/3 + float64(z*r)))
	half := float64(0.5 * float64(f*f))
	return f - (half - float64(s*(half+r)))
}

// normalise splits a positive finite x into 2^k·m with m in [√½, √2].
func normalise(x float64) (k, m float64) {
	e := -1023
	if x < 0x1p-1022 {
		x *= 0x1p54
		e -= 54
	}
	bits := math.Float64bits(x)
	e += int(bits >> 52)
	m = math.Float64frombits(bits&(1<<52-1) | 1023<<52)
	if m > math.Sqrt2 {
		m = float64(m * 0.5)
		e++
	}
	return float64(e), m
}

// logExtended returns ln x as an unevaluated sum head + tail with about 68
// significant bits, for Pow. x is positive and finite.
func logExtended(x float64) (head, tail float64) {
	k, m := normalise(x)
	j := int(float64(m*128) + 0.5)
	F := float64(float64(j) / 128)
	f := m - F
	den, denTail := twoSum(m, F)
	u := 2 * f / den
	p, pTail := twoProduct(u, den)
	uTail := ((2*f - p) - pTail - float64(u*denTail)) / den
	v := float64(u * u)
	series := float64(float64(u*v) * (1.0/12 + float64(v*(1.0/80+float64(v*(1.0/448+float64(v*(1.0/2304))))))))
	t := &logTable[j-logTableFirst]
	exact := t[0] + float64(k*ln2Head)
	head, tail = twoSum(exact, u)
	return twoSum(head, tail+(uTail+(t[1]+float64(k*ln2Tail)+series)))
}

// twoSum returns a+b rounded and what the rounding lost (Knuth).
func twoSum(a, b float64) (sum, lost float64) {
	sum = a + b
	bb := sum - a
	return sum, (a - (sum - bb)) + (b - bb)
}

// twoProduct returns a·b rounded and what the rounding lost (Dekker 1971). It
// overflows for factors above 1e300.
func twoProduct(a, b float64) (product, lost float64) {
	product = float64(a * b)
	a1, a2 := split(a)
	b1, b2 := split(b)
	lost = float64(a1*b1) - product
	lost += float64(a1 * b2)
	lost += float64(a2 * b1)
	lost += float64(a2 * b2)
	return product, lost
}

// split returns a as a sum of two numbers of at most 26 bits (Veltkamp).
func split(a float64) (high, low float64) {
	c := float64(a * (1<<27 + 1))
	high = c - (c - a)
	return high, a - high
}

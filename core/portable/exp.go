package portable

import "math"

const (
	ln2Over32Head = 0x1.62e42fefa0000p-6  // 36 bits of ln 2 / 32: n·head is exact for |n| < 2^17
	ln2Over32Tail = 0x1.cf79abc9e3b3ap-45 // the rest
	invLn2Over32  = 0x1.71547652b82fep+5  // 32 / ln 2

	expOverflow  = 0x1.62e42fefa39efp+9  // the largest x with a finite e^x
	expUnderflow = -0x1.74910d52d3053p+9 // e^x rounds to 0 below this x
)

// Exp returns e^x, to within 0.52 units in the last place. It is +Inf above
// 709.78 and 0 below −745.13.
//
// x = n·ln2/32 + r with |r| ≤ ln2/64; then e^x = 2^(n/32)·e^r, the first factor
// from a table and the second from its Taylor series.
func Exp(x float64) float64 {
	switch {
	case x > expOverflow:
		return math.Inf(1)
	case x < expUnderflow:
		return 0
	case x != x:
		return x
	}
	return expSum(x, 0)
}

// expSum returns e^(x+tail) for a tail far smaller than 1 and an x inside
// Exp's finite range.
func expSum(x, tail float64) float64 {
	n := math.Floor(float64(x*invLn2Over32) + 0.5)
	r := (x - float64(n*ln2Over32Head)) + (tail - float64(n*ln2Over32Tail))
	p := expSeries(r)
	i := int(n)
	t := &exp2Table[i&31]
	return scale(t[0]+(t[1]+float64(t[0]*p)), i>>5)
}

// expSeries returns e^r − 1 for |r| ≤ ln2/64: the first term left out is below
// 2^-58 of the whole.
func expSeries(r float64) float64 {
	q := 1.0/120 + float64(r*(1.0/720))
	q = 1.0/24 + float64(r*q)
	q = 1.0/6 + float64(r*q)
	q = 0.5 + float64(r*q)
	return r + float64(float64(r*r)*q)
}

// scale returns y·2^k for y in [1, 2]. Outside the normal range it multiplies
// twice, so that overflow and gradual underflow round as they should.
func scale(y float64, k int) float64 {
	switch {
	case k > 1023:
		return y * 0x1p1023 * pow2(k-1023)
	case k < -1022:
		return y * 0x1p-1000 * pow2(k+1000)
	}
	return y * pow2(k)
}

// pow2 returns 2^k for k in [−1022, 1023].
func pow2(k int) float64 {
	return math.Float64frombits(uint64(k+1023) << 52)
}

// Expm1 returns e^x − 1 without cancellation near 0, to within one unit in the
// last place.
func Expm1(x float64) float64 {
	switch {
	case x > expOverflow:
		return math.Inf(1)
	case x < -40:
		return -1
	case x != x:
		return x
	}
	if math.Abs(x) < 1.0/8 {
		if math.Abs(x) < 0x1p-54 {
			return x
		}
		q := 0.0
		for i := len(expm1Series) - 1; i >= 0; i-- {
			q = expm1Series[i] + float64(x*q)
		}
		return x + (float64(0.5*float64(x*x)) + float64(float64(x*x)*float64(x*q)))
	}
	n := math.Floor(float64(x*invLn2Over32) + 0.5)
	r := (x - float64(n*ln2Over32Head)) - float64(n*ln2Over32Tail)
	p := expSeries(r)
	i := int(n)
	t := &exp2Table[i&31]
	k := i >> 5
	if k > 60 {
		return scale(t[0]+(t[1]+float64(t[0]*p)), k) - 1
	}
	s := pow2(k)
	return (float64(t[0]*s) - 1) + float64(s*(t[1]+float64(t[0]*p)))
}

// expm1Series[i] = 1/(i+3)!; the first term left out of Expm1 is below 2^-58 of
// the whole.
var expm1Series = [10]float64{
	1.0 / 6, 1.0 / 24, 1.0 / 120, 1.0 / 720, 1.0 / 5040, 1.0 / 40320,
	1.0 / 362880, 1.0 / 3628800, 1.0 / 39916800, 1.0 / 479001600,
}

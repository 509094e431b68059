package portable_test

import (
	"math"
	"math/big"
)

// The references below are the textbook series in 300-bit arithmetic; nothing
// of package portable or of math's assembly is in them.

const prec = 300

func bigf(x float64) *big.Float { return new(big.Float).SetPrec(prec).SetFloat64(x) }

func newBig() *big.Float { return new(big.Float).SetPrec(prec) }

// bigExp halves its argument twenty times, sums the Taylor series, and squares
// back.
func bigExp(x *big.Float) *big.Float {
	const halvings = 24
	r := newBig().SetMantExp(x, -halvings)
	sum, term := bigf(1), bigf(1)
	for n := int64(1); n < 40; n++ {
		term.Mul(term, r)
		term.Quo(term, newBig().SetInt64(n))
		sum.Add(sum, term)
	}
	for range halvings {
		sum.Mul(sum, sum)
	}
	return sum
}

// bigLog takes Newton's steps y += x·e^−y − 1 from a rough start.
func bigLog(x *big.Float) *big.Float {
	m := newBig()
	e := x.MantExp(m)
	f, _ := m.Float64()
	y := bigf(math.Log(f) + float64(e)*math.Ln2)
	for range 4 {
		e := bigExp(newBig().Neg(y))
		e.Mul(e, x)
		e.Sub(e, bigf(1))
		// Third order: ln(1+e) = e − e²/2 + e³/3.
		e2 := newBig().Mul(e, e)
		e3 := newBig().Mul(e2, e)
		y.Add(y, e)
		y.Sub(y, e2.Quo(e2, bigf(2)))
		y.Add(y, e3.Quo(e3, bigf(3)))
	}
	return y
}

// ulps returns |got − want| in units in the last place of want.
func ulps(got float64, want *big.Float) float64 {
	w, _ := want.Float64()
	if got == w && (w == 0 || math.IsInf(w, 0)) {
		return 0
	}
	unit := math.Nextafter(math.Abs(w), math.Inf(1)) - math.Abs(w)
	d := newBig().Sub(bigf(got), want)
	d.Quo(d, bigf(unit))
	u, _ := d.Float64()
	return math.Abs(u)
}

func relative(got float64, want *big.Float) float64 {
	d := newBig().Sub(bigf(got), want)
	d.Quo(d, want)
	r, _ := d.Float64()
	return math.Abs(r)
}

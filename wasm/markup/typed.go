package markup

import (
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/core/words"
)

// Typed returns v as a reader types it into a parameter's number field: a share
// in percent, anything else as it stands in the link. [Untyped] gives v back to
// its last bit.
func Typed(p *argument.Param, v float64) string {
	return strconv.FormatFloat(shifted(v, percent(p)), 'f', -1, 64)
}

// Untyped returns the value of a number that a reader typed.
func Untyped(p *argument.Param, typed float64) float64 { return shifted(typed, -percent(p)) }

// Sign is what stands behind a parameter's number field: "%", or nothing.
func Sign(p *argument.Param) string {
	if percent(p) != 0 {
		return "%"
	}
	return ""
}

// Legal says which values a number field takes, in the units that it speaks:
// "0 % to 60 % in steps of 1 %".
func Legal(p *argument.Param) string {
	if percent(p) == 0 {
		return p.Legal()
	}
	return Typed(p, p.Min) + " % to " + Typed(p, p.Max) + " % in steps of " + Typed(p, p.Step) + " %"
}

// percent is by how many places the decimal point of a number field stands to the
// right of the link's.
func percent(p *argument.Param) int {
	if p.Unit == words.Share {
		return 2
	}
	return 0
}

// shifted moves the decimal point: 0.07 becomes 7, where 100·0.07 is a little
// more. Infinities and NaN stay.
func shifted(v float64, places int) float64 {
	mantissa, exponent, ok := strings.Cut(strconv.FormatFloat(v, 'e', -1, 64), "e")
	n, err := strconv.Atoi(exponent)
	if places == 0 || !ok || err != nil {
		return v
	}
	v, _ = strconv.ParseFloat(mantissa+"e"+strconv.Itoa(n+places), 64) // beyond the range it is ±Inf, which is out of range as well
	return v
}

package link

import (
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/core/words"
)

// FieldText returns v as it stands in a parameter's text field: a share in per
// cent, anything else as in the link. [ReadField] gives v back to its last bit.
func FieldText(p *argument.Param, v float64) string {
	return strconv.FormatFloat(shifted(v, fieldPlaces(p)), 'f', -1, 64)
}

// FieldSign is what stands behind a parameter's text field: "%", or nothing.
func FieldSign(p *argument.Param) string { return strings.TrimLeft(fieldUnit(p), " ") }

// FieldLegal says which values a text field takes, in the units that it speaks:
// "0 % to 60 % in steps of 1 %".
func FieldLegal(p *argument.Param) string {
	if fieldPlaces(p) == 0 {
		return p.Legal()
	}
	return fieldSay(p, p.Min) + " to " + fieldSay(p, p.Max) + " in steps of " + fieldSay(p, p.Step)
}

// ReadField reads what a reader typed into p's text field, in every form in which
// a link may hold a number, and returns the legal value nearest to it. The note,
// if there is one, is a sentence for the reader: about a value that had to be
// moved, about one that two people would read differently, or, if ok is false,
// about text that is no number.
func ReadField(p *argument.Param, text string) (v float64, note string, ok bool) {
	n, ok := readNumber(text, p, -fieldPlaces(p))
	if !ok {
		return 0, p.Label + ": that is not a number that can be read. It takes " + FieldLegal(p) + "; the value is kept.", false
	}
	n.settle(p, false)
	v, exact := p.Snap(n.value)
	switch {
	case n.ambiguous:
		note = asks(p.Label, text, fieldSay(p, n.value), fieldSay(p, n.other), fieldSay(p, v), exact, FieldLegal(p))
	case !exact:
		note = p.Label + ": " + words.Short(shifted(n.value, fieldPlaces(p))) + fieldUnit(p) + " is moved to " + fieldSay(p, v) + ". It takes " + FieldLegal(p) + "."
	}
	return v, note, true
}

// fieldSay is FieldText with the field's sign.
func fieldSay(p *argument.Param, v float64) string { return FieldText(p, v) + fieldUnit(p) }

func fieldUnit(p *argument.Param) string {
	if p.Unit == words.Share {
		return " %"
	}
	return ""
}

// fieldPlaces is by how many places the decimal point of a text field stands to
// the right of the link's.
func fieldPlaces(p *argument.Param) int {
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

package link

import (
	"strconv"
	"strings"

	"kingman/core/argument"
	"kingman/core/words"
)

// A number is what somebody wrote, read as a value of a parameter. A single
// point or comma with three digits behind it is a decimal mark to some people and
// a mark of thousands to others: such a number is ambiguous and has another
// reading.
type number struct {
	value     float64
	other     float64 // the second reading of an ambiguous number
	ambiguous bool
	point     bool // the mark is a point, and value takes it for a decimal mark
}

// readNumber reads a number as people and programs write it, as a value of p:
// "16", "2,5", "1 240", "1.240,5", "1'240", "12'5", "1_000", "−3", "+5", "1e3",
// "２．５", "٢٫٥", and with p's unit behind it or, of money in any currency, before it: "16 h",
// "20 %", "$4,000", "€4k". "1e999" and "∞" are +Inf. Of a share, a number without
// a per cent sign is multiplied by ten to the power of places: 0 in a link, −2 in
// a field that counts per cents.
//
// An ambiguous number has the value that the page itself would mean by it: the
// point is the decimal mark, the comma marks thousands. ok is false if the text
// is no number, or one of another unit; value is never NaN.
func readNumber(text string, p *argument.Param, places int) (n number, ok bool) {
	s := strings.ToLower(strings.TrimSpace(strings.Map(foldNumber, text)))
	sign, money := "", p.Unit == words.Money
	cut := func() {
		if _, rest := words.CutCurrency(s); money && rest != s {
			s, money = rest, false // one currency is enough
		}
	}
	cut()
	if s != "" && (s[0] == '-' || s[0] == '+') {
		sign, s = s[:1], strings.TrimLeft(s[1:], " ")
		cut()
	}
	if s == "inf" || s == "infinity" || s == "∞" {
		n.value = decimal(sign, "inf", "", 0)
		return n, true
	}
	digits := strings.TrimRight(s[:span(s, "0123456789"+marks)], groupMarks)
	exponent, rest := cutExponent(s[len(digits):])
	shift, ok := unitShift(strings.Trim(rest, " "), p, places)
	if !ok || strings.Trim(digits, marks) == "" {
		return n, false
	}
	exponent += shift

	whole, fraction, mark := digits, "", ""
	last := len(digits) - 1
	for last >= 0 && isWord(digits[last]) {
		last--
	}
	if last >= 0 {
		mark = digits[last : last+1]
		thousands := strings.Contains(groupMarks, mark) && !(mark == "'" && len(digits)-last != 4) || strings.Count(digits, mark) > 1
		if !thousands {
			whole, fraction = digits[:last], digits[last+1:]
		}
	}
	plain, ok := ungrouped(whole)
	n.value = decimal(sign, plain, fraction, exponent)
	if plain == whole && len(fraction) == 3 && len(whole) >= 1 && len(whole) <= 3 && whole[0] != '0' && exponent == shift && (mark == "." || mark == ",") {
		n.ambiguous, n.point, n.other = true, mark == ".", decimal(sign, whole+fraction, "", exponent)
		if !n.point {
			n.value, n.other = n.other, n.value
		}
	}
	return n, ok
}

// foldNumber is fold, which also knows the marks that Arabic keeps for numbers:
// one is a decimal mark and nothing else, the other marks thousands. They become
// control characters, which fold leaves none of.
func foldNumber(r rune) rune {
	switch r {
	case '٫':
		return 1
	case '٬':
		return 2
	}
	return fold(r)
}

const (
	groupMarks = " '_\x02"
	marks      = ".,\x01" + groupMarks
)

// decimal returns a number from its pieces. Beyond the range it is ±Inf, which
// is beyond every parameter's range as well.
func decimal(sign, whole, fraction string, exponent int) float64 {
	text := sign + whole
	if whole != "inf" {
		text += "." + fraction + "e" + strconv.Itoa(exponent)
	}
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

// ungrouped removes the marks of thousands from whole. It says whether they
// stand as people set them: all of one kind, with three digits behind the last,
// and two or three between two.
func ungrouped(whole string) (digits string, ok bool) {
	first := span(whole, "0123456789")
	if first == len(whole) {
		return whole, true
	}
	if first < 1 || first > 3 {
		return "", false
	}
	mark := whole[first : first+1]
	for rest := whole[first:]; rest != ""; {
		n := span(rest[1:], "0123456789")
		if rest[:1] != mark || n > 3 || n < 2 || n == 2 && len(rest) == 3 {
			return "", false
		}
		rest = rest[n+1:]
	}
	return strings.ReplaceAll(whole, mark, ""), true
}

// span returns how many bytes at the beginning of s are in set.
func span(s, set string) int {
	for i := range len(s) {
		if strings.IndexByte(set, s[i]) < 0 {
			return i
		}
	}
	return len(s)
}

// cutExponent cuts "e3" or "e-3" from the beginning of s. An exponent without
// digits is none; one of more digits than any number has is cut to that size.
func cutExponent(s string) (exponent int, rest string) {
	if !strings.HasPrefix(s, "e") {
		return 0, s
	}
	i := 1
	if i < len(s) && (s[i] == '+' || s[i] == '-') {
		i++
	}
	end := i
	for end < len(s) && s[end] >= '0' && s[end] <= '9' {
		end++
	}
	if end == i {
		return 0, s
	}
	exponent, err := strconv.Atoi(s[1:end])
	if err != nil || exponent > 99999 || exponent < -99999 {
		exponent = 99999
		if s[1] == '-' {
			exponent = -99999
		}
	}
	return exponent, s[end:]
}

// unitNames are what people write behind a number. A share, and the thousand of
// dollars, are not among them, because they move the decimal point.
var unitNames = [...]struct {
	unit  words.Unit
	names string
}{
	{words.Hours, ",h,hr,hrs,hour,hours,"},
	{words.PlainHours, ",h,hr,hrs,hour,hours,"},
	{words.ClockHours, ",h,hr,hrs,hour,hours,"},
	{words.Minutes, ",m,min,mins,minute,minutes,"},
	{words.Weeks, ",w,wk,wks,week,weeks,"},
	{words.PerWeek, ",a week,per week,/week,/ week,/w,"},
	{words.People, ",person,people,"},
	{words.Items, ",item,items,"},
}

// unitShift says whether text, which stands behind a number, is a unit of p, and
// by how many places it moves the decimal point: by those of a share if it is not
// the per cent sign. No text is always a unit.
func unitShift(text string, p *argument.Param, places int) (shift int, ok bool) {
	text = strings.TrimRight(text, ".")
	if p.Unit == words.Share {
		if text == "%" || text == "percent" || text == "per cent" {
			return -2, true
		}
		shift = places
	}
	if p.Unit == words.Money {
		if text == "k" {
			return 3, true
		}
		if _, rest := words.CutCurrency(text); rest == "" {
			return 0, true
		}
	}
	// What the parameter counts is a unit as well: "20 engineers", "1 engineer".
	if label := strings.ToLower(p.Label); text == "" || text == label || text+"s" == label {
		return shift, true
	}
	for i := range unitNames {
		if unitNames[i].unit == p.Unit {
			return shift, strings.Contains(unitNames[i].names, ","+text+",")
		}
	}
	return shift, false
}

// settle takes the reading of an ambiguous number that is legal for p, if only
// one is. In a link, which is written with decimal points, a point marks
// thousands only where it cannot be a decimal mark.
func (n *number) settle(p *argument.Param, inLink bool) {
	if !n.ambiguous {
		return
	}
	_, first := p.Snap(n.value)
	_, second := p.Snap(n.other)
	if second && !first {
		n.value, n.other = n.other, n.value
	}
	n.ambiguous = first == second && !(n.point && inLink)
}

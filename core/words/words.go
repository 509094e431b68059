// Package words turns numbers into what people say: "48 minutes", "2.5 days",
// "15.6 weeks", "20 engineers", "$40,000".
//
// The core counts in working hours, 8 a day and 40 a week, and in rates per
// hour. Readers do not: durations under a day are spoken in hours, under a
// month in days, then in weeks. This package is the only place that converts.
// Every function accepts every float64, NaN and ±Inf included, and answers in
// words that make sense.
package words

import (
	"math"
	"strconv"
	"strings"
)

// Working time, in working hours.
const (
	Day   = 8.0
	Week  = 40.0
	Month = 4 * Week // where the reader stops counting days
)

// A Unit says what a number counts.
type Unit string

// The units that parameters and figures use.
const (
	Number     Unit = ""            // 2.5
	Hours      Unit = "hours"       // working hours: 0.8 → "48 minutes", 624 → "15.6 weeks"
	PlainHours Unit = "plain-hours" // working hours, always said in hours
	Minutes    Unit = "minutes"     // a number of minutes
	ClockHours Unit = "clock-hours" // hours by the clock, 24 a day: 36 → "1.5 days"
	Weeks      Unit = "weeks"       // a number of weeks
	PerWeek    Unit = "per-week"    // items a week
	People     Unit = "people"      // whole people
	Items      Unit = "items"       // features, tickets
	Share      Unit = "share"       // 0.2 → "20 %"
	Money      Unit = "money"       // dollars
	Ratio      Unit = "ratio"       // a coefficient of variation
)

// Say returns v with its unit, as a reader would say it.
func Say(v float64, u Unit) string {
	switch u {
	case Hours:
		return Duration(v)
	case PlainHours:
		return Count(v, "hour", "hours")
	case Minutes:
		return Count(v, "minute", "minutes")
	case ClockHours:
		return Clock(v)
	case Weeks:
		return Count(v, "week", "weeks")
	case PerWeek:
		if !countable(v) {
			return Short(v)
		}
		return Short(v) + " a week"
	case Share:
		if !countable(100 * v) {
			return Short(100 * v)
		}
		return Short(100*v) + " %"
	case Money:
		return Dollars(v)
	default:
		return Short(v)
	}
}

// Duration returns h working hours in the unit a person would choose: minutes
// under an hour, hours under a day, days under a month, weeks under two years, then
// years. The unit is
// chosen by the number as it will be printed, so that 59.99 minutes are an hour
// and 7.99 hours a day, never "60 minutes" or "8 hours".
func Duration(h float64) string {
	switch {
	case math.IsNaN(h):
		return "unknown"
	case math.IsInf(h, 1):
		return "for ever"
	case math.IsInf(h, -1):
		return endlesslyLess
	case h < 0:
		return minus(Duration(-h))
	case h < 1.0/120: // less than half a minute
		return noTime
	case decimal(h*60, 1) < 10:
		return Count(h*60, "minute", "minutes")
	case decimal(h*60, 0) < 60: // nobody cares for seconds after ten minutes
		return decimalText(h*60, 0) + " minutes"
	case decimal(h, 1) < Day:
		return Count(math.Max(h, 1), "hour", "hours")
	case decimal(h/Day, 1) < Month/Day:
		return Count(math.Max(h/Day, 1), "day", "days")
	case decimal(h/Week, 0) < 104:
		return Count(math.Max(h/Week, Month/Week), "week", "weeks")
	default:
		return Count(math.Max(h/(52*Week), 2), "year", "years")
	}
}

// ClockDay and ClockYear are a day and a year in hours by the clock.
const (
	ClockDay  = 24.0
	ClockYear = 365 * ClockDay
)

// Clock returns h hours by the clock, of which a day has 24, as [Duration] does working
// hours: minutes under an hour, hours under a day, days under two years, then years.
func Clock(h float64) string {
	switch {
	case h < 0 && !math.IsInf(h, -1):
		return minus(Clock(-h))
	case !(decimal(h*60, 0) >= 60) || math.IsInf(h, 1): // in which they do not differ
		return Duration(h)
	case decimal(h, 1) < ClockDay:
		return Count(math.Max(h, 1), "hour", "hours")
	case decimal(h/ClockDay, 0) < 730:
		return Count(math.Max(h/ClockDay, 1), "day", "days")
	default:
		return Count(math.Max(h/ClockYear, 2), "year", "years")
	}
}

// HardlyAny is what [About] says of a time that nobody notices.
const HardlyAny = "hardly any time"

// About returns h working hours as loosely as a person would, for waits so
// short that their digits do not matter: "about an hour".
func About(h float64) string {
	switch {
	case !(h >= 0) || h >= Day:
		return Duration(h)
	case h < 1.0/12:
		return HardlyAny
	case h < 0.75:
		m := math.Max(5, math.Floor(h*60/5+0.5)*5)
		return "about " + strconv.FormatFloat(m, 'f', 0, 64) + " minutes"
	case h < 1.5:
		return "about an hour"
	case h >= Day-0.5:
		return "about a day"
	default:
		return "about " + Count(math.Floor(h+0.5), "hour", "hours")
	}
}

// Count returns a number of things with the right form of the noun: "1 hour",
// "2.5 hours", "hours without end".
func Count(v float64, one, many string) string {
	switch text := Short(v); {
	case text == "1" || text == "−1":
		return text + " " + one
	case countable(v):
		return text + " " + many
	case math.IsNaN(v):
		return "an unknown number of " + many
	case math.IsInf(v, 1):
		return many + " without end"
	case v > 0:
		return "more " + many + " than anybody can count"
	default:
		return text
	}
}

// What is said of numbers that are none, or that nobody can picture.
const (
	noTime        = "no time"
	endlesslyLess = "endlessly less"
	uncountable   = 1e15
)

// countable says whether Short answers with digits, to which a unit can be
// added.
func countable(v float64) bool { return math.Abs(v) < uncountable }

// minus puts a sign before a text unless it says zero.
func minus(text string) string {
	switch text {
	case "0", "$0", noTime:
		return text
	}
	return "−" + text
}

// Short returns v with about three significant digits and no more than needed:
// "0.04", "7.5", "12.5", "195", "1,240". Beyond a million it says millions.
func Short(v float64) string {
	switch {
	case math.IsNaN(v):
		return "unknown"
	case math.IsInf(v, 1):
		return "without end"
	case math.IsInf(v, -1):
		return endlesslyLess
	case v >= uncountable:
		return "more than anybody can count"
	case v <= -uncountable:
		return "less than anybody can count"
	case v < 0:
		return minus(Short(-v))
	case v < 0.005:
		return "0"
	case v < 1:
		return trim(decimalText(v, 2))
	case decimal(v, 1) < 100:
		return trim(decimalText(v, 1))
	case v < 999_500:
		return thousands(decimalText(v, 0))
	case decimal(v/1e6, 1) < 1000:
		return trim(decimalText(v/1e6, 1)) + " million"
	default:
		return thousands(trim(decimalText(v/1e9, 1))) + " billion"
	}
}

// Whole returns v as Short does, to the nearest whole number.
func Whole(v float64) string { return Short(math.Floor(float64(v) + 0.5)) }

// Percent returns a share in per cent: "12.5 %".
func Percent(v float64) string { return Say(v, Share) }

// Dollars returns v in dollars, to the nearest dollar under a thousand, to
// three digits above.
func Dollars(v float64) string {
	switch {
	case math.IsNaN(v):
		return "unknown"
	case math.IsInf(v, 1):
		return "money without end"
	case v >= uncountable:
		return "more money than anybody can count"
	case v <= -uncountable:
		return Short(v)
	case v < 0:
		return minus(Dollars(-v))
	case v < 0.5: // and −0, which would print its sign
		return "$0"
	case v < 1000:
		return "$" + thousands(decimalText(v, 0))
	case round(v, 3) < 1e6:
		return "$" + thousands(decimalText(round(v, 3), 0))
	default:
		return "$" + Short(math.Max(v, 1e6))
	}
}

// Horizon returns a number of weeks from now as people name it.
func Horizon(weeks float64) string {
	switch weeks {
	case 1:
		return "a week"
	case 13:
		return "three months"
	case 26:
		return "six months"
	case 39:
		return "nine months"
	case 52:
		return "a year"
	case 104:
		return "two years"
	}
	return Count(weeks, "week", "weeks")
}

// Spelled returns a small whole number as a word, as prose has it: "eight"; any other
// number as [Short] does.
func Spelled(v float64) string {
	small := [...]string{"none", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"}
	if v >= 0 && v < float64(len(small)) && v == math.Floor(v) {
		return small[int(v)]
	}
	return Short(v)
}

// Again returns text, a number and its unit, without the unit where the text before it
// had the same: "11.3 days" and "19.7".
func Again(text, before string) string {
	number, unit, ok := strings.Cut(text, " ")
	_, same, _ := strings.Cut(before, " ")
	if ok && unit == same && number != "" && strings.ContainsAny(number[:1], "0123456789") {
		return number
	}
	return text
}

// trim removes zeros, and then the point, from the end of a decimal.
func trim(s string) string {
	if !strings.Contains(s, ".") {
		return s
	}
	return strings.TrimSuffix(strings.TrimRight(s, "0"), ".")
}

// thousands sets a comma before every third digit from the right of the whole
// part.
func thousands(s string) string {
	whole, rest, _ := strings.Cut(s, ".")
	for i := len(whole) - 3; i > 0; i -= 3 {
		whole = whole[:i] + "," + whole[i:]
	}
	if rest != "" {
		return whole + "." + rest
	}
	return whole
}

// decimalText returns v with that many digits after the point, correctly
// rounded, a tie to the even digit.
func decimalText(v float64, digits int) string { return strconv.FormatFloat(v, 'f', digits, 64) }

// decimal returns the number that decimalText prints. Whoever chooses a unit by
// a limit compares this and not v, so that the limit itself is never printed in
// the smaller unit.
func decimal(v float64, digits int) float64 { return parse(decimalText(v, digits)) }

// round returns v to that many significant digits.
func round(v float64, digits int) float64 { return parse(strconv.FormatFloat(v, 'g', digits, 64)) }

// parse reads what strconv wrote.
func parse(text string) float64 {
	v, _ := strconv.ParseFloat(text, 64)
	return v
}

// Year returns a year as it is cited, without a comma.
func Year(y int) string { return strconv.Itoa(y) }

// Ordinal says which one is the n-th, from the first: "fourth", "21st".
func Ordinal(n float64) string {
	small := [...]string{"first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh", "twelfth"}
	k := int(n)
	if k >= 1 && k <= len(small) {
		return small[k-1]
	}
	ending := "th"
	if k/10%10 != 1 && k%10 >= 1 && k%10 <= 3 {
		ending = [...]string{"st", "nd", "rd"}[k%10-1]
	}
	return Short(n) + ending
}

// WithArticle says one of those that a noun names: "a tester", "an engineer", "an 18th tester".
func WithArticle(noun string) string {
	first, _, _ := strings.Cut(noun, "th")
	if first == "11" || first == "18" || noun != "" && strings.ContainsAny(noun[:1], "aeiou8") {
		return "an " + noun
	}
	return "a " + noun
}

// Verb is one if Short says that there is exactly one, else many: "comes", "come".
func Verb(n float64, one, many string) string {
	if Short(n) == "1" {
		return one
	}
	return many
}

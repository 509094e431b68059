package link

import (
	"errors"
	"strconv"
	"strings"
)

// number reads a number as people and programs write it: "16", "0,5",
// "1.240,5", "−3", "1e999" (which is +Inf), "1 000"; and "50%" where it counts
// shares. The second result says that a comma might have meant thousands. The
// third is false if the text is no number, NaN included.
func number(text string, share bool) (v float64, doubtful, ok bool) {
	s := strings.Map(func(r rune) rune {
		switch r {
		case ' ', '\u00a0', '\u2009', '\u202f', '\'', '’':
			return -1
		case '−':
			return '-'
		}
		return r
	}, strings.ToLower(text))
	s, percent := strings.CutSuffix(s, "%")
	if percent && !share {
		return 0, false, false
	}
	switch strings.TrimPrefix(s, "-") {
	case "inf", "infinity", "∞":
		s = strings.Replace(strings.Replace(s, "∞", "inf", 1), "infinity", "inf", 1)
	default:
		if strings.Trim(s, "0123456789.,e+-") != "" {
			return 0, false, false
		}
		s, doubtful = point(s)
	}
	v, err := strconv.ParseFloat(s, 64)
	if err != nil && !errors.Is(err, strconv.ErrRange) {
		return 0, false, false
	}
	if percent {
		v /= 100
	}
	return v, doubtful, true
}

// point makes the decimal mark of s a point and removes marks of thousands. A
// single comma is a decimal mark; it is doubtful if the number would look the
// same with a comma for thousands.
func point(s string) (text string, doubtful bool) {
	dots, commas := strings.Count(s, "."), strings.Count(s, ",")
	switch {
	case dots > 1 && commas == 0:
		return strings.ReplaceAll(s, ".", ""), false
	case commas > 1 && dots == 0:
		return strings.ReplaceAll(s, ",", ""), false
	case commas == 1 && dots == 0:
		whole, rest, _ := strings.Cut(strings.TrimLeft(s, "+-"), ",")
		doubtful = len(rest) == 3 && len(whole) >= 1 && len(whole) <= 3 && whole[0] != '0'
		return strings.Replace(s, ",", ".", 1), doubtful
	case commas > 0 && strings.LastIndex(s, ",") > strings.LastIndex(s, "."):
		return strings.ReplaceAll(strings.ReplaceAll(s, ".", ""), ",", "."), false
	}
	return strings.ReplaceAll(s, ",", ""), false
}

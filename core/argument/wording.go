package argument

import (
	"math"

	"kingman/core/words"
)

// Rounded says an amount in whole numbers, below ten with a decimal: "8.5", "12".
func Rounded(v float64) string {
	if v < 9.95 {
		return words.Short(Whole(float64(10*v)) / 10)
	}
	return words.Short(Whole(v))
}

// Signed says v in the words of say, which knows no sign, with a minus where it is below 0.
func Signed(v float64, say func(float64) string) string {
	if v < 0 {
		return "−" + say(-v)
	}
	return say(v)
}

// InPercent says a share in whole per cent: "12 %".
func InPercent(v float64) string { return words.Say(Whole(float64(100*v))/100, words.Share) }

// Loosely returns how to say two times: loosely, unless that would make them sound
// the same.
func Loosely(a, b float64) func(hours float64) string {
	if words.About(a) == words.About(b) {
		return words.Duration
	}
	return words.About
}

// Is returns the verb for n things in the words of [words.Short].
func Is(n float64) string {
	if words.Short(n) == "1" {
		return "is"
	}
	return "are"
}

// Whole rounds a pile to whole items, as nothing waits in part.
func Whole(v float64) float64 { return math.Floor(float64(v) + 0.5) }

// Upper writes the first letter of an English word as a capital.
func Upper(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

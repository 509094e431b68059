package words

import (
	"math"
	"testing"
)

// A day by the clock has 24 hours, a working day eight; below an hour there is no
// difference.
func TestClock(t *testing.T) {
	for _, c := range []struct {
		hours float64
		clock string
	}{
		{0, "no time"},
		{0.5, "30 minutes"},
		{59.99 / 60, "1 hour"},
		{8, "8 hours"},
		{23.96, "1 day"},
		{36, "1.5 days"},
		{30 * 24, "30 days"},
		{2 * 365 * 24, "2 years"},
		{-36, "−1.5 days"},
		{math.NaN(), "unknown"},
		{math.Inf(1), "for ever"},
		{math.Inf(-1), "endlessly less"},
	} {
		if got := Clock(c.hours); got != c.clock {
			t.Errorf("%v hours: %q, want %q", c.hours, got, c.clock)
		}
	}
	if Say(48, ClockHours) != "2 days" || Say(48, Hours) != "6 days" {
		t.Errorf("%q, %q", Say(48, ClockHours), Say(48, Hours))
	}
}

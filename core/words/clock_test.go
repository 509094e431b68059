package words

import (
	"math"
	"testing"
)

// A day by the clock has 24 hours, a working day eight; below an hour there is no
// difference, and no word for it.
func TestClock(t *testing.T) {
	for _, c := range []struct {
		hours      float64
		clock, all string
	}{
		{0, "no time", "no time"},
		{0.5, "30 minutes", "30 minutes"},
		{59.99 / 60, "1 hour", "1 hour by the clock"},
		{8, "8 hours", "8 hours by the clock"},
		{23.96, "1 day", "1 day by the clock"},
		{36, "1.5 days", "1.5 days by the clock"},
		{30 * 24, "30 days", "30 days by the clock"},
		{2 * 365 * 24, "2 years", "2 years by the clock"},
		{-36, "−1.5 days", "−1.5 days by the clock"},
		{math.NaN(), "unknown", "unknown"},
		{math.Inf(1), "for ever", "for ever"},
		{math.Inf(-1), "endlessly less", "endlessly less"},
	} {
		if got := Clock(c.hours); got != c.clock {
			t.Errorf("%v hours: %q, want %q", c.hours, got, c.clock)
		}
		if got := ByTheClock(c.hours); got != c.all {
			t.Errorf("%v hours: %q, want %q", c.hours, got, c.all)
		}
	}
	if Say(48, ClockHours) != "2 days" || Say(48, Hours) != "6 days" {
		t.Errorf("%q, %q", Say(48, ClockHours), Say(48, Hours))
	}
}

package argument

import (
	"math"
	"testing"

	"kingman/core/words"
)

// A signed axis holds both ends and 0, has a tick there, few ticks in even steps, and is
// the same for its own ends: a held scale that is made wider by itself stays.
func TestSignedAxis(t *testing.T) {
	for _, c := range [][2]float64{{-58000, 120000}, {-1, 1000}, {-1000, 1}, {-5, 0}, {0, 5}, {0, 0}, {-0.02, 0.03}, {-1e6, 3e6}, {-65, 700}} {
		a := SignedAxis("dollars", words.Money, c[0], c[1])
		if !(a.Min <= c[0] && a.Max >= c[1] && a.Min < a.Max) || len(a.Ticks) < 2 || len(a.Ticks) > 8 {
			t.Errorf("%v: an axis from %v to %v with ticks %v", c, a.Min, a.Max, a.Ticks)
		}
		zero, step := false, a.Ticks[1].At-a.Ticks[0].At
		for i, tick := range a.Ticks {
			zero = zero || tick.At == 0 && !math.Signbit(tick.At) && tick.Text == "$0"
			if i > 0 && math.Abs(tick.At-a.Ticks[i-1].At-step) > 1e-9*step {
				t.Errorf("%v: ticks %v", c, a.Ticks)
			}
		}
		if !zero || a.Ticks[0].At != a.Min || a.Ticks[len(a.Ticks)-1].At != a.Max {
			t.Errorf("%v: from %v to %v, ticks %v", c, a.Min, a.Max, a.Ticks)
		}
	}
	if a := SignedAxis("dollars", words.Money, -58000, 120000); a.Ticks[0].Text != "−$100,000" {
		t.Errorf("the lowest tick says %q", a.Ticks[0].Text)
	}
}

// A load may be above all that can be done, and the axis shows it in per cent.
func TestLoadAxis(t *testing.T) {
	for most, want := range map[float64]string{0.7: "75 %", 1: "100 %", 1.3: "150 %", 4.1: "600 %"} {
		a := LoadAxis("load", most)
		if last := a.Ticks[len(a.Ticks)-1]; last.Text != want || last.At != a.Max || a.Max < most {
			t.Errorf("up to %v: to %v, the last tick at %v says %q, want %q", most, a.Max, last.At, last.Text, want)
		}
	}
}

// Whether an axis ends at a tick or between two, the last tick has the unit, and no other.
func TestTickedHasItsUnitOnce(t *testing.T) {
	for _, longest := range [...]float64{3, 3.1, 3.4, 3.5, 3.9, 0.3 / 0.1} {
		ticks := Ticked(Axis{Max: longest}, 1, 1, "weeks").Ticks
		if got := [2]string{ticks[2].Text, ticks[len(ticks)-1].Text}; len(ticks) != 4 || got != [2]string{"2", "3 weeks"} {
			t.Errorf("up to %v: %v", longest, ticks)
		}
	}
}

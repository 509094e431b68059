package argument

import (
	"math"
	"testing"
)

// tiers are four, of which the middle two are one or have a hole between them.
func tiers(a, b, next, c float64) []Tier {
	if b == 0 {
		return []Tier{{Best: a}, {Best: c, Columns: 2}, {}}
	}
	return []Tier{{Best: a}, {Best: b, Next: next}, {Best: c}, {}}
}

// The ends of tiers stand between them, places between two by the logarithm, and a better
// value never stands further left, nor beyond the end.
func TestLadderColumns(t *testing.T) {
	for _, c := range []struct {
		rung   Rung
		ends   map[float64]float64
		rising bool
	}{
		{Rung{Tiers: tiers(1, 10, 0, 1000)}, map[float64]float64{1: 1, 10: 2, 100: 2.5, 1000: 3}, true},
		{Rung{Tiers: tiers(1000, 10, 0, 1)}, map[float64]float64{1000: 1, 100: 1.5, 10: 2, 1: 3}, false},
		{Rung{Tiers: tiers(1000, 10, 4, 1)}, map[float64]float64{1000: 1, 10: 2 - hole/2, math.Sqrt(40): 2, 4: 2 + hole/2, 2: 2.5 + hole/4, 1: 3}, false},
		{Rung{Tiers: tiers(100, 0, 0, 1)}, map[float64]float64{100: 1, 10: 2, 1: 3}, false},
		{Rung{Tiers: []Tier{{Columns: 4}}, Ends: [2]float64{0.4, 0.1}}, map[float64]float64{0.4: 0.5, 0.2: 2, 0.1: 3.5}, false},
		{Rung{Tiers: []Tier{{Columns: 3, Best: 0.15}, {}}}, map[float64]float64{0.15: 3}, false},
	} {
		for v, want := range c.ends {
			if got := c.rung.Column(v); math.Abs(got-want) > 1e-12 {
				t.Errorf("%+v: %v stands at %v, expected %v", c.rung, v, got, want)
			}
		}
		last := math.NaN()
		for v := 1e-9; v < 1e12; v *= 1.7 {
			at := c.rung.Column(v)
			if !(at > 0 && at < 4) || c.rising && at <= last || !c.rising && at >= last {
				t.Errorf("%+v: %v stands at %v after %v", c.rung, v, at, last)
			}
			last = at
		}
		if at, want := c.rung.Column(0), map[bool]float64{false: 4}[c.rising]; at != want {
			t.Errorf("%+v: 0 stands at %v, expected %v", c.rung, at, want)
		}
	}
}

// A value is in the tier in whose part of the rung it stands; in a hole it is between two.
func TestLadderTiers(t *testing.T) {
	names := []string{"low", "medium", "high", "elite"}
	for _, c := range []struct {
		rung Rung
		want map[float64]string
	}{
		{Rung{Tiers: tiers(1, 10, 0, 1000)}, map[float64]string{0: "low", 0.9: "low", 9: "medium", 11: "high", 999: "high", 1001: "elite", 1e9: "elite"}},
		{Rung{Tiers: tiers(1000, 10, 4, 1)}, map[float64]string{0: "elite", 0.9: "elite", 3.9: "high", 5: "between medium and high", 9.9: "between medium and high", 11: "medium", 2000: "low"}},
		{Rung{Tiers: tiers(100, 0, 0, 1)}, map[float64]string{101: "low", 99: "medium or high", 1.1: "medium or high", 0.9: "elite"}},
		{Rung{Tiers: []Tier{{Columns: 3, Best: 0.15}, {}}}, map[float64]string{0.1: "elite", 0.2: "low, medium or high"}},
		{Rung{Tiers: []Tier{{Columns: 4}}, Ends: [2]float64{0.4, 0.1}}, map[float64]string{0.1: ""}},
	} {
		for v, want := range c.want {
			if got := c.rung.Tier(v, names); got != want {
				t.Errorf("%+v: %v is %q, expected %q", c.rung, v, got, want)
			}
		}
	}
}

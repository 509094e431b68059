package approvals

import (
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/stats"
	"kingman/core/words"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "layers=3"},
		argumenttest.Case{Name: "one", Pairs: "layers=1"},
		argumenttest.Case{Name: "half of the damage remains", Pairs: "remains=0.5"},
		argumenttest.Case{Name: "nothing can be taken back", Pairs: "remains=1"},
		argumenttest.Case{Name: "approvers cannot tell", Pairs: "pass-bad=0.9"},
		argumenttest.Case{Name: "past saturation: approvers cannot read so many", Pairs: "layers=2 ideas=20"},
		argumenttest.Case{Name: "at saturation", Pairs: "layers=1 hours=4"},
		argumenttest.Case{Name: "today over saturation", Pairs: "ideas=20"},
		argumenttest.Case{Name: "technologies are dear", Pairs: "tech-cost=20000"},
		argumenttest.Case{Name: "only one team", Pairs: "teams=1"},
		argumenttest.Case{Name: "all ideas are bad", Pairs: "good=0 layers=1"},
		argumenttest.Case{Name: "nothing is let through, and no difference to vouch for", Pairs: "pass-good=0 pass-bad=0 layers=1"},
		argumenttest.Case{Name: "in a week", Pairs: "layers=6 calendar=80 weeks=1"},
		argumenttest.Case{Name: "nothing varies", Pairs: "variability=0 layers=2"},
		argumenttest.Case{Name: "just under saturation", Pairs: "layers=1 ideas=13"},
	)
}

// simulated runs one setting.
var simulated = argumenttest.Simulated(organisation)

// Three approvals let 72.9 % of the good ideas through and 2.7 % of the bad ones; the
// engine's screens do the same at any number: of the ideas that are decided within
// the time, as many good ones are tried as the formula says, to four standard errors.
// Calendar and approval take no time to speak of there, so that hardly any is open.
func TestScreens(t *testing.T) {
	s := argumenttest.WhatIf(t, Entry, "")
	all, allBad := passed(s, 0)
	if g, b := passed(s, 3); math.Abs(g/all-0.729) > 1e-12 || math.Abs(b/allBad-0.027) > 1e-12 {
		t.Errorf("three approvals let through %v of the good and %v of the bad", g/all, b/allBad)
	}
	for _, n := range []float64{0, 1, 2, 3, 6} {
		s := argumenttest.WhatIf(t, Entry, "hours=0.25 calendar=0").At(layers, n)
		outcomes := simulated(t, s, 100)
		goods, bads := passed(s, n)
		for _, c := range []struct {
			class, station int
			share          float64
		}{{goodIdea, goodTried, goods / all}, {badIdea, badTried, bads / allBad}} {
			e := argumenttest.Estimate(func(o *org.Outcome) (float64, float64) {
				return o.Stations[c.station].Served, o.Classes[c.class].Delivered
			}, outcomes)
			if math.Abs(e.Mean-c.share) > 4*e.StdErr+1e-12 {
				t.Errorf("%v approvals let through %v ± %v of class %d, expected %v", n, e.Mean, e.StdErr, c.class, c.share)
			}
		}
	}
}

// The threshold is where the specification of the argument found it, below 0 and above
// 1 too.
func TestThreshold(t *testing.T) {
	for _, c := range []struct {
		pairs    string
		from, to float64
	}{
		{"", 0.1476, 0.1478}, {"pass-bad=0.9", 1.03, 1.04}, {"hours=4", math.Inf(1), math.Inf(1)}, {"tech-cost=20000", -10, -1e-9},
		{"pass-good=0.99", 0.045, 0.055}, {"calendar=0 hours=0.5", 0.065, 0.075}, {"good=0.8", 0.415, 0.425}, {"good=0.4", 0.055, 0.065},
	} {
		if v := breakEven(argumenttest.WhatIf(t, Entry, c.pairs)); !(v >= c.from && v <= c.to) {
			t.Errorf("%q: the threshold is %v, expected %v to %v", c.pairs, v, c.from, c.to)
		}
	}
}

// Below the threshold no number of approvals brings more than none in the long run,
// above it some do: over the whole range of the sliders, and beyond that of the share.
func TestNoneIsBestUpToTheThreshold(t *testing.T) {
	inside := 0
	argumenttest.EachSetting(Entry, 13, 400, func(s argument.Setting) {
		v := breakEven(s)
		if math.Abs(v) > 100 { // so far away that rounding decides
			return
		}
		inside++
		margin := math.Max(1e-6, 1e-6*math.Abs(v))
		for _, c := range []struct {
			at   float64
			none bool
		}{{v - margin, true}, {v + margin, false}} {
			none, _, _ := settled(s.At(remains, c.at).At(layers, 0))
			beaten := false
			for n := 1.0; n <= layers.Max; n++ {
				some, _, ok := settled(s.At(remains, c.at).At(layers, n))
				beaten = beaten || ok && some > none
			}
			if beaten == c.none {
				t.Errorf("%+v: at %v, threshold %v, none is beaten: %v", s, c.at, v, beaten)
			}
		}
	})
	if inside < 60 {
		t.Errorf("only %d thresholds", inside)
	}
}

// At the default three approvals are best whatever remains nowhere: none is up to the
// threshold, then one, then two.
func TestThreeAreBestNowhere(t *testing.T) {
	last := 0.0
	for share := 0.0; share <= 1; share += 0.005 {
		best, most := 0.0, math.Inf(-1)
		for n := 0.0; n <= layers.Max; n++ {
			if v, _, ok := settled(argumenttest.WhatIf(t, Entry, "").At(remains, share).At(layers, n)); ok && v > most {
				best, most = n, v
			}
		}
		if best < last || best > 2 {
			t.Errorf("%v approvals are best at %v, before it was %v", best, share, last)
		}
		last = best
	}
	if last != 2 {
		t.Errorf("%v approvals are best where nothing can be taken back", last)
	}
}

// By week 26 none still wins against one at a share 0.08 below the threshold, and loses at
// as much above, simulated.
func TestAroundTheThreshold(t *testing.T) {
	for _, c := range []struct{ by, sign float64 }{{-0.08, 1}, {0.08, -1}} {
		s := argumenttest.WhatIf(t, Entry, "").At(remains, breakEven(argumenttest.WhatIf(t, Entry, ""))+c.by)
		series := func(n float64) (num, den []float64) {
			outcomes := simulated(t, s.At(layers, n), 300)
			for i := range outcomes {
				a, b := dollars(s.At(layers, n), &outcomes[i])
				num, den = append(num, a), append(den, b)
			}
			return num, den
		}
		num, den := series(1)
		numNone, denNone := series(0)
		d, err := stats.NewEstimator(argument.Confidence).RatioDifference(num, den, numNone, denNone)
		if err != nil || c.sign*d.Mean < 4*d.StdErr {
			t.Errorf("%v from the threshold, none brings %v ± %v more than one, %v", c.by, d.Mean, d.StdErr, err)
		}
	}
}

// Technologies are counted by the exact sum: θ·ln(1 + m/θ) is 18 % low for ten teams.
func TestTechnologies(t *testing.T) {
	s := argumenttest.WhatIf(t, Entry, "")
	exact, rough := technologies(s), s.Of(independence)*math.Log(1+s.Of(teams)/s.Of(independence))
	if math.Abs(exact-2.929) > 5e-4 || math.Abs(rough/exact-0.82) > 0.005 {
		t.Errorf("%v technologies, by the logarithm %v", exact, rough)
	}
	argumenttest.EachSetting(Entry, 13, 200, func(s argument.Setting) {
		k := technologies(s.At(layers, 0))
		if k < 1 || k > s.Of(teams)+1e-9 || technologies(s.At(layers, 2)) != 1 {
			t.Errorf("%+v: %v technologies", s, k)
		}
	})
}

// Where the approvers keep up with some room, every number by formula is within four
// standard errors and a fiftieth of all ideas of the simulation; where they do not,
// ideas pile up by what is too much.
func TestFormulasAgainstSimulation(t *testing.T) {
	for _, pairs := range []string{"layers=1", "layers=3", "layers=6", "layers=3 weeks=13", "layers=2 ideas=5 hours=6", "layers=2 ideas=20", "layers=3 hours=8 pass-bad=0.8", "layers=3 variability=0", "layers=3 variability=2 ideas=7"} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		outcomes, v := simulated(t, s, 150), evaluate(s)
		for i, number := range Model().Numbers {
			if number.Count == nil {
				continue
			}
			off := 0.02 * s.Of(ideas)
			switch i {
			case value:
				off *= s.Of(gain) + float64(s.Of(remains)*s.Of(loss))
			case waiting:
				off *= s.Weeks()
			}
			if e := argumenttest.Estimate(number.Count(s), outcomes); math.Abs(e.Mean-v[i]) > 4*e.StdErr+off {
				t.Errorf("%q: %s: simulated %v ± %v, formula %v", pairs, number.ID, e.Mean, e.StdErr, v[i])
			}
		}
	}
	s := argumenttest.WhatIf(t, Entry, "layers=1 ideas=20")
	pile := argumenttest.Estimate(org.OpenAtEnd(goodIdea, badIdea), simulated(t, s, 150))
	// What is too much, and what is on the agenda; at the start the approver is idle.
	least := (20 - words.Week/s.Of(hours)) * s.Weeks()
	if pile.Mean < least-4*pile.StdErr {
		t.Errorf("%v ± %v ideas wait, too many by %v", pile.Mean, pile.StdErr, least)
	}
}

// No number of approvals tries more ideas, or more mistakes, than none: over the whole range
// of the sliders.
func TestNoneTriesTheMost(t *testing.T) {
	argumenttest.EachSetting(Entry, 13, 300, func(s argument.Setting) {
		none := evaluate(s.At(layers, 0))
		for n := 1.0; n <= layers.Max; n++ {
			some := evaluate(s.At(layers, n))
			if some[made] > none[made]*(1+1e-9) || some[mistakes] > none[mistakes]*(1+1e-9) {
				t.Fatalf("%+v: %v approvals try %v, %v mistakes; none %v, %v", s, n, some[made], some[mistakes], none[made], none[mistakes])
			}
			// What is asked for is somewhere.
			all := some[made] + some[goodLost] + some[stopped] + some[waiting]/s.Weeks()
			if math.Abs(all-s.Of(ideas)) > 1e-6*s.Of(ideas) {
				t.Fatalf("%+v: of %v ideas %v are somewhere", s, s.Of(ideas), all)
			}
		}
	})
}

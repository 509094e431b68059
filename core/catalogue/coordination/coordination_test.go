package coordination

import (
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/words"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "people=20"},
		argumenttest.Case{Name: "fewer", Pairs: "people=10"},
		argumenttest.Case{Name: "fewer make more", Pairs: "people=30 today.people=60"},
		argumenttest.Case{Name: "one alone", Pairs: "people=1"},
		argumenttest.Case{Name: "a small group", Pairs: "people=15 today.people=10"},
		argumenttest.Case{Name: "past the peak", Pairs: "people=40 today.people=30"},
		argumenttest.Case{Name: "little talk", Pairs: "pair=1"},
		argumenttest.Case{Name: "nothing is shared", Pairs: "pair=0 contention=0"},
		argumenttest.Case{Name: "no talk", Pairs: "pair=0"},
		argumenttest.Case{Name: "nobody has to learn", Pairs: "learning=0"},
		argumenttest.Case{Name: "at first nobody makes anything", Pairs: "people=200 learning=52 mentoring=1 weeks=13"},
		argumenttest.Case{Name: "the brilliant colleague", Pairs: "people=20 brilliant=2"},
		argumenttest.Case{Name: "the brilliant colleague in a large group", Pairs: "brilliant=2 today.people=40"},
		argumenttest.Case{Name: "brilliant and nice", Pairs: "people=20 brilliant=2 silenced=0"},
		argumenttest.Case{Name: "only talk differs", Pairs: "people=20 pair=1 today.pair=5"},
		argumenttest.Case{Name: "free of charge", Pairs: "cost=0"},
	)
}

// busiest is how many people make the most by of, by trying all.
func busiest(s argument.Setting, of func(argument.Setting) float64) (best float64) {
	most := 0.0
	for n := people.Min; n <= people.Max; n++ {
		if x := of(s.At(people, n)); x > most {
			best, most = n, x
		}
	}
	return best
}

// When all are up to speed, √((1 − α)/β) people make the most, for every α and β above 0,
// but for rounding; nobody does better with fewer or more.
func TestPeakOfTheLaw(t *testing.T) {
	argumenttest.EachSetting(Entry, 10, 300, func(s argument.Setting) {
		if s.Of(pair) == 0 || s.Of(brilliant) > 1 {
			return
		}
		n, p := busiest(s, func(s argument.Setting) float64 { return groupOf(s).settled() }), peak(s)
		if math.Abs(n-p) > 1 && !(p < 1 && n == 1) {
			t.Errorf("%+v: %v people make the most, by formula %v", s, n, p)
		}
	})
	if p := peak(argumenttest.WhatIf(t, Entry, "")); math.Abs(p-30.5156) > 1e-4 {
		t.Errorf("the default's peak is at %v", p)
	}
}

// People who queue when they need to peak elsewhere: at the same number at 3 % of contention,
// far beyond it at 10 %, and with more on a plateau where the one thing never rests.
// Never do they make less than the law says, nor more than it lets through.
func TestIndependentPeople(t *testing.T) {
	for pairs, want := range map[string]float64{"": 31, "contention=0.1": 39} {
		if n := busiest(argumenttest.WhatIf(t, Entry, pairs), independent); n != want {
			t.Errorf("%q: %v people make the most if each queues when they need to, expected %v", pairs, n, want)
		}
	}
	for pairs, n := range map[string]float64{"contention=0.1 pair=1": 51, "contention=0.3": 29} {
		if s := argumenttest.WhatIf(t, Entry, pairs).At(people, n); math.Abs(independent(s)/evaluate(s)[limit]-1) > 1e-6 || math.Abs(n-peak(s)) < 3 {
			t.Errorf("%q: %v people make %v a week of %v, the law's peak is %v", pairs, n, independent(s), evaluate(s)[limit], peak(s))
		}
	}
	argumenttest.EachSetting(Entry, 10, 3000, func(s argument.Setting) {
		g := groupOf(s)
		at, least := independent(s), g.rate*g.people/g.slow
		if at < least*(1-1e-9) || at > evaluate(s)[limit]*(1+1e-9) {
			t.Errorf("%+v: %v a week if each queues when they need to, by the law %v, at most %v", s, at, least, evaluate(s)[limit])
		}
	})
}

// The weeks after which new people have made up for their cost.
func TestBreakEven(t *testing.T) {
	for _, c := range []struct {
		pairs    string
		from, to float64
	}{
		{"", 233, 234}, {"people=25", 70, 71}, {"people=30", 92, 93}, {"people=40 today.people=30", never, never}, {"people=60", never, never},
		{"people=15 today.people=10", 22, 23}, {"people=10", never, never}, {"people=20", 0, 0}, {"learning=0", 0, 0}, {"people=30 today.people=60", 0, 0},
	} {
		if at := breakEven(argumenttest.WhatIf(t, Entry, c.pairs)); !(at >= c.from && at <= c.to) {
			t.Errorf("%q: made up for in week %v, expected %v to %v", c.pairs, at, c.from, c.to)
		}
	}
	// Among ten, five more make as many a week as before in week 10.
	small := argumenttest.WhatIf(t, Entry, "people=15 today.people=10")
	if whatIf, today := groupOf(small), groupOf(small.Before()); whatIf.output(9) > today.output(9) || whatIf.output(10) < today.output(10) {
		t.Error("fifteen pass the output of ten in another week than the tenth")
	}
}

// Hiring pays some day if and only if more people make more in the law, and later than their
// output passes today's: over the whole range of the sliders.
func TestHiringPays(t *testing.T) {
	pays := 0
	argumenttest.EachSetting(Entry, 10, 2000, func(s argument.Setting) {
		whatIf, today := groupOf(s), groupOf(s.Before())
		if whatIf.hired == 0 || whatIf.tau == 0 {
			return
		}
		at := breakEven(s)
		switch {
		case whatIf.settled() <= today.settled():
			if at > 0 {
				t.Errorf("%+v: made up for in week %v, though they make no more", s, at)
			}
		case at > 0:
			pays++
			if whatIf.output(at) < today.output(at) || math.Abs(whatIf.made(at)-today.made(at)) > 1e-5*today.made(at) {
				t.Errorf("%+v: in week %v they have made %v, today's people %v", s, at, whatIf.made(at), today.made(at))
			}
		case at == never && whatIf.made(latestWeek) > today.made(latestWeek):
			t.Errorf("%+v: never made up for, but after 20 years they have made %v, today's people %v", s, whatIf.made(latestWeek), today.made(latestWeek))
		}
	})
	if pays < 50 {
		t.Errorf("hiring pays in %d settings only", pays)
	}
}

// A brilliant colleague pays if and only if b − 1 > ℓ(N − 1), whatever the contention and the
// talk.
func TestBrilliantColleague(t *testing.T) {
	argumenttest.EachSetting(Entry, 10, 1000, func(s argument.Setting) {
		b, l, n := s.Of(brilliant), s.Of(silenced), s.Of(people)
		gain := b - 1 - float64(l*(n-1))
		if b <= 1 || math.Abs(gain) < 1e-9 {
			return
		}
		if more := groupOf(s).settled() - groupOf(s.At(brilliant, 1)).settled(); (more > 0) != (gain > 0) {
			t.Errorf("%+v: %v more a week with the brilliant one, b − 1 − ℓ(N − 1) is %v", s, more, gain)
		}
	})
}

// What is made until a date is the output, added up, wherever it touches 0; and the hours
// of a week are forty.
func TestMadeIsTheIntegralOfOutput(t *testing.T) {
	argumenttest.EachSetting(Entry, 10, 200, func(s argument.Setting) {
		g, T, sum := groupOf(s), s.Weeks(), 0.0
		const steps = 20000
		for k := range steps {
			sum += g.output(T*(float64(k)+0.5)/steps) * T / steps
		}
		if off := math.Abs(g.made(T) - sum); off > 1e-3*(1+sum) {
			t.Errorf("%+v: made %v, added up %v", s, g.made(T), sum)
		}
		all := 0.0
		for _, part := range week(s) {
			if part < -1e-9 {
				t.Errorf("%+v: a week of %v", s, week(s))
			}
			all += part
		}
		if math.Abs(all-40) > 1e-6 {
			t.Errorf("%+v: a week of %v hours, %v", s, all, week(s))
		}
	})
}

// The engine's people make as much as the closed station says, less the work under way at
// the date: at first nobody is at the station.
func TestSimulatedPeople(t *testing.T) {
	for _, pairs := range []string{"people=1", "people=20", "people=40", "people=60 contention=0.1", "people=100 pair=1", "contention=0", "people=30 contention=0.3 rate=3"} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		e := argument.Weekly(org.Throughput(0)).Estimate(argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: 100}), argument.Confidence)
		want := independent(s)
		hours, _ := thinking(s)
		atStation := s.Of(people) - float64(want*hours/words.Week)
		if math.Abs(e.Mean-want) > 4*e.StdErr+atStation/s.Weeks() {
			t.Errorf("%q: %v ± %v a week, by formula %v", pairs, e.Mean, e.StdErr, want)
		}
	}
}

// settled is the output a week when all are up to speed.
func (g group) settled() float64 { return g.rate * (g.able / g.slow) }

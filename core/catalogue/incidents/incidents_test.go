package incidents

import (
	"math"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/queue"
	"kingman/core/words"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "never paid back", Pairs: "follow-up=40 weeks=13"},
		argumenttest.Case{Name: "some, and never paid back", Pairs: "followed=0.5 prevents=0.1 weeks=13"},
		argumenttest.Case{Name: "fewer followed up", Pairs: "followed=0.3 today.followed=1 weeks=13"},
		argumenttest.Case{Name: "less work at once", Pairs: "follow-up=0 weeks=13"},
		argumenttest.Case{Name: "more than can be fixed", Pairs: "incidents=16 weeks=8"},
		argumenttest.Case{Name: "as today", Pairs: "followed=0 until-review=0 weeks=13"},
		argumenttest.Case{Name: "too early to tell", Pairs: "incidents=0.5 weeks=4"},
		argumenttest.Case{Name: "pages wait", Pairs: "paged=1 weeks=4"},
		argumenttest.Case{Name: "other incidents than today", Pairs: "incidents=8 today.incidents=4 weeks=8"},
	)
}

// simulated runs one setting.
var simulated = argumenttest.Simulated(organisation)

// Without follow-up causes and incidents are exactly what arithmetic says; with follow-ups that
// take no time they fall to K∞ exponentially. Over the whole range of the sliders.
func TestCausesInTheMean(t *testing.T) {
	argumenttest.EachSetting(Entry, 51, 300, func(s argument.Setting) {
		tau, fresh := strikesEvery(s)/words.Week, s.Of(newCauses)
		x := develop(s.At(followed, 0))
		for _, week := range []float64{1, 20, 52, ahead} {
			n, k := unchecked(s, week), s.Of(causes)+fresh*week
			// Causes that come within an hour give incidents from the next hour on.
			if hour := fresh / tau * week / words.Week; math.Abs(x.causes.at(week*words.Week)-k) > 1e-9*k || math.Abs(x.incidents.at(week*words.Week)-n) > 1e-9*n+hour {
				t.Fatalf("%+v: after %v weeks %v causes and %v incidents, expected %v and %v", s, week, x.causes.at(week*words.Week), x.incidents.at(week*words.Week), k, n)
			}
		}
	})
	argumenttest.EachSetting(Entry, 52, 300, func(s argument.Setting) {
		s = s.At(untilReview, 0).At(followUp, 0).At(responders, responders.Max).At(fix, fix.Min)
		tau, rate := strikesEvery(s), s.Of(followed)*s.Of(prevents)/strikesEvery(s)
		if rate == 0 || tau < 20*words.Day { // an hour is short beside τ
			return
		}
		x, most := develop(s), s.Of(newCauses)/words.Week/rate
		for _, week := range []float64{1, 20, 52, ahead} {
			want := most + (s.Of(causes)-most)*math.Exp(-rate*week*words.Week)
			if got := x.causes.at(week * words.Week); math.Abs(got-want) > math.Max(want, s.Of(causes))/tau+s.Of(newCauses)/words.Week {
				t.Fatalf("%+v: after %v weeks %v causes, expected %v", s, week, got, want)
			}
		}
	})
}

// Following up never makes more incidents, and hours never pass what the people have. Over the
// whole range of the sliders, by formula.
func TestFollowingUpNeverMakesMoreIncidents(t *testing.T) {
	argumenttest.EachSetting(Entry, 53, 500, func(s argument.Setting) {
		x, skip := develop(s), develop(s.At(followed, 0))
		for day := range x.incidents {
			if x.incidents[day] > skip.incidents[day]*(1+1e-9) || x.hours[day] > s.Of(responders)*float64(day)*words.Day*(1+1e-9) {
				t.Fatalf("%+v: on day %d %v incidents and %v hours, without follow-up %v incidents", s, day, x.incidents[day], x.hours[day], skip.incidents[day])
			}
		}
	})
}

// fullInTheLongRun is how full follow-ups and incidents make a week in the long run.
func fullInTheLongRun(s argument.Setting) float64 {
	settled := s.Of(newCauses) / (s.Of(followed) * s.Of(prevents))
	return settled * (s.Of(fix) + s.Of(followed)*s.Of(followUp)) / (s.Of(responders) * words.Week)
}

// The week in which extra hours are saved is by simulation within two weeks, or 5 %, of the
// formula's, while follow-ups leave a fifth of the week.
func TestPaybackAsSimulated(t *testing.T) {
	m := Model()
	for _, pairs := range []string{"", "weeks=78 fix=2", "weeks=13 prevents=0.9 follow-up=4"} {
		s := argumenttest.StateOf(t, Entry, pairs)
		if full := fullInTheLongRun(s.WhatIfSetting()); full > 0.8 {
			t.Fatalf("%q: %v of the week is full", pairs, full)
		}
		f := m.View(s, argumenttest.Settings(t, m, s)).Figures[paidBack]
		e := f.WhatIfSimulated
		if e == nil || math.Abs(e.Mean-f.WhatIfFormula) > math.Max(2, 0.05*f.WhatIfFormula)+4*e.StdErr {
			t.Errorf("%q: paid back after %+v weeks, by formula %v", pairs, e, f.WhatIfFormula)
		}
	}
}

// Not within two years: follow-ups that end nothing and fill more than the whole week, and
// follow-ups that take a week each.
func TestNotPaidBack(t *testing.T) {
	for pairs, want := range map[string]bool{"": true, "prevents=0.25": true, "follow-up=24": true, "prevents=0.1": false, "follow-up=40": false} {
		v := Model().View(argumenttest.StateOf(t, Entry, pairs), argument.Results{})
		if got := v.Figures[paidBack].WhatIfFormula; (got > 0) != want {
			t.Errorf("%q: paid back after %v weeks", pairs, got)
		}
	}
	if full := fullInTheLongRun(argumenttest.WhatIf(t, Entry, "prevents=0.1")); full < 1 {
		t.Errorf("follow-ups that end nothing make the week %v full", full)
	}
}

// Where the people have no hour left, followed up or not, nothing is ever saved, and nothing is lost either; where hours are
// saved from the first day on, it takes no weeks.
func TestNothingToPayBack(t *testing.T) {
	for pairs, want := range map[string]float64{"incidents=20": never, "followed=0 today.followed=0": never, "responders=2 follow-up=0": 0} {
		s := argumenttest.StateOf(t, Entry, pairs)
		v := Model().View(s, argument.Results{})
		if got := v.Figures[paidBack].WhatIfFormula; got != want {
			t.Errorf("%q: paid back after %v weeks, want %v", pairs, got, want)
		}
		if text := v.Headline.String(); strings.Contains(text, "paid back") || want == never && strings.Contains(text, "work") {
			t.Errorf("%q: %s", pairs, text)
		}
	}
}

// Skipping follow-ups makes restores quicker at first only if pages wait for them: at four weeks
// it does, at half a year no longer. Where pages interrupt it never does.
func TestSkippingWinsFirstOnlyIfPagesWait(t *testing.T) {
	for pairs, sign := range map[string]float64{"paged=1 weeks=4": 1, "paged=1 weeks=26": -1, "weeks=13": -1} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		d, err := org.LeadTime(incident).Difference(simulated(t, s.At(followed, 0), 300), simulated(t, s, 300), argument.Confidence)
		if err != nil || sign*d.Mean < 4*d.StdErr {
			t.Errorf("%q: with follow-ups a restore takes %v ± %v hours more, %v", pairs, d.Mean, d.StdErr, err)
		}
	}
}

// A cause that waits for its follow-up goes on giving incidents: where follow-ups never get a
// turn there are as many incidents as without them, but for those of a cause whose follow-up has
// begun before the first one was noticed.
func TestWaitingCausesGoOn(t *testing.T) {
	s := argumenttest.WhatIf(t, Entry, "responders=1 incidents=40 causes=200 fix=40 new-causes=0 until-review=0 weeks=26")
	e, want := argumenttest.Estimate(came, simulated(t, s, 40)), unchecked(s, s.Weeks())
	if ofACause := want / s.Of(causes); math.Abs(e.Mean-want+ofACause) > 4*e.StdErr+ofACause {
		t.Errorf("%v ± %v incidents, expected %v", e.Mean, e.StdErr, want)
	}
}

// Overlap makes exactly the share of the load of every percentile of one person's restores, and
// so skill decides below half; one who is twice as fast beats two at any load, and two beat one
// who is less than v* times as fast.
func TestHeroes(t *testing.T) {
	for load, want := range map[float64]float64{0.1: 1.10, 0.3: 1.29, 0.5: 1.46, 0.7: 1.61, 0.9: 1.74} {
		one, err := queue.MMc{ArrivalRate: load, MeanService: 1, Servers: 1}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range []float64{0.5, 0.95, 0.99} {
			all, _ := one.SojournQuantile(p)
			if alone := -math.Log(1 - p); math.Abs(1-alone/all-load) > 1e-9 {
				t.Errorf("at load %v overlap makes %v of the percentile %v", load, 1-alone/all, p)
			}
		}
		two := slowestOfTwo(load)
		if v := load + slowestAlone/two; v > want || v < want-0.01 { // rounded up
			t.Errorf("at load %v two are as good as one who is %v times as fast, expected %v", load, v, want)
		}
		if fast := slowestAlone / 2 / (1 - load/2); fast >= two {
			t.Errorf("at load %v one who is twice as fast takes %v, two %v", load, fast, two)
		}
	}
}

// The slowest restores by formula are those of M/M/c where nothing changes, and detection and
// recovery take no time.
func TestSlowestOfASteadyLine(t *testing.T) {
	for _, people := range []float64{1, 2, 5} {
		s := argumenttest.WhatIf(t, Entry, "followed=0 new-causes=0 detect=0 recover=0 weeks=104").At(responders, people).At(perWeek, 4*people)
		line, err := queue.MMc{ArrivalRate: 4 * people / words.Week, MeanService: s.Of(fix), Servers: int(people)}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		want, _ := line.SojournQuantile(0.95)
		if got := evaluate(s)[slowest]; math.Abs(got-want) > 0.02*want { // the first weeks, from nothing
			t.Errorf("%v people: one in twenty takes longer than %v, expected %v", people, got, want)
		}
	}
}

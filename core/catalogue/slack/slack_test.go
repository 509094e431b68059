package slack

import (
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/queue"
	"kingman/core/words"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "people=10"},
		argumenttest.Case{Name: "one fewer", Pairs: "people=9"},
		argumenttest.Case{Name: "the cheapest", Pairs: "people=11"},
		argumenttest.Case{Name: "today's is right", Pairs: "people=13 today.people=11"},
		argumenttest.Case{Name: "far too many", Pairs: "people=40"},
		argumenttest.Case{Name: "delay costs nothing", Pairs: "delay-cost=0"},
		argumenttest.Case{Name: "delay is cheap", Pairs: "delay-cost=50 people=8 weeks=13"},
		argumenttest.Case{Name: "delay is cheap, and enough people", Pairs: "delay-cost=50 weeks=13"},
		argumenttest.Case{Name: "delay is dear", Pairs: "delay-cost=20000"},
		argumenttest.Case{Name: "at saturation", Pairs: "hours=20 weeks=13"},
		argumenttest.Case{Name: "people cost nothing", Pairs: "cost=0 weeks=13"},
		argumenttest.Case{Name: "work for one", Pairs: "demand=1 people=1 today.people=2"},
		argumenttest.Case{Name: "work for two hundred", Pairs: "demand=120 hours=80 people=60 weeks=4"},
		argumenttest.Case{Name: "nothing varies", Pairs: "variability=0 weeks=13"},
		argumenttest.Case{Name: "everything varies", Pairs: "variability=2"},
		argumenttest.Case{Name: "facts differ", Pairs: "today.hours=20 weeks=13"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "today.people=11 delay-cost=2400 weeks=13"},
		argumenttest.Case{Name: "too early to tell", Pairs: "weeks=1 demand=4 people=3 today.people=2"},
		argumenttest.Case{Name: "just under saturation", Pairs: "hours=19.5 weeks=13"},
		argumenttest.Case{Name: "past saturation", Pairs: "hours=22 weeks=13"},
	)
}

// A staffing is a number of people for some work until a date, by the forward equations.
type staffing struct{ items, line float64 }

// staffings solves the forward equations for so many people for work that keeps busy busy,
// two days each, for each of some numbers of people from first on.
func staffings(t *testing.T, busy, weeks float64, first, numbers int) []staffing {
	t.Helper()
	all := make([]staffing, numbers)
	for k := range all {
		r, err := queue.Forward{
			Periods:    []queue.ForwardPeriod{{Hours: weeks * words.Week, ArrivalRate: busy / 16, MeanService: 16, Servers: first + k}},
			ArrivalSCV: 1, ServiceSCV: 1,
		}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		all[k] = staffing{r.End().ItemHours / (weeks * words.Week), r.End().QueueLength}
	}
	return all
}

// of is what a week costs with c people who cost 1 each, if an item's delay costs so much.
func (x staffing) of(c, delay, weeks float64) float64 {
	return c + float64(delay*x.items) + x.line*16/words.Week/weeks
}

// By a date the cheapest team has slack where a week's delay costs a quarter of a person's
// week, and where it costs a tenth it is from half a year on not overloaded: by the forward
// equations, for work for 2 to 20 people from three months to two years. Below that, and at
// three months, being overloaded can be the cheapest, and rightly so.
//
// From half a year on two too few are dearer than two too many where delay costs from a
// quarter of a person to a whole one; within three months, or where delay is far dearer, it
// is a toss-up, within 2 %.
func TestSlackPays(t *testing.T) {
	overloaded, tossUps := 0, 0
	for _, weeks := range []float64{13, 26, 52, 104} {
		for busy := 2.0; busy <= 20; busy += 0.75 {
			first := max(1, int(busy)-3)
			all := staffings(t, busy, weeks, first, 18)
			for _, delay := range []float64{0.0125, 0.1, 0.25, 1, 4} {
				cost := func(c int) float64 { return all[c-first].of(float64(c), delay, weeks) }
				best := first
				for c := first; c < first+len(all); c++ {
					if cost(c) < cost(best) {
						best = c
					}
				}
				switch c := float64(best); {
				case delay >= 0.25 && c <= busy, delay == 0.1 && weeks >= 26 && c < busy, delay == 0.1 && weeks > 26 && c == busy:
					t.Errorf("work for %v, %v weeks, delay at %v of a person: %d people are cheapest", busy, weeks, delay, best)
				case c < busy:
					overloaded++
				}
				if best-2 < first || delay < 0.25 {
					continue
				}
				fewer, more := cost(best-2), cost(best+2)
				if fewer <= more {
					tossUps++
				}
				if fewer <= more*0.98 || fewer <= more && weeks >= 26 && delay <= 1 {
					t.Errorf("work for %v, %v weeks, delay at %v of a person: two too few cost %v, two too many %v", busy, weeks, delay, fewer, more)
				}
			}
		}
	}
	if overloaded < 10 || tossUps == 0 {
		t.Errorf("an overloaded team is cheapest %d times, two too few cost no more than two too many %d times", overloaded, tossUps)
	}
}

// The further one looks, the less a week's delay must cost for the tenth person to pay: from
// over $1,000 at a month to under $100 at a year; and the eleventh pays later than the tenth.
func TestWhenOneMorePays(t *testing.T) {
	before := [2]float64{math.Inf(1), math.Inf(1)}
	for _, weeks := range []float64{4, 13, 26, 52, 104} {
		all := staffings(t, 9.6, weeks, 9, 3)
		for k := range before {
			at := 4000 * (all[k+1].of(float64(k+1), 0, weeks) - all[k].of(float64(k), 0, weeks)) / (all[k].items - all[k+1].items)
			if at >= before[k] || k == 1 && at <= before[0] || k == 0 && (weeks == 4 && at < 1000 || weeks == 52 && at > 100) {
				t.Errorf("%v weeks: person %d pays from $%v a week's delay, before from $%v", weeks, 10+k, at, before[k])
			}
			before[k] = at
		}
	}
}

func costOf(t *testing.T, pairs string, runs int) (mean, stdErr float64) {
	t.Helper()
	s := argumenttest.WhatIf(t, Entry, pairs)
	e := argumenttest.Estimate(argument.CountedFor(dollars)(s), argumenttest.Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: runs, Points: 1}))
	return e.Mean, e.StdErr
}

// Simulated: the default's U is steep on the left and flat on the right, and where delay is
// cheap eight overloaded people beat ten.
func TestSimulatedCosts(t *testing.T) {
	for _, c := range []struct {
		pairs         string
		want, wantErr float64 // by a simulation that shares no code with this one
	}{
		{"people=9", 94700, 1600}, {"people=10", 63000, 400}, {"people=11", 57250, 210}, {"people=12", 59000, 40},
		{"delay-cost=50 weeks=13 people=8", 40012, 219}, {"delay-cost=50 weeks=13 people=10", 41926, 106},
	} {
		if mean, stdErr := costOf(t, c.pairs, 100); math.Abs(mean-c.want) > 4*math.Hypot(stdErr, c.wantErr) {
			t.Errorf("%q: %v ± %v dollars a week, expected %v ± %v", c.pairs, mean, stdErr, c.want, c.wantErr)
		}
	}
	eight, e8 := costOf(t, "delay-cost=50 weeks=13 people=8", 200)
	if ten, e10 := costOf(t, "delay-cost=50 weeks=13 people=10", 200); ten-eight < 4*math.Hypot(e8, e10) {
		t.Errorf("where delay is cheap eight cost %v ± %v and ten %v ± %v", eight, e8, ten, e10)
	}
}

// What the page draws by formula is within 4 % of the forward equations' cost, and its
// cheapest number of people within one of theirs.
func TestFormulaAgainstForward(t *testing.T) {
	for _, until := range []float64{4, 13, 52, 104} {
		for _, busy := range []float64{2, 4.8, 9.6, 20} {
			first := max(1, int(busy)-2)
			all := staffings(t, busy, until, first, 10)
			s := argumenttest.WhatIf(t, Entry, "").At(weeks, until).At(demand, busy*2.5)
			best, bestByFormula := 0, 0
			least, leastByFormula := math.Inf(1), math.Inf(1)
			for k, x := range all {
				c := float64(first + k)
				want, got := 4000*x.of(c, 0.25, until), evaluate(s.At(people, c))[money]
				if math.Abs(got-want) > 0.04*want {
					t.Errorf("%v people, work for %v, %v weeks: %v by formula, %v by the forward equations", c, busy, until, got, want)
				}
				if want < least {
					best, least = k, want
				}
				if got < leastByFormula {
					bestByFormula, leastByFormula = k, got
				}
			}
			if bestByFormula-best > 1 || best-bestByFormula > 1 {
				t.Errorf("work for %v, %v weeks: cheapest are %d by formula, %d by the forward equations", busy, until, first+bestByFormula, first+best)
			}
		}
	}
}

// In the long run twice the work never makes the cheapest team less full; with a little more
// work it does at times, as people are whole.
func TestTwiceTheTeamRunsFuller(t *testing.T) {
	full := func(p prices, busy float64) float64 { return busy / p.staff(busy) }
	falls := 0
	for _, delay := range []float64{10, 50, 200, 1000, 5000, 20000} {
		p := prices{delay / 4000, 1}
		for k := 2.0; k <= 400; k++ {
			busy := k / 10
			if full(p, 2*busy) < full(p, busy)*(1-1e-12) {
				t.Errorf("delay at $%v: work for %v is cheapest %v full, twice of it %v", delay, busy, full(p, busy), full(p, 2*busy))
			}
			if delay == 1000 && full(p, busy+0.1) < full(p, busy) {
				falls++
			}
		}
	}
	if falls < 20 {
		t.Errorf("a tenth of a person's work more makes the cheapest team less full %d times only", falls)
	}
	for k, want := range []float64{0.50, 0.67, 0.80, 0.89, 0.89, 0.91, 0.94} {
		if got := full(prices{0.25, 1}, math.Exp2(float64(k))); math.Abs(got-want) > 0.005 {
			t.Errorf("work for %v: cheapest %v full, expected %v", math.Exp2(float64(k)), got, want)
		}
	}
}

// Trying ever more people until it becomes dearer finds the cheapest of all numbers of them.
func TestStaffIsTheCheapest(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 8))
	for range 300 {
		p := prices{math.Exp(8*r.Float64() - 5), []float64{0.01, 0.25, 1, 4, 16}[r.IntN(5)]}
		busy := 0.1 + 60*r.Float64()
		found, least := p.staff(busy), math.Inf(1)
		best := 0.0
		for c := math.Floor(busy) + 1; c <= busy+200; c++ {
			w, err := queue.Station{ArrivalRate: busy, MeanService: 1, Servers: int(c), ArrivalSCV: p.scv, ServiceSCV: p.scv}.MeanWait()
			if err != nil {
				t.Fatal(err)
			}
			if x := c + p.ratio*busy*w; x < least {
				best, least = c, x
			}
		}
		if found != best {
			t.Errorf("%+v, work for %v: %v people, the cheapest are %v", p, busy, found, best)
		}
	}
}

// The marks of the second chart stand where the settings are on its axis, each on its own
// curve by formula.
func TestMarksStandAtTheirLoad(t *testing.T) {
	c := Model().View(Entry.Defaults(), argument.Results{}).Charts[1]
	layers := map[string]argument.Layer{}
	for _, l := range c.Layers {
		layers[l.ID] = l
	}
	for mark, curve := range map[string]string{"today": "ghost", "whatif": "formula"} {
		at, line := layers[mark], layers[curve]
		want := map[string]float64{"today": 0.96, "whatif": 0.8}[mark]
		if math.Abs(at.X[0]-want) > 1e-9 {
			t.Errorf("%s stands at %v of the load, expected %v", mark, at.X[0], want)
		}
		for k := 1; k < len(line.X); k++ {
			if line.X[k-1] <= at.X[0] && at.X[0] < line.X[k] && !(line.Y[k-1]-1e-9 <= at.Y[0] && at.Y[0] <= line.Y[k]) {
				t.Errorf("%s is at %v, its curve from %v to %v", mark, at.Y[0], line.Y[k-1], line.Y[k])
			}
		}
	}
}

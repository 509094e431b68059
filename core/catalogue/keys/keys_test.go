package keys

import (
	"math"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
	"kingman/core/queue"
)

func TestArgument(t *testing.T) {
	argumenttest.Check(t, Model(),
		argumenttest.Case{Name: "as today", Pairs: "keys=0 guardrails=0"},
		argumenttest.Case{Name: "keys and nothing else", Pairs: "guardrails=0"},
		argumenttest.Case{Name: "just as broken", Pairs: "guardrails=10"},
		argumenttest.Case{Name: "a little too little", Pairs: "guardrails=7"},
		argumenttest.Case{Name: "keep the gate", Pairs: "keys=0"},
		argumenttest.Case{Name: "gatekeepers who break less", Pairs: "keys=0 guardrails=0 break-gate=0.02 today.break-gate=0.025"},
		argumenttest.Case{Name: "no difference to vouch for", Pairs: "keys=0 guardrails=0 weeks=26 today.weeks=25"},
		argumenttest.Case{Name: "only money", Pairs: "keys=0 guardrails=0 cost=5000 today.cost=4000"},
		argumenttest.Case{Name: "guardrails help little", Pairs: "halving=104"},
		argumenttest.Case{Name: "nobody needed guarding against", Pairs: "break-open=0.02"},
		argumenttest.Case{Name: "gatekeepers never break anything", Pairs: "break-gate=0"},
		argumenttest.Case{Name: "nothing breaks", Pairs: "break-gate=0 break-open=0"},
		argumenttest.Case{Name: "gatekeepers seldom busy", Pairs: "review=0.25 guardrails=0"},
		argumenttest.Case{Name: "gatekeepers need no time", Pairs: "review=0 keys=0"},
		argumenttest.Case{Name: "today over saturation", Pairs: "changes=60"},
		argumenttest.Case{Name: "gatekeepers drown", Pairs: "changes=60 keys=0"},
		argumenttest.Case{Name: "one gatekeeper drowns", Pairs: "gatekeepers=1 keys=0 guardrails=0"},
		argumenttest.Case{Name: "at saturation", Pairs: "keys=0 gatekeepers=1 review=1"},
		argumenttest.Case{Name: "past saturation: production drowns", Pairs: "changes=80 guardrails=0"},
		argumenttest.Case{Name: "broken hours are dear", Pairs: "guardrails=0 broken-cost=1000"},
		argumenttest.Case{Name: "in a week", Pairs: "weeks=1"},
		argumenttest.Case{Name: "too early to tell", Pairs: "weeks=1 changes=5"},
		argumenttest.Case{Name: "nothing varies", Pairs: "variability=0"},
		argumenttest.Case{Name: "everything is free", Pairs: "cost=0 broken-cost=0 delay-cost=0"},
		argumenttest.Case{Name: "just under saturation", Pairs: "deploy=0.95"},
	)
}

// simulated runs one setting.
var simulated = argumenttest.Simulated(organisation)

// settled is the lead time of the long run as chance has it, exact; ok is false where
// changes pile up.
func settled(s argument.Setting) (hours float64, ok bool) {
	s = s.At(uneven, 1)
	if utilization(s) > 0.999 {
		return 0, false
	}
	g := production(s, finishRate(s), 1)
	line, err := queue.MG1{ArrivalRate: g.ArrivalRate, MeanService: g.MeanService, ServiceSCV: g.ServiceSCV}.Analyze()
	hours, ok = line.MeanWait+s.Of(deploy), err == nil
	if gated(s) {
		at, err := queue.MMc{ArrivalRate: finishRate(s), MeanService: s.Of(review), Servers: int(s.Of(gatekeepers))}.Analyze()
		hours, ok = hours+at.MeanSojourn, ok && err == nil
	}
	return hours, ok
}

// The long run of the default, and the closed form of the threshold, are those of the
// argument's specification.
func TestClosedForms(t *testing.T) {
	for _, c := range []struct {
		pairs string
		want  float64
	}{{"keys=0 guardrails=0", 4.23}, {"", 0.328}} {
		if got, ok := settled(argumenttest.WhatIf(t, Entry, c.pairs)); !ok || math.Abs(got-c.want) > 0.005 {
			t.Errorf("%q: %v hours in the long run, expected %v", c.pairs, got, c.want)
		}
	}
	for _, c := range []struct {
		pairs string
		want  float64
	}{{"", 10}, {"halving=104", 104}, {"break-open=0.02", 0}, {"break-open=0.01", 0}, {"break-open=0.32", 20}, {"break-open=0 break-gate=0", 0}} {
		if got := guardrailsNeeded(argumenttest.WhatIf(t, Entry, c.pairs)); math.Abs(got-c.want) > 1e-9 {
			t.Errorf("%q: %v weeks are needed, expected %v", c.pairs, got, c.want)
		}
	}
	if !math.IsInf(guardrailsNeeded(argumenttest.WhatIf(t, Entry, "break-gate=0")), 1) {
		t.Error("no guardrails make keys for all as safe as gatekeepers who never break anything")
	}
	gate, open := argumenttest.WhatIf(t, Entry, "keys=0"), argumenttest.WhatIf(t, Entry, "guardrails=0 changes=80")
	if math.Abs(fits(gate)-160.0/3) > 1e-9 || math.Abs(utilization(open)-1.14) > 1e-9 || math.Abs(utilization(gate.At(changes, 80))-1.5) > 1e-9 {
		t.Errorf("gatekeepers deploy %v a week; 80 changes load production by %v and gatekeepers by %v", fits(gate), utilization(open), utilization(gate.At(changes, 80)))
	}
}

// With as many guardrails as the closed form asks for, more than the gatekeepers', keys for
// all are better at both: broken no longer and live sooner, over the whole range of the
// sliders. A little fewer, and production is broken for longer.
func TestEnoughGuardrailsAreBetterAtBoth(t *testing.T) {
	inside := 0
	argumenttest.EachSetting(Entry, 31, 4000, func(s argument.Setting) {
		gate := s.At(who, 0)
		need := guardrailsNeeded(s)
		open := gate.At(who, 1).At(guardrails, gate.Of(guardrails)+need)
		before, ok := settled(gate)
		after, okOpen := settled(open)
		if !ok || math.IsInf(need, 1) || breaks(gate)*repairTime(gate) < 1e-12 {
			return
		}
		inside++
		load := func(s argument.Setting) float64 { return breaks(s) * repairTime(s) }
		if load(open) > load(gate)*(1+1e-9) || !okOpen || after > before+1e-9 {
			t.Errorf("%+v: broken %v and %v, live after %v and %v hours", s, load(gate), load(open), before, after)
		}
		if need > 0 && load(open.At(guardrails, open.Of(guardrails)-0.01*need)) <= load(gate) {
			t.Errorf("%+v: a little less than %v weeks is enough", s, need)
		}
	})
	if inside < 400 {
		t.Errorf("only %d settings", inside)
	}
}

// At equal guardrails gatekeepers who break less by themselves always break less, wherever
// changes do not pile up.
func TestGatekeepersBreakLessAtEqualGuardrails(t *testing.T) {
	inside := 0
	argumenttest.EachSetting(Entry, 32, 2000, func(s argument.Setting) {
		gate, open := s.At(who, 0), s.At(who, 1)
		if !(s.Of(breakGate) < s.Of(breakOpen)) || utilization(gate) > 0.95 || utilization(open) > 0.95 {
			return
		}
		inside++
		if a, b := evaluate(gate)[broken], evaluate(open)[broken]; a > b*(1+1e-9) {
			t.Errorf("%+v: gatekeepers %v minutes, all %v", s, a, b)
		}
	})
	if inside < 100 {
		t.Errorf("only %d settings", inside)
	}
}

// Keys without guardrails are broken four times as much and hardly faster; where
// gatekeepers are seldom busy and quick they are even slower.
func TestKeysWithoutGuardrails(t *testing.T) {
	for _, c := range []struct {
		pairs  string
		faster bool
	}{{"guardrails=0", true}, {"guardrails=0 review=0.25", false}} {
		open := argumenttest.WhatIf(t, Entry, c.pairs)
		with, without := evaluate(rival(open)), evaluate(open)
		if without[lead] < with[lead] != c.faster || without[broken] < 3.9*with[broken] || c.faster && without[lead] < with[lead]/2 {
			t.Errorf("%q: live after %v with gatekeepers, %v without; broken %v and %v", c.pairs, with[lead], without[lead], with[broken], without[broken])
		}
	}
}

// Two weeks below the threshold production is broken for longer than today, two above it is
// less broken, and live sooner both times: simulated, paired by their luck.
func TestAroundTheThreshold(t *testing.T) {
	today := simulated(t, argumenttest.WhatIf(t, Entry, "keys=0 guardrails=0"), 100)
	for _, c := range []struct {
		pairs string
		sign  float64
	}{{"guardrails=8", 1}, {"guardrails=12", -1}} {
		whatIf := simulated(t, argumenttest.WhatIf(t, Entry, c.pairs), 100)
		d, err := org.Metric(brokenMinutes).Difference(today, whatIf, argument.Confidence)
		if err != nil || c.sign*d.Mean < 4*d.StdErr {
			t.Errorf("%q: broken %v ± %v minutes more, %v", c.pairs, d.Mean, d.StdErr, err)
		}
		if d, err = org.LeadTime(change).Difference(today, whatIf, argument.Confidence); err != nil || -d.Mean < 4*d.StdErr {
			t.Errorf("%q: live %v ± %v hours later, %v", c.pairs, d.Mean, d.StdErr, err)
		}
	}
}

// The formulas are within four standard errors and a twentieth of the simulation where
// nothing is near its limit, and beyond it where the fluid decides.
func TestFormulasAgainstSimulation(t *testing.T) {
	for _, pairs := range []string{
		"keys=0 guardrails=0", "", "guardrails=0", "keys=0", "changes=60 keys=0", "changes=80 guardrails=0", "gatekeepers=5 keys=0 changes=80 guardrails=20",
		"weeks=4 keys=0", "guardrails=5 restore=10 changes=20", "keys=0 variability=0.5 changes=30", "variability=2 changes=20",
	} {
		s := argumenttest.WhatIf(t, Entry, pairs)
		outcomes, v := simulated(t, s, 100), evaluate(s)
		for i, number := range Model().Numbers {
			if number.Count == nil {
				continue
			}
			if e := argumenttest.Estimate(number.Count(s), outcomes); math.Abs(e.Mean-v[i]) > 4*e.StdErr+0.05*v[i] {
				t.Errorf("%q: %s: simulated %v ± %v, formula %v", pairs, number.ID, e.Mean, e.StdErr, v[i])
			}
		}
	}
}

// In money keys without guardrails pay at $500 for an hour broken and lose from $660, while
// production is broken four times as much: the page does not say the one without the other.
func TestMoneyNeedsTheMinutes(t *testing.T) {
	worth := func(pairs string) (dollars float64, sentence string) {
		s := argumenttest.StateOf(t, Entry, pairs)
		v := Model().View(s, argument.Results{})
		today, whatIf := evaluate(s.TodaySetting()), evaluate(s.WhatIfSetting())
		return invested(s.TodaySetting()) + bill(s.TodaySetting(), today[lead], today[broken]) - invested(s.WhatIfSetting()) - bill(s.WhatIfSetting(), whatIf[lead], whatIf[broken]), v.Asides[len(v.Asides)-1].String()
	}
	for _, c := range []struct {
		pairs string
		least float64
		most  float64
	}{{"guardrails=0", 26 * 1400, 26 * 1600}, {"guardrails=0 broken-cost=650", -500, 26 * 200}, {"guardrails=0 broken-cost=700", -26 * 500, 0}, {"", 145e3, 149e3}} {
		dollars, sentence := worth(c.pairs)
		if dollars < c.least || dollars > c.most {
			t.Errorf("%q: worth %v, expected %v to %v", c.pairs, dollars, c.least, c.most)
		}
		if strings.Contains(c.pairs, "guardrails=0") && !strings.Contains(sentence, "minutes a week more") {
			t.Errorf("%q: no minutes in %q", c.pairs, sentence)
		}
	}
}

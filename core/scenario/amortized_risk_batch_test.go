package scenario

import (
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/org"
	"kingman/core/sim"
)

// A batch is one thing: its n changes leave the gate at one moment, nobody
// else is tested or repaired until they are live, and they are live at one
// moment. An alarm rings once for each release that has a fault.
func TestABatchStaysTogether(t *testing.T) {
	for _, values := range []map[string]float64{
		{"batch": 1}, {"batch": 5}, {"batch": 20}, {"batch": 3, "faulty": 0.2, "clash": 0.02, "search": 20, "changes": 30}, {"batch": 7, "gate": 0, "gate-each": 0},
	} {
		in := riskWith(t, values)
		o := in.organisation()
		m, err := o.Model()
		if err != nil {
			t.Fatal(err)
		}
		log := sim.NewLog(200_000)
		e, err := sim.New(m, sim.Options{Seed: 1, Horizon: in.horizon(), Log: log})
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(4096) {
		}
		n := int(in.batch)
		number := map[int64]int{} // of a change, in the order in which they are finished
		var inside []int          // changes between the gate and the users
		var released, live float64
		delivered, faults, broken := 0, 0, 0
		for _, entry := range log.Entries {
			who, change := number[entry.Item]
			switch {
			case entry.What == sim.Asked && entry.Where == riskChange:
				number[entry.Item] = len(number)
			case !change:
			case entry.What == sim.Came && entry.Where == riskTest:
				inside = append(inside, who)
				if who/n != inside[0]/n {
					t.Fatalf("%v: change %d is tested while %v are not live", values, who, inside)
				}
			case entry.What == sim.Completed && entry.Where == riskTested:
				if who%n == 0 {
					released, faults = entry.Time, 0
				}
				if entry.Time != released || len(inside) != n {
					t.Fatalf("%v: change %d is released at %v, its batch of %d at %v", values, who, entry.Time, len(inside), released)
				}
			case entry.What == sim.Came && entry.Where == riskRepair:
				if faults++; faults == 1 {
					broken++
				}
			case entry.What == sim.Delivered:
				if delivered%n == 0 {
					live = entry.Time
				}
				if delivered++; entry.Time != live || who/n != inside[0]/n {
					t.Fatalf("%v: change %d is live at %v, its batch at %v", values, who, entry.Time, live)
				}
				if delivered%n == 0 {
					inside = inside[:0]
				}
			}
		}
		r := e.Result()
		alarms := r.Last().Classes[riskAlarmed]
		if log.Full || delivered == 0 || int(alarms.Delivered+alarms.Present) != broken {
			t.Errorf("%v: log full %v, %d delivered, %d alarms for %d broken releases", values, log.Full, delivered, alarms.Delivered, broken)
		}
	}
}

// Where there is nothing to test and nothing breaks, changes wait for their
// batch and for nothing else. The formula is exact for chance arrivals but for
// how many there are; with the rest the page states the gap.
func TestWaitForTheBatchByTheDate(t *testing.T) {
	values := map[string]float64{"faulty": 0, "clash": 0, "gate": 0, "gate-each": 0}
	for _, n := range []float64{1, 2, 5, 20, 60, 100} {
		for _, weeks := range []float64{13, 52} {
			values["batch"], values["weeks"] = n, weeks
			in := riskWith(t, values)
			e, p := riskRun(t, in, 400).estimate(org.LeadTime(riskChange)), newRiskPoint(in, newRiskCounts(in))
			if math.Abs(e.Mean-p.lead) > 4*e.StdErr+1e-9 {
				t.Errorf("%v at a time, %v weeks: simulated %v ± %v hours, formula %v", n, weeks, e.Mean, e.StdErr, p.lead)
			}
			// If this went on for ever: (n−1)/2λ, less what the date cuts off, at most n²/λ per horizon.
			if long := (n - 1) / (2 * in.rate); math.Abs(p.lead-long) > n*n/in.rate/in.rate/in.horizon() {
				t.Errorf("%v at a time, %v weeks: %v hours, in the long run %v", n, weeks, p.lead, long)
			}
		}
	}
}

// At the default and wherever releases keep up with some room, the formulas are
// within a tenth of the simulation or four standard errors.
func TestRiskFormulasAgainstSimulation(t *testing.T) {
	for _, values := range []map[string]float64{
		{}, {"batch": 5}, {"batch": 20}, {"batch": 40, "clash": 0.004}, {"batch": 2, "changes": 20}, {"batch": 3, "gate": 8},
		{"variability": 0, "batch": 4}, {"variability": 4, "batch": 4}, {"weeks": 26, "batch": 8, "searching": 1},
	} {
		in := riskWith(t, values)
		x, p := riskRun(t, in, 200), newRiskPoint(in, newRiskCounts(in))
		if rho := in.utilization(); rho > 0.75 {
			t.Fatalf("%v: utilization %v is no room", values, rho)
		}
		for _, c := range []struct {
			name    string
			metric  org.Metric
			formula float64
		}{{"lead", org.LeadTime(riskChange), p.lead}, {"broken", riskBroken, p.broken}, {"cost", riskCost(in), p.cost}} {
			if e := x.estimate(c.metric); math.Abs(e.Mean-c.formula) > 4*e.StdErr+0.1*c.formula {
				t.Errorf("%v: %s: simulated %v ± %v, formula %v", values, c.name, e.Mean, e.StdErr, c.formula)
			}
		}
	}
}

// Past saturation what is live is what the test phase can take, and the pile is
// the rest; the formula's lead time stays below half the time to the date, as it
// must if nothing is ever live.
func TestReleasesPileUp(t *testing.T) {
	in := riskWith(t, map[string]float64{"gate": 8})
	x := riskRun(t, in, 200)
	live := x.estimate(weekly(org.Throughput(riskChange)))
	capacity := 40 * in.batch / (in.testTime() + in.repairTime())
	if math.Abs(live.Mean-capacity) > 4*live.StdErr+0.02*capacity {
		t.Errorf("%v ± %v a week are live, capacity %v", live.Mean, live.StdErr, capacity)
	}
	if want := in.rate*40 - capacity; math.Abs(in.growth()-want) > 1e-9 {
		t.Errorf("the pile grows by %v, expected %v", in.growth(), want)
	}
	eachRisk(300, func(in riskInput) {
		counts := newRiskCounts(in)
		p := newRiskPoint(in, counts)
		finished, left, _ := counts.atGate(in.batch, in.horizon())
		if p.lead > 0.75*in.horizon() || p.lead < 0 || left > finished || p.releases*in.batch > left*(1+1e-9) {
			t.Errorf("%+v: %v hours within %v; %v finished, %v left the gate, %v releases", in, p.lead, in.horizon(), finished, left, p.releases)
		}
	})
}

// The batches that keep up are one range: what lies between two that do, does.
func TestBatchesThatKeepUpAreOneRange(t *testing.T) {
	some := 0
	eachRisk(500, func(in riskInput) {
		from, to, ok := in.keepsUp()
		if !ok {
			return
		}
		some++
		for n := from; n <= to; n++ {
			if rho := in.with(n).utilization(); rho >= 1 {
				t.Fatalf("%+v: %v to %v keep up, but %v has utilization %v", in, from, to, n, rho)
			}
		}
	})
	if some < 50 {
		t.Errorf("only %d settings keep up anywhere", some)
	}
}

// Each slider at both ends alone, and a thousand corners of all together.
func TestRiskExtremes(t *testing.T) {
	a := AmortizedRisk
	want := shapes(a.View(a.Defaults(), Results{}))
	check := func(name string, s State) {
		t.Helper()
		v := a.View(s, Results{})
		wellFormed(t, name, v)
		if got := shapes(v); got != want {
			t.Errorf("%s: the charts are\n%s", name, got)
		}
		if n := len([]rune(v.Headline.String())); n > 212 {
			t.Errorf("%s: %d characters: %v", name, n, v.Headline)
		}
	}
	for i := range a.Params {
		p := &a.Params[i]
		if err := p.check(); err != nil {
			t.Error(err)
		}
		for _, v := range []float64{p.Min, p.Max} {
			s := a.Defaults()
			s.Set(i, v)
			check(p.ID+" at an end", s)
		}
	}
	r := rand.New(rand.NewPCG(1961, 13))
	for range 1000 {
		s := a.Defaults()
		for i := range a.Params {
			s.Set(i, [2]float64{a.Params[i].Min, a.Params[i].Max}[r.IntN(2)])
			if r.IntN(4) == 0 {
				s.Pin(i, [2]float64{a.Params[i].Min, a.Params[i].Max}[r.IntN(2)])
			}
		}
		check("corner", s)
		if t.Failed() {
			t.Fatal(s.WhatIf, s.Today)
		}
	}
}

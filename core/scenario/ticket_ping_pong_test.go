package scenario

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/org"
	"kingman/core/queue"
)

// ticketWith returns the input of what-if with some values changed, every one of
// which must be legal.
func ticketWith(t testing.TB, values map[string]float64) ticketInput {
	t.Helper()
	return ticketOf(ticketState(t, values, nil).Then())
}

// ticketState is the default state with what-if's and today's values changed.
func ticketState(t testing.TB, whatIf, today map[string]float64) State {
	t.Helper()
	return stateWith(t, TicketPingPong, whatIf, today)
}

// simulate runs a setting with a number of replications.
func (in ticketInput) simulate(t testing.TB, runs int) orgRuns {
	t.Helper()
	c := ticketCase("test", in, DefaultSeed, runs, ticketMoments)
	return c.runs(Results{Jobs: []JobResult{replicate(t, c.job(), runs)}})
}

// randomTicket is a setting from inside the sliders, with work left to chance.
func randomTicket(r *rand.Rand) ticketInput {
	return ticketInput{
		misunderstood: 0.6 * r.Float64(), minutes: ticketMinutesMost * r.Float64(), delay: 240 * r.Float64(),
		analysts: float64(1 + r.IntN(40)), demand: 1 + 59*r.Float64(), weeks: float64(4 + r.IntN(101)), hours: 1 + 79*r.Float64(),
		arrivalCV: 1, analysisCV: 1, cost: 4000,
	}
}

// Over the sliders: a station with the share p* = 1 − ρ₀ coming back is exactly
// saturated, below it there is a settled state, past it none.
func TestTicketTippingPoint(t *testing.T) {
	in := ticketWith(t, map[string]float64{"misunderstood": 0.2, "minutes": 0})
	if math.Abs(in.firstLoad()-0.8) > 1e-12 || math.Abs(in.tipping()-0.2) > 1e-12 {
		t.Errorf("ρ₀ = %v tips at %v, not 0.8 at 0.2", in.firstLoad(), in.tipping())
	}
	r := rand.New(rand.NewPCG(1961, 31))
	seen := 0
	for range 2000 {
		in := randomTicket(r)
		tip := in.tipping()
		if tip <= 0.01 || tip > 0.6 {
			continue
		}
		seen++
		in.misunderstood = tip
		if rho := in.utilization(); math.Abs(rho-1) > 1e-9 {
			t.Errorf("%+v: ρ(p*) = %v", in, rho)
		}
		in.misunderstood = tip * 0.999
		if lead := in.settled(); math.IsInf(lead, 0) || in.growth() != 0 {
			t.Errorf("%+v: just below p* the lead time is %v, the pile grows by %v", in, lead, in.growth())
		}
		in.misunderstood = tip * 1.001
		if lead := in.settled(); !math.IsInf(lead, 1) || !(in.growth() > 0) {
			t.Errorf("%+v: just past p* the lead time is %v, the pile grows by %v", in, lead, in.growth())
		}
	}
	if seen < 300 {
		t.Errorf("only %d settings tip", seen)
	}
}

// grown is by how many questions a week the line has grown in the second half.
func grown(o *org.Outcome) (num, den float64) {
	half, end := o.Points[ticketMoments/2-1].Line[0], o.Points[ticketMoments-1].Line[0]
	return end - half, o.Hours / 2 / 40
}

// The simulation tips where the formula does: below p* the line does not grow,
// past it by λ − c(1−p)/s, whatever the delay.
func TestTicketSimulationTips(t *testing.T) {
	for _, c := range []struct{ p, delay float64 }{{0.1, 40}, {0.15, 120}, {0.25, 40}, {0.3, 0}, {0.3, 120}, {0.5, 40}} {
		values := map[string]float64{"misunderstood": c.p, "minutes": 0, "delay": c.delay, "weeks": 104}
		if c.p > 0.2 {
			values["backlog"] = 150 // no analyst is ever idle, so that the rate is exact
		}
		in := ticketWith(t, values)
		e := in.simulate(t, 100).estimate(grown)
		if math.Abs(e.Mean-in.growth()) > 4*e.StdErr {
			t.Errorf("p = %v, delay %v h: the line grows by %v ± %v a week, not %v", c.p, c.delay, e.Mean, e.StdErr, in.growth())
		}
	}
}

// With Poisson questions and exponential answers the settled lead time is exact,
// with and without a delay.
func TestTicketSettledIsExact(t *testing.T) {
	for _, c := range []struct {
		p, delay, analysts, rho float64
	}{{0, 40, 1, 0.7}, {0.2, 40, 5, 0.8}, {0.2, 0, 5, 0.8}, {0.5, 240, 3, 0.9}, {0.6, 8, 20, 0.7}} {
		in := ticketInput{misunderstood: c.p, delay: c.delay, analysts: c.analysts, hours: 16, arrivalCV: 1, analysisCV: 1, weeks: 26}
		in.demand = c.rho * in.capacity() * (1 - c.p)
		o := in.organisation()
		r, err := o.SteadyState(org.Options{Seed: 5, Horizon: 60_000 / in.arrivalRate()})
		if err != nil {
			t.Fatal(err)
		}
		if e, want := r.Classes[0].LeadTime, in.settled(); math.Abs(e.Mean-want) > 4*e.StdErr {
			t.Errorf("%+v: settled %v ± %v h, formula %v", c, e.Mean, e.StdErr, want)
		}
		// The page's own writing of it, with the wait of one round of M/M/c.
		m, err := queue.MMc{ArrivalRate: in.arrivalRate() * in.rounds(), MeanService: in.service(), Servers: int(in.analysts)}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		written := (m.MeanWait+in.service())/(1-c.p) + c.delay*c.p/(1-c.p)
		if got := in.settled(); math.Abs(got-written) > 1e-9*written {
			t.Errorf("%+v: %v, as written on the page %v", c, got, written)
		}
	}
}

// Talking wins if and only if s′/(1−p′) < s/(1−p): exactly so without a delay, for
// any load and any number of analysts; with one, the delay that is saved is added
// on the side of talking and nothing else is.
func TestTalkingWins(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 32))
	wins, losses, byDelay := 0, 0, 0
	for range 3000 {
		ticket := randomTicket(r)
		ticket.minutes = 0
		talk := ticket
		talk.minutes = ticketMinutesMost * r.Float64()
		talk.misunderstood = ticket.misunderstood * r.Float64()
		a, b := ticket.service()*ticket.rounds(), talk.service()*talk.rounds()
		// Both must be stable, and apart from each other.
		if math.Max(ticket.utilization(), talk.utilization()) > 0.99 || math.Abs(a-b) < 1e-6*a {
			continue
		}
		saved := ticket.delay*(ticket.rounds()-1) - talk.delay*(talk.rounds()-1)
		slow := talk.settled() - ticket.settled()
		ticket.delay, talk.delay = 0, 0
		core := talk.settled() - ticket.settled()
		if (core < 0) != (b < a) {
			t.Errorf("%+v: s′/(1−p′) = %v, s/(1−p) = %v, and talking changes the time by %v", talk, b, a, core)
		}
		if math.Abs(slow-(core-saved)) > 1e-6*(1+math.Abs(core)+saved) {
			t.Errorf("%+v: the delay adds %v, not %v", talk, slow-core, -saved)
		}
		switch {
		case b < a:
			wins++
		case slow < 0:
			byDelay++
		default:
			losses++
		}
	}
	if wins < 100 || losses < 100 || byDelay < 100 {
		t.Errorf("%d wins, %d losses, %d wins by the delay alone: too few to tell", wins, losses, byDelay)
	}
}

// And the simulation agrees on the winner, on both sides of break-even and at the
// date, with the paired difference four standard errors from saying otherwise.
func TestTalkingWinsSimulated(t *testing.T) {
	for _, c := range []struct {
		p, talkP, ratio, delay, demand float64 // ratio is s′/(1−p′) over s/(1−p)
		wins                           bool
	}{
		{0.2, 0.05, 0.9, 0, 9, true}, {0.2, 0.05, 1.1, 0, 9, false},
		{0.4, 0.1, 0.9, 0, 5, true}, {0.4, 0.1, 1.1, 0, 5, false},
		{0.2, 0.05, 1.1, 120, 5, true},  // the delay decides
		{0.2, 0.05, 0.9, 40, 20, true},  // neither keeps up
		{0.2, 0.05, 1.2, 40, 20, false}, // neither keeps up, and the delay is no help
	} {
		ticket := ticketWith(t, map[string]float64{"misunderstood": c.p, "minutes": 0, "delay": c.delay, "demand": c.demand})
		talk := ticket
		talk.misunderstood = c.talkP
		talk.minutes = 60 * (c.ratio*ticket.hours*(1-c.talkP)/(1-c.p) - ticket.hours)
		d, err := org.LeadTime(0).Difference(ticket.simulate(t, 200).outcomes, talk.simulate(t, 200).outcomes, Confidence)
		if err != nil {
			t.Fatal(err)
		}
		if c.wins && d.Mean > -4*d.StdErr || !c.wins && d.Mean < 4*d.StdErr {
			t.Errorf("%+v (%v minutes): talking changes the time by %v ± %v h", c, talk.minutes, d.Mean, d.StdErr)
		}
	}
}

// How far the formula for a date is from the simulation: a twentieth, near the
// tipping point a sixth.
func TestTicketFormulaAtADate(t *testing.T) {
	for _, c := range []struct {
		name   string
		values map[string]float64
		off    float64
	}{
		{"nothing comes back", map[string]float64{"misunderstood": 0, "minutes": 0}, 0.05},
		{"talking", nil, 0.05},
		{"one in ten", map[string]float64{"misunderstood": 0.1, "minutes": 0}, 0.05},
		{"at the tipping point", map[string]float64{"misunderstood": 0.2, "minutes": 0}, 0.167},
		{"at the tipping point, two years", map[string]float64{"misunderstood": 0.2, "minutes": 0, "weeks": 104}, 0.1},
		{"past it", map[string]float64{"misunderstood": 0.3, "minutes": 0}, 0.05},
		{"far past it", map[string]float64{"misunderstood": 0.6, "minutes": 0}, 0.05},
		{"far past it, long delay", map[string]float64{"misunderstood": 0.6, "minutes": 0, "delay": 240}, 0.05},
		{"a pile", map[string]float64{"misunderstood": 0.1, "backlog": 100}, 0.05},
		{"a pile past it", map[string]float64{"misunderstood": 0.3, "backlog": 100}, 0.05},
		{"even work", map[string]float64{"misunderstood": 0.15, "variability": 0.5}, 0.05},
		{"many analysts", map[string]float64{"misunderstood": 0.35, "analysts": 40, "demand": 60}, 0.05},
		{"a week", map[string]float64{"misunderstood": 0.2, "weeks": 1}, 0.1},
	} {
		in := ticketWith(t, c.values)
		e, p := in.simulate(t, 400).estimate(org.LeadTime(0)), newTicketPoint(in)
		if math.Abs(p.lead-e.Mean) > 4*e.StdErr+c.off*e.Mean {
			t.Errorf("%s: formula %v h, simulated %v ± %v", c.name, p.lead, e.Mean, e.StdErr)
		}
	}
}

// Where a lead time goes adds up to it, by formula and simulated.
func TestTicketPartsAddUp(t *testing.T) {
	s := TicketPingPong.Defaults()
	for name, v := range map[string]View{"formula": TicketPingPong.View(s, Results{}), "simulated": TicketPingPong.View(s, headlines(t, s))} {
		for row, lead := range []float64{v.Figures[0].TodayBest(), v.Figures[0].WhatIfBest()} {
			sum := 0.0
			for _, l := range v.Charts[1].Layers {
				sum += l.X[row]
			}
			if math.Abs(sum-lead) > 1e-9*lead {
				t.Errorf("%s, row %d: the parts add up to %v, the lead time is %v", name, row, sum, lead)
			}
		}
	}
}

// Over the sliders: more that comes back, longer conversations and longer answers
// never make an answer come sooner by formula. The break-even relies on it.
func TestTicketFormulaIsMonotone(t *testing.T) {
	r := rand.New(rand.NewPCG(1961, 33))
	for range 60 {
		in := randomTicket(r)
		for name, set := range map[string]func(*ticketInput, float64){
			"misunderstood": func(in *ticketInput, u float64) { in.misunderstood = 0.6 * u },
			"minutes":       func(in *ticketInput, u float64) { in.minutes = ticketMinutesMost * u },
			"hours":         func(in *ticketInput, u float64) { in.hours = 1 + 79*u },
		} {
			last := 0.0
			for k := range 31 {
				at := in
				set(&at, float64(k)/30)
				lead := newTicketPoint(at).lead
				if lead < last*(1-0.01) {
					t.Errorf("%+v: the lead time falls from %v to %v as %s rises to step %d", at, last, lead, name, k)
					break
				}
				last = math.Max(last, lead)
			}
		}
	}
}

// Every slider at both ends, alone and many together, gives finite numbers or
// plain words, and a plan that ends soon.
func TestTicketExtremes(t *testing.T) {
	a := TicketPingPong
	check := func(name string, s State) {
		t.Helper()
		wellFormed(t, name, a.View(s, Results{}))
		answers := 0.0
		for _, in := range []ticketInput{ticketOf(s.Now()), ticketOf(s.Then())} {
			asked := in.demand*in.weeks + in.backlog
			answers += (asked + math.Min(asked*in.rounds(), in.capacity()*in.weeks)) * float64(ticketRunsOf(ticketRunsHeadline, ticketOf(s.Now()), ticketOf(s.Then())))
		}
		if answers > 2.2*ticketEffort {
			t.Errorf("%s: %v answers in the runs of the headline", name, answers)
		}
	}
	for i := range a.Params {
		for _, v := range []float64{a.Params[i].Min, a.Params[i].Max} {
			s := a.Defaults()
			s.Set(i, v)
			check(fmt.Sprintf("%s=%v", a.Params[i].ID, v), s)
			s.Pin(i, a.Params[i].Min)
			check(fmt.Sprintf("%s=%v, today the least", a.Params[i].ID, v), s)
		}
	}
	r := rand.New(rand.NewPCG(1961, 34))
	for range 300 {
		s := a.Defaults()
		for i := range a.Params {
			s.Set(i, []float64{a.Params[i].Min, a.Params[i].Max}[r.IntN(2)])
			if r.IntN(3) == 0 {
				s.Pin(i, []float64{a.Params[i].Min, a.Params[i].Max}[r.IntN(2)])
			}
		}
		check(fmt.Sprint("corner ", s.WhatIf, s.Today), s)
	}
}

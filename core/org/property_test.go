package org

import (
	"encoding/json"
	"fmt"
	"math"
	"reflect"
	"runtime"
	"slices"
	"testing"

	"kingman/core/sim"
	"kingman/core/stats"
)

// organisations is how many random ones are looked at: fewer in WebAssembly, which is slower and shares every line of code.
func organisations() int {
	if runtime.GOARCH == "wasm" {
		return 1000
	}
	return 10000
}

// Whatever the organisation, what a reader relies on holds: of every outcome, of the report made of them, and between the two.
func TestRandomOrganisations(t *testing.T) {
	for k := range organisations() {
		o := randomOrganisation(randomDice(uint64(k)))
		if err := auditOrganisation(&o, uint64(k)); err != nil {
			t.Fatalf("organisation %d: %v\n%s", k, err, asText(o))
		}
	}
}

func asText(o Organisation) string {
	text, _ := json.MarshalIndent(o, "", " ")
	return string(text)
}

// optionsOf are those of an audit: a short horizon, and a budget that few organisations need.
func optionsOf(seed uint64) Options {
	return Options{
		Seed: seed, Horizon: 40, Replications: 2 + int(seed%2), Points: int(seed % 5), MaxEvents: 6000, MaxItems: 400,
		Confidence: []float64{0, 0.8}[seed%2],
	}
}

// windowsAt are some windows at an organisation's stations, about the horizon of optionsOf.
func windowsAt(o *Organisation, seed uint64) []Window {
	d := randomDice(seed + 1<<40)
	var all []Window
	for range d.upTo(4) {
		w := Window{Station: o.Stations[d.upTo(len(o.Stations))].Name, From: d.pick(0, 10, 38, 39.5, 41)}
		w.To = w.From + d.pick(1, 4, 30)
		for range d.upTo(3) {
			w.Over = append(w.Over, d.pick(0, 0.5, 2))
		}
		if d.chance(0.4) {
			w.Class = o.Classes[d.upTo(len(o.Classes))].Name
		}
		if k := slices.IndexFunc(o.Stations, func(s sim.Station) bool { return s.Name == w.Station }); o.Stations[k].Kind != sim.Delay {
			all = append(all, w)
		}
	}
	return all
}

func auditOrganisation(o *Organisation, seed uint64) error {
	opt := optionsOf(seed)
	opt.Windows = windowsAt(o, seed)
	opt.Overlaps = overlapsAt(o, seed)
	opt.ByStep = true
	s, err := o.NewSimulator(opt)
	if err != nil {
		return err
	}
	outcomes := make([]Outcome, opt.Replications)
	for r := range outcomes {
		s.Start(r)
		before := 0.0
		for piece := 1; !s.Step(piece); piece = piece*3 + r {
			x := s.Outcome()
			if err := auditFlow(&x); err != nil {
				return fmt.Errorf("paused after %v hours: %w", x.Hours, err)
			}
			if p := s.Progress(); p < before || p > 1 || x.Hours > opt.Horizon {
				return fmt.Errorf("progress %v after %v, at %v hours", p, before, x.Hours)
			}
			before = s.Progress()
		}
		outcomes[r] = s.Outcome()
		if err := first(auditOutcome(o, s, &outcomes[r]), auditOverlaps(&outcomes[r]), auditSpent(o, &outcomes[r])); err != nil {
			return fmt.Errorf("replication %d, %v: %w", r, outcomes[r].Stopped, err)
		}
	}
	report := o.Report(opt, outcomes)
	if err := auditReport(o, opt, outcomes, &report); err != nil {
		return err
	}
	return auditSameness(o, opt, outcomes, &report)
}

// auditSameness checks that the same seed gives the same bytes, by whatever way the outcomes have come.
func auditSameness(o *Organisation, opt Options, outcomes []Outcome, report *Report) error {
	// A simulator that is used for another replication first, in pieces of another size, and for the last one before the first.
	s, err := o.NewSimulator(opt)
	if err != nil {
		return err
	}
	last := len(outcomes) - 1
	for _, r := range []int{last + 3, last, 0} {
		s.Start(r)
		for !s.Step(337) {
		}
		if x := s.Outcome(); r <= last && !reflect.DeepEqual(x, outcomes[r]) {
			return fmt.Errorf("replication %d after others: %+v\nbefore: %+v", r, x, outcomes[r])
		}
	}
	if opt.Seed%4 > 0 {
		return nil // a report costs as much as all the runs
	}
	again, err := o.Simulate(opt)
	if err != nil {
		return err
	}
	if !reflect.DeepEqual(again, *report) {
		return fmt.Errorf("simulated again: %+v\nfirst: %+v", again, *report)
	}
	backwards := slices.Clone(outcomes)
	slices.Reverse(backwards)
	if r := o.Report(opt, backwards); !reflect.DeepEqual(r, *report) {
		return fmt.Errorf("outcomes the other way round: %+v\nas they came: %+v", r, *report)
	}
	// An organisation does not differ from itself.
	if d, err := WIP(0).Difference(outcomes, backwards, 0.95); err != nil || d.Mean != 0 || d.Known() && (d.Lo != 0 || d.Hi != 0) {
		return fmt.Errorf("differs from itself by %+v, %w", d, err)
	}
	return nil
}

// auditFlow checks what holds at any pause.
func auditFlow(x *Outcome) error {
	for k, c := range x.Classes {
		if c.Arrived != c.Delivered+c.Abandoned+c.Lost+c.Open {
			return fmt.Errorf("class %d: of %v that came %v were delivered, %v gave up, %v found no room and %v are open",
				k, c.Arrived, c.Delivered, c.Abandoned, c.Lost, c.Open)
		}
	}
	for k, s := range x.Stations {
		if s.Served+s.Abandoned+s.Lost > s.Visits || s.Waited > s.Visits-s.Lost {
			return fmt.Errorf("station %d: %+v", k, s)
		}
	}
	return finite(reflect.ValueOf(*x), "outcome")
}

// finite checks that no number is NaN, infinite or, but for what a class is worth, below 0.
func finite(v reflect.Value, path string) error {
	if where, x, odd := odd(v); odd {
		return fmt.Errorf("%s%s is %v", path, where, x)
	}
	return nil
}

// odd finds such a number, and makes up its name only if there is one.
func odd(v reflect.Value) (where string, x float64, found bool) {
	switch v.Kind() {
	case reflect.Float64:
		x = v.Float()
		return "", x, !(x >= 0) || math.IsInf(x, 1)
	case reflect.Struct:
		for k := range v.NumField() {
			if where, x, found := odd(v.Field(k)); found {
				return "." + v.Type().Field(k).Name + where, x, true
			}
		}
	case reflect.Slice, reflect.Array:
		for k := range v.Len() {
			if where, x, found := odd(v.Index(k)); found {
				return fmt.Sprintf("[%d]%s", k, where), x, true
			}
		}
	}
	return "", 0, false
}

func near(what string, a, b float64) error {
	if !(math.Abs(a-b) <= 1e-9*(1+math.Abs(a))) {
		return fmt.Errorf("%s: %v is not %v", what, a, b)
	}
	return nil
}

// first returns the first of some errors.
func first(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// auditOutcome checks the outcome of a whole replication.
func auditOutcome(o *Organisation, s *Simulator, x *Outcome) error {
	if err := auditFlow(x); err != nil {
		return err
	}
	left, inLine, inHand, delayed, gated := false, 0.0, 0.0, 0.0, 0.0
	totals := s.engine.Result()
	var parts [sim.Parts]float64
	for k, c := range x.Classes {
		// Little's law, as an identity: the hours of all items are the hours of delivered items, of open items and of items that left.
		if err := near("Little's law", c.ItemHours, c.LeadTime+totals.Last().Classes[k].LeftHours); err != nil {
			return fmt.Errorf("class %d: %w", k, err)
		}
		sum := 0.0
		for p, hours := range c.Parts {
			sum += hours
			parts[p] += hours
		}
		if err := near("parts of the lead time", sum, c.LeadTime); err != nil {
			return fmt.Errorf("class %d: %w", k, err)
		}
		if c.CycleTime > c.DeliveredLead*(1+1e-9)+1e-9 || c.DeliveredLead > c.LeadTime*(1+1e-9) || c.HasQuantiles != (c.Delivered > 0) {
			return fmt.Errorf("class %d: %+v", k, c)
		}
		left = left || c.Abandoned+c.Lost > 0
		if err := auditQuantiles(c.Quantiles, LeadTimeShares, c.HasQuantiles, c.DeliveredLead, c.Delivered, x.Hours); err != nil {
			return fmt.Errorf("class %d: %w", k, err)
		}
	}
	sharing, preemptive := false, false
	for k, st := range x.Stations {
		d := o.Stations[k]
		interrupts := o.mayInterrupt(k)
		sharing, preemptive = sharing || d.Discipline == sim.Sharing, preemptive || interrupts
		if err := near("Little's law in line", st.LineHours, st.Wait); err != nil && !(interrupts && st.LineHours > st.Wait) {
			return fmt.Errorf("%s: %w", d.Name, err)
		}
		if st.BusyHours > st.DutyHours*(1+1e-9)+1e-9 && st.DutyHours > 0 {
			return fmt.Errorf("%s: busy for %v of %v hours", d.Name, st.BusyHours, st.DutyHours)
		}
		if err := auditQuantiles(st.Quantiles, WaitShares, st.HasQuantiles, st.Wait, 0, x.Hours); err != nil {
			return fmt.Errorf("%s: %w", d.Name, err)
		}
		switch d.Kind {
		case sim.Line:
			inLine += st.Wait
			inHand += st.BusyHours
		case sim.Gate:
			gated += st.Wait
		case sim.Delay:
			delayed += st.BusyHours
		}
	}
	if !left && !o.splits() {
		// Nobody left or was split: what the classes' items spent, the stations have.
		if err := first(
			near("wait of items and of lines", parts[sim.Wait], inLine),
			near("hours held at gates", parts[sim.Gated], gated),
			near("hours of handoffs", parts[sim.Handoff], delayed),
			near("service of items and of stations", parts[sim.Touch]+parts[sim.Rework]+parts[sim.Switching], inHand),
		); err != nil {
			return err
		}
	}
	if parts[sim.Switching] > 0 && !sharing || parts[sim.Interrupted] > 0 && !sharing && !preemptive {
		return fmt.Errorf("parts %v with nobody who switches or interrupts", parts)
	}
	return first(auditTeams(o, x), auditPoints(x, s.options.times()), auditWindows(s.options.Windows, x))
}

// auditWindows checks that the numbers of windows can be.
func auditWindows(asked []Window, x *Outcome) error {
	if len(x.Windows) != len(asked) {
		return fmt.Errorf("%d windows of %d", len(x.Windows), len(asked))
	}
	for k, w := range x.Windows {
		longest := 0.0
		for j, n := range w.Over {
			limit := asked[k].Over[j]
			longest += n
			if n > w.Items || n*limit > w.Wait*(1+1e-9) || (w.One > limit) && n == 0 {
				return fmt.Errorf("window %+v: %+v", asked[k], w)
			}
		}
		if w.One > w.Wait*(1+1e-9) || w.Abandoned+w.CutOff > w.Items || len(w.Over) != len(asked[k].Over) || w.Items == 0 && w.Wait+longest+w.One > 0 {
			return fmt.Errorf("window %+v: %+v", asked[k], w)
		}
	}
	return nil
}

// auditPoints checks that what has happened so far never becomes less, and at the horizon is what has happened.
func auditPoints(x *Outcome, times []float64) error {
	before := Point{}
	for k := range x.Points {
		p := &x.Points[k]
		for i, sums := range [][2][]float64{{before.Arrived, p.Arrived}, {before.Delivered, p.Delivered}, {before.Served, p.Served}, {before.BusyHours, p.BusyHours}, {before.Busy, p.Busy}} {
			for j, was := range sums[0] {
				if is := sums[1][j]; is < was*(1-1e-12) {
					return fmt.Errorf("point %d: sum %d of %d fell from %v to %v", k, i, j, was, is)
				}
			}
		}
		for c := range p.WIP {
			if p.Held[c] > p.WIP[c] || p.WIP[c] > p.Arrived[c]-p.Delivered[c] {
				return fmt.Errorf("point %d: of class %d %v came, %v were delivered, %v are there, %v outside", k, c, p.Arrived[c], p.Delivered[c], p.WIP[c], p.Held[c])
			}
		}
		before = *p
	}
	if len(x.Points) == 0 || len(x.Points) < len(times) || x.Hours != times[len(times)-1] {
		return nil
	}
	for k, c := range x.Classes {
		if before.Arrived[k] != c.Arrived || before.Delivered[k] != c.Delivered || before.WIP[k] != c.Open {
			return fmt.Errorf("class %d: %+v, and at the last point %+v", k, c, before)
		}
	}
	for k, st := range x.Stations {
		if before.Served[k] != st.Served || before.BusyHours[k] != st.BusyHours {
			return fmt.Errorf("station %d: %+v, and at the last point %+v", k, st, before)
		}
	}
	for k, team := range x.Teams {
		if before.Busy[k] != team.Busy {
			return fmt.Errorf("team %d: %+v, and at the last point %+v", k, team, before)
		}
	}
	return nil
}

// mayInterrupt reports whether items in service at station k may be interrupted: by more urgent ones there, or, where people
// serve it, by what comes to another of their stations.
func (o *Organisation) mayInterrupt(k int) bool {
	for j, s := range o.Stations {
		if s.Discipline == sim.PreemptiveResume && (j == k || s.Servers == 0 && o.Stations[k].Servers == 0) {
			return true
		}
	}
	return false
}

// auditTeams checks that the teams' busy hours are those of the stations that they serve, and that their hours on duty
// are those that the description gives them.
func auditTeams(o *Organisation, x *Outcome) error {
	own := map[string]bool{} // stations with servers of their own, at some time
	for _, s := range o.Stations {
		own[s.Name] = s.Servers > 0
	}
	for _, c := range o.Changes {
		if c.Team == "" {
			own[c.Station] = true
		}
	}
	byTeams, byPeople := 0.0, 0.0
	for k, st := range x.Stations {
		if o.Stations[k].Kind == sim.Line && !own[o.Stations[k].Name] {
			byTeams += st.BusyHours
		}
	}
	for k, team := range x.Teams {
		byPeople += team.Busy
		scheduled, overtime := o.scheduledHours(k, x.Hours), o.shrinks(k)
		if err := near("hours on duty", team.OnDuty, scheduled); err != nil && !(overtime && team.OnDuty > scheduled) {
			return fmt.Errorf("%s: %w", o.Teams[k].Name, err)
		}
		if team.Busy > team.OnDuty*(1+1e-9)+1e-9 {
			return fmt.Errorf("%s: busy for %v of %v hours", o.Teams[k].Name, team.Busy, team.OnDuty)
		}
	}
	return near("hours that people and stations were busy", byTeams, byPeople)
}

// scheduledHours is the team's size, integrated over time.
func (o *Organisation) scheduledHours(team int, until float64) float64 {
	type step struct{ at, size float64 }
	steps := []step{{0, float64(o.Teams[team].Size)}}
	for _, c := range o.Changes {
		if c.Team != o.Teams[team].Name || c.Station != "" {
			continue
		}
		for n := 0.0; c.At+n*c.Every <= until; n++ {
			steps = append(steps, step{c.At + n*c.Every, c.To})
			if c.Every == 0 {
				break
			}
		}
	}
	slices.SortStableFunc(steps, func(a, b step) int { return int(math.Copysign(1, a.at-b.at)) * btoi(a.at != b.at) })
	hours := 0.0
	for k, s := range steps {
		end := until
		if k+1 < len(steps) {
			end = steps[k+1].at
		}
		hours += s.size * (end - s.at)
	}
	return hours
}

// shrinks reports whether people of the team are ever sent away, who complete first what they have in hand.
func (o *Organisation) shrinks(team int) bool {
	return slices.ContainsFunc(o.Changes, func(c Change) bool { return c.Team == o.Teams[team].Name && c.Station == "" })
}

func btoi(b bool) int {
	if b {
		return 1
	}
	return 0
}

// auditQuantiles checks that they are there, in order, within the run, and (Markov's inequality) not larger than the sum of all
// times allows. A cell of the histogram is a 32nd wide.
func auditQuantiles(q, shares [3]float64, has bool, sum, n, most float64) error {
	if !has {
		return first(near("quantile of nothing", q[0]+q[1]+q[2], 0))
	}
	for k := range q {
		if k > 0 && q[k] < q[k-1] || q[k] > most*(1+1.0/32) || n*(1-shares[k])*q[k] > sum*(1+1.0/32)+1e-9 {
			return fmt.Errorf("quantiles %v of %v times that sum to %v within %v hours", q, n, sum, most)
		}
	}
	return nil
}

// known is an estimate's place in its own interval.
func auditEstimate(e stats.Estimate) error {
	slack := 1e-9 * (1 + math.Abs(e.Mean))
	if math.IsNaN(e.Mean) || math.IsInf(e.Mean, 0) || !(e.StdErr >= 0) || !(e.Lo <= e.Mean+slack && e.Mean <= e.Hi+slack) {
		return fmt.Errorf("%+v", e)
	}
	if !e.Known() && len(e.Warnings) == 0 {
		return fmt.Errorf("unknown without a word: %+v", e)
	}
	return nil
}

package org

import (
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"kingman/core/sim"
	"kingman/core/stats"
)

// auditReport checks a report against itself and against the outcomes that it was made of.
func auditReport(o *Organisation, opt Options, outcomes []Outcome, r *Report) error {
	if r.Replications != len(outcomes) || len(r.Classes) != len(o.Classes) || len(r.Stations) != len(o.Stations) || len(r.Teams) != len(o.Teams) {
		return fmt.Errorf("%d replications of %d, %d classes, %d stations, %d teams", r.Replications, len(outcomes), len(r.Classes), len(r.Stations), len(r.Teams))
	}
	short, circles, cut := false, map[string]bool{}, false
	for k := range outcomes {
		for _, w := range outcomes[k].Windows {
			cut = cut || w.CutOff > 0 && outcomes[k].Stopped == sim.AtHorizon
		}
		short = short || outcomes[k].Stopped != sim.AtHorizon
		for _, d := range outcomes[k].Deadlocks {
			circles[fmt.Sprint(d.Limits)] = true
		}
	}
	if btoi(short)+len(circles)+btoi(cut) != len(r.Warnings) || short != (r.Hours < opt.Horizon) {
		return fmt.Errorf("stopped short %v, hours %v, warnings %q", short, r.Hours, r.Warnings)
	}
	if err := everyEstimate(reflect.ValueOf(*r), "report"); err != nil {
		return err
	}
	hours, want := 0.0, opt.confidence()
	for k := range outcomes {
		hours += outcomes[k].Hours
	}
	for k, c := range r.Classes {
		d := o.Classes[k]
		var sum ClassOutcome
		for i := range outcomes {
			x := &outcomes[i].Classes[k]
			sum.Delivered += x.Delivered
			sum.Open += x.Open
			sum.LeadTime += x.LeadTime
			sum.ItemHours += x.ItemHours
		}
		parts := 0.0
		for _, p := range c.Parts {
			parts += p.Mean
		}
		if c.Name != d.Name || parts != c.LeadTime.Mean || c.LeadTime.Confidence != want {
			return fmt.Errorf("%s reported as %s, parts %v of lead time %v, confidence %v", d.Name, c.Name, parts, c.LeadTime.Mean, c.LeadTime.Confidence)
		}
		if err := first(
			near("lead time of all items", c.LeadTime.Mean*(sum.Delivered+sum.Open), sum.LeadTime),
			near("throughput", c.Throughput.Mean*hours, over(hours, sum.Delivered)),
			near("Little's law", c.WIP.Mean*hours, sum.ItemHours),
			near("open at the end", c.OpenAtEnd.Mean*float64(len(outcomes)), sum.Open),
			near("touch time", c.TouchTime.Mean, c.Parts[sim.Touch].Mean+c.Parts[sim.Rework].Mean),
			near("flow efficiency", c.FlowEfficiency.Mean*c.LeadTime.Mean, c.TouchTime.Mean),
			near("value", c.ValueRate.Mean, d.Value*c.Throughput.Mean),
			near("cost of delay", c.DelayCostRate.Mean, d.DelayCost*c.WIP.Mean),
			share("flow efficiency", c.FlowEfficiency.Mean),
			share("gone", c.Abandoned.Mean+c.Lost.Mean),
			rising("lead time quantiles", c.LeadTimeQuantiles),
		); err != nil {
			return fmt.Errorf("%s: %w", d.Name, err)
		}
		if c.CycleTime.Mean > c.DeliveredLeadTime.Mean*(1+1e-9)+1e-9 {
			return fmt.Errorf("%s: cycle time %v within a lead time of %v", d.Name, c.CycleTime.Mean, c.DeliveredLeadTime.Mean)
		}
	}
	for k, s := range r.Stations {
		d := o.Stations[k]
		var wait, waited, served float64
		for i := range outcomes {
			wait += outcomes[i].Stations[k].Wait
			waited += outcomes[i].Stations[k].Waited
			served += outcomes[i].Stations[k].Served
		}
		line := s.QueueLength.Mean * hours
		if o.mayInterrupt(k) && line > wait {
			line = wait // those who were interrupted are in line, too
		}
		if err := first(
			near("mean wait", s.MeanWait.Mean*waited, wait),
			near("Little's law in line", line, wait),
			near("throughput", s.Throughput.Mean*hours, over(hours, served)),
			share("busy fraction", s.BusyFraction.Mean),
			share("gone", s.Abandoned.Mean+s.Lost.Mean),
			rising("wait quantiles", s.WaitQuantiles),
		); err != nil || s.Name != d.Name {
			return fmt.Errorf("%s reported as %s: %w", d.Name, s.Name, err)
		}
	}
	for k, team := range r.Teams {
		if err := share("busy fraction", team.BusyFraction.Mean); err != nil || team.Name != o.Teams[k].Name {
			return fmt.Errorf("%s reported as %s: %w", o.Teams[k].Name, team.Name, err)
		}
	}
	return auditSeries(o, opt, outcomes, r, short)
}

// auditSeries checks that the series end where the totals are, and that their numbers can be.
func auditSeries(o *Organisation, opt Options, outcomes []Outcome, r *Report, short bool) error {
	s := &r.Series
	if len(s.Times) > opt.Points || !short && len(s.Times) != opt.Points || len(s.Classes) != len(o.Classes) || len(s.Stations) != len(o.Stations) {
		return fmt.Errorf("series of %d times, %d classes, %d stations", len(s.Times), len(s.Classes), len(s.Stations))
	}
	for t, time := range s.Times {
		wip := 0.0
		for k, c := range s.Classes {
			wip += c.WIP[t].Mean.Mean
			if c.Name != o.Classes[k].Name || t > 0 && !short && c.Delivered[t].P50 < c.Delivered[t-1].P50 {
				return fmt.Errorf("%s reported as %s: %+v", o.Classes[k].Name, c.Name, c.Delivered)
			}
			if err := first(inOrderOf(c.WIP[t]), inOrderOf(c.Delivered[t])); err != nil {
				return fmt.Errorf("%s at %v: %w", c.Name, time, err)
			}
			if t+1 < len(s.Times) || short {
				continue
			}
			delivered := 0.0
			for i := range outcomes {
				delivered += outcomes[i].Classes[k].Delivered
			}
			if err := first(
				near("items delivered at the last point", c.Delivered[t].Mean.Mean*float64(len(outcomes)), delivered),
				near("items open at the last point", c.WIP[t].Mean.Mean, r.Classes[k].OpenAtEnd.Mean),
				near("time of the last point", time, opt.Horizon),
			); err != nil {
				return fmt.Errorf("%s: %w", c.Name, err)
			}
		}
		line := 0.0
		for k, st := range s.Stations {
			line += st.Line[t].Mean.Mean
			if err := inOrderOf(st.Line[t]); err != nil || st.Name != o.Stations[k].Name {
				return fmt.Errorf("%s reported as %s: %w", o.Stations[k].Name, st.Name, err)
			}
		}
		if line > wip*(1+1e-9) {
			return fmt.Errorf("at %v %v of %v items are in line", time, line, wip)
		}
	}
	return nil
}

func inOrderOf(f Fan) error {
	if !(0 <= f.P10 && f.P10 <= f.P50 && f.P50 <= f.P90) {
		return fmt.Errorf("fan %v, %v, %v", f.P10, f.P50, f.P90)
	}
	return nil
}

// over is n, or 0 if no time has passed: a loop that takes no time uses up its budget in an instant, and there is no rate to tell.
func over(hours, n float64) float64 {
	if hours == 0 {
		return 0
	}
	return n
}

func share(what string, x float64) error {
	if !(x >= 0 && x <= 1+1e-9) {
		return fmt.Errorf("%s is %v", what, x)
	}
	return nil
}

// rising checks quantiles that rest on the same replications.
func rising(what string, q [3]stats.Estimate) error {
	if !(0 <= q[0].Mean && q[0].Mean <= q[1].Mean && q[1].Mean <= q[2].Mean) {
		return fmt.Errorf("%s are %v, %v, %v", what, q[0].Mean, q[1].Mean, q[2].Mean)
	}
	return nil
}

// everyEstimate checks all estimates within v: none but ValueRate is below 0.
func everyEstimate(v reflect.Value, path string) error {
	if e, ok := v.Interface().(stats.Estimate); ok {
		if err := auditEstimate(e); err != nil {
			return fmt.Errorf("%s: %w", path, err)
		}
		return nil
	}
	switch v.Kind() {
	case reflect.Struct:
		for k := range v.NumField() {
			name := v.Type().Field(k).Name
			if e, ok := v.Field(k).Interface().(stats.Estimate); ok && name != "ValueRate" && e.Mean < 0 {
				return fmt.Errorf("%s.%s: %+v", path, name, e)
			}
			if err := everyEstimate(v.Field(k), path+"."+name); err != nil {
				return err
			}
		}
	case reflect.Slice, reflect.Array:
		for k := range v.Len() {
			if err := everyEstimate(v.Index(k), fmt.Sprintf("%s[%d]", path, k)); err != nil {
				return err
			}
		}
	}
	return nil
}

// Names are only names: other ones for stations, steps, teams and limits, and things that nobody uses, change no number. (The classes' names
// stand for their streams of luck.)
func TestNamesAreOnlyNames(t *testing.T) {
	for k := range organisations() / 20 {
		plain := randomOrganisation(randomDice(uint64(k)))
		other := renamed(randomOrganisation(randomDice(uint64(k))))
		other.Stations = append(other.Stations, sim.Station{Name: "unused"})
		other.Teams = append(other.Teams, Team{Name: "idle", Size: 3})
		other.Classes = append(other.Classes, Class{Name: "never", Priority: 1, Steps: []Step{{Station: "unused"}}})
		opt := optionsOf(uint64(k))
		want, err := plain.Simulate(opt)
		if err != nil {
			t.Fatal(err)
		}
		got, err := other.Simulate(opt)
		if err != nil {
			t.Fatal(err)
		}
		got.Classes, got.Stations, got.Teams = got.Classes[:len(want.Classes)], got.Stations[:len(want.Stations)], got.Teams[:len(want.Teams)]
		got.Series.Classes, got.Series.Stations = got.Series.Classes[:len(want.Classes)], got.Series.Stations[:len(want.Stations)]
		got.Series.Teams = got.Series.Teams[:len(want.Teams)]
		for i := range got.Stations {
			if got.Stations[i].Name != "the "+want.Stations[i].Name {
				t.Fatalf("organisation %d: %s reported as %s", k, want.Stations[i].Name, got.Stations[i].Name)
			}
			got.Stations[i].Name, got.Series.Stations[i].Name = want.Stations[i].Name, want.Stations[i].Name
		}
		for i := range got.Teams {
			got.Teams[i].Name, got.Series.Teams[i].Name = want.Teams[i].Name, want.Teams[i].Name
		}
		for i := range got.Warnings { // that name limits
			got.Warnings[i], want.Warnings[i] = strings.ReplaceAll(got.Warnings[i], "the ", ""), strings.ReplaceAll(want.Warnings[i], "the ", "")
		}
		if got, want := fmt.Sprint(got), fmt.Sprint(want); got != want {
			t.Fatalf("organisation %d: got %s\nwant %s\n%s", k, got, want, asText(plain))
		}
	}
}

// renamed puts "the " before every name but those of classes.
func renamed(o Organisation) Organisation {
	the := func(s *string) {
		if *s != "" && *s != Out {
			*s = "the " + *s
		}
	}
	for k := range o.Stations {
		the(&o.Stations[k].Name)
	}
	for k := range o.Teams {
		the(&o.Teams[k].Name)
		for j := range o.Teams[k].Skills {
			the(&o.Teams[k].Skills[j].Station)
		}
	}
	for k := range o.Ask {
		the(&o.Ask[k].Station)
		for j := range o.Ask[k].Teams {
			the(&o.Ask[k].Teams[j])
		}
	}
	for k := range o.Classes {
		c := &o.Classes[k]
		for j := range c.Arrivals {
			if f := c.Arrivals[j].Follow; f != nil {
				for i := range f.Stations {
					the(&f.Stations[i])
				}
			}
		}
		for i := range c.Entry {
			the(&c.Entry[i].To)
		}
		for j := range c.Steps {
			the(&c.Steps[j].Name)
			the(&c.Steps[j].Station)
			for i := range c.Steps[j].Next {
				the(&c.Steps[j].Next[i].To)
			}
			for i := range c.Steps[j].GivesUp {
				the(&c.Steps[j].GivesUp[i].To)
			}
		}
	}
	for k := range o.Limits {
		the(&o.Limits[k].Name)
		for j := range o.Limits[k].Stations {
			the(&o.Limits[k].Stations[j])
		}
	}
	for k := range o.Changes {
		the(&o.Changes[k].Team)
		the(&o.Changes[k].Station)
		the(&o.Changes[k].Limit)
	}
	return o
}

// The audits must be able to fail: a report of one outcome fewer, of outcomes with a number changed, is found out.
func TestAuditsFindFaults(t *testing.T) {
	o := devLine()
	opt := Options{Seed: 1, Horizon: 200, Replications: 3, Points: 3}
	s, err := o.NewSimulator(opt)
	if err != nil {
		t.Fatal(err)
	}
	var outcomes []Outcome
	for r := range 3 {
		s.Start(r)
		for !s.Step(1000) {
		}
		outcomes = append(outcomes, s.Outcome())
	}
	last := &outcomes[2]
	for what, number := range map[string]*float64{
		"arrived": &last.Classes[0].Arrived, "lead time": &last.Classes[0].LeadTime, "a part": &last.Classes[0].Parts[sim.Wait],
		"item hours": &last.Classes[0].ItemHours, "wait": &last.Stations[1].Wait, "line": &last.Stations[1].LineHours,
		"busy": &last.Teams[0].Busy, "duty": &last.Teams[0].OnDuty, "delivered": &last.Classes[0].Delivered,
		"a quantile": &last.Classes[0].Quantiles[0], "NaN": &last.Stations[2].Served,
	} {
		keep := *number
		*number = map[bool]float64{true: math.NaN(), false: keep*1.5 + 300}[what == "NaN"]
		if err := auditOutcome(&o, s, last); err == nil {
			t.Errorf("nobody noticed that %s was %v and not %v", what, *number, keep)
		}
		*number = keep
	}
	if err := auditOutcome(&o, s, last); err != nil {
		t.Errorf("found fault with what is right: %v", err)
	}
	r := o.Report(opt, outcomes)
	if err := auditReport(&o, opt, outcomes, &r); err != nil {
		t.Errorf("found fault with what is right: %v", err)
	}
	for what, spoil := range map[string]func(r *Report){
		"name":   func(r *Report) { r.Stations[0].Name = "x" },
		"part":   func(r *Report) { r.Classes[0].Parts[0].Mean += 1e-12 },
		"busy":   func(r *Report) { r.Teams[0].BusyFraction.Mean = 1.1 },
		"series": func(r *Report) { r.Series.Classes[0].Delivered[2].Mean.Mean++ },
		"NaN":    func(r *Report) { r.Series.Stations[0].Line[0].Mean.Mean = math.NaN() },
	} {
		r := o.Report(opt, outcomes)
		spoil(&r)
		if err := auditReport(&o, opt, outcomes, &r); err == nil {
			t.Errorf("nobody noticed: %s", what)
		}
	}
}

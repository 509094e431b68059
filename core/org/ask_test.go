package org

import (
	"fmt"
	"testing"

	"kingman/core/sim"
)

// ring is eight specialists, of whom the first so many are trained in the next one's specialty, which costs them so many weeks of the year; busy and
// quiet specialties take turns every quarter.
func ring(trained int, away, second float64) Organisation {
	const n, demand, uneven = 8, 17.0, 0.3
	var o Organisation
	for i := range n {
		name := func(k int) string { return fmt.Sprint("specialty ", (k+n)%n) }
		specialist := func(k int) string { return fmt.Sprint("specialist ", (k+n)%n) }
		o.Stations = append(o.Stations, sim.Station{Name: name(i)})
		team := Team{Name: specialist(i), Size: 1, Choice: sim.LongestLine, Skills: []Skill{{name(i), 1}}}
		if i < trained {
			speed := 1 - away/52
			team.Skills = []Skill{{name(i), speed}, {name(i + 1), speed * second}}
		}
		o.Teams = append(o.Teams, team)
		ask := Ask{Station: name(i), Teams: []string{specialist(i)}}
		if (i+n-1)%n < trained {
			ask.Teams = append(ask.Teams, specialist(i-1))
		}
		o.Ask = append(o.Ask, ask)
		come := Arrivals{Rate: demand / n / 40, SCV: 1}
		for quarter := range 4 {
			factor := 1 + uneven
			if (i+quarter)%2 == 1 {
				factor = 1 - uneven
			}
			come.Steps = append(come.Steps, sim.Rate{At: float64(quarter) * 13 * 40, Factor: factor})
		}
		o.Classes = append(o.Classes, Class{Name: fmt.Sprint("work ", i), Arrivals: []Arrivals{come}, Steps: []Step{{Station: name(i), Service: Time{16, 1}}}})
	}
	return o
}

// Values of an independent event simulation with other random numbers, with their standard errors.
func TestRingOfSpecialists(t *testing.T) {
	wait := Metric(func(o *Outcome) (num, den float64) {
		for k := range o.Stations {
			num += o.Stations[k].LineHours
			den += o.Classes[k].Arrived
		}
		return num, den
	})
	lead := Metric(func(o *Outcome) (num, den float64) {
		for k := range o.Classes {
			num += o.Classes[k].ItemHours
			den += o.Classes[k].Arrived
		}
		return num, den
	})
	for _, c := range []struct {
		trained        int
		second, weeks  float64
		wait, seOfWait float64
		lead, seOfLead float64
	}{
		{0, 0.9, 52, 76.4587, 0.881411, 91.5649, 0.888228},
		{7, 0.9, 52, 70.1108, 1.17986, 86.8303, 1.18052},
		{8, 0.9, 52, 46.7525, 1.05478, 64.2017, 1.05931},
		{0, 0.7, 26, 60.8252, 0.785857, 75.2398, 0.792511},
		{8, 0.7, 26, 64.0666, 1.14157, 81.8177, 1.13451},
	} {
		all := outcomes(t, ring(c.trained, 4, c.second), Options{Seed: 1, Horizon: c.weeks * 40, Replications: 400})
		what := fmt.Sprintf("%d trained, speed %v, %v weeks: ", c.trained, c.second, c.weeks)
		within(t, what+"wait", wait.Estimate(all, 0.95), c.wait, c.seOfWait)
		within(t, what+"lead", lead.Estimate(all, 0.95), c.lead, c.seOfLead)
	}
}

// The team that is asked first serves, in any order of the teams; teams that Ask does not name are asked last.
func TestAskInOrder(t *testing.T) {
	for _, c := range []struct {
		ask  []Ask
		want float64 // hours until a call of 4 and then 8 h of work is done: each of the people has a speed of their own
	}{
		{nil, 24},
		{[]Ask{{"desk", []string{"fast", "slow"}}}, 6},
		{[]Ask{{"desk", []string{"new"}}}, 12},
		{[]Ask{{"desk", []string{"late", "new", "slow"}}}, 12}, // who has learned nothing yet is passed over
		{[]Ask{{"other", []string{"new"}}}, 24},
	} {
		o := Organisation{
			Stations: []sim.Station{{Name: "desk"}, {Name: "other"}},
			Teams: []Team{
				{Name: "slow", Size: 1, Skills: []Skill{{"desk", 0.5}, {"other", 1}}},
				{Name: "late", Size: 1},
				{Name: "new", Size: 1, Skills: []Skill{{"desk", 1}, {"other", 1}}},
				{Name: "fast", Size: 1, Skills: []Skill{{"desk", 2}}},
			},
			Ask: c.ask,
			Classes: []Class{{
				Name: "call", Backlog: 1, Steps: []Step{{Station: "desk", Service: Time{4, 0}, Next: []Branch{{"again", 1}}}, {Name: "again", Station: "desk", Service: Time{8, 0}}},
			}},
			Changes: []Change{{At: 50, Team: "late", Station: "desk", To: 4}},
		}
		r, err := o.Simulate(Options{Horizon: 100, Replications: 2})
		if err != nil {
			t.Fatal(err)
		}
		if got := r.Classes[0].LeadTime.Mean; got != c.want {
			t.Errorf("asked as %v: done after %v h, want %v", c.ask, got, c.want)
		}
	}
}

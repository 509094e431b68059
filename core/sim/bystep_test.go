package sim

import (
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"testing"
)

// auditByStep checks the hours by step against those by class, of the delivered and the open: every part is the sum over the class's steps. What no way
// leads back to has no hours of coming again.
func (e *Engine) auditByStep(r *Result) error {
	if len(r.ByStep) != len(e.steps) {
		return fmt.Errorf("%d steps", len(r.ByStep))
	}
	back := e.wentBack()
	at := 0
	for k, c := range e.model.Classes {
		sum := [Parts]float64{}
		for range c.Steps {
			for p := range Parts {
				first, again := r.ByStep[at].First[p], r.ByStep[at].Again[p]
				sum[p] += r.ByStep[at].Part(Part(p))
				if !(first >= 0 && again >= 0) || again > 0 && !back[at] {
					return fmt.Errorf("step %d: %v hours of %v at first, %v again, back %v", at, first, Part(p), again, back[at])
				}
			}
			if rework := r.ByStep[at].First[Rework]; rework > 0 && e.steps[at].split == nil || r.ByStep[at].Again[Touch] > 0 {
				return fmt.Errorf("step %d: rework at first or touch again: %+v", at, r.ByStep[at])
			}
			at++
		}
		for p, hours := range r.Last().Classes[k].Parts {
			if err := near(fmt.Sprintf("class %d, hours of %v by step", k, Part(p)), sum[p], hours+r.Open[k].Parts[p]); err != nil {
				return err
			}
		}
	}
	return nil
}

// Whatever the organisation and whenever it is looked at, the hours by step are the parts of the lead times, and to keep them changes nothing else.
func TestByStep(t *testing.T) {
	returned, left := 0, 0
	for seed := range uint64(organisations(10_000)) {
		r := rand.New(rand.NewPCG(seed, 1))
		m := randomModel(r)
		if seed%4 == 0 {
			m = randomPlainModel(rand.New(rand.NewPCG(seed, 7)))
		}
		o := Options{Seed: seed, Horizon: 30, Quantiles: seed%2 == 0, MaxEvents: 6000, MaxItems: 500}
		if seed%3 == 0 {
			o.Windows = randomWindows(seed, &m)
		}
		without := run(t, m, o)
		o.ByStep = true
		e, err := New(m, o)
		if err != nil {
			t.Fatal(err)
		}
		for done := false; !done; {
			done = e.Step(1 + r.IntN(2000))
			x := e.Result()
			if err := e.auditByStep(&x); err != nil {
				t.Fatalf("organisation %d at %v: %v", seed, e.now, err)
			}
		}
		with := e.Result()
		for _, s := range with.ByStep {
			for p := range Parts {
				if s.Again[p] > 0 {
					returned++
				}
			}
		}
		for k := range e.classes {
			if c := &with.Last().Classes[k]; c.Abandoned+c.Lost > 0 && c.Delivered > 0 {
				left++
			}
		}
		if with.ByStep = nil; !reflect.DeepEqual(with, without) {
			t.Fatalf("organisation %d: kept by step %+v\nnot kept %+v", seed, with.Last(), without.Last())
		}
	}
	if returned < organisations(2000) || left < organisations(2000) {
		t.Errorf("items came again to only %d, and left only %d", returned, left)
	}
}

// With feedback p after each service of a single station, all visits are alike: a share p of every hour is spent again (Takács 1963).
func TestByStepInTheory(t *testing.T) {
	const p = 0.3
	for name, c := range map[string]struct {
		station Station
		delay   float64
	}{
		"M/M/1": {Station{Servers: 1}, 0}, "M/M/3": {Station{Servers: 3}, 0}, "with a way back": {Station{Servers: 2}, 5},
		"served by people": {Station{}, 0}, "sharing": {Station{Servers: 2, Discipline: Sharing}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			servers := float64(max(c.station.Servers, 1))
			m := oneStation(c.station, one("item", 0, law(1, 1))).with(poisson("in", 0, 0.8*servers*(1-p)))
			if c.station.Servers == 0 {
				m.People = []Person{{Name: "a", Skills: []Skill{{0, 1}}}}
			}
			m.Classes[0].Steps[0].Next = []Branch{{0, p}}
			if c.delay > 0 {
				m.Stations = append(m.Stations, Station{Kind: Delay})
				m.Classes[0].Steps[0].Next = []Branch{{1, p}}
				m.Classes[0].Steps = append(m.Classes[0].Steps, Step{Station: 1, Service: law(c.delay, 1), Next: []Branch{{0, 1}}})
			}
			var shares, away []float64
			for r := range 24 {
				res := run(t, m, Options{Seed: 5, Replication: r, Horizon: 10_000, ByStep: true})
				first, again := 0.0, 0.0
				for k := range Parts {
					first += res.ByStep[0].First[k]
					again += res.ByStep[0].Again[k]
				}
				shares = append(shares, again/(first+again))
				if c.delay > 0 {
					away = append(away, (res.ByStep[1].First[Handoff]+res.ByStep[1].Again[Handoff])/float64(res.Last().Classes[0].Arrived))
				}
			}
			// From empty, who comes later waits longer: a run is long enough for that to be less than its chance.
			if mean, se := meanAndError(shares); !(math.Abs(mean-p) <= 4*se) {
				t.Errorf("%.5f ± %.5f of the time is spent again, want %v", mean, se, p)
			}
			if mean, se := meanAndError(away); c.delay > 0 && !(math.Abs(mean-c.delay*p/(1-p)) <= 4*se) {
				t.Errorf("%.4f ± %.4f hours on the way back, want %.4f", mean, se, c.delay*p/(1-p))
			}
		})
	}
}

// Small stories that can be checked by hand.
func TestByStepStories(t *testing.T) {
	// Reviewed and sent back once: the second time in line, at work and on the way is time spent again. The reviewer's line is first-come.
	back := Class{Name: "change", Steps: []Step{
		{Station: 0, Service: law(2, 0), Next: []Branch{{1, 1}}},
		{Station: 1, Service: law(3, 0), Next: []Branch{{0, 1}}},
	}}
	impatient := Class{Name: "visitor", Steps: []Step{
		{Station: 0, Service: law(2, 0), Next: []Branch{{1, 1}}},
		{Station: 0, Service: law(9, 0), Patience: law(1, 0)},
	}}
	pieces := Class{Name: "deploy", Steps: []Step{{Station: 1, Split: []Split{{1, 2}}}}}
	test := Class{Name: "test", Steps: []Step{{Station: 0, Service: law(2, 0)}}}
	for _, c := range []struct {
		name    string
		model   Model
		horizon float64
		want    []StepParts
	}{
		{"back and forth, open at the end", Model{Classes: []Class{back}, Stations: []Station{{Servers: 1}, {Kind: Delay}}, Trace: given(0, 0, 0)}, 9, []StepParts{
			// The first item: 0–2 at work, 2–5 on the way, 5–7 at work again, 7–9 on the way again (its step is not beyond the furthest). The second: 2 h in
			// line, 2–4, on the way until 7, at work again from 7 on.
			{First: [Parts]float64{Wait: 2, Touch: 4}, Again: [Parts]float64{Rework: 4}},
			{First: [Parts]float64{Handoff: 6}, Again: [Parts]float64{Handoff: 2}},
		}},
		{"who gives up takes the hours along", Model{Classes: []Class{impatient}, Stations: []Station{{Servers: 1}}, Trace: given(0, 0, 0)}, 20, []StepParts{
			// At 2 the second is before the first, who gives up at 3. The second waits for 2 h, and goes on at 4.
			{First: [Parts]float64{Wait: 2, Touch: 2}},
			{First: [Parts]float64{Touch: 9}},
		}},
		{"a whole has the hours of its last piece", Model{Classes: []Class{pieces, test}, Stations: []Station{{Servers: 1}, {Kind: Delay}}, Trace: given(0, 0)}, 20, []StepParts{
			{First: [Parts]float64{Wait: 2, Touch: 2}},
			{First: [Parts]float64{Wait: 2, Touch: 4}},
		}},
	} {
		r := run(t, c.model, Options{Horizon: c.horizon, ByStep: true})
		if !reflect.DeepEqual(r.ByStep, c.want) {
			t.Errorf("%s: got %+v, want %+v", c.name, r.ByStep, c.want)
		}
	}
}

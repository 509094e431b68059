package main

import (
	"fmt"
	"math"
	"slices"

	"kingman/core/dist"
	"kingman/core/sim"
	"kingman/core/stats"
)

func init() {
	register("open network", methodSimulate, simulateOpenNetwork)
	register("priority, non-preemptive", methodSimulate, simulatePriority)
	register("priority, preemptive resume", methodSimulate, simulatePriority)
	register("M/M/c+G", methodSimulate, simulatePatience)
	register("M[X]/M/c", methodSimulate, simulateBatches)
	register("flexible servers", methodSimulate, simulateFlexible)
}

// A quantity is one number that a simulate row asks for, as a ratio of two totals of a window.
type quantity struct {
	name     string
	num, den func(w *sim.Snapshot) float64
	// control, if any, is a total of the window that moves with the ratio and is 0 on average: see stats.RatioWithControl.
	control func(w *sim.Snapshot) float64
}

// controlled gives a control to quantities that follow how much work came, such as waits.
func controlled(control func(w *sim.Snapshot) float64, quantities ...quantity) []quantity {
	for k := range quantities {
		quantities[k].control = control
	}
	return quantities
}

// workBeyond returns by how many server-hours more was served, of all items, than comes on average: load of them an hour.
func workBeyond(load float64) func(w *sim.Snapshot) float64 {
	return func(w *sim.Snapshot) float64 {
		served := 0.0
		for _, s := range w.Steps {
			served += s.Service
		}
		return served - load*w.Time
	}
}

const (
	verifySeed         = 20260101
	verifyReplications = 24
	wantedError        = 0.015 // relative standard error that a run is made long enough for; a row passes below 0.02
)

// simulate runs replications of a model to see how long a run the row needs, and then fresh ones of that length.
// Stopping a run when its own interval looks narrow would favour runs that happened to look calm. The first tenth of
// each run is left out: where the error comes down to one per cent, a run is fifty or more times as long as the
// system's memory.
func simulate(row Row, m sim.Model, horizon float64, quantities []quantity) (Result, error) {
	var asked []quantity
	for _, q := range quantities {
		if slices.ContainsFunc(row.Out, func(e Expected) bool { return e.Quantity == q.name }) {
			asked = append(asked, q)
		}
	}
	start := threadSeconds()
	for first := 0; ; first += verifyReplications {
		begun := threadSeconds()
		result, err := simulateTo(m, horizon, first, asked)
		if err != nil {
			return nil, err
		}
		growth := 0.0
		for _, g := range result {
			if g.Value != 0 {
				growth = max(growth, math.Pow(g.StdErr/g.Value/wantedError, 2))
			} else if first == 0 {
				growth = 50 // nothing was seen; if that stays so there is nothing to see
			}
		}
		if first > 0 && growth <= 1.3 { // the wanted error leaves room for that
			return result, nil
		}
		now := threadSeconds()
		affordable := 0.9 * (row.Budget - (now - start)) / (now - begun)
		if first > 0 && affordable < 1 {
			return result, errBudget
		}
		// A quarter more makes up for the error of the error; the estimate of a short pilot is rough.
		horizon *= min(max(1.25*growth, 1), 50, max(affordable, 1))
	}
}

// simulateTo runs the replications from first on and takes the quantities' ratios over them.
func simulateTo(m sim.Model, horizon float64, first int, quantities []quantity) (Result, error) {
	e, err := sim.New(m, sim.Options{Seed: verifySeed, Horizon: horizon, Samples: []float64{horizon / 10}})
	if err != nil {
		return nil, err
	}
	num := make([][]float64, len(quantities))
	den := make([][]float64, len(quantities))
	control := make([][]float64, len(quantities))
	for r := range verifyReplications {
		e.Restart(first + r)
		for !e.Step(100_000) {
		}
		res := e.Result()
		if res.Stopped != sim.AtHorizon {
			return nil, fmt.Errorf("the run stopped %v", res.Stopped)
		}
		w := res.Last().Since(res.Snapshots[1])
		for k, q := range quantities {
			num[k] = append(num[k], q.num(&w))
			den[k] = append(den[k], q.den(&w))
			if q.control != nil {
				control[k] = append(control[k], q.control(&w))
			}
		}
	}
	result := Result{}
	for k, q := range quantities {
		estimate, err := stats.Ratio(num[k], den[k], 0.95)
		if err == nil && q.control != nil {
			if c, err := stats.RatioWithControl(num[k], den[k], control[k], 0.95); err == nil && c.Mean >= 0 {
				estimate = c
			}
		}
		if err != nil {
			return nil, err
		}
		result.SetEstimate(q.name, estimate.Mean, estimate.StdErr)
	}
	return result, nil
}

func hours(w *sim.Snapshot) float64 { return w.Time }

// law makes the random time that a table names.
func law(d Dist, mean float64) (dist.Time, error) {
	kind, ok := dist.ParseKind(d.Dist)
	if !ok {
		return dist.Time{}, fmt.Errorf("unknown distribution %q", d.Dist)
	}
	return dist.New(kind, mean, d.SCV)
}

func exponential(mean float64) (dist.Time, error) { return dist.New(dist.Exponential, mean, 1) }

// waits are the quantities of one step: mean wait of all items that came, with the time that interruptions added.
func waits(suffix string, step int) []quantity {
	taken := func(w *sim.Snapshot) float64 { return float64(w.Steps[step].Taken + w.Steps[step].Abandoned) }
	return []quantity{
		{name: "mean_wait" + suffix, num: func(w *sim.Snapshot) float64 {
			s := w.Steps[step]
			return s.Wait + s.WaitAbandoned + s.Interrupted
		}, den: taken},
		{name: "mean_sojourn" + suffix, num: func(w *sim.Snapshot) float64 {
			s := w.Steps[step]
			return s.Wait + s.WaitAbandoned + s.Interrupted + s.Service
		}, den: taken},
		{name: "delay_probability" + suffix, num: func(w *sim.Snapshot) float64 {
			return float64(w.Steps[step].Delayed + w.Steps[step].Abandoned)
		}, den: taken},
		{name: "abandon_probability" + suffix, num: func(w *sim.Snapshot) float64 { return float64(w.Steps[step].Abandoned) }, den: taken},
	}
}

func simulateOpenNetwork(row Row) (Result, error) {
	var stations []struct {
		Servers     int     `json:"servers"`
		MeanService float64 `json:"mean_service"`
		Service     Dist    `json:"service"`
	}
	var external []*struct {
		ArrivalRate float64 `json:"arrival_rate"`
		Arrival     Dist    `json:"arrival"`
	}
	var routing [][]float64
	for name, v := range map[string]any{"stations": &stations, "external": &external, "routing": &routing} {
		if err := row.Decode(name, v); err != nil {
			return nil, err
		}
	}
	n := len(stations)
	if len(external) != n || len(routing) != n {
		return nil, fmt.Errorf("%d stations, %d external streams, %d rows of routing", n, len(external), len(routing))
	}
	var m sim.Model
	total := 0.0
	// A class for each station at which items enter; its first step is there, the others follow in order.
	for entry, x := range external {
		if x == nil {
			continue
		}
		order := []int{entry}
		for k := range n {
			if k != entry {
				order = append(order, k)
			}
		}
		c := sim.Class{Name: fmt.Sprint("from ", entry)}
		for _, k := range order {
			service, err := law(stations[k].Service, stations[k].MeanService)
			if err != nil {
				return nil, err
			}
			step := sim.Step{Station: k, Service: service}
			for to, p := range routing[k] {
				if p > 0 {
					step.Next = append(step.Next, sim.Branch{To: slices.Index(order, to), Probability: p})
				}
			}
			c.Steps = append(c.Steps, step)
		}
		between, err := law(x.Arrival, 1/x.ArrivalRate)
		if err != nil {
			return nil, err
		}
		m.Sources = append(m.Sources, sim.Source{Name: c.Name, Class: len(m.Classes), Between: between})
		m.Classes = append(m.Classes, c)
		total += x.ArrivalRate
	}
	entering := make([]float64, n)
	for k, x := range external {
		if x != nil {
			entering[k] = x.ArrivalRate
		}
	}
	rates := visitRates(entering, routing)
	quantities := []quantity{{name: "lead_time", num: func(w *sim.Snapshot) (sum float64) {
		for _, c := range w.Classes {
			sum += c.LeadTime
		}
		return sum
	}, den: func(w *sim.Snapshot) (sum float64) {
		for _, c := range w.Classes {
			sum += float64(c.Delivered)
		}
		return sum
	}}}
	busiest := 0.0
	for k, s := range stations {
		m.Stations = append(m.Stations, sim.Station{Name: fmt.Sprint(k), Servers: s.Servers})
		at := func(of func(t sim.StepTotals) float64) func(w *sim.Snapshot) float64 {
			return func(w *sim.Snapshot) float64 { return of(w.AtStation(&m, k)) }
		}
		load := rates[k] * s.MeanService
		beyond := func(w *sim.Snapshot) float64 { return w.AtStation(&m, k).Service - load*w.Time }
		if u := load / float64(s.Servers); u > busiest { // items lose most of their time there
			busiest, quantities[0].control = u, beyond
		}
		visits := at(func(t sim.StepTotals) float64 { return float64(t.Visits) })
		quantities = append(quantities,
			quantity{name: fmt.Sprintf("stations.arrival_rate[%d]", k), num: visits, den: hours},
			quantity{name: fmt.Sprintf("stations.utilization[%d]", k),
				num: func(w *sim.Snapshot) float64 { return w.Stations[k].BusyHours },
				den: func(w *sim.Snapshot) float64 { return w.Stations[k].StaffHours }})
		quantities = append(quantities, controlled(beyond,
			quantity{name: fmt.Sprintf("stations.mean_wait[%d]", k), num: at(func(t sim.StepTotals) float64 { return t.Wait }),
				den: at(func(t sim.StepTotals) float64 { return float64(t.Taken) })},
			quantity{name: fmt.Sprintf("stations.wip[%d]", k), num: func(w *sim.Snapshot) float64 {
				return w.Stations[k].LineHours + w.Stations[k].BusyHours
			}, den: hours})...)
	}
	return simulate(row, m, 20_000/total, quantities)
}

// visitRates follows what enters an open network from step to step, until next to nothing is left in it.
func visitRates(entering []float64, routing [][]float64) []float64 {
	rates := make([]float64, len(entering))
	for left := 1.0; left > 1e-15; {
		next := make([]float64, len(entering))
		left = 0
		for from, rate := range entering {
			if rate == 0 {
				continue
			}
			rates[from] += rate
			left = max(left, rate/rates[from])
			for to, p := range routing[from] {
				next[to] += rate * p
			}
		}
		entering = next
	}
	return rates
}

func simulatePriority(row Row) (Result, error) {
	servers, err := row.Int("servers")
	if err != nil {
		return nil, err
	}
	var classes []struct {
		ArrivalRate float64 `json:"arrival_rate"`
		MeanService float64 `json:"mean_service"`
		ServiceSCV  float64 `json:"service_scv"`
	}
	if err := row.Decode("classes", &classes); err != nil {
		return nil, err
	}
	discipline := sim.Priority
	if row.Model == "priority, preemptive resume" {
		discipline = sim.PreemptiveResume
	}
	m := sim.Model{Stations: []sim.Station{{Name: "station", Servers: servers, Discipline: discipline}}}
	var quantities []quantity
	total, load := 0.0, 0.0
	for k, c := range classes {
		service, err := dist.ByMoments(c.MeanService, c.ServiceSCV)
		if err != nil {
			return nil, err
		}
		between, err := exponential(1 / c.ArrivalRate)
		if err != nil {
			return nil, err
		}
		name := fmt.Sprint("class ", k)
		m.Classes = append(m.Classes, sim.Class{Name: name, Priority: k, Steps: []sim.Step{{Service: service}}})
		m.Sources = append(m.Sources, sim.Source{Name: name, Class: k, Between: between})
		quantities = append(quantities, waits(fmt.Sprintf("[%d]", k), k)...)
		total += c.ArrivalRate
		load += c.ArrivalRate * c.MeanService
	}
	return simulate(row, m, 20_000/total, controlled(workBeyond(load), quantities...))
}

// simulateStation simulates one class at one station, with a control if it is known how much work is served.
func simulateStation(row Row, source sim.Source, step sim.Step, servers int, rate float64, control func(w *sim.Snapshot) float64) (Result, error) {
	m := sim.Model{
		Classes:  []sim.Class{{Name: "item", Steps: []sim.Step{step}}},
		Stations: []sim.Station{{Name: "station", Servers: servers}},
		Sources:  []sim.Source{source},
	}
	quantities := append(waits("", 0), quantity{name: "wip", num: func(w *sim.Snapshot) float64 { return w.Classes[0].ItemHours }, den: hours})
	return simulate(row, m, 20_000/rate, controlled(control, quantities...))
}

func simulatePatience(row Row) (Result, error) {
	rate, mean, servers, err := basics(row)
	if err != nil {
		return nil, err
	}
	var patience Dist
	if err := row.Decode("patience", &patience); err != nil {
		return nil, err
	}
	meanPatience, err := row.Float("mean_patience")
	if err != nil {
		return nil, err
	}
	step := sim.Step{}
	if step.Patience, err = law(patience, meanPatience); err != nil {
		return nil, err
	}
	if step.Service, err = exponential(mean); err != nil {
		return nil, err
	}
	between, err := exponential(1 / rate)
	if err != nil {
		return nil, err
	}
	return simulateStation(row, sim.Source{Name: "in", Between: between}, step, servers, rate, nil)
}

func simulateBatches(row Row) (Result, error) {
	servers, err := row.Int("servers")
	if err != nil {
		return nil, err
	}
	rate, err := row.Float("batch_rate")
	if err != nil {
		return nil, err
	}
	mean, err := row.MeanService()
	if err != nil {
		return nil, err
	}
	source := sim.Source{Name: "in"}
	if err := row.Decode("batch_sizes", &source.Batch); err != nil {
		return nil, err
	}
	if source.Between, err = exponential(1 / rate); err != nil {
		return nil, err
	}
	service, err := exponential(mean)
	if err != nil {
		return nil, err
	}
	size := 0.0
	for k, p := range source.Batch {
		size += float64(k+1) * p
	}
	return simulateStation(row, source, sim.Step{Service: service}, servers, rate, workBeyond(rate*size*mean))
}

func simulateFlexible(row Row) (Result, error) {
	var classes []struct {
		ArrivalRate      float64 `json:"arrival_rate"`
		ServerPreference []int   `json:"server_preference"`
	}
	var servers []struct {
		Serves      []int     `json:"serves"`
		ServiceRate []float64 `json:"service_rate"`
	}
	var rule string
	for name, v := range map[string]any{"classes": &classes, "servers": &servers, "server_rule": &rule} {
		if err := row.Decode(name, v); err != nil {
			return nil, err
		}
	}
	choice, known := map[string]sim.Choice{
		"first class of the list that has somebody waiting, first come first served within it": sim.InOrder,
		"longest queue first, ties to the first class":                                         sim.LongestLine,
	}[rule]
	if !known {
		return nil, fmt.Errorf("unknown server_rule %q", rule)
	}
	var m sim.Model
	var quantities []quantity
	unit, err := exponential(1)
	if err != nil {
		return nil, err
	}
	total := 0.0
	for k, c := range classes {
		name := fmt.Sprint("class ", k)
		m.Stations = append(m.Stations, sim.Station{Name: name, Ask: c.ServerPreference})
		m.Classes = append(m.Classes, sim.Class{Name: name, Steps: []sim.Step{{Station: k, Service: unit}}})
		between, err := exponential(1 / c.ArrivalRate)
		if err != nil {
			return nil, err
		}
		m.Sources = append(m.Sources, sim.Source{Name: name, Class: k, Between: between})
		quantities = append(quantities, waits(fmt.Sprintf("[%d]", k), k)...)
		total += c.ArrivalRate
	}
	for k, s := range servers {
		p := sim.Person{Name: fmt.Sprint("server ", k), Choice: choice}
		for _, c := range s.Serves { // "the first class" is the first of the server's own list
			p.Skills = append(p.Skills, sim.Skill{Station: c, Speed: s.ServiceRate[c]})
		}
		m.People = append(m.People, p)
		quantities = append(quantities, quantity{name: fmt.Sprintf("busy_fraction[%d]", k),
			num: func(w *sim.Snapshot) float64 { return w.People[k].Busy }, den: func(w *sim.Snapshot) float64 { return w.People[k].OnDuty }})
	}
	return simulate(row, m, 20_000/total, quantities)
}

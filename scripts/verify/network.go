package main

import (
	"fmt"

	"kingman/core/queue"
	"kingman/core/queue/network"
)

func init() {
	register("Jackson", methodFormula, func(row Row) (Result, error) { return computeOpen(row, network.Open.Jackson) })
	register("QNA", methodFormula, func(row Row) (Result, error) { return computeOpen(row, network.Open.QNA) })
	register("MVA", methodFormula, computeMVA)
	register("priority, non-preemptive", methodFormula, func(row Row) (Result, error) {
		return computePriorities(row, queue.Priorities.NonPreemptive)
	})
	register("priority, preemptive resume", methodFormula, func(row Row) (Result, error) {
		return computePriorities(row, queue.Priorities.PreemptiveResume)
	})
	register("M[X]/M/1", methodFormula, computeBatchArrivals)
}

// A service is how a station of a table serves.
type service struct {
	Name        string  `json:"name"`
	Kind        string  `json:"kind"` // "queue" or "delay"; queue if missing
	Servers     int     `json:"servers"`
	MeanService number  `json:"mean_service"`
	Rate        number  `json:"service_rate"` // instead of mean_service
	Service     *Dist   `json:"service"`
	SCV         *number `json:"service_scv"` // instead of service
}

// An external is a stream from outside; null where there is none.
type external struct {
	Rate    number  `json:"arrival_rate"`
	Arrival *Dist   `json:"arrival"`
	SCV     *number `json:"arrival_scv"` // instead of arrival
}

// scvOf takes the SCV from whichever of the two a table gives; Poisson and
// exponential if neither.
func scvOf(dist *Dist, scv *number) float64 {
	switch {
	case scv != nil:
		return float64(*scv)
	case dist != nil && dist.Dist == "exponential":
		return 1
	case dist != nil:
		return dist.SCV
	}
	return 1
}

func isDelay(kind string) (bool, error) {
	switch kind {
	case "", "queue":
		return false, nil
	case "delay":
		return true, nil
	}
	return false, fmt.Errorf("unknown kind of station %q", kind)
}

func computeOpen(row Row, solve func(network.Open) (network.OpenResult, error)) (Result, error) {
	var stations []service
	var externals []*external
	var routing [][]number
	if err := row.Decode("stations", &stations); err != nil {
		return nil, err
	}
	if err := row.Decode("external", &externals); err != nil {
		return nil, err
	}
	if err := row.Decode("routing", &routing); err != nil {
		return nil, err
	}
	if len(externals) != len(stations) {
		return nil, fmt.Errorf("in.external has %d entries for %d stations", len(externals), len(stations))
	}
	n := network.Open{}
	for i, s := range stations {
		delay, err := isDelay(s.Kind)
		if err != nil {
			return nil, err
		}
		st := network.Station{Name: s.Name, Servers: s.Servers, Delay: delay, MeanService: float64(s.MeanService), ServiceSCV: scvOf(s.Service, s.SCV)}
		if s.Rate != 0 {
			st.MeanService = 1 / float64(s.Rate)
		}
		if e := externals[i]; e != nil {
			st.ArrivalRate, st.ArrivalSCV = float64(e.Rate), scvOf(e.Arrival, e.SCV)
		}
		n.Stations = append(n.Stations, st)
	}
	for _, row := range routing {
		n.Routing = append(n.Routing, floats(row))
	}
	got, err := solve(n)
	r := Result{}
	if len(got.Stations) == 0 {
		return r, err
	}
	var waited float64 // in line, over all visits of an item
	for i, s := range got.Stations {
		at := func(quantity string) string { return fmt.Sprintf("stations.%s[%d]", quantity, i) }
		r.Set(at("arrival_rate"), s.ArrivalRate)
		r.Set(at("arrival_scv"), s.ArrivalSCV)
		r.Set(at("utilization"), s.Utilization)
		r.Set(at("busy_fraction"), s.BusyFraction)
		r.Set(at("visits"), s.Visits)
		r.Set(at("mean_wait"), s.MeanWait)
		r.Set(at("mean_sojourn"), s.MeanSojourn)
		r.Set(at("queue_length"), s.QueueLength)
		r.Set(at("wip"), s.WIP)
		if s.Visits > 0 {
			waited += s.Visits * s.MeanWait
		}
	}
	r.Set("mean_wait", waited)
	r.Set("lead_time", got.LeadTime)
	r.Set("throughput", got.Throughput)
	r.Set("wip", got.WIP)
	return r, err
}

func computeMVA(row Row) (Result, error) {
	var classes []struct {
		Name       string `json:"name"`
		Population int    `json:"population"`
		ThinkTime  number `json:"think_time"`
	}
	var stations []struct {
		Name        string   `json:"name"`
		Kind        string   `json:"kind"`
		Servers     int      `json:"servers"`
		Visits      []number `json:"visits"`
		MeanService []number `json:"mean_service"`
	}
	if err := row.Decode("classes", &classes); err != nil {
		return nil, err
	}
	if err := row.Decode("stations", &stations); err != nil {
		return nil, err
	}
	n := network.Closed{}
	for _, c := range classes {
		n.Classes = append(n.Classes, network.ClosedClass{Name: c.Name, Population: c.Population, ThinkTime: float64(c.ThinkTime)})
	}
	for _, s := range stations {
		delay, err := isDelay(s.Kind)
		if err != nil {
			return nil, err
		}
		n.Stations = append(n.Stations, network.ClosedStation{Name: s.Name, Servers: s.Servers, Delay: delay, Visits: floats(s.Visits), MeanService: floats(s.MeanService)})
	}
	got, err := n.MVA()
	r := Result{}
	for i, c := range got.Classes {
		r.Set(fmt.Sprintf("throughput[%d]", i), c.Throughput)
		r.Set(fmt.Sprintf("response_time[%d]", i), c.ResponseTime)
	}
	for k, s := range got.Stations {
		r.SetList(fmt.Sprintf("wip[%d]", k), s.WIP)
		r.SetList(fmt.Sprintf("queue_length[%d]", k), s.QueueLength)
		r.SetList(fmt.Sprintf("residence_time[%d]", k), s.ResidenceTime)
		r.SetList(fmt.Sprintf("mean_wait[%d]", k), s.MeanWait)
		r.Set(fmt.Sprintf("busy_fraction[%d]", k), s.BusyFraction)
	}
	return r, err
}

func computePriorities(row Row, solve func(queue.Priorities) ([]queue.PriorityResult, error)) (Result, error) {
	var classes []struct {
		ArrivalRate number  `json:"arrival_rate"`
		MeanService number  `json:"mean_service"`
		Rate        number  `json:"service_rate"` // instead of mean_service
		Service     *Dist   `json:"service"`
		SCV         *number `json:"service_scv"` // instead of service
	}
	if err := row.Decode("classes", &classes); err != nil {
		return nil, err
	}
	p := queue.Priorities{Servers: 1}
	if row.Has("servers") {
		var err error
		if p.Servers, err = row.Int("servers"); err != nil {
			return nil, err
		}
	}
	for _, c := range classes {
		class := queue.PriorityClass{ArrivalRate: float64(c.ArrivalRate), MeanService: float64(c.MeanService), ServiceSCV: scvOf(c.Service, c.SCV)}
		if c.Rate != 0 {
			class.MeanService = 1 / float64(c.Rate)
		}
		p.Classes = append(p.Classes, class)
	}
	got, err := solve(p)
	r := Result{}
	if len(got) == 0 {
		return r, err
	}
	var waits, rates float64 // over the items of all classes
	for k, c := range got {
		r.Set(fmt.Sprintf("mean_wait[%d]", k), c.MeanWait)
		r.Set(fmt.Sprintf("mean_sojourn[%d]", k), c.MeanSojourn)
		r.Set(fmt.Sprintf("queue_length[%d]", k), c.QueueLength)
		r.Set(fmt.Sprintf("wip[%d]", k), c.WIP)
		waits += c.QueueLength
		rates += p.Classes[k].ArrivalRate
	}
	if rates > 0 {
		r.Set("mean_wait", waits/rates)
	}
	return r, err
}

// computeBatchArrivals reads M[X]/M/1, whose arrival_rate (or batch_rate) counts
// batches.
func computeBatchArrivals(row Row) (Result, error) {
	name := "arrival_rate"
	if row.Has("batch_rate") {
		name = "batch_rate"
	}
	rate, err := row.Float(name)
	if err != nil {
		return nil, err
	}
	service, err := row.MeanService()
	if err != nil {
		return nil, err
	}
	servers, err := row.FloatOr("servers", 1)
	if err != nil {
		return nil, err
	}
	if servers != 1 {
		return nil, fmt.Errorf("%s with %v servers", row.Model, servers)
	}
	var sizes []number
	if err := row.Decode("batch_sizes", &sizes); err != nil {
		return nil, err
	}
	got, err := queue.BatchArrivals{BatchRate: rate, BatchSizes: floats(sizes), MeanService: service, ServiceSCV: 1}.Analyze()
	r := Result{}
	r.Set("mean_wait", got.MeanWait)
	r.Set("mean_sojourn", got.MeanSojourn)
	r.Set("queue_length", got.QueueLength)
	r.Set("wip", got.WIP)
	r.Set("busy_fraction", got.BusyFraction)
	r.Set("empty_probability", got.EmptyProbability)
	r.Set("delay_probability", got.DelayProbability)
	return r, err
}

func floats(list []number) []float64 {
	out := make([]float64, len(list))
	for i, v := range list {
		out[i] = float64(v)
	}
	return out
}

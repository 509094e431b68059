package main

import (
	"fmt"

	"kingman/core/queue"
)

func init() { register("M(t)/M(t)/c", methodFormula, computeForward) }

// maxPeriods bounds a row's list.
const maxPeriods = 10_000

// series returns a field of the row's input for each of n periods: a list of so many, or
// one number for all of them; otherwise where the row does not have it.
func (row Row) series(name string, n int, otherwise float64) ([]float64, error) {
	list := make([]number, n)
	if raw, ok := row.In[name]; !ok || raw[0] != '[' {
		x, err := row.FloatOr(name, otherwise)
		for k := range list {
			list[k] = number(x)
		}
		return floats(list), err
	}
	if err := row.Decode(name, &list); err != nil {
		return nil, err
	}
	if len(list) != n {
		return nil, fmt.Errorf("in.%s has %d numbers for %d periods", name, len(list), n)
	}
	return floats(list), nil
}

// computeForward solves the forward equations over so many periods of so many hours each,
// in which rates may differ, and answers for the end. lead is the hours that items spent there for
// each that came.
func computeForward(row Row) (Result, error) {
	n, err := row.Int("periods")
	if err != nil {
		return nil, err
	}
	if n < 1 || n > maxPeriods {
		return nil, fmt.Errorf("in.periods is %d, must be 1 to %d", n, maxPeriods)
	}
	var hours, rate, service, servers, extra, slower, leave []float64
	for _, field := range []struct {
		name      string
		to        *[]float64
		otherwise float64
	}{
		{"hours", &hours, 40}, {"arrival_rate", &rate, -1}, {"mean_service", &service, -1}, {"servers", &servers, 1},
		{"extra_servers", &extra, 0}, {"extra_service", &slower, 0}, {"abandon_rate", &leave, 0},
	} {
		if *field.to, err = row.series(field.name, n, field.otherwise); err != nil {
			return nil, err
		}
	}
	var f queue.Forward
	for _, field := range []struct {
		name      string
		to        *float64
		otherwise float64
	}{{"start", &f.Backlog, 0}, {"arrival_scv", &f.ArrivalSCV, 1}, {"service_scv", &f.ServiceSCV, 1}} {
		if *field.to, err = row.FloatOr(field.name, field.otherwise); err != nil {
			return nil, err
		}
	}
	for k := range n {
		f.Periods = append(f.Periods, queue.ForwardPeriod{
			Hours: hours[k], ArrivalRate: rate[k], MeanService: service[k], Servers: int(servers[k]),
			ExtraServers: int(extra[k]), ExtraService: slower[k], AbandonRate: leave[k],
		})
	}
	result, err := f.Analyze()
	if err != nil {
		return nil, err
	}
	r, end := Result{}, result.End()
	r.Set("queue_length", end.QueueLength)
	r.Set("wip", end.WIP())
	r.Set("mean_wait", end.MeanWait)
	r.Set("delay_probability", end.DelayProbability)
	r.Set("abandoned", end.Abandoned)
	r.Set("lead_time", end.ItemHours/(f.Backlog+end.Arrived))
	capacity := 0.0
	for _, p := range f.Periods {
		capacity += p.Hours * float64(p.Servers+p.ExtraServers)
	}
	r.Set("busy_fraction", end.BusyHours/capacity)
	if row.Has("t") {
		t, err := row.Float("t")
		if err != nil {
			return nil, err
		}
		r.Set("wait_exceeds_t", result.WaitExceeds(t))
	}
	return r, nil
}

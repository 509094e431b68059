package main

import (
	"fmt"
	"regexp"
	"strconv"

	"kingman/core/queue"
)

func init() {
	registerStation("M/M/1", computeMMc)
	registerStation("M/M/c", computeMMc)
	registerStation("M/M/c/K", computeMMcK)
	registerStation("M/G/c/c", computeMGcc)
	registerStation("M/G/inf", computeMGInf)
	registerStation("M/M/inf", computeMGInf)
	registerStation("M/G/1", computeMG1)
	registerStation("M/D/1", computeMG1)
	registerStation("M/D/c", computeMDc)
	registerStation("M/M/c+M", computeErlangA)
	for name, formula := range map[string]func(queue.Station) (float64, error){
		"Kingman":                 queue.Station.Kingman,
		"Allen-Cunneen":           queue.Station.AllenCunneen,
		"Kraemer-Langenbach-Belz": queue.Station.KraemerLangenbachBelz,
		"Whitt 1993":              queue.Station.Whitt1993,
		"Sakasegawa":              queue.Station.Sakasegawa,
	} {
		registerStation(name, func(row Row, in inputs, r Result) error { return computeApproximation(row, in, r, formula) })
	}
}

// inputs are the numbers of every station.
type inputs struct {
	rate, service float64
	servers       int
}

// registerStation registers a formula for one station: compute adds its values to r,
// which counts even where it returns an error, +Inf for example.
func registerStation(model string, compute func(row Row, in inputs, r Result) error) {
	register(model, methodFormula, func(row Row) (Result, error) {
		rate, service, servers, err := basics(row)
		if err != nil {
			return nil, err
		}
		r := Result{}
		return r, compute(row, inputs{rate, service, servers}, r)
	})
}

// only refuses a row whose number of servers is not its model's.
func (in inputs) only(row Row, servers int) error {
	if in.servers != servers {
		return fmt.Errorf("%s with %d servers", row.Model, in.servers)
	}
	return nil
}

// basics reads the inputs of a station. A missing number of servers is one.
func basics(row Row) (rate, service float64, servers int, err error) {
	if rate, err = row.Float("arrival_rate"); err != nil {
		return
	}
	if service, err = row.MeanService(); err != nil {
		return
	}
	servers = 1
	if row.Has("servers") {
		servers, err = row.Int("servers")
	}
	return
}

// setLoss records the quantities of a station that turns items away.
func setLoss(r Result, m queue.Measures, empty, blocking, throughput float64) {
	setMeasures(r, m)
	r.Set("empty_probability", empty)
	r.Set("blocking_probability", blocking)
	r.Set("throughput", throughput)
}

func setMeasures(r Result, m queue.Measures) {
	r.Set("mean_wait", m.MeanWait)
	r.Set("mean_sojourn", m.MeanSojourn)
	r.Set("queue_length", m.QueueLength)
	r.Set("wip", m.WIP)
	r.Set("delay_probability", m.DelayProbability)
	r.Set("busy_fraction", m.BusyFraction)
}

// percentileName splits wait_p95 into wait and 0.95, wait_p999 into 0.999.
var percentileName = regexp.MustCompile(`^(wait|sojourn)_p(\d+)$`)

// setPercentiles computes the percentiles that the row asks for.
func setPercentiles(row Row, r Result, wait, sojourn func(p float64) (float64, error)) error {
	for _, want := range row.Out {
		m := percentileName.FindStringSubmatch(want.Quantity)
		if m == nil {
			continue
		}
		quantile := wait
		if m[1] == "sojourn" {
			quantile = sojourn
		}
		if quantile == nil {
			continue
		}
		p, err := strconv.ParseFloat("0."+m[2], 64)
		if err != nil {
			return err
		}
		q, err := quantile(p)
		if err != nil {
			return err
		}
		r.Set(want.Quantity, q)
	}
	return nil
}

func computeMMc(row Row, in inputs, r Result) error {
	if row.Model == "M/M/1" {
		if err := in.only(row, 1); err != nil {
			return err
		}
	}
	q, err := queue.MMc{ArrivalRate: in.rate, MeanService: in.service, Servers: in.servers}.Analyze()
	setMeasures(r, q.Measures)
	r.Set("empty_probability", q.EmptyProbability)
	r.Set("wait_variance", q.WaitVariance)
	if err != nil {
		return err
	}
	if err := setTimes(row, r, q.WaitExceeds, func(t float64) float64 { return 1 - q.WaitExceeds(t) }); err != nil {
		return err
	}
	return setPercentiles(row, r, q.WaitQuantile, q.SojournQuantile)
}

// setTimes computes the two quantities at the row's t, if it has one.
func setTimes(row Row, r Result, exceeds, within func(t float64) float64) error {
	if !row.Has("t") {
		return nil
	}
	t, err := row.Float("t")
	if err != nil {
		return err
	}
	r.Set("wait_exceeds_t", exceeds(t))
	r.Set("served_within_t", within(t))
	return nil
}

func computeMMcK(row Row, in inputs, r Result) error {
	capacity, err := row.Int("capacity")
	if err != nil {
		return err
	}
	q, err := queue.MMcK{ArrivalRate: in.rate, MeanService: in.service, Servers: in.servers, Capacity: capacity}.Analyze()
	setLoss(r, q.Measures, q.EmptyProbability, q.BlockingProbability, q.Throughput)
	return err
}

func computeMGcc(row Row, in inputs, r Result) error {
	if row.Has("capacity") {
		capacity, err := row.Int("capacity")
		if err != nil {
			return err
		}
		if capacity != in.servers {
			return fmt.Errorf("M/G/c/c with capacity %d and %d servers", capacity, in.servers)
		}
	}
	q, err := queue.MGcc{ArrivalRate: in.rate, MeanService: in.service, Servers: in.servers}.Analyze()
	setLoss(r, q.Measures, q.EmptyProbability, q.BlockingProbability, q.Throughput)
	return err
}

func computeMGInf(_ Row, in inputs, r Result) error {
	q, err := queue.MGInf{ArrivalRate: in.rate, MeanService: in.service}.Analyze()
	r.Set("mean_wait", 0)
	r.Set("queue_length", 0)
	r.Set("delay_probability", 0)
	r.Set("mean_sojourn", q.MeanSojourn)
	r.Set("wip", q.WIP)
	r.Set("empty_probability", q.EmptyProbability)
	return err
}

// computeMG1 takes the SCV of the services from service_scv or from the named
// distribution, whose third moment the variance of the wait needs.
func computeMG1(row Row, in inputs, r Result) error {
	err := in.only(row, 1)
	if err != nil {
		return err
	}
	var dist Dist
	switch {
	case row.Has("service"):
		err = row.Decode("service", &dist)
	case row.Has("service_scv"):
		dist.SCV, err = row.Float("service_scv")
	case row.Model == "M/D/1":
		dist.Dist = "deterministic"
	default:
		err = fmt.Errorf("in has neither service nor service_scv")
	}
	if err != nil {
		return err
	}
	q, err := queue.MG1{ArrivalRate: in.rate, MeanService: in.service, ServiceSCV: dist.SCV}.Analyze()
	setMeasures(r, q.Measures)
	r.Set("empty_probability", q.EmptyProbability)
	if err != nil {
		return err
	}
	third, err := thirdMoment(dist.Dist, queue.Moments{Mean: in.service, SCV: dist.SCV})
	if third == 0 || err != nil {
		return err
	}
	variance, err := q.WaitVariance(third)
	r.Set("wait_variance", variance)
	return err
}

// thirdMoment returns E[S³] if the distribution is one whose third moment
// follows from its mean and SCV, and 0 otherwise.
func thirdMoment(dist string, m queue.Moments) (float64, error) {
	switch dist {
	case "deterministic", "erlang", "exponential", "gamma":
		return m.GammaThird()
	case "hyperexponential":
		return m.HyperexponentialThird()
	case "lognormal":
		return m.LognormalThird()
	}
	return 0, nil
}

func computeMDc(_ Row, in inputs, r Result) error {
	q, err := queue.MDc{ArrivalRate: in.rate, MeanService: in.service, Servers: in.servers}.Analyze()
	setMeasures(r, q)
	return err
}

func computeErlangA(row Row, in inputs, r Result) error {
	abandon, err := row.Float("abandon_rate")
	if err != nil {
		return err
	}
	q, err := queue.ErlangA{ArrivalRate: in.rate, MeanService: in.service, Servers: in.servers, AbandonRate: abandon}.Analyze()
	setMeasures(r, q.Measures)
	r.Set("abandon_probability", q.AbandonProbability)
	r.Set("mean_wait_served", q.MeanWaitServed)
	r.Set("throughput", q.Throughput)
	if err != nil {
		return err
	}
	return setTimes(row, r, q.WaitExceeds, q.ServedWithin)
}

func computeApproximation(row Row, in inputs, r Result, formula func(queue.Station) (float64, error)) (err error) {
	s := queue.Station{ArrivalRate: in.rate, MeanService: in.service, Servers: in.servers}
	if s.ArrivalSCV, err = row.Float("arrival_scv"); err != nil {
		return err
	}
	if s.ServiceSCV, err = row.Float("service_scv"); err != nil {
		return err
	}
	wait, err := formula(s)
	r.Set("mean_wait", wait)
	if err == nil {
		r.Set("mean_sojourn", wait+in.service)
		r.Set("queue_length", in.rate*wait)
		r.Set("wip", in.rate*(wait+in.service))
		r.Set("busy_fraction", s.Utilization())
	}
	return err
}

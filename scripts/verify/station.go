package main

import (
	"fmt"
	"math"
	"regexp"
	"strconv"

	"kingman/core/queue"
)

func init() {
	register("M/M/1", methodFormula, computeMMc)
	register("M/M/c", methodFormula, computeMMc)
	register("M/M/c/K", methodFormula, computeMMcK)
	register("M/G/c/c", methodFormula, computeMGcc)
	register("M/G/inf", methodFormula, computeMGInf)
	register("M/M/inf", methodFormula, computeMGInf)
	register("M/G/1", methodFormula, computeMG1)
	register("M/D/1", methodFormula, computeMG1)
	register("M/D/c", methodFormula, computeMDc)
	register("M/M/c+M", methodFormula, computeErlangA)
	for name, formula := range map[string]func(queue.Station) (float64, error){
		"Kingman":                 queue.Kingman,
		"Allen-Cunneen":           queue.AllenCunneen,
		"Kraemer-Langenbach-Belz": queue.KraemerLangenbachBelz,
		"Whitt 1993":              queue.Whitt1993,
		"Sakasegawa":              queue.Sakasegawa,
	} {
		register(name, methodFormula, func(row Row) (Result, error) { return computeApproximation(row, formula) })
	}
}

// basics reads what every station has. A missing number of servers is one.
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

func computeMMc(row Row) (Result, error) {
	rate, service, servers, err := basics(row)
	if err != nil {
		return nil, err
	}
	if row.Model == "M/M/1" && servers != 1 {
		return nil, fmt.Errorf("M/M/1 with %d servers", servers)
	}
	q, err := queue.NewMMc(rate, service, servers)
	r := Result{}
	setMeasures(r, q.Measures)
	r.Set("empty_probability", q.EmptyProbability)
	r.Set("wait_variance", q.WaitVariance)
	if err != nil {
		return r, err
	}
	if err := setTime(row, r, "wait_exceeds_t", q.WaitExceeds); err != nil {
		return r, err
	}
	if err := setTime(row, r, "served_within_t", func(t float64) float64 { return 1 - q.WaitExceeds(t) }); err != nil {
		return r, err
	}
	return r, setPercentiles(row, r, q.WaitQuantile, q.SojournQuantile)
}

// setTime computes a quantity at the row's t, if it has one.
func setTime(row Row, r Result, quantity string, at func(t float64) float64) error {
	if !row.Has("t") {
		return nil
	}
	t, err := row.Float("t")
	if err != nil {
		return err
	}
	r.Set(quantity, at(t))
	return nil
}

func computeMMcK(row Row) (Result, error) {
	rate, service, servers, err := basics(row)
	if err != nil {
		return nil, err
	}
	capacity, err := row.Int("capacity")
	if err != nil {
		return nil, err
	}
	q, err := queue.NewMMcK(rate, service, servers, capacity)
	r := Result{}
	setMeasures(r, q.Measures)
	r.Set("empty_probability", q.EmptyProbability)
	r.Set("blocking_probability", q.BlockingProbability)
	r.Set("throughput", q.Throughput)
	return r, err
}

func computeMGcc(row Row) (Result, error) {
	rate, service, servers, err := basics(row)
	if err != nil {
		return nil, err
	}
	if row.Has("capacity") {
		capacity, err := row.Int("capacity")
		if err != nil {
			return nil, err
		}
		if capacity != servers {
			return nil, fmt.Errorf("M/G/c/c with capacity %d and %d servers", capacity, servers)
		}
	}
	q, err := queue.NewMGcc(rate, service, servers)
	r := Result{}
	setMeasures(r, q.Measures)
	r.Set("empty_probability", q.EmptyProbability)
	r.Set("blocking_probability", q.BlockingProbability)
	r.Set("throughput", q.Throughput)
	return r, err
}

func computeMGInf(row Row) (Result, error) {
	rate, service, _, err := basics(row)
	if err != nil {
		return nil, err
	}
	q, err := queue.NewMGInf(rate, service)
	r := Result{}
	r.Set("mean_wait", 0)
	r.Set("queue_length", 0)
	r.Set("delay_probability", 0)
	r.Set("mean_sojourn", q.MeanSojourn)
	r.Set("wip", q.WIP)
	r.Set("empty_probability", q.EmptyProbability)
	return r, err
}

// computeMG1 takes the SCV of the services from service_scv or from the named
// distribution, whose third moment the variance of the wait needs.
func computeMG1(row Row) (Result, error) {
	rate, service, servers, err := basics(row)
	if err != nil {
		return nil, err
	}
	if servers != 1 {
		return nil, fmt.Errorf("%s with %d servers", row.Model, servers)
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
		return nil, err
	}
	q, err := queue.NewMG1(rate, service, dist.SCV)
	r := Result{}
	setMeasures(r, q.Measures)
	r.Set("empty_probability", q.EmptyProbability)
	if err != nil {
		return r, err
	}
	third, known := thirdMoment(dist, service)
	if !known {
		return r, nil
	}
	variance, err := q.WaitVariance(third)
	r.Set("wait_variance", variance)
	return r, err
}

// thirdMoment returns E[S³] if the distribution is one whose third moment
// follows from its mean and SCV.
func thirdMoment(d Dist, mean float64) (float64, bool) {
	switch d.Dist {
	case "deterministic", "erlang", "exponential", "gamma":
		return queue.GammaThirdMoment(mean, d.SCV), true
	case "hyperexponential":
		return queue.HyperexponentialThirdMoment(mean, d.SCV), true
	case "lognormal":
		return queue.LognormalThirdMoment(mean, d.SCV), true
	}
	return math.NaN(), false
}

func computeMDc(row Row) (Result, error) {
	rate, service, servers, err := basics(row)
	if err != nil {
		return nil, err
	}
	q, err := queue.NewMDc(rate, service, servers)
	r := Result{}
	setMeasures(r, q.Measures)
	return r, err
}

func computeErlangA(row Row) (Result, error) {
	rate, service, servers, err := basics(row)
	if err != nil {
		return nil, err
	}
	abandon, err := row.Float("abandon_rate")
	if err != nil {
		return nil, err
	}
	q, err := queue.NewErlangA(rate, service, servers, abandon)
	r := Result{}
	setMeasures(r, q.Measures)
	r.Set("abandon_probability", q.AbandonProbability)
	r.Set("mean_wait_served", q.MeanWaitServed)
	r.Set("throughput", q.Throughput)
	if err != nil {
		return r, err
	}
	if err := setTime(row, r, "wait_exceeds_t", q.WaitExceeds); err != nil {
		return r, err
	}
	return r, setTime(row, r, "served_within_t", q.ServedWithin)
}

func computeApproximation(row Row, formula func(queue.Station) (float64, error)) (Result, error) {
	rate, service, servers, err := basics(row)
	if err != nil {
		return nil, err
	}
	s := queue.Station{ArrivalRate: rate, MeanService: service, Servers: servers}
	if s.ArrivalSCV, err = row.Float("arrival_scv"); err != nil {
		return nil, err
	}
	if s.ServiceSCV, err = row.Float("service_scv"); err != nil {
		return nil, err
	}
	wait, err := formula(s)
	r := Result{}
	r.Set("mean_wait", wait)
	if err == nil {
		r.Set("mean_sojourn", wait+service)
		r.Set("queue_length", rate*wait)
		r.Set("wip", rate*(wait+service))
		r.Set("busy_fraction", s.Utilization())
	}
	return r, err
}

package single

import (
	"math"

	"kingman/core/smallfmt"
	"kingman/core/stats"
)

// Steady says how long to run towards the steady state.
type Steady struct {
	// Seed and Replication fix the run.
	Seed        uint64
	Replication int
	// MaxItems is the length of the run, in features made, 1 or more; those that are left out as warm-up are counted.
	MaxItems int
	// Confidence of the intervals; 0 means 0.95.
	Confidence float64
	// Percentiles of the wait to estimate, each above 0 and below 1, for example 0.95.
	Percentiles []float64
}

// SteadyResult estimates what a station does if this goes on for ever. Intervals come from batch means after a
// warm-up that was found and not guessed (see stats.MSER); if the run was too short to trust them, Warnings say so.
// Means over time come from sums over items by Little's law, L = λW, applied to the run itself.
type SteadyResult struct {
	MeanWait         stats.Estimate // hours from arrival to start of service
	MeanSojourn      stats.Estimate // wait and service
	DelayProbability stats.Estimate // share of items that wait
	WaitVariance     stats.Estimate // hours², its interval ignores the error of the mean's square if that is small
	QueueLength      stats.Estimate // items waiting, over time
	WIP              stats.Estimate // items waiting or in service, over time
	BusyFraction     stats.Estimate // of each server's time
	Throughput       stats.Estimate // items per hour
	// Percentiles of the wait, as asked for. One is 0 unless the run shows by four standard errors that the item at that
	// percentile waits at all: an exact 0 then comes out as 0.
	Percentiles []stats.Estimate

	Items  int // that were made in the run
	WarmUp int // of those, how many were left out at the front
}

// UnstableError says that there is no steady state: what comes is as much as or more than the servers can do.
type UnstableError struct{ Rho float64 }

func (e *UnstableError) Error() string {
	return smallfmt.Sprintf("single: utilization is %.4g: the queue grows without end and has no steady state", e.Rho)
}

// SteadyState runs the station from empty and estimates its steady state. For an open station with ρ ≥ 1 the error is an
// *UnstableError and the means in the result are +Inf; other errors are a *FieldError.
func (s *Station) SteadyState(cfg Steady) (SteadyResult, error) {
	run, err := s.StartSteady(cfg)
	if err != nil {
		if _, unstable := err.(*UnstableError); unstable {
			return unstableResult(len(cfg.Percentiles)), err
		}
		return SteadyResult{}, err
	}
	for run.Advance(1 << 20) {
	}
	return run.Result(), nil
}

func unstableResult(percentiles int) SteadyResult {
	inf := stats.Estimate{Mean: math.Inf(1), StdErr: math.Inf(1), Lo: math.Inf(1), Hi: math.Inf(1)}
	r := SteadyResult{MeanWait: inf, MeanSojourn: inf, WaitVariance: inf, QueueLength: inf, WIP: inf}
	for range percentiles {
		r.Percentiles = append(r.Percentiles, inf)
	}
	r.DelayProbability = stats.Estimate{Mean: 1, Lo: 1, Hi: 1}
	r.BusyFraction = r.DelayProbability
	return r
}

// SteadyRun is a run under way. Results of a station's run are lost when the station begins another.
type SteadyRun struct {
	station *Station
	cfg     Steady
	left    int // features still to be made
	batches batches
	rebase  int // blocks until the origin of time moves
}

// StartSteady begins a run from an empty station; advance it in pieces to stay responsive. Errors as SteadyState.
func (s *Station) StartSteady(cfg Steady) (*SteadyRun, error) {
	if cfg.Confidence == 0 {
		cfg.Confidence = 0.95
	}
	if stats.CheckConfidence(cfg.Confidence) != nil {
		return nil, &FieldError{"Confidence", cfg.Confidence, "above 0 and below 1"}
	}
	if cfg.MaxItems < 1 {
		return nil, &FieldError{"MaxItems", cfg.MaxItems, "1 or more"}
	}
	for _, p := range cfg.Percentiles {
		if !(p > 0 && p < 1) {
			return nil, &FieldError{"Percentiles", p, "above 0 and below 1"}
		}
	}
	if rho := s.spec.Utilization(); rho >= 1 && !s.spec.Closed {
		return nil, &UnstableError{rho}
	}
	s.begin(cfg.Seed, cfg.Replication, false)
	run := &SteadyRun{station: s, cfg: cfg, left: cfg.MaxItems, rebase: s.rebaseEvery()}
	run.batches.begin(s.spec.Service.Mean(), len(cfg.Percentiles) > 0)
	return run, nil
}

// rebaseEvery returns after how many blocks the origin of time moves: often, so that times stay small and waits exact,
// but not so often that visiting every server and source costs.
func (s *Station) rebaseEvery() int { return 16 + (s.spec.Servers+s.spec.Sources)/16 }

// Advance makes up to limit further features and returns whether any are left. A million take some 20 ms natively.
func (r *SteadyRun) Advance(limit int) bool {
	s := r.station
	for limit > 0 && r.left > 0 {
		n := min(limit, r.left, blockSize)
		s.advance(n, math.Inf(1))
		limit -= n
		r.left -= n
		r.batches.take(&s.buf)
		r.rebase--
		if r.rebase == 0 {
			now := s.buf.made[n-1]
			s.pool.rebase(now)
			s.src.rebase(now)
			r.batches.rebase(now)
			r.rebase = s.rebaseEvery()
		}
	}
	return r.left > 0
}

package single

import (
	"math"

	"kingman/core/dist"
	"kingman/core/smallfmt"
)

// Start says what the sources of arrivals have been doing before time 0.
type Start uint8

const (
	// Fresh sources begin a whole interval at time 0: the first arrival of a stream comes after a whole gap,
	// every engineer begins a feature. Sources that are perfectly even then stay in step for ever.
	Fresh Start = iota
	// Equilibrium sources have been running for long: the first interval is what a random moment leaves of
	// one (dist.Time.DrawResidual).
	Equilibrium
)

// Spec describes one station and what comes to it. All times are in working hours.
type Spec struct {
	// Arrival is the time between arrivals of the one stream or of each source; in a closed station the time
	// that an engineer takes to make one feature.
	Arrival dist.Time
	// Service is the time that a server takes for one item.
	Service dist.Time
	// Servers serve one item at a time each: 1 to MaxServers.
	Servers int
	// Sources is the number of independent sources, 0 to MaxSources. Open: 0 is one stream from the stream of
	// random numbers "arrivals"; 1 or more are that many renewal sources, each with Arrival and
	// its own stream. Closed: the number of engineers, at least 1.
	Sources int
	// Closed makes each source wait for its item before it begins the next.
	Closed bool
	// Skip is the chance that what a source makes does not need the station, 0 to 1. It then counts as made and
	// shipped at once, and in a closed station the engineer goes on to the next feature.
	Skip float64
	// Start is what the sources did before time 0.
	Start Start
}

// Limits of a Spec.
const (
	MaxServers = 1 << 16
	MaxSources = 1 << 16
)

// FieldError says which field was refused, its value, and what is legal.
type FieldError struct {
	Field string
	Value any
	Legal string
}

func (e *FieldError) Error() string {
	return smallfmt.Sprintf("single: %s is %v, must be %s", e.Field, e.Value, e.Legal)
}

func (s *Spec) check() error {
	lowest := 0
	if s.Closed {
		lowest = 1
	}
	switch {
	case s.Arrival.Mean() == 0:
		return &FieldError{"Arrival", "unset", "made by dist.New or dist.ByMoments"}
	case s.Service.Mean() == 0:
		return &FieldError{"Service", "unset", "made by dist.New or dist.ByMoments"}
	case s.Servers < 1 || s.Servers > MaxServers:
		return &FieldError{"Servers", s.Servers, smallfmt.Sprintf("from 1 to %d", MaxServers)}
	case s.Sources < lowest || s.Sources > MaxSources:
		return &FieldError{"Sources", s.Sources, smallfmt.Sprintf("from %d to %d", lowest, MaxSources)}
	case !(s.Skip >= 0 && s.Skip <= 1):
		return &FieldError{"Skip", s.Skip, "from 0 to 1"}
	case s.Start > Equilibrium:
		return &FieldError{"Start", int(s.Start), "Fresh or Equilibrium"}
	}
	return nil
}

// ArrivalRate returns the rate at which items come to an open station, per hour. For a closed one it is the rate at
// which they would come if nobody ever waited or was served: the demand.
func (s *Spec) ArrivalRate() float64 {
	return float64(max(1, s.Sources)) * (1 - s.Skip) / s.Arrival.Mean()
}

// Utilization returns ρ = λ/(cμ) for an open station; it may exceed 1. For a closed one it is the utilization that
// the demand would mean.
func (s *Spec) Utilization() float64 {
	return s.ArrivalRate() * s.Service.Mean() / float64(s.Servers)
}

// Horizon says what one replication to a horizon measures.
type Horizon struct {
	// Seed fixes the run together with the number of the replication.
	Seed uint64
	// Until is the horizon T in hours, positive and finite.
	Until float64
	// Backlog is the number of items that wait at time 0, with age 0, ahead of everyone: 0 to MaxBacklog. In a closed
	// station the first engineers wait for them, one each; items beyond the number of engineers are nobody's.
	Backlog int
	// Window is the full width, in hours, of the window centred on Until whose arrivals make up the wait near the
	// horizon: 0 to 2·Until. Arrivals go on to Until + Window/2.
	Window float64
	// SampleTimes are the times, ascending, from 0 to Until, at which counts are taken.
	SampleTimes []float64
	// Antithetic replaces every draw by its mirror image: average a replication and its twin.
	Antithetic bool
	// MaxItems bounds what the sources make in the replication; 0 means 10 million. A run that reaches it stops
	// and is marked Partial.
	MaxItems int
}

// MaxBacklog is the largest legal starting backlog.
const MaxBacklog = 10_000_000

const defaultMaxItems = 10_000_000

func (h *Horizon) check() error {
	switch {
	case !(h.Until > 0) || math.IsInf(h.Until, 1):
		return &FieldError{"Until", h.Until, "positive and finite"}
	case h.Backlog < 0 || h.Backlog > MaxBacklog:
		return &FieldError{"Backlog", h.Backlog, smallfmt.Sprintf("from 0 to %d", MaxBacklog)}
	case !(h.Window >= 0 && h.Window <= 2*h.Until):
		return &FieldError{"Window", h.Window, "from 0 to 2·Until"}
	case h.MaxItems < 0:
		return &FieldError{"MaxItems", h.MaxItems, "0 or more"}
	}
	last := 0.0
	for _, t := range h.SampleTimes {
		if !(t >= last && t <= h.Until) {
			return &FieldError{"SampleTimes", t, "ascending, from 0 to Until"}
		}
		last = t
	}
	return nil
}

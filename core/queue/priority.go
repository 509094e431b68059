package queue

import (
	"math"

	"kingman/core/smallfmt"
)

// PriorityClass is one class of items at a station with priorities.
type PriorityClass struct {
	// ArrivalRate is λ, a Poisson stream per hour; 0 to 1e100.
	ArrivalRate float64
	// MeanService is s, the mean hours of one service; more than 0, at most 1e100.
	MeanService float64
	// ServiceSCV is Cs² of the service time, 0 to 1e100; 1 is exponential.
	ServiceSCV float64
}

// Priorities is a station that always serves the most urgent class first, and
// within a class whoever came first. Two disciplines have exact answers here:
// non-preemptive (a service once begun is finished) and preemptive resume (an
// urgent item pushes a lesser one off its server, which later goes on where it
// was).
//
// For one server the service times may have any distribution, another for each
// class. For several servers exact results are known only if all classes share
// one exponential service time; anything else is refused with a FieldError,
// and BondiBuzen approximates it.
type Priorities struct {
	// Servers is c, 1 to 1000000.
	Servers int
	// Classes are ordered from the most to the least urgent; at least one.
	Classes []PriorityClass
}

// PriorityResult is the steady state of one class. MeanWait, MeanSojourn,
// QueueLength and WIP are +Inf for a class that the servers cannot keep up with.
type PriorityResult struct {
	Utilization float64 // offered by this class alone, λs/c; may exceed 1
	MeanWait    float64 // sojourn less service: in line, and pushed back into it
	MeanSojourn float64 // arrival to departure
	QueueLength float64 // mean number waiting or pushed back, λ·MeanWait
	WIP         float64 // mean number waiting or in service
}

// NonPreemptive returns each class's steady state (Cobham 1954, for one server
// and for several):
//
//	Wq(k) = W₀ / ((1−σ(k−1))·(1−σ(k))),  σ(k) = Σ over i ≤ k of λᵢsᵢ/c
//
// where W₀ is the wait for the first server to come free: Σ λᵢsᵢ²(1+Csᵢ²)/2 for one
// server, C(c, a)·s/c for several, C being Erlang's.
//
// When all classes together are too much (σ ≥ 1) the urgent ones still have a
// steady state, and it is returned (Kesten and Runnenburg 1957):
// the first class that cannot be kept up with takes every server that the
// classes before it leave, and W₀ is that of servers which never rest. The
// other classes are +Inf and the error is an UnstableError.
func (p Priorities) NonPreemptive() ([]PriorityResult, error) {
	if err := p.checkExact(); err != nil {
		return nil, err
	}
	if p.Servers == 1 {
		return p.alone(false)
	}
	c := float64(p.Servers)
	load := float64(p.load(len(p.Classes)) * c)
	first := p.Classes[0].MeanService / c // W₀
	if load < c {
		first *= newErlangSlope(c, load, load).delay
	}
	return p.results(func(k int, before, upTo float64) float64 {
		return first / float64((1-before)*(1-upTo))
	})
}

// PreemptiveResume returns each class's steady state. A class does not feel
// the ones below it, so each is stable as long as those above it and itself
// fit; the others are +Inf and the error is an UnstableError. For one server
// (White and Christie 1958):
//
//	T(k) = s(k)/(1−σ(k−1)) + Σ over i ≤ k of λᵢsᵢ²(1+Csᵢ²)/2 / ((1−σ(k−1))·(1−σ(k)))
//
// For several servers the classes up to k are together an M/M/c, whoever is
// served, so Lq(k) is the difference between M/M/c at the load of k classes
// and of k−1 (Buzen and Bondi 1983). It is taken here as a divided difference
// with positive terms only: a rare class loses no digits, and a class without
// arrivals gets the wait of a single item.
func (p Priorities) PreemptiveResume() ([]PriorityResult, error) {
	if err := p.checkExact(); err != nil {
		return nil, err
	}
	if p.Servers == 1 {
		return p.alone(true)
	}
	c := float64(p.Servers)
	return p.results(func(k int, before, upTo float64) float64 {
		return p.Classes[k].MeanService * newErlangSlope(c, float64(p.load(k)*c), float64(p.load(k+1)*c)).queue
	})
}

// alone returns each class's steady state at one server, with either discipline, of classes
// that have been checked.
func (p Priorities) alone(preemptive bool) ([]PriorityResult, error) {
	var first, sigma float64 // W₀: of all classes, or of those so far
	for _, k := range p.Classes {
		if preemptive {
			break
		}
		// Beyond saturation the servers have no time left for k's class.
		rho := math.Min(k.ArrivalRate*k.MeanService, math.Max(0, 1-sigma))
		first += float64(rho * (k.MeanService * (1 + k.ServiceSCV) / 2))
		sigma += rho
	}
	return p.results(func(k int, before, upTo float64) float64 {
		var pushed float64
		if class := p.Classes[k]; preemptive {
			first += float64(float64(class.ArrivalRate*class.MeanService) * (class.MeanService * (1 + class.ServiceSCV) / 2))
			pushed = float64(class.MeanService * (before / (1 - before)))
		}
		return pushed + first/float64((1-before)*(1-upTo))
	})
}

// results fills in every class from its wait, which is asked for only where
// the classes up to it leave the servers some rest.
func (p Priorities) results(wait func(k int, before, upTo float64) float64) ([]PriorityResult, error) {
	out := make([]PriorityResult, len(p.Classes))
	var unstable error
	for k, class := range p.Classes {
		before, upTo := p.load(k), p.load(k+1)
		r := PriorityResult{Utilization: class.ArrivalRate * class.MeanService / float64(p.Servers)}
		if upTo < 1 {
			r.MeanWait = float64(wait(k, before, upTo))
			r.MeanSojourn = r.MeanWait + class.MeanService
			r.QueueLength = class.ArrivalRate * r.MeanWait
			r.WIP = class.ArrivalRate * r.MeanSojourn
		} else {
			inf := math.Inf(1)
			r.MeanWait, r.MeanSojourn, r.QueueLength, r.WIP = inf, inf, inf, inf
			unstable = &UnstableError{Rho: p.load(len(p.Classes))}
		}
		out[k] = r
	}
	return out, unstable
}

// load is σ: the utilization that the k most urgent classes offer.
func (p Priorities) load(k int) float64 {
	var sum float64
	for _, class := range p.Classes[:k] {
		sum += float64(class.ArrivalRate * class.MeanService)
	}
	return sum / float64(p.Servers)
}

func (p Priorities) check() error {
	if err := serverCount(p.Servers); err != nil {
		return err
	}
	if len(p.Classes) == 0 {
		return &FieldError{"Classes", 0, "at least one class"}
	}
	for i, class := range p.Classes {
		for _, f := range [...]struct {
			name     string
			v, least float64
			legal    string
		}{
			{"ArrivalRate", class.ArrivalRate, 0, "0 to 1e100 per hour"},
			{"MeanService", class.MeanService, math.SmallestNonzeroFloat64, "more than 0, at most 1e100 hours"},
			{"ServiceSCV", class.ServiceSCV, 0, "0 to 1e100"},
		} {
			if !(f.v >= f.least && f.v <= 1e100) {
				return &FieldError{smallfmt.Sprintf("Classes[%d].%s", i, f.name), f.v, f.legal}
			}
		}
	}
	return nil
}

// checkExact is check, and refuses what has no exact result.
func (p Priorities) checkExact() error {
	if err := p.check(); err != nil || p.Servers == 1 {
		return err
	}
	const why = ", as no exact result is known for several servers with any other services"
	common := p.Classes[0].MeanService
	for i, class := range p.Classes {
		if class.ServiceSCV != 1 {
			return &FieldError{smallfmt.Sprintf("Classes[%d].ServiceSCV", i), class.ServiceSCV, "1 (exponential)" + why}
		}
		if !(math.Abs(class.MeanService-common) <= 1e-12*common) {
			return &FieldError{smallfmt.Sprintf("Classes[%d].MeanService", i), class.MeanService, smallfmt.Sprintf("%v as in Classes[0]", common) + why}
		}
	}
	return nil
}

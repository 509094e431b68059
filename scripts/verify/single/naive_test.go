package single

import (
	"slices"
	"testing"

	"kingman/core/dist"
	"kingman/core/rng"
)

// trial is one item of the slow and obvious simulation that the kernels are compared with.
type trial struct{ arrived, start, done float64 }

// earliest returns the index of the least value, the first of equals.
func earliest(x []float64) int {
	best := 0
	for i, v := range x {
		if v < x[best] {
			best = i
		}
	}
	return best
}

// naive simulates the spec from the same streams, one item at a time, with a linear search for the next
// source and for the next server. It returns what was made and the items, the backlog's first.
func naive(spec Spec, h Horizon, replication int) (made []float64, backlog, items []trial) {
	servers := make([]float64, spec.Servers)
	serve := func(at, service float64) trial {
		i := earliest(servers)
		t := trial{arrived: at, start: max(at, servers[i])}
		t.done = t.start + service
		servers[i] = t.done
		return t
	}
	src := stream(h.Seed, replication, "backlog", h.Antithetic)
	for range h.Backlog {
		backlog = append(backlog, serve(0, spec.Service.Draw(&src)))
	}
	var sources []rng.Source
	for i := range spec.Sources {
		sources = append(sources, rng.StreamAt(h.Seed, replication, "source", i))
	}
	if spec.Sources == 0 {
		sources = append(sources, rng.Stream(h.Seed, replication, "arrivals"))
	}
	next := make([]float64, len(sources))
	for i := range sources {
		if h.Antithetic {
			sources[i] = sources[i].Antithetic()
		}
		if spec.Start == Equilibrium {
			next[i] = spec.Arrival.DrawResidual(&sources[i])
		} else {
			next[i] = spec.Arrival.Draw(&sources[i])
		}
		if spec.Closed && i < len(backlog) {
			next[i] += backlog[i].done
		}
	}
	service := stream(h.Seed, replication, "service", h.Antithetic)
	thinning := stream(h.Seed, replication, "thinning", h.Antithetic)
	for {
		i := earliest(next)
		at := next[i]
		if at > h.Until+h.Window/2 {
			return made, backlog, items
		}
		made = append(made, at)
		free := at
		if spec.Skip == 0 || thinning.Float64() >= spec.Skip {
			t := serve(at, spec.Service.Draw(&service))
			items = append(items, t)
			if spec.Closed {
				free = t.done
			}
		}
		next[i] = free + spec.Arrival.Draw(&sources[i])
	}
}

// specs covers every path through the kernels.
func specs(tb testing.TB) map[string]Spec {
	gamma := mustTime(tb, dist.Gamma, 4, 0.25)
	expo := mustTime(tb, dist.Exponential, 4, 1)
	hyper := mustTime(tb, dist.Hyperexponential, 4, 4)
	even := mustTime(tb, dist.Deterministic, 4, 0)
	service := mustTime(tb, dist.Gamma, 16, 0.0625)
	return map[string]Spec{
		"one server":                {Arrival: hyper, Service: mustTime(tb, dist.Exponential, 3.5, 1), Servers: 1},
		"one server, overload":      {Arrival: gamma, Service: service, Servers: 1},
		"two servers":               {Arrival: expo, Service: mustTime(tb, dist.Lognormal, 7, 2), Servers: 2},
		"five servers":              {Arrival: gamma, Service: service, Servers: 5},
		"even service":              {Arrival: expo, Service: mustTime(tb, dist.Deterministic, 16, 0), Servers: 5},
		"everything even":           {Arrival: even, Service: mustTime(tb, dist.Deterministic, 16, 0), Servers: 4},
		"sixteen servers":           {Arrival: mustTime(tb, dist.Exponential, 1.05, 1), Service: hyper, Servers: 16},
		"many servers":              {Arrival: mustTime(tb, dist.Exponential, 0.25, 1), Service: service, Servers: 70},
		"thinned":                   {Arrival: mustTime(tb, dist.Gamma, 2, 0.25), Service: service, Servers: 5, Skip: 0.5},
		"nobody comes":              {Arrival: expo, Service: service, Servers: 3, Skip: 1},
		"equilibrium":               {Arrival: gamma, Service: service, Servers: 5, Start: Equilibrium},
		"ten sources":               {Arrival: mustTime(tb, dist.Gamma, 40, 0.25), Service: service, Servers: 5, Sources: 10, Start: Equilibrium},
		"sources in step":           {Arrival: mustTime(tb, dist.Deterministic, 40, 0), Service: service, Servers: 5, Sources: 13},
		"one source":                {Arrival: gamma, Service: service, Servers: 5, Sources: 1},
		"sources, thinned":          {Arrival: mustTime(tb, dist.Exponential, 40, 1), Service: service, Servers: 4, Sources: 20, Skip: 0.4},
		"closed":                    {Arrival: mustTime(tb, dist.Gamma, 40, 0.25), Service: service, Servers: 5, Sources: 20, Closed: true},
		"closed, one engineer":      {Arrival: gamma, Service: service, Servers: 1, Sources: 1, Closed: true},
		"closed, thinned":           {Arrival: expo, Service: service, Servers: 2, Sources: 9, Closed: true, Skip: 0.7, Start: Equilibrium},
		"closed, even":              {Arrival: even, Service: mustTime(tb, dist.Deterministic, 16, 0), Servers: 3, Sources: 7, Closed: true},
		"closed, one server, heavy": {Arrival: hyper, Service: hyper, Servers: 1, Sources: 30, Closed: true},
	}
}

// names returns the keys of specs in a fixed order.
func names(all map[string]Spec) []string {
	var n []string
	for name := range all {
		n = append(n, name)
	}
	slices.Sort(n)
	return n
}

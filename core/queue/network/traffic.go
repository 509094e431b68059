package network

import (
	"math"
	"strings"

	"kingman/core/queue"
	"kingman/core/smallfmt"
)

// TrapError says that items which enter some stations never leave the network.
type TrapError struct {
	Stations []int    // in order
	Names    []string // their names, which may be empty
}

func (e *TrapError) Error() string {
	names := make([]string, len(e.Stations))
	for i, s := range e.Stations {
		names[i] = label(s, e.Names[i])
	}
	return smallfmt.Sprintf("routing never lets items leave once they reach %s", strings.Join(names, ", "))
}

// A traffic holds the flows through an open network.
type traffic struct {
	in     []float64 // items per hour into each station
	out    []float64 // items per hour out of it: in, or its capacity
	visits []float64 // per item that enters the network, were there no overload
	into   float64   // items per hour from outside
	away   []float64 // probability of leaving the network after each station
}

// traffic solves the traffic equations λ(j) = λ₀(j) + Σ λ(i)·p(i, j) (Jackson 1957).
//
// A station that gets more than it can serve passes on its capacity, which
// makes them λ = λ₀ + Σ min(λ(i), cᵢ/sᵢ)·p(i, j). Their solution is unique, and
// the stations that keep up see it as their arrival rates (Goodman and Massey
// 1984). It is found from above: assume that all stations overflow; those
// that would keep up even then do keep up; solve for them; repeat.
func (n Open) traffic() (traffic, error) {
	if err := n.check(); err != nil {
		return traffic{}, err
	}
	m := len(n.Stations)
	t := traffic{in: make([]float64, m), out: make([]float64, m), visits: make([]float64, m), away: make([]float64, m)}
	outside := make([]float64, m)
	for i, s := range n.Stations {
		outside[i] = s.ArrivalRate
		t.into += s.ArrivalRate
		var stay float64
		for _, p := range n.Routing[i] {
			stay += p
		}
		if stay < 1-slack {
			t.away[i] = 1 - stay
		}
	}
	reached := n.spread(func(i int) bool { return outside[i] > 0 }, false)
	leaves := n.spread(func(i int) bool { return t.away[i] > 0 }, true)
	trap := &TrapError{}
	for i := range reached {
		if reached[i] && !leaves[i] {
			trap.Stations, trap.Names = append(trap.Stations, i), append(trap.Names, n.Stations[i].Name)
		}
	}
	if len(trap.Stations) > 0 {
		return traffic{}, trap
	}

	flows, err := n.flows(outside, reached)
	if err != nil {
		return traffic{}, err
	}
	copy(t.in, flows)
	copy(t.out, flows)
	overflow := false
	for i, s := range n.Stations {
		if t.into > 0 {
			t.visits[i] = flows[i] / t.into
		}
		overflow = overflow || s.utilization(flows[i]) >= 1
	}
	if !overflow {
		return t, nil
	}
	keepsUp := make([]bool, m)
	for changed := true; changed; {
		changed = false
		given := append([]float64(nil), outside...)
		for i, s := range n.Stations {
			if reached[i] && !keepsUp[i] && !math.IsInf(s.capacity(), 1) {
				for j, p := range n.Routing[i] {
					given[j] += float64(s.capacity() * p)
				}
			} else if reached[i] {
				keepsUp[i] = true // a delay or an instant service always does
			}
		}
		if flows, err = n.flows(given, keepsUp); err != nil {
			return traffic{}, err
		}
		for i, s := range n.Stations {
			if reached[i] && !keepsUp[i] && s.utilization(flows[i]) < 1 {
				keepsUp[i], changed = true, true
			}
		}
	}
	for i, s := range n.Stations {
		t.in[i] = flows[i]
		t.out[i] = flows[i]
		if s.utilization(flows[i]) >= 1 {
			t.out[i] = s.capacity()
		}
	}
	return t, nil
}

// flows returns the inflow of every station when outside gives what comes from
// elsewhere and only the stations of passing pass on what they get.
func (n Open) flows(outside []float64, passing []bool) ([]float64, error) {
	var of []int
	for i, yes := range passing {
		if yes {
			of = append(of, i)
		}
	}
	m := len(of)
	a, b := make([]float64, m*m), make([]float64, m)
	for row, j := range of {
		b[row] = outside[j]
		for col, i := range of {
			a[row*m+col] = n.Routing[i][j]
		}
	}
	x, ok := solve(m, a, b)
	if !ok {
		// Somebody leaves, but too rarely for float64 to tell.
		trap := &TrapError{Stations: of}
		for _, i := range of {
			trap.Names = append(trap.Names, n.Stations[i].Name)
		}
		return nil, trap
	}
	flows := append([]float64(nil), outside...)
	for row, i := range of {
		for j, p := range n.Routing[i] {
			if !passing[j] {
				flows[j] += float64(x[row] * p)
			}
		}
	}
	for row, i := range of {
		flows[i] = x[row]
	}
	return flows, nil
}

// spread marks the stations that can be reached along the routes from those
// where start holds, or against the routes if backwards.
func (n Open) spread(start func(int) bool, backwards bool) []bool {
	marked := make([]bool, len(n.Stations))
	var todo []int
	for i := range n.Stations {
		if start(i) {
			marked[i] = true
			todo = append(todo, i)
		}
	}
	for len(todo) > 0 {
		i := todo[len(todo)-1]
		todo = todo[:len(todo)-1]
		for j := range n.Stations {
			p := n.Routing[i][j]
			if backwards {
				p = n.Routing[j][i]
			}
			if p > 0 && !marked[j] {
				marked[j] = true
				todo = append(todo, j)
			}
		}
	}
	return marked
}

// result turns waits per visit into the network's totals. wait is asked only
// of stations that something reaches and that keep up.
func (n Open) result(t traffic, scv []float64, wait func(i int) float64) (OpenResult, error) {
	r := OpenResult{Stations: make([]StationResult, len(n.Stations))}
	var worst *queue.UnstableError
	highest := 0.0
	for i, s := range n.Stations {
		st := StationResult{ArrivalRate: t.in[i], Visits: t.visits[i], ArrivalSCV: scv[i]}
		st.Utilization = s.utilization(t.in[i])
		st.BusyFraction = math.Min(1, st.Utilization)
		switch {
		case t.in[i] == 0:
		case st.Utilization < 1:
			st.MeanWait = float64(wait(i))
			st.MeanSojourn = st.MeanWait + s.MeanService
			st.QueueLength = t.in[i] * st.MeanWait
			st.WIP = t.in[i] * st.MeanSojourn
		default:
			inf := math.Inf(1)
			st.MeanWait, st.MeanSojourn, st.QueueLength, st.WIP = inf, inf, inf, inf
			if st.Utilization > highest {
				highest = st.Utilization
				worst = &queue.UnstableError{Rho: st.Utilization, Station: label(i, s.Name)}
			}
		}
		if t.visits[i] > 0 {
			r.LeadTime += float64(t.visits[i] * st.MeanSojourn)
			r.TouchTime += float64(t.visits[i] * s.MeanService)
			r.WIP += float64(st.WIP)
		}
		r.Throughput += float64(t.out[i] * t.away[i])
		r.Stations[i] = st
	}
	if worst != nil {
		return r, worst
	}
	r.Throughput = t.into
	return r, nil
}

package network

import (
	"math"

	"kingman/core/portable"
	"kingman/core/smallfmt"
)

// QNA approximates the steady state of an open network with general arrivals
// and services by two moments (Whitt 1983, The Queueing Network Analyzer). In
// its own equation numbers:
//
//	λ(j) = λ₀(j) + Σ λ(i)·q(i,j)                                              (1)
//	Ca²(j) = a(j) + Σ Ca²(i)·b(i,j)                                          (24)
//	a(j) = 1 + w(j)·{p(0,j)·C₀²(j) − 1 + Σ p(i,j)·[1 − q(i,j) + q(i,j)·ρ(i)²·x(i)]}
//	b(i,j) = w(j)·p(i,j)·q(i,j)·(1 − ρ(i)²)
//	x(i) = 1 + (max(Cs²(i), 0.2) − 1)/√c(i)                            (33), (38)
//	w(j) = 1/(1 + 4(1 − ρ(j))²(v(j) − 1)),  v(j) = 1/Σ p(i,j)²
//	Wq(j) = ρs(Ca² + Cs²)g/(2(1 − ρ)), one server                      (44), (45)
//	Wq(j) = (Ca² + Cs²)/2·Wq(M/M/c), several
//
// p(i,j) is the share of j's arrivals that comes from i and g Kraemer and
// Langenbach-Belz's factor below Ca² = 1, 1 above. An item that comes straight
// back to the same station is first given one long service instead (mean
// s/(1−q), SCV q + (1−q)Cs²), and its wait shared out over the visits. At a
// delay nobody waits and what leaves has the SCV of what came, the limit of
// (38) for many servers.
//
// With every SCV at 1 this is Jackson's exact result. Elsewhere it can be far
// off, most of all at a bottleneck behind many other stations (69 % low to
// 52 % high on the nine stations in series of Suresh and Whitt 1990):
// Approximations says what was simplified where. Errors, and stations that
// cannot keep up, are as in Jackson; what such a station sends on has the SCV
// of its services.
func (n Open) QNA() (OpenResult, error) {
	t, err := n.traffic()
	if err != nil {
		return OpenResult{}, err
	}
	reduced := make([]Station, len(n.Stations))
	loop := make([]float64, len(n.Stations))
	for i, s := range n.Stations {
		p := n.Routing[i][i]
		if p >= 1 { // nothing reaches it, or it would have been a trap
			p = 0
		}
		loop[i] = p
		s.MeanService /= 1 - p
		s.ServiceSCV = p + float64((1-p)*s.ServiceSCV)
		reduced[i] = s
	}
	scv := n.variability(t, reduced, loop)
	r, err := n.result(t, scv, func(i int) float64 {
		rho := n.Stations[i].utilization(t.in[i]) // the same before and after reduction
		return (1 - loop[i]) * reduced[i].qnaWait(rho, scv[i])
	})
	r.Approximations = n.simplified(t, scv, loop)
	return r, err
}

// variability solves (24) for the arrival SCV at every station, immediate
// feedback left out.
func (n Open) variability(t traffic, reduced []Station, loop []float64) []float64 {
	m := len(n.Stations)
	// First-time flows: into j, and from i to j.
	in := make([]float64, m)
	for j := range in {
		in[j] = t.in[j] - float64(loop[j]*t.out[j])
	}
	next := func(i, j int) float64 { // q(i, j), 0 on the diagonal
		if i == j {
			return 0
		}
		return n.Routing[i][j] / (1 - loop[i])
	}
	share := func(i, j int) float64 { // p(i, j)
		return n.Routing[i][j] * (t.out[i] / in[j])
	}
	b, a := make([]float64, m*m), make([]float64, m)
	for j, s := range n.Stations {
		a[j] = 1
		if !(in[j] > 0) {
			continue // nothing arrives
		}
		external := math.Min(1, s.ArrivalRate/in[j])
		squares := float64(external * external)
		sum := float64(external*s.ArrivalSCV) - 1
		if s.ArrivalRate == 0 {
			sum = -1
		}
		for i := range m {
			if q := next(i, j); q > 0 && t.out[i] > 0 {
				p := share(i, j)
				squares += float64(p * p)
				rho := math.Min(1, n.Stations[i].utilization(t.in[i]))
				x := 1 + (math.Max(reduced[i].ServiceSCV, 0.2)-1)/math.Sqrt(reduced[i].servers())
				sum += float64(p * (1 - q + float64(float64(q*float64(rho*rho))*x)))
				b[j*m+i] = float64(float64(p*q) * (1 - float64(rho*rho)))
			}
		}
		idle := 1 - math.Min(1, s.utilization(t.in[j]))
		w := 1 / (1 + float64(float64(4*float64(idle*idle))*(math.Max(1, 1/squares)-1)))
		a[j] += float64(w * sum)
		for i := range m {
			b[j*m+i] *= w
		}
	}
	x, ok := solve(m, b, a)
	if !ok { // only if items leave too rarely for float64 to tell, see flows
		for i := range x {
			x[i] = 1
		}
	}
	for i := range x {
		x[i] = math.Max(0, x[i])
	}
	return x
}

// qnaWait is the mean wait of one station by (44) and (45), for ρ < 1.
func (s Station) qnaWait(rho, scv float64) float64 {
	if s.Delay || s.MeanService == 0 {
		return 0
	}
	both := scv + s.ServiceSCV
	if s.Servers > 1 {
		return both / 2 * s.mmcWait(rho)
	}
	if both == 0 || rho == 0 {
		return 0
	}
	wait := float64(rho*s.MeanService) * (both / (2 * (1 - rho)))
	if scv < 1 {
		away := 1 - scv
		wait *= portable.Exp(-2 * (1 - rho) * (away * away) / (3 * rho * both))
	}
	return wait
}

// simplified lists what QNA does not get exactly. A station whose sources, and
// theirs, are all Poisson and exponential is part of a Jackson network, and
// exact. So is one server with any service time that such stations feed, if
// nothing it sends comes back by way of others (M/G/1).
func (n Open) simplified(t traffic, scv, loop []float64) []Approximation {
	m := len(n.Stations)
	var list []Approximation
	for j, s := range n.Stations {
		if t.in[j] == 0 || s.Delay || s.MeanService == 0 {
			continue // nobody waits, so nothing is approximated
		}
		// Everything upstream of j, by other routes than straight back to j.
		upstream := make([]bool, m)
		todo := []int{j}
		for len(todo) > 0 {
			k := todo[len(todo)-1]
			todo = todo[:len(todo)-1]
			for i := range m {
				if i != k && n.Routing[i][k] > 0 && t.in[i] > 0 && !upstream[i] {
					upstream[i] = true
					todo = append(todo, i)
				}
			}
		}
		poisson := s.poisson()
		for i, up := range upstream {
			poisson = poisson && (!up || n.Stations[i].poisson() && n.Stations[i].exponential())
		}
		if poisson && (s.exponential() || s.Servers == 1 && !upstream[j]) {
			continue
		}
		say := func(format string, args ...any) {
			list = append(list, Approximation{j, smallfmt.Sprintf(format, args...)})
		}
		if !poisson || upstream[j] {
			say("arrivals count as independent, with an SCV of %.3g", scv[j])
		}
		if s.Servers > 1 {
			say("the wait is that of M/M/%d, scaled by the SCVs", s.Servers)
		}
		if loop[j] > 0 {
			say("an item that comes straight back counts as one longer service")
		}
		if s.ServiceSCV < 0.2 && n.leadsOn(j) {
			say("departures count service as no steadier than an SCV of 0.2")
		}
	}
	return list
}

// leadsOn reports whether some items go on from j to another station.
func (n Open) leadsOn(j int) bool {
	for k, p := range n.Routing[j] {
		if k != j && p > 0 {
			return true
		}
	}
	return false
}

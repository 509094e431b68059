package network

import "kingman/core/queue"

// The most states of population that MVA keeps, and the most steps it takes:
// some 16 MB a table and a second or so.
const (
	maxStates = 1 << 20
	maxSteps  = 1 << 27
)

// MVA returns the exact steady state of a closed product-form network, the
// numbers of exact mean value analysis (Reiser and Lavenberg 1980), for one
// class or several, single servers, several servers and delays:
//
//	R(k,r) = D(k,r)·(1 + Q(k) seen with one item of class r fewer),  X(r) = N(r)/(Z(r) + Σ R(k,r))
//
// at a single server. MVA's own recursion for several servers subtracts nearly
// equal numbers near saturation and can fail badly (Reiser 1981), so the
// numbers are computed from normalising constants by convolution (Buzen 1973;
// Reiser and Kobayashi 1975), with a range of exponents that cannot overflow:
//
//	X(r) = G(N − 1(r))/G(N),  R(k,r) = D(k,r)·(1 + G⁺(N − 1(r))/G(N − 1(r)))
//
// where station k's factor in G is F(u) = Σ u^j/Π min(i, c), u = Σ D(k,r)·z(r), and in
// G⁺ it is F′(u) − F(u) = u^c/(c·c!)/(1 − u/c)², what an arrival waits for. All terms
// are positive: a wait of 1e-30 has all its digits.
//
// The cost is about Π(N(r)+1) states times the number of classes and of
// servers that can be busy; beyond a million states or 134 million steps the
// error is a PopulationError. Other errors are queue.FieldErrors.
func (n Closed) MVA() (ClosedResult, error) {
	if err := n.check(); err != nil {
		return ClosedResult{}, err
	}
	s := n.solver()
	if err := s.afford(); err != nil {
		return ClosedResult{}, err
	}
	res := ClosedResult{
		Classes:  make([]ClosedClassResult, len(n.Classes)),
		Stations: make([]ClosedStationResult, len(n.Stations)),
	}
	base, full := s.constants()
	for i, r := range s.classes {
		res.Classes[r].Throughput = full.g[s.without(i)].over(full.g[len(full.g)-1])
	}
	waits := s.waits(base, full)
	for k, st := range n.Stations {
		out := &res.Stations[k]
		out.WIP, out.QueueLength = make([]float64, len(n.Classes)), make([]float64, len(n.Classes))
		out.ResidenceTime, out.MeanWait = make([]float64, len(n.Classes)), make([]float64, len(n.Classes))
		for i, r := range s.classes {
			c := &res.Classes[r]
			wait, touch := 0.0, st.demand(r)
			if touch > 0 {
				wait = float64(touch * waits[k][i])
				out.MeanWait[r] = float64(st.MeanService[r] * waits[k][i])
			}
			out.ResidenceTime[r] = touch + wait
			out.QueueLength[r] = float64(c.Throughput * wait)
			out.WIP[r] = float64(c.Throughput * out.ResidenceTime[r])
			c.TouchTime += touch
			c.ResponseTime += out.ResidenceTime[r]
			c.WIP += out.WIP[r]
			if !st.Delay {
				out.BusyFraction += float64(c.Throughput * (touch / float64(st.Servers)))
			}
		}
		out.BusyFraction = min(1, out.BusyFraction)
	}
	return res, nil
}

// ThroughputCurve returns X(n) for every population n from 0 to that of the one
// class, for the price of MVA at the largest. X(n) never falls with n. More
// than one class is a queue.FieldError.
func (n Closed) ThroughputCurve() ([]float64, error) {
	if err := n.check(); err != nil {
		return nil, err
	}
	if len(n.Classes) != 1 {
		return nil, &queue.FieldError{Field: "Classes", Value: float64(len(n.Classes)), Legal: "one class"}
	}
	s := n.solver()
	if err := s.afford(); err != nil {
		return nil, err
	}
	curve := make([]float64, n.Classes[0].Population+1)
	if len(s.classes) > 0 {
		_, full := s.constants()
		for i := 1; i < len(curve); i++ {
			curve[i] = full.g[i-1].over(full.g[i])
		}
	}
	return curve, nil
}

// A solver is a closed network reduced to what its normalising constant needs.
type solver struct {
	classes    []int    // those with items
	population []int    // of each of them
	think      []wide   // their time without waiting: thinking and delays
	stations   []int    // those where somebody can wait
	servers    []int    // of each of them
	demand     [][]wide // of each of them, by class
	per        [][]wide // demand over servers
	total      int      // items
	of         int      // stations in all
}

func (n Closed) solver() solver {
	s := solver{of: len(n.Stations)}
	for r, c := range n.Classes {
		if c.Population > 0 {
			s.classes = append(s.classes, r)
			s.population = append(s.population, c.Population)
			s.think = append(s.think, widen(c.ThinkTime))
			s.total += c.Population
		}
	}
	for k, st := range n.Stations {
		demand, per := make([]wide, len(s.classes)), make([]wide, len(s.classes))
		for i, r := range s.classes {
			demand[i] = widen(st.demand(r))
			per[i] = widen(st.demand(r) / max(1, float64(st.Servers)))
		}
		if st.Delay || st.Servers >= s.total { // nobody ever waits
			for i := range s.classes {
				s.think[i] = s.think[i].plus(demand[i])
			}
			continue
		}
		s.stations, s.servers = append(s.stations, k), append(s.servers, st.Servers)
		s.demand, s.per = append(s.demand, demand), append(s.per, per)
	}
	return s
}

// afford refuses what would take too much memory or time.
func (s solver) afford() error {
	states := 1.0
	for _, n := range s.population {
		states *= float64(n) + 1
	}
	if states > maxStates {
		return &PopulationError{s.population, "states", states, maxStates}
	}
	passes, several, polynomials := 1.0, 0.0, 0.0
	for _, c := range s.servers {
		passes += 2
		if c > 1 {
			passes += float64(c)
			polynomials += float64(c)
			several++
		}
	}
	steps := states * float64(len(s.population)) * (passes + float64(several*polynomials))
	if steps > maxSteps {
		return &PopulationError{s.population, "steps", steps, maxSteps}
	}
	return nil
}

// constants returns the normalising constants of the network, and of what is
// left of it when stations of several servers lack their polynomial.
func (s solver) constants() (base, full powerSeries) {
	base = newPowerSeries(s.population, s.think)
	for k := range s.stations {
		base.divide(s.per[k])
	}
	return base, s.polynomials(base, -1)
}

// polynomials returns base with the polynomials of all stations but one.
func (s solver) polynomials(base powerSeries, but int) powerSeries {
	full := base.clone()
	for k, c := range s.servers {
		if c > 1 && k != but {
			full.servers(c, s.demand[k])
		}
	}
	return full
}

// waits returns for every station of the network and every class with items
// the mean wait of a visit, in units of the mean service.
func (s solver) waits(base, full powerSeries) [][]float64 {
	waits := make([][]float64, s.of)
	for k := range waits {
		waits[k] = make([]float64, len(s.classes))
	}
	for k, c := range s.servers {
		plus := full.clone()
		if c > 1 {
			plus = s.polynomials(base, k)
		}
		plus.divide(s.per[k])
		part := make([]wide, len(s.classes))
		for j := 1; j <= c; j++ { // u^c/(c·c!)
			by := float64(j)
			if j == c {
				by *= float64(c)
			}
			for i := range part {
				part[i] = s.demand[k][i].times(widen(1 / by))
			}
			plus.multiply(part)
		}
		for i := range s.classes {
			waits[s.stations[k]][i] = plus.g[s.without(i)].over(full.g[s.without(i)])
		}
	}
	return waits
}

// without is the place of all items but one of class i.
func (s solver) without(i int) int {
	states, stride := 1, 1
	for r, n := range s.population {
		if r == i {
			stride = states
		}
		states *= n + 1
	}
	return states - 1 - stride
}

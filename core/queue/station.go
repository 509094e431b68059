package queue

import "math"

// A Station is a line served first come, first served, by Servers alike: G/G/c.
type Station struct {
	ArrivalRate float64 // λ, items per hour; 0 to 1e12
	MeanService float64 // s, hours per item; 1e-12 to 1e12
	Servers     int     // c, from 1 to 1000000
	ArrivalSCV  float64 // Ca², variance/mean² of the times between arrivals; 0 to 1e12
	ServiceSCV  float64 // Cs², variance/mean² of the service times; 0 to 1e12
}

// Validate returns a *FieldError for the first field outside its range.
func (s Station) Validate() error {
	// Spelled out rather than passed to errorsFirst: this runs for every point
	// of every curve in a drag's frame and must not allocate.
	if err := nonNegative("ArrivalRate", s.ArrivalRate); err != nil {
		return err
	}
	if err := positive("MeanService", s.MeanService); err != nil {
		return err
	}
	if err := serverCount(s.Servers); err != nil {
		return err
	}
	if err := nonNegative("ArrivalSCV", s.ArrivalSCV); err != nil {
		return err
	}
	return nonNegative("ServiceSCV", s.ServiceSCV)
}

// OfferedLoad is a = λs, the servers that would be busy if none were scarce.
func (s Station) OfferedLoad() float64 { return s.ArrivalRate * s.MeanService }

// Utilization is ρ = λs/c. It exceeds 1 when more work arrives than can be done.
func (s Station) Utilization() float64 { return s.OfferedLoad() / float64(s.Servers) }

// Capacity is c/s, the most departures per hour there can be.
func (s Station) Capacity() float64 { return float64(s.Servers) / s.MeanService }

// Measures are what every steady state has. Waits and the chance of delay are
// those of an arriving item, the rest are averages over time.
type Measures struct {
	MeanWait         float64 // Wq, hours in line
	MeanSojourn      float64 // W, hours in line and in service
	QueueLength      float64 // Lq, items in line
	WIP              float64 // L, items in line or in service
	DelayProbability float64 // P(Wq > 0)
	BusyFraction     float64 // share of time that a server is busy; never above 1
}

// measures completes the rest by Little's law from the mean wait and the chance
// of delay of a stable station that serves everyone.
func measures(arrivalRate, meanService float64, servers int, meanWait, delay float64) Measures {
	load := float64(arrivalRate * meanService)
	line := float64(arrivalRate * meanWait)
	return Measures{
		MeanWait:         meanWait,
		MeanSojourn:      float64(meanWait) + meanService,
		QueueLength:      line,
		WIP:              line + load,
		DelayProbability: delay,
		BusyFraction:     load / float64(servers),
	}
}

// DepartureSCV is the variability of the times between those who leave,
//
//	1 + (1 − ρ²)(Ca² − 1) + ρ²(max(Cs², 0.2) − 1)/√c,
//
// for one server by K. Marshall, 1968, in the form of W. Whitt's QNA, 1983, equation 38. At
// and past 100 % utilization it is that of servers who are always busy; never below 0. It is
// an approximation but for Poisson arrivals and exponential services.
func (s Station) DepartureSCV() float64 {
	rho := math.Min(1, s.Utilization())
	busy := float64(rho * rho)
	return math.Max(0, 1+float64((1-busy)*(s.ArrivalSCV-1))+float64(busy*(math.Max(s.ServiceSCV, 0.2)-1)/math.Sqrt(float64(s.Servers))))
}

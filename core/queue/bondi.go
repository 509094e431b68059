package queue

// BondiBuzen approximates Priorities at several servers with any services
// (Bondi and Buzen 1984): a class waits as long as at one server that is c
// times as fast, scaled by what several servers do to the wait when nobody has
// priority. With the wait of M/G/c taken as that of M/M/c times (1 + Cs²)/2 (Lee
// and Longton 1959) the scale is
//
//	Wq(k) ≈ C(c, a)/ρ · Wq(k at one server of mean services s/c)
//
// without preemption. With preemption it is applied to the classes up to k
// together, at their own load, and Wq(k) is what k adds. Either way it is exact
// for one server, and for one exponential service time common to all classes;
// it is least to be trusted for short urgent work behind long services. For
// two exponential classes of 0.5 and 1.67 hours at two servers (ρ = 0.73) it is
// 0.7 % low and 0.4 % high.
// Overload is treated, and reported, as by the exact methods.
func (p Priorities) BondiBuzen(preemptive bool) ([]PriorityResult, error) {
	if err := p.check(); err != nil {
		return nil, err
	}
	c := float64(p.Servers)
	fast := Priorities{Servers: 1, Classes: make([]PriorityClass, len(p.Classes))}
	for k, class := range p.Classes {
		class.MeanService /= c
		fast.Classes[k] = class
	}
	alone, _ := fast.alone(preemptive) // overload is reported below
	if !preemptive {
		scale := 1.0 // at saturation and beyond
		if rho := p.load(len(p.Classes)); rho < 1 {
			scale = newErlangSlope(c, float64(rho*c), float64(rho*c)).ratio
		}
		return p.results(func(k int, before, upTo float64) float64 { return float64(scale * alone[k].MeanWait) })
	}
	var above float64 // Σ λ(i)·Wq(i) of the classes before k at the fast server
	return p.results(func(k int, before, upTo float64) float64 {
		// scale(k)·(above + λw) − scale(k−1)·above, over λ.
		w := alone[k].MeanWait
		at := newErlangSlope(c, float64(before*c), float64(upTo*c))
		wait := float64(at.ratio*w) + float64(float64(at.ratioSlope*above)*(p.Classes[k].MeanService/c))
		above += float64(p.Classes[k].ArrivalRate * w)
		return wait
	})
}

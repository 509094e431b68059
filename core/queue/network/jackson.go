package network

import (
	"kingman/core/queue"
	"kingman/core/smallfmt"
)

// Jackson returns the exact steady state of an open network of exponential
// servers with Poisson arrivals from outside and first come, first served
// lines (Jackson 1957, 1963). The numbers at the stations are independent and
// each is that of an M/M/c with the arrival rate of the traffic equations,
// even where feedback makes the streams between them anything but Poisson.
// At a delay any service time will do (Baskett, Chandy, Muntz and Palacios
// 1975).
//
// A ServiceSCV or an ArrivalSCV other than 1 is refused with a
// queue.FieldError: QNA takes those. If some stations cannot keep up, they are
// +Inf, the others have the steady state that is left to them (Goodman and
// Massey 1984), and the error is a queue.UnstableError that names the worst.
// Routing that traps items is a TrapError.
func (n Open) Jackson() (OpenResult, error) {
	t, err := n.traffic()
	if err != nil {
		return OpenResult{}, err
	}
	scv := make([]float64, len(n.Stations))
	for i, s := range n.Stations {
		scv[i] = 1
		if !s.poisson() {
			return OpenResult{}, &queue.FieldError{Field: smallfmt.Sprintf("Stations[%d].ArrivalSCV", i), Value: s.ArrivalSCV, Legal: "1 (Poisson) for Jackson's exact result"}
		}
		if !s.exponential() {
			return OpenResult{}, &queue.FieldError{Field: smallfmt.Sprintf("Stations[%d].ServiceSCV", i), Value: s.ServiceSCV, Legal: "1 (exponential) for Jackson's exact result"}
		}
	}
	return n.result(t, scv, func(i int) float64 {
		return n.Stations[i].mmcWait(n.Stations[i].utilization(t.in[i]))
	})
}

// poisson reports whether what comes to s from outside is a Poisson stream.
func (s Station) poisson() bool { return s.ArrivalRate == 0 || s.ArrivalSCV == 1 }

// exponential reports whether s serves as a station of a Jackson network.
func (s Station) exponential() bool { return s.Delay || s.MeanService == 0 || s.ServiceSCV == 1 }

// mmcWait returns the mean wait of M/M/c, C(c, cρ)·s/(c(1 − ρ)), for ρ < 1.
func (s Station) mmcWait(rho float64) float64 {
	if s.Delay || s.MeanService == 0 {
		return 0
	}
	c := float64(s.Servers)
	delay, err := queue.Erlang{Servers: s.Servers, OfferedLoad: float64(c * rho)}.C()
	if err != nil { // ρ is so close to 1 that c·ρ rounds to c
		delay = 1
	}
	return delay * (s.MeanService / float64(c*(1-rho)))
}

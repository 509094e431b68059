package queue

import (
	"math"

	"kingman/core/portable"
)

// MGcc is M/G/c/c, Erlang's loss system: no line at all, an item that finds every
// server busy is turned away. The distribution of the service times does not
// matter (Sevastyanov 1957), only their mean.
type MGcc struct {
	ArrivalRate float64 // λ, items per hour; 0 to 1e12
	MeanService float64 // s, hours per item; 1e-12 to 1e12
	Servers     int     // c, from 1 to 1000000
}

// MGccResult is the steady state of MGcc.
type MGccResult struct {
	Measures
	EmptyProbability    float64 // chance that nobody is in the system
	BlockingProbability float64 // Erlang's B
	Throughput          float64 // items served per hour
}

// Analyze returns the steady state, or a *FieldError.
func (m MGcc) Analyze() (MGccResult, error) {
	if err := markovian(m.ArrivalRate, m.MeanService, m.Servers); err != nil {
		return MGccResult{}, err
	}
	load := float64(m.ArrivalRate * m.MeanService)
	b := erlangB(m.Servers, load)
	admitted := float64(m.ArrivalRate * (1 - b))
	q := MGccResult{Measures: measures(admitted, m.MeanService, m.Servers, 0, 0), BlockingProbability: b, Throughput: admitted}
	q.EmptyProbability = 1
	if load > 0 {
		q.EmptyProbability = erlangEmpty(m.Servers, load)
	}
	return q, nil
}

// MGInf is M/G/∞: nobody ever waits, and the number in service is Poisson with mean λs.
type MGInf struct {
	ArrivalRate float64 // λ, items per hour; 0 to 1e12
	MeanService float64 // s, hours per item; 1e-12 to 1e12
}

// MGInfResult is the steady state of MGInf.
type MGInfResult struct {
	MeanSojourn      float64 // s
	WIP              float64 // λs
	EmptyProbability float64 // e^(−λs)
}

// Analyze returns the steady state, or a *FieldError.
func (m MGInf) Analyze() (MGInfResult, error) {
	if err := errorsFirst(nonNegative("ArrivalRate", m.ArrivalRate), positive("MeanService", m.MeanService)); err != nil {
		return MGInfResult{}, err
	}
	load := float64(m.ArrivalRate * m.MeanService)
	return MGInfResult{MeanSojourn: m.MeanService, WIP: load, EmptyProbability: portable.Exp(-load)}, nil
}

// After returns how many items are expected so many hours after there were some, both 0 to 1e12, and the hours that they
// have spent there in between:
//
//	n(t) = λs + (n − λs)e^(−t/s),  ∫n = λst + s(n − λs)(1 − e^(−t/s)).
//
// It is exact for exponential services, whenever those of the first items began. Where the rate changes from time to time, as
// in M(t)/M/∞ (S. Eick, W. Massey and W. Whitt, "The physics of the Mt/G/∞ queue", Operations Research 41, 1993), each
// stretch begins with what the one before has left. NaN, twice, with a *FieldError.
func (m MGInf) After(items, hours float64) (left, itemHours float64, err error) {
	err = errorsFirst(nonNegative("ArrivalRate", m.ArrivalRate), positive("MeanService", m.MeanService), nonNegative("items", items), nonNegative("hours", hours))
	if err != nil {
		return math.NaN(), math.NaN(), err
	}
	load, gone := float64(m.ArrivalRate*m.MeanService), -portable.Expm1(-hours/m.MeanService)
	more := float64((items - load) * gone)
	return items - more, float64(load*hours) + float64(m.MeanService*more), nil
}

package queue

import "kingman/core/portable"

// MGcc is the steady state of M/G/c/c, Erlang's loss system: no line at all, an
// item that finds every server busy is turned away. The distribution of the
// service times does not matter (Sevastyanov 1957), only their mean.
type MGcc struct {
	Measures
	EmptyProbability    float64 // chance that nobody is in the system
	BlockingProbability float64 // Erlang's B
	Throughput          float64 // items served per hour
}

// NewMGcc returns the steady state, or a *FieldError.
func NewMGcc(arrivalRate, meanService float64, servers int) (MGcc, error) {
	if err := markovian(arrivalRate, meanService, servers); err != nil {
		return MGcc{}, err
	}
	load := float64(arrivalRate * meanService)
	b := erlangB(servers, load)
	admitted := float64(arrivalRate * (1 - b))
	q := MGcc{Measures: measures(admitted, meanService, servers, 0, 0), BlockingProbability: b, Throughput: admitted}
	q.EmptyProbability = 1
	if load > 0 {
		q.EmptyProbability = erlangEmpty(servers, load)
	}
	return q, nil
}

// MGInf is the steady state of M/G/∞: nobody ever waits, and the number in
// service is Poisson with mean λs.
type MGInf struct {
	MeanSojourn      float64 // s
	WIP              float64 // λs
	EmptyProbability float64 // e^(−λs)
}

// NewMGInf returns the steady state, or a *FieldError.
func NewMGInf(arrivalRate, meanService float64) (MGInf, error) {
	if err := errorsFirst(nonNegative("ArrivalRate", arrivalRate), positive("MeanService", meanService)); err != nil {
		return MGInf{}, err
	}
	load := float64(arrivalRate * meanService)
	return MGInf{MeanSojourn: meanService, WIP: load, EmptyProbability: portable.Exp(-load)}, nil
}

package queue

import (
	"errors"
	"math"

	"kingman/core/smallfmt"
)

// An UnstableError says that a station has no steady state: work arrives at
// least as fast as it can be served, so the line grows for ever. The values
// returned with it are the limits, +Inf for waits and lines.
type UnstableError struct {
	Rho     float64 // utilization, at least 1
	Station string  // name of the station in a network; empty for a lone one
}

func (e *UnstableError) Error() string {
	where := ""
	if e.Station != "" {
		where = " at " + e.Station
	}
	return smallfmt.Sprintf("no steady state%s: utilization %.4g is not below 1", where, e.Rho)
}

// A FieldError says which input is not legal.
type FieldError struct {
	Field string  // name of the field, as in the Go struct
	Value float64 // what it was
	Legal string  // what it may be
}

func (e *FieldError) Error() string {
	return smallfmt.Sprintf("%s is %v, must be %s", e.Field, e.Value, e.Legal)
}

// IsUnstable reports whether err is or wraps an *UnstableError.
func IsUnstable(err error) bool {
	var u *UnstableError
	return errors.As(err, &u)
}

// unstable returns the error for a utilization, or nil below 1.
func unstable(rho float64) error {
	if rho < 1 {
		return nil
	}
	return &UnstableError{Rho: rho}
}

const (
	legalPositive    = "a number from 1e-12 to 1e12"
	legalNonNegative = "a number from 0 to 1e12"
	legalServers     = "a whole number from 1 to 1000000"

	// The bounds are absurd for any organisation; they are there so that no
	// product of legal inputs overflows.
	maxServers = 1_000_000
	smallest   = 1e-12
	largest    = 1e12
)

func finite(x float64) bool { return math.Abs(x) <= math.MaxFloat64 }

func positive(field string, x float64) error {
	if x >= smallest && x <= largest {
		return nil
	}
	return &FieldError{field, x, legalPositive}
}

func nonNegative(field string, x float64) error {
	if x >= 0 && x <= largest {
		return nil
	}
	return &FieldError{field, x, legalNonNegative}
}

func serverCount(c int) error {
	if c >= 1 && c <= maxServers {
		return nil
	}
	return &FieldError{"Servers", float64(c), legalServers}
}

// markovian checks what every model with Poisson arrivals has.
func markovian(arrivalRate, meanService float64, servers int) error {
	return errorsFirst(nonNegative("ArrivalRate", arrivalRate), positive("MeanService", meanService), serverCount(servers))
}

// within says in which field the field of an error is.
func within(field string, err error) error {
	if err == nil {
		return nil
	}
	bad := (*FieldError)(nil)
	if errors.As(err, &bad) {
		return &FieldError{field + "." + bad.Field, bad.Value, bad.Legal}
	}
	return err
}

func errorsFirst(errs ...error) error {
	for _, err := range errs {
		if err != nil {
			return err
		}
	}
	return nil
}

// probability checks the argument of a quantile: 1 is legal and gives the
// largest value, which may be +Inf.
func probability(p float64) error {
	if p >= 0 && p <= 1 {
		return nil
	}
	return &FieldError{"p", p, "a probability from 0 to 1"}
}

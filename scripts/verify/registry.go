package main

import "fmt"

// The ways in which a row can ask to be checked. A row about an argument is
// always checked in the last one; what it calls its method is a remark on where
// its value comes from.
const (
	methodFormula  = "formula"
	methodSimulate = "simulate"
	methodTrace    = "trace"
	methodRefuse   = "refuse"
	methodArgument = "argument"
)

var allMethods = []string{methodFormula, methodSimulate, methodTrace, methodRefuse, methodArgument}

// A Compute evaluates the library for one row. An error means that the library
// refused the input (as a refuse row wants) or could not do it.
type Compute func(row Row) (Result, error)

var registry = map[[2]string]Compute{}

// register says how rows of this model and method are computed. Each group of
// models registers itself from an init function in its own file. A refuse row
// is computed by its model's "refuse" entry, or else by its "formula" entry.
func register(model, method string, compute Compute) {
	key := [2]string{model, method}
	if registry[key] != nil {
		panic(fmt.Sprintf("verify: %s (%s) is registered twice", model, method))
	}
	registry[key] = compute
}

func lookup(model, method string) (Compute, bool) {
	c, ok := registry[[2]string{model, method}]
	if !ok && method == methodRefuse {
		c, ok = registry[[2]string{model, methodFormula}]
	}
	return c, ok
}

// A Got is one computed value: a number with the standard error of its
// simulation (0 for formulas), or a word. The word "null" is what never
// happened.
type Got struct {
	Value  float64
	StdErr float64
	Word   string
}

// A Result holds the library's values, by quantity. A quantity is the path of
// a number inside the row's "out": mean_wait, stations.mean_wait[1],
// wip[0][1]. A Result may hold more than the row asks for; a quantity that the row asks
// for and the Result does not hold is an unknown quantity.
type Result map[string]Got

// Set records a formula's value.
func (r Result) Set(quantity string, value float64) { r[quantity] = Got{Value: value} }

// SetEstimate records a simulated value and its standard error.
func (r Result) SetEstimate(quantity string, value, stdErr float64) {
	r[quantity] = Got{Value: value, StdErr: stdErr}
}

// SetWord records a word.
func (r Result) SetWord(quantity, word string) { r[quantity] = Got{Word: word} }

// SetList records values as quantity[0], quantity[1], ….
func (r Result) SetList(quantity string, values []float64) {
	for i, v := range values {
		r.Set(fmt.Sprintf("%s[%d]", quantity, i), v)
	}
}

package dist

import "strconv"

// Kind names a family of laws.
type Kind uint8

// The kinds. Their names, as String gives them, are the words used in links and tables.
const (
	Deterministic Kind = iota
	Erlang
	Gamma
	Exponential
	Hyperexponential
	Lognormal
	Uniform
)

var kindNames = [...]string{"deterministic", "erlang", "gamma", "exponential", "hyperexponential", "lognormal", "uniform"}

// String returns the name of the kind, for example "gamma".
func (k Kind) String() string {
	if int(k) < len(kindNames) {
		return kindNames[k]
	}
	return "kind(" + strconv.Itoa(int(k)) + ")"
}

// ParseKind returns the kind with this name, and whether there is one.
func ParseKind(name string) (Kind, bool) {
	for i, n := range kindNames {
		if n == name {
			return Kind(i), true
		}
	}
	return 0, false
}

// RangeError names a value that was refused and the legal range.
type RangeError struct {
	Field string  // for example "scv"
	Value float64 // as given
	Legal string  // for example "from 0 to 10000"
}

func (e *RangeError) Error() string {
	return "dist: " + e.Field + " is " + strconv.FormatFloat(e.Value, 'g', -1, 64) + ", must be " + e.Legal
}

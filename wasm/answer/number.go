package answer

import (
	"encoding/json"
	"math"

	"kingman/core/words"
)

// A number is written as null if it is NaN or infinite.
type number float64

// MarshalJSON implements [json.Marshaler].
func (n number) MarshalJSON() ([]byte, error) {
	if !finite(float64(n)) {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// missing says of numbers that are null what they are.
type missing []gap

// A gap is a run of nulls of one kind in a series: the elements From to To,
// counted from 0, both of them null.
type gap struct {
	Series string `json:"series"`
	From   int    `json:"from"`
	To     int    `json:"to"`
	Word   string `json:"word"`
}

// add appends the gaps of a series.
func (m *missing) add(series string, values []float64) {
	open := false
	for i, v := range values {
		if finite(v) {
			open = false
			continue
		}
		word := words.Short(v)
		if last := len(*m) - 1; open && (*m)[last].Word == word {
			(*m)[last].To = i
			continue
		}
		*m = append(*m, gap{Series: series, From: i, To: i, Word: word})
		open = true
	}
}

// numbers returns vs for JSON; nil stays nil.
func numbers(vs []float64) []number {
	if vs == nil {
		return nil
	}
	ns := make([]number, len(vs))
	for i, v := range vs {
		ns[i] = number(v)
	}
	return ns
}

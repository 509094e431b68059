package answer

import (
	"math"

	"kingman/core/words"
	"kingman/wasm/json"
)

// A writer writes the parts of an answer.
type writer struct {
	json.Writer
	currency words.Currency // that amounts are said in
}

// some writes a text and its name, unless it is empty.
func (w *writer) some(name, s string) {
	if s != "" {
		w.Name(name).Text(s)
	}
}

// value writes a number and how a reader would say it.
func (w *writer) value(name string, v float64, said string) {
	w.Name(name).Object()
	w.number("value", v)
	w.Name("words").Text(w.currency.In(said))
	w.End()
}

// number writes a number and its name.
func (w *writer) number(name string, v float64) {
	w.Name(name)
	w.orNull(v)
}

// orNull writes v, or null if it is NaN or infinite.
func (w *writer) orNull(v float64) {
	if finite(v) {
		w.Float(v)
	} else {
		w.Null()
	}
}

func finite(v float64) bool { return !math.IsNaN(v) && !math.IsInf(v, 0) }

// A series is a list of numbers and its name.
type series struct {
	name   string
	values []float64
}

// missing says of numbers that are null what they are: for each run of nulls of
// one kind in a series, the elements from and to, counted from 0, both of them
// null, and a word. It writes nothing if there are none.
func (w *writer) missing(all ...series) {
	any := false
	for _, s := range all {
		for i := 0; i < len(s.values); i++ {
			if finite(s.values[i]) {
				continue
			}
			from, word := i, words.Short(s.values[i])
			for i+1 < len(s.values) && !finite(s.values[i+1]) && words.Short(s.values[i+1]) == word {
				i++
			}
			if !any {
				w.Name("missing").Array()
				any = true
			}
			w.Object()
			w.Name("series").Text(s.name)
			w.Name("from").Int(from)
			w.Name("to").Int(i)
			w.Name("word").Text(word)
			w.End()
		}
	}
	if any {
		w.End()
	}
}

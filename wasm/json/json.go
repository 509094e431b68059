// Package json writes JSON: the same bytes as encoding/json, which a test
// holds it to. That one would add 80 kB, compressed, to the program that a
// reader of the page waits for, since it finds the form of a value at run time.
// Here whoever writes says the form.
package json

import (
	"errors"
	"math"
	"strconv"
	"unicode/utf8"
)

// ErrNotFinite is the error of a document with a number that is NaN or
// infinite, for which JSON has no form.
var ErrNotFinite = errors.New("json: a number is not finite")

// A Writer writes one JSON document, value by value. The zero Writer writes it
// without spaces, and fit for a script element of HTML: "<", ">" and "&" in a
// text are escaped.
type Writer struct {
	// Readable is for documents that people read and copy from: indented by two
	// spaces, with a line break at the end, and "<", ">" and "&" as they are.
	Readable bool

	bytes []byte
	open  []byte // the brackets that close what is open, the innermost last
	first bool   // nothing stands yet in the innermost object or array
	named bool   // the name of the next value stands already
	err   error
}

// Bytes returns the document, which must be complete, or [ErrNotFinite].
func (w *Writer) Bytes() ([]byte, error) {
	if w.err != nil {
		return nil, w.err
	}
	if w.Readable {
		return append(w.bytes, '\n'), nil
	}
	return w.bytes, nil
}

// Object begins an object: names and values alternate until [Writer.End].
func (w *Writer) Object() { w.begin('{', '}') }

// Array begins an array: values until [Writer.End].
func (w *Writer) Array() { w.begin('[', ']') }

// End ends the innermost object or array.
func (w *Writer) End() {
	last := len(w.open) - 1
	bracket := w.open[last]
	w.open = w.open[:last]
	if !w.first {
		w.line()
	}
	w.first = false
	w.bytes = append(w.bytes, bracket)
}

// Name writes the name of the next value of an object.
func (w *Writer) Name(name string) *Writer {
	w.Text(name)
	w.bytes = append(w.bytes, ':')
	if w.Readable {
		w.bytes = append(w.bytes, ' ')
	}
	w.named = true
	return w
}

// Null writes null.
func (w *Writer) Null() { w.literal("null") }

// Bool writes true or false.
func (w *Writer) Bool(b bool) { w.literal(strconv.FormatBool(b)) }

// Int writes a whole number.
func (w *Writer) Int(n int) { w.literal(strconv.Itoa(n)) }

// Uint writes a whole number that no int may hold, such as a seed.
func (w *Writer) Uint(n uint64) { w.literal(strconv.FormatUint(n, 10)) }

// Float writes a number with the fewest digits that read back to the same
// bits. If it is NaN or infinite the document is [ErrNotFinite].
func (w *Writer) Float(v float64) {
	if math.IsNaN(v) || math.IsInf(v, 0) {
		w.err = ErrNotFinite
		return
	}
	w.next()
	if a := math.Abs(v); a == 0 || a >= 1e-6 && a < 1e21 {
		w.bytes = strconv.AppendFloat(w.bytes, v, 'f', -1, 64)
		return
	}
	w.bytes = strconv.AppendFloat(w.bytes, v, 'e', -1, 64)
	// As JavaScript has it: 1e-7, where Go has 1e-07.
	if n := len(w.bytes); w.bytes[n-4] == 'e' && w.bytes[n-2] == '0' {
		w.bytes = append(w.bytes[:n-2], w.bytes[n-1])
	}
}

// Floats writes an array of numbers, null if vs is nil.
func (w *Writer) Floats(vs []float64) {
	if vs == nil {
		w.Null()
		return
	}
	w.Array()
	for _, v := range vs {
		w.Float(v)
	}
	w.End()
}

// Texts writes an array of texts, null if texts is nil.
func (w *Writer) Texts(texts []string) {
	if texts == nil {
		w.Null()
		return
	}
	w.Array()
	for _, s := range texts {
		w.Text(s)
	}
	w.End()
}

// Text writes a text; bytes that are not UTF-8 become U+FFFD.
func (w *Writer) Text(s string) {
	w.next()
	w.bytes = append(w.bytes, '"')
	for i := 0; i < len(s); {
		r, size := utf8.DecodeRuneInString(s[i:])
		switch {
		case r == '"' || r == '\\':
			w.bytes = append(w.bytes, '\\', byte(r))
		case r < ' ':
			w.control(byte(r))
		case !w.Readable && (r == '<' || r == '>' || r == '&'), r == '\u2028' || r == '\u2029', r == utf8.RuneError && size == 1:
			w.escape(r)
		default:
			w.bytes = append(w.bytes, s[i:i+size]...)
		}
		i += size
	}
	w.bytes = append(w.bytes, '"')
}

// control writes a control character: by a letter if there is one.
func (w *Writer) control(c byte) {
	const letters = "btn\x00fr" // from U+0008; U+000B has none
	if k := int(c) - '\b'; k >= 0 && k < len(letters) && letters[k] != 0 {
		w.bytes = append(w.bytes, '\\', letters[k])
		return
	}
	w.escape(rune(c))
}

// escape writes a character by its number.
func (w *Writer) escape(r rune) {
	const digits = "0123456789abcdef"
	w.bytes = append(w.bytes, '\\', 'u', digits[r>>12&0xF], digits[r>>8&0xF], digits[r>>4&0xF], digits[r&0xF])
}

func (w *Writer) literal(s string) {
	w.next()
	w.bytes = append(w.bytes, s...)
}

func (w *Writer) begin(opening, closing byte) {
	w.next()
	w.bytes = append(w.bytes, opening)
	w.open = append(w.open, closing)
	w.first = true
}

// next separates a value, or the name before it, from what stands before.
func (w *Writer) next() {
	if w.named || len(w.open) == 0 {
		w.named = false
		return
	}
	if !w.first {
		w.bytes = append(w.bytes, ',')
	}
	w.first = false
	w.line()
}

// line begins a new line in a document for people.
func (w *Writer) line() {
	if !w.Readable {
		return
	}
	w.bytes = append(w.bytes, '\n')
	for range w.open {
		w.bytes = append(w.bytes, "  "...)
	}
}

// Package smallfmt writes the texts of errors and warnings as package fmt would,
// which a test holds it to, for the few verbs and types that they have.
//
// Package fmt takes any value, and so brings reflection, files and a clock
// along: 158 kB, compressed, of the program that a reader of the page waits for.
package smallfmt

import (
	"errors"
	"strconv"
)

// Sprintf formats args. The verbs are %s, %d and %v, which write any of the
// types below in its one way; %q, a text in quotes; %w, as %v and for [Errorf];
// %f and %g, a float64, which may have a precision as in %.3g; and %%. The types
// are text, bool, int, int64, uint64, byte, float64, lists of text, int and
// float64, error, and whatever has a String method. Anything else, or what a
// verb does not fit, leaves "%!" and the verb in the text.
func Sprintf(format string, args ...any) string {
	b := make([]byte, 0, len(format)+16*len(args))
	for i := 0; i < len(format); i++ {
		if format[i] != '%' || i+1 == len(format) {
			b = append(b, format[i])
			continue
		}
		i++
		precision := -1
		if format[i] == '.' {
			precision = 0
			for i++; i+1 < len(format) && '0' <= format[i] && format[i] <= '9'; i++ {
				precision = 10*precision + int(format[i]-'0')
			}
		}
		verb := format[i]
		if verb == '%' {
			b = append(b, '%')
			continue
		}
		var arg any
		if len(args) > 0 {
			arg, args = args[0], args[1:]
		}
		b = appendArg(b, verb, precision, arg)
	}
	return string(b)
}

// Sprint formats one value, such as that of a panic.
func Sprint(v any) string { return Sprintf("%v", v) }

// Errorf returns an error with the text of [Sprintf]. It wraps the first
// argument that is an error if format has a %w.
func Errorf(format string, args ...any) error {
	text := Sprintf(format, args...)
	for i := 0; i+1 < len(format); i++ {
		if format[i:i+2] != "%w" {
			continue
		}
		for _, a := range args {
			if err, ok := a.(error); ok {
				return &wrapped{text, err}
			}
		}
	}
	return errors.New(text)
}

type wrapped struct {
	text string
	err  error
}

func (w *wrapped) Error() string { return w.text }
func (w *wrapped) Unwrap() error { return w.err }

// appendArg appends one argument by its verb.
func appendArg(b []byte, verb byte, precision int, arg any) []byte {
	switch verb {
	case 's', 'd', 'v', 'w':
		if long, ok := appendValue(b, arg); ok {
			return long
		}
	case 'q':
		if s, ok := arg.(string); ok {
			return strconv.AppendQuote(b, s)
		}
	case 'f', 'g':
		if v, ok := arg.(float64); ok {
			if verb == 'f' && precision < 0 {
				precision = 6
			}
			return strconv.AppendFloat(b, v, verb, precision, 64)
		}
	}
	return append(b, '%', '!', verb)
}

// appendValue appends a value of one of the types that Sprintf names.
func appendValue(b []byte, arg any) ([]byte, bool) {
	switch v := arg.(type) {
	case string:
		return append(b, v...), true
	case bool:
		return strconv.AppendBool(b, v), true
	case int:
		return strconv.AppendInt(b, int64(v), 10), true
	case int64:
		return strconv.AppendInt(b, v, 10), true
	case uint64:
		return strconv.AppendUint(b, v, 10), true
	case byte:
		return strconv.AppendUint(b, uint64(v), 10), true
	case float64:
		return strconv.AppendFloat(b, v, 'g', -1, 64), true
	case error:
		return append(b, v.Error()...), true
	case interface{ String() string }:
		return append(b, v.String()...), true
	case []string:
		return appendList(b, v), true
	case []int:
		return appendList(b, v), true
	case []float64:
		return appendList(b, v), true
	}
	return b, false
}

func appendList[T any](b []byte, list []T) []byte {
	b = append(b, '[')
	for i, v := range list {
		if i > 0 {
			b = append(b, ' ')
		}
		b, _ = appendValue(b, v) // the types of lists are among those of values
	}
	return append(b, ']')
}

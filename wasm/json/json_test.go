package json

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

// A field is a name and its value: objects with their order.
type field struct {
	name  string
	value any
}

// write writes a tree of []field, []any and plain values.
func write(w *Writer, v any) {
	switch v := v.(type) {
	case nil:
		w.Null()
	case bool:
		w.Bool(v)
	case int:
		w.Int(v)
	case uint64:
		w.Uint(v)
	case float64:
		w.Float(v)
	case string:
		w.Text(v)
	case []float64:
		w.Floats(v)
	case []string:
		w.Texts(v)
	case []any:
		w.Array()
		for _, x := range v {
			write(w, x)
		}
		w.End()
	case []field:
		w.Object()
		for _, f := range v {
			write(w.Name(f.name), f.value)
		}
		w.End()
	}
}

// standard returns the tree in types that encoding/json writes with the order
// of the fields: it has none for names that are known at run time only, but by
// structs that are made then.
func standard(v any) any {
	switch v := v.(type) {
	case []any:
		list := make([]any, len(v))
		for i, x := range v {
			list[i] = standard(x)
		}
		return list
	case []field:
		fields := make([]reflect.StructField, len(v))
		for i, f := range v {
			fields[i] = reflect.StructField{Name: "F" + strings.Repeat("x", i), Type: reflect.TypeFor[any](), Tag: reflect.StructTag(`json:"` + f.name + `"`)}
		}
		s := reflect.New(reflect.StructOf(fields)).Elem()
		for i, f := range v {
			if x := standard(f.value); x != nil {
				s.Field(i).Set(reflect.ValueOf(x))
			}
		}
		return s.Interface()
	}
	return v
}

// wantStandard holds both forms of a tree to what encoding/json writes.
func wantStandard(t *testing.T, tree any) {
	t.Helper()
	var readable bytes.Buffer
	e := json.NewEncoder(&readable)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	compact, err := json.Marshal(standard(tree))
	if err2 := e.Encode(standard(tree)); err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	for _, c := range []struct {
		writer Writer
		want   string
	}{{Writer{}, string(compact)}, {Writer{Readable: true}, readable.String()}} {
		write(&c.writer, tree)
		if got, err := c.writer.Bytes(); err != nil || string(got) != c.want {
			t.Errorf("%#v, readable %v:\n got %s, %v\nwant %s", tree, c.writer.Readable, got, err, c.want)
		}
	}
}

func TestDocuments(t *testing.T) {
	for _, tree := range []any{
		nil, true, false, 0, -12, uint64(math.MaxUint64), "", "text",
		[]any{}, []field{}, []float64(nil), []float64{}, []string(nil), []string{},
		[]any{[]any{}, []field{}, []any{1}},
		[]float64{1, 0.5}, []string{"a", "<b>"},
		[]field{{"empty", []field{}}, {"none", nil}, {"list", []any{1, []any{2, "three"}}}, {"object", []field{{"x", 1.5}, {"y", []float64{}}}}, {"last", true}},
	} {
		wantStandard(t, tree)
	}
}

func TestTexts(t *testing.T) {
	for c := range rune(0x100) {
		wantStandard(t, "a"+string(c)+"b")
	}
	for _, s := range []string{"\u2028", "\u2029", "\u2027\u202a", "…", "“—”", "\U0001F600", "\ufffd", "\xff", "a\xc3", "\xed\xa0\x80", "</script>", `a"b\c`, "\v\x7f"} {
		wantStandard(t, s)
	}
}

func TestNumbers(t *testing.T) {
	for _, v := range []float64{
		0, math.Copysign(0, -1), 1, -1, 1.0 / 3, 0.1, 100, 1e20, 1e21, 123456789012345678901234, 1e-6, 9.9e-7, 1e-7, -1e-9, 1e-10, 1.5e-100, 2.5e300,
		math.MaxFloat64, math.SmallestNonzeroFloat64, math.Nextafter(1e21, 0), math.Nextafter(1e-6, 0),
	} {
		wantStandard(t, v)
	}
}

// A number that JSON has no form for leaves no document, wherever it stands.
func TestNotFinite(t *testing.T) {
	for _, v := range []float64{math.NaN(), math.Inf(1), math.Inf(-1)} {
		for _, tree := range []any{v, []float64{1, v}, []field{{"a", v}, {"b", 1}}} {
			var w Writer
			write(&w, tree)
			if got, err := w.Bytes(); got != nil || !errors.Is(err, ErrNotFinite) {
				t.Errorf("%v: %s, %v", tree, got, err)
			}
		}
	}
}

// FuzzDocument makes a document of bytes and holds it to what encoding/json
// writes: each byte says what comes next, and a text or a number takes those
// after it.
func FuzzDocument(f *testing.F) {
	for _, seed := range []string{"", "\x06\x04\x05\x03abc\x00", "\x06\x06\x07\x02\x03\x08<&>\xe2\x80\xa8\xff\x07\x07", "\x06\x05\x9a\x99\x99\x99\x99\x99\xb9\x3f\x05\x00\x00\x00\x00\x00\x00\x10\x00"} {
		f.Add([]byte(seed))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		if len(data) > 4096 {
			return
		}
		tree, _ := grow(data, 0)
		wantStandard(t, tree)
	})
}

// grow reads a tree from the front of data and returns what is left.
func grow(data []byte, depth int) (any, []byte) {
	if len(data) == 0 || depth > 20 {
		return nil, nil
	}
	kind, rest := data[0], data[1:]
	switch kind % 8 {
	case 0:
		return nil, rest
	case 1:
		return kind > 99, rest
	case 2:
		return int(kind) - 128, rest
	case 3, 4:
		n := 0
		if len(rest) > 0 {
			n, rest = int(rest[0]), rest[1:]
		}
		n = min(n, len(rest))
		return string(rest[:n]), rest[n:]
	case 5:
		if len(rest) < 8 {
			return nil, nil
		}
		v := math.Float64frombits(binary.LittleEndian.Uint64(rest))
		if math.IsNaN(v) || math.IsInf(v, 0) {
			v = 0
		}
		return v, rest[8:]
	case 6:
		list := []any{}
		for range kind / 8 % 8 {
			var v any
			v, rest = grow(rest, depth+1)
			list = append(list, v)
		}
		return list, rest
	}
	object := []field{}
	for i := range int(kind / 8 % 8) {
		var v any
		v, rest = grow(rest, depth+1)
		object = append(object, field{"name" + strings.Repeat("s", i), v})
	}
	return object, rest
}

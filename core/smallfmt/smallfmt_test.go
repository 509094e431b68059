package smallfmt

import (
	"errors"
	"fmt"
	"io"
	"math"
	"testing"
)

type named string

func (n named) String() string { return "named " + string(n) }

// Every verb with every type that it takes.
func TestAsFmt(t *testing.T) {
	values := []any{
		"", "text", "“quoted” \"\n", true, false, 0, -12, math.MinInt, int64(math.MaxInt64), uint64(math.MaxUint64), byte(200),
		0.0, -1.5, 1.0 / 3, 1e6, 1e20, 1e21, 1e-5, 123456789.0, math.Inf(1), math.Inf(-1), math.NaN(),
		io.EOF, named("x"), []string{}, []string{"a", "b"}, []int{1, -2}, []float64{0.5, 1e9}, []int(nil),
	}
	for _, v := range values {
		formats := []string{"%v", "a %v b", "%v%%", "%v%"}
		switch v.(type) {
		case string:
			formats = append(formats, "%s", "%q")
		case int, int64, uint64, byte, []int:
			formats = append(formats, "%d")
		case float64:
			formats = append(formats, "%g", "%f", "%.0f", "%.1f", "%.3g", "%.12g")
		case error, named, []string:
			formats = append(formats, "%s")
		}
		for _, format := range formats {
			if format[len(format)-2:] == "v%" { // fmt calls that an error
				if got, want := Sprintf(format, v), Sprintf("%v", v)+"%"; got != want {
					t.Errorf("%q of %#v is %q, want %q", format, v, got, want)
				}
				continue
			}
			if got, want := Sprintf(format, v), fmt.Sprintf(format, v); got != want {
				t.Errorf("%q of %#v is %q, fmt says %q", format, v, got, want)
			}
		}
		if got, want := Sprint(v), fmt.Sprint(v); got != want {
			t.Errorf("%#v is %q, fmt says %q", v, got, want)
		}
	}
	const format = "%s has %d of %v, %.4g: %q"
	if got, want := Sprintf(format, "a", 1, 2.5, math.Pi, "q"), fmt.Sprintf(format, "a", 1, 2.5, math.Pi, "q"); got != want {
		t.Errorf("%q, fmt says %q", got, want)
	}
}

// What cannot be written is seen, and nothing else is lost.
func TestMistakes(t *testing.T) {
	type unknown struct{}
	for _, c := range []struct{ got, want string }{
		{Sprintf("a %v b", unknown{}), "a %!v b"},
		{Sprintf("%d and %d", 1), "1 and %!d"},
		{Sprintf("%q", 1), "%!q"},
		{Sprintf("%.2f", 1), "%!f"},
		{Sprintf("%x", 1), "%!x"},
		{Sprintf("%v", nil), "%!v"},
		{Sprintf("%s", int32(1)), "%!s"},
		{Sprintf("100 %"), "100 %"},
		{Sprintf("%.3"), "%!3"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

func TestErrorf(t *testing.T) {
	cause := errors.New("no room")
	err := Errorf("job %q: %w", "a", cause)
	if want := fmt.Errorf("job %q: %w", "a", cause); err.Error() != want.Error() || !errors.Is(err, cause) {
		t.Errorf("%q, want %q that wraps its cause", err, want)
	}
	if err := Errorf("job: %v", cause); err.Error() != "job: no room" || errors.Is(err, cause) {
		t.Errorf("%q wraps its cause", err)
	}
	if err := Errorf("job"); err.Error() != "job" || errors.Unwrap(err) != nil {
		t.Errorf("%q wraps something", err)
	}
}

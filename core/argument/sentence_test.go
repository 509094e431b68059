package argument

import "testing"

func TestSigned(t *testing.T) {
	for v, want := range map[float64]string{-12: "−12", 0: "0", 8.46: "8.5"} {
		if got := Signed(v, Rounded); got != want {
			t.Errorf("%v is %q, not %q", v, got, want)
		}
	}
}

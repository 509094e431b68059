package argument

import "testing"

func TestSigned(t *testing.T) {
	for v, want := range map[float64]string{-12: "−12", 0: "0", 8.46: "8.5"} {
		if got := Signed(v, Rounded); got != want {
			t.Errorf("%v is %q, not %q", v, got, want)
		}
	}
}

// A saying is the sentence of the first condition that holds; of none it is Else's, and of an empty text there is none.
func TestSaying(t *testing.T) {
	two := Num(WhatIf, 2, "two")
	of := func(a, b bool) Sentence {
		return SayWhen(a, "% of them", two).When(b, "").Else("none, not %", two)
	}
	if got := of(true, true).String(); got != "two of them" {
		t.Errorf("of both it is %q", got)
	}
	if got := of(false, true); got != nil {
		t.Errorf("of an empty text it is %q", got)
	}
	if got := of(false, false).String(); got != "none, not two" {
		t.Errorf("of neither it is %q", got)
	}
	if got := Say("It is").AndIf(false, " not %", two).AndIf(true, " %", two).String(); got != "It is two" {
		t.Errorf("it says %q", got)
	}
}

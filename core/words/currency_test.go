package words

import (
	"strings"
	"testing"
)

func TestCurrency(t *testing.T) {
	const text = "$4,000 a week, −$1.2 million: dollars a change ($0)"
	for code, want := range map[string]string{
		"USD": text,
		"EUR": "€4,000 a week, −€1.2 million: euros a change (€0)",
		"CHF": "CHF\u00a04,000 a week, −CHF\u00a01.2 million: francs a change (CHF\u00a00)",
		"CAD": "CA$4,000 a week, −CA$1.2 million: dollars a change (CA$0)",
	} {
		c, rest := CutCurrency(code)
		if rest != "" || c.Code() != code {
			t.Errorf("%s is read as %s, with %q behind it", code, c.Code(), rest)
		}
		if got := c.In(text); got != want {
			t.Errorf("in %s: %s", code, got)
		}
		if again := c.In(c.In(text)); again != want {
			t.Errorf("twice in %s: %s", code, again)
		}
	}
	for code, want := range map[Currency]string{"": "$50k", "EUR": "€50k", "CHF": "50k", "CAD": "50k"} {
		if got := code.Tick("$50k"); got != want {
			t.Errorf("a tick in %s: %s, want %s", code.Code(), got, want)
		}
	}
	if Currency("").Code() != "USD" || Currency("").In(text) != text {
		t.Error("dollars are not what there is without a word")
	}
}

// Every currency is read by its code, its sign and its name, and says an amount that
// is read back as one of it.
func TestEveryCurrencyReadsBack(t *testing.T) {
	if len(Currencies()) != len(currencies) || Currencies()[0] != "USD" {
		t.Errorf("there are %q", Currencies())
	}
	for _, k := range currencies {
		c := Currency(k.code)
		if k.code == "USD" {
			c = ""
		}
		for _, text := range []string{string(k.code), strings.ToLower(string(k.code)), c.In("$")} {
			if got, rest := CutCurrency(text + " 250"); got != c || rest != "250" {
				t.Errorf("%q is read as %s, with %q behind it", text, got.Code(), rest)
			}
		}
	}
	for _, text := range []string{"", "250", "sheep", "−€5"} {
		if c, rest := CutCurrency(text); c != "" || rest != text {
			t.Errorf("%q is read as %s and %q", text, c.Code(), rest)
		}
	}
}

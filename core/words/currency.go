package words

import (
	"strings"
	"unicode/utf8"
)

// A Currency is what the reader counts money in: the code of ISO 4217, "" for
// dollars. Nothing is converted: amounts are the reader's own, and so is their currency.
// Texts are made in dollars, and [Currency.In] puts them into the reader's currency
// where they leave the program.
type Currency string

// money is a currency as texts have it: sign is what stands before an amount, many its
// name.
type money struct {
	code       Currency
	sign, many string
}

// currencies are those that there are, dollars first.
var currencies = [...]money{
	{"USD", "$", "dollars"}, {"EUR", "€", "euros"}, {"GBP", "£", "pounds"}, {"CHF", "CHF\u00a0", "francs"},
	{"JPY", "¥", "yen"}, {"CNY", "CN¥", "yuan"}, {"INR", "₹", "rupees"}, {"KRW", "₩", "won"},
	{"AUD", "A$", "dollars"}, {"CAD", "CA$", "dollars"}, {"NZD", "NZ$", "dollars"}, {"SGD", "S$", "dollars"},
	{"SEK", "SEK\u00a0", "kronor"}, {"NOK", "NOK\u00a0", "kroner"}, {"DKK", "DKK\u00a0", "kroner"},
	{"PLN", "PLN\u00a0", "zloty"}, {"CZK", "CZK\u00a0", "koruny"}, {"HUF", "HUF\u00a0", "forints"},
	{"BRL", "R$", "reais"}, {"MXN", "MX$", "pesos"}, {"ILS", "₪", "shekels"}, {"TRY", "₺", "lira"}, {"ZAR", "R\u00a0", "rand"},
}

// Currencies returns the codes of all currencies, that of dollars first.
func Currencies() []string {
	codes := make([]string, len(currencies))
	for i := range currencies {
		codes[i] = string(currencies[i].code)
	}
	return codes
}

// CutCurrency returns the currency that text, in letters of either case, begins with, by
// its code, its sign or its name, and what stands behind it. Without one rest is text.
func CutCurrency(text string) (c Currency, rest string) {
	lower, longest := strings.ToLower(text), 0
	for i := range currencies {
		k := &currencies[i]
		for _, name := range [...]string{strings.TrimRight(k.sign, "\u00a0"), string(k.code), k.many, strings.TrimSuffix(k.many, "s")} {
			if len(name) > longest && strings.HasPrefix(lower, strings.ToLower(name)) {
				c, longest = k.code, len(name)
			}
		}
	}
	if c == currencies[0].code {
		c = ""
	}
	return c, strings.TrimLeft(text[longest:], " \u00a0")
}

// of returns how c is said: as dollars if there is no such currency.
func (c Currency) of() *money {
	for i := range currencies {
		if currencies[i].code == c {
			return &currencies[i]
		}
	}
	return &currencies[0]
}

// Code returns the code of ISO 4217: "USD" for "".
func (c Currency) Code() string { return string(c.of().code) }

// In returns text, which is made in dollars, in c; a text that is in c already stays.
func (c Currency) In(text string) string {
	k := c.of()
	if k == &currencies[0] || !strings.Contains(text, "$") && !strings.Contains(text, "dollars") {
		return text
	}
	text = strings.ReplaceAll(text, "dollars", k.many)
	var b strings.Builder
	for at := range len(text) {
		if text[at] == '$' && (at == 0 || text[at-1] < 'A' || text[at-1] > 'Z') { // else it ends another sign
			b.WriteString(k.sign)
		} else {
			b.WriteByte(text[at])
		}
	}
	return b.String()
}

// Tick is [Currency.In] at an axis, which has room for a sign of one letter only: a
// longer one is left to the name of the axis.
func (c Currency) Tick(text string) string {
	if utf8.RuneCountInString(c.of().sign) > 1 {
		return strings.ReplaceAll(text, "$", "")
	}
	return c.In(text)
}

package link

import (
	"strings"
	"testing"
)

// What links suffer on their way, and what they are still known to mean
// without a word to the reader.
func TestReadsSilently(t *testing.T) {
	const want = "v=1&s=coffee-shop&guests=250&arrival-cv=0.75&line=2&today.guests=80&seed=7"
	for _, x := range []struct{ name, hash, query string }{
		{"as written", want, ""},
		{"with its sign", "#" + want, ""},
		{"as a route", "#/?" + want, ""},
		{"in the query", "", "?" + want},
		{"in both", "#" + want, "?" + want},
		{"in the query among others", "", "?embed=1&utm_source=x&" + want + "&fbclid=IwAR0x-y_z&show=guests"},
		{"another order", "seed=7&line=2&today.guests=80&arrival-cv=0.75&guests=250&s=coffee-shop&v=1", ""},
		{"no version", "s=coffee-shop&guests=250&arrival-cv=0.75&line=2&today.guests=80&seed=7", ""},
		{"no argument, which is the first", "guests=250&arrival-cv=0.75&line=2&today.guests=80&seed=7", ""},
		{"half in the query", "guests=250&arrival-cv=0.75", "s=coffee-shop&line=2&today.guests=80&seed=7"},
		{"capitals", strings.ToUpper(want), ""},
		{"percent-encoded", "v%3D1%26s%3Dcoffee-shop%26guests%3D250%26arrival-cv%3D0.75%26line%3D2%26today.guests%3D80%26seed%3D7", ""},
		{"percent-encoded twice", strings.ReplaceAll(strings.ReplaceAll(want, "=", "%253D"), "&", "%2526"), ""},
		{"with its sign encoded", "%23" + want, ""},
		{"partly encoded", strings.ReplaceAll(want, "-", "%2d"), ""},
		{"escaped for HTML", strings.ReplaceAll(want, "&", "&amp;"), ""},
		{"escaped for HTML twice", strings.ReplaceAll(want, "&", "&amp;amp;"), ""},
		{"escaped by number", strings.ReplaceAll(want, "&", "&#38;"), ""},
		{"semicolons", strings.ReplaceAll(want, "&", ";"), ""},
		{"doubled separators", strings.ReplaceAll(want, "&", "&&"), ""},
		{"decimal comma", strings.ReplaceAll(want, "0.75", "0,75"), ""},
		{"end of a sentence", want + ".", ""},
		{"in parentheses", want + ")", ""},
		{"in angle brackets", want + ">.", ""},
		{"in angle brackets, escaped", want + "&gt;", ""},
		{"in quotes", want + "\"", ""},
		{"in bold", want + "**", ""},
		{"in italics", want + "_", ""},
		{"an ellipsis", want + "…", ""},
		{"wrapped by a mail program", want[:20] + "\r\n" + want[20:], ""},
		{"blanks", strings.ReplaceAll(want, "=", " = "), ""},
		{"plus for a blank", strings.ReplaceAll(want, "=", "+=+"), ""},
		{"zeros", strings.ReplaceAll(want, "=250", "=0250.00"), ""},
		{"exponent", strings.ReplaceAll(want, "=250", "=2.5e+2"), ""},
		{"the same thing twice", want + "&guests=250", ""},
		{"the last digit of a sum", strings.ReplaceAll(want, "0.75", "0.7500000000000001"), ""},
		{"both parts, spelled differently", want, strings.ReplaceAll(want, "0.75", "0,750")},
	} {
		t.Run(x.name, func(t *testing.T) {
			l, notes := shops().Decode(x.hash, x.query)
			if got := shops().Encode(l); got != want {
				t.Errorf("read as %s", got)
			}
			for _, n := range notes {
				t.Errorf("noted: %s", n.Text)
			}
		})
	}
}

// An illegal value is moved to the nearest legal one, and the reader is told the field, the
// value asked for, the value shown and the legal range.
func TestNotes(t *testing.T) {
	for _, x := range []struct {
		name, hash, query string
		want              string // the link that it becomes, without v, s and seed=1961
		notes             []string
	}{
		{"too much", "guests=5000", "", "guests=1000",
			[]string{"Guests: the link asks for “5000”, more than there can be. Shown is 1000; it can be 0 to 1000 in whole numbers."}},
		{"far too much", "guests=1e999", "", "guests=1000",
			[]string{"Guests: the link asks for “1e999”, more than there can be. Shown is 1000; it can be 0 to 1000 in whole numbers."}},
		{"endless", "guests=Infinity", "", "guests=1000",
			[]string{"Guests: the link asks for “Infinity”, more than there can be. Shown is 1000; it can be 0 to 1000 in whole numbers."}},
		{"too little", "guests=-5", "", "guests=0",
			[]string{"Guests: the link asks for “-5”, less than there can be. Shown is 0; it can be 0 to 1000 in whole numbers."}},
		{"too little, with a true minus", "guests=%E2%88%925", "", "guests=0",
			[]string{"Guests: the link asks for “-5”, less than there can be. Shown is 0; it can be 0 to 1000 in whole numbers."}},
		{"between two steps", "change=3", "", "change=2.5",
			[]string{"Change in the till: the link asks for “3”, which falls between two steps. Shown is 2.5; it can be -50 to 50 in steps of 2.5."}},
		{"NaN", "guests=NaN", "", "",
			[]string{"Guests: the link asks for “NaN”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"text", "guests=many", "", "",
			[]string{"Guests: the link asks for “many”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"hexadecimal", "guests=0x10", "", "",
			[]string{"Guests: the link asks for “0x10”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"a script", "guests=<script>alert(1)</script>", "", "",
			[]string{"Guests: the link asks for “script>alert(1)</script”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"text that turns around", "guests=%E2%80%AEabc%07", "", "",
			[]string{"Guests: the link asks for “abc”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"long text", "guests=" + strings.Repeat("x", 3000), "", "",
			[]string{"Guests: the link asks for “xxxxxxxxxxxxxxxxxxxxxxxx…”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"no such switch", "line=7", "", "line=2",
			[]string{"They stand: the link asks for “7”, more than there can be. Shown is 2 (anywhere); it can be 0 (in one line), 1 (in two) or 2 (anywhere)."}},
		{"a share", "milk=50", "", "milk=1",
			[]string{"Ask for milk: the link asks for “50”, more than there can be. Shown is 1 (100 %); it can be 0 to 1 in steps of 0.05."}},
		{"a share in percent", "milk=50%25", "", "milk=0.5", nil},
		{"percent of something else", "guests=50%25", "", "",
			[]string{"Guests: the link asks for “50%”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"a mark", "uneven=9", "", "uneven=4",
			[]string{"How uneven: the link asks for “9”, more than there can be. Shown is 4 (wild); it can be 0 to 4 in steps of 0.1."}},
		{"a comma for thousands", "guests=1,000", "", "guests=1000",
			[]string{"Guests: is “1,000” 1000 or 1? Shown is 1000; for the other write 1."}},
		{"a comma that is legal in neither way", "change=1,240", "", "change=50",
			[]string{"Change in the till: is “1,240” 1240 or 1.24? Shown is 50; it can be -50 to 50 in steps of 2.5."}},
		{"a comma that is legal in one way", "seed=1,961&change=7,500", "", "change=7.5", nil},
		{"a point for thousands", "seed=1.961&guests=2.000", "", "guests=2", nil},
		{"a sentence goes on", "guests=250 for now", "", "guests=250",
			[]string{"Guests: of “250 for now” only 250 was read."}},
		{"another unit", "guests=16 weeks&milk=20 %", "", "guests=16&milk=0.2",
			[]string{"Guests: of “16 weeks” only 16 was read."}},
		{"a blank inside", "guests=2 5", "", "",
			[]string{"Guests: the link asks for “2 5”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"a Chinese numeral", "guests=50万", "", "",
			[]string{"Guests: the link asks for “50万”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"a sign alone", "guests=~", "", "",
			[]string{"Guests: the link gives no value, perhaps because it was cut short. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"an argument that is no word", "s=.9", "", "",
			[]string{"The link asks for the argument “.9”, which this page does not know. Shown is “The coffee shop”."}},
		{"another script", "guests=много", "", "",
			[]string{"Guests: the link asks for “много”, which is not a number. Shown is 200; it can be 0 to 1000 in whole numbers."}},
		{"two kinds of marks", "guests=1.000,0", "", "guests=1000", nil},
		{"cut in a value", "guests=250&line=", "", "guests=250",
			[]string{"They stand: the link gives no value, perhaps because it was cut short. Shown is 1 (in two); it can be 0 (in one line), 1 (in two) or 2 (anywhere)."}},
		{"cut after a key", "guests=250&line", "", "guests=250",
			[]string{"They stand: the link gives no value, perhaps because it was cut short. Shown is 1 (in two); it can be 0 (in one line), 1 (in two) or 2 (anywhere)."}},
		{"cut in a key", "guests=250&arri", "", "guests=250",
			[]string{"The link holds “arri”, which says nothing, perhaps because it was cut short."}},
		{"cut in the argument", "v=1&s=bake", "", "s=bakery",
			[]string{"The link asks for the argument “bake”, which looks cut short. Shown is “The bakery”."}},
		{"cut before the argument", "v=1&s=", "", "",
			[]string{"The link does not say which argument it is about, perhaps because it was cut short. Shown is “The coffee shop”."}},
		{"no such argument", "v=1&s=tea-room&guests=250", "", "guests=250",
			[]string{"The link asks for the argument “tea-room”, which this page does not know. Shown is “The coffee shop”."}},
		{"twice", "guests=250&guests=300", "", "guests=300",
			[]string{"Guests: the link says both “250” and “300”; the last one counts."}},
		{"three times", "guests=250&guests=300&guests=310", "", "guests=310",
			[]string{"Guests: the link says both “300” and “310”; the last one counts."}},
		{"today, too much", "today.guests=4000", "", "today.guests=1000",
			[]string{"Guests, today: the link asks for “4000”, more than there can be. Shown is 1000; it can be 0 to 1000 in whole numbers."}},
		{"today, text", "today.guests=x", "", "",
			[]string{"Guests, today: the link asks for “x”, which is not a number. Shown is 100; it can be 0 to 1000 in whole numbers."}},
		{"today follows, at length", "today.guests=Same", "", "today.guests=same", nil},
		{"today follows anyway", "today.line=same", "", "", nil},
		{"today as it is by default", "today.guests=100", "", "", nil},
		{"seed too large", "seed=123456789012345678901234567890", "", "seed=999999",
			[]string{"Seed: the link asks for “123456789012345678901234…”, more than there can be. Shown is 999999; it can be 0 to 999999 in whole numbers."}},
		{"seed below", "seed=-1", "", "seed=0",
			[]string{"Seed: the link asks for “-1”, less than there can be. Shown is 0; it can be 0 to 999999 in whole numbers."}},
		{"seed with a fraction", "seed=2.4", "", "seed=2",
			[]string{"Seed: the link asks for “2.4”, which falls between two steps. Shown is 2; it can be 0 to 999999 in whole numbers."}},
		{"seed in words", "seed=lucky", "", "",
			[]string{"Seed: the link asks for “lucky”, which is not a number. Shown is 1961; it can be 0 to 999999 in whole numbers."}},
		{"a step sets its values", "step=1", "", "guests=50&step=1", nil},
		{"a step and more", "step=1&guests=60", "", "guests=60&step=1", nil},
		{"no step", "step=0", "", "", nil},
		{"past the last step", "step=9", "", "uneven=2&arrival-cv=0.2&step=2",
			[]string{"Step of the story: the link asks for “9”, more than there can be. Shown is 2; it can be 0 to 2 in whole numbers."}},
		{"a step of no story", "s=bakery&step=2", "", "s=bakery",
			[]string{"Step of the story: the link asks for “2”, more than there can be. Shown is 0; it can be 0."}},
		{"newer version", "v=7&guests=250", "", "guests=250",
			[]string{"The link was made by a newer version of this page (“7”; this is 1). Shown is what this one understands of it."}},
		{"version 0", "v=0&guests=250", "", "guests=250",
			[]string{"The link names no version of the page that there has been (“0”). It is read as one of today, version 1."}},
		{"version in words", "v=new", "", "",
			[]string{"The link names no version of the page that there has been (“new”). It is read as one of today, version 1."}},
		{"unknown keys", "tables=9&guests=250&Terrace=yes", "", "guests=250&tables=9&Terrace=yes",
			[]string{"This page does not know “tables”, “Terrace”: kept in the link, without effect."}},
		{"unknown key of another argument", "ovens=3", "", "ovens=3",
			[]string{"This page does not know “ovens”: kept in the link, without effect."}},
		{"an unknown key twice", "tables=9&tables=8", "", "tables=8",
			[]string{"This page does not know “tables”: kept in the link, without effect."}},
		{"an unknown key that no link can hold", "a b=9&x=%00%FF", "", "",
			[]string{"The link holds something that this page neither knows nor can keep; it was left out."}},
		{"unknown key in a query that is a link", "", "v=1&tables=9&utm_medium=x", "tables=9",
			[]string{"This page does not know “tables”: kept in the link, without effect."}},
		{"unknown key in a query that is none", "", "guests=250&page=9", "guests=250", nil},
		{"an option behind the sign", "embed=1&guests=250", "", "guests=250",
			[]string{"“embed” says how the page looks. It counts only in front of the “#”, as in “?embed=…”."}},
		{"both parts, one key", "guests=250", "guests=300&line=2", "guests=250&line=2",
			[]string{"Guests: the address says “300” in front of the “#” and “250” after it. Shown is what stands after it."}},
		{"a whole link behind the sign", "v=1&s=coffee-shop", "guests=300", "",
			[]string{"Guests: the address says “300” in front of the “#” and “200” after it. Shown is what stands after it."}},
		{"another argument behind the sign", "v=1&s=bakery&ovens=3", "s=coffee-shop&guests=9999", "s=bakery&ovens=3",
			[]string{"The address asks for another argument in front of the “#” than after it. Shown is what stands after it."}},
		{"several at once", "v=2&guests=5000&line=x&seed=-1", "", "guests=1000&seed=0",
			[]string{
				"The link was made by a newer version of this page (“2”; this is 1). Shown is what this one understands of it.",
				"Guests: the link asks for “5000”, more than there can be. Shown is 1000; it can be 0 to 1000 in whole numbers.",
				"They stand: the link asks for “x”, which is not a number. Shown is 1 (in two); it can be 0 (in one line), 1 (in two) or 2 (anywhere).",
				"Seed: the link asks for “-1”, less than there can be. Shown is 0; it can be 0 to 999999 in whole numbers.",
			}},
	} {
		t.Run(x.name, func(t *testing.T) {
			c := shops()
			l, notes := c.Decode(x.hash, x.query)
			// Only what the case is about is written out above.
			got := strings.TrimPrefix(c.Encode(l), "v=1&")
			got = strings.TrimPrefix(got, "s=coffee-shop&")
			got = strings.Trim(strings.Replace("&"+got+"&", "&seed=1961&", "&", 1), "&")
			if got != x.want {
				t.Errorf("becomes %q, want %q", got, x.want)
			}
			var texts []string
			for _, n := range notes {
				texts = append(texts, n.Text)
			}
			if strings.Join(texts, "\n") != strings.Join(x.notes, "\n") {
				t.Errorf("notes\n  %s\nwant\n  %s", strings.Join(texts, "\n  "), strings.Join(x.notes, "\n  "))
			}
		})
	}
}

// However long a link is, reading and telling stay short.
func TestBounds(t *testing.T) {
	c := shops()
	for name, hash := range map[string]string{
		"one value":       "guests=" + strings.Repeat("9", 1<<22),
		"many pairs":      "guests=250&" + strings.Repeat("a=1&", 1<<20),
		"many keys":       "guests=250&" + manyKeys(3000),
		"many signs":      strings.Repeat("%2525", 1<<20),
		"many doubles":    strings.Repeat("guests=1&guests=2&", 1<<18),
		"many separators": strings.Repeat("&;#?", 1<<20),
	} {
		l, notes := c.Decode(hash, hash)
		if len(notes) == 0 || len(notes) > maxNotes {
			t.Errorf("%s: %d notes", name, len(notes))
		}
		if text := c.Encode(l); len(text) > 4000 || len(l.Unknown) > maxUnknown {
			t.Errorf("%s: encoded in %d bytes with %d unknown keys", name, len(text), len(l.Unknown))
		}
	}
}

func manyKeys(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString("&k")
		b.WriteString(strings.Repeat("x", i%50))
		b.WriteString("=1")
	}
	return b.String()
}

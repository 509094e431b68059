package link

import (
	"fmt"
	"math"
	"runtime"
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/words"
)

// of returns a parameter of that unit.
func of(unit words.Unit) *argument.Param {
	return &argument.Param{ID: "barista-count", Label: "Baristas", Unit: unit, Min: -1e6, Max: 1e6, Step: 0.001}
}

func TestReadNumber(t *testing.T) {
	inf := math.Inf(1)
	for _, x := range []struct {
		unit words.Unit
		text string
		want float64
	}{
		{words.Number, "16", 16}, {words.Number, "0", 0}, {words.Number, "007", 7}, {words.Number, " 16\t", 16},
		// Decimal marks.
		{words.Number, "2.5", 2.5}, {words.Number, "2,5", 2.5}, {words.Number, ".5", 0.5}, {words.Number, ",5", 0.5}, {words.Number, "5.", 5}, {words.Number, "5,", 5},
		{words.Number, "12'5", 12.5}, {words.Number, "12’5", 12.5}, {words.Number, "2·5", 2.5}, {words.Number, "٢٫٥", 2.5}, {words.Number, "2、5", 2.5}, {words.Number, "2。5", 2.5},
		{words.Number, "0,125", 0.125}, {words.Number, "0.125", 0.125}, {words.Number, "1234,567", 1234.567}, {words.Number, "1,2345", 1.2345}, {words.Number, "1.2400", 1.24},
		// Marks of thousands.
		{words.Number, "1 240", 1240}, {words.Number, "1\u00a0240", 1240}, {words.Number, "1\u202f240", 1240}, {words.Number, "1\u2009240", 1240}, {words.Number, "1\u2007240", 1240}, {words.Number, "1\u3000240", 1240},
		{words.Number, "1'240", 1240}, {words.Number, "1’240", 1240}, {words.Number, "1_000", 1000}, {words.Number, "١٬٢٤٠", 1240}, {words.Number, "12 345 678", 12345678},
		{words.Number, "1.240.000", 1240000}, {words.Number, "1,240,000", 1240000}, {words.Number, "12,34,567", 1234567}, {words.Number, "1'240'000", 1240000},
		// Both.
		{words.Number, "1.240,5", 1240.5}, {words.Number, "1,240.5", 1240.5}, {words.Number, "1 240,5", 1240.5}, {words.Number, "1'240.50", 1240.5}, {words.Number, "1.240.000,25", 1240000.25}, {words.Number, "1.240,500", 1240.5}, {words.Number, "١٬٢٤٠٫٥", 1240.5}, {words.Number, "1_000.5", 1000.5},
		// Signs.
		{words.Number, "+5", 5}, {words.Number, "-5", -5}, {words.Number, "−5", -5}, {words.Number, "–5", -5}, {words.Number, "‑5", -5}, {words.Number, "－5", -5}, {words.Number, "﹣5", -5}, {words.Number, "ー5", -5}, {words.Number, "＋5", 5}, {words.Number, "- 5", -5},
		// Digits of every script.
		{words.Number, "２．５", 2.5}, {words.Number, "１，５", 1.5}, {words.Number, "١٦", 16}, {words.Number, "۱۶", 16}, {words.Number, "१६", 16}, {words.Number, "১৬", 16}, {words.Number, "๑๖", 16}, {words.Number, "𝟏𝟔", 16},
		// What nobody typed.
		{words.Number, "1\u200b6\u200e", 16}, {words.Number, "\ufeff16", 16}, {words.Number, "\u206816\u2069", 16},
		// Exponents and what is too large.
		{words.Number, "1e3", 1000}, {words.Number, "2.5E-1", 0.25}, {words.Number, "1.240e3", 1240}, {words.Number, "1e999", inf}, {words.Number, "-1e99999999999999999999", -inf}, {words.Number, "1e-99999999999999999999", 0}, {words.Number, strings.Repeat("9", 400), inf},
		{words.Number, "Infinity", inf}, {words.Number, "-inf", -inf}, {words.Number, "∞", inf}, {words.Number, "-∞", -inf},
		// Units.
		{words.PlainHours, "16 h", 16}, {words.PlainHours, "16h", 16}, {words.PlainHours, "2,5 Hours", 2.5}, {words.Hours, "1 hr.", 1}, {words.Hours, "16 hrs", 16},
		{words.Weeks, "26 weeks", 26}, {words.Weeks, "26w", 26}, {words.Weeks, "1 wk", 1}, {words.Minutes, "30 min", 30}, {words.PerWeek, "10 a week", 10}, {words.PerWeek, "10/week", 10},
		{words.People, "5 people", 5}, {words.People, "1 person", 1}, {words.People, "5 baristas", 5}, {words.People, "1 Barista", 1}, {words.Items, "7 items", 7},
		{words.Share, "20 %", 0.2}, {words.Share, "20%", 0.2}, {words.Share, "20\u202f%", 0.2}, {words.Share, "２０％", 0.2}, {words.Share, "٢٠٪", 0.2}, {words.Share, "7%", 0.07}, {words.Share, "7 percent", 0.07}, {words.Share, "0.2", 0.2}, {words.Share, "2,5 %", 0.025},
		{words.Money, "$4,000.00", 4000}, {words.Money, "$ 250", 250}, {words.Money, "-$5", -5}, {words.Money, "$-5", -5}, {words.Money, "4000 $", 4000}, {words.Money, "4k", 4000}, {words.Money, "$1.5k", 1500}, {words.Money, "4000 dollars", 4000}, {words.Money, "＄250", 250},
		{words.Money, "€5", 5}, {words.Money, "5 €", 5}, {words.Money, "- €5", -5}, {words.Money, "CHF 4'000", 4000}, {words.Money, "4000 euros", 4000}, {words.Money, "R$ 12", 12}, {words.Money, "£4k", 4000}, {words.Money, "$ - 5", -5},
	} {
		n, ok := readNumber(x.text, of(x.unit), 0)
		if !ok || n.value != x.want || n.ambiguous {
			t.Errorf("%q of unit %q: %+v, %v; want %v", x.text, x.unit, n, ok, x.want)
		}
	}
	for _, x := range []struct {
		unit words.Unit
		text string
	}{
		{words.Number, ""}, {words.Number, " "}, {words.Number, "-"}, {words.Number, "+"}, {words.Number, "."}, {words.Number, ","}, {words.Number, "e"}, {words.Number, "1e"}, {words.Number, "1e+"}, {words.Number, "e5"},
		{words.Number, "NaN"}, {words.Number, "nan"}, {words.Number, "many"}, {words.Number, "0x10"}, {words.Number, "0x1p4"}, {words.Number, "--1"}, {words.Number, "+-1"}, {words.Number, "1-"}, {words.Number, "1-2"}, {words.Number, "1 - 2"},
		{words.Number, "1.2.3"}, {words.Number, "1,2,3"}, {words.Number, "1.240.00"}, {words.Number, "1,240,5"}, {words.Number, "1.240,000,5"}, {words.Number, "1,240 000"}, {words.Number, "1..5"}, {words.Number, "5.,"}, {words.Number, "1 2"}, {words.Number, "1 24"}, {words.Number, "1  240"}, {words.Number, "1_0"}, {words.Number, "_1"}, {words.Number, "1:240"}, {words.Number, "2;5"}, {words.Number, "1:24"}, {words.Number, "1234 567"}, {words.Number, "2\ufffd5"},
		{words.Number, "2万"}, {words.Number, "2½"}, {words.Number, "10²"}, {words.Number, "IV"}, {words.Number, "5 %"}, {words.Number, "$5"}, {words.Number, "5 h"}, {words.Number, "5 ba"}, {words.Number, "5 bar"},
		{words.Money, "$$5"}, {words.Money, "€€5"}, {words.Money, "$€5"}, {words.Money, "5 sheep"}, {words.Weeks, "€5"}, {words.Money, "5 kk"}, {words.PlainHours, "2 days"}, {words.PlainHours, "30 min"}, {words.Weeks, "26 %"}, {words.Share, "20 % %"}, {words.Share, "%"},
	} {
		if n, ok := readNumber(x.text, of(x.unit), 0); ok {
			t.Errorf("%q of unit %q is read as %v", x.text, x.unit, n.value)
		}
	}
}

// A number that two people read differently keeps both readings until what is
// legal decides.
func TestAmbiguousNumber(t *testing.T) {
	whole := &argument.Param{Label: "Seed", Max: 999999, Step: 1}                // 1 and 1000 are legal
	few := &argument.Param{Label: "Few", Min: 1, Max: 100, Step: 1}              // of 1,240 neither
	fine := &argument.Param{Label: "Fine", Max: 4, Step: 0.005}                  // the decimal
	large := &argument.Param{Label: "Cost", Max: 20000, Step: 100}               // the thousands
	both := &argument.Param{Label: "Both", Min: -5000, Max: 5000, Step: 0.00005} // always both
	for _, x := range []struct {
		text         string
		p            *argument.Param
		value, other float64
		field, link  bool // still ambiguous
	}{
		{"1,000", whole, 1000, 1, true, true},
		{"1.000", whole, 1, 1000, true, false},
		{"1.961", whole, 1961, 1.961, false, false},
		{"1,240", few, 1240, 1.24, true, true},
		{"1.240", few, 1.24, 1240, true, false},
		{"1,240", fine, 1.24, 1240, false, false},
		{"1.240", fine, 1.24, 1240, false, false},
		{"4.000", large, 4000, 4, false, false},
		{"4,000", large, 4000, 4, false, false},
		{"-1.245", both, -1.245, -1245, true, false},
		{"１，２４５", both, 1245, 1.245, true, true},
		{"123,456", both, 123.456, 123456, false, false},
	} {
		for _, inLink := range []bool{false, true} {
			n, ok := readNumber(x.text, x.p, 0)
			if !ok || !n.ambiguous {
				t.Errorf("%q: %+v, %v before what is legal decides", x.text, n, ok)
			}
			n.settle(x.p, inLink)
			want := x.field
			if inLink {
				want = x.link
			}
			if n.value != x.value || n.other != x.other || n.ambiguous != want {
				t.Errorf("%q for %s, in a link %v: %+v, want %v, not %v, ambiguous %v", x.text, x.p.Label, inLink, n, x.value, x.other, want)
			}
		}
	}
}

func TestReadField(t *testing.T) {
	engineers := &argument.Param{ID: "engineers", Label: "Engineers", Unit: words.People, Min: 1, Max: 100, Step: 1, Default: 20}
	hours := &argument.Param{ID: "hours", Label: "Hours", Unit: words.PlainHours, Min: 1, Max: 80, Step: 0.5, Default: 16}
	faulty := &argument.Param{ID: "faulty", Label: "Faulty", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.02}
	cost := &argument.Param{ID: "cost", Label: "Cost", Unit: words.Money, Min: 0, Max: 20000, Step: 0.5, Default: 4000}
	for _, x := range []struct {
		p    *argument.Param
		text string
		want float64
		note string
	}{
		{hours, "2,5", 2.5, ""},
		{hours, "１６ h", 16, ""},
		{hours, "2,3", 2.5, "Hours: 2.3 is moved to 2.5. It takes 1 to 80 in steps of 0.5."},
		{engineers, "20 engineers", 20, ""},
		{engineers, "1e999", 100, "Engineers: without end is moved to 100. It takes 1 to 100 in whole numbers."},
		{engineers, "1,240", 100, "Engineers: is “1,240” 1240 or 1.24? Shown is 100; it can be 1 to 100 in whole numbers."},
		{faulty, "7", 0.07, ""},
		{faulty, "7 %", 0.07, ""},
		{faulty, "0,5", 0.005, ""},
		{faulty, "70", 0.2, "Faulty: 70 % is moved to 20 %. It takes 0 % to 20 % in steps of 0.5 %."},
		{faulty, "1,500", 0.015, ""},
		{faulty, "1,240", 0.2, "Faulty: is “1,240” 1240 % or 1.24 %? Shown is 20 %; it can be 0 % to 20 % in steps of 0.5 %."},
		{cost, "$4.000", 4, "Cost: is “$4.000” 4 or 4000? Shown is 4; for the other write 4000."},
		{cost, "$4,000", 4000, "Cost: is “$4,000” 4000 or 4? Shown is 4000; for the other write 4."},
		{cost, "4000.50", 4000.5, ""},
	} {
		got, note, ok := ReadField(x.p, x.text)
		if !ok || got != x.want || note != x.note {
			t.Errorf("%s, %q: %v, %v, note %q; want %v, %q", x.p.ID, x.text, got, ok, note, x.want, x.note)
		}
	}
	for _, text := range []string{"", "many", "NaN", "16 weeks", "1 6"} {
		const want = "Hours: that is not a number that can be read. It takes 1 to 80 in steps of 0.5; the value is kept."
		if v, note, ok := ReadField(hours, text); ok || v != 0 || note != want {
			t.Errorf("%q: %v, %v, note %q", text, v, ok, note)
		}
	}
}

// What a field shows it also reads, and so does a link: every legal value of
// every parameter, as it stands, with its unit, and as other countries write it. In
// WebAssembly every twentieth of them: what stands between is read by the same few lines.
func TestEveryValueReadsBack(t *testing.T) {
	step := map[bool]int{false: 1, true: 20}[runtime.GOARCH == "wasm"]
	for _, a := range all().Arguments {
		for i := range a.Params {
			p := a.Params[i]
			for k := 0; k <= 200; k += step {
				v, _ := p.Snap(p.Min + (p.Max-p.Min)*float64(k)/200)
				shown := FieldText(p, v)
				texts := []string{shown, " " + shown + " ", strings.Replace(shown, ".", "٫", 1), shown + " " + FieldSign(p), strings.Map(fullWidth, shown)}
				if before, after, _ := strings.Cut(shown, "."); len(after) != 3 {
					texts = append(texts, before+strings.Replace(strings.TrimPrefix(shown, before), ".", ",", 1))
				}
				for _, text := range texts {
					if got, note, ok := ReadField(p, text); !ok || got != v || note != "" {
						t.Errorf("%s of %s: the field's %q is read as %v, %v with the note %q, not %v", p.ID, a.ID, text, got, ok, note, v)
					}
				}
				n, ok := readNumber(p.Format(v), p, 0)
				n.settle(p, true)
				if !ok || n.value != v || n.ambiguous {
					t.Errorf("%s of %s: the link's %q is read as %+v, %v", p.ID, a.ID, p.Format(v), n, ok)
				}
			}
		}
	}
}

func fullWidth(r rune) rune {
	if r > ' ' && r <= '~' {
		return r - '!' + '！'
	}
	return r
}

// FuzzNumber: whatever is taken for a number is one, and what a field says about
// it can be read; a reading that is written as the page writes it means the same.
func FuzzNumber(f *testing.F) {
	for _, s := range []string{
		"1", "0,5", "1.000,5", "1,000,000", "1,240", "1e999", "-inf", "∞", "nan", "50%", "−3", "1 000", "--1", "e", "1e", ".", ",", "-", "0x1p4", "1_000",
		"12'5", "２．５", "٢٠٪", "$4,000", "$4k", "16 h", "26 weeks", "1.240,500", "5 ba", "\u200b1\u00a0240", "1e-400", "9e400", "000,000", "１，２４０ａ",
	} {
		f.Add(s)
	}
	var params []*argument.Param // one of each unit
	units := map[words.Unit]bool{}
	for _, a := range all().Arguments {
		for i := range a.Params {
			if p := a.Params[i]; !units[p.Unit] {
				units[p.Unit] = true
				params = append(params, p)
			}
		}
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range params {
			n, ok := readNumber(s, p, 0)
			switch {
			case math.IsNaN(n.value) || math.IsNaN(n.other):
				t.Errorf("%q is read as NaN", s)
			case ok && n.ambiguous && (math.Abs(n.other) == math.Abs(n.value) || n.other != 0 && math.Abs(math.Abs(math.Log10(n.value/n.other))-3) > 1e-9):
				t.Errorf("%q is ambiguous between %v and %v", s, n.value, n.other)
			case ok && !math.IsInf(n.value, 0):
				if again, ok := readNumber(fmt.Sprintf("%.17g", n.value), p, 0); !ok || again.value != n.value && !(again.ambiguous && again.other == n.value) {
					t.Errorf("%q is read as %v, which is read as %v, %v", s, n.value, again.value, ok)
				}
			}
			v, note, ok := ReadField(p, s)
			if note != "" {
				checkNotes(t, []Note{{Text: note}})
			}
			if !ok {
				continue
			}
			if _, legal := p.Snap(v); !legal {
				t.Errorf("%q gives %s the value %v", s, p.ID, v)
			}
			if again, note, ok := ReadField(p, FieldText(p, v)); !ok || again != v && note == "" {
				t.Errorf("%q gives %s the value %v, which reads back as %v, %v %q", s, p.ID, v, again, ok, note)
			}
		}
	})
}

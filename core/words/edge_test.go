package words

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// edges calls check with the numbers just below, at and just above every limit
// where a text may change its unit or its number of digits, then with numbers
// all over the scale, in rising order.
func edges(check func(v float64)) {
	limits := []float64{
		0.004, 0.005, 0.05, 0.095, 0.5, 0.75, 0.95, 0.995, 1, 1.05, 1.5, 7.5, 7.95, 8, 9.5, 9.95, 10, 59.5, 60,
		99.5, 99.95, 100, 159.6, 160, 999.5, 1000, 9_995, 9_999.5, 10_000, 99_950, 99_999.5, 100_000, 999_499, 999_499.5,
		999_500, 1e6, 999.5e6, 999.95e6, 1e9, 999.95e9, 1e12, 999_999.95e9, 1e15,
	}
	for _, unit := range []float64{1, 1.0 / 100, 1.0 / 60, Day, Week} {
		for _, limit := range limits {
			v := limit * unit
			for range 40 {
				v = math.Nextafter(v, 0)
			}
			for range 80 {
				check(v)
				v = math.Nextafter(v, math.Inf(1))
			}
		}
	}
	for v := 1e-4; v < 1e17; v *= 1.0013 {
		check(v)
	}
}

// A number is written with at most three digits before each comma and at most
// two after the point.
const number = `(\d{1,3}(?:,\d{3})*(?:\.\d{1,2})?)( million| billion)?`

var duration = regexp.MustCompile(`^` + number + ` (minutes?|hours?|days?|weeks?|years?)$`)

// value reads what the expressions above caught.
func value(t *testing.T, digits, scale string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(strings.ReplaceAll(digits, ",", ""), 64)
	if err != nil {
		t.Fatal(err)
	}
	switch scale {
	case " million":
		v *= 1e6
	case " billion":
		v *= 1e9
	}
	return v
}

// At no edge does a duration say "60 minutes", "8 hours", "20 days", "1 hours"
// or "0.99 days"; what it says is within its own rounding of the truth, and a
// longer time never reads shorter.
func TestDurationEdges(t *testing.T) {
	perUnit := map[string]float64{"minute": 1.0 / 60, "hour": 1, "day": Day, "week": Week, "year": 52 * Week}
	top := map[string]float64{"minute": 59, "hour": 7.9, "day": 19.9, "week": 103, "year": math.Inf(1)}
	check := func(h float64) float64 {
		text := Duration(h)
		if negative := Duration(-h); negative != minus(text) && text != "more years than anybody can count" {
			t.Errorf("Duration(%v) = %q but Duration(%v) = %q", h, text, -h, negative)
		}
		if text == noTime {
			if h >= 1.0/120 {
				t.Errorf("Duration(%v) = %q", h, text)
			}
			return 0
		}
		if h/(52*Week) >= uncountable {
			if text != "more years than anybody can count" {
				t.Errorf("Duration(%v) = %q", h, text)
			}
			return h
		}
		m := duration.FindStringSubmatch(text)
		if m == nil {
			t.Errorf("Duration(%v) = %q is not a number with a unit", h, text)
			return h
		}
		n, unit := value(t, m[1], m[2]), strings.TrimSuffix(m[3], "s")
		if singular := unit == m[3]; singular != (n == 1) {
			t.Errorf("Duration(%v) = %q: wrong form of the noun", h, text)
		}
		if n > top[unit] || unit != "minute" && n < 1 || n == 0 {
			t.Errorf("Duration(%v) = %q: another unit says that better", h, text)
		}
		said := n * perUnit[unit]
		if math.Abs(said-h) > 0.07*h {
			t.Errorf("Duration(%v) = %q, which is %v", h, text, said)
		}
		return said
	}
	last := 0.0
	edges(func(h float64) { check(h) })
	for h := 1e-3; h < 1e9; h *= 1.00031 {
		said := check(h)
		if said < last {
			t.Errorf("Duration(%v) = %q reads shorter than a shorter time", h, Duration(h))
		}
		last = said
	}
}

var (
	short   = regexp.MustCompile(`^` + number + `$`)
	dollars = regexp.MustCompile(`^\$` + number + `$`)
)

// At no edge does a number say "1000 million", "−0" or "100.0", and it stays
// within half a unit of its last digit.
func TestShortEdges(t *testing.T) {
	edges(func(v float64) {
		text := Short(v)
		if v >= uncountable {
			return
		}
		m := short.FindStringSubmatch(text)
		if m == nil {
			t.Errorf("Short(%v) = %q is not a number", v, text)
			return
		}
		said := value(t, m[1], m[2])
		if m[2] == " million" && said >= 1e9 || m[2] == " billion" && said < 1e9 {
			t.Errorf("Short(%v) = %q: another scale says that better", v, text)
		}
		if strings.Contains(m[1], ".") && strings.HasSuffix(m[1], "0") {
			t.Errorf("Short(%v) = %q has a zero too many", v, text)
		}
		if math.Abs(said-v) > math.Max(0.0051, 0.051*v) {
			t.Errorf("Short(%v) = %q, which is %v", v, text, said)
		}
		if got := Short(-v); got != minus(text) {
			t.Errorf("Short(%v) = %q but Short(%v) = %q", v, text, -v, got)
		}
		for _, form := range []string{Count(v, "analyst", "analysts"), Count(-v, "analyst", "analysts")} {
			n := strings.TrimPrefix(strings.Fields(form)[0], "−")
			million := strings.Contains(form, "illion")
			if singular := strings.HasSuffix(form, "analyst"); singular != (n == "1" && !million) {
				t.Errorf("Count(±%v) = %q: wrong form of the noun", v, form)
			}
		}
	})
}

func TestDollarsEdges(t *testing.T) {
	edges(func(v float64) {
		text := Dollars(v)
		if v >= uncountable {
			return
		}
		m := dollars.FindStringSubmatch(text)
		if m == nil {
			t.Errorf("Dollars(%v) = %q is no sum", v, text)
			return
		}
		said := value(t, m[1], m[2])
		if m[2] == "" && said >= 1e6 || m[2] != "" && said < 1e6 || m[2] == " million" && said >= 1e9 {
			t.Errorf("Dollars(%v) = %q: another scale says that better", v, text)
		}
		if math.Abs(said-v) > math.Max(0.5, 0.051*v) {
			t.Errorf("Dollars(%v) = %q, which is %v", v, text, said)
		}
		if got := Dollars(-v); got != minus(text) {
			t.Errorf("Dollars(%v) = %q but Dollars(%v) = %q", v, text, -v, got)
		}
	})
}

func TestAboutEdges(t *testing.T) {
	said := regexp.MustCompile(`^about (?:an hour|a day|([2-7]) hours|(5|10|15|20|25|30|35|40|45) minutes)$`)
	edges(func(h float64) {
		text := About(h)
		switch {
		case h < 1.0/12:
			if text != HardlyAny {
				t.Errorf("About(%v) = %q", h, text)
			}
		case h < Day:
			if !said.MatchString(text) {
				t.Errorf("About(%v) = %q", h, text)
			}
		case text != Duration(h):
			t.Errorf("About(%v) = %q, want %q", h, text, Duration(h))
		}
	})
}

// Whatever arithmetic may yield, every function answers with words: no "NaN",
// no "Inf", no exponent, no symbol that a reader must learn.
func TestStrangeNumbersAreWords(t *testing.T) {
	strange := []float64{math.NaN(), math.Inf(1), math.Inf(-1), math.MaxFloat64, -math.MaxFloat64, math.SmallestNonzeroFloat64,
		-math.SmallestNonzeroFloat64, math.Copysign(0, -1), 0, 1e14, 1e15, 1e16, 1e21, 1e22, 1e300, -1e15, -1e22, -1e300}
	units := []Unit{Number, Hours, PlainHours, Weeks, PerWeek, People, Items, Share, Money, Ratio}
	for _, v := range strange {
		texts := []string{About(v), Horizon(v)}
		for _, u := range units {
			texts = append(texts, Say(v, u))
		}
		for _, text := range texts {
			for _, bad := range []string{"NaN", "Inf", "∞", "e+", "-", "−0", "−no", "$-", "unknown hours", "unknown %", "end %", "count %", "  "} {
				if strings.Contains(text, bad) {
					t.Errorf("of %v it says %q", v, text)
				}
			}
			if text == "" || len(text) > 60 {
				t.Errorf("of %v it says %q", v, text)
			}
		}
	}
}

package words

import (
	"math"
	"testing"
)

func TestDuration(t *testing.T) {
	for _, c := range []struct {
		hours float64
		want  string
	}{
		{0, "no time"},
		{math.Copysign(0, -1), "no time"},
		{1e-300, "no time"},
		{-1e-300, "no time"},
		{0.8, "48 minutes"},
		{1.0 / 60, "1 minute"},
		{0.5 / 60, "0.5 minutes"},
		{9.94 / 60, "9.9 minutes"},
		{9.96 / 60, "10 minutes"},
		{59.4 / 60, "59 minutes"},
		{59.6 / 60, "1 hour"},
		{59.99 / 60, "1 hour"},
		{1, "1 hour"},
		{1.04, "1 hour"},
		{1.06, "1.1 hours"},
		{7.94, "7.9 hours"},
		{7.96, "1 day"},
		{7.999, "1 day"},
		{8, "1 day"},
		{10, "1.2 days"}, // 1.25: a tie goes to the even digit
		{11, "1.4 days"},
		{20, "2.5 days"},
		{122.5, "15.3 days"},
		{159, "19.9 days"},
		{159.9, "4 weeks"},
		{160, "4 weeks"},
		{624, "15.6 weeks"},
		{103.4 * 40, "103 weeks"},
		{103.6 * 40, "2 years"},
		{182 * 40, "3.5 years"},
		{1e6, "481 years"},
		{1e9, "480,769 years"},
		{1e300, "more years than anybody can count"},
		{math.MaxFloat64, "more years than anybody can count"},
		{-1, "−1 hour"},
		{-11, "−1.4 days"},
		{math.NaN(), "unknown"},
		{math.Inf(1), "for ever"},
		{math.Inf(-1), "endlessly less"},
	} {
		if got := Duration(c.hours); got != c.want {
			t.Errorf("Duration(%v) = %q, want %q", c.hours, got, c.want)
		}
	}
}

func TestAbout(t *testing.T) {
	for _, c := range []struct {
		hours float64
		want  string
	}{
		{0, HardlyAny},
		{0.08, HardlyAny},
		{0.1, "about 5 minutes"},
		{0.5, "about 30 minutes"},
		{0.74, "about 45 minutes"},
		{0.8, "about an hour"},
		{1.49, "about an hour"},
		{1.5, "about 2 hours"},
		{7.49, "about 7 hours"},
		{7.5, "about a day"},
		{7.99, "about a day"},
		{8, "1 day"},
		{20, "2.5 days"},
		{-3, "−3 hours"},
		{math.NaN(), "unknown"},
		{math.Inf(1), "for ever"},
		{math.Inf(-1), "endlessly less"},
	} {
		if got := About(c.hours); got != c.want {
			t.Errorf("About(%v) = %q, want %q", c.hours, got, c.want)
		}
	}
}

func TestShort(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{0, "0"},
		{math.Copysign(0, -1), "0"},
		{0.004, "0"},
		{-0.004, "0"},
		{0.04, "0.04"},
		{0.2, "0.2"},
		{0.996, "1"},
		{1, "1"},
		{7.5, "7.5"},
		{12.5, "12.5"},
		{99.94, "99.9"},
		{99.96, "100"},
		{195, "195"},
		{1240, "1,240"},
		{999_499, "999,499"},
		{999_500, "1 million"},
		{1_500_000, "1.5 million"},
		{999.94e6, "999.9 million"},
		{999.96e6, "1 billion"},
		{12_345e9, "12,345 billion"},
		{-7.5, "−7.5"},
		{-1240, "−1,240"},
		{1e15, "more than anybody can count"},
		{-1e15, "less than anybody can count"},
		{math.MaxFloat64, "more than anybody can count"},
		{math.SmallestNonzeroFloat64, "0"},
		{math.NaN(), "unknown"},
		{math.Inf(1), "without end"},
		{math.Inf(-1), "endlessly less"},
	} {
		if got := Short(c.v); got != c.want {
			t.Errorf("Short(%v) = %q, want %q", c.v, got, c.want)
		}
	}
}

func TestDollars(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{0, "$0"},
		{math.Copysign(0, -1), "$0"},
		{0.4, "$0"},
		{-0.4, "$0"},
		{999, "$999"},
		{999.6, "$1,000"},
		{1234, "$1,230"},
		{9_999, "$10,000"},
		{40_000, "$40,000"},
		{45_678, "$45,700"},
		{456_789, "$457,000"},
		{999_499, "$999,000"},
		{999_500, "$1 million"},
		{2_340_000, "$2.3 million"},
		{5e9, "$5 billion"},
		{-40_000, "−$40,000"},
		{math.MaxFloat64, "more money than anybody can count"},
		{-math.MaxFloat64, "less than anybody can count"},
		{math.NaN(), "unknown"},
		{math.Inf(1), "money without end"},
		{math.Inf(-1), "endlessly less"},
	} {
		if got := Dollars(c.v); got != c.want {
			t.Errorf("Dollars(%v) = %q, want %q", c.v, got, c.want)
		}
	}
}

func TestCount(t *testing.T) {
	for _, c := range []struct {
		v    float64
		want string
	}{
		{0, "0 features"},
		{0.5, "0.5 features"},
		{1, "1 feature"},
		{0.999, "1 feature"},
		{1.04, "1 feature"},
		{2, "2 features"},
		{195, "195 features"},
		{-1, "−1 feature"},
		{-2, "−2 features"},
		{1e6, "1 million features"},
		{1e300, "more features than anybody can count"},
		{math.NaN(), "an unknown number of features"},
		{math.Inf(1), "features without end"},
		{math.Inf(-1), "endlessly less"},
	} {
		if got := Count(c.v, "feature", "features"); got != c.want {
			t.Errorf("Count(%v) = %q, want %q", c.v, got, c.want)
		}
	}
}

func TestSay(t *testing.T) {
	for _, c := range []struct {
		v    float64
		unit Unit
		want string
	}{
		{2.5, Number, "2.5"},
		{0.8, Hours, "48 minutes"},
		{16, PlainHours, "16 hours"},
		{1, PlainHours, "1 hour"},
		{26, Weeks, "26 weeks"},
		{1, Weeks, "1 week"},
		{7.5, PerWeek, "7.5 a week"},
		{math.NaN(), PerWeek, "unknown"},
		{math.Inf(1), PerWeek, "without end"},
		{0.2, Share, "20 %"},
		{0.07, Share, "7 %"},
		{1, Share, "100 %"},
		{math.NaN(), Share, "unknown"},
		{math.Inf(-1), Share, "endlessly less"},
		{40_000, Money, "$40,000"},
		{10, People, "10"},
		{195, Items, "195"},
		{0.25, Ratio, "0.25"},
		{3, Unit("furlongs"), "3"}, // an unknown unit says the number
	} {
		if got := Say(c.v, c.unit); got != c.want {
			t.Errorf("Say(%v, %q) = %q, want %q", c.v, c.unit, got, c.want)
		}
	}
}

func TestHorizon(t *testing.T) {
	for _, c := range []struct {
		weeks float64
		want  string
	}{
		{0, "0 weeks"},
		{1, "a week"},
		{2, "2 weeks"},
		{13, "three months"},
		{26, "six months"},
		{39, "nine months"},
		{52, "a year"},
		{104, "two years"},
		{math.NaN(), "an unknown number of weeks"},
		{math.Inf(1), "weeks without end"},
	} {
		if got := Horizon(c.weeks); got != c.want {
			t.Errorf("Horizon(%v) = %q, want %q", c.weeks, got, c.want)
		}
	}
}

func TestSpelled(t *testing.T) {
	for v, want := range map[float64]string{0: "none", 1: "one", 8: "eight", 12: "twelve", 13: "13", 2.5: "2.5", -1: "−1"} {
		if got := Spelled(v); got != want {
			t.Errorf("Spelled(%v) = %q, want %q", v, got, want)
		}
	}
}

func TestAgain(t *testing.T) {
	for _, c := range []struct{ text, before, want string }{
		{"7.9 days", "4.1 days", "7.9"},
		{"7.9 days", "4.1 hours", "7.9 days"},
		{"1 day", "4.1 days", "1 day"},
		{"about an hour", "about an hour", "about an hour"},
		{"no time", "no time", "no time"},
	} {
		if got := Again(c.text, c.before); got != c.want {
			t.Errorf("Again(%q, %q) = %q, want %q", c.text, c.before, got, c.want)
		}
	}
}

func TestOrdinal(t *testing.T) {
	for n, want := range map[float64]string{
		1: "a first", 4: "a fourth", 8: "an eighth", 11: "an eleventh", 13: "a 13th", 18: "an 18th", 21: "a 21st", 22: "a 22nd", 33: "a 33rd", 80: "an 80th", 111: "a 111th",
	} {
		if got := WithArticle(Ordinal(n) + " tester"); got != want+" tester" {
			t.Errorf("%v: %q, want %q", n, got, want)
		}
	}
	if got := WithArticle("engineer"); got != "an engineer" {
		t.Errorf("%q", got)
	}
}

package argument

import (
	"math"
	"slices"
	"testing"

	"kingman/core/words"
)

// A logarithmic slider stops at round, legal numbers some tenth apart; each stop is
// where it says, any value in between stands at the nearest, and a step from anywhere
// goes to another stop until the end.
func TestLogSlider(t *testing.T) {
	for _, p := range []*Param{
		{ID: "traffic", Min: 100, Max: 100_000, Step: 1, Log: true, Default: 1000},
		{ID: "faulty", Min: 0.001, Max: 0.3, Step: 0.001, Log: true, Default: 0.02},
		{ID: "hours", Min: 1, Max: 19, Step: 1, Log: true, Default: 5},
	} {
		p.Label = p.ID
		if err := p.Check(); err != nil {
			t.Fatal(err)
		}
		r := p.Slider()
		if r.Min != 0 || r.Step != 1 || p.FromSlider(r.Min) != p.Min || p.FromSlider(r.Max) != p.Max || p.FromSlider(-1) != p.Min || p.FromSlider(1e9) != p.Max {
			t.Errorf("%s: the slider is %+v", p.ID, r)
		}
		last := 0.0
		for at := r.Min; at <= r.Max; at++ {
			v := p.FromSlider(at)
			if _, legal := p.Snap(v); !legal || v <= last || p.OnSlider(v) != at || p.Nearest(v) != v {
				t.Errorf("%s: stop %v is %v, after %v, which stands at %v", p.ID, at, v, last, p.OnSlider(v))
			}
			if at > 0 && v > 20*p.Step && v/last > 1.26 {
				t.Errorf("%s: from %v to %v", p.ID, last, v)
			}
			if up, down := p.Stepped(v, 1), p.Stepped(v, -1); up != p.FromSlider(at+1) || down != p.FromSlider(at-1) {
				t.Errorf("%s: beside %v are %v and %v", p.ID, v, down, up)
			}
			last = v
		}
	}
	p := &Param{Min: 100, Max: 100_000, Step: 1, Log: true}
	if p.Stepped(2317, 1) != 2500 || p.Stepped(2317, -1) != 2200 || p.Nearest(2317) != 2200 || p.Nearest(2400) != 2500 || p.OnSlider(1e9) != p.Slider().Max {
		t.Errorf("about 2317: %v, %v, %v, %v", p.Stepped(2317, 1), p.Stepped(2317, -1), p.Nearest(2317), p.Nearest(2400))
	}
	even := &Param{Min: 1, Max: 9, Step: 2}
	if even.Slider() != (Slider{1, 9, 2}) || even.OnSlider(5) != 5 || even.FromSlider(5) != 5 || even.Stepped(5, -2) != 1 || even.Nearest(5.5) != 5 {
		t.Error("an even slider has its values")
	}
}

// A logarithmic axis has its ends, and shares of it are factors.
func TestLogAxis(t *testing.T) {
	a := LogAxis("traffic", words.Items, 100, 100_000)
	if math.Abs(a.Part(1.0/3)-1000) > 1e-9 || math.Abs(a.Share(10_000)-2.0/3) > 1e-12 || !math.IsInf(a.Share(0), -1) || len(a.Ticks) != 4 || a.Ticks[3].Text != "100,000" {
		t.Errorf("%+v", a)
	}
	if b := LogAxis("hours", words.PlainHours, 1, 20); len(b.Ticks) != 5 || b.Ticks[4].At != 20 {
		t.Errorf("%+v", b)
	}
	if even := (Axis{Min: 10, Max: 30}); even.Part(0.25) != 15 || even.Share(15) != 0.25 {
		t.Error("an even axis")
	}
	if got := Evenly(&Param{Min: 1, Max: 10_000, Log: true}, 4); !slices.EqualFunc(got, []float64{1, 10, 100, 1000, 10_000}, func(a, b float64) bool { return math.Abs(a/b-1) < 1e-12 }) {
		t.Errorf("%v", got)
	}
}

// A word stands for 0, and only for 0.
func TestZero(t *testing.T) {
	p := &Param{ID: "limit", Label: "At most at once", Unit: words.Items, Max: 20, Step: 1, Zero: "no limit"}
	if p.Say(0) != "no limit" || p.Say(1) != "1" || p.Legal() != "0 to 20 in whole numbers; 0 is no limit" || p.Check() != nil {
		t.Errorf("%q, %q, %q, %v", p.Say(0), p.Say(1), p.Legal(), p.Check())
	}
	p.Min, p.Default = 1, 1
	if p.Check() == nil {
		t.Error("0 is not legal")
	}
	if (&Param{ID: "x", Label: "x", Max: 9, Step: 1, Log: true}).Check() == nil {
		t.Error("a logarithmic slider from 0")
	}
}

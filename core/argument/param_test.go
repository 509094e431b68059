package argument

import (
	"math"
	"strings"
	"testing"

	"kingman/core/words"
)

func TestSnap(t *testing.T) {
	tenths := Param{ID: "x", Label: "x", Min: 0.1, Max: 5, Step: 0.1, Default: 1}
	whole := Param{ID: "x", Label: "x", Min: 1, Max: 100, Step: 1, Default: 20}
	below := Param{ID: "x", Label: "x", Min: -1, Max: 1, Step: 0.1, Default: 0}
	ragged := Param{ID: "x", Label: "x", Min: 0, Max: 1, Step: 0.4, Default: 0} // the end is no step away
	for _, c := range []struct {
		p        *Param
		v, legal float64
		ok       bool
	}{
		{&whole, 20, 20, true},
		{&whole, 20.4, 20, false},
		{&whole, 20.5, 21, false},
		{&whole, 0, 1, false},
		{&whole, -5, 1, false},
		{&whole, 101, 100, false},
		{&whole, 1e300, 100, false},
		{&whole, math.MaxFloat64, 100, false},
		{&whole, -math.MaxFloat64, 1, false},
		{&whole, math.Inf(1), 100, false},
		{&whole, math.Inf(-1), 1, false},
		{&whole, math.NaN(), 20, false},
		{&whole, math.SmallestNonzeroFloat64, 1, false},
		{&tenths, 0.3, 0.3, true},
		{&tenths, math.Nextafter(0.3, 1), 0.3, false}, // what adding 0.1 and 0.2 gives
		{&tenths, 5, 5, true},
		{&tenths, 4.96, 5, false},
		{&below, 0, 0, true},
		{&below, -0.04, 0, false},
		{&below, math.Copysign(0, -1), 0, true},
		{&below, -0.3, -0.3, true},
		{&ragged, 1, 1, true},
		{&ragged, 0.9, 0.8, false},
	} {
		legal, ok := c.p.Snap(c.v)
		if legal != c.legal || ok != c.ok || math.Signbit(legal) != (c.legal < 0) {
			t.Errorf("%v to %v by %v: Snap(%v) = %v, %v; want %v, %v", c.p.Min, c.p.Max, c.p.Step, c.v, legal, ok, c.legal, c.ok)
		}
	}
}

func TestParamWords(t *testing.T) {
	number := Param{Min: 1, Max: 100, Step: 1, Unit: words.People}
	hours := Param{Min: 1, Max: 80, Step: 0.5, Unit: words.PlainHours}
	odd := Param{Min: 0.5, Max: 9.5, Step: 1}
	marks := Param{Min: 0, Max: 4, Step: 0.1, Marks: []Mark{{0, "alike"}, {1, "like the talk"}, {4, "wild"}}}
	choice := Param{Max: 2, Step: 1, Choices: []Choice{{Words: "carry on"}, {Words: "wait"}, {Words: "leave"}}}
	for _, c := range []struct{ got, want string }{
		{number.Legal(), "1 to 100 in whole numbers"},
		{hours.Legal(), "1 to 80 in steps of 0.5"},
		{odd.Legal(), "0.5 to 9.5 in steps of 1"},
		{choice.Legal(), "0 (carry on), 1 (wait) or 2 (leave)"},
		{number.Say(12), "12"},
		{hours.Say(1), "1 hour"},
		{hours.Say(16.5), "16.5 hours"},
		{marks.Say(0.4), "alike"},
		{marks.Say(0.5), "alike"}, // as near to both: the lower
		{marks.Say(0.6), "like the talk"},
		{marks.Say(math.Inf(1)), "wild"},
		{marks.Say(math.Inf(-1)), "alike"},
		{marks.Say(99), "wild"},
		{choice.Say(1), "wait"},
		{choice.Say(-3), "carry on"},
		{choice.Say(math.Inf(1)), "leave"},
		{choice.Say(math.NaN()), "unknown"},
		{number.Format(math.Nextafter(0.3, 1)), "0.30000000000000004"},
		{number.Format(1e21), "1000000000000000000000"},
	} {
		if c.got != c.want {
			t.Errorf("got %q, want %q", c.got, c.want)
		}
	}
}

// A declaration that is not sound is refused by name.
func TestParamCheck(t *testing.T) {
	good := Param{ID: "x-y", Label: "X", Min: 0, Max: 10, Step: 0.5, Default: 2, Pinned: true, Today: 1}
	if err := good.Check(); err != nil {
		t.Fatal(err)
	}
	for want, spoil := range map[string]func(p *Param){
		"needs an id":    func(p *Param) { p.ID = "" },
		"a label":        func(p *Param) { p.Label = "" },
		"Min < Max":      func(p *Param) { p.Max = 0 },
		"Step > 0":       func(p *Param) { p.Step = 0 },
		"needs finite":   func(p *Param) { p.Max = math.Inf(1) },
		"a switch runs":  func(p *Param) { p.Choices = make([]Choice, 3) },
		"letters a to z": func(p *Param) { p.ID = "X" },
		"default 2.2":    func(p *Param) { p.Default = 2.2 },
		"default NaN":    func(p *Param) { p.Default = math.NaN() },
		"today's 11":     func(p *Param) { p.Today = 11 },
		"does not rise":  func(p *Param) { p.Marks = []Mark{{1, "b"}, {1, "c"}} },
	} {
		p := good
		spoil(&p)
		if err := p.Check(); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("got %v, want a word about %q", err, want)
		}
	}
}

package main

import (
	"math"
	"strings"
	"testing"
)

func TestExpected(t *testing.T) {
	for _, want := range []struct {
		id    string
		waits []float64
		lead  float64
	}{
		{"mm1", []float64{4}, 5},
		{"mm10", []float64{0.66873}, 1.66873}, // Erlang's C of 10 servers and a load of 9
		{"tandem", []float64{4, 4, 4}, 18.75}, // 12 items present, 0.64 an hour
	} {
		for _, m := range models {
			if m.id != want.id {
				continue
			}
			waits, lead, err := m.expected()
			if err != nil || len(waits) != len(want.waits) || math.Abs(lead-want.lead) > 1e-4 {
				t.Fatalf("%s: %v, %v, %v, want %v, %v", m.id, waits, lead, err, want.waits, want.lead)
			}
			for k, w := range waits {
				if math.Abs(w-want.waits[k]) > 1e-4 {
					t.Errorf("%s: wait %v at station %d, want %v", m.id, w, k, want.waits[k])
				}
			}
		}
	}
}

func TestOnlyTheSameModelPasses(t *testing.T) {
	const fine = `{"items": 60, "ns": 600, "waits": [[3.9, 4.2, 4.0, 3.8, 4.05]], "leads": [4.9, 5.2, 5.0, 4.8, 5.05]}`
	o, err := readOutput(fine)
	if err != nil {
		t.Fatal(err)
	}
	if d, err := o.deviates([]float64{4}, 5); err != nil || d <= 0 || d > 1 {
		t.Errorf("deviates by %v, %v", d, err)
	}
	for _, wrong := range []struct {
		waits []float64
		lead  float64
		says  string
	}{{[]float64{6}, 5, "wait at station 0"}, {[]float64{4}, 3, "lead time"}, {[]float64{4, 4}, 5, "1 stations"}} {
		if _, err := o.deviates(wrong.waits, wrong.lead); err == nil || !strings.Contains(err.Error(), wrong.says) {
			t.Errorf("%v, %v: error %v, want one about %s", wrong.waits, wrong.lead, err, wrong.says)
		}
	}
	for _, text := range []string{"", "no numbers", `{"items": 5}`, `{"items": 0, "ns": 1, "waits": [[1]]}`} {
		if _, err := readOutput(text); err == nil {
			t.Errorf("took %q", text)
		}
	}
	o.Waits[0] = o.Waits[0][:1]
	if _, err := o.deviates([]float64{4}, 5); err == nil {
		t.Error("one batch says nothing about its error, and passed")
	}
}

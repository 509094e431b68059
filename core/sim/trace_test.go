package sim

import (
	"bytes"
	"encoding/json"
	"math"
	"os"
	"testing"
)

// testdata/traces.jsonl holds arrival and service times with the start and departure that follow from them, worked out by
// two independent programs.
func TestTraces(t *testing.T) {
	data, err := os.ReadFile("testdata/traces.jsonl")
	if err != nil {
		t.Fatal(err)
	}
	disciplines := map[string]Discipline{
		"FIFO": FIFO, "priority, non-preemptive": Priority, "priority, preemptive resume": PreemptiveResume,
	}
	for _, text := range bytes.Split(bytes.TrimSpace(data), []byte("\n")) {
		var row struct {
			ID string
			In struct {
				Servers                    int
				Discipline                 string
				Arrival, Service, Patience []float64
				Class                      []int
			}
			Out struct {
				Start, Depart, Wait []*float64
				Outcome             []string
			}
			AbsTol float64 `json:"abs_tol"`
		}
		if err := json.Unmarshal(text, &row); err != nil {
			t.Fatal(err)
		}
		t.Run(row.ID, func(t *testing.T) {
			discipline, known := disciplines[row.In.Discipline]
			if !known {
				t.Fatalf("unknown discipline %q", row.In.Discipline)
			}
			m := Model{
				Classes: []Class{
					{Name: "urgent", Priority: 0, Steps: []Step{{Service: law(1, 0)}}},
					{Name: "other", Priority: 1, Steps: []Step{{Service: law(1, 0)}}},
				},
				Stations: []Station{{Name: "station", Servers: row.In.Servers, Discipline: discipline}},
			}
			n := len(row.In.Arrival)
			for k, at := range row.In.Arrival {
				a := Arrival{At: at, Work: []float64{row.In.Service[k]}}
				if row.In.Class != nil {
					a.Class = row.In.Class[k]
				}
				if row.In.Patience != nil {
					a.Patience = row.In.Patience[k]
				}
				m.Trace = append(m.Trace, a)
			}
			log := NewLog(10 * n)
			run(t, m, Options{Horizon: 1000, Log: log})
			start, depart, outcome := make([]float64, n), make([]float64, n), make([]string, n)
			for k := range start {
				start[k] = math.NaN()
			}
			for _, entry := range log.Entries {
				switch entry.What {
				case Began:
					start[entry.Item] = entry.Time
				case Delivered:
					depart[entry.Item], outcome[entry.Item] = entry.Time, "served"
				case GaveUp:
					depart[entry.Item], outcome[entry.Item] = entry.Time, "reneged"
				}
			}
			same := func(what string, k int, got float64, want *float64) {
				if want == nil && !math.IsNaN(got) || want != nil && !(math.Abs(got-*want) <= row.AbsTol) {
					t.Errorf("item %d: %s %v", k, what, got)
				}
			}
			for k := range n {
				if outcome[k] != row.Out.Outcome[k] {
					t.Errorf("item %d was %s, want %s", k, outcome[k], row.Out.Outcome[k])
				}
				wait := depart[k] - row.In.Arrival[k]
				if outcome[k] == "served" {
					wait -= row.In.Service[k]
				}
				same("started at", k, start[k], row.Out.Start[k])
				same("left at", k, depart[k], row.Out.Depart[k])
				same("waited", k, wait, row.Out.Wait[k])
			}
		})
	}
}

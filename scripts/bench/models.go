package main

import (
	"fmt"
	"os/exec"
	"path/filepath"

	"kingman/core/queue"
	"kingman/core/queue/network"
)

// A model is simulated by all contestants.
type model struct {
	id, title string
	items     int    // in a batch, for C and JavaScript
	engine    string // the general engine's benchmark
	kernel    string // the benchmarks of the kernel for one station; or none

	// How many times as long as C the kernel may take in Chromium, and the
	// engine natively and in Chromium; 0: no target.
	kernelInChromium, engineNative, engineInChromium float64
	// How many times as long as ours in Chromium (the kernel, or the engine
	// where there is none) JavaScript and SimPy should take at least.
	javaScript, simPy float64
}

var models = []model{
	{id: "mm1", title: "M/M/1 at 0.8", items: 500_000, engine: "1_", kernel: "MM1", kernelInChromium: 1.9, javaScript: 1.5, simPy: 500},
	{id: "mm10", title: "M/M/10 at 0.9", items: 200_000, engine: "2_", kernel: "MM10", kernelInChromium: 1.2, javaScript: 2, simPy: 400},
	{id: "tandem", title: "tandem of 3, 20 % feedback", items: 50_000, engine: "3_", engineNative: 1.2, engineInChromium: 2.2, javaScript: 1.2, simPy: 120},
}

// expected returns the exact means in the steady state: the wait at each
// station and the lead time.
func (m *model) expected() (waits []float64, lead float64, err error) {
	switch m.id {
	case "mm1":
		q, err := queue.MMc{ArrivalRate: 0.8, MeanService: 1, Servers: 1}.Analyze()
		return []float64{q.MeanWait}, q.MeanSojourn, err
	case "mm10":
		q, err := queue.MMc{ArrivalRate: 9, MeanService: 1, Servers: 10}.Analyze()
		return []float64{q.MeanWait}, q.MeanSojourn, err
	}
	s := network.Station{Servers: 1, MeanService: 1, ServiceSCV: 1, ArrivalSCV: 1}
	first := s
	first.ArrivalRate = 0.64
	q, err := network.Open{
		Stations: []network.Station{first, s, s},
		Routing:  [][]float64{{0, 1, 0}, {0, 0, 1}, {0.2, 0, 0}},
	}.Jackson()
	for _, at := range q.Stations {
		waits = append(waits, at.MeanWait)
	}
	return waits, q.LeadTime, err
}

// A contestant is another program that simulates the models.
type contestant struct {
	name     string
	platform platform
	run      func(l *lab, m *model) (string, error)
	able     func(l *lab, m *model) bool
}

// batches in a run, the same for all.
const batches = 20

func (l *lab) plainC(model string, items int) (string, error) {
	return printed(exec.Command(filepath.Join(l.here, l.folder, "plain"), model, fmt.Sprint(batches), fmt.Sprint(items)))
}

func (l *lab) javaScript(m *model, draws string) (string, error) {
	return l.inChromium("plain.js", false, "", m.id, fmt.Sprint(batches), fmt.Sprint(m.items), draws)
}

// The contestants' names, as the tables have them.
const (
	nameC      = "C, -O3"
	nameSearch = "C, -O3, a search instead of the heap"
	nameSingly = "JavaScript"
	nameBlocks = "JavaScript, draws in blocks"
	nameSimPy  = "SimPy"
)

var contestants = []contestant{
	{nameC, native, func(l *lab, m *model) (string, error) { return l.plainC(m.id, m.items) }, func(l *lab, m *model) bool { return l.c }},
	{nameSearch, native, func(l *lab, m *model) (string, error) { return l.plainC("search", m.items) }, func(l *lab, m *model) bool { return l.c && m.id == "mm10" }},
	{nameSingly, chromium, func(l *lab, m *model) (string, error) { return l.javaScript(m, "singly") }, func(*lab, *model) bool { return true }},
	{nameBlocks, chromium, func(l *lab, m *model) (string, error) { return l.javaScript(m, "in blocks") }, func(*lab, *model) bool { return true }},
	{nameSimPy, native, func(l *lab, m *model) (string, error) {
		// A hundredth of the items: it would take minutes.
		return printed(exec.Command("python3", "-B", filepath.Join("scripts", "bench", "reference", "plain.py"), m.id, fmt.Sprint(batches), fmt.Sprint(m.items/100)))
	}, func(l *lab, m *model) bool { return l.simpy }},
}

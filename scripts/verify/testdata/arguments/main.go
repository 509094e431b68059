// Command arguments wrote arguments.jsonl:
//
//	go run ./scripts/verify/testdata/arguments > scripts/verify/testdata/arguments.jsonl
//
// It simulates four arguments as naively as possible and without any of the
// library's code: each item's times follow from those of the items before it.
// All times are Erlang, sums of whole numbers of exponentials, which is what a
// gamma time is for the variabilities used here. Times are in working hours.
package main

import (
	"encoding/json"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
)

const week = 40.0

// erlang draws a time with that mean and an SCV of 1/shape.
func erlang(r *rand.Rand, mean float64, shape int) float64 {
	product, sum := 1.0, 0.0
	for i := range shape {
		product *= 1 - r.Float64()
		if i%50 == 49 { // before the product underflows
			sum, product = sum-math.Log(product), 1
		}
	}
	return (sum - math.Log(product)) * mean / float64(shape)
}

// A line is when each of its servers is free again.
type line []float64

// serve gives the next item, which comes at a time, to the server that is free
// first, and returns when its service begins.
func (l line) serve(at, took float64) (begins float64) {
	k := 0
	for i := range l {
		if l[i] < l[k] {
			k = i
		}
	}
	begins = math.Max(at, l[k])
	l[k] = begins + took
	return begins
}

// An estimate is a ratio of sums over runs, and its standard error.
type estimate struct{ num, den []float64 }

func (e *estimate) add(num, den float64) { e.num, e.den = append(e.num, num), append(e.den, den) }

func (e *estimate) ratio() (value, stdErr float64) {
	num, den := 0.0, 0.0
	for i := range e.num {
		num, den = num+e.num[i], den+e.den[i]
	}
	value = num / den
	squares := 0.0
	for i := range e.num {
		squares += math.Pow(e.num[i]-value*e.den[i], 2)
	}
	n := float64(len(e.num))
	return value, math.Sqrt(squares*n/(n-1)) / den
}

// figures are the estimates of one setting, by the id of the figure.
type figures map[string]*estimate

func (f figures) add(id string, num, den float64) {
	if f[id] == nil {
		f[id] = &estimate{}
	}
	f[id].add(num, den)
}

// analysis is a setting of analysis-queue. Features come at even intervals with
// a CV of 0.5 (shape 4), from engineers who have been at work for long; analyses
// have one of 0.25 (shape 16).
type analysis struct {
	engineers, analysts   int
	hours, weeks, backlog float64
	wait                  bool // engineers wait with their features
}

func (a analysis) run(r *rand.Rand, f figures) {
	T := a.weeks * week
	l := make(line, a.analysts)
	waited, came, pile, shipped := 0.0, 0.0, 0.0, 0.0
	take := func(at float64) (ends float64) {
		took := erlang(r, a.hours, 16)
		begins := l.serve(at, took)
		ends = begins + took
		if math.Abs(at-T) <= week/2 {
			waited, came = waited+begins-at, came+1
		}
		if at <= T && begins > T {
			pile++
		}
		if ends > T/2 && ends <= T {
			shipped++
		}
		return ends
	}
	for range int(a.backlog) {
		take(0)
	}
	// next is when each source has its next feature: one source for all
	// engineers, or each engineer for themselves.
	next, gap := make([]float64, 1), week/float64(a.engineers)
	if a.wait {
		next, gap = make([]float64, a.engineers), week
	}
	for i := range next {
		left := 1 + r.IntN(4) // phases of the interval that a random moment leaves
		next[i] = erlang(r, gap*float64(left)/4, left)
	}
	for {
		i := slices.Index(next, slices.Min(next))
		if next[i] > T+week/2 {
			break
		}
		resumes := take(next[i])
		if !a.wait {
			resumes = next[i]
		}
		next[i] = resumes + erlang(r, gap, 4)
	}
	f.add("wait", waited, came)
	f.add("pile", pile, 1)
	f.add("shipped", shipped, a.weeks/2)
}

// tickets is a setting of ticket-ping-pong, in which everything is exponential.
type tickets struct {
	misunderstood, minutes, delay, demand float64
	analysts                              int
	hours, weeks, backlog                 float64
}

func (k tickets) run(r *rand.Rand, f figures) {
	T := k.weeks * week
	l := make(line, k.analysts)
	type question struct{ asked, at float64 }
	var open []question // by at, the last one first
	for range int(k.backlog) {
		open = append(open, question{})
	}
	for at := erlang(r, week/k.demand, 1); at <= T; at += erlang(r, week/k.demand, 1) {
		open = append(open, question{at, at})
	}
	slices.Reverse(open)
	lead, asked, pile, answers := 0.0, float64(len(open)), 0.0, 0.0
	for len(open) > 0 {
		q := open[len(open)-1]
		open = open[:len(open)-1]
		if q.at > T { // on the way back, and so are all the others
			lead += T - q.asked
			continue
		}
		took := erlang(r, k.hours+k.minutes/60, 1)
		begins := l.serve(q.at, took)
		ends := begins + took
		if begins > T {
			pile++
		}
		if ends > T {
			lead += T - q.asked
			continue
		}
		answers++
		if r.Float64() >= k.misunderstood {
			lead += ends - q.asked
			continue
		}
		q.at = ends + erlang(r, k.delay, 1)
		i := len(open)
		for i > 0 && open[i-1].at < q.at {
			i--
		}
		open = slices.Insert(open, i, q)
	}
	f.add("lead", lead, asked)
	f.add("answers", answers, k.weeks)
	f.add("pile", pile, 1)
}

// assembly is a setting of assembly-line: stages in series with the same number
// of people and the same work, a handoff of fixed length between two.
type assembly struct {
	stages, people         int // people at each stage
	work                   float64
	shape                  int
	handoff, demand, weeks float64
}

func (a assembly) run(r *rand.Rand, f figures) {
	T := a.weeks * week
	type feature struct{ asked, at float64 }
	var all []feature
	for at := erlang(r, week/a.demand, 1); at <= T; at += erlang(r, week/a.demand, 1) {
		all = append(all, feature{at, at})
	}
	touch := 0.0
	for j := range a.stages {
		slices.SortFunc(all, func(x, y feature) int {
			if x.at < y.at {
				return -1
			}
			return 1
		})
		l := make(line, a.people)
		for i := range all {
			took := erlang(r, a.work, a.shape)
			begins := l.serve(all[i].at, took)
			touch += math.Max(0, math.Min(T, begins+took)-begins)
			all[i].at = begins + took
			if j+1 < a.stages {
				all[i].at += a.handoff
			}
		}
	}
	lead, delivered := 0.0, 0.0
	for _, x := range all {
		lead += math.Min(T, x.at) - x.asked
		if x.at <= T {
			delivered++
		}
	}
	f.add("lead", lead, float64(len(all)))
	f.add("efficiency", touch, lead)
	f.add("delivered", delivered, a.weeks)
	f.add("open", float64(len(all))-delivered, 1)
}

// risk is a setting of amortized-risk: changes come by chance; tests and
// searches have an SCV of 1/4, a change's share of the test phase too.
type risk struct {
	batch                                    int
	faulty, clash                            float64
	gate, each, search, searchEach           float64
	changes, weeks                           float64
	releaseCost, brokenCost, delayCostAtWeek float64
}

// fault is the chance that one given change breaks the release.
func (k risk) fault() float64 {
	return 1 - (1-k.faulty)*math.Pow(1-k.clash, float64(k.batch-1)/2)
}

func (k risk) breaks() float64 {
	n := float64(k.batch)
	return 1 - math.Pow(1-k.faulty, n)*math.Pow(1-k.clash, n*(n-1)/2)
}

func (k risk) run(r *rand.Rand, f figures) {
	T, n := k.weeks*week, k.batch
	lead, broken, released, count := 0.0, 0.0, 0.0, 0.0
	var waiting []float64
	free := 0.0
	for at := erlang(r, week/k.changes, 1); at <= T; at += erlang(r, week/k.changes, 1) {
		count++
		waiting = append(waiting, at)
		if len(waiting) < n {
			continue
		}
		tested := math.Max(at, free) + erlang(r, k.gate+k.each*float64(n), 4*n)
		free = tested
		for range n {
			if r.Float64() < k.fault() {
				free += erlang(r, k.search+k.searchEach*float64(n), 4)
			}
		}
		if tested <= T {
			released += float64(n)
			broken += math.Min(T, free) - tested
		}
		for _, finished := range waiting {
			lead += math.Min(T, free) - finished
		}
		waiting = waiting[:0]
	}
	for _, finished := range waiting {
		lead += T - finished
	}
	f.add("lead", lead, count)
	f.add("broken", broken, released)
	f.add("cost", k.releaseCost*released/float64(n)+k.delayCostAtWeek/week*lead+k.brokenCost*broken, count)
}

// A row is one line of the table.
type row struct {
	ID       string             `json:"id"`
	Argument string             `json:"argument"`
	Params   map[string]float64 `json:"params"`
	Figure   string             `json:"figure"`
	Setting  string             `json:"setting"`
	Value    float64            `json:"value"`
	SE       float64            `json:"se"`
	Method   string             `json:"method"`
}

var rows int

func write(argument string, params map[string]float64, figure, setting string, value, stdErr float64, method string) {
	rows++
	six := func(v float64) (rounded float64) {
		fmt.Sscan(fmt.Sprintf("%.6g", v), &rounded)
		return rounded
	}
	text, err := json.Marshal(row{fmt.Sprintf("%s-%02d", argument, rows), argument, params, figure, setting, six(value), six(stdErr), method})
	if err != nil {
		panic(err)
	}
	fmt.Println(string(text))
}

const runs = 20000

// simulate writes the rows of one setting.
func simulate(argument string, params map[string]float64, setting string, model interface{ run(*rand.Rand, figures) }, ids ...string) {
	r := rand.New(rand.NewPCG(1961, uint64(rows)))
	f := figures{}
	for range runs {
		model.run(r, f)
	}
	for _, id := range ids {
		value, stdErr := f[id].ratio()
		write(argument, params, id, setting, value, stdErr, fmt.Sprintf("naive simulation, %d runs", runs))
	}
}

func main() {
	type params = map[string]float64
	rows = 0
	a := analysis{engineers: 20, analysts: 5, hours: 16, weeks: 26}
	today := a
	today.engineers = 10
	simulate("analysis-queue", params{}, "today", today, "wait", "shipped", "pile")
	simulate("analysis-queue", params{}, "whatif", a, "wait", "shipped", "pile")
	near := a
	near.engineers, near.backlog = 12, 40
	simulate("analysis-queue", params{"engineers": 12, "backlog": 40}, "whatif", near, "wait", "shipped", "pile")
	far := analysis{engineers: 60, analysts: 9, hours: 11, weeks: 60}
	simulate("analysis-queue", params{"engineers": 60, "analysts": 9, "hours": 11, "weeks": 60}, "whatif", far, "wait", "shipped", "pile")
	waits := a
	waits.wait = true
	simulate("analysis-queue", params{"waiting": 1}, "whatif", waits, "wait", "shipped")
	seven := today
	seven.engineers = 7
	simulate("analysis-queue", params{"today.engineers": 7}, "today", seven, "wait", "shipped")

	rows = 0
	k := tickets{misunderstood: 0.05, minutes: 30, delay: 40, demand: 10, analysts: 5, hours: 16, weeks: 26}
	before := k
	before.misunderstood, before.minutes = 0.2, 0
	simulate("ticket-ping-pong", params{}, "today", before, "lead", "answers", "pile")
	simulate("ticket-ping-pong", params{}, "whatif", k, "lead", "answers", "pile")
	slow := k
	slow.misunderstood, slow.delay, slow.backlog = 0.3, 80, 50
	simulate("ticket-ping-pong", params{"misunderstood": 0.3, "delay": 80, "backlog": 50}, "whatif", slow, "lead", "answers", "pile")

	rows = 0
	cut := assembly{stages: 4, people: 2, work: 16, shape: 1, handoff: 4, demand: 4, weeks: 52}
	pool := assembly{stages: 1, people: 8, work: 64 * 1.1, shape: 4, demand: 4, weeks: 52}
	simulate("assembly-line", params{}, "today", cut, "lead", "efficiency", "delivered", "open")
	simulate("assembly-line", params{}, "whatif", pool, "lead", "efficiency", "delivered", "open")
	two := assembly{stages: 2, people: 4, work: 32, shape: 2, handoff: 8, demand: 6, weeks: 26}
	simulate("assembly-line", params{"team": 0, "specialisms": 2, "handoff": 8, "demand": 6, "weeks": 26}, "whatif", two, "lead", "efficiency", "delivered", "open")

	rows = 0
	one := risk{batch: 1, faulty: 0.02, clash: 0.002, gate: 2, each: 0.25, search: 1, searchEach: 0.25, changes: 10, weeks: 52, releaseCost: 200, brokenCost: 500, delayCostAtWeek: 400}
	twenty := one
	twenty.batch = 20
	write("amortized-risk", params{}, "chance", "today", twenty.breaks(), 0, "closed form")
	write("amortized-risk", params{}, "chance", "whatif", one.breaks(), 0, "closed form")
	simulate("amortized-risk", params{}, "today", twenty, "broken", "lead", "cost")
	simulate("amortized-risk", params{}, "whatif", one, "broken", "lead", "cost")
	fifty := one
	fifty.batch, fifty.clash = 50, 0
	write("amortized-risk", params{"batch": 50, "clash": 0}, "chance", "whatif", fifty.breaks(), 0, "closed form")
	simulate("amortized-risk", params{"batch": 50, "clash": 0}, "whatif", fifty, "broken", "lead", "cost")
	careful := one
	careful.gate = 8
	simulate("amortized-risk", params{"gate": 8}, "whatif", careful, "broken", "lead", "cost")
}

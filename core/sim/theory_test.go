package sim

import (
	"math"
	"testing"

	"kingman/core/dist"
)

// measure is what a case looks at in a window of a run.
type measure func(w *Snapshot) float64

func meanWait(step int) measure {
	return func(w *Snapshot) float64 {
		s := w.Steps[step]
		return (s.Wait + s.WaitAbandoned) / float64(s.Taken+s.Abandoned)
	}
}

// waitWithInterruptions counts all time in line or set aside.
func waitWithInterruptions(step int) measure {
	return func(w *Snapshot) float64 {
		s := w.Steps[step]
		return (s.Wait + s.Interrupted) / float64(s.Served)
	}
}

func leadTime(class int) measure {
	return func(w *Snapshot) float64 { return w.Classes[class].LeadTime / float64(w.Classes[class].Delivered) }
}

func throughput(class int) measure {
	return func(w *Snapshot) float64 { return float64(w.Classes[class].Delivered) / w.Time }
}

func wip(class int) measure {
	return func(w *Snapshot) float64 { return w.Classes[class].ItemHours / w.Time }
}

func arrived(class int) measure {
	return func(w *Snapshot) float64 { return float64(w.Classes[class].Arrived) }
}

func personBusy(k int) measure {
	return func(w *Snapshot) float64 { return w.People[k].Busy / w.Time }
}

func share(of, all func(*Snapshot) int64) measure {
	return func(w *Snapshot) float64 { return float64(of(w)) / float64(all(w)) }
}

type expectation struct {
	what  string
	value float64
	of    measure
}

// A theoryCase is a model whose long-run or short-run behaviour is known.
type theoryCase struct {
	name            string
	model           Model
	warmup, horizon float64
	replications    int
	expect          []expectation
}

func oneStation(st Station, classes ...Class) Model {
	return Model{Classes: classes, Stations: []Station{st}}
}

func (m Model) with(sources ...Source) Model { m.Sources = sources; return m }

func poisson(name string, class int, rate float64) Source {
	return Source{Name: name, Class: class, Between: law(1/rate, 1)}
}

func one(name string, priority int, service dist.Time) Class {
	return Class{Name: name, Priority: priority, Steps: []Step{{Service: service}}}
}

func erlang(mean float64, stages int) dist.Time {
	t, err := dist.New(dist.Erlang, mean, 1/float64(stages))
	if err != nil {
		panic(err)
	}
	return t
}

func theoryCases() []theoryCase {
	third := law(1.0/3, 1)
	patient := one("item", 0, law(1, 1))
	patient.Steps[0].Patience = erlang(1, 2)
	server := func(p ...int) []Skill {
		var s []Skill
		for _, k := range p {
			s = append(s, Skill{k, 1})
		}
		return s
	}
	flexible := func(choice Choice, skills ...[]Skill) Model {
		m := Model{
			Classes:  []Class{one("0", 0, law(1, 1)), {Name: "1", Steps: []Step{{Station: 1, Service: law(1, 1)}}}},
			Stations: []Station{{Name: "0", Ask: []int{0, 1}}, {Name: "1"}},
		}
		for _, s := range skills {
			m.People = append(m.People, Person{Skills: s, Choice: choice})
		}
		return m
	}
	x := flexible(LongestLine, server(0, 1), server(1, 0)).with(poisson("0", 0, 0.7), poisson("1", 1, 0.7))
	x.Stations[1].Ask = []int{1, 0}
	two := Class{Name: "item", Steps: []Step{
		{Station: 0, Service: law(1, 1), Next: []Branch{{1, 1}}}, {Station: 1, Service: law(1, 1)}}}
	gate := Class{Name: "item", Steps: []Step{{Station: 0}}}
	return []theoryCase{
		{"Cobham 1954, non-preemptive priorities", oneStation(Station{Servers: 1, Discipline: Priority},
			one("a", 0, third), one("b", 1, third), one("c", 2, third)).with(
			poisson("a", 0, 0.2), poisson("b", 1, 0.6), poisson("c", 2, 1.2)), 500, 10_000, 16,
			[]expectation{{"wait a", 0.238095238095, meanWait(0)}, {"wait b", 0.324675324675, meanWait(1)}, {"wait c", 0.909090909091, meanWait(2)}}},
		{"preemptive resume, M/G/1", oneStation(Station{Servers: 1, Discipline: PreemptiveResume},
			one("a", 0, law(1, 0)), one("b", 1, law(2, 2))).with(poisson("a", 0, 0.25), poisson("b", 1, 0.25)), 2000, 40_000, 16,
			[]expectation{{"wait a", 1.0 / 6, waitWithInterruptions(0)}, {"wait b", 28.0 / 3, waitWithInterruptions(1)}}},
		// M/M/2/4 with a = 3: p(n) ∝ 1, 3, 4.5, 6.75, 10.125, so 10.125/25.375 are turned away.
		{"finite room, M/M/2/4", oneStation(Station{Servers: 2, Room: 4}, one("item", 0, law(1, 1))).with(poisson("in", 0, 3)), 100, 3000, 16,
			[]expectation{{"lost", 10.125 / 25.375, share(func(w *Snapshot) int64 { return w.Classes[0].Lost }, func(w *Snapshot) int64 { return w.Classes[0].Arrived })}}},
		// Baccelli and Hebuterne 1981; the values are those of a numerical integration.
		{"patience of Erlang's law, M/M/3+G", oneStation(Station{Servers: 3}, patient).with(poisson("in", 0, 2.7)), 100, 4000, 16,
			[]expectation{{"wait", 0.240661840127, meanWait(0)},
				{"abandoned", 0.168104876787, share(func(w *Snapshot) int64 { return w.Steps[0].Abandoned }, func(w *Snapshot) int64 { return w.Steps[0].Visits })}}},
		{"batches of four, M[4]/M/3", oneStation(Station{Servers: 3}, one("item", 0, law(1, 1))).with(
			Source{Name: "in", Between: law(1/0.45, 1), Batch: []float64{0, 0, 0, 1}}), 200, 6000, 16,
			[]expectation{{"wait", 1.28741496599, meanWait(0)}, {"wip", 4.11734693878, wip(0)}}},
		// Kleinrock 1976: the sojourn under processor sharing is s/(1−ρ) whatever the law of service.
		{"processor sharing, M/G/1", oneStation(Station{Servers: 1, Discipline: Sharing}, one("item", 0, law(1, 4))).with(poisson("in", 0, 0.7)), 500, 10_000, 16,
			[]expectation{{"lead time", 1 / 0.3, leadTime(0)}}},
		// With exponential work the number present is that of M/M/2: W = 1/(1−ρ²) at ρ = 0.7.
		{"processor sharing, M/M/2", oneStation(Station{Servers: 2, Discipline: Sharing}, one("item", 0, law(1, 1))).with(poisson("in", 0, 1.4)), 300, 6000, 16,
			[]expectation{{"lead time", 1 / (1 - 0.49), leadTime(0)}}},
		// Five machines, two repairers, 10 h between failures, 4 h a repair.
		{"machine repair, M/M/2//5", oneStation(Station{Servers: 2}, one("repair", 0, law(4, 1))).with(
			Source{Name: "machines", Between: law(10, 1), Population: 5}), 200, 20_000, 16,
			[]expectation{{"throughput", 0.333909115068, throughput(0)}, {"lead time", 4.9741345006, leadTime(0)}}},
		// Seven members think for 6 h, and 60 % of what they make needs the two servers: machine repair with 10 h between failures, of seven.
		{"closed, some need no server", Model{Classes: []Class{{Name: "item", Entry: []Branch{{0, 0.6}}, Steps: []Step{{Service: law(4, 1)}}}},
			Stations: []Station{{Servers: 2}}}.with(Source{Name: "members", Between: law(6, 1), Population: 7}), 200, 20_000, 16,
			[]expectation{{"made", machines(7, 2, 10, 4) / 0.6, throughput(0)}}},
		// A Poisson stream of which some chance part comes is a Poisson stream: M/M/1 at ρ = 0.6, and M/M/1 at ρ = 0.3.
		{"thinned", Model{Classes: []Class{{Name: "item", Entry: []Branch{{0, 0.6}, {1, 0.3}}, Steps: []Step{{Service: law(1, 1)}, {Station: 1, Service: law(1, 1)}}}},
			Stations: []Station{{Servers: 1}, {Servers: 1}}}.with(poisson("in", 0, 1)), 500, 20_000, 16,
			[]expectation{{"wait", 0.6 / 0.4, meanWait(0)}, {"other wait", 0.3 / 0.7, meanWait(1)}, {"delivered", 1, throughput(0)}}},
		{"two servers, one with two skills", flexible(InOrder, server(0), server(1, 0)).with(poisson("0", 0, 0.8), poisson("1", 1, 0.5)), 500, 20_000, 16,
			[]expectation{{"wait 0", 0.808147340598, meanWait(0)}, {"wait 1", 1.4138224049, meanWait(1)}, {"busy 0", 0.5930887975, personBusy(0)}}},
		{"two servers with both skills, longest line first", x, 500, 20_000, 16,
			[]expectation{{"wait 0", 0.960784313725, meanWait(0)}, {"wait 1", 0.960784313725, meanWait(1)}}},
		// Two balanced exponential stations under a limit of N with work always waiting outside: N/(N+1) an hour (Gordon and Newell 1967).
		{"constant work in progress", Model{Classes: []Class{two}, Stations: []Station{{Servers: 1}, {Servers: 1}},
			Limits: []Limit{{Stations: []int{0, 1}, Max: 4}}, Backlog: []Backlog{{Count: 4000}}}, 100, 4000, 16,
			[]expectation{{"throughput", 0.8, throughput(0)}}},
		{"weekly meeting", oneStation(Station{Kind: Gate, Every: 40, Offset: 13}, gate).with(poisson("in", 0, 0.5)), 53, 53 + 40*100, 16,
			[]expectation{{"held", 20, leadTime(0)}}},
		{"release of five", oneStation(Station{Kind: Gate, Count: 5}, gate).with(poisson("in", 0, 0.5)), 0, 10_000, 16,
			[]expectation{{"held", 4, leadTime(0)}}},
		// λ(e^(gT) − 1)/g items with λ = 2, g = 0.01, T = 100.
		{"growth", oneStation(Station{Kind: Delay}, gate).with(Source{Name: "in", Between: law(0.5, 1), Growth: 0.01}), 0, 100, 200,
			[]expectation{{"arrived", 200 * (math.E - 1), func(w *Snapshot) float64 { return float64(w.Classes[0].Arrived) }}}},
		// Rates 2, then 0 from 10 h, then 6 from 30 h to 40 h.
		{"steps in the rate", oneStation(Station{Kind: Delay}, gate).with(Source{Name: "in", Between: law(0.5, 1), Steps: []Rate{{10, 0}, {30, 3}}}), 0, 40, 200,
			[]expectation{{"arrived", 80, func(w *Snapshot) float64 { return float64(w.Classes[0].Arrived) }}}},
		// A renewal process that has been running for long brings λt items by any time t (Feller 1971, vol. 2, XI.4), whatever the law: 5/4 an hour
		// from an even source, 1 from an uneven one, ∫₀³ e^(t/2) dt on a clock that speeds up, and 4 members who send something every 2 h.
		{"sources that are underway", Model{Classes: []Class{{Name: "even", Steps: gate.Steps}, {Name: "uneven", Steps: gate.Steps}, {Name: "growing", Steps: gate.Steps}, {Name: "members", Steps: gate.Steps}}, Stations: []Station{{Kind: Delay}}}.with(
			Source{Name: "even", Between: law(0.8, 0), Underway: true}, Source{Name: "uneven", Class: 1, Between: law(1, 4), Underway: true},
			Source{Name: "growing", Class: 2, Between: law(1, 0.25), Growth: 0.5, Underway: true},
			Source{Name: "members", Class: 3, Between: law(2, 0.25), Population: 4, Underway: true}), 0, 3, 4000,
			[]expectation{{"even", 3.75, arrived(0)}, {"uneven", 3, arrived(1)}, {"growing", 2 * math.Expm1(1.5), arrived(2)}, {"members", 6, arrived(3)}}},
		// Each item in the delay (1 h) brings 0.5 an hour more: immigration, birth and death, mean (1/(1−0.5))·(1 − e^(−0.5·4)) at 4 h.
		{"arrivals that follow the state", oneStation(Station{Kind: Delay}, one("item", 0, law(1, 1))).with(
			Source{Name: "in", Between: law(1, 1), Follow: &Follow{Stations: []int{0}, Base: 1, PerItem: 0.5}}), 0, 4, 4000,
			[]expectation{{"present", 2 * (1 - math.Exp(-2)), func(w *Snapshot) float64 { return float64(w.Classes[0].Present) }}}},
		// The state of an M/M/1 at ρ = 0.8 after 20 h, from empty, by uniformisation.
		{"transient, M/M/1", single(1, 0.8, 1, 1), 0, 20, 4000,
			[]expectation{{"present", 2.64763492396, func(w *Snapshot) float64 { return float64(w.Classes[0].Present) }}}},
	}
}

// machines is how many of n machines, which run for a mean of up hours and take a mean of down hours of one of c repairers, fail per hour (Palm 1947).
func machines(n, c int, up, down float64) float64 {
	p, sum, rate := 1.0, 0.0, 0.0
	for k := range n + 1 {
		fails := float64(n-k) / up
		sum += p
		rate += p * fails
		p *= fails / (float64(min(k+1, c)) / down)
	}
	return rate / sum
}

// Every expectation within four standard errors: by chance alone about one of them in 15 000 would miss.
func TestTheory(t *testing.T) {
	for _, c := range theoryCases() {
		t.Run(c.name, func(t *testing.T) {
			values := make([][]float64, len(c.expect))
			for r := range c.replications {
				o := Options{Seed: 2, Replication: r, Horizon: c.horizon}
				if c.warmup > 0 {
					o.Samples = []float64{c.warmup}
				}
				res := run(t, c.model, o)
				w := res.Last().Since(res.Snapshots[len(res.Snapshots)-2])
				for k, x := range c.expect {
					values[k] = append(values[k], x.of(&w))
				}
			}
			for k, x := range c.expect {
				if mean, se := meanAndError(values[k]); !(math.Abs(mean-x.value) <= 4*se) {
					t.Errorf("%s: %.5g ± %.2g, want %.5g", x.what, mean, se, x.value)
				}
			}
		})
	}
}

package sim

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"kingman/core/dist"
)

// randomPlainModel makes a model that a plainNet runs. Constant times, and times that are whole numbers of quarters, make many events
// fall on the same instant.
func randomPlainModel(r *rand.Rand) Model {
	var m Model
	pick := func(xs ...float64) float64 { return xs[r.IntN(len(xs))] }
	time := func(mean float64) dist.Time { return law(mean, pick(0, 0, 0.25, 1, 4)) }
	for k := range 1 + r.IntN(6) {
		s := Station{Name: strconv.Itoa(k), Servers: 1 + max(r.IntN(6)-3, 0)*r.IntN(4)}
		if r.IntN(6) == 0 {
			s.Kind, s.Servers = Delay, 0
		}
		m.Stations = append(m.Stations, s)
	}
	for k := range 1 + r.IntN(3) {
		c := Class{Name: strconv.Itoa(k)}
		steps := 1 + r.IntN(4)
		for j := range steps {
			s := Step{Station: r.IntN(len(m.Stations)), Service: time(pick(0.25, 0.5, 1, 1, 2))}
			if r.IntN(12) == 0 {
				s.Service = dist.Time{}
			}
			left := 1.0
			for range r.IntN(4) {
				p := left * pick(0.1, 0.3, 0.5)
				s.Next = append(s.Next, Branch{r.IntN(steps), p})
				left -= p
			}
			if j+1 < steps {
				s.Next = append(s.Next, Branch{j + 1, left * pick(0.5, 1)})
			}
			c.Steps = append(c.Steps, s)
		}
		m.Classes = append(m.Classes, c)
		for j := range r.IntN(3) {
			s := Source{Name: c.Name + "/" + strconv.Itoa(j), Class: k, Between: time(pick(0.5, 1, 1, 3)), Underway: r.IntN(3) == 0}
			if r.IntN(4) == 0 {
				s.Population = 1 + r.IntN(6)
			}
			m.Sources = append(m.Sources, s)
		}
		if r.IntN(2) == 0 {
			m.Backlog = append(m.Backlog, Backlog{k, r.IntN(steps), r.IntN(12)})
		}
	}
	addEntries(r, &m)
	return m
}

// A plainNet does what the general functions do, to the last bit: whenever the run is looked at, however it is cut into steps, when it
// runs out of events or of room, and when it is run again.
func TestPlainNetIsTheGeneralLoop(t *testing.T) {
	for seed := range uint64(1500) {
		r := rand.New(rand.NewPCG(seed, 7))
		m := randomPlainModel(r)
		o := Options{
			Seed: seed, Horizon: 30, Samples: []float64{2, 7.25, 20}, Quantiles: seed%3 != 0, Warmup: float64(seed%2) * 5,
			MaxEvents: 400 + int64(r.IntN(20_000)), MaxItems: 30 + r.IntN(600), ByStep: seed%5 > 1,
		}
		if seed%2 == 0 {
			o.Windows = randomWindows(seed, &m)
		}
		plain, err := New(m, o)
		if err != nil {
			t.Fatalf("model %d: %v", seed, err)
		}
		if plain.net == nil {
			t.Fatalf("model %d is not plain", seed)
		}
		general, _ := New(m, o)
		general.net = nil
		for k := range general.stations {
			general.stations[k].inLoop = false
		}
		for k := range general.sources {
			general.sources[k].plain = false
		}
		for replication := range 2 {
			plain.Restart(replication)
			general.Restart(replication)
			for done := false; !done; {
				before := plain.Events()
				done = plain.Step(1 + r.IntN(300))
				if r.IntN(4) > 0 && !done {
					continue
				}
				if err := plain.audit(); err != nil {
					t.Fatalf("model %d at %v: %v", seed, plain.Now(), err)
				}
				for general.Events() < plain.Events() || done && !general.done {
					general.Step(int(max(plain.Events()-general.Events(), 1)))
				}
				a, b := plain.Result(), general.Result()
				if general.phase != counting && general.stopped != AtHorizon {
					a.Windows, b.Windows = nil, nil // the net needs no events to follow those who wait
				}
				if !reflect.DeepEqual(a, b) {
					t.Fatalf("model %d, replication %d: the net and the general functions disagree after events %d to %d:\n%+v\n%+v\n%+v\n%+v",
						seed, replication, before, plain.Events(), a.Last(), b.Last(), a.Windows, b.Windows)
				}
			}
		}
	}
}

// A model that is too large for a net, or not plain, is left to the general loop; one of just the size is not.
func TestPlainNetFor(t *testing.T) {
	fits := func(m Model, o Options) bool {
		t.Helper()
		o.Horizon = 1
		e, err := New(m, o)
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(1000) {
		}
		return e.net != nil
	}
	wide := single(plainMost-1, 0.5, 1, 1) // and one slot for the source
	if !fits(wide, Options{}) {
		t.Errorf("%d servers do not fit", plainMost-1)
	}
	wide.Stations[0].Servers++
	impatient := tandem()
	impatient.Classes[0].Steps[1].Patience = law(3, 1)
	full := tandem()
	full.Stations[2].Room = 5
	gated := tandem()
	gated.Stations[1] = Station{Name: "b", Kind: Gate, Count: 2}
	urgent := tandem()
	urgent.Stations[0].Discipline = Priority
	changed := tandem()
	changed.Limits = []Limit{{Name: "of nothing", Max: 3}}
	changed.Changes = []Change{{At: 0.5, Kind: SetLimit, To: 4}}
	given := tandem()
	given.Trace = []Arrival{{At: 0.5}}
	for what, m := range map[string]Model{"a change": changed, "a trace": given, "a gate": gated, "too many servers": wide, "patience": impatient, "room": full, "priority": urgent} {
		if fits(m, Options{}) {
			t.Errorf("%s: the net does not know it", what)
		}
	}
	if fits(tandem(), Options{Log: NewLog(10)}) {
		t.Error("the net keeps no log")
	}
	if fits(tandem(), Options{MaxItems: plainChunk * plainChunks}) {
		t.Error("the net has no room for so many items")
	}
}

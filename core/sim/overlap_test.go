package sim

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"reflect"
	"slices"
	"testing"
)

// atStation and ofClass are overlaps of one group.
func atStation(station, atLeast int) Overlap {
	return Overlap{[]Group{{Stations: []int{station}, AtLeast: atLeast}}}
}

func ofClass(class, atLeast int) Overlap {
	return Overlap{[]Group{{Classes: []int{class}, AtLeast: atLeast}}}
}

// births returns the chances that 0, 1, 2, … are there, of a birth-death process with these rates, up to most.
func births(most int, birth, death func(n int) float64) []float64 {
	p, sum := []float64{1}, 1.0
	for n := range most {
		next := p[n] * birth(n) / death(n+1)
		p = append(p, next)
		sum += next
	}
	for n := range p {
		p[n] /= sum
	}
	return p
}

// atLeast is the chance that m or more are there.
func atLeast(p []float64, m int) float64 {
	sum := 0.0
	for _, x := range p[m:] {
		sum += x
	}
	return sum
}

// copies are n machines that fail after up hours each and are back after down hours, which no machine waits for.
func copies(name string, station, n int, up, down float64) (Class, Source) {
	return Class{Name: name, Steps: []Step{{Station: station, Service: law(down, 1)}}},
		Source{Name: name, Between: law(up, 1), Population: n, Class: station}
}

// Shares of time against birth-death processes, the binomial law, and independent groups in series, within four standard errors.
func TestOverlapsInTheory(t *testing.T) {
	mm1 := oneStation(Station{Servers: 1}, one("item", 0, law(1, 1))).with(poisson("in", 0, 0.7))
	mm3 := oneStation(Station{Servers: 3}, one("item", 0, law(1, 1))).with(poisson("in", 0, 2.1))
	three := births(200, func(int) float64 { return 2.1 }, func(n int) float64 { return float64(min(n, 3)) })
	repair := oneStation(Station{Servers: 2}, one("repair", 0, law(4, 1))).with(Source{Name: "machines", Between: law(10, 1), Population: 5})
	broken := births(5, func(n int) float64 { return float64(5-n) / 10 }, func(n int) float64 { return float64(min(n, 2)) / 4 })
	// Two of three copies are needed (up 72 h, down 2 h), with common causes (every 500 h, for 2 h), and a database (300 h, 3 h).
	service := Model{Stations: []Station{{Name: "copies", Kind: Delay}, {Name: "all", Kind: Delay}, {Name: "database", Kind: Delay}}}
	for k, c := range []struct {
		n        int
		up, down float64
	}{{3, 72, 2}, {1, 500, 2}, {1, 300, 3}} {
		class, source := copies(service.Stations[k].Name, k, c.n, c.up, c.down)
		service.Classes, service.Sources = append(service.Classes, class), append(service.Sources, source)
	}
	p := 72.0 / 74
	two := 3*p*p*(1-p) + p*p*p
	up := two * 500 / 502 * 300 / 303
	for _, c := range []struct {
		name          string
		model         Model
		hours, warmup float64
		overlap       Overlap
		want          float64
	}{
		{"M/M/1, 1", mm1, 20_000, 500, atStation(0, 1), 0.7},
		{"M/M/1, 2", mm1, 20_000, 500, atStation(0, 2), 0.7 * 0.7},
		{"M/M/1, 6, by class", mm1, 20_000, 500, ofClass(0, 6), math.Pow(0.7, 6)},
		{"M/M/3, 3", mm3, 10_000, 500, atStation(0, 3), atLeast(three, 3)},
		{"M/M/3, 10", mm3, 10_000, 500, ofClass(0, 10), atLeast(three, 10)},
		{"machine repair, 2", repair, 20_000, 200, atStation(0, 2), atLeast(broken, 2)},
		{"machine repair, 5", repair, 20_000, 200, ofClass(0, 5), atLeast(broken, 5)},
		{"two of three down", service, 100_000, 500, atStation(0, 2), 1 - two},
		{"any copy, common cause or database", service, 20_000, 500, Overlap{[]Group{{Stations: []int{0, 1, 2}, AtLeast: 1}}}, 1 - p*p*p*500/502*300/303},
		{"groups in series", service, 100_000, 500, Overlap{[]Group{
			{Stations: []int{0}, AtLeast: 2}, {Classes: []int{1}, AtLeast: 1}, {Stations: []int{2}, AtLeast: 1},
		}}, 1 - up},
	} {
		t.Run(c.name, func(t *testing.T) {
			var shares []float64
			for r := range 16 {
				res := run(t, c.model, Options{Seed: 4, Replication: r, Horizon: c.hours, Samples: []float64{c.warmup}, Overlaps: []Overlap{c.overlap}})
				w := res.Last().Since(res.Snapshots[1])
				shares = append(shares, w.Overlaps[0]/w.Time)
			}
			if mean, se := meanAndError(shares); !(math.Abs(mean-c.want) <= 4*se) {
				t.Errorf("%.5g ± %.2g, want %.5g", mean, se, c.want)
			}
		})
	}
}

// randomOverlaps name stations and classes of a model.
func randomOverlaps(seed uint64, m *Model) []Overlap {
	r := rand.New(rand.NewPCG(seed, 17))
	var all []Overlap
	for range 1 + r.IntN(4) {
		var o Overlap
		for range 1 + r.IntN(3) {
			g := Group{AtLeast: 1 + r.IntN(6)}
			list, n := &g.Stations, len(m.Stations)
			if r.IntN(3) == 0 {
				list, n = &g.Classes, len(m.Classes)
			}
			*list = r.Perm(n)[:1+r.IntN(n)]
			o.Groups = append(o.Groups, g)
		}
		all = append(all, o)
	}
	return all
}

// Random organisations: the hours are what a plain reading of the log says, whether logged or not, and to count them changes nothing else.
func TestOverlapsAreWhatTheLogSays(t *testing.T) {
	log, held := NewLog(1<<20), 0
	for seed := range uint64(organisations(3000)) {
		m := randomModel(rand.New(rand.NewPCG(seed, 1)))
		if seed%3 == 0 {
			m = randomPlainModel(rand.New(rand.NewPCG(seed, 7)))
		}
		plain := Options{Seed: seed, Horizon: 40, Samples: []float64{7}, MaxEvents: 6000, MaxItems: 400}
		counting := plain
		counting.Overlaps = randomOverlaps(seed, &m)
		logged := counting
		logged.Log = log
		want, got := run(t, m, plain), run(t, m, counting)
		if l := run(t, m, logged); !reflect.DeepEqual(l, got) {
			t.Fatalf("organisation %d: logged %+v\nnot logged %+v", seed, l, got)
		}
		for k, o := range counting.Overlaps {
			hours := got.Last().Overlaps[k]
			if read := o.read(log, got.Time); math.Abs(read-hours) > 1e-9*(1+got.Time) {
				t.Fatalf("organisation %d, %+v: %v hours, by the log %v", seed, o, hours, read)
			}
			if early := got.Snapshots[min(1, len(got.Snapshots)-1)].Overlaps[k]; early > 7 || early > hours {
				t.Fatalf("organisation %d, %+v: %v hours by hour 7, %v by the end", seed, o, early, hours)
			}
			if hours > 0 && hours < got.Time {
				held++
			}
		}
		for k := range got.Snapshots {
			got.Snapshots[k].Overlaps = nil
		}
		if !reflect.DeepEqual(got, want) {
			t.Fatalf("organisation %d: counting %+v\nnot counting %+v", seed, got, want)
		}
	}
	if held < organisations(1500) {
		t.Errorf("only %d overlaps came and went", held)
	}
}

// read reads an overlap off a log.
func (o *Overlap) read(log *Log, end float64) float64 {
	type place struct{ class, station int }
	at := map[int64]place{}
	holds, since, hours := false, 0.0, 0.0
	look := func(now float64) {
		is := slices.ContainsFunc(o.Groups, func(g Group) bool {
			n := 0
			for _, p := range at {
				if slices.Contains(g.Classes, p.class) || slices.Contains(g.Stations, p.station) {
					n++
				}
			}
			return n >= g.AtLeast
		})
		if holds {
			hours += now - since
		}
		holds, since = is, now
	}
	for k, x := range log.Entries {
		p := at[x.Item]
		switch x.What {
		case Asked:
			at[x.Item] = place{int(x.Where), -1}
		case Came:
			at[x.Item] = place{p.class, int(x.Where)}
		case Completed, Diverted:
			at[x.Item] = place{p.class, -1}
		case GaveUp, TurnedAway, Delivered:
			delete(at, x.Item)
		}
		if k+1 == len(log.Entries) || log.Entries[k+1].Time > x.Time {
			look(x.Time)
		}
	}
	look(end)
	return hours
}

// What is not to be counted is said.
func TestOverlapsAreChecked(t *testing.T) {
	m := oneStation(Station{Servers: 1}, one("item", 0, law(1, 1))).with(poisson("in", 0, 0.7))
	for field, o := range map[string]Overlap{
		"len(Overlaps[1].Groups)":           {},
		"Overlaps[1].Groups[0].AtLeast":     atStation(0, 0),
		"Overlaps[1].Groups[0].Stations[0]": atStation(1, 1),
		"Overlaps[1].Groups[0].Classes[0]":  ofClass(-1, 1),
		"Overlaps[1].Groups[1]":             {[]Group{{Stations: []int{0}, AtLeast: 1}, {AtLeast: 1}}},
		"Overlaps[1].Groups[0]":             {[]Group{{Stations: []int{0}, Classes: []int{0}, AtLeast: 1}}},
		"Overlaps[1].Groups[0].Stations[1]": {[]Group{{Stations: []int{0, 0}, AtLeast: 1}}},
	} {
		_, err := New(m, Options{Horizon: 1, Overlaps: []Overlap{atStation(0, 1), o}})
		if bad := (*FieldError)(nil); !errors.As(err, &bad) || bad.Field != field || bad.Legal == "" {
			t.Errorf("%s: got %v", field, err)
		}
	}
}

// Counting costs no allocation.
func TestOverlapsAllocateNothing(t *testing.T) {
	e, err := New(urgent(), Options{Horizon: 1e6, Overlaps: []Overlap{atStation(0, 3), ofClass(1, 2)}})
	if err != nil {
		t.Fatal(err)
	}
	e.Step(20_000) // the pool has grown
	if n := testing.AllocsPerRun(5, func() { e.Step(2000) }); n > 0 {
		t.Errorf("%v allocations in 2000 events", n)
	}
	r := e.Result()
	if hours := r.Last().Overlaps; !(hours[0] > 0 && hours[0] < e.Now()) {
		t.Error(fmt.Sprint("hours ", hours, " of ", e.Now()))
	}
}

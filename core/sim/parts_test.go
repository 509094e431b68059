package sim

import (
	"errors"
	"math"
	"math/rand/v2"
	"sort"
	"strings"
	"testing"
)

// passed and when are each other's inverse, also across steps of rate 0 and under growth and decay.
func TestRateCurve(t *testing.T) {
	steps := []Rate{{3, 0}, {5, 2}, {5, 0.5}, {20, 4}}
	for _, growth := range []float64{0, 0.02, -0.05} {
		c := rateCurve{steps, growth}
		for _, from := range []float64{0, 1.5, 3, 4, 5, 30} {
			for _, span := range []float64{0.1, 2, 10} {
				to := c.when(from, span)
				if got := c.passed(from, to); math.IsInf(to, 1) || math.Abs(got-span) > 1e-12*span {
					t.Errorf("growth %v: %v from %v on is at %v, where %v have passed", growth, span, from, to, got)
				}
			}
		}
	}
	// A rate that decays has a finite total: 1/0.5 hours of the clock.
	c := rateCurve{nil, -0.5}
	if c.when(0, 2.1) != math.Inf(1) || math.Abs(c.when(0, 1)-2*math.Ln2) > 1e-15 {
		t.Errorf("decay: %v, %v", c.when(0, 2.1), c.when(0, 1))
	}
	if off := (rateCurve{[]Rate{{1, 0}}, 0}); off.when(0, 2) != math.Inf(1) {
		t.Errorf("a rate of 0 for ever comes to an end at %v", off.when(0, 2))
	}
}

// Quantiles from cells are within half a per cent of those from the sorted sample.
func TestHistogram(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	var h, other Histogram
	var xs []float64
	for k := range 200_000 {
		x := 0.0
		if r.Float64() < 0.7 {
			x = 10 * r.ExpFloat64()
		}
		xs = append(xs, x)
		if k%2 == 0 {
			h.Add(x)
		} else {
			other.Add(x)
		}
	}
	h.Merge(&other)
	sort.Float64s(xs)
	for _, p := range []float64{0.1, 0.29, 0.4, 0.5, 0.9, 0.99} {
		want := xs[int(p*float64(len(xs)))]
		if got := h.Quantile(p); math.Abs(got-want) > 0.005*want+1e-3 {
			t.Errorf("quantile %v is %v, sorted %v", p, got, want)
		}
	}
	if got, want := h.Above(10), 0.7/math.E; math.Abs(got-want) > 0.005 {
		t.Errorf("above 10: %v, want %v", got, want)
	}
	for _, x := range []float64{0, 1e-300, 1e-9, 1, 1e11, 1e300, math.Inf(1)} {
		h.Add(x) // whatever comes has a cell
	}
	var empty Histogram
	if !math.IsNaN(empty.Quantile(0.5)) || !math.IsNaN(empty.Above(1)) {
		t.Error("an empty histogram has quantiles")
	}
}

func TestValidationNamesTheField(t *testing.T) {
	for field, spoil := range map[string]func(m *Model){
		"len(Classes)":                       func(m *Model) { m.Classes = nil },
		"Classes[0].Steps[0].Station":        func(m *Model) { m.Classes[0].Steps[0].Station = 3 },
		"Classes[0].Steps[2].Next[0].To":     func(m *Model) { m.Classes[0].Steps[2].Next = []Branch{{9, 1}} },
		"sum of Classes[0].Steps[2].Next":    func(m *Model) { m.Classes[0].Steps[2].Next = []Branch{{0, 0.7}, {1, 0.7}} },
		"Classes[0].Steps[0].Spawn[0].Class": func(m *Model) { m.Classes[0].Steps[0].Spawn = []Spawn{{5, 1}} },
		"Classes[0].Steps[1].GivesUp[0].To":  func(m *Model) { m.Classes[0].Steps[1].GivesUp = []Branch{{3, 1}} },
		"sum of Classes[0].Steps[1].GivesUp": func(m *Model) { m.Classes[0].Steps[1].GivesUp = []Branch{{0, 0.7}, {1, 0.7}} },
		"Classes[0].Steps[1].Split":          func(m *Model) { m.Classes[0].Steps[1].Split = []Split{{0, 1}} },
		"Classes[0].Steps[1].Split[0].Class": func(m *Model) { m.Stations[1] = Station{Kind: Delay}; m.Classes[0].Steps[1].Split = []Split{{1, 1}} },
		"Classes[0].Steps[1].Split[0].Pieces": func(m *Model) {
			m.Stations[1] = Station{Kind: Delay}
			m.Classes[0].Steps[1].Split = []Split{{0, 0}}
		},
		"Classes[0].Steps[1].Service.Mean": func(m *Model) { m.Stations[1] = Station{Kind: Delay}; m.Classes[0].Steps[1].Split = []Split{{0, 1}} },
		"Classes[0].Priority":              func(m *Model) { m.Classes[0].Priority = -1 },
		"Stations[1].Servers":              func(m *Model) { m.Stations[1].Servers = 1e6 },
		"Stations[1].SwitchCost":           func(m *Model) { m.Stations[1].SwitchCost = math.NaN() },
		"Stations[1].Count":                func(m *Model) { m.Stations[1] = Station{Kind: Gate} },
		"Stations[1].Discipline":           func(m *Model) { m.Stations[1].Discipline = 9 },
		"Sources[0].Between.Mean":          func(m *Model) { m.Sources[0].Between = law(1, 1); m.Sources[0] = Source{} },
		"sum of Sources[0].Batch":          func(m *Model) { m.Sources[0].Batch = []float64{0.5} },
		"Sources[0].Steps[1].At":           func(m *Model) { m.Sources[0].Steps = []Rate{{5, 1}, {4, 1}} },
		"Sources[0].Growth":                func(m *Model) { m.Sources[0].Growth = math.Inf(1) },
		"Sources[0].Follow":                func(m *Model) { m.Sources[0].Population, m.Sources[0].Follow = 2, &Follow{} },
		"Sources[1].Name":                  func(m *Model) { m.Sources = append(m.Sources, m.Sources[0]) },
		"People[0].Skills[0].Station":      func(m *Model) { m.People = []Person{{Skills: []Skill{{0, 1}}}} },
		"Limits[1].Stations[1]":            func(m *Model) { m.Limits = []Limit{{"a", []int{0}, 1, false}, {"b", []int{0, 0}, 1, true}} },
		"Limits[0].Stations[1]":            func(m *Model) { m.Limits = []Limit{{"a", []int{0, 3}, 1, false}} },
		"Limits[0].Max":                    func(m *Model) { m.Limits = []Limit{{"a", []int{0}, 0, false}} },
		"len(Limits)":                      func(m *Model) { m.Limits = make([]Limit, 65) },
		"Backlog[0].Step":                  func(m *Model) { m.Backlog = []Backlog{{0, 3, 1}} },
		"Changes[0].To":                    func(m *Model) { m.Changes = []Change{{Kind: SetServers, To: 0.5}} },
		"Changes[0].Kind":                  func(m *Model) { m.Changes = []Change{{Kind: 7}} },
		"Changes[0].Index":                 func(m *Model) { m.Changes = []Change{{Kind: SetPresence}} },
		"Trace[1].At":                      func(m *Model) { m.Trace = []Arrival{{At: 2}, {At: 1}} },
		"Trace[0].Work[0]":                 func(m *Model) { m.Trace = []Arrival{{At: 2, Work: []float64{-1}}} },
	} {
		m := tandem()
		spoil(&m)
		bad := (*FieldError)(nil)
		if _, err := New(m, Options{Horizon: 1}); !errors.As(err, &bad) || bad.Field != field || bad.Legal == "" || !strings.Contains(err.Error(), field) {
			t.Errorf("%s: got %v", field, err)
		}
	}
	for field, o := range map[string]Options{
		"Horizon": {}, "Samples[1]": {Horizon: 5, Samples: []float64{3, 2}}, "Warmup": {Horizon: 5, Warmup: 6},
		"MaxItems": {Horizon: 5, MaxItems: -1}, "MaxEvents": {Horizon: 5, MaxEvents: -1},
	} {
		bad := (*FieldError)(nil)
		if _, err := New(tandem(), o); !errors.As(err, &bad) || bad.Field != field {
			t.Errorf("options: %s: got %v", field, err)
		}
	}
}

// A run stops at its budget, says why, and its books still balance. A loop that takes no time is stopped too.
func TestBudget(t *testing.T) {
	overload := single(1, 3, 1, 1)
	forever := Model{Classes: []Class{{Name: "a", Steps: []Step{{Next: []Branch{{0, 1}}}}}}, Stations: []Station{{Kind: Gate, Count: 1}}, Backlog: []Backlog{{Count: 1}}}
	endless := Model{Classes: []Class{{Name: "a", Steps: []Step{{Split: []Split{{0, 2}}}}}}, Stations: []Station{{Kind: Delay}}, Backlog: []Backlog{{Count: 1}}}
	for _, c := range []struct {
		model Model
		o     Options
		want  Stopped
	}{
		{overload, Options{Horizon: 1e6, MaxItems: 100}, OutOfItems},
		{overload, Options{Horizon: 1e6, MaxEvents: 1000}, OutOfEvents},
		{forever, Options{Horizon: 1, MaxEvents: 1000}, OutOfEvents},
		{overload, Options{Horizon: 10}, AtHorizon},
		{endless, Options{Horizon: 1, MaxItems: 1000}, OutOfItems},
	} {
		e, err := New(c.model, c.o)
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(77) {
		}
		r := e.Result()
		l := r.Last().Classes[0]
		if r.Stopped != c.want || c.want != AtHorizon && r.Time >= c.o.Horizon || r.Time != r.Last().Time ||
			l.Present != r.Open[0].Count || l.Arrived != l.Delivered+l.Present || e.Progress() != 1 {
			t.Errorf("%v at %v of %v: %+v", r.Stopped, r.Time, c.o.Horizon, l)
		}
		if c.o.MaxItems > 0 && l.Present != int64(c.o.MaxItems) || c.o.MaxEvents > 0 && r.Events != c.o.MaxEvents {
			t.Errorf("stopped with %d items after %d events", l.Present, r.Events)
		}
	}
}

// Results may be taken at any time without changing what comes after.
func TestPeekingChangesNothing(t *testing.T) {
	e, err := New(tandem(), Options{Seed: 4, Horizon: 300})
	if err != nil {
		t.Fatal(err)
	}
	for !e.Step(50) {
		if r := e.Result(); r.Last().Time != e.Now() || e.Progress() > 1 {
			t.Fatalf("at %v a result of %v", e.Now(), r.Last().Time)
		}
	}
	want := run(t, tandem(), Options{Seed: 4, Horizon: 300})
	if got := e.Result(); got.Last().Classes[0] != want.Last().Classes[0] {
		t.Errorf("%+v\n%+v", got.Last(), want.Last())
	}
}

// Once the pool has grown, events allocate nothing.
func TestEventsAllocateNothing(t *testing.T) {
	for name, m := range benchModels() {
		e, err := New(m, Options{Seed: 1, Horizon: 1e11, Quantiles: true})
		if err != nil {
			t.Fatal(err)
		}
		e.Step(200_000)
		// A line may still reach a new record length; nearly all runs of a hundred events must be free.
		grown := 0
		for range 100 {
			if testing.AllocsPerRun(1, func() { e.Step(100) }) > 0 {
				grown++
			}
		}
		if grown > 3 {
			t.Errorf("%s: %d of 100 runs of a hundred events allocate", name, grown)
		}
	}
}

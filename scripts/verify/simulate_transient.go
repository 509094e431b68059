package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"
	"time"

	"kingman/core/dist"
	"kingman/core/sim"
	"kingman/core/stats"
)

func init() { register("transient", methodSimulate, simulateTransient) }

// A stage is a run from so many items for so long.
type stage struct {
	items int
	hours float64
}

// A transient row asks for the state of one station at time t, or for the wait of the n-th item, from a given start.
type transient struct {
	row              Row
	servers, start   int
	rate, mean       float64 // of arrivals per hour; of services in hours
	abandon          float64 // per hour
	arrival, service dist.Time
	patience         dist.Time
	engines          map[stage]*sim.Engine
	log              *sim.Log
	runs             int // so far; numbers the replications
}

func simulateTransient(row Row) (Result, error) {
	tr := &transient{row: row, engines: map[stage]*sim.Engine{}}
	if err := tr.read(); err != nil {
		return nil, err
	}
	budget := 0.85 * row.Budget
	memoryless := tr.arrival.Kind() == dist.Exponential && tr.service.Kind() == dist.Exponential
	if row.Has("item") {
		n, err := row.Int("item")
		if err != nil {
			return nil, err
		}
		tr.log = sim.NewLog(1 << 16)
		if !memoryless {
			return tr.precise(1000, budget, func(size int) (map[string]float64, error) { return tr.waitOfItem(n, size) })
		}
		return tr.precise(300, budget, func(size int) (map[string]float64, error) { return tr.itemByStages(n, size) })
	}
	t, err := row.Float("t")
	if err != nil {
		return nil, err
	}
	if !memoryless {
		return nil, fmt.Errorf("the state at a time, for times that are not exponential")
	}
	result := Result{}
	begun, parts := time.Now(), tr.parts(t)
	for k, part := range parts {
		share := (budget - time.Since(begun).Seconds()) / float64(len(parts)-k)
		got, err := tr.precise(300, share, func(size int) (map[string]float64, error) { return tr.stateByStages(t, part, size) })
		if err != nil {
			return nil, err
		}
		for name, g := range got {
			result[name] = g
		}
	}
	return result, nil
}

// always is a horizon that no row comes near.
const always = 1e11

func (tr *transient) read() (err error) {
	if tr.rate, tr.mean, tr.servers, err = basics(tr.row); err != nil {
		return err
	}
	if tr.start, err = tr.row.Int("start"); err != nil {
		return err
	}
	if tr.abandon, err = tr.row.FloatOr("abandon_rate", 0); err != nil {
		return err
	}
	if tr.abandon > 0 {
		if tr.patience, err = exponential(1 / tr.abandon); err != nil {
			return err
		}
	}
	arrival, service := Dist{"exponential", 1}, Dist{"exponential", 1}
	for name, d := range map[string]*Dist{"arrival": &arrival, "service": &service} {
		if tr.row.Has(name) {
			if err := tr.row.Decode(name, d); err != nil {
				return err
			}
		}
	}
	if tr.arrival, err = law(arrival, 1/tr.rate); err != nil {
		return err
	}
	tr.service, err = law(service, tr.mean)
	return err
}

// precise repeats an estimate 24 times, with more and more particles until every value that the row asks for is precise
// enough or so many seconds are used up.
func (tr *transient) precise(size int, seconds float64, estimate func(size int) (map[string]float64, error)) (Result, error) {
	begun := time.Now()
	for {
		round := time.Now()
		values := map[string][]float64{}
		for range verifyReplications {
			got, err := estimate(size)
			if err != nil {
				return nil, err
			}
			for name, v := range got {
				values[name] = append(values[name], v)
			}
		}
		result, worst := Result{}, 0.0
		for _, want := range tr.row.Out {
			if len(values[want.Quantity]) > 0 {
				e := stats.FromReplications(values[want.Quantity], 0.95)
				result.SetEstimate(want.Quantity, e.Mean, e.StdErr)
				worst = max(worst, e.StdErr/math.Abs(e.Mean)/wantedError)
			}
		}
		remains := (seconds - time.Since(begun).Seconds()) / time.Since(round).Seconds()
		more := min(max(1.2*worst*worst, 1.5), 0.8*remains, 20)
		if !(worst > 1) || more < 1.2 {
			return result, nil
		}
		size = int(float64(size) * more)
	}
}

// engine returns an engine that starts with n items, at the beginning of a run that no other has had.
func (tr *transient) engine(n int, hours float64) (*sim.Engine, error) {
	e := tr.engines[stage{n, hours}]
	if e == nil {
		m := sim.Model{
			Classes:  []sim.Class{{Name: "item", Steps: []sim.Step{{Service: tr.service, Patience: tr.patience}}}},
			Stations: []sim.Station{{Name: "station", Servers: tr.servers}},
			Sources:  []sim.Source{{Name: "in", Between: tr.arrival}},
			Backlog:  []sim.Backlog{{Count: n}},
		}
		var err error
		if e, err = sim.New(m, sim.Options{Seed: verifySeed, Horizon: hours, Log: tr.log}); err != nil {
			return nil, err
		}
		tr.engines[stage{n, hours}] = e
	}
	e.Restart(tr.runs)
	tr.runs++
	return e, nil
}

// waitOfItem is the plain estimate: size runs up to the n-th item's start.
func (tr *transient) waitOfItem(n, size int) (map[string]float64, error) {
	wait, delayed := 0.0, 0.0
	for range size {
		e, err := tr.engine(tr.start, always)
		if err != nil {
			return nil, err
		}
		w := tr.waitIn(e, int64(tr.start+n-1))
		wait += w
		if w > 0 {
			delayed++
		}
	}
	return map[string]float64{"mean_wait": wait / float64(size), "delay_probability": delayed / float64(size)}, nil
}

// waitIn runs e until the service of the item with this number begins, and returns how long it has waited.
func (tr *transient) waitIn(e *sim.Engine, id int64) float64 {
	came := math.NaN()
	for seen := 0; ; {
		for ; seen < len(tr.log.Entries); seen++ {
			if x := tr.log.Entries[seen]; x.Item == id && x.What == sim.Came {
				came = x.Time
			} else if x.Item == id && x.What == sim.Began {
				return x.Time - came
			}
		}
		if tr.log.Full || e.Step(16) {
			return math.NaN()
		}
	}
}

// Some rows ask for probabilities far below what any number of plain runs would ever see. Since all times are exponential, the
// number of items present is all that the future depends on, and a run can be made in stages, each a run of the
// simulator from so many items. Between stages, runs that are on the way to the rare event are multiplied and others dropped, with
// weights that keep every mean right whatever tilt is chosen (sequential importance resampling; Del Moral 2004, Feynman-Kac Formulae).

// A tilt is E[z^N(T)] given n items at time left before T, for infinitely many servers: how promising a state is.
type tilt struct{ z, rate, mean float64 }

func (h tilt) of(n int, left float64) float64 {
	stay := math.Exp(-left / h.mean)
	return math.Pow(1+(h.z-1)*stay, float64(n)) * math.Exp(h.rate*h.mean*(h.z-1)*(1-stay))
}

// particles carries size states through stages 1 to stages, the last of which gives values instead of a weight: step moves a
// state n through a stage, left says how much time is left after stage k.
func (tr *transient) particles(h tilt, size, stages int, left func(k int) float64,
	step func(k, n int) (next int, values []float64, err error)) ([]float64, error) {
	r := rand.New(rand.NewPCG(verifySeed, uint64(tr.runs)))
	states := slices.Repeat([]int{tr.start}, size)
	weights := slices.Repeat([]float64{1}, size)
	factor := h.of(tr.start, left(0))
	var sums []float64
	for k := 1; k <= stages; k++ {
		for i, n := range states {
			next, values, err := step(k, n)
			if err != nil {
				return nil, err
			}
			before := h.of(n, left(k-1))
			if k == stages {
				if sums == nil {
					sums = make([]float64, len(values))
				}
				for j, v := range values {
					sums[j] += v / before * weights[i] * factor / float64(size)
				}
				continue
			}
			states[i] = next
			weights[i] *= h.of(next, left(k)) / before
		}
		if k == stages {
			break
		}
		total, squares := 0.0, 0.0
		for _, w := range weights {
			total += w
			squares += w * w
		}
		if total == 0 {
			return nil, fmt.Errorf("all particles died")
		}
		if total*total > 0.6*float64(size)*squares {
			continue // still as good as enough equal ones; resampling costs precision (Liu and Chen 1998)
		}
		factor *= total / float64(size)
		// Systematic resampling.
		drawn := make([]int, 0, size)
		u, sum := r.Float64(), 0.0
		for i, w := range weights {
			for sum += w / total * float64(size); len(drawn) < size && float64(len(drawn))+u < sum; {
				drawn = append(drawn, states[i])
			}
		}
		for len(drawn) < size {
			drawn = append(drawn, states[size-1])
		}
		states = drawn
		for i := range weights {
			weights[i] = 1
		}
	}
	return sums, nil
}

// tilts are those for what is common, for an empty station, and for all servers busy after time t.
func (tr *transient) tilts(t float64) (plain, empty, busy tilt) {
	stay := math.Exp(-t / tr.mean)
	expected := float64(tr.start)*stay + tr.rate*tr.mean*(1-stay)
	plain = tilt{1, tr.rate, tr.mean}
	empty, busy = plain, plain
	if expected > 3 && float64(tr.servers) > 3 {
		empty.z = 0
	}
	if c := float64(tr.servers); c > expected {
		busy.z = c / expected
	}
	return plain, empty, busy
}

// A part is quantities that one tilt serves.
type part struct {
	tilt  tilt
	names []string
	value func(n int) []float64
}

func (tr *transient) parts(t float64) []part {
	plain, empty, busy := tr.tilts(t)
	return []part{
		{plain, []string{"wip"}, func(n int) []float64 { return []float64{float64(n)} }},
		{busy, []string{"delay_probability", "queue_length"}, func(n int) []float64 {
			return []float64{indicator(n >= tr.servers), float64(max(n-tr.servers, 0))}
		}},
		{empty, []string{"empty_probability"}, func(n int) []float64 { return []float64{indicator(n == 0)} }},
	}
}

// stateByStages estimates the state at time t.
func (tr *transient) stateByStages(t float64, p part, size int) (map[string]float64, error) {
	// Equal stages, but the last one in halves of halves: there the last few items must be gone, or must not go.
	left := []float64{t, 0}
	if p.tilt.z != 1 {
		left = left[:0]
		const equal, halves = 24, 6
		for k := range equal {
			left = append(left, t*float64(equal-k)/equal)
		}
		for range halves {
			left = append(left, left[len(left)-1]/2)
		}
		left = append(left, 0)
	}
	got, err := tr.particles(p.tilt, size, len(left)-1, func(k int) float64 { return left[k] },
		func(k, n int) (int, []float64, error) {
			e, err := tr.engine(n, left[k-1]-left[k])
			if err != nil {
				return 0, nil, err
			}
			for !e.Step(1000) {
			}
			n = e.Present(0)
			return n, p.value(n), nil
		})
	if err != nil {
		return nil, err
	}
	result := map[string]float64{}
	for k, name := range p.names {
		result[name] = got[k]
	}
	return result, nil
}

func indicator(b bool) float64 {
	if b {
		return 1
	}
	return 0
}

// itemByStages estimates the wait of the n-th arrival. The state is the number present right after an arrival, the arrival included, and
// at the start the number present; a stage ends with an arrival.
func (tr *transient) itemByStages(n, size int) (map[string]float64, error) {
	const each = 8 // arrivals in a stage
	stages := (n + each - 1) / each
	arrivals := func(k int) int { return max(n-(stages-k)*each, 0) } // by the end of stage k
	_, _, busy := tr.tilts(float64(n) / tr.rate)
	got, err := tr.particles(busy, size, stages, func(k int) float64 { return float64(n-arrivals(k)) / tr.rate },
		func(k, present int) (int, []float64, error) {
			e, err := tr.engine(present, always)
			if err != nil {
				return 0, nil, err
			}
			last := int64(present + arrivals(k) - arrivals(k-1) - 1)
			if k == stages {
				w := tr.waitIn(e, last)
				return 0, []float64{indicator(w > 0), w}, nil
			}
			next, err := tr.presentAfter(e, last)
			return next, nil, err
		})
	if err != nil {
		return nil, err
	}
	return map[string]float64{"delay_probability": got[0], "mean_wait": got[1]}, nil
}

// presentAfter runs e up to the arrival of the item with this number and returns how many are present then.
func (tr *transient) presentAfter(e *sim.Engine, id int64) (int, error) {
	gone := 0
	for seen := 0; ; {
		for ; seen < len(tr.log.Entries); seen++ {
			switch x := tr.log.Entries[seen]; {
			case x.What == sim.Delivered || x.What == sim.GaveUp:
				gone++
			case x.What == sim.Asked && x.Item == id:
				return int(id) + 1 - gone, nil
			}
		}
		if tr.log.Full || e.Step(16) {
			return 0, fmt.Errorf("item %d never came", id)
		}
	}
}

package sim

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"
)

// randomWindows are windows at stations of a model that runs for some 30 or 40 hours, some of them past that.
func randomWindows(seed uint64, m *Model) []Window {
	r := rand.New(rand.NewPCG(seed, 13))
	pick := func(xs ...float64) float64 { return xs[r.IntN(len(xs))] }
	var all []Window
	for range 1 + r.IntN(12) {
		w := Window{Station: r.IntN(len(m.Stations)), From: pick(0, 2, 10, 25, 29.5, 38, 41)}
		w.To = w.From + pick(0.5, 3, 20)
		if m.Stations[w.Station].Kind == Delay {
			continue
		}
		if r.IntN(3) == 0 {
			w.Classes = []int{r.IntN(len(m.Classes))}
		}
		for range r.IntN(3) {
			w.Over = append(w.Over, pick(0, 0.5, 2))
		}
		all = append(all, w)
	}
	return all
}

// The windows' sums are what a plain reading of the log says, in a run that simply goes on.
func TestWindowsAreWhatTheLogSays(t *testing.T) {
	const horizon = 40
	compared, cut := 0, 0
	for seed := range uint64(organisations(3000)) {
		m := randomModel(rand.New(rand.NewPCG(seed, 1)))
		if seed%3 == 0 {
			m = randomPlainModel(rand.New(rand.NewPCG(seed, 7)))
		}
		o := Options{Seed: seed, Horizon: horizon, MaxEvents: 40_000, MaxItems: 4000, Windows: randomWindows(seed, &m)}
		if len(o.Windows) == 0 {
			continue
		}
		e, err := New(m, o)
		if err != nil {
			t.Fatal(err)
		}
		for !e.Step(100 + int(seed)) {
		}
		long := o
		long.Windows, long.Horizon, long.Log = nil, 4*horizon, NewLog(1<<20)
		if l := run(t, m, long); e.stopped != AtHorizon || l.Stopped != AtHorizon {
			continue
		}
		r := e.Result()
		for k, w := range o.Windows {
			compared++
			cut += int(r.Windows[k].CutOff)
			if err := w.compare(&r.Windows[k], long.Log, (longestClosing+3)*horizon); err != nil {
				t.Fatalf("organisation %d, window %d %+v: %v", seed, k, w, err)
			}
		}
	}
	if compared < organisations(5000) || cut < organisations(100) {
		t.Errorf("only %d windows were compared, in which %d waits were cut off", compared, cut)
	}
}

// compare reads a window off a log.
func (w *Window) compare(got *WindowTotals, log *Log, end float64) error {
	class, came := map[int64]int32{}, map[int64]float64{}
	want := WindowTotals{Over: make([]int64, len(w.Over))}
	waits := map[float64]bool{}
	over := func(item int64, at float64) {
		from, waiting := came[item]
		delete(came, item)
		if !waiting || from < w.From || from >= w.To || len(w.Classes) > 0 && class[item] != int32(w.Classes[0]) {
			return
		}
		want.Items++
		want.Wait += at - from
		waits[at-from] = true
		for k, limit := range w.Over {
			want.Over[k] += positive(at - from - limit)
		}
	}
	for _, x := range log.Entries {
		switch {
		case x.What == Asked:
			class[x.Item] = x.Where
		case x.Where != int32(w.Station):
		case x.What == Came:
			came[x.Item] = x.Time
		case x.What == TurnedAway:
			delete(came, x.Item)
		case x.What == Began || x.What == MadePieces || x.What == Completed: // the others at a Gate
			over(x.Item, x.Time)
		case x.What == GaveUp || x.What == Diverted:
			if from := came[x.Item]; w.From <= from && from < w.To && (len(w.Classes) == 0 || class[x.Item] == int32(w.Classes[0])) {
				want.Abandoned++
			}
			over(x.Item, x.Time)
		}
	}
	begun := want.Items
	for item := range came {
		over(item, end)
	}
	if got.CutOff > 0 || want.Items > begun {
		// Some waited longer than was looked here or there; but they are as many.
		if got.Items != want.Items || got.Wait > want.Wait*(1+1e-9) {
			return fmt.Errorf("got %+v, want %+v at most", got, want)
		}
		return nil
	}
	for k := range want.Over {
		if got.Over[k] != want.Over[k] {
			return fmt.Errorf("got %+v, want %+v", got, want)
		}
	}
	if got.Items != want.Items || got.Abandoned != want.Abandoned || !(math.Abs(got.Wait-want.Wait) <= 1e-9*(1+want.Wait)) {
		return fmt.Errorf("got %+v, want %+v", got, want)
	}
	if got.Items > 0 && !waits[got.One] || got.Items == 0 && got.One != 0 {
		return fmt.Errorf("%v was drawn, which nobody waited: %v", got.One, waits)
	}
	return nil
}

// waitInLine is the mean wait of those who come to M/M/c, empty at 0, between from and to, and the share of them that waits longer than limit: the
// Kolmogorov equations by small steps, and the line's time to empty, which is Erlang's. Poisson arrivals see what there is (Wolff 1982).
func waitInLine(lambda, mu float64, servers int, from, to, limit float64) (mean, longer float64) {
	const step, states = 1e-3, 400
	p := make([]float64, states)
	q := make([]float64, states)
	p[0] = 1
	n := 0.0
	for t := 0.0; t < to; t += step {
		if t+step/2 > from {
			n++
			for k := servers; k < states; k++ {
				ahead := k - servers + 1 // services of rate cμ until it is its turn
				mean += p[k] * float64(ahead) / (mu * float64(servers))
				x := mu * float64(servers) * limit
				term, tail := math.Exp(-x), 0.0
				for j := range ahead {
					tail += term
					term *= x / float64(j+1)
				}
				longer += p[k] * tail
			}
		}
		for k := range p {
			flow := -p[k] * (lambda + mu*float64(min(k, servers)))
			if k > 0 {
				flow += p[k-1] * lambda
			}
			if k+1 < states {
				flow += p[k+1] * mu * float64(min(k+1, servers))
			}
			q[k] = p[k] + step*flow
		}
		p, q = q, p
	}
	return mean / n, longer / n
}

// Waits about a date, before a line has settled, in overload, and by chance how one drawn by lot waits: within four standard errors of theory.
func TestWaitsAtADate(t *testing.T) {
	for _, c := range []struct {
		lambda         float64
		servers        int
		from, to, over float64
	}{{0.8, 1, 19, 21, 2}, {1.5, 1, 25, 29, 10}, {3.6, 4, 0, 1, 0.25}, {3, 2, 28, 32, 12}} {
		m := single(c.servers, c.lambda/float64(c.servers), 1, 1)
		mean, longer := waitInLine(c.lambda, 1, c.servers, c.from, c.to, c.over)
		for _, general := range []bool{false, true} {
			e, err := New(m, Options{Seed: 5, Horizon: 30, Windows: []Window{{From: c.from, To: c.to, Over: []float64{c.over}}}})
			if err != nil {
				t.Fatal(err)
			}
			if general {
				e.net, e.stations[0].inLoop = nil, false
			}
			var waits, counts, overs, one []float64
			for r := range 4000 {
				e.Restart(r)
				for !e.Step(1000) {
				}
				w := e.Result().Windows[0]
				waits, counts, overs = append(waits, w.Wait), append(counts, float64(w.Items)), append(overs, float64(w.Over[0]))
				if w.Items > 0 {
					one = append(one, float64(positive(w.One-c.over)))
				}
			}
			check := func(what string, want float64, num, den []float64) {
				got := sum(num) / sum(den)
				for k := range num {
					num[k] -= got * den[k]
				}
				if _, se := meanAndError(num); math.Abs(got-want) > 4*se/(sum(den)/float64(len(den))) {
					t.Errorf("%+v, general functions %v: %s %.5g, want %.5g", c, general, what, got, want)
				}
			}
			check("wait", mean, waits, counts)
			check("share over the limit", longer, overs, counts)
			// Replications weigh the same, however many came: nearly the same, with many.
			if got, se := meanAndError(one); math.Abs(got-longer) > 4*se+0.01 {
				t.Errorf("%+v, general functions %v: %.4g of those drawn waited longer, want %.4g", c, general, got, longer)
			}
		}
	}
}

func sum(xs []float64) float64 {
	s := 0.0
	for _, x := range xs {
		s += x
	}
	return s
}

package single

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"testing"

	"kingman/core/dist"
	"kingman/core/stats"
)

// More servers, faster service, later arrivals or fewer items ahead never make an item start later: with
// common random numbers that holds for every single item, not only on average.
func TestMoreServersNeverStartLater(t *testing.T) {
	all := specs(t)
	for _, name := range names(all) {
		spec := all[name]
		if spec.Closed {
			continue // a faster station is asked for more: the k-th item is another one
		}
		h := Horizon{Seed: 21, Until: 1040, Backlog: 10}
		waits := func(spec Spec, h Horizon) []float64 {
			out := Result{Waits: Room(1 << 16)}
			if err := mustStation(t, spec).RunHorizon(h, 0, &out); err != nil {
				t.Fatal(err)
			}
			return out.Waits.Values
		}
		base := waits(spec, h)
		more, faster, less := spec, spec, h
		more.Servers++
		faster.Service, _ = spec.Service.WithMean(spec.Service.Mean() * 0.8)
		less.Backlog = 3
		for change, got := range map[string][]float64{"a server more": waits(more, h), "faster service": waits(faster, h), "less backlog": waits(spec, less)} {
			if len(got) != len(base) {
				t.Fatalf("%s, %s: %d items instead of %d: the arrivals have changed", name, change, len(got), len(base))
			}
			for i := range got {
				if got[i] > base[i]+1e-9 {
					t.Fatalf("%s, %s: item %d waits %v instead of %v", name, change, i, got[i], base[i])
				}
			}
		}
	}
}

// Common random numbers: the difference between nine and ten engineers is known far better from pairs than from two
// independent runs.
func TestPairsAreNarrower(t *testing.T) {
	service := mustTime(t, dist.Gamma, 16, 0.0625)
	var shipped [2][]float64
	var window, count [2][]float64
	for k, engineers := range []float64{11, 12} {
		st := mustStation(t, Spec{Arrival: mustTime(t, dist.Gamma, 40/engineers, 0.25), Service: service, Servers: 5})
		var out Result
		for r := range 100 {
			if err := st.RunHorizon(Horizon{Seed: 5, Until: 1040, Window: 40}, r, &out); err != nil {
				t.Fatal(err)
			}
			shipped[k] = append(shipped[k], float64(out.Departed))
			window[k] = append(window[k], out.WindowSum)
			count[k] = append(count[k], float64(out.WindowCount))
		}
	}
	paired, err := stats.Paired(shipped[0], shipped[1], 0.95)
	if err != nil {
		t.Fatal(err)
	}
	a, b := stats.FromReplications(shipped[0], 0.95), stats.FromReplications(shipped[1], 0.95)
	if independent := math.Hypot(a.StdErr, b.StdErr); paired.StdErr > independent/3 {
		t.Errorf("paired %v, independent %v", paired.StdErr, independent)
	}
	d, err := stats.RatioDifference(window[0], count[0], window[1], count[1], 0.95)
	if err != nil || !d.Excludes(0) || d.Mean < 0 {
		t.Errorf("a twelfth engineer changes the wait by %+v (%v)", d, err)
	}
}

// Antithetic twins: the mean of a pair varies less than that of two independent replications.
func TestAntitheticTwins(t *testing.T) {
	st := mustStation(t, Spec{Arrival: mustTime(t, dist.Exponential, 4, 1), Service: mustTime(t, dist.Gamma, 16, 0.25), Servers: 5})
	var alone, twins stats.Accumulator
	var out Result
	for r := range 400 {
		sum := 0.0
		for _, antithetic := range []bool{false, true} {
			if err := st.RunHorizon(Horizon{Seed: 6, Until: 400, Antithetic: antithetic}, r, &out); err != nil {
				t.Fatal(err)
			}
			sum += out.QueueHours
			if !antithetic {
				alone.Add(out.QueueHours)
			}
		}
		twins.Add(sum / 2)
	}
	if ratio := twins.Variance() / (alone.Variance() / 2); ratio > 0.9 {
		t.Errorf("the variance of twins is %.2f of that of two independent runs", ratio)
	}
	if d := math.Abs(twins.Mean() - alone.Mean()); d > 4*math.Sqrt(alone.Variance()/400) {
		t.Errorf("twins have mean %v, single runs %v", twins.Mean(), alone.Mean())
	}
}

func TestBudgetGivesPartialResult(t *testing.T) {
	for name, spec := range specs(t) {
		var out Result
		st := mustStation(t, spec)
		if err := st.RunHorizon(Horizon{Seed: 1, Until: 1e6, SampleTimes: weeks, MaxItems: 1000}, 0, &out); err != nil {
			t.Fatal(err)
		}
		if !out.Partial || out.Made != 1000 || out.StoppedAt >= 1e6 || out.StoppedAt <= 0 {
			t.Errorf("%s: partial %v, %d made, stopped at %v", name, out.Partial, out.Made, out.StoppedAt)
		}
	}
}

func TestSampleIsEvenlySpread(t *testing.T) {
	for room := 2; room < 12; room++ {
		s := Room(room)
		for i := range 1000 {
			s.add(float64(i))
			for k, v := range s.Values {
				if v != float64(k*s.Stride) {
					t.Fatalf("room for %d, after %d: kept %v with stride %d", room, i+1, s.Values, s.Stride)
				}
			}
			if n := i + 1; len(s.Values) > room || n >= room && len(s.Values) < room/2 {
				t.Fatalf("room for %d, after %d: kept %d", room, n, len(s.Values))
			}
		}
	}
	for _, room := range []int{-1, 0, 1} {
		s := Room(room)
		s.add(1)
		if len(s.Values) != 0 {
			t.Errorf("room for %d kept something", room)
		}
	}
}

func TestRefuses(t *testing.T) {
	e := mustTime(t, dist.Exponential, 1, 1)
	good := Spec{Arrival: e, Service: e, Servers: 1}
	for field, spoil := range map[string]func(*Spec){
		"Arrival": func(s *Spec) { s.Arrival = dist.Time{} },
		"Service": func(s *Spec) { s.Service = dist.Time{} },
		"Servers": func(s *Spec) { s.Servers = 0 },
		"Sources": func(s *Spec) { s.Closed = true },
		"Skip":    func(s *Spec) { s.Skip = math.NaN() },
		"Start":   func(s *Spec) { s.Start = 9 },
	} {
		spec := good
		spoil(&spec)
		var fe *FieldError
		if _, err := New(spec); !errors.As(err, &fe) || fe.Field != field || fe.Error() == "" {
			t.Errorf("%s: %v", field, err)
		}
	}
	st := mustStation(t, good)
	for field, h := range map[string]Horizon{
		"Until": {}, "Backlog": {Until: 1, Backlog: -1}, "Window": {Until: 1, Window: 2.1}, "MaxItems": {Until: 1, MaxItems: -1},
		"SampleTimes": {Until: 1, SampleTimes: []float64{0.5, 0.4}},
	} {
		var fe *FieldError
		out := Result{Made: 77}
		if err := st.RunHorizon(h, 0, &out); !errors.As(err, &fe) || fe.Field != field || out.Made != 77 {
			t.Errorf("%s: %v", field, err)
		}
	}
}

func TestRunsDoNotAllocate(t *testing.T) {
	all := specs(t)
	for _, name := range names(all) {
		st := mustStation(t, all[name])
		out := Result{Waits: Room(100), WindowWaits: Room(100)}
		h := Horizon{Seed: 1, Until: 1040, Window: 40, SampleTimes: weeks, Backlog: 5}
		r := 0
		if n := testing.AllocsPerRun(10, func() {
			r++
			if err := st.RunHorizon(h, r, &out); err != nil {
				t.Fatal(err)
			}
		}); n != 0 {
			t.Errorf("%s: %v allocations a replication", name, n)
		}
	}
}

// The same bits natively and in WebAssembly: this test runs under both with the same constants.
func TestDigest(t *testing.T) {
	h := fnv.New64a()
	put := func(x ...float64) {
		for _, v := range x {
			var b [8]byte
			binary.LittleEndian.PutUint64(b[:], math.Float64bits(v))
			h.Write(b[:])
		}
	}
	all := specs(t)
	for _, name := range names(all) {
		st := mustStation(t, all[name])
		out := Result{Waits: Room(500), WindowWaits: Room(500)}
		for r := range 3 {
			if err := st.RunHorizon(Horizon{Seed: 2, Until: 1040, Window: 40, SampleTimes: weeks, Backlog: 7 * r}, r, &out); err != nil {
				t.Fatal(err)
			}
			put(float64(out.Made), float64(out.Arrived), float64(out.Departed), float64(out.InSystem), out.BusyHours, out.QueueHours,
				out.WIPHours, out.WaitSum, out.SojournSum, out.WindowSum)
			put(out.Waits.Values...)
			put(out.WindowWaits.Values...)
			for i := range weeks {
				put(float64(out.QueueAt(i)), float64(out.WIPAt(i)), float64(out.ShippedBy(i)))
			}
		}
		if s, err := st.SteadyState(Steady{Seed: 2, MaxItems: 40_000, Percentiles: []float64{0.5, 0.95}}); err == nil {
			for _, e := range append(s.Percentiles, s.MeanWait, s.DelayProbability, s.WaitVariance, s.QueueLength, s.WIP, s.BusyFraction) {
				put(e.Mean, e.StdErr, e.Lo, e.Hi)
			}
		}
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); got != wantDigest {
		t.Errorf("digest of the results is %s, not %s", got, wantDigest)
	}
}

const wantDigest = "9167c0c93ece5097"

// Whatever legal station is built: items are conserved, nothing is NaN, and Little's law holds on the path.
func FuzzHorizon(f *testing.F) {
	f.Add(4.0, 0.25, 16.0, 0.0625, 5, 0, false, 0.0, false, 10, uint64(1))
	f.Add(4.0, 4.0, 16.0, 9.0, 3, 7, true, 0.5, true, 100, uint64(2))
	f.Add(0.01, 0.0, 1000.0, 0.0, 1, 0, false, 1.0, false, 0, uint64(3))
	f.Add(1e-9, 1.0, 1e-9, 100.0, 1000, 300, true, 0.1, true, 5000, uint64(4))
	f.Fuzz(func(t *testing.T, gap, gapSCV, mean, scv float64, servers, sources int, closed bool, skip float64, equilibrium bool, backlog int, seed uint64) {
		arrival, err := dist.ByMoments(gap, gapSCV)
		if err != nil {
			return
		}
		service, err := dist.ByMoments(mean, scv)
		if err != nil {
			return
		}
		spec := Spec{Arrival: arrival, Service: service, Servers: servers, Sources: sources, Closed: closed, Skip: skip}
		if equilibrium {
			spec.Start = Equilibrium
		}
		if servers > 4096 || sources > 4096 || backlog > 4096 {
			return // only slow
		}
		st, err := New(spec)
		if err != nil {
			return
		}
		out := Result{Waits: Room(64)}
		h := Horizon{Seed: seed, Until: 1000, Window: 100, SampleTimes: []float64{0, 250, 1000}, Backlog: backlog, MaxItems: 5000}
		if err := st.RunHorizon(h, 0, &out); err != nil {
			return
		}
		if out.InSystem != backlog+out.Arrived-out.Departed || out.Queue < 0 || out.InSystem < out.Queue || out.InSystem-out.Queue > servers {
			t.Errorf("%+v: %d arrived, %d departed, %d in system, %d waiting", spec, out.Arrived, out.Departed, out.InSystem, out.Queue)
		}
		if out.Made < out.Arrived || out.Delayed > out.Arrived || out.BusyHours > 1000*float64(servers)*(1+1e-9) {
			t.Errorf("%+v: %+v", spec, out)
		}
		for i := range h.SampleTimes {
			if out.QueueAt(i) < 0 || out.WIPAt(i) < out.QueueAt(i) || out.WIPAt(i)-out.QueueAt(i) > servers {
				t.Errorf("%+v: sample %d: %d waiting, %d in system", spec, i, out.QueueAt(i), out.WIPAt(i))
			}
		}
		for _, v := range []float64{out.WaitSum, out.SojournSum, out.WindowSum, out.QueueHours, out.WIPHours, out.BusyHours} {
			if !(v >= 0) {
				t.Errorf("%+v: a sum is %v", spec, v)
			}
		}
		// Little's law on the path: waiting and being served make up the time in the system.
		if d := out.WIPHours - out.QueueHours - out.BusyHours; math.Abs(d) > 1e-6*(1+out.WIPHours) {
			t.Errorf("%+v: WIP hours %v, queue hours %v, busy hours %v", spec, out.WIPHours, out.QueueHours, out.BusyHours)
		}
	})
}

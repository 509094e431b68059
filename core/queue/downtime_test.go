package queue_test

import (
	"errors"
	"math"
	"testing"

	"kingman/core/queue"
)

const days = 24.0

// month is a window of thirty days, in hours of the clock.
const month = 30 * days

func downtime(t *testing.T, x float64, err error) float64 {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// TestDowntimeClaims has the numbers of a promise over thirty days, computed independently: minutes down
// and how often it is kept.
func TestDowntimeClaims(t *testing.T) {
	for _, c := range []struct {
		days, minutes, objective, down, broken float64
	}{
		{30, 120, 0.999, 119.3, 1 - 0.489}, {30, 30, 0.999, 30.0, 1 - 0.738},
		{30, 30, 0.998, 30, 0.102}, {60, 60, 0.998, 30, 0.128},
		{30, 30, 0.995, 30, 0.0047}, {60, 60, 0.995, 30, 0.022},
		{30, 30, 0.999, 30, 0.262}, {60, 60, 0.999, 30, 0.225},
		{30, 30, 0.9999, 30, 0.58}, {60, 60, 0.9999, 30, 0.37},
	} {
		d := queue.Downtime{MeanUp: c.days * days, MeanDown: c.minutes / 60, DownSCV: 1}
		down, err := d.MeanBy(month)
		if off := math.Abs(60*downtime(t, down, err) - c.down); off > 0.07 {
			t.Errorf("%+v: %v minutes down", c, 60*down)
		}
		kept, err := d.AtMost((1-c.objective)*month, month)
		// As many digits as were written down.
		if off := math.Abs(1 - downtime(t, kept, err) - c.broken); off > 0.006 || c.broken < 0.3 && off > 0.0006 {
			t.Errorf("%+v: broken in %v", c, 1-kept)
		}
	}
	// Inside the promise on average, and broken all the same.
	for _, c := range []struct{ outages, broken float64 }{{10, 0.45}, {1, 0.35}, {0.1, 0.086}} {
		d := queue.Downtime{MeanUp: month / c.outages, MeanDown: 0.001 * month / c.outages, DownSCV: 1}
		kept, err := d.AtMost(0.001*month, month)
		if off := math.Abs(1 - downtime(t, kept, err) - c.broken); off > 0.006 {
			t.Errorf("%v outages: broken in %v, %v was computed", c.outages, 1-kept, c.broken)
		}
	}
}

// TestDowntimeLawHasItsMean: ∫P(D > B)dB is the mean, and the chance grows with the allowance.
func TestDowntimeLawHasItsMean(t *testing.T) {
	const T = 200.0
	for _, up := range []float64{20, 150, 1e4} {
		for _, scv := range []float64{0, 0.3, 1, 2.5} {
			d := queue.Downtime{MeanUp: up, MeanDown: 6, DownSCV: scv}
			sum, last := 0.0, 0.0
			const n = 4000
			for i := range n {
				kept, err := d.AtMost((float64(i)+0.5)*T/n, T)
				if downtime(t, kept, err) < last-1e-12 {
					t.Fatalf("%+v: the chance falls from %v to %v", d, last, kept)
				}
				last = kept
				sum += (1 - kept) * T / n
			}
			mean, err := d.MeanBy(T)
			tol := 1e-4
			if scv != 1 {
				tol = 0.05 // the mean is that for exponential restores
			}
			near(t, "mean of the law", sum, downtime(t, mean, err), tol)
		}
	}
	none, err := queue.Downtime{MeanUp: 100, MeanDown: 1, DownSCV: 1}.AtMost(0, 50)
	near(t, "no outage", downtime(t, none, err), math.Exp(-0.5), 1e-14)
	all, err := queue.Downtime{MeanUp: 100, MeanDown: 1, DownSCV: 1}.AtMost(50, 50)
	near(t, "all of it", downtime(t, all, err), 1, 0)
	long, err := queue.Downtime{MeanUp: 3, MeanDown: 2}.MeanBy(1e9)
	near(t, "in the long run", downtime(t, long, err), 0.4e9, 1e-8)
	short, err := queue.Downtime{MeanUp: 3, MeanDown: 2}.MeanBy(1e-5)
	near(t, "at first", downtime(t, short, err), 1e-10/6, 1e-5)
}

func together(t *testing.T, c queue.Copies) queue.Downtime {
	t.Helper()
	d, err := c.Together()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// TestCopiesClaims has the numbers of several copies, computed independently: shares and minutes down.
func TestCopiesClaims(t *testing.T) {
	three := queue.Downtime{MeanUp: 3 * days, MeanDown: 2, DownSCV: 1}
	for _, c := range []struct {
		copies queue.Copies
		down   float64
	}{
		{queue.Copies{Each: three, Number: 3, Needed: 2}, 0.002152},
		{queue.Copies{Each: three, Number: 2, Needed: 1, Common: 0.05}, 0.002047},
		{queue.Copies{Each: three, Number: 3, Needed: 1, Common: 0.05}, 0.001404},
	} {
		up, err := together(t, c.copies).Availability()
		if off := math.Abs(1 - downtime(t, up, err) - c.down); off > 6e-7 {
			t.Errorf("%+v: down for %v of the time, %v was computed", c.copies, 1-up, c.down)
		}
	}
	for _, c := range []struct {
		number          int
		common, minutes float64
	}{{1, 0.05, 119.7}, {2, 0.05, 6.3}, {3, 0.05, 6.0}, {4, 0.05, 6.0}, {2, 0, 0.33}, {3, 0, 0.001}} {
		d := together(t, queue.Copies{Each: queue.Downtime{MeanUp: month, MeanDown: 2, DownSCV: 1}, Number: c.number, Needed: 1, Common: c.common})
		up, err := d.Availability()
		if got := (1 - downtime(t, up, err)) * month * 60; math.Abs(got-c.minutes) > math.Max(0.051, 0.06*c.minutes) {
			t.Errorf("%+v: %v minutes down", c, got)
		}
	}
}

// TestCopiesDependOnTheRatio: half the restore time is twice the time between failures, to the last bit
// of a share, whatever is needed.
func TestCopiesDependOnTheRatio(t *testing.T) {
	for n := 1; n <= 6; n++ {
		for k := 1; k <= n; k++ {
			for _, common := range []float64{0, 0.05, 0.5, 1} {
				c := queue.Copies{Each: queue.Downtime{MeanUp: 700, MeanDown: 3, DownSCV: 1}, Number: n, Needed: k, Common: common}
				rarer, shorter := c, c
				rarer.Each.MeanUp *= 2
				shorter.Each.MeanDown /= 2
				a, err := together(t, rarer).Availability()
				downtime(t, a, err)
				b, err := together(t, shorter).Availability()
				near(t, "availability", a, downtime(t, b, err), 1e-15)
				if floor := 1 - 700/(700+common*3); n > 1 && 1-b < floor/2-1e-15 {
					t.Errorf("%d copies are down for %v, what is common alone is %v", n, 1-b, floor/2)
				}
			}
		}
	}
}

// TestCopiesInSeriesAndParallel: all needed fail n times as often and are restored alike; one needed is
// restored n times as fast.
func TestCopiesInSeriesAndParallel(t *testing.T) {
	each := queue.Downtime{MeanUp: 50, MeanDown: 4, DownSCV: 0.5}
	series := together(t, queue.Copies{Each: each, Number: 4, Needed: 4})
	near(t, "up", series.MeanUp, 12.5, 1e-13)
	near(t, "scv", series.DownSCV, 0.5, 1e-12)
	up, err := series.Availability()
	near(t, "availability", downtime(t, up, err), math.Pow(50.0/54, 4), 1e-13)
	parallel := together(t, queue.Copies{Each: each, Number: 4, Needed: 1})
	near(t, "down", parallel.MeanDown, 1, 1e-13)
	up, err = parallel.Availability()
	near(t, "unavailability", 1-downtime(t, up, err), math.Pow(4.0/54, 4), 1e-9)
	if one := together(t, queue.Copies{Each: each, Number: 1, Needed: 1, Common: 0.5}); one != each {
		t.Errorf("one copy is %+v", one)
	}
	never := together(t, queue.Copies{Each: queue.Downtime{MeanUp: 1e6, MeanDown: 1, DownSCV: 1}, Number: 1000, Needed: 1})
	if up, err := never.Availability(); up != 1 || err != nil || never.Validate() != nil {
		t.Errorf("a thousand copies: %+v, %v, %v", never, up, err)
	}
	bad := together(t, queue.Copies{Each: queue.Downtime{MeanUp: 1e-6, MeanDown: 1e6, DownSCV: 1}, Number: 1000, Needed: 1000})
	if up, err := bad.Availability(); !(up >= 0 && up < 1e-90) || err != nil {
		t.Errorf("a thousand that hardly ever work: %+v, %v, %v", bad, up, err)
	}
}

// TestWatchClaims: a canary's threshold and what it lets through, by numbers computed independently. Times are
// minutes.
func TestWatchClaims(t *testing.T) {
	const traffic, bad, reported, back = 100, 0.01, 240, 1.0
	look := func(share float64) (int, queue.WatchResult) {
		w := queue.Watch{Hours: 60, Normal: share * traffic * 0.001, FalseAlarm: 0.01}
		k, err := w.Threshold()
		if err != nil {
			t.Fatal(err)
		}
		r, err := w.At(share * traffic * bad)
		if err != nil {
			t.Fatal(err)
		}
		return k, r
	}
	_, all := look(1)
	everybody := func(back float64) float64 { return all.Hours + (1-all.Alarm)*reported + back }
	for _, c := range []struct{ what, got, want, tol float64 }{
		{1, everybody(60), 73.0, 0.05}, {2, everybody(back), 14.0, 0.05},
	} {
		if math.Abs(c.got-c.want) > c.tol {
			t.Errorf("everybody at once: %v minutes, %v were computed", c.got, c.want)
		}
	}
	for _, c := range []struct{ share, want float64 }{{0.01, 12.9}, {0.05, 8.3}, {0.1, 5.97}, {0.12, 5.0}, {0.135, 4.6}, {0.2, 5.3}, {0.5, 9.5}, {0.9, 12.9}} {
		_, r := look(c.share)
		got := c.share*(r.Hours+r.Alarm*back) + (1-r.Alarm)*everybody(back)
		if math.Abs(got-c.want) > 0.051 {
			t.Errorf("a canary of %v: %v minutes of everybody, %v were computed", c.share, got, c.want)
		}
	}
	if k, _ := look(0.1); k != 4 {
		t.Errorf("the threshold is %d errors, not 4", k)
	}
}

// TestWatchThreshold is the smallest that is rare enough; and the alarm has the chance and the hours
// that a gamma time has.
func TestWatchThreshold(t *testing.T) {
	tail := func(k int, mean float64) float64 {
		sum, term := 0.0, math.Exp(-mean)
		for i := range k {
			sum += term
			term *= mean / float64(i+1)
		}
		return 1 - sum
	}
	for _, mean := range []float64{0, 0.01, 0.6, 3, 40, 300} {
		for _, chance := range []float64{1, 0.5, 0.1, 0.01, 0.001} {
			w := queue.Watch{Hours: 8, Normal: mean / 8, FalseAlarm: chance}
			k, err := w.Threshold()
			if err != nil {
				t.Fatal(err)
			}
			if k < 1 || tail(k, mean) > chance*(1+1e-9) || k > 1 && tail(k-1, mean) <= chance*(1-1e-9) {
				t.Errorf("mean %v, chance %v: threshold %d has %v, one less %v", mean, chance, k, tail(k, mean), tail(k-1, mean))
			}
			for _, rate := range []float64{0.1, 1, 10} {
				r, err := w.At(rate)
				if err != nil {
					t.Fatal(err)
				}
				if math.Abs(r.Alarm-tail(k, 8*rate)) > 1e-12 {
					t.Errorf("alarm with chance %v, want %v", r.Alarm, tail(k, 8*rate))
				}
				const n = 2000
				sum := 0.0
				for i := range n {
					sum += 8.0 / n * (1 - tail(k, rate*8*(float64(i)+0.5)/n))
				}
				near(t, "hours", r.Hours, sum, 1e-4)
			}
		}
	}
	if r, err := (queue.Watch{Hours: 8, Normal: 1, FalseAlarm: 0.1}).At(0); err != nil || r != (queue.WatchResult{Hours: 8}) {
		t.Errorf("without events: %+v, %v", r, err)
	}
}

// TestKinds: the exact sum, where the usual logarithm is far too low.
func TestKinds(t *testing.T) {
	for _, c := range []struct {
		m           int
		theta, want float64
	}{{10, 1, 2.9290}, {10, 0.3, 1.7357}, {0, 1, 0}, {1, 5, 1}, {50, 1e12, 50}, {50, 1e-12, 1}} {
		got, err := queue.Kinds{Choosers: c.m, Theta: c.theta}.Expected()
		if err != nil || math.Abs(got-c.want) > 1e-4 {
			t.Errorf("%d at θ = %v: %v kinds, %v", c.m, c.theta, got, err)
		}
	}
	ten, _ := queue.Kinds{Choosers: 10, Theta: 1}.Expected()
	near(t, "the logarithm", math.Log(11)/ten, 1-0.18, 0.005)
}

func TestReliabilityRefuses(t *testing.T) {
	nan := math.NaN()
	good := queue.Downtime{MeanUp: 720, MeanDown: 1, DownSCV: 1}
	refused := func(field string, err error) {
		t.Helper()
		var bad *queue.FieldError
		if !errors.As(err, &bad) || bad.Field != field || bad.Legal == "" {
			t.Errorf("want a FieldError for %s, got %v", field, err)
		}
	}
	refused("MeanUp", second(queue.Downtime{MeanDown: 1}.Availability()))
	refused("MeanDown", second(queue.Downtime{MeanUp: 1, MeanDown: nan}.Availability()))
	refused("DownSCV", second(queue.Downtime{MeanUp: 1, MeanDown: 1, DownSCV: -1}.Availability()))
	refused("T", second(good.MeanBy(nan)))
	refused("T", second(good.AtMost(1, -1)))
	refused("T", second(good.AtMost(1, 1e12)))
	refused("Allowance", second(good.AtMost(nan, 1)))
	refused("Number", second(queue.Copies{Each: good, Needed: 1}.Together()))
	refused("Needed", second(queue.Copies{Each: good, Number: 2, Needed: 3}.Together()))
	refused("Common", second(queue.Copies{Each: good, Number: 2, Needed: 1, Common: 1.5}.Together()))
	refused("Each.MeanUp", second(queue.Copies{Number: 2, Needed: 1}.Together()))
	watch := queue.Watch{Hours: 1, Normal: 1, FalseAlarm: 0.01}
	refused("Hours", second(queue.Watch{Normal: 1, FalseAlarm: 0.01}.Threshold()))
	refused("Normal", second(queue.Watch{Hours: 1e6, Normal: 1e6, FalseAlarm: 0.01}.Threshold()))
	refused("FalseAlarm", second(queue.Watch{Hours: 1, Normal: 1}.Threshold()))
	refused("Rate", second(watch.At(nan)))
	refused("Rate", second(watch.At(1e10)))
	refused("Choosers", second(queue.Kinds{Choosers: -1, Theta: 1}.Expected()))
	refused("Theta", second(queue.Kinds{Choosers: 1}.Expected()))
}

// TestDowntimeInSeries: availabilities multiply, rates of failure add up, and nothing in series changes nothing.
func TestDowntimeInSeries(t *testing.T) {
	d, other := queue.Downtime{MeanUp: 300, MeanDown: 2, DownSCV: 0.5}, queue.Downtime{MeanUp: 1000, MeanDown: 1, DownSCV: 1}
	for _, n := range []float64{0, 1, 3} {
		all := d.InSeries(n, other)
		got, err := all.Availability()
		if want := 300.0 / 302 * math.Pow(1000.0/1001, n); math.Abs(downtime(t, got, err)-want) > 1e-12 {
			t.Errorf("with %v others it works %v of the time, expected %v", n, got, want)
		}
		if rate := 1.0/300 + n/1000; math.Abs(1/all.MeanUp-rate) > 1e-12 {
			t.Errorf("with %v others it fails every %v", n, all.MeanUp)
		}
		if n == 0 && math.Abs(all.DownSCV-d.DownSCV) > 1e-9 {
			t.Errorf("alone: %+v", all)
		}
	}
}

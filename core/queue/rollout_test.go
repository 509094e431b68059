package queue_test

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"kingman/core/queue"
)

// canary is what a day's releases look like: minutes, and a hundred requests in each.
var canary = queue.Rollout{
	Shares: []float64{0.1, 1}, Watch: queue.Watch{Hours: 60, Normal: 100 * 0.001, FalseAlarm: 0.01}, Flawed: 100 * 0.01, Back: 1, Reported: 240,
}

func analyzed(t *testing.T, r queue.Rollout) queue.Exposure {
	t.Helper()
	e, err := r.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// TestRolloutFirstEvent: where one event is an alarm it comes after an exponential time, and all is elementary.
func TestRolloutFirstEvent(t *testing.T) {
	r := canary
	r.Shares, r.Watch.FalseAlarm = []float64{0.02, 0.3}, 1
	hours := r.Reported + r.Back
	missed, first := 1.0, 0.0
	for i := len(r.Shares) - 1; i >= 0; i-- {
		share := r.Shares[i]
		rate := share * r.Flawed
		through := math.Exp(-rate * r.Watch.Hours)
		hours = share*((1-through)/rate+(1-through)*r.Back) + through*hours
		missed, first = missed*through, 1-through
	}
	e := analyzed(t, r)
	for _, pair := range [][2]float64{{e.Hours(), hours}, {e.Missed, missed}, {e.First, first}} {
		if math.Abs(pair[0]-pair[1]) > 1e-12*hours {
			t.Errorf("%+v, want %v hours, %v missed, %v by the first", e, hours, missed, first)
		}
	}
}

// TestRolloutStageByStage: to have one more share before the others is to have it among them; nobody before everybody is
// what is reported; and a good release is stopped by any watch.
func TestRolloutStageByStage(t *testing.T) {
	few := canary
	few.Shares = []float64{0.4, 1}
	more := canary
	more.Shares = []float64{0.05, 0.4, 1}
	e, err := few.Before(0.05, analyzed(t, few))
	if want := analyzed(t, more); err != nil || e != want {
		t.Errorf("%+v, %v, want %+v", e, err, want)
	}
	none := canary
	none.Shares = nil
	if e := analyzed(t, none); e != (queue.Exposure{Noticing: 240, Back: 1, Missed: 1}) {
		t.Errorf("nobody watches: %+v", e)
	}
	more.Flawed = more.Watch.Normal
	through := 1.0
	for _, share := range more.Shares {
		w := more.Watch.Of(share)
		alarm, err := w.At(w.Normal)
		if err != nil || alarm.Alarm > more.Watch.FalseAlarm {
			t.Errorf("%v are watched: %+v, %v", share, alarm, err)
		}
		through *= 1 - alarm.Alarm
	}
	if e := analyzed(t, more); math.Abs(e.Missed-through) > 1e-15 {
		t.Errorf("a good release gets through with chance %v, want %v", e.Missed, through)
	}
}

// TestRolloutHaving: the area below the users who have it, between its jumps by the rule of the middle, is what it exposes.
func TestRolloutHaving(t *testing.T) {
	for _, shares := range [][]float64{nil, {1}, {0.1, 1}, {0.01, 0.1, 0.5, 1}, {0.3}} {
		for _, back := range []float64{0, 1, 45, 100} {
			r := canary
			r.Shares, r.Back = shares, back
			have, err := r.Having()
			if err != nil {
				t.Fatal(err)
			}
			area, from := 0.0, 0.0
			upTo := func(to float64) {
				const n = 4000
				for i := range n {
					area += have(from+(to-from)*(float64(i)+0.5)/n) * (to - from) / n
				}
				from = to
			}
			for i := range shares {
				upTo(float64(i)*60 + math.Mod(back, 60)) // where those of the watch before are back, or of the one before that
				upTo(float64(i+1) * 60)
			}
			end := from + r.Reported + back
			upTo(from + back)
			upTo(end)
			if want := analyzed(t, r).Hours(); math.Abs(area-want) > 1e-4*want {
				t.Errorf("%v, back in %v: the area is %v, want %v", shares, back, area, want)
			}
			if after := have(end + 1e-9*end); after != 0 {
				t.Errorf("%v, back in %v: %v have it in the end", shares, back, after)
			}
		}
	}
}

// TestRolloutInItsRanges: whatever is legal, chances are chances, and nobody has a flaw for longer than all watches, the report
// and the way back take.
func TestRolloutInItsRanges(t *testing.T) {
	luck := rand.New(rand.NewPCG(1961, 1))
	between := func(least, most float64) float64 { return math.Pow(10, least+(most-least)*luck.Float64()) }
	for range 500 {
		hours := between(-12, 12)
		r := queue.Rollout{
			Watch:    queue.Watch{Hours: hours, Normal: math.Min(1e12, between(-20, 5)/hours), FalseAlarm: between(-12, 0)},
			Flawed:   between(-20, 5) / hours * float64(luck.IntN(2)),
			Back:     between(-12, 12) * float64(luck.IntN(2)),
			Reported: between(-12, 12) * float64(luck.IntN(2)),
		}
		for range luck.IntN(4) {
			r.Shares = append(r.Shares, between(-12, 0))
		}
		e := analyzed(t, r)
		most := float64(len(r.Shares))*hours + r.Reported
		if !(e.First >= 0 && e.First <= 1 && e.Missed >= 0 && e.Missed <= 1 && e.Noticing >= 0 && e.Noticing <= most*(1+1e-12) && e.Back >= 0 && e.Back <= r.Back*(1+1e-12)) {
			t.Errorf("%+v: %+v", r, e)
		}
		have, err := r.Having()
		if err != nil {
			t.Fatal(err)
		}
		for range 20 {
			if share := have(luck.Float64() * (most + r.Back)); !(share >= 0 && share <= 1+1e-12) {
				t.Errorf("%+v: %v have it", r, share)
			}
		}
	}
}

func TestRolloutRefuses(t *testing.T) {
	for field, change := range map[string]func(*queue.Rollout){
		"Shares":       func(r *queue.Rollout) { r.Shares = []float64{0.1, 1.1} },
		"Watch.Hours":  func(r *queue.Rollout) { r.Watch.Hours = 0 },
		"Watch.Normal": func(r *queue.Rollout) { r.Watch.Normal = math.NaN() },
		"Flawed":       func(r *queue.Rollout) { r.Flawed = 1e9 },
		"Back":         func(r *queue.Rollout) { r.Back = -1 },
		"Reported":     func(r *queue.Rollout) { r.Reported = math.Inf(1) },
	} {
		r := canary
		change(&r)
		for _, err := range []error{second(r.Analyze()), second(r.Having())} {
			var bad *queue.FieldError
			if !errors.As(err, &bad) || bad.Field != field {
				t.Errorf("want a FieldError for %s, got %v", field, err)
			}
		}
	}
	if err := second(canary.Before(0, queue.Exposure{})); err == nil {
		t.Error("a share of nobody: no error")
	}
}

// Everybody at once, or a tenth of them first for an hour: how many minutes everybody has a flaw.
func ExampleRollout() {
	for _, shares := range [][]float64{{1}, {0.1, 1}} {
		r := queue.Rollout{
			Shares:   shares,
			Watch:    queue.Watch{Hours: 60, Normal: 0.1, FalseAlarm: 0.01}, // in minutes, as all the others
			Flawed:   1,
			Back:     1,
			Reported: 240,
		}
		e, err := r.Analyze()
		if err != nil {
			panic(err)
		}
		fmt.Printf("%v: %.1f minutes; the first stop %.0f of 100\n", shares, e.Hours(), 100*e.First)
	}
	// Output:
	// [1]: 14.0 minutes; the first stop 100 of 100
	// [0.1 1]: 6.0 minutes; the first stop 85 of 100
}

package queue_test

import (
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"

	"kingman/core/queue"
)

// evenly is M/M/c in so many periods of equal length.
func evenly(periods int, hours, rate, service float64, servers int) queue.Forward {
	f := queue.Forward{ArrivalSCV: 1, ServiceSCV: 1}
	for range periods {
		f.Periods = append(f.Periods, queue.ForwardPeriod{Hours: hours, ArrivalRate: rate, MeanService: service, Servers: servers})
	}
	return f
}

func forward(t *testing.T, f queue.Forward) queue.ForwardResult {
	t.Helper()
	r, err := f.Analyze()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// TestForwardAgainstExact holds lines and waits to what is said of M/M/c: within 0.5 % of them, of a
// tenth of an item or of a service where they are shorter, or 0.2 % of a backlog.
func TestForwardAgainstExact(t *testing.T) {
	for _, c := range []int{1, 3, 10} {
		for _, rho := range []float64{0.5, 0.87, 1, 1.05, 1.5} {
			for _, T := range []float64{10, 65} {
				for _, backlog := range []int{0, 4 * c} {
					line, wait := exactMMc(c, rho, T, backlog)
					f := evenly(1, T, rho*float64(c), 1, c)
					f.Backlog = float64(backlog)
					at := fmt.Sprintf("c=%d ρ=%v T=%v backlog=%d", c, rho, T, backlog)
					got := forward(t, f).End()
					if off := math.Abs(got.QueueLength - line); off > math.Max(0.005*math.Max(line, 0.1), 0.002*f.Backlog) {
						t.Errorf("%s: line %.6g, exactly %.6g", at, got.QueueLength, line)
					}
					if off := math.Abs(got.MeanWait - wait); off > math.Max(0.005*math.Max(wait, 0.1), 0.002*f.Backlog/float64(c)) {
						t.Errorf("%s: wait %.6g, exactly %.6g", at, got.MeanWait, wait)
					}
				}
			}
		}
	}
}

func extrapolated(t *testing.T, f queue.Forward) []queue.ForwardPoint {
	t.Helper()
	points, err := f.Extrapolated()
	if err != nil {
		t.Fatal(err)
	}
	return points
}

// TestForwardExtrapolated holds lines and hours to what is said of M/M/c, the latter against steps that are hundreds of times as
// many and extrapolated themselves; and steps cost the second order only: twice as many a quarter, or hardly anything.
func TestForwardExtrapolated(t *testing.T) {
	for _, c := range []int{1, 3, 10} {
		for _, rho := range []float64{0.5, 0.87, 1, 1.05, 1.5} {
			for _, T := range []float64{10, 65} {
				for _, backlog := range []int{0, 4 * c} {
					at := fmt.Sprintf("c=%d ρ=%v T=%v backlog=%d", c, rho, T, backlog)
					line, _ := exactMMc(c, rho, T, backlog)
					f := evenly(1, T, rho*float64(c), 1, c)
					f.Backlog, f.Steps = float64(backlog), 4000
					hours := extrapolated(t, f)[0].ItemHours
					var off [2]float64
					for i := range off {
						f.Steps = 12 << i
						got := extrapolated(t, f)[0]
						if off := math.Abs(got.QueueLength - line); off > 0.002*math.Max(math.Max(line, 0.1), f.Backlog) {
							t.Errorf("%s: line %.6g, exactly %.6g", at, got.QueueLength, line)
						}
						near(t, at+": hours", got.ItemHours, hours, 0.0025)
						off[i] = math.Abs(got.ItemHours/hours - 1)
					}
					if off[1] > 0.3*off[0] && off[1] > 1e-5 {
						t.Errorf("%s: hours are off by %.3g with 12 steps and by %.3g with 24", at, off[0], off[1])
					}
				}
			}
		}
	}
	f := evenly(1, 10, 1, 1, 1)
	f.Steps = 50_001
	var field *queue.FieldError
	if _, err := f.Extrapolated(); !errors.As(err, &field) || field.Field != "Steps" {
		t.Errorf("more steps than can be doubled: %v", err)
	}
}

// TestForwardMeetsTheSteadyState: far from the start, whatever it was; and for other
// variability Allen's and Cunneen's wait.
func TestForwardMeetsTheSteadyState(t *testing.T) {
	for _, c := range []int{1, 2, 7} {
		for _, rho := range []float64{0.3, 0.8, 0.95} {
			exact, err := queue.MMc{ArrivalRate: rho * float64(c) / 16, MeanService: 16, Servers: c}.Analyze()
			if err != nil {
				t.Fatal(err)
			}
			for _, backlog := range []float64{0, 2.5, 60} {
				f := evenly(3, 1e7, rho*float64(c)/16, 16, c)
				f.Backlog = backlog
				r := forward(t, f)
				got := r.End()
				near(t, "line", got.QueueLength, exact.QueueLength, 1e-7)
				near(t, "in service", got.InService, rho*float64(c), 1e-9)
				near(t, "chance of delay", got.DelayProbability, exact.DelayProbability, 1e-7)
				near(t, "wait", got.MeanWait, exact.MeanWait, 1e-7)
				for _, x := range []float64{0, 5, 30} {
					near(t, "tail", r.WaitExceeds(x), exact.WaitExceeds(x), 1e-6)
				}
				// The first period has the steps in which the start is forgotten.
				near(t, "hours", got.ItemHours-r.Points[0].ItemHours, exact.WIP*2e7, 1e-7)
				near(t, "work", got.BusyHours-r.Points[0].BusyHours, rho*float64(c)*2e7, 1e-7)

				f.ArrivalSCV, f.ServiceSCV = 3, 0.5
				st := queue.Station{ArrivalRate: rho * float64(c) / 16, MeanService: 16, Servers: c, ArrivalSCV: 3, ServiceSCV: 0.5}
				ac, err := st.AllenCunneen()
				if err != nil {
					t.Fatal(err)
				}
				got = forward(t, f).End()
				near(t, "line at v = 1.3", got.QueueLength, ac*st.ArrivalRate, 1e-6)
				near(t, "in service at v = 1.3", got.InService, rho*float64(c), 1e-8)
			}
		}
	}
}

// TestForwardMM1Busy: the chance that one server is busy, against the closed form in
// Bessel functions (P. Morse 1955), I_k as its power series.
func TestForwardMM1Busy(t *testing.T) {
	bessel := func(k int, x float64) float64 {
		sum := 0.0
		for j := range 200 {
			a, _ := math.Lgamma(float64(j + 1))
			b, _ := math.Lgamma(float64(j + k + 1))
			sum += math.Exp(float64(2*j+k)*math.Log(x/2) - a - b)
		}
		return sum
	}
	for _, rho := range []float64{0.4, 0.9, 1, 1.3} {
		for _, T := range []float64{0.5, 4, 20} {
			x := 2 * T * math.Sqrt(rho)
			empty := bessel(0, x) + bessel(1, x)/math.Sqrt(rho)
			for k := 2; k < 150; k++ {
				empty += (1 - rho) * math.Pow(rho, -float64(k)/2) * bessel(k, x)
			}
			empty *= math.Exp(-(1 + rho) * T)
			f := evenly(1, T, rho, 1, 1)
			f.Steps = 4000
			got := forward(t, f).End()
			near(t, fmt.Sprintf("busy at ρ=%v T=%v", rho, T), got.InService, 1-empty, 2e-4)
			near(t, "delayed", got.DelayProbability, got.InService, 1e-12)
		}
	}
}

// TestForwardServersForEveryone: without scarcity the number there solves n′ = λ − n/s.
func TestForwardServersForEveryone(t *testing.T) {
	f := queue.Forward{ArrivalSCV: 1, ServiceSCV: 1, Backlog: 7.5, Steps: 20_000, Periods: []queue.ForwardPeriod{
		{Hours: 30, ArrivalRate: 0.5, MeanService: 16, Servers: 80},
		{Hours: 10, ArrivalRate: 2, MeanService: 16, Servers: 90},
		{Hours: 50, ArrivalRate: 0, MeanService: 16, Servers: 70},
	}}
	n, area, came := 7.5, 0.0, 0.0
	for k, got := range forward(t, f).Points {
		p := f.Periods[k]
		goal, left := p.ArrivalRate*p.MeanService, math.Exp(-p.Hours/p.MeanService)
		area += goal*p.Hours + (n-goal)*p.MeanService*(1-left)
		n = goal + (n-goal)*left
		came += p.ArrivalRate * p.Hours
		near(t, "items", got.WIP(), n, 1e-3)
		near(t, "hours", got.ItemHours, area, 1e-4)
		near(t, "came", got.Arrived, came, 1e-12)
		if got.QueueLength > 1e-9 {
			t.Errorf("%v in line", got.QueueLength)
		}
	}
}

// TestForwardKeepsCount: an item that came and is gone has been served, in hours of work, or
// has left; in overload no server is idle, and the line grows by the arrivals beyond capacity.
func TestForwardKeepsCount(t *testing.T) {
	f := queue.Forward{ArrivalSCV: 1, ServiceSCV: 1, Backlog: 40, Periods: []queue.ForwardPeriod{
		{Hours: 40, ArrivalRate: 0.9, MeanService: 4, Servers: 3},
		{Hours: 80, ArrivalRate: 0.2, MeanService: 4, Servers: 3},
		{Hours: 80, ArrivalRate: 1.3, MeanService: 4, Servers: 3, AbandonRate: 0.05},
		{Hours: 80, ArrivalRate: 1.3, MeanService: 4, Servers: 5},
	}}
	f.Steps = 5000
	end := forward(t, f).End()
	near(t, "items", end.WIP(), 40+end.Arrived-end.Abandoned-end.BusyHours/4, 1e-3)

	over := evenly(52, 40, 1, 8, 4)
	over.Backlog = 30
	for _, got := range forward(t, over).Points {
		near(t, "line", got.QueueLength, 26+0.5*got.Time, 1e-3)
		near(t, "hours", got.ItemHours, 30*got.Time+0.25*got.Time*got.Time, 2e-3)
	}
	// However the time is cut, the answer is the same but for the steps.
	whole := evenly(1, 2080, 1, 8, 4)
	whole.Backlog = 30
	near(t, "in one period", forward(t, whole).End().ItemHours, forward(t, over).End().ItemHours, 1e-12)
}

// TestForwardPatience: in the long run Erlang-A.
func TestForwardPatience(t *testing.T) {
	for _, rate := range []float64{0.1, 0.4, 1} {
		exact, err := queue.ErlangA{ArrivalRate: rate, MeanService: 8, Servers: 3, AbandonRate: 0.02}.Analyze()
		if err != nil {
			t.Fatal(err)
		}
		f := evenly(2, 1e6, rate, 8, 3)
		for k := range f.Periods {
			f.Periods[k].AbandonRate = 0.02
		}
		r := forward(t, f)
		got := r.End()
		near(t, "line", got.QueueLength, exact.QueueLength, 1e-6)
		near(t, "wait", got.MeanWait, exact.MeanWait, 1e-6)
		before := r.Points[0]
		near(t, "left", (got.Abandoned-before.Abandoned)/(got.Arrived-before.Arrived), exact.AbandonProbability, 1e-6)
		for _, x := range []float64{0, 3, 40} {
			near(t, "tail", r.WaitExceeds(x), exact.WaitExceeds(x), 1e-6)
		}
	}
}

// TestForwardTailHasItsMean: ∫P(W > t)dt is the mean wait.
func TestForwardTailHasItsMean(t *testing.T) {
	for _, leave := range []float64{0, 0.01} {
		f := evenly(1, 300, 0.7, 4, 3)
		f.Periods[0].AbandonRate = leave
		f.Periods[0].ExtraServers, f.Periods[0].ExtraService = 1, 9
		f.ArrivalSCV = 2
		r := forward(t, f)
		near(t, "mean wait from its tail", integrate(r.WaitExceeds, 4), r.End().MeanWait, 1e-4)
	}
}

// TestForwardKeepsSpeedInHand: a speed that changes is felt one mean service later.
func TestForwardKeepsSpeedInHand(t *testing.T) {
	f := evenly(2, 20, 0, 10, 1)
	f.Backlog, f.Steps = 1, 8000
	f.Periods[1].MeanService = 5
	r := forward(t, f)
	near(t, "before", r.Points[0].InService, math.Exp(-2), 1e-3)
	// 5 of the 20 hours go on at the old speed.
	near(t, "after", r.Points[1].InService, math.Exp(-2-0.5-3), 3e-3)
}

// TestForwardExtraServers: of the same speed they are servers; slower ones help less; and
// whoever is extra works only if all the others do.
func TestForwardExtraServers(t *testing.T) {
	base := evenly(4, 100, 0.55, 8, 4)
	five, same, slow := evenly(4, 100, 0.55, 8, 5), evenly(4, 100, 0.55, 8, 4), evenly(4, 100, 0.55, 8, 4)
	for k := range base.Periods {
		same.Periods[k].ExtraServers, same.Periods[k].ExtraService = 1, 8
		slow.Periods[k].ExtraServers, slow.Periods[k].ExtraService = 1, 16
	}
	all, extra := forward(t, five), forward(t, same)
	if !slices.Equal(all.Points, extra.Points) {
		t.Errorf("a fifth server of the same speed: %+v, as an extra one %+v", all.End(), extra.End())
	}
	some, none := forward(t, slow).End(), forward(t, base).End()
	if !(all.End().QueueLength < some.QueueLength && some.QueueLength < none.QueueLength) {
		t.Errorf("lines of five, four and a slow one, four: %v, %v, %v", all.End().QueueLength, some.QueueLength, none.QueueLength)
	}
	rare := evenly(1, 1e7, 0.01, 8, 4)
	rare.Periods[0].ExtraServers, rare.Periods[0].ExtraService = 1, 1e6
	// Of those who come few find four at work (A. K. Erlang 1917, who would turn away the next), but they stay with the fifth for 1e6 hours.
	lost, _ := queue.Erlang{Servers: 4, OfferedLoad: 0.08}.B()
	busy := 0.01 * lost * 1e6 * 4 / 8 / (0.01 + 4.0/8)
	near(t, "in service", forward(t, rare).End().InService, 0.08+busy/(1+busy), 1e-3)
}

// TestForwardExtraServersOfAnotherSpeed: they keep what they have while others are free. Followed by
// another method the same people wait as long, but for the length of a step: of its error the first
// order goes where waits of twice as many steps are drawn out to none, and how much that moves from one
// length to the next is three times what is left of the second.
func TestForwardExtraServersOfAnotherSpeed(t *testing.T) {
	const from = 13 // the week in which the extra ones come
	for _, service := range []float64{160, 6} {
		f := evenly(50, 40, 0, 16, 5)
		for k := range f.Periods {
			p := &f.Periods[k]
			p.ArrivalRate = 9.0 / 40 * math.Pow(1.04, (float64(k)+0.5)*12/52)
			if k >= from {
				p.ExtraServers, p.ExtraService = 4, service
			}
		}
		var drawnOut [2][]queue.ForwardPoint
		for i := range drawnOut {
			f.Steps = 400 << i
			drawnOut[i] = extrapolated(t, f)
		}
		for week, wait := range waitsWithExtra(f.Periods) {
			if week < from {
				continue
			}
			got := drawnOut[1][week].MeanWait
			near(t, fmt.Sprintf("wait in week %d beside extra services of %v hours", week+1, service), got, wait, math.Abs(got-drawnOut[0][week].MeanWait)/wait)
		}
	}
}

// waitsWithExtra are the mean waits of those who come at the end of each period, where all times are
// exponential, at servers of whom extra ones may come but do not go: the equations of the Markov chain,
// with the midpoint rule in steps of a tenth of an hour.
func waitsWithExtra(periods []queue.ForwardPeriod) []float64 {
	const room, step = 600, 0.1
	extras := periods[len(periods)-1].ExtraServers
	// Of those at the servers and in line, by how many are at extra ones and at others or in line.
	at, mid := make([][room + 1]float64, extras+1), make([][room + 1]float64, extras+1)
	at[0][0] = 1
	var waits []float64
	extra := 0
	for _, p := range periods {
		servers := p.Servers
		if p.ExtraServers > extra { // they take whoever waits
			for n := servers + 1; n <= room; n++ {
				k := min(n-servers, p.ExtraServers)
				at[k][n-k], at[0][n] = at[k][n-k]+at[0][n], 0
			}
			extra = p.ExtraServers
		}
		slow := 0.0
		if extra > 0 {
			slow = 1 / p.ExtraService
		}
		flow := func(of, into [][room + 1]float64, hours float64) { // adds what happens in a time to into
			for j := range extra + 1 {
				for n := range room {
					move := func(rate float64, j2, n2 int) {
						v := rate * hours * of[j][n]
						into[j][n] -= v
						into[j2][n2] += v
					}
					if of[j][n] == 0 {
						continue
					}
					if n >= servers && j < extra {
						move(p.ArrivalRate, j+1, n)
					} else {
						move(p.ArrivalRate, j, n+1)
					}
					if n > 0 {
						move(float64(min(n, servers))/p.MeanService, j, n-1)
					}
					switch {
					case j > 0 && n > servers:
						move(float64(j)*slow, j, n-1)
					case j > 0:
						move(float64(j)*slow, j-1, n)
					}
				}
			}
		}
		for range int(math.Round(p.Hours / step)) {
			copy(mid, at)
			flow(at, mid, step/2)
			next := slices.Clone(at)
			flow(mid, next, step)
			at = next
		}
		wait := 0.0
		for n := servers; n <= room; n++ {
			wait += at[extra][n] * float64(n-servers+1) / (float64(servers)/p.MeanService + float64(extra)*slow)
		}
		waits = append(waits, wait)
	}
	return waits
}

// TestForwardSlowedClock: what v is moves neither the fluid, but for what servers that begin together
// finish later or sooner, nor how many items there are when servers come and go.
func TestForwardSlowedClock(t *testing.T) {
	for _, scv := range []float64{0, 0.25, 4} {
		f := evenly(2, 40, 2, 8, 4)
		f.ArrivalSCV, f.ServiceSCV, f.Backlog = scv, scv, 50
		near(t, "line", forward(t, f).End().QueueLength, 46+1.5*80+4*(1-scv)/2, 1e-3)
		idle := evenly(3, 1e-6, 0, 8, 4)
		idle.ArrivalSCV, idle.ServiceSCV, idle.Backlog = scv, scv, 50
		idle.Periods[1].Servers, idle.Periods[2].Servers = 9, 2
		for _, p := range forward(t, idle).Points {
			near(t, "items", p.WIP(), 50, 1e-6)
		}
	}
	a, b := evenly(1, 400, 0.45, 8, 4), evenly(1, 400, 0.45, 8, 4)
	a.ArrivalSCV, a.ServiceSCV = 0, 0
	b.ArrivalSCV, b.ServiceSCV = 0.2, 0
	if x, y := forward(t, a).End(), forward(t, b).End(); x != y {
		t.Errorf("without chance %+v, at the least of it %+v", x, y)
	}
}

// TestForwardMonotone: more work, more backlog and less help never shorten the line.
func TestForwardMonotone(t *testing.T) {
	line := func(change func(*queue.Forward)) float64 {
		f := evenly(6, 40, 0.35, 8, 3)
		change(&f)
		return forward(t, f).End().QueueLength
	}
	last := 0.0
	for rate := 0.0; rate < 1; rate += 0.05 {
		x := line(func(f *queue.Forward) { f.Periods[5].ArrivalRate = rate })
		if x < last {
			t.Errorf("at a rate of %v the line is %v, at less %v", rate, x, last)
		}
		last = x
	}
	last = 0
	for backlog := 0.0; backlog < 60; backlog += 0.5 {
		x := line(func(f *queue.Forward) { f.Backlog = backlog })
		if x < last {
			t.Errorf("from a backlog of %v the line is %v, from less %v", backlog, x, last)
		}
		last = x
	}
}

func TestForwardRefuses(t *testing.T) {
	nan := math.NaN()
	for _, c := range []struct {
		field  string
		change func(*queue.Forward)
	}{
		{"Periods", func(f *queue.Forward) { f.Periods = nil }},
		{"Backlog", func(f *queue.Forward) { f.Backlog = -1 }},
		{"Backlog", func(f *queue.Forward) { f.Backlog = nan }},
		{"Backlog", func(f *queue.Forward) { f.Backlog = 100_001 }},
		{"Backlog", func(f *queue.Forward) { f.Backlog, f.ArrivalSCV, f.ServiceSCV = 20_000, 0.1, 0.1 }},
		{"Steps", func(f *queue.Forward) { f.Steps = -1 }},
		{"ArrivalSCV", func(f *queue.Forward) { f.ArrivalSCV = nan }},
		{"ServiceSCV", func(f *queue.Forward) { f.ServiceSCV = -1 }},
		{"Periods[1].Hours", func(f *queue.Forward) { f.Periods[1].Hours = 0 }},
		{"Periods[1].Hours", func(f *queue.Forward) { f.Periods[1].Hours = math.Inf(1) }},
		{"Periods[0].ArrivalRate", func(f *queue.Forward) { f.Periods[0].ArrivalRate = nan }},
		{"Periods[1].ArrivalRate", func(f *queue.Forward) { f.Periods[1].ArrivalRate = 1e12 }},
		{"Periods[0].MeanService", func(f *queue.Forward) { f.Periods[0].MeanService = 0 }},
		{"Periods[0].Servers", func(f *queue.Forward) { f.Periods[0].Servers = 0 }},
		{"Periods[0].ExtraServers", func(f *queue.Forward) { f.Periods[0].ExtraServers = -1 }},
		{"Periods[0].ExtraService", func(f *queue.Forward) { f.Periods[0].ExtraServers = 1 }},
		{"Periods[0].AbandonRate", func(f *queue.Forward) { f.Periods[0].AbandonRate = nan }},
	} {
		f := evenly(2, 40, 0.3, 8, 3)
		c.change(&f)
		_, err := f.Analyze()
		var field *queue.FieldError
		if !errors.As(err, &field) || field.Field != c.field || field.Legal == "" || !strings.Contains(err.Error(), c.field) {
			t.Errorf("want a FieldError for %s, got %v", c.field, err)
		}
	}
}

// FuzzForward: numbers that are neither NaN nor negative, and chances, for whatever is legal.
func FuzzForward(f *testing.F) {
	f.Add(40.0, 0.3, 8.0, 3, 1, 16.0, 0.01, 5.0, 1.0, 1.0)
	f.Add(1e12, 1e12, 1e-12, 1, 0, 0.0, 0.0, 0.0, 0.0, 1e12)
	f.Add(1e-12, 0.0, 1e12, 1000, 1000, 1e-12, 1e12, 99_999.5, 4.0, 0.0)
	f.Add(1.27937e11, 1.14186e6, 1.30138e-6, 4, 2, 3.38899e-7, 0.0, 9.0, 1.0, 1.0) // more services in a step than a float64 counts
	f.Add(math.NaN(), -1.0, 0.0, -1, -1, math.Inf(1), -1.0, math.NaN(), -1.0, math.NaN())
	f.Fuzz(func(t *testing.T, hours, rate, service float64, servers, extra int, slower, leave, backlog, ca2, cs2 float64) {
		q := queue.Forward{Backlog: backlog, ArrivalSCV: ca2, ServiceSCV: cs2, Steps: 3, Periods: []queue.ForwardPeriod{
			{Hours: hours, ArrivalRate: rate, MeanService: service, Servers: servers, ExtraServers: extra, ExtraService: slower, AbandonRate: leave},
			{Hours: hours, ArrivalRate: rate / 2, MeanService: service * 2, Servers: servers + 1},
		}}
		r, err := q.Analyze()
		if err != nil {
			var field *queue.FieldError
			if !errors.As(err, &field) {
				t.Fatalf("%+v: %v", q, err)
			}
			return
		}
		for _, p := range r.Points {
			for _, x := range []float64{p.Time, p.QueueLength, p.InService, p.DelayProbability, p.MeanWait, p.Arrived, p.Abandoned, p.ItemHours, p.BusyHours} {
				if !(x >= 0) || math.IsInf(x, 1) {
					t.Fatalf("%+v: %+v", q, p)
				}
			}
			if p.DelayProbability > 1 || p.InService > float64(servers+max(extra, 1))*(1+1e-9) {
				t.Fatalf("%+v: %+v", q, p)
			}
		}
		if x := r.WaitExceeds(service); !(x >= 0 && x <= 1) {
			t.Fatalf("%+v: a wait is longer with chance %v", q, x)
		}
	})
}

package queue

import "math"

// FiniteSource is a station whose arrivals come from a fixed crowd that waits
// with its own work: engineers who think, ask an analyst, and do not go on
// until they are answered. It is the closed counterpart of M/M/c, known as the
// machine repair model M/M/c//N. Because everyone who waits has stopped
// asking, throughput flattens where the open model's wait explodes.
//
// The answers are exact when service times are exponential and the line is
// first come, first served; the think time may have any distribution with the
// given mean (thinking is an infinite-server station, and the product form
// does not feel its shape: Baskett, Chandy, Muntz and Palacios 1975).
type FiniteSource struct {
	// Sources is N, how many take turns between thinking and the station;
	// 0 or more. With 0 every answer is 0.
	Sources int
	// ThinkTime is Z, the mean hours from being served to the end of the next
	// cycle; 0, or 1e-100 to 1e100. With 0 everyone is always at the station.
	ThinkTime float64
	// SkipShare is the share of cycles that end without needing the station,
	// 0 to 1; the zero value sends every cycle there. Skipping cycles are
	// independent of each other, so a source asks once in 1/(1−SkipShare)
	// cycles and thinks Z/(1−SkipShare) between two requests.
	SkipShare float64
	// Servers is c, 1 to 1000000.
	Servers int
	// MeanService is s, the mean hours of one service; 0, or 1e-100 to 1e100.
	// It may not be 0 together with ThinkTime, since a cycle would take no time.
	MeanService float64
}

// FiniteSourceResult holds the steady state of a FiniteSource. All of it is
// finite: a closed system cannot be overloaded.
type FiniteSourceResult struct {
	Throughput       float64 // services finished per hour, X; at most min(N/(Z'+s), c/s)
	CycleRate        float64 // cycles finished per hour, those that skip the station included
	MeanWait         float64 // hours in line, Wq, over the requests that are made
	MeanSojourn      float64 // hours in line and in service
	QueueLength      float64 // mean number waiting, Lq
	WIP              float64 // mean number waiting or in service, L
	Thinking         float64 // mean number not at the station, N − L
	BusyFraction     float64 // share of time that a server is busy, 0 to 1
	DelayProbability float64 // share of requests that find every server busy
}

// Analyze returns the steady state (Takács 1962; Gross and Harris 1998):
//
//	p(n+1)/p(n) = (N−n)·s / (Z'·min(n+1, c)),  Z' = Z/(1−SkipShare)
//
// with X = Σ min(n,c)·p(n)/s, Lq = Σ (n−c)⁺·p(n) and Wq = Lq/X. A request sees the
// station as it would be without its own source (arrival theorem: Lavenberg
// and Reiser 1980; Sevcik and Mitrani 1981), which weighs p(n) by N−n.
//
// The ratios fall with n, so p has one peak. Weights are built outwards from
// it, all at most 1, and every sum has positive terms: nothing overflows or
// cancels for N and c in the millions. Probabilities below 1e-300 of the
// peak's come out as 0.
func (f FiniteSource) Analyze() (FiniteSourceResult, error) {
	if err := f.check(); err != nil {
		return FiniteSourceResult{}, err
	}
	n, c := float64(f.Sources), float64(f.Servers)
	asking := 1 - f.SkipShare
	if f.Sources == 0 || asking == 0 || f.MeanService == 0 {
		// Nobody is ever at the station: none exist, none ask, or service takes no time.
		r := FiniteSourceResult{Thinking: n}
		if f.Sources > 0 {
			r.CycleRate = n / f.ThinkTime
			r.Throughput = asking * r.CycleRate
		}
		return r, nil
	}

	var all, busy, waiting, present, thinking, delayed float64
	f.eachState(func(k int, w float64) {
		at := float64(k)
		all += w
		present += float64(at * w)
		busy += float64(math.Min(at, c) * w)
		asks := float64((n - at) * w)
		thinking += asks
		if k >= f.Servers {
			waiting += float64((at - c) * w)
			delayed += asks
		}
	})
	r := FiniteSourceResult{
		Throughput:   busy / all / f.MeanService,
		QueueLength:  waiting / all,
		WIP:          present / all,
		Thinking:     thinking / all,
		BusyFraction: math.Min(1, busy/all/c),
	}
	r.CycleRate = r.Throughput / asking
	switch {
	case thinking > 0:
		r.DelayProbability = math.Min(1, delayed/thinking)
	case f.Sources > f.Servers:
		r.DelayProbability = 1 // no think time: a source comes back to the other N−1
	}
	if busy > 0 {
		r.MeanWait = float64(f.MeanService * (waiting / busy))
	}
	r.MeanSojourn = r.MeanWait + f.MeanService
	return r, nil
}

// eachState calls visit with every state k, the number at the station, whose
// weight is not negligible, and with its weight relative to the likeliest.
func (f FiniteSource) eachState(visit func(k int, weight float64)) {
	// Servers busy at once for each source that thinks; +Inf without thinking.
	load := math.Inf(1)
	if f.ThinkTime > 0 {
		load = f.MeanService * (1 - f.SkipShare) / f.ThinkTime
	}
	ratio := func(k int) float64 {
		return float64(f.Sources-k) * load / float64(min(k+1, f.Servers))
	}
	lo, hi := 0, f.Sources // the peak: the first k whose ratio is below 1
	for lo < hi {
		if mid := lo + (hi-lo)/2; ratio(mid) < 1 {
			hi = mid
		} else {
			lo = mid + 1
		}
	}
	const negligible = 1e-300
	for k, w := lo, 1.0; w >= negligible; k-- {
		visit(k, w)
		if k == 0 {
			break
		}
		w /= ratio(k - 1)
	}
	for k, w := lo, 1.0; k < f.Sources; k++ {
		if w *= ratio(k); w < negligible {
			break
		}
		visit(k+1, w)
	}
}

func (f FiniteSource) check() error {
	switch {
	case f.Sources < 0:
		return &FieldError{"Sources", float64(f.Sources), "0 or more"}
	case !isDuration(f.ThinkTime):
		return &FieldError{"ThinkTime", f.ThinkTime, durations}
	case !(f.SkipShare >= 0 && f.SkipShare <= 1):
		return &FieldError{"SkipShare", f.SkipShare, "0 to 1"}
	case !isDuration(f.MeanService):
		return &FieldError{"MeanService", f.MeanService, durations}
	case f.ThinkTime == 0 && (f.MeanService == 0 || f.SkipShare == 1):
		return &FieldError{"ThinkTime", 0, "more than 0 when MeanService is 0 or SkipShare is 1, since a cycle must take time"}
	}
	return serverCount(f.Servers)
}

// durations is what isDuration accepts: far outside anybody's hours, and
// narrow enough that no rate or product of two overflows.
const durations = "0, or 1e-100 to 1e100 hours"

func isDuration(hours float64) bool {
	return hours == 0 || hours >= 1e-100 && hours <= 1e100
}

// Bounds brackets a throughput per hour: Lower ≤ X ≤ Upper.
type Bounds struct{ Lower, Upper float64 }

// AsymptoticBounds brackets Throughput without solving the model (Muntz and
// Wong 1974; Denning and Buzen 1978): above by min(N/(Z'+s), c/s), as if
// nobody waited or the servers never rested; below by N/(Z' + s·max(1, N/c)),
// as if every request found all the others in front of it. The upper bound
// needs no assumption on any distribution. Errors are those of Analyze.
func (f FiniteSource) AsymptoticBounds() (Bounds, error) {
	z, none, err := f.timeBetween()
	if err != nil || none {
		return Bounds{}, err
	}
	n, c, s := float64(f.Sources), float64(f.Servers), f.MeanService
	b := Bounds{Lower: n / (z + float64(s*math.Max(1, n/c))), Upper: n / (z + s)}
	if s > 0 {
		b.Upper = math.Min(b.Upper, c/s)
	}
	return b, nil
}

// BalancedBounds is the tighter bracket of balanced job bounds (Zahorjan,
// Sevcik, Eager and Galler 1982), which for one server reads
//
//	N/(Z' + s + (N−1)·s/(1 + Z'/(N·s))) ≤ X ≤ min(c/s, N/(Z' + s + (N−1)·s/(1 + Z'/s)))
//
// For several servers the same argument is carried through the arrival
// theorem: a request that finds Q others waits s/c·(Q−c+1)⁺ on average, which
// is convex in Q, so it is at least its value at the mean of Q and at most the
// chord up to Q = N−1. Exponential service is assumed. Errors are those of
// Analyze.
func (f FiniteSource) BalancedBounds() (Bounds, error) {
	outer, err := f.AsymptoticBounds()
	if err != nil || f.Sources < 2 || outer.Upper == 0 {
		return Bounds{outer.Upper, outer.Upper}, err
	}
	z, _, _ := f.timeBetween()
	n, c, s := float64(f.Sources), float64(f.Servers), f.MeanService
	if s == 0 {
		return outer, nil
	}
	// Those at the station when a source comes back, least and most: the
	// others' share of their cycle that is not thinking.
	least := (n - 1) * (s / (z + s))
	least = math.Max(least, (n-1)-float64(z*(c/s)))
	longest := float64(s * math.Max(1, (n-1)/c))
	most := (n - 1) * (longest / (z + longest))
	wait := s / c
	slow := float64(wait * (most * (math.Max(0, n-c) / (n - 1))))
	quick := float64(wait * math.Max(0, least-c+1))
	return Bounds{
		Lower: math.Max(outer.Lower, n/(z+s+slow)),
		Upper: math.Min(outer.Upper, n/(z+s+quick)),
	}, nil
}

// timeBetween returns Z', the mean time a source spends between two requests,
// or none if there are no requests.
func (f FiniteSource) timeBetween() (z float64, none bool, err error) {
	if err := f.check(); err != nil {
		return 0, false, err
	}
	return f.ThinkTime / (1 - f.SkipShare), f.Sources == 0 || f.SkipShare == 1, nil
}

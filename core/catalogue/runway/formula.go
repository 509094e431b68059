package runway

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/queue"
	"kingman/core/words"
)

const (
	ahead = 104       // how many weeks the page looks for the one in which the limit is passed
	never = -1        // that week where there is none
	large = 1000      // a pile beside which chance hardly matters
	month = 52.0 / 12 // in weeks
)

// capacity is how many pieces of work a week can be done.
func capacity(s argument.Setting, t float64) float64 {
	people := s.Of(analysts)
	switch {
	case t >= full(s):
		people += s.Of(hires)
	case t >= begins(s):
		people += float64(s.Of(hires) * s.Of(rampSpeed))
	}
	return people * words.Week / s.Of(hours)
}

// follow returns the wait of what comes at the end of each of so many weeks, the first of them now, by the forward
// equations with rates constant within each week; rough if the pile grows so large that it is counted in larger units,
// which spoils the weeks before.
func follow(s argument.Setting, last int) (waits []float64, rough bool) {
	f := queue.Forward{Backlog: s.Of(backlog), ArrivalSCV: s.SCV(arrivalCV), ServiceSCV: s.SCV(analysisCV)}
	pile, most := f.Backlog, f.Backlog
	for k := range last {
		t := float64(k)
		p := queue.ForwardPeriod{Hours: words.Week, ArrivalRate: rate(s, t+0.5) / words.Week, MeanService: s.Of(hours), Servers: int(s.Of(analysts))}
		switch n := int(s.Of(hires)); {
		case t >= full(s):
			p.Servers += n
		case t >= begins(s):
			p.ExtraServers, p.ExtraService = n, s.Of(hours)/s.Of(rampSpeed)
		}
		f.Periods = append(f.Periods, p)
		pile = math.Max(0, pile+rate(s, t+0.5)-capacity(s, t))
		most = math.Max(most, pile)
	}
	f.Steps = 2 * last
	if most > large/4 {
		f.Steps = last
	}
	if rough = most > large; rough {
		f = f.InUnits(most, large)
	}
	r, err := f.Analyze()
	if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
		return slices.Repeat([]float64{math.NaN()}, last+1), rough
	}
	waits = []float64{math.Max(0, f.Backlog+1-s.Of(analysts)) * s.Of(hours) / s.Of(analysts)}
	for _, p := range r.Points {
		waits = append(waits, p.MeanWait)
	}
	return waits, rough
}

// beyond is a week by which the limit has been passed for sure, if there is one: even in a fluid the wait is twice the
// limit, and arrivals by chance wait longer than a fluid.
func beyond(s argument.Setting) int {
	pile := s.Of(backlog)
	for k := range ahead {
		t := float64(k)
		pile = math.Max(0, pile+rate(s, t+0.5)-capacity(s, t))
		if float64(pile/capacity(s, t)*words.Week) > 2*s.Of(limit)+s.Of(hours) {
			return k + 1
		}
	}
	return ahead
}

// about is the mean wait of what comes within a week and a half of each week: in the three weeks whose middles are it and those
// next to it, as far as they are not past. After the last week waits go on as before.
func about(s argument.Setting, waits []float64) []float64 {
	last := len(waits) - 1
	beyond := 2*waits[last] - waits[last-1]
	mean := make([]float64, len(waits))
	for k := range waits {
		hours, came := 0.0, 0.0
		for j := max(0, k-1); j <= k+1; j++ {
			w, items := beyond, rate(s, float64(j))
			if j == 0 { // half a week is to come
				w, items = waits[0]+float64(0.25*(waits[1]-waits[0])), 0.5*rate(s, 0.25)
			} else if j <= last {
				w = waits[j]
			}
			hours += float64(w * items)
			came += items
		}
		mean[k] = hours / came
	}
	return mean
}

// firstAbove is the week in which waits pass a limit, between two weeks where there is need to; never if they do not.
func firstAbove(waits []float64, limit float64) float64 {
	k := slices.IndexFunc(waits, func(w float64) bool { return !(w <= limit) })
	if k <= 0 { // in none, or in the first
		return float64(k)
	}
	return float64(k-1) + float64((limit-waits[k-1])/(waits[k]-waits[k-1]))
}

// passing is the week in which the wait of a setting passes the limit.
func passing(s argument.Setting) float64 {
	waits, rough := follow(s, ahead)
	if rough {
		waits, _ = follow(s, beyond(s))
	}
	return firstAbove(about(s, waits), s.Of(limit))
}

// until is a week of the two years that the page looks ahead; never is their end.
func until(week float64) float64 {
	if week == never {
		return ahead
	}
	return week
}

// steady is the wait if the load stayed what it is in a week, infinite where it is not below 1.
func steady(s argument.Setting, t float64) float64 {
	w, err := queue.Station{
		ArrivalRate: rate(s, t) / words.Week, MeanService: s.Of(hours), Servers: int(s.Of(analysts)),
		ArrivalSCV: s.SCV(arrivalCV), ServiceSCV: s.SCV(analysisCV),
	}.MeanWait()
	if err != nil {
		return math.Inf(1)
	}
	return w
}

// evaluate is what the formulas say of a setting, by index.
func evaluate(s argument.Setting) []float64 {
	v := make([]float64, gained+1)
	waits, rough := follow(s, ahead)
	date := int(s.Weeks())
	v[wait] = waits[date]
	if rough {
		short, _ := follow(s, date)
		v[wait] = short[date]
		waits, _ = follow(s, beyond(s))
	}
	v[passes] = firstAbove(about(s, waits), s.Of(limit))
	nobody := v[passes]
	if s.Of(hires) > 0 {
		nobody = passing(s.At(hires, 0))
	}
	v[approveBy] = never
	if nobody != never {
		v[approveBy] = math.Max(0, nobody-s.Of(hiring))
	}
	v[gained] = until(v[passes]) - until(nobody)
	return v
}

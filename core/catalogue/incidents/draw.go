package incidents

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/stats"
	"kingman/core/words"
)

// week says a place in time, in whole weeks.
func week(v float64) string { return "week " + words.Short(math.Max(1, argument.Whole(v))) }

// hoursOf says hours of people, in whole ones.
func hoursOf(v float64) string { return words.Count(argument.Whole(v), "hour", "hours") }

// moments are when runs are looked at, in hours from now, and now.
func moments(horizon float64) []float64 {
	times := make([]float64, argument.Moments+1)
	for k := range times {
		times[k] = horizon * float64(k) / argument.Moments
	}
	return times
}

// A fan is a number over time: its mean, and between what eight runs in ten stay.
type fan struct{ times, mean, lo, hi []float64 }

// expected reads a course of a path at the moments.
func expected(course []float64, horizon float64) (f fan) {
	f.times = moments(horizon)
	for _, t := range f.times {
		f.mean = append(f.mean, at(course, t))
	}
	return f
}

// layers are the two bands, today's line and what-if's, with a mark at its end.
func layers(b *argument.Sheet, now, then fan, end string) []argument.Layer {
	band := func(id, name string, role argument.Role, f fan) argument.Layer {
		l := argument.Layer{ID: id, Name: name, Shape: argument.Band, Role: role}
		if len(f.lo) > 0 {
			l.X, l.Lo, l.Hi = f.times, f.lo, f.hi
		}
		return l
	}
	ghost := argument.Layer{ID: "ghost", Name: "today, mean", Shape: argument.Line, Role: argument.Today}
	if b.Same() {
		now.lo = nil
	} else {
		ghost.X, ghost.Y, ghost.Label = now.times, now.mean, "today"
	}
	last := len(then.mean) - 1
	return []argument.Layer{
		band("band-today", "today, eight runs in ten", argument.Today, now), band("band", "what-if, eight runs in ten", argument.WhatIf, then), ghost,
		{ID: "line", Name: "what-if, mean", Shape: argument.Line, Role: argument.WhatIf, X: then.times, Y: then.mean},
		{ID: "end", Name: "at the date", Shape: argument.Marker, Role: argument.WhatIf, Label: end, X: then.times[last:], Y: then.mean[last:]},
	}
}

// highest is the largest value of fans.
func highest(fans ...fan) (most float64) {
	for _, f := range fans {
		for _, ys := range [][]float64{f.mean, f.hi} {
			for _, y := range ys {
				most = math.Max(most, y)
			}
		}
	}
	return most
}

// hoursSoFar is how many hours the people have spent by each week, and when the extra ones are
// saved.
func hoursSoFar(worked *argument.Course) *argument.Own {
	return &argument.Own{Counts: []argument.Count{worked}, Draw: func(b *argument.Sheet) argument.Chart {
		pathNow, pathThen := paths(b)
		so := func(side *argument.Side, x *path) (f fan) {
			if side.Runs.Known() {
				f.times, f.mean, f.lo, f.hi = side.Runs.Path(worked, 0)
				return f
			}
			return expected(x.hours, side.Horizon())
		}
		now, then := so(&b.Now, pathNow), so(&b.Then, pathThen)
		end := then.mean[len(then.mean)-1]
		paid := math.NaN()
		kind, at := verdict(b, worked)
		label, title := "", hoursOf(end)+" of work by then"
		switch {
		case b.Same():
		case kind == paysBack:
			paid, label, title = at, "paid back: "+week(at), "The extra hours are paid back in "+week(at)
		case kind == neverPays:
			title = "The extra hours are not paid back"
		case kind == costsLater:
			paid, label, title = at, "more work from "+week(at), "Less work at first, more from "+week(at)+" on"
		case kind == savesAtOnce:
			title = "It saves hours from the beginning"
		}
		x := argument.WeeksAxis(b.Then.Weeks())
		rule := argument.RuleAt("paid", "both have taken as many hours", label, argument.Limit, x.Ahead(paid*words.Week))
		return argument.Chart{
			ID: "hours", X: x, Y: argument.CountAxis("hours", words.PlainHours, math.Max(4, highest(now, then))),
			Subtitle: "hours of the people on call so far; eight runs in ten stay in the band", Title: title,
			Layers: append([]argument.Layer{rule}, layers(b, now, then, words.Short(argument.Whole(end)))...),
			Alt:    "Hours that the people on call have spent, week by week: " + hoursOf(end) + " at the end, today's way " + hoursOf(now.mean[len(now.mean)-1]) + ". " + title + ".",
		}
	}}
}

// stages is what the time from an incident to its end is made up of.
func stages() *argument.Parts {
	return &argument.Parts{
		ID: "stages", Subtitle: "from an incident until all works again, on average",
		X: func(b *argument.Sheet) argument.Axis {
			return argument.WaitAxis("from incident to restored", math.Max(4, b.Highest(restore)))
		},
		Parts: []argument.RowPart{
			{ID: "noticing", Label: "noticed", Name: "until noticed", Fill: argument.Pale}, {ID: "waiting", Label: "waiting", Name: "waiting for somebody", Fill: argument.Hatch},
			{ID: "fixing", Label: "fixing", Fill: argument.Solid}, {ID: "recovering", Label: "recovering", Fill: argument.Half},
		},
		Of: func(_ *argument.Side, best func(int) float64) []float64 {
			parts := []float64{best(noticing), best(waiting), best(fixing), 0}
			parts[3] = math.Max(0, best(restore)-parts[0]-parts[1]-parts[2])
			return parts
		},
		Describe: func(_ *argument.Side, best func(int) float64) string { return ", " + words.Duration(best(restore)) },
		Title: func(b *argument.Sheet, _, then []float64) string {
			if all := b.WhatIf(restore); all > 0 && argument.Whole(100*then[1]/all) >= 1 {
				return argument.InPercent(then[1]/all) + " of a restore is waiting"
			}
			return "Nobody waits for somebody to be free"
		},
		Alt: func(b *argument.Sheet, now, then []float64) string {
			say := func(parts []float64) string {
				return words.Duration(parts[0]) + " until noticed, " + words.Duration(parts[1]) + " of waiting, " + words.Duration(parts[2]) + " of fixing and " + words.Duration(parts[3]) + " of recovering"
			}
			return "What a restore is made up of: " + say(then) + "; today " + say(now) + "."
		},
	}
}

// whereTheTimeGoes is an incident's time, by what moves it on and what does not: what stages has in the order in which it
// passes. Follow-ups are in no incident's time, but as its wait for somebody who is at one.
func whereTheTimeGoes() *argument.Lens {
	return &argument.Lens{
		Time: "from incident to restored", Lead: restore, Say: words.Duration,
		Names: map[org.Use]string{org.HandedOver: "noticing, recovering"},
		Formula: func(s argument.Setting) []float64 {
			v, hours := evaluate(s), make([]float64, org.Uses)
			hours[org.WorkedOn], hours[org.Waiting] = v[fixing], v[waiting]
			hours[org.HandedOver] = math.Max(0, v[restore]-v[fixing]-v[waiting])
			return hours
		},
		Title: func(b *argument.Sheet, _, then []float64) string {
			if all := b.WhatIf(restore); all > 0 {
				return argument.InPercent(then[org.WorkedOn]/all) + " of a restore is work on it"
			}
			return "There is no incident"
		},
	}
}

// pace is how many incidents there are a week.
func pace() *argument.Own {
	var so argument.Course = func(p org.Point) float64 { return p.Arrived[incident] }
	return &argument.Own{Counts: []argument.Count{&so}, Draw: func(b *argument.Sheet) argument.Chart {
		pathNow, pathThen := paths(b)
		byFormula := func(side *argument.Side, x *path) (f fan) {
			f.times = moments(side.Horizon())
			for _, t := range f.times {
				from, to := math.Max(0, t-float64(words.Day/2)), t+float64(words.Day/2)
				f.mean = append(f.mean, (at(x.incidents, to)-at(x.incidents, from))/(to-from)*words.Week)
			}
			return f
		}
		formula := byFormula(&b.Then, pathThen)
		now, then := byFormula(&b.Now, pathNow), formula
		if b.Now.Runs.Known() {
			now = counted(&b.Now, &so)
		}
		if b.Then.Runs.Known() {
			then = counted(&b.Then, &so)
		}
		said := func(v float64) string { return words.Say(argument.Whole(float64(10*v))/10, words.PerWeek) }
		first, last := b.Then.Of(perWeek), then.mean[len(then.mean)-1]
		title := "From " + words.Short(first) + " incidents a week to " + words.Short(argument.Whole(float64(10*last))/10)
		if math.Abs(last-first) < 0.05 {
			title = "As many incidents a week as now"
		}
		var beside []string // in the table: how many causes there are
		for _, t := range formula.times {
			n := argument.Whole(at(pathThen.causes, t))
			beside = append(beside, words.Say(argument.Whole(t/words.Week), words.Weeks)+", "+words.Count(n, "cause", "causes"))
		}
		all := append([]argument.Layer{{
			ID: "formula", Name: "what-if (formula)", Shape: argument.Line, Role: argument.Formula, X: formula.times, Y: formula.mean, Texts: beside,
		}}, layers(b, now, then, said(last))...)
		return argument.Chart{
			ID: "rate", X: argument.WeeksAxis(b.Then.Weeks()), Y: argument.PerWeekAxis("incidents a week", math.Max(1, highest(now, then))), Title: title, Layers: all,
			Subtitle: "incidents a week; eight runs in ten stay in the band",
			Alt: "Incidents a week, from " + said(first) + " to " + said(last) + ", today's way " + said(now.mean[len(now.mean)-1]) + ". Causes at the end: " +
				words.Short(argument.Whole(b.WhatIf(left))) + ", today's way " + words.Short(argument.Whole(b.Today(left))) + ".",
		}
	}}
}

// fewestWeeks is over how many weeks incidents are counted at least, to say how many there are a
// week.
const fewestWeeks = 2

// counted is how many incidents there were a week in runs, in spans that end at the moments; each
// stands at the middle of its span.
func counted(side *argument.Side, so *argument.Course) (f fan) {
	each := side.Runs.Each(so)
	n := len(each)
	span := max(1, int(math.Ceil(fewestWeeks*float64(n)/side.Weeks()-1e-9)))
	for k := span; k <= n; k += span {
		weeks := side.Weeks() * float64(span) / float64(n)
		var values []float64
		var mean stats.Accumulator
		for run, v := range each[k-1] {
			if k > span {
				v -= each[k-1-span][run]
			}
			if !math.IsNaN(v) {
				values = append(values, v/weeks)
				mean.Add(v / weeks)
			}
		}
		slices.Sort(values)
		f.times = append(f.times, side.Horizon()*(float64(k)-float64(float64(span)/2))/float64(n))
		f.mean = append(f.mean, mean.Mean())
		f.lo, f.hi = append(f.lo, stats.SortedQuantile(values, 0.1)), append(f.hi, stats.SortedQuantile(values, 0.9))
	}
	return f
}

// slowestAlone is what one incident in twenty takes at least without overlap, in mean fixes: ln 20.
var slowestAlone = portable.Log(20)

// slowestOfTwo is what one incident in twenty takes at least, in mean fixes, with two people and work
// for so many: M/M/2.
func slowestOfTwo(load float64) float64 {
	r, err := queue.MMc{ArrivalRate: load, MeanService: 1, Servers: 2}.Analyze()
	if err != nil {
		return math.NaN()
	}
	t, _ := r.SojournQuantile(0.95) // a probability below 1
	return t
}

// The chart of heroes shows so many loads of one person from 0 on, up to heroTo, and waits up to heroTop.
const (
	heroTo     = 0.95
	heroPlaces = 38
	heroTop    = 12 // mean fixes
)

// hero is what the slowest in twenty take, by load, with one person, with one who is twice as fast, and with two.
func hero() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		type lines struct{ loads, one, fast, two []float64 }
		fixes := b.Keep("hero", Entry.Defaults().Then(), func() any {
			var l lines
			for k := 0.0; k <= heroPlaces; k++ {
				load := heroTo * k / heroPlaces
				l.loads, l.one = append(l.loads, load), append(l.one, slowestAlone/(1-load))
				l.fast, l.two = append(l.fast, slowestAlone/(2-load)), append(l.two, slowestOfTwo(load))
			}
			return l
		}).(lines)
		s := b.Then.Of(fix)
		scaled := func(y []float64) (z []float64) {
			for _, v := range y {
				z = append(z, v*s)
			}
			return z
		}
		shown := len(fixes.loads)
		for fixes.one[shown-1] > heroTop {
			shown--
		}
		var alone, overlap []float64
		for _, v := range fixes.one[:shown] {
			alone, overlap = append(alone, slowestAlone*s), append(overlap, (v-slowestAlone)*s)
		}
		x := argument.ShareAxis("one person's time that incidents take", 1)
		parts := argument.Stacked(argument.Plain, fixes.loads[:shown], []argument.AreaPart{
			{ID: "alone", Name: "one person, without overlap (formula)", Fill: argument.Pale}, {ID: "overlap", Name: "one person, overlap (formula)", Fill: argument.Hatch},
		}, [][]float64{alone, overlap})
		line := func(id, name, label string, role argument.Role, x, y []float64) argument.Layer {
			return argument.Layer{ID: id, Name: name, Label: label, Shape: argument.Line, Role: role, EndRoom: true, X: x, Y: scaled(y)}
		}
		now, then := paths(b)
		load := func(side *argument.Side, p *path) float64 { // in the last week
			return (at(p.incidents, side.Horizon()) - at(p.incidents, side.Horizon()-words.Week)) * side.Of(fix) / words.Week
		}
		loadNow, loadThen := load(&b.Now, now), load(&b.Then, then)
		labelNow, labelThen := "today", "what-if"
		if b.Same() || math.IsNaN(x.Ahead(loadNow)) {
			labelNow, loadNow = "", math.NaN()
		}
		if math.IsNaN(x.Ahead(loadThen)) {
			labelThen = ""
		}
		c := argument.Chart{
			ID: "hero", X: x, Y: argument.WaitAxis("one in twenty takes longer", heroTop*s),
			Subtitle: "in line and in hand, by how busy one person would be; hatched: overlap (formula)",
			Layers: append(parts,
				line("one", "one person (formula)", "one", argument.Formula, fixes.loads[:shown], fixes.one[:shown]),
				line("two", "two people (formula)", "two", argument.Limit, fixes.loads, fixes.two),
				line("fast", "one who is twice as fast (formula)", "twice as fast", argument.Limit, fixes.loads, fixes.fast),
				argument.RuleAt("load-today", "today's way, at the date", labelNow, argument.Today, x.Ahead(loadNow)),
				argument.RuleAt("load", "what-if, at the date", labelThen, argument.WhatIf, x.Ahead(loadThen)),
			),
			Title: "One person could not keep up",
			Alt:   "What the slowest in twenty take against the time that incidents take of one person. Overlap makes as much of it as the person is busy: half at 50 %. One who is twice as fast needs less than two people at any load.",
		}
		if loadThen < 1 {
			c.Title = "Overlap is " + argument.InPercent(loadThen) + " of a hero's slow restores"
		}
		return c
	}}
}

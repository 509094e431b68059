package delivery

import (
	"math"
	"slices"
	"strings"

	"kingman/core/argument"
	"kingman/core/argument/release"
	"kingman/core/words"
)

// counted says how many keys do something.
func counted(n int, one, many string) string {
	return argument.When(n == len(keys), "All four keys "+many).Else(argument.Upper(words.Spelled(float64(n))) + " of four keys " + words.Verb(float64(n), one, many))
}

// changed returns which of the keys, by their place, are better than today and which are
// worse: where the runs support it and a reader would see it.
func changed(b *argument.Sheet) (better, worse []int) {
	for k, key := range keys {
		today, whatIf := b.Today.Best(key.number), b.WhatIf.Best(key.number)
		switch {
		case !b.Vouched(key.number) || key.say(today) == key.say(whatIf) || !known(b, k):
		case (whatIf > today) == key.more:
			better = append(better, k)
		default:
			worse = append(worse, k)
		}
	}
	return better, worse
}

// known says whether there is such a key in both settings.
func known(b *argument.Sheet, k int) bool {
	return exists(k, &b.Today) && exists(k, &b.WhatIf)
}

// exists says whether a setting has such a key: what is never deployed does not fail, and what
// never fails is not repaired.
func exists(k int, side *argument.Side) bool {
	switch k {
	case cfrKey:
		return deploys(side)
	case restoreKey:
		return deploys(side) && side.Values[cfr] > 0
	}
	return true
}

// byBatch is along the changes in a release: what they do goes by factors.
func byBatch() *argument.Sweep {
	return &argument.Sweep{
		ID: "batch", Along: batch, Formula: alongBatch,
		Places: argument.PlacesAt(1, 2, 3, 4, 5, 6, 7, 8, 10, 12, 14, 17, 20, 25, 30, 40, 50, 65, 80, 100),
		X:      argument.LogsOf("changes per release", batch),
		Runs:   argument.RunsAt(1, 2, 4, 8, 14, 25, 50, 100),
	}
}

// soonest is the batch, on the axis, with the shortest lead time of what-if by the date, by
// formula, and that lead time. Where nothing is deployed it is the age of all, and none is longer.
func soonest(b *argument.Sheet) (n, hours float64) {
	along := b.Along(byBatch(), &b.WhatIf)
	k, hours := argument.Least(len(along), func(k int) float64 { return along[k][lead] })
	return byBatch().Places(b.WhatIf.Setting)[k], hours
}

// reaches are scales of multiples of today's, each within the next, so that few are in use.
var reaches = [...][2]float64{{0.02, 8}, {0.01, 20}, {0.003, 60}, {1e-3, 200}, {1e-4, 2000}}

// factors is a logarithmic axis of multiples of today's.
func factors(least, most float64) argument.Axis {
	reach := reaches[len(reaches)-1]
	for k := len(reaches) - 1; k >= 0 && reaches[k][0] <= least && reaches[k][1] >= most; k-- {
		reach = reaches[k]
	}
	a := argument.Axis{Name: "of today's", Unit: words.Ratio, Min: reach[0], Max: reach[1], Log: true}
	for _, t := range [...]argument.Tick{{At: 1e-3, Text: "1/1,000"}, {At: 0.01, Text: "1/100"}, {At: 0.1, Text: "1/10"}, {At: 1, Text: "today's"}, {At: 10, Text: "10 ×"}, {At: 100, Text: "100 ×"}} {
		if t.At >= a.Min && t.At <= a.Max {
			a.Ticks = append(a.Ticks, t)
		}
	}
	return a
}

// keysByBatch is each key as a multiple of today's, against the changes per release, so that
// less is better of all four: how often counts as the time between two deployments. Lead time
// is the one that turns, and stands out.
func keysByBatch() *argument.Own {
	w := byBatch()
	return &argument.Own{Sweep: w, Numbers: []int{lead}, Draw: func(b *argument.Sheet) argument.Chart {
		n, _ := soonest(b)
		title := argument.When(n == batch.Min, "The smaller the release, the better all four").
			When(n == batch.Max, "The bigger the release, the sooner").
			Else("Lead time is shortest at " + words.Short(n))
		layers := make([]argument.Layer, len(keys))
		points := argument.Layer{ID: "keys-simulated", Name: "other keys at what-if", Shape: argument.Points, Role: argument.Simulation}
		for k, key := range keys {
			i, name, was, is := key.number, key.name, b.Today.Best(key.number), b.WhatIf.Best(key.number)
			if i == frequency {
				i, name, was, is = gap, "time between deploys", words.Week/was, words.Week/is
			}
			if !known(b, k) {
				was = 0
			}
			layers[k] = asFactors(b.Line(w, i, key.id, name+" (formula)", ""), was)
			if k != leadKey && b.WhatIf.Runs.Known() {
				points.X, points.Y = append(points.X, b.WhatIf.Of(batch)), append(points.Y, is/was)
			}
		}
		layers[leadKey].Role, layers[leadKey].Label, layers[leadKey].EndRoom = argument.Formula, "lead time", true
		points.Lo, points.Hi = points.Y, points.Y
		was := b.Today.Best(lead)
		today, whatIf := b.Marks([2]float64{b.Today.Of(batch), was}, [2]float64{b.WhatIf.Of(batch), b.WhatIf.Best(lead)}, "", "")
		today = b.Seen(today, lead) // 1
		if b.Differ(batch) {
			today.On = argument.Nowhere
		}
		layers = append(layers,
			argument.RuleAcross("as-today", "as today", "", argument.Today, 1),
			argument.RuleAt("turn", "shortest lead time (formula)", "soonest: "+words.Short(n), argument.Limit, n).If(n > batch.Min && n < batch.Max),
			asFactors(b.Simulated(w, lead, "simulated", "lead time (simulated)"), was), asFactors(points, 1),
			asFactors(today, was), asFactors(b.Seen(whatIf, lead), was))
		least, most := 0.5, 2.0
		for _, l := range layers {
			for _, v := range l.Y {
				least, most = math.Min(least, v), math.Max(most, v)
			}
		}
		return argument.Chart{
			ID: "batch", X: b.Axis(w), Y: factors(least, most), Subtitle: "lead time and, dotted, the other three", Title: title, Layers: layers,
			Alt: "Lead time, and dotted the time between deployments, the share that fails and the time to repair, as multiples of today's, " +
				"against the changes per release. Lead time is shortest at " + words.Count(n, "change", "changes") + ".",
		}
	}}
}

// asFactors is a layer as multiples of a value; nothing where there is none, nor what no
// scale reaches.
func asFactors(l argument.Layer, of float64) argument.Layer {
	l = l.Over(of, func(_, y float64) bool { return y > 1e-4 && y < 2000 })
	for k := range l.Lo {
		l.Lo[k] = math.Max(l.Lo[k], 1e-4)
	}
	return l
}

// countByBatch is how many deployments fail and how long is broken in a week: a smaller share
// may be more of them.
func countByBatch() *argument.Own {
	w := byBatch()
	return &argument.Own{Sweep: w, Numbers: []int{failed, broken}, Draw: func(b *argument.Sheet) argument.Chart {
		hours, deployed := b.Traced(w, broken, "broken", "hours broken", argument.Limit), b.Traced(w, failed, "failed", "failed deployments", argument.Formula)
		if deployed.WhatIf.Label = words.Short(b.WhatIf.Best(failed)) + " failed"; !b.Same() { // the other one's may be beside it
			deployed.Today.Label = "today " + words.Short(b.Today.Best(failed))
		}
		most := b.Most(w, failed)
		return argument.Chart{
			ID: "count", Subtitle: "failed deployments and (dotted) hours broken, in a week", Title: countTitle(b.WhatIf.Setting), X: b.Axis(w),
			Y: argument.PerWeekAxis("in a week", max(0.2, most, min(5*most, b.Most(w, broken)), b.Highest(failed)/argument.MarkRoom, b.Highest(broken)/argument.MarkRoom)),
			Layers: []argument.Layer{
				hours.Ghost, hours.Line, hours.Points, deployed.Ghost, deployed.Line, deployed.Points,
				hours.Today, hours.WhatIf, deployed.Today, deployed.WhatIf,
			},
			Alt: "Failed deployments and hours broken in a week, against the changes per release; hours broken: " + words.Duration(b.WhatIf.Best(broken)) + ", today " +
				words.Duration(b.Today.Best(broken)) + "; failed deployments: " + words.Short(b.WhatIf.Best(failed)) + ", today " + words.Short(b.Today.Best(failed)) + ".",
		}
	}}
}

func countTitle(s argument.Setting) string {
	one, two := shared.BreakChance(s.At(batch, 1)), shared.BreakChance(s.At(batch, 2))/2
	return argument.When(two == 0, "Nothing fails").
		When(one > two && s.Of(clash) == 0, "A smaller share fails, and more deployments").
		When(one > two, "Two at a time fail less often than one").
		Else("Smaller releases break less in all")
}

// together says how many changes go out together: "four at a time".
func together(n float64) string { return words.Spelled(n) + " at a time" }

// clause says a key of what-if, and today's if it differs.
func clause(s argument.Sentence, b *argument.Sheet, k int, differs bool) argument.Sentence {
	key := keys[k]
	is, was := b.WhatIf.Best(key.number), b.Today.Best(key.number)
	text, today, before, after := key.say(is), key.say(was), key.before, key.after
	switch k {
	case frequencyKey:
		text = deploysIn(is)
		if is >= onceAWeek { // a line may end behind the number
			text, after, _ = strings.Cut(text, " ")
			after = " " + after
		}
		if (is < onceAWeek) == (was < onceAWeek) { // and so in the same words
			today = strings.TrimSuffix(strings.TrimSuffix(strings.TrimPrefix(today, "one in "), " weeks"), " a week")
		}
	case leadKey, restoreKey:
		today = words.Again(today, text)
	}
	if k == restoreKey && len(s) == 0 {
		before = "Failures are " + before
	}
	s = s.And(before+"%"+after, argument.Num(argument.WhatIf, is, text))
	return s.AndIf(differs, ", not %", argument.Num(argument.Today, was, today))
}

// deploysIn says how often, with what: "ten deploys a week".
func deploysIn(v float64) string {
	return argument.When(v < 0.0005, "no deploy").
		When(v < onceAWeek, "one deploy in "+spelled(1/v)+" weeks").
		When(spelled(v) == "one", "one deploy a week").
		Else(spelled(v) + " deploys a week")
}

// headline says the keys that change, or that releases do not keep up.
func headline(b *argument.Sheet) argument.Sentence {
	whatIf := b.WhatIf.Setting
	size := argument.Drag(argument.WhatIf, batch, whatIf.Of(batch), argument.Upper(together(whatIf.Of(batch))))
	better, worse := changed(b)
	if !deploys(&b.WhatIf) {
		s := argument.Say("%: in % nothing is deployed", size, argument.Date(whatIf))
		return s.AndIf(b.Tells(frequency, often), ", today %", b.SaysToday(frequency, often)).And(".")
	}
	full := argument.PressureOf(utilization(whatIf))
	slower := slices.Contains(worse, leadKey)
	switch {
	case len(better) > 0 && slower:
		s := argument.Say(argument.Upper(words.Spelled(float64(len(better))))+" "+words.Verb(float64(len(better)), "key improves", "keys improve")+", but a change now takes %", b.Says(lead, words.Duration))
		return s.AndIf(full < argument.Full, " instead of %", b.Again(lead, words.Duration)).And(reason(full), whatIf.Drag(argument.WhatIf, batch, words.Spelled)).And(".")
	case full >= argument.Full:
		s := argument.Say("%: releases do not keep up, and over % a change takes % on average", size, argument.Date(whatIf), b.Says(lead, words.Duration))
		if !b.Vouched(lead) && len(better)+len(worse) > 0 { // in other keys they differ
			return s.And(", about as today.")
		}
		if same, ok := s.AsToday(b, lead, "about", words.Duration); ok {
			return same
		}
		return s.And(", today %.", b.SaysToday(lead, words.Duration))
	}
	differ := slices.Concat(better, worse)
	s := argument.Say("%: ", size)
	nothing, said, rest := len(differ) == 0, 0, false
	for k := range keys {
		in := slices.Contains(differ, k)
		switch {
		case !exists(k, &b.WhatIf) || k == restoreKey && len(differ) == len(keys): // four are too many for a sentence
			continue
		case !nothing && !in && known(b, k):
			rest = rest || k != cfrKey || b.WhatIf.Values[cfr] > 0
			continue
		case said > 0 && k == cfrKey:
			s = s.And("; ")
		case said > 0:
			s = s.And(", ")
		}
		s = clause(s, b, k, in)
		said++
	}
	switch {
	case b.Same():
		return s.And(", as today.")
	case nothing:
		return s.And("; against today there is " + argument.NoDifference + ".")
	case rest:
		return s.And("; the rest stays.")
	case b.WhatIf.Values[cfr] == 0 && !slices.Contains(differ, cfrKey):
		return s.And("; none fail.")
	}
	return s.And(".")
}

// reason says, of so many at a time, why a change takes so long.
func reason(full argument.Pressure) string {
	return argument.When(full == argument.Spare, ": releases of % take their time").
		When(full == argument.Barely, ": releases of % hardly keep up").
		Else(": releases of % do not keep up")
}

// asides say the tiers, what fails in a week, and which release is soonest.
func asides(b *argument.Sheet) []argument.Sentence {
	whatIf := b.WhatIf.Setting
	var all []argument.Sentence
	if due := b.WhatIf.Values[frequency] * whatIf.Weeks(); deploys(&b.WhatIf) && due < release.Few {
		all = append(all, argument.Say("Too early to tell: in % only % can be expected.", argument.Date(whatIf), argument.Num(argument.WhatIf, due, words.Count(due, "deployment", "deployments"))))
	}
	all = append(all, inTiers(b))
	if deploys(&b.WhatIf) {
		if better, worse := changed(b); len(better)+len(worse) == len(keys) {
			all = append(all, clause(nil, b, restoreKey, true).And("."))
		}
		all = append(all, inAWeek(b))
	}
	n, hours := soonest(b)
	if n != whatIf.Of(batch) && hours < 0.98*b.WhatIf.Best(lead) {
		all = append(all, argument.Say("With this test phase a change is live soonest %: after %.", argument.Num(argument.Formula, n, together(n)), argument.Num(argument.Formula, hours, words.Duration(hours))))
	}
	return all
}

// inAWeek says what fails and what is broken in a week: a smaller share may be more.
func inAWeek(b *argument.Sheet) argument.Sentence {
	s := argument.Say("Failed deployments: % a week", b.Says(failed, words.Short))
	s, _ = s.Compare(b, failed, words.Short)
	s, _ = s.And("; broken: % a week", b.Says(broken, words.Duration)).Compare(b, broken, words.Duration)
	if deploys(&b.Today) && b.Vouched(failed) && b.Vouched(cfr) && b.WhatIf.Best(cfr) < b.Today.Best(cfr) && b.WhatIf.Best(failed) > b.Today.Best(failed) && words.Short(b.Today.Best(failed)) != words.Short(b.WhatIf.Best(failed)) {
		s = s.And(". A smaller share fails, but of more deployments")
	}
	return s.And(".")
}

// why says why formula and simulation differ.
func why(b *argument.Sheet) string {
	return shared.Why(b, utilization(b.WhatIf.Setting), b.WhatIf.Values[frequency]*b.WhatIf.Weeks())
}

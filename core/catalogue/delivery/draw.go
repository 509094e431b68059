package delivery

import (
	"math"

	"kingman/core/argument"
	"kingman/core/words"
)

func ladder() *argument.Ladder {
	return &argument.Ladder{
		ID: "keys", Names: names, Rungs: rungs,
		Subtitle: func(b *argument.Sheet) string {
			return argument.When(b.Then.Of(survey) == 0, "each on its own scale; tiers of an operations handbook, after DORA 2019 and 2021").
				When(b.Then.Of(survey) == 1, "each on its own scale; tiers of DORA 2021, a day has 8 hours").
				Else("tiers of DORA 2024; none for failures, where its high teams (20 %) did worse than medium (10 %)")
		},
		Title: func(b *argument.Sheet) string {
			switch better, worse := changed(b); {
			case !deploys(&b.Then):
				return "Nothing is deployed"
			case len(better)+len(worse) == 0:
				return "All four keys are as today"
			case len(worse) == 0:
				return counted(len(better), "improves", "improve")
			case len(better) == 0:
				return counted(len(worse), "gets worse", "get worse")
			default:
				return counted(len(better), "improves", "improve") + ", " + words.Spelled(float64(len(worse))) + " " + words.Verb(float64(len(worse)), "gets", "get") + " worse"
			}
		},
	}
}

// counted says how many keys do something.
func counted(n int, one, many string) string {
	return argument.When(n == len(keys), "All four keys "+many).Else(argument.Upper(words.Spelled(float64(n))) + " of four keys " + words.Verb(float64(n), one, many))
}

// changed returns which of the keys, by their place, are better than today and which are
// worse: where the runs support it and a reader would see it.
func changed(b *argument.Sheet) (better, worse []int) {
	for k, key := range keys {
		now, then := b.Today(key.number), b.WhatIf(key.number)
		switch {
		case !b.Vouched(key.number) || key.say(now) == key.say(then) || !known(b, k):
		case (then > now) == key.more:
			better = append(better, k)
		default:
			worse = append(worse, k)
		}
	}
	return better, worse
}

// known says whether there is such a key in both settings.
func known(b *argument.Sheet, k int) bool {
	return exists(k, &b.Now) && exists(k, &b.Then)
}

// exists says whether a setting has such a key: what is never deployed does not fail, and what
// never fails is not repaired.
func exists(k int, side *argument.Side) bool {
	switch keys[k].number {
	case cfr:
		return deploys(side)
	case restore:
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
// formula, and that lead time.
func soonest(b *argument.Sheet) (n, hours float64) {
	hours = math.Inf(1)
	places := byBatch().Places(b.Then.Setting)
	for k, v := range b.Along(byBatch(), &b.Then) {
		if v[lead] < hours && v[frequency] > 0 {
			n, hours = places[k], v[lead]
		}
	}
	return n, hours
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
		title, turn := "Lead time is shortest at "+words.Short(n), n
		switch {
		case n <= batch.Min:
			title, turn = "The smaller the release, the better all four", math.NaN()
		case n >= batch.Max:
			title, turn = "The bigger the release, the sooner", math.NaN()
		}
		layers := make([]argument.Layer, len(keys))
		points := argument.Layer{ID: "keys-simulated", Name: "other keys at what-if", Shape: argument.Points, Role: argument.Simulation}
		for k, key := range keys {
			i, name, now, then := key.number, key.name, b.Today(key.number), b.WhatIf(key.number)
			if i == frequency {
				i, name, now, then = gap, "time between deploys", words.Week/now, words.Week/then
			}
			if !known(b, k) {
				now = 0
			}
			layers[k] = asFactors(b.Line(w, i, key.id, name+" (formula)", ""), now)
			if k != leadKey && b.Then.Runs.Known() {
				points.X, points.Y = append(points.X, b.Then.Of(batch)), append(points.Y, then/now)
			}
		}
		layers[leadKey].Role, layers[leadKey].Label, layers[leadKey].EndRoom = argument.Formula, "lead time", true
		points.Lo, points.Hi = points.Y, points.Y
		now := b.Today(lead)
		today, whatIf := b.Marks([2]float64{b.Now.Of(batch), now}, [2]float64{b.Then.Of(batch), b.WhatIf(lead)}, "", "")
		today = b.Seen(today, lead) // 1
		if b.Differ(batch) {
			today.On = argument.Nowhere
		}
		layers = append(layers,
			argument.RuleAcross("as-today", "as today", "", argument.Today, 1),
			argument.RuleAt("turn", "shortest lead time (formula)", "soonest: "+words.Short(n), argument.Limit, turn),
			asFactors(b.Simulated(w, lead, "simulated", "lead time (simulated)"), now), asFactors(points, 1),
			asFactors(today, now), asFactors(b.Seen(whatIf, lead), now))
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

// A lever is a slider and what it is called in little room.
type lever struct {
	param *argument.Param
	name  string
}

// pulled are the sliders that are halved.
var pulled = [...]lever{{batch, "changes a release"}, {gate, "test phase"}, {faulty, "faulty changes"}, {clash, "clashing pairs"}, {detect, "until noticed"}, {search, "time to repair"}}

// half is a setting with one slider at half its value: of changes per release a whole number.
func half(s argument.Setting, p *argument.Param) argument.Setting {
	v := s.Of(p) / 2
	if p == batch {
		v = math.Max(batch.Min, math.Floor(v))
	}
	return s.At(p, v)
}

// moves is by what factor each key changes if one of today's sliders is halved; 1 where there
// is nothing to change.
func moves(s argument.Setting) (all [len(pulled)][len(keys)]float64) {
	before := alongBatch(s)(s.Of(batch))
	for r, lever := range pulled {
		halved := half(s, lever.param)
		after := alongBatch(halved)(halved.Of(batch))
		for k, key := range keys {
			all[r][k] = 1
			if before[key.number] > 0 {
				all[r][k] = after[key.number] / before[key.number]
			}
		}
	}
	return all
}

// noticed is a change that a reader would call one.
const noticed = 0.005

// levers is a table: what halving each of today's sliders does to each key.
func levers() *argument.Own {
	return &argument.Own{Draw: func(b *argument.Sheet) argument.Chart {
		all := b.Keep("levers", b.Now.Setting, func() any { return moves(b.Now.Setting) }).([len(pulled)][len(keys)]float64)
		c := argument.Chart{
			ID: "levers", Title: "No single lever moves all four", Subtitle: "what halving one of today's values does to each key (formula)",
			X: argument.Axis{Name: "key", Max: float64(len(keys))}, Y: argument.Axis{Name: "halved", Max: float64(len(pulled))},
			Layers: []argument.Layer{
				{ID: "better", Name: "better", Shape: argument.Bars, Fill: argument.Pale},
				{ID: "worse", Name: "worse", Shape: argument.Bars, Fill: argument.Hatch},
				{ID: "same", Name: "as it is", Shape: argument.Bars, Fill: argument.Empty},
			},
			Alt: "A table of what halving one of today's values does to each key",
		}
		for r, lever := range pulled {
			moved, helps := "", 0
			for k, key := range keys {
				by := all[r][k] - 1
				l, text := &c.Layers[2], "–"
				if math.Abs(by) >= noticed {
					if text = argument.Signed(by, argument.InPercent); by > 0 {
						text = "+" + text
					}
					moved += ", " + key.name + " " + text
					if l = &c.Layers[1]; (by > 0) == key.more {
						l = &c.Layers[0]
						helps++
					}
				}
				l.X, l.Y = append(l.X, 1), append(l.Y, float64(r))
				l.Lo, l.Hi, l.Texts = append(l.Lo, float64(k)), append(l.Hi, float64(k+1)), append(l.Texts, text)
			}
			if helps == len(keys) {
				c.Title = "Only smaller releases move all four"
			}
			if moved == "" {
				moved = ", nothing"
			}
			c.Rows = append(c.Rows, argument.Row{Name: lever.name})
			c.Alt += "; " + lever.name + ": " + moved[2:]
		}
		c.Alt += "."
		for k, key := range keys {
			c.X.Ticks = append(c.X.Ticks, argument.Tick{At: float64(k) + 0.5, Text: key.name})
		}
		return c
	}}
}

// countByBatch is how many deployments fail and how long is broken in a week: a smaller share
// may be more of them.
func countByBatch() *argument.Own {
	w := byBatch()
	return &argument.Own{Sweep: w, Numbers: []int{failed, broken}, Draw: func(b *argument.Sheet) argument.Chart {
		hours, deployed := b.Traced(w, broken, "broken", "hours broken", argument.Limit), b.Traced(w, failed, "failed", "failed deployments", argument.Formula)
		if deployed.WhatIf.Label = words.Short(b.WhatIf(failed)) + " failed"; !b.Same() { // the other one's may be beside it
			deployed.Today.Label = "today " + words.Short(b.Today(failed))
		}
		most := b.Most(w, failed)
		return argument.Chart{
			ID: "count", Subtitle: "failed deployments and (dotted) hours broken, in a week", Title: countTitle(b.Then.Setting), X: b.Axis(w),
			Y: argument.PerWeekAxis("in a week", max(0.2, most, min(5*most, b.Most(w, broken)), b.Highest(failed)/0.9, b.Highest(broken)/0.9)),
			Layers: []argument.Layer{
				hours.Ghost, hours.Line, hours.Points, deployed.Ghost, deployed.Line, deployed.Points,
				hours.Today, hours.WhatIf, deployed.Today, deployed.WhatIf,
			},
			Alt: "Failed deployments and hours broken in a week, against the changes per release; hours broken: " + words.Duration(b.WhatIf(broken)) + ", today " +
				words.Duration(b.Today(broken)) + "; failed deployments: " + words.Short(b.WhatIf(failed)) + ", today " + words.Short(b.Today(failed)) + ".",
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

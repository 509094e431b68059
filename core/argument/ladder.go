package argument

import (
	"math"
	"strings"

	"kingman/core/portable"
	"kingman/core/words"
)

// Ladder is a row for each of a few keys, every one on a scale of its own that is cut
// into the same named tiers, with a mark for today and one for what-if. Inside a tier a
// mark stands by the logarithm; the two outermost tiers have no end, and what is ever
// worse or better in them comes ever nearer to it.
//
//	&argument.Ladder{
//		ID: "keys", Names: []string{"low", "medium", "high", "elite"},
//		Rungs: func(*argument.Sheet) []argument.Rung {
//			return []argument.Rung{
//				{Name: "lead time", Number: lead, Tiers: []argument.Tier{
//					{Text: "longer", Best: words.Month}, {Text: "week to month", Best: words.Week},
//					{Text: "day to week", Best: words.Day, Next: 1}, {Text: "under an hour"},
//				}},
//				…
//			}
//		},
//		…
//	}
type Ladder struct {
	ID string
	// Names of the tiers, from the left: the worst first.
	Names []string
	// Rungs are the keys: as many, of the same names, for every state.
	Rungs           func(*Sheet) []Rung
	Title, Subtitle func(*Sheet) string
}

// A Rung is one key of a [Ladder].
type Rung struct {
	Name   string // to its left: some 14 letters at most
	Number int    // of the argument, by its index
	// Tiers from the left. Where there is but one for all columns the key has none, and
	// Ends are values that stand half a column from either end.
	Tiers []Tier
	Ends  [2]float64
	// Say says a value beside its mark; nil says it in the number's unit.
	Say func(float64) string
	// NoToday and NoWhatIf say that there is no such number, and no mark.
	NoToday, NoWhatIf bool
}

// A Tier is a part of a [Rung], one column wide or more.
type Tier struct {
	Columns int // 0 is one
	// Best is the value, above 0, in which it ends on the right, and Next that in which the
	// one to its right begins, if that is another: between them is a hole. The last tier has
	// neither.
	Best, Next float64
	// Text says what it is, in it, where there is room.
	Text string
}

// hole is how wide one is, in columns.
const hole = 0.3

// A notch is where a value stands.
type notch struct{ value, at float64 }

// notches are the ends of r's tiers; from and to are where each tier lies, in columns.
func (r *Rung) notches() (all []notch, from, to []float64) {
	at := 0.0
	left := at
	for k, t := range r.Tiers {
		at += math.Max(1, float64(t.Columns))
		from = append(from, left)
		left = at
		switch {
		case k == len(r.Tiers)-1:
			to = append(to, at)
		case t.Next > 0:
			left = at + hole/2
			to = append(to, at-hole/2)
			all = append(all, notch{t.Best, at - hole/2}, notch{t.Next, left})
		default:
			to = append(to, at)
			all = append(all, notch{t.Best, at})
		}
	}
	if len(all) == 0 {
		all = []notch{{r.Ends[0], 0.5}, {r.Ends[1], at - 0.5}}
	}
	return all, from, to
}

// Column is where v stands, in columns from the left. What is 0 or less stands at the end
// for it.
func (r *Rung) Column(v float64) float64 {
	all, _, to := r.notches()
	first, last, end := all[0], all[len(all)-1], to[len(to)-1]
	rising := last.value > first.value
	if len(all) == 1 { // the only notch says where, not which way: what is less is better
		rising = false
	}
	if v <= 0 {
		if rising {
			return 0
		}
		return end
	}
	better := func(n notch) float64 { // by how much v is, by its logarithm
		if rising {
			return portable.Log(v / n.value)
		}
		return portable.Log(n.value / v)
	}
	if d := better(first); d < 0 {
		return first.at / (1 - d)
	}
	for k := 1; k < len(all); k++ {
		if d := better(all[k]); d < 0 {
			before := better(all[k-1])
			return all[k-1].at + float64((all[k].at-all[k-1].at)*before)/(before-d)
		}
	}
	return end - (end-last.at)/(1+better(last))
}

// Tier names the tier in which v is: "high", "medium or high" of one that is both,
// "between high and elite" in a hole; "" of a key that has no tiers.
func (r *Rung) Tier(v float64, names []string) string {
	if len(r.Tiers) == 1 {
		return ""
	}
	at := r.Column(v)
	_, from, to := r.notches()
	for k := range from {
		switch {
		case at < from[k]:
			return "between " + names[int(to[k-1])] + " and " + names[int(from[k])]
		case at <= to[k]:
			first, last := int(from[k]+hole), int(math.Ceil(to[k]-hole))-1
			if last > first {
				return strings.Join(names[first:last], ", ") + " or " + names[last]
			}
			return names[first]
		}
	}
	return names[len(names)-1]
}

func (p *Ladder) sweep() (*Sweep, []int) { return nil, nil }
func (p *Ladder) counts() []Count        { return nil }

func (p *Ladder) draw(b *Sheet) Chart {
	rungs := p.Rungs(b)
	c := Chart{
		ID: p.ID, Subtitle: p.Subtitle(b), Title: p.Title(b),
		X: Axis{Name: "tier", Max: float64(len(p.Names))}, Y: Axis{Name: "key", Max: float64(len(rungs))},
	}
	for i, name := range p.Names {
		c.X.Ticks = append(c.X.Ticks, Tick{At: float64(i) + 0.5, Text: name})
		c.Layers = append(c.Layers, Layer{ID: "tier-" + string(rune('a'+i)), Name: name, Shape: Bars, Fill: Pale})
	}
	today := Layer{ID: "today", Name: "today", Shape: RowMark, Role: Today}
	whatIf := Layer{ID: "whatif", Name: "what-if", Shape: RowMark, Role: WhatIf}
	put := func(l *Layer, k int, v float64, text string) {
		l.X, l.Y, l.Texts = append(l.X, rungs[k].Column(v)), append(l.Y, float64(k)), append(l.Texts, text)
	}
	var said []string
	for k := range rungs {
		r := &rungs[k]
		_, from, to := r.notches()
		for i, t := range r.Tiers {
			l := &c.Layers[int(from[i]+hole)]
			l.X, l.Y, l.Lo, l.Hi = append(l.X, to[i]-from[i]), append(l.Y, float64(k)), append(l.Lo, from[i]), append(l.Hi, to[i])
			l.Texts = append(l.Texts, t.Text)
		}
		c.Rows = append(c.Rows, Row{Name: r.Name})
		say := r.Say
		if say == nil {
			say = func(v float64) string { return words.Say(v, b.Figures[r.Number].Unit) }
		}
		todayIs, whatIfIs := b.Today.Best(r.Number), b.WhatIf.Best(r.Number)
		if !r.NoToday && (r.NoWhatIf || say(todayIs) != say(whatIfIs)) { // else it would stand under what-if's
			put(&today, k, todayIs, say(todayIs))
		}
		text := r.Name
		if !r.NoWhatIf {
			put(&whatIf, k, whatIfIs, say(whatIfIs))
			text += " " + say(whatIfIs)
		}
		if !r.NoToday && !b.Same() {
			text += ", today " + say(todayIs)
		}
		if text != r.Name { // else there is nothing to say of it
			said = append(said, text)
		}
	}
	c.Layers = append(c.Layers, today, whatIf)
	c.Alt = "Tiers from " + p.Names[0] + " to " + p.Names[len(p.Names)-1] + ": " + strings.Join(said, "; ") + "."
	return c
}

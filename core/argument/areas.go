package argument

import (
	"math"
	"strings"

	"kingman/core/words"
)

// Areas is how a whole divides into parts over the coming weeks, as what-if has it,
// stacked from the bottom: where a group's week goes, or a cumulative flow diagram,
// which is what has come so far, by how far it has got. Of today there is a ghost, the
// upper edge of one part.
//
//	&argument.Areas{
//		ID: "flow", YName: "changes", Subtitle: "changes asked for so far, and how far they have come",
//		Parts: []argument.AreaPart{
//			{ID: "live", Label: "live", Fill: argument.Solid, Of: func(p org.Point) float64 { return p.Delivered[0] }},
//			{ID: "open", Label: "not yet", Fill: argument.Pale, Of: func(p org.Point) float64 { return p.Arrived[0] - p.Delivered[0] }},
//		},
//		…
//	}
//
// Where a week goes is PerWeek: parts that count the hours worked so far are drawn as
// hours a week, and the last part, which has no Of, is what the others leave of Whole.
type Areas struct {
	ID, Subtitle string
	// YName names what is stacked, and Scale makes its axis; nil is [CountAxis] of items.
	YName string
	Scale func(name string, most float64) Axis
	// Parts from the bottom; their fills tell them apart.
	Parts []AreaPart
	// Ghost is the index of the part whose upper edge is drawn of today, too.
	Ghost int
	// PerWeek draws by the week what Of and Formula count so far.
	PerWeek bool
	// Whole is what the parts add up to, a week or at any time; nil where each part is
	// counted.
	Whole func(Setting) float64
	// Formula returns, for each part that has an Of, its amount at times in working hours
	// from now, of which the first is 0.
	Formula func(s Setting, times []float64) [][]float64
	// Title gets what each part is at the date, today and what-if.
	Title func(b *Sheet, today, whatIf []float64) string
}

// An AreaPart is one part of [Areas].
type AreaPart struct {
	ID    string
	Label string // beside its right end: a word or two
	Name  string // in the table; empty is Label
	Fill  Fill
	Of    Course
}

// A stack is what the parts are at times in working hours from now.
type stack struct {
	times []float64
	parts [][]float64
}

func (p *Areas) sweep() (*Sweep, []int) { return nil, nil }

func (p *Areas) counts() []Count {
	var all []Count
	for i := range p.Parts {
		if p.Parts[i].Of != nil {
			all = append(all, &p.Parts[i].Of)
		}
	}
	return all
}

// side is the stack of a side: from its runs if they are in, else by formula.
func (p *Areas) side(b *Sheet, side *Side) stack {
	if !side.Runs.Known() {
		return b.Keep("areas "+p.ID+" "+side.Name, side.Setting, func() any {
			times := momentsTo(side.Horizon())
			return p.finished(side.Setting, stack{times, p.Formula(side.Setting, times)})
		}).(stack)
	}
	s := stack{times: momentsTo(side.Horizon())}
	atStart := p.Formula(side.Setting, s.times[:1])
	for i := range p.Parts {
		if p.Parts[i].Of != nil {
			s.parts = append(s.parts, append([]float64{atStart[len(s.parts)][0]}, side.Runs.Means(&p.Parts[i].Of)...))
		}
	}
	return p.finished(side.Setting, s)
}

// finished adds what the counted parts leave of the whole, and turns amounts so far
// into amounts a week: that of each interval stands at its middle.
func (p *Areas) finished(s Setting, counted stack) stack {
	out := stack{times: counted.times}
	if n := len(counted.times); p.PerWeek && n > 1 {
		out.times = []float64{0}
		for k := 1; k < n; k++ {
			out.times = append(out.times, (counted.times[k-1]+counted.times[k])/2)
		}
		out.times = append(out.times, counted.times[n-1])
	}
	next := 0
	rest := make([]float64, len(out.times))
	for k := range rest {
		if p.Whole != nil {
			rest[k] = p.Whole(s)
		}
	}
	for i := range p.Parts {
		if p.Parts[i].Of == nil {
			continue
		}
		amounts := counted.parts[next]
		if n := len(counted.times); p.PerWeek && n > 1 {
			rates := []float64{0}
			for k := 1; k < n; k++ {
				rates = append(rates, (amounts[k]-amounts[k-1])/(counted.times[k]-counted.times[k-1])*words.Week)
			}
			rates[0] = rates[1]
			amounts = append(rates, rates[n-1])
		}
		for k, v := range amounts {
			rest[k] -= v
		}
		out.parts = append(out.parts, amounts)
		next++
	}
	if next < len(p.Parts) {
		out.parts = append(out.parts, rest)
	}
	return out
}

// ends are what the parts are at the last time.
func (s stack) ends() []float64 {
	last := make([]float64, len(s.parts))
	for i, amounts := range s.parts {
		last[i] = math.Max(0, amounts[len(amounts)-1])
	}
	return last
}

func (p *Areas) draw(b *Sheet) Chart {
	today, whatIf := p.side(b, &b.Today), p.side(b, &b.WhatIf)
	layers := Stacked(WhatIf, whatIf.times, p.Parts, whatIf.parts)
	ghost := Layer{ID: "ghost", Name: "today, " + p.Parts[p.Ghost].name(), Shape: Line, Role: Today}
	edge := Stacked(Today, today.times, p.Parts, today.parts)[p.Ghost]
	if !b.Same() {
		ghost.X, ghost.Y, ghost.Label = edge.X, edge.Hi, "today"
	}
	scale := p.Scale
	if scale == nil {
		scale = func(name string, most float64) Axis { return CountAxis(name, words.Items, most) }
	}
	most := math.Max(largest(layers[len(layers)-1].Hi), largest(edge.Hi))
	at := func(ends []float64) string {
		var parts []string
		for i, v := range ends {
			parts = append(parts, p.Parts[i].Label+" "+Rounded(v))
		}
		return strings.Join(parts, ", ")
	}
	alt := Upper(p.Subtitle) + ". At the date, in " + p.YName + ": " + at(whatIf.ends())
	if !b.Same() {
		alt += "; today: " + at(today.ends())
	}
	return Chart{
		ID: p.ID, X: WeeksAxis(b.WhatIf.Weeks()), Y: scale(p.YName, most), Layers: append(layers, ghost), Subtitle: p.Subtitle,
		Title: p.Title(b, today.ends(), whatIf.ends()), Alt: alt + ".",
	}
}

func (a *AreaPart) name() string {
	if a.Name == "" {
		return a.Label
	}
	return a.Name
}

// Stacked lays amounts on each other from the bottom, as one layer for each part:
// amounts[i][k] of part i at x[k], what is below 0 counting as 0. It serves
// [Curve.Under], too, where something adds up along a slider.
func Stacked(role Role, x []float64, parts []AreaPart, amounts [][]float64) []Layer {
	layers := make([]Layer, len(parts))
	base := make([]float64, len(x))
	for i := range parts {
		l := Layer{ID: parts[i].ID, Name: parts[i].name(), Label: parts[i].Label, Shape: Area, Role: role, Fill: parts[i].Fill, EndRoom: true, X: x, Lo: base}
		l.Y, l.Hi = make([]float64, len(x)), make([]float64, len(x))
		for k := range x {
			l.Y[k] = math.Max(0, amounts[i][k])
			l.Hi[k] = base[k] + l.Y[k]
		}
		base = l.Hi
		layers[i] = l
	}
	return layers
}

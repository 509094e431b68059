package argument

import "strings"

// Map says which of up to six options is best over two sliders: a fill and a letter for
// each, here marked. Its axes are the sliders and do not change.
//
//	&argument.Map{
//		ID: "map", Subtitle: "who is quickest, by load (across) and teams (up)", Across: load, Up: teams,
//		X: argument.ShareAxis("load", 1.5), Y: argument.CountAxis("teams", words.Items, 24), Columns: 20, Rows: 12,
//		Options: []argument.Option{{ID: "tickets", Letter: "T", Name: "tickets"}, {ID: "liaison", Letter: "L", Name: "liaison"}},
//		Best: func(s argument.Setting) func(load, teams float64) int {
//			return func(load, teams float64) int { return quickest(s, load, teams) }
//		},
//		…
//	}
type Map struct {
	ID string
	// Subtitle names the options, the measure by which one is best, and the axes. The meaning
	// of the letters on the map is put behind it.
	Subtitle   string
	Across, Up *Param
	X, Y       Axis
	// Columns and Rows are how many cells there are: each costs a look at all options in
	// the frame of a drag that moves any other slider. 20 by 12 read well.
	Columns, Rows int
	Options       []Option
	// Best returns the index of the best option at a place, the other parameters being
	// those of s; −1 where none will do, which is left white.
	Best  func(s Setting) func(across, up float64) int
	Title func(b *Sheet, today, whatIf int) string
}

// An Option is one of those between which a [Map] decides. Its fill follows from its
// index in the list.
type Option struct{ ID, Letter, Name string }

// optionFills tell six options apart without a colour; the letters are read on all of
// them.
var optionFills = [...]Fill{Pale, Hatch, Half, HatchBack, Cross, Empty}

func (p *Map) sweep() (*Sweep, []int) { return nil, nil }
func (p *Map) counts() []Count        { return nil }

// cells are the best options, row by row from below.
func (p *Map) cells(b *Sheet) [][]int {
	s := b.WhatIf.At(p.Across, p.Across.Min).At(p.Up, p.Up.Min) // where here is makes no difference
	return b.Keep("map "+p.ID, s, func() any {
		best := p.Best(s)
		rows := make([][]int, p.Rows)
		for r := range rows {
			for k := range p.Columns {
				rows[r] = append(rows[r], best(middle(p.X, k, p.Columns), middle(p.Y, r, p.Rows)))
			}
		}
		return rows
	}).([][]int)
}

// edge is where the k-th of n equal parts of an axis begins, and middle where half of
// it lies.
func edge(a Axis, k, n int) float64   { return a.Part(float64(k) / float64(n)) }
func middle(a Axis, k, n int) float64 { return a.Part((float64(k) + 0.5) / float64(n)) }

func (p *Map) draw(b *Sheet) Chart {
	c := Chart{ID: p.ID, X: p.X, Y: p.Y, Subtitle: p.Subtitle + ":"}
	for i, o := range p.Options {
		c.Layers = append(c.Layers, Layer{ID: o.ID, Name: o.Name, Shape: Cells, Label: o.Name, Letter: o.Letter, Fill: optionFills[i]})
	}
	for r, row := range p.cells(b) {
		for from := 0; from < len(row); {
			to := from + 1
			for to < len(row) && row[to] == row[from] {
				to++
			}
			if row[from] >= 0 {
				l := &c.Layers[row[from]]
				lo, hi := edge(p.X, from, p.Columns), edge(p.X, to, p.Columns)
				l.X, l.Y, l.Lo, l.Hi = append(l.X, (lo+hi)/2), append(l.Y, middle(p.Y, r, p.Rows)), append(l.Lo, lo), append(l.Hi, hi)
				l.From, l.To = append(l.From, edge(p.Y, r, p.Rows)), append(l.To, edge(p.Y, r+1, p.Rows))
			}
			from = to
		}
	}
	var key []string // of those that are anywhere best
	for i, o := range p.Options {
		if len(c.Layers[i].X) > 0 {
			key = append(key, o.Letter+" "+o.Name)
		}
	}
	c.Subtitle += " " + strings.Join(key, ", ")
	mark := func(side *Side, id string, role Role, label string) int {
		x, y := side.Of(p.Across), side.Of(p.Up)
		c.Layers = append(c.Layers, Layer{ID: id, Name: label, Shape: Marker, Role: role, Label: label, X: []float64{x}, Y: []float64{y}})
		return p.Best(side.Setting)(x, y)
	}
	today := mark(&b.Today, "today", Today, "today")
	if b.Today.Of(p.Across) == b.WhatIf.Of(p.Across) && b.Today.Of(p.Up) == b.WhatIf.Of(p.Up) {
		c.Layers[len(c.Layers)-1].Label = ""
	}
	whatIf := mark(&b.WhatIf, "whatif", WhatIf, "here")
	name := func(best int) string {
		if best < 0 {
			return "none"
		}
		return p.Options[best].Name
	}
	c.Title, c.Alt = p.Title(b, today, whatIf), "A map, white where none will do: "+p.Subtitle+". Best here: "+name(whatIf)
	if !b.Same() {
		c.Alt += "; today: " + name(today)
	}
	c.Alt += "."
	return c
}

package argument

import "slices"

// Paths is how something changes over minutes or days, a few options each taking their
// way: what-if's in full, with the area below it, today's as a ghost, the others thin.
//
//	&argument.Paths{
//		ID: "exposure", Subtitle: "share of users who have the flaw, by minutes after the release", Ways: []argument.Way{{"all", "all at once"}, {"canary", "canary"}},
//		X: func(*argument.Sheet) argument.Axis { return argument.CountAxis("minutes after the release", words.Minutes, 120) },
//		Y: func(*argument.Sheet) argument.Axis { return argument.ShareAxis("share of users", 1) },
//		Of:     func(s argument.Setting, way int) (x, y []float64) { return []float64{0, 60, 73}, []float64{0.1, 1, 0} },
//		Chosen: func(s argument.Setting) int { return int(s.Of(rollout)) },
//		Mark:   func(s argument.Setting, way int) (x, y float64) { return 60, 1 },
//		…
//	}
type Paths struct {
	ID, Subtitle string
	X, Y         func(*Sheet) Axis
	Ways         []Way
	// Of returns the way of an option under a setting: y[i] at x[i], the same number of
	// points for every setting if it is to move in a story.
	Of func(s Setting, way int) (x, y []float64)
	// Chosen is which option a setting takes.
	Chosen func(Setting) int
	// Mark is where on its path an option is named; where that is beyond the axis it is named
	// at the path's end. NaN is nowhere.
	Mark       func(s Setting, way int) (x, y float64)
	Title, Alt func(*Sheet) string
}

// A Way is one option of [Paths].
type Way struct{ ID, Label string }

func (p *Paths) sweep() (*Sweep, []int) { return nil, nil }
func (p *Paths) counts() []Count        { return nil }

func (p *Paths) draw(b *Sheet) Chart {
	c := Chart{ID: p.ID, Subtitle: p.Subtitle, X: p.X(b), Y: p.Y(b), Title: p.Title(b), Alt: p.Alt(b)}
	var marks []Layer
	// add adds an option's path, or where it is not drawn a layer without one, and what names it.
	add := func(id, name, label string, role Role, s Setting, way int, drawn bool) *Layer {
		l, mark := Layer{ID: id, Name: name, Shape: Line, Role: role}, Layer{ID: id + "-mark", Name: name, Shape: Marker, Role: role}
		if drawn {
			l.X, l.Y = p.Of(s, way)
			switch x, y := p.Mark(s, way); {
			case x <= c.X.Max:
				mark.X, mark.Y, mark.Label = []float64{x}, []float64{y}, label
			case x > c.X.Max:
				l.Label = label
			}
		}
		c.Layers, marks = append(c.Layers, l), append(marks, mark)
		return &c.Layers[len(c.Layers)-1]
	}
	todayWay, whatIfWay := p.Chosen(b.Today.Setting), p.Chosen(b.WhatIf.Setting)
	for i, w := range p.Ways {
		add(w.ID, w.Label, w.Label, Plain, b.WhatIf.Setting, i, i != whatIfWay && i != todayWay)
	}
	at := len(c.Layers)
	add("today", "today", "today", Today, b.Today.Setting, todayWay, !b.Same())
	whatIf := add("whatif", "what-if", p.Ways[whatIfWay].Label, WhatIf, b.WhatIf.Setting, whatIfWay, true)
	below := Layer{ID: "below", Name: "below what-if", Shape: Band, Role: WhatIf, X: whatIf.X, Lo: make([]float64, len(whatIf.X)), Hi: whatIf.Y}
	c.Layers = append(slices.Insert(c.Layers, at, below), marks...)
	return c
}

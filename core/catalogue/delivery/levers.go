package delivery

import (
	"math"

	"kingman/core/argument"
)

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
	before := evaluate(s)
	for r, lever := range pulled {
		after := evaluate(half(s, lever.param))
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
		all := b.Keep("levers", b.Today.Setting, func() any { return moves(b.Today.Setting) }).([len(pulled)][len(keys)]float64)
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

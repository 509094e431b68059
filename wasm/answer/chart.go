package answer

import "kingman/core/scenario"

// A chart is what is drawn, as data.
type chart struct {
	ID       string   `json:"id"`
	Title    string   `json:"title"`
	Subtitle string   `json:"subtitle"`
	Alt      string   `json:"alt"`
	X        axis     `json:"xAxis"`
	Y        axis     `json:"yAxis"`
	Rows     []string `json:"rows,omitempty"` // of stacked bars, which y counts from 0
	Layers   []layer  `json:"layers"`
}

type axis struct {
	Name    string  `json:"name"`
	Unit    string  `json:"unit,omitempty"`
	Min     number  `json:"min"`
	Max     number  `json:"max"`
	Missing missing `json:"missing,omitempty"`
}

// A layer is one line, band or set of points; series that it does not have are
// left out.
type layer struct {
	ID      string   `json:"id"`
	Name    string   `json:"name,omitempty"`
	Label   string   `json:"label,omitempty"`
	Shape   string   `json:"shape"`
	Role    string   `json:"role,omitempty"`
	X       []number `json:"x,omitempty"`
	Y       []number `json:"y,omitempty"`
	Lo      []number `json:"lo,omitempty"`
	Hi      []number `json:"hi,omitempty"`
	Missing missing  `json:"missing,omitempty"`
}

func chartOf(c scenario.Chart) chart {
	out := chart{ID: c.ID, Title: c.Title, Subtitle: c.Subtitle, Alt: c.Alt, X: axisOf(c.X), Y: axisOf(c.Y), Layers: []layer{}}
	for _, r := range c.Rows {
		out.Rows = append(out.Rows, r.Name)
	}
	for _, l := range c.Layers {
		y := layer{
			ID: l.ID, Name: l.Name, Label: l.Label, Shape: string(l.Shape), Role: string(l.Role),
			X: numbers(l.X), Y: numbers(l.Y), Lo: numbers(l.Lo), Hi: numbers(l.Hi),
		}
		y.Missing.add("x", l.X)
		y.Missing.add("y", l.Y)
		y.Missing.add("lo", l.Lo)
		y.Missing.add("hi", l.Hi)
		out.Layers = append(out.Layers, y)
	}
	return out
}

func axisOf(a scenario.Axis) axis {
	out := axis{Name: a.Name, Unit: string(a.Unit), Min: number(a.Min), Max: number(a.Max)}
	out.Missing.add("min", []float64{a.Min})
	out.Missing.add("max", []float64{a.Max})
	return out
}

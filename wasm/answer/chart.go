package answer

import "kingman/core/argument"

// chart writes what is drawn, as data.
func (w *writer) chart(c *argument.Chart) {
	w.Object()
	w.Name("id").Text(c.ID)
	w.Name("title").Text(c.Title)
	w.Name("subtitle").Text(c.Subtitle)
	w.Name("alt").Text(c.Alt)
	w.axis("xAxis", &c.X)
	w.axis("yAxis", &c.Y)
	if len(c.Rows) > 0 { // of stacked bars, which y counts from 0
		w.Name("rows").Array()
		for _, r := range c.Rows {
			w.Text(r.Name)
		}
		w.End()
	}
	w.Name("layers").Array()
	for i := range c.Layers {
		w.layer(&c.Layers[i])
	}
	w.End()
	w.End()
}

func (w *writer) axis(name string, a *argument.Axis) {
	w.Name(name).Object()
	w.Name("name").Text(a.Name)
	w.some("unit", string(a.Unit))
	w.number("min", a.Min)
	w.number("max", a.Max)
	w.missing(series{"min", []float64{a.Min}}, series{"max", []float64{a.Max}})
	w.End()
}

// layer writes one line, band or set of points; series that it does not have
// are left out.
func (w *writer) layer(l *argument.Layer) {
	w.Object()
	w.Name("id").Text(l.ID)
	w.some("name", l.Name)
	w.some("label", l.Label)
	w.Name("shape").Text(string(l.Shape))
	w.some("role", string(l.Role))
	all := [...]series{{"x", l.X}, {"y", l.Y}, {"lo", l.Lo}, {"hi", l.Hi}}
	for _, s := range all {
		if len(s.values) == 0 {
			continue
		}
		w.Name(s.name).Array()
		for _, v := range s.values {
			w.orNull(v)
		}
		w.End()
	}
	w.missing(all[:]...)
	w.End()
}

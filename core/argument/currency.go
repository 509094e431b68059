package argument

import "kingman/core/words"

// In returns v with its texts in the currency c. Figures say their numbers in dollars:
// whoever writes them puts them into c. The charts and sentences of v change with it.
func (v View) In(c words.Currency) View {
	if c == "" {
		return v
	}
	put := func(texts ...*string) {
		for _, t := range texts {
			*t = c.In(*t)
		}
	}
	sentence := func(s Sentence) {
		for i := range s {
			put(&s[i].Text)
		}
	}
	sentence(v.Headline)
	sentence(v.Gap)
	for _, s := range v.Asides {
		sentence(s)
	}
	for i := range v.Figures {
		put(&v.Figures[i].Label, &v.Figures[i].Method)
	}
	for i := range v.Charts {
		chart := &v.Charts[i]
		chart.Currency = c
		put(&chart.Title, &chart.Subtitle, &chart.Alt)
		chart.X = chart.X.In(c)
		chart.Y = chart.Y.In(c)
		for k := range chart.Rows {
			put(&chart.Rows[k].Name, &chart.Rows[k].Label, &chart.Rows[k].End)
		}
		for k := range chart.Layers {
			put(&chart.Layers[k].Label, &chart.Layers[k].Name)
			for n := range chart.Layers[k].Texts {
				put(&chart.Layers[k].Texts[n])
			}
		}
	}
	return v
}

// CountsMoney says whether any parameter is an amount of money.
func (e *Entry) CountsMoney() bool {
	for _, p := range e.Params {
		if p.Unit == words.Money {
			return true
		}
	}
	return false
}

// In returns an axis, whose texts are made in dollars, in the reader's currency; what is in
// it already stays.
func (a Axis) In(c words.Currency) Axis {
	if c == "" {
		return a
	}
	a.Name = c.In(a.Name)
	ticks := make([]Tick, len(a.Ticks))
	for i, t := range a.Ticks {
		t.Text = c.Tick(t.Text)
		ticks[i] = t
	}
	a.Ticks = ticks
	return a
}

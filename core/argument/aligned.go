package argument

// Aligned gives a drawing the margins of the widest, so that two whose x axes are the
// same can stand under each other: the first and the third of a page, or the second and
// the fourth.
func Aligned(d Drawing) Drawing { return aligned{d} }

type aligned struct{ Drawing }

func (a aligned) draw(b *Sheet) Chart {
	c := a.Drawing.draw(b)
	c.Aligned = true
	return c
}

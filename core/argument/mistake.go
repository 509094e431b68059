package argument

import "kingman/core/smallfmt"

// mistake says what m lacks, or has that cannot be; "" is nothing.
func (m *Model) mistake() string {
	e := m.Entry
	for _, holds := range [...]struct {
		so        bool
		otherwise string
	}{
		{e.Main.of(e), "Main is none of its Params"},
		{m.Background != nil, "Background is not set"},
		{m.Formula != nil, "Formula is not set"},
		{m.Headline != nil, "Headline is not set"},
		{len(m.Drawings) > 0, "there are no Drawings"},
		{m.has(m.Compared) || len(m.Numbers) == 0, smallfmt.Sprintf("Compared is %d, of %d Numbers", m.Compared, len(m.Numbers))},
		{!m.simulates() || e.weeks != nil || e.days != nil, `Params have none called "weeks" or "days", to which it could be simulated`},
		{!m.simulates() || m.Effort.In != nil, "Effort.In is not set"},
		{!m.simulates() || m.Effort.Least > 0 && m.Effort.Most >= m.Effort.Least, "Effort.Most is to be Effort.Least or more, and that 1 or more"},
		{!m.simulates() || m.Why != nil, "Why is not set"},
	} {
		if !holds.so {
			return holds.otherwise
		}
	}
	for k, d := range m.Drawings {
		if mistake := m.mistakeIn(d); mistake != "" {
			return smallfmt.Sprintf("Drawings[%d]: %s", k, mistake)
		}
	}
	return ""
}

// mistakeIn is mistake of one of m's drawings.
func (m *Model) mistakeIn(d Drawing) string {
	w, numbers := d.sweep()
	curve, isCurve := d.(*Curve)
	if l, ok := d.(*Lens); ok && l.Lead >= 0 {
		numbers = []int{l.Lead}
	}
	for _, n := range numbers {
		if !m.has(n) {
			return smallfmt.Sprintf("it shows number %d, of %d Numbers", n, len(m.Numbers))
		}
	}
	switch {
	case isCurve && curve.Sweep == nil:
		return "a curve without a Sweep"
	case w == nil:
		return ""
	case w.X == nil:
		return "X of the sweep " + w.ID + " is not set"
	case w.Along == nil && (isCurve || w.Setting == nil):
		return "Along of the sweep " + w.ID + " is not set"
	case w.Along != nil && !w.Along.of(m.Entry):
		return smallfmt.Sprintf("the sweep %s is along %q, which is none of the Params", w.ID, w.Along.ID)
	}
	return ""
}

// has says whether there is a number with that index.
func (m *Model) has(number int) bool { return number >= 0 && number < len(m.Numbers) }

// of says whether p is one of e's parameters.
func (p *Param) of(e *Entry) bool { return p != nil && p.entry == e }

package sim

// StepParts says where lead times went at one step, in hours by Part: of those delivered, and so far of those in the system. The time outside limits
// before a step is that step's. Again is the time of items that had completed the step, or one behind it in Class.Steps, before they came to it; the rest
// is First. The pieces of an item that has been split are what it spends at the step that splits it.
type StepParts struct{ First, Again [Parts]float64 }

// Part returns the hours of a part, first and again.
func (s *StepParts) Part(p Part) float64 { return s.First[p] + s.Again[p] }

// A book says how the hours of a step are kept. Where nobody comes again, leaves undelivered or is interrupted, they are those of StepTotals, and the
// event loops have nothing to do for them.
type book struct {
	kept bool
	cell [2][Parts]int32 // where they are in the class's row, first and again; −1 for what cannot be
}

// compileBooks decides what is kept of each step. It comes last: a step that is kept takes its station from what the loop handles in line.
func (e *Engine) compileBooks(m *Model) {
	if !e.options.ByStep {
		return
	}
	e.books = make([]book, len(e.steps))
	back := e.wentBack()
	for k := range e.classes {
		c := &e.classes[k]
		c.leaves = m.mayLeave(k)
		width := int32(0)
		for j := range m.Classes[k].Steps {
			at := c.first + int32(j)
			sp := &e.steps[at]
			st := &e.stations[sp.station]
			b := &e.books[at]
			if b.kept = back[at] || c.leaves || !st.inLoop && e.net == nil; b.kept && e.net == nil {
				st.inLoop = false
			}
			for again := range b.cell {
				for p := range b.cell[again] {
					b.cell[again][p] = none
					if b.kept && (again == 0 || back[at]) && e.mayBe(sp, Part(p), again == 1) {
						b.cell[again][p] = width
						width++
					}
				}
			}
		}
		c.kept = make([]float64, width)
		if c.leaves {
			e.rowWidth = max(e.rowWidth, width)
		}
	}
	for k := range e.sources { // who may leave undelivered gets a row
		s := &e.sources[k]
		s.plain = s.plain && !e.classes[s.class].leaves
	}
}

// booksAt reports whether books are kept of a step at station k.
func (e *Engine) booksAt(k int) bool {
	for j := range e.books {
		if e.books[j].kept && int(e.steps[j].station) == k {
			return true
		}
	}
	return false
}

// wentBack says, for each step, whether items may come to it again after they have completed it or a later one: so it is for a step to which a
// way leads back, and for all steps on the ways from there.
func (e *Engine) wentBack() []bool {
	back := make([]bool, len(e.steps))
	for again := true; again; {
		again = false
		for k := range e.steps {
			sp := &e.steps[k]
			for _, w := range [...]*ways{&sp.ways, &sp.givesUp} {
				for j := w.firstWay - 1; j < w.lastWay; j++ {
					to := w.next
					if j >= w.firstWay {
						to = e.branches[j].step
					}
					if to != none && !back[to] && (to <= int32(k) || back[k]) {
						back[to], again = true, true
					}
				}
			}
		}
	}
	return back
}

// mayLeave reports whether items of a class may leave undelivered.
func (m *Model) mayLeave(class int) bool {
	for _, s := range m.Classes[class].Steps {
		if st := &m.Stations[s.Station]; st.Kind == Line && (s.Patience.Mean() > 0 || st.Room > 0) {
			return true
		}
	}
	for _, a := range m.Trace {
		if a.Class == class && a.Patience > 0 {
			return true
		}
	}
	return false
}

// mayBe reports whether a step has such hours.
func (e *Engine) mayBe(sp *step, p Part, again bool) bool {
	st := &e.stations[sp.station]
	if sp.split != nil {
		return true
	}
	switch p {
	case Held:
		return st.under != 0
	case Wait:
		return st.kind == Line
	case Touch:
		return st.kind == Line && !again
	case Rework:
		return st.kind == Line && again
	case Interrupted:
		// People may be called away from one station to another.
		return st.kind == Line && (st.discipline == PreemptiveResume || st.discipline == Sharing || st.byPeople)
	case Switching:
		return st.discipline == Sharing
	case Handoff:
		return st.kind == Delay
	default:
		return st.kind == Gate
	}
}

// isAgain is 1 if the item has completed its step, or one behind it, before, else 0.
func (e *Engine) isAgain(it *item) int {
	if e.steps[it.step].index <= it.far {
		return 1
	}
	return 0
}

// row is where the hours of item i are kept: an item that may leave undelivered has a row of its own until it is delivered.
func (e *Engine) row(i int32, c *class) []float64 {
	if !c.leaves {
		return c.kept
	}
	from := int(i) * int(e.rowWidth)
	return e.rows[from : from+len(c.kept)]
}

// openRow clears the row of a new item.
func (e *Engine) openRow(i int32, c *class) {
	if !c.leaves {
		return
	}
	for len(e.rows) < (int(i)+1)*int(e.rowWidth) {
		e.rows = append(e.rows, 0)
	}
	clear(e.row(i, c))
}

// closeRow adds the row of an item that is delivered to those of its class.
func (e *Engine) closeRow(i int32, c *class) {
	if !c.leaves {
		return
	}
	for k, hours := range e.row(i, c) {
		c.kept[k] += hours
	}
}

// post puts hours that item i has spent at its step, or outside before it, into the books.
func (e *Engine) post(i int32, p Part, hours float64) {
	it := &e.items[i]
	if b := &e.books[it.step]; b.kept && hours != 0 {
		e.row(i, &e.classes[e.steps[it.step].class])[b.cell[e.isAgain(it)][p]] += hours
	}
}

// postPlain is post for an item of the net, in which nobody leaves undelivered.
func (e *Engine) postPlain(it *plainItem, p Part, hours float64) {
	b := &e.books[it.step]
	if !b.kept {
		return
	}
	sp, again := &e.steps[it.step], 0
	if sp.index <= it.far {
		again = 1
		if p == Touch {
			p = Rework
		}
	}
	e.classes[sp.class].kept[b.cell[again][p]] += hours
}

// postPiece is post for the hours of a piece, the last of item i's.
func (e *Engine) postPiece(i int32, hours *[Parts]float64) {
	for p, h := range hours {
		e.post(i, e.asPiece(Part(p), &e.items[i]), h)
	}
}

func (e *Engine) restartBooks() {
	e.rows = e.rows[:0]
	for k := range e.classes {
		clear(e.classes[k].kept)
	}
}

// byStep reads the books, with the time so far of those who are there. The net is settled.
func (e *Engine) byStep(piece []int32) []StepParts {
	if e.books == nil {
		return nil
	}
	all := make([]StepParts, len(e.steps))
	for k := range e.books {
		sp, b := &e.steps[k], &e.books[k]
		switch {
		case b.kept:
			b.read(e.classes[sp.class].kept, &all[k])
		case e.stations[sp.station].kind == Delay:
			all[k].First[Handoff] = sp.Service
		default:
			all[k].First[Wait], all[k].First[Touch], all[k].First[Interrupted], all[k].First[Held] = sp.Wait, sp.Service, sp.Interrupted, sp.Held
		}
	}
	for i := range e.items {
		it := &e.items[i]
		if it.state == unborn {
			continue
		}
		c := &e.classes[e.steps[it.step].class]
		if c.leaves {
			row := e.row(int32(i), c)
			for k := c.first; k < c.first+int32(len(e.model.Classes[c.index].Steps)); k++ {
				e.books[k].read(row, &all[k])
			}
		}
		var now [Parts]float64
		e.addPresent(int32(i), &now, piece)
		to := &all[it.step].First
		if e.isAgain(it) == 1 {
			to = &all[it.step].Again
		}
		for p, hours := range now {
			to[p] += hours
		}
	}
	return all
}

// read adds a step's hours in a row.
func (b *book) read(row []float64, to *StepParts) {
	for p := range to.First {
		if k := b.cell[0][p]; k != none {
			to.First[p] += row[k]
		}
		if k := b.cell[1][p]; k != none {
			to.Again[p] += row[k]
		}
	}
}

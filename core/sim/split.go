package sim

import "math"

// The pieces of an item are items of their own. Each knows the first of the items that it is a piece of: one at a Delay, at a Gate as many as were let
// through together, which are linked by next. That first one counts how many pieces are still there (timer) and keeps when one of them
// was first touched (left).

// ofPieces is an item's owner if it is a piece of item whole, and whole what the owner says then. No finite source has such a number.
func ofPieces(whole int32) int32 { return none - 1 - whole }
func (it *item) whole() int32    { return none - 1 - it.owner }
func (it *item) isPiece() bool   { return it.owner < none }

// split makes the pieces of item i and of those that are linked to it, which are at the same step.
func (e *Engine) split(i int32) {
	step := e.items[i].step
	e.items[i].timer, e.items[i].left = 0, math.Inf(1)
	for _, s := range e.steps[step].split {
		for range s.Pieces {
			n := e.newItem(int32(s.Class))
			if n == none {
				return
			}
			e.items[n].owner = ofPieces(i)
			e.items[i].timer++
			e.later(n, begin)
		}
	}
	if e.options.Log != nil {
		pieces := e.items[i].timer
		for k := i; k != none; k = e.items[k].next {
			e.options.Log.addBy(e.now, e.items[k].id, MadePieces, e.steps[step].station, pieces)
		}
	}
}

// pieceGone is told that a piece has left the system. With the last one its whole goes on, after this event.
func (e *Engine) pieceGone(p *item) {
	i := p.whole()
	first := &e.items[i]
	if p.first >= 0 {
		first.left = min(first.left, math.Float64frombits(uint64(p.first)))
	}
	if first.timer--; first.timer > 0 {
		return
	}
	first.timer = none
	touched := first.left
	st := &e.stations[e.steps[first.step].station]
	for next := none; i != none; i = next {
		it := &e.items[i]
		next = it.next
		sp := &e.steps[it.step]
		d := e.now - it.mark
		e.follow(&it.parts, &p.parts, it)
		if e.books != nil {
			e.postPiece(i, &p.parts)
		}
		if it.first < 0 && touched <= math.MaxFloat64 {
			it.first = int64(math.Float64bits(touched))
		}
		it.mark = e.now
		it.state = moving
		sp.Served++
		sp.Service += d
		st.serving--
		if e.options.Log != nil {
			e.options.Log.add(e.now, it.id, Completed, st.index)
		}
		e.later(i, goOn)
	}
	if st.tells {
		e.tell(st)
	}
}

// follow adds the parts of a piece to those of its whole, it. What the whole has been through already it goes through again.
func (e *Engine) follow(parts, piece *[Parts]float64, it *item) {
	for k, x := range piece {
		parts[e.asPiece(Part(k), it)] += x
	}
}

// asPiece is what a part of a piece is to its whole, it.
func (e *Engine) asPiece(p Part, it *item) Part {
	if p == Touch && e.isAgain(it) == 1 {
		return Rework
	}
	return p
}

// piecesToFollow returns, for each item that has been split, which piece it follows so far: of those that are still there, the one that came into being
// first. It is nil if the model splits nothing.
func (e *Engine) piecesToFollow() []int32 {
	if !e.splits {
		return nil
	}
	piece := make([]int32, len(e.items))
	for i := range piece {
		piece[i] = none
	}
	for k := range e.items {
		it := &e.items[k]
		if it.state == unborn || !it.isPiece() {
			continue
		}
		if i := it.whole(); piece[i] == none || it.id < e.items[piece[i]].id {
			piece[i] = int32(k)
		}
	}
	for i := range piece {
		if it := &e.items[i]; it.state == inPieces && it.timer >= 0 { // the first of those that were split together
			for k := it.next; k != none; k = e.items[k].next {
				piece[k] = piece[i]
			}
		}
	}
	return piece
}

package sim

import "math"

// stepPlain is Step for a plain net.
func (e *Engine) stepPlain(left int64) (done bool) {
	if !e.net.started {
		e.startPlain()
	}
	for left > 0 {
		if left = e.runPlain(left); left > 0 && e.reach() {
			return true
		}
	}
	return false
}

// runPlain runs up to left events, or those before the next pause, and returns how many of left remain. It is one function without
// calls, but for what is rare: a call costs as much as half an event in WebAssembly.
func (e *Engine) runPlain(left int64) int64 {
	n := e.net
	leaves := n.leaves
	mask := int64(leaves - 1)
	collectFrom := e.collectFrom()
	pause := int64(0)
	if e.pause > 0 {
		pause = int64(math.Float64bits(e.pause))
	}
	seq := e.cal.seq
	e.events += left
	now := e.now
	for {
		s := int(n.keys[1] & mask)
		p := &n.slots[s&(plainMost-1)]
		if (p.at-pause)&-left >= 0 { // one of the two is not negative: none is left, or the pause has come
			break
		}
		left--
		now = math.Float64frombits(uint64(p.at))
		i := p.who
		kind := p.place / plainMost
		next := int64(0)
		if kind != oneOfSeveral {
			next = p.after
		} else { // the server turns to the line
			st := &n.stations[p.place&(plainMost-1)]
			i := st.head
			p.who = i
			if i != nobody {
				it := n.item(i)
				st.head = it.next
				next = int64(math.Float64bits(now + it.start))
				sp := &n.steps[it.step&(plainMost-1)]
				came := it.mark
				w := now - came
				it.mark, it.start, it.count = now, now, -1
				it.parts[plainWait] += w
				it.first = firstTouch(it.first, now)
				sp.wait += w
				sp.delayed += positive(w)
				if now >= st.from {
					st.counted++
					st.waits.count(w)
				} else if st.watched {
					e.countWait(st, it, came, now)
				}
			} else {
				next = infinity + int64(s)*int64(leaves)
				p.after = int64(st.idle)
				st.idle = int32(s)
			}
		}

		// The slot that fired gets its next time.
		p.at = next
		p.seq = seq
		seq++
		key := next&^mask | int64(s)
		near := int64(0)
		k := s + leaves
		for {
			n.keys[k&(2*plainMost-1)] = key
			a, b, c := n.keys[(k^1)&(2*plainMost-1)], n.keys[(k^2)&(2*plainMost-1)], n.keys[(k^3)&(2*plainMost-1)]
			d := b - a
			m := d >> 63
			near |= (d ^ m) - m - int64(leaves)
			a += d & m
			d = c - a
			m = d >> 63
			near |= (d ^ m) - m - int64(leaves)
			a += d & m
			d = a - key
			m = d >> 63
			near |= (d ^ m) - m - int64(leaves)
			key += d & m
			k >>= 2
			if k <= 1 {
				break
			}
		}
		n.keys[1] = key
		if near < 0 {
			n.replay(s)
		}

		to := none
		it := n.item(i)
		if kind < aSource {
			if kind == onlyServer {
				second := it.next
				p.who = second
				p.after = n.item(second).then
			}
			sp := &n.steps[it.step&(plainMost-1)]
			w := it.start - it.mark
			d := now - it.start
			it.parts[plainWait] += w
			it.first = firstTouch(it.first, it.start)
			sp.wait += w
			sp.delayed += positive(w)
			sp.served++
			sp.service += d
			if st := sp.station; it.count >= st.from {
				st.counted++
				st.waits.count(w)
			} else if st.watched {
				e.countVisit(st, it, d)
			}
			it.mark = now
			further := sp.index - it.far
			again := uint32(further-1) >> 31
			it.parts[(plainTouch+again)&3] += d
			it.far += further &^ (further >> 31)
			to = sp.next
			if r := sp.route; r != nil {
				if r.at == r.filled {
					r.refill()
				}
				u := int64(math.Float64bits(r.all[r.at&(blockLength-1)]))
				r.at++
				for w := len(sp.ways) - 1; w >= 0; w-- {
					to += (sp.ways[w].step - to) & int32((u-sp.ways[w].below)>>63)
				}
				to += (sp.way - to) & int32((u-sp.below)>>63)
			}
		} else if kind == aSource {
			src := &n.sources[p.place&(plainMost-1)]
			g := src.gaps
			if g.at == g.filled {
				g.refill()
			}
			p.after = int64(math.Float64bits(math.Float64frombits(uint64(next)) + g.all[g.at&(blockLength-1)]))
			g.at++
			i = n.spare
			if i == nobody {
				if i = e.addPlainItem(); i == nobody {
					pause = 0
					continue
				}
			}
			c := src.class
			c.Present++
			c.Arrived++
			e.born++
			it = n.item(i)
			n.spare = it.next
			it.parts = [4]float64{}
			it.born, it.mark, it.first = now, now, -1
			it.far, it.here, it.step = -1, true, c.first
			to = c.entry.next
			if c.entry.route != none {
				to = e.decide(&c.entry)
			}
		} else if kind == aDelay {
			i, to = e.leaveDelay(p, now)
			it = n.item(i)
		} else {
			if i, to = e.send(p, now); i == nobody {
				pause = 0
				continue
			}
			it = n.item(i)
		}

		if to != none {
			sp := &n.steps[to&(plainMost-1)]
			f := sp.work
			if f.at == f.filled {
				f.refill()
			}
			x := f.all[f.at&(blockLength-1)]
			f.at++
			st := sp.station
			it.step = to
			it.next = nobody
			server := st.slot
			if server != none {
				q := &n.slots[server&(plainMost-1)]
				tail := st.tail
				st.tail = i
				it.then = infinity + int64(server)*int64(leaves)
				first := q.who
				if first != nobody {
					last := n.item(tail)
					last.next = i
					it.start = st.free
					it.count = st.free
					x += st.free
					st.free = x
					end := int64(math.Float64bits(x))
					last.then = end
					q.after += (end - q.after) & ((int64(first^tail) - 1) >> 63)
					continue
				}
				q.who = i
				q.after = it.then
			} else {
				server = st.idle
				if server == none {
					if st.delay != nil {
						e.enterDelay(i, st, now, x, seq)
						seq++
						continue
					}
					it.start = x
					if st.head == nobody {
						st.head = i
					} else {
						n.item(st.tail).next = i
					}
					st.tail = i
					continue
				}
				st.idle = int32(n.slots[server&(plainMost-1)].after)
				n.slots[server&(plainMost-1)].who = i
			}
			it.start = now
			it.count = now
			x += now
			st.free = x
			q := &n.slots[server&(plainMost-1)]
			q.at = int64(math.Float64bits(x))
			q.seq = seq
			seq++
			key = q.at&^mask | int64(server)
			near = 0
			k = int(server) + leaves
			for {
				n.keys[k&(2*plainMost-1)] = key
				a, b, c := n.keys[(k^1)&(2*plainMost-1)], n.keys[(k^2)&(2*plainMost-1)], n.keys[(k^3)&(2*plainMost-1)]
				d := b - a
				m := d >> 63
				near |= (d ^ m) - m - int64(leaves)
				a += d & m
				d = c - a
				m = d >> 63
				near |= (d ^ m) - m - int64(leaves)
				a += d & m
				d = a - key
				m = d >> 63
				near |= (d ^ m) - m - int64(leaves)
				key += d & m
				k >>= 2
				if k <= 1 {
					break
				}
			}
			n.keys[1] = key
			if near < 0 {
				n.replay(int(server))
			}
		} else {
			c := n.steps[it.step&(plainMost-1)].class
			wait, touch, rework, handoff := it.parts[plainWait], it.parts[plainTouch], it.parts[plainRework], it.parts[plainHandoff]
			c.Parts[Wait] += wait
			c.Parts[Touch] += touch
			c.Parts[Rework] += rework
			c.Parts[Handoff] += handoff
			lead := wait + touch + rework + handoff
			c.Delivered++
			c.LeadTime += lead
			if it.first >= 0 {
				c.CycleTime += now - math.Float64frombits(uint64(it.first))
			}
			if now >= collectFrom {
				c.leads.Add(lead)
			}
			c.Present--
			if it.owner != none {
				e.ponder(it.owner, now, seq)
				seq++
				it.owner = none
			}
			it.here = false
			it.next = n.spare
			n.spare = i
		}
	}
	e.cal.seq = seq
	e.now = now
	e.events -= left
	return left
}

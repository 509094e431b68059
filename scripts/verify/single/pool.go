package single

import "kingman/core/dist"

// pool holds when each server will be free and gives every item, in order of arrival, to the server that is
// free first.
//
// One server needs no tournament (Lindley 1952), and neither do servers that all take equally long: they take turns.
type pool struct {
	servers int
	turns   bool
	next    int // whose turn it is
	free    []float64
	order   tournament // of the servers
}

func newPool(servers int, service dist.Time) pool {
	p := pool{servers: servers, turns: service.Kind() == dist.Deterministic}
	p.free = make([]float64, servers)
	if p.plays() {
		p.order = newTournament(servers)
	}
	p.reset()
	return p
}

// plays says whether it takes a tournament to know who is free first.
func (p *pool) plays() bool { return p.servers > 1 && !p.turns }

// reset makes every server free at time 0.
func (p *pool) reset() {
	clear(p.free)
	p.next = 0
	p.rebuild()
}

// rebuild plays the whole tournament again, after the times have been changed.
func (p *pool) rebuild() {
	if p.plays() {
		p.order.plant(p.free)
	}
}

// rebase moves the origin of time to now, at or before the next arrival: servers free by then count as free at 0.
func (p *pool) rebase(now float64) {
	for s := range p.free {
		p.free[s] = max(0, p.free[s]-now)
	}
	p.rebuild()
}

// first returns the server that is free first.
func (p *pool) first() int {
	if p.plays() {
		return p.order.winner()
	}
	return p.next
}

// earliest returns when the next item in the line could begin.
func (p *pool) earliest() float64 { return p.free[p.first()] }

// serve tells for each item of a block, from its arrival and service, when a server was ready for it and when it is done.
// Arrivals must ascend, from call to call too.
func (p *pool) serve(b *block) {
	switch {
	case p.servers == 1:
		ready := b.readies[:b.n+1]
		ready[0] = p.free[0]
		inTurn(b.arrived, b.service, ready)
		p.free[0] = ready[b.n]
		b.done = ready[1:] // then it is ready for the next
	case p.turns:
		p.serveInTurns(b.arrived, b.service, b.ready, b.done)
	case p.order.leaves == 16:
		p.serveFew(b.arrived, b.service, b.ready, b.done)
	default:
		p.serveMany(b.arrived, b.service, b.ready, b.done)
	}
}

// serveOne is serve for one item.
func (p *pool) serveOne(arrived, service float64) (ready, done float64) {
	s := p.first()
	ready = p.free[s]
	done = later(ready, arrived) + service
	p.free[s] = done
	if p.plays() {
		p.order.replay(done)
	} else if p.next++; p.next == p.servers {
		p.next = 0
	}
	return ready, done
}

// serveInTurns serves items at servers that take turns.
func (p *pool) serveInTurns(arrived, service, ready, done []float64) {
	n := len(arrived)
	service, ready, done = service[:n], ready[:n], done[:n]
	next, free := p.next, p.free
	for i, a := range arrived {
		f := free[next]
		ready[i] = f
		if a > f {
			f = a
		}
		f += service[i]
		done[i] = f
		free[next] = f
		next++
		if next == len(free) {
			next = 0
		}
	}
	p.next = next
}

// serveMany serves items at any number of servers. The later of arrival and ready, plus service, is computed as in inTurn.
func (p *pool) serveMany(arrived, service, ready, done []float64) {
	n := len(arrived)
	service, ready, done = service[:n], ready[:n], done[:n]
	free, matches := p.free, p.order.matches
	mask, leaves, key := p.order.mask, p.order.leaves, p.order.first
	for i, a := range arrived {
		server := key & mask
		f, x := free[server], service[i]
		ready[i] = f
		end := greater(toKey(f+x), toKey(a+x))
		f = ofKey(end)
		done[i] = f
		free[server] = f
		key = end&^mask | server
		for k := leaves + int(server); k > 1; k >>= 2 { // as in replay, by hand: a call is dear
			match := &matches[k>>2]
			others := lesser(lesser(match[(k^1)&3], match[(k^2)&3]), match[(k^3)&3])
			match[k&3] = key
			key = lesser(key, others)
		}
	}
	p.order.first = key
}

// serveFew is serveMany for 5 to 16 servers, whose two matches it plays against each other as soon as the winner is known.
func (p *pool) serveFew(arrived, service, ready, done []float64) {
	n := len(arrived)
	service, ready, done = service[:n], ready[:n], done[:n]
	free, matches := p.free, (*[8][4]int64)(p.order.matches)
	final := &matches[1]
	mask, key := p.order.mask, p.order.first
	for i, a := range arrived {
		server := key & mask
		f, x := free[server], service[i]
		ready[i] = f
		end := greater(toKey(f+x), toKey(a+x))
		f = ofKey(end)
		done[i] = f
		free[server] = f
		at := server >> 2 & 3
		match := &matches[4+at]
		near := lesser(lesser(match[(server^1)&3], match[(server^2)&3]), match[(server^3)&3])
		far := lesser(lesser(final[at^1], final[at^2]), final[at^3])
		key = end&^mask | server
		match[server&3] = key
		final[at] = lesser(key, near)
		key = lesser(key, lesser(near, far))
	}
	p.order.first = key
}

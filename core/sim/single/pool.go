package single

import (
	"math"
	"math/bits"

	"kingman/core/dist"
)

// pool holds when each server will be free and gives every item, in order of arrival, to the server that is
// free first.
//
// It is a winner tree in an array that stores the losers: internal nodes 1 … leaves−1, the leaf of server s under
// node (leaves+s)/2. Giving the winner a new time replays one path of log₂(servers) comparisons without a
// branch to mispredict. A key is the bits of a time (those of non-negative floats order like the floats)
// with the server's number in the low bits; so times that differ by less than 2^-52 × leaves of themselves may be
// taken in the wrong order, by that little. The exact times are in free.
//
// One server needs no tree (Lindley 1952), and neither do servers that all take equally long: they take turns.
type pool struct {
	servers int
	leaves  int // power of two, at least servers
	turns   bool
	next    int // whose turn it is
	free    []float64
	lose    []int64 // lose[0] is the winner
}

func newPool(servers int, service dist.Time) pool {
	p := pool{servers: servers, turns: service.Kind() == dist.Deterministic}
	p.leaves = 1 << bits.Len(uint(servers-1))
	p.free = make([]float64, p.leaves)
	p.lose = make([]int64, p.leaves)
	p.reset()
	return p
}

// reset makes every server free at time 0.
func (p *pool) reset() {
	clear(p.free)
	p.next = 0
	p.rebuild()
}

// rebuild plays the whole tournament again, after the times have been changed.
func (p *pool) rebuild() {
	for s := p.servers; s < p.leaves; s++ {
		p.free[s] = math.Inf(1) // absent
	}
	if p.servers > 1 && !p.turns {
		p.lose[0] = p.play(1)
	}
}

// play fills the nodes below and including n with their losers and returns the winner.
func (p *pool) play(n int) int64 {
	if n >= p.leaves {
		s := n - p.leaves
		return p.key(p.free[s], s)
	}
	a, b := p.play(2*n), p.play(2*n+1)
	p.lose[n] = max(a, b)
	return min(a, b)
}

func (p *pool) key(at float64, server int) int64 {
	return int64(math.Float64bits(at))&^int64(p.leaves-1) | int64(server)
}

// rebase moves the origin of time to now, at or before the next arrival: servers free by then count as free at 0.
func (p *pool) rebase(now float64) {
	for s := range p.free[:p.servers] {
		p.free[s] = max(0, p.free[s]-now)
	}
	p.rebuild()
}

// serve tells for the item i, which arrives at arrived[i], when a server was ready for it and when it is done; it
// starts at the later of ready[i] and arrived[i]. Arrivals must ascend, from call to call too. All slices are as
// long as arrived.
func (p *pool) serve(arrived, service, ready, done []float64) {
	n := len(arrived)
	service, ready, done = service[:n], ready[:n], done[:n]
	switch {
	case p.servers == 1:
		free := p.free[0]
		for i, a := range arrived {
			ready[i] = free
			if a > free {
				free = a
			}
			free += service[i]
			done[i] = free
		}
		p.free[0] = free
	case p.turns:
		next, free := p.next, p.free[:p.servers]
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
	default:
		p.serveTree(arrived, service, ready, done)
	}
}

func (p *pool) serveTree(arrived, service, ready, done []float64) {
	leaves := p.leaves
	mask := int64(leaves - 1)
	free, lose := p.free[:leaves], p.lose[:leaves]
	key := lose[0]
	for i, a := range arrived {
		server := int(key & mask)
		f := free[server]
		ready[i] = f
		// The later of the two, as integers: no branch.
		begin, at := int64(math.Float64bits(f)), int64(math.Float64bits(a))
		begin += (begin - at) >> 63 & (at - begin)
		end := math.Float64frombits(uint64(begin)) + service[i]
		done[i] = end
		free[server] = end
		key = int64(math.Float64bits(end))&^mask | int64(server)
		for node := (server + leaves) >> 1; node > 0; node >>= 1 {
			l := lose[node]
			less := (l - key) >> 63 & (l - key) // l − key if negative, else 0: both are non-negative
			lose[node] = l - less
			key += less
		}
	}
	lose[0] = key
}

// earliest returns when the next item in the line could begin.
func (p *pool) earliest() float64 {
	switch {
	case p.servers == 1:
		return p.free[0]
	case p.turns:
		return p.free[p.next]
	}
	return p.free[int(p.lose[0])&(p.leaves-1)]
}

// serveOne is serve for one item.
func (p *pool) serveOne(arrived, service float64) (ready, done float64) {
	var a, s, r, d [1]float64
	a[0], s[0] = arrived, service
	p.serve(a[:], s[:], r[:], d[:])
	return r[0], d[0]
}

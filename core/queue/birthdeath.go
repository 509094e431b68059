package queue

import "math"

// leastChance is the chance below which a state counts as impossible.
const leastChance = 1e-20

// mostSplit is the number of states up to which split looks at servers one by one: that takes a tenth of a millisecond.
const mostSplit = 10_000

// A birthDeath is the law of a chain on 0, 1, 2, … over time, which goes up and down by one at
// rates that depend on where it is. There is no last state: states are looked at as far
// as any chance is left.
type birthDeath struct {
	p   []float64 // p[n] is the chance of n
	low int       // no n below it has any
	// What a step of time is prepared for, and the coefficients that solve it, as
	// far as anybody has been; even says that the last of them are those of all that follow.
	jumps
	solved  []solution
	even    bool
	q       float64   // of the last of them
	extraAt []float64 // see split; none where nothing is split
}

// A solution is what extend finds of a state n: 1/D_n, up_{n−1}/D_n and down_{n+1}/D_n.
type solution struct{ own, passed, fallen float64 }

// jumps are those in a step of time: up by arrivals, and down by each of the first servers at
// work, by each of the extra ones, who are asked last, and by each item that waits. Beyond
// the servers those of arrivals and servers are fewer by a factor. The extra ones have come to their
// share of the work as far as settled, from 0 to 1.
type jumps struct {
	servers, extra                            float64 // how many there are
	arrivals, ofServer, ofExtra, ofImpatience float64
	slow, settled                             float64
}

// up is how many lead up from n.
func (j *jumps) up(n float64) float64 {
	if n < j.servers+j.extra {
		return j.arrivals
	}
	return j.arrivals / j.slow
}

// down is how many lead down from n.
func (b *birthDeath) down(n int) float64 {
	if n < len(b.extraAt) {
		extra := b.extraAt[n]
		return float64((float64(n)-extra)*b.ofServer) + float64(extra*b.ofExtra)
	}
	items := float64(n)
	if items <= b.servers {
		return items * b.ofServer
	}
	all := float64(b.servers*b.ofServer) + float64(math.Min(items-b.servers, b.extra)*b.ofExtra)
	if line := items - b.servers - b.extra; line > 0 {
		return all/b.slow + float64(line*b.ofImpatience)
	}
	return all
}

// split finds how many extra servers are at work on average when n are there, if they are slower: who
// has taken an item keeps it while others are free, so that it is more than n − c. Once they have
// settled it is what a loss station has in its steady state [ours]: a line comes and goes with all
// servers at work, and leaves that law as it is.
//
// With j extra ones at work let v hold the chances of 0 to c others if one a time comes to c of
// them, and u if what leaves j + 1 comes. What goes up to j, λp(c, j−1), is what comes down
// from there:
//
//	p(·, j) = u + a·v,  a = jμ′Σu/(λv(c)),  and p(·, h) = v
func (b *birthDeath) split() {
	b.extraAt = b.extraAt[:0]
	c, h := int(b.servers), int(b.extra)
	if h == 0 || !(b.ofExtra < b.ofServer && b.ofExtra > 0 && b.arrivals > 0) || (c+1)*(h+1) > mostSplit {
		return
	}
	chance, extra := make([]float64, c+h+1), make([]float64, c+h+1)
	u, v, rest := make([]float64, c+1), make([]float64, c+1), make([]float64, c+1)
	for j := h; j >= 0; j-- { // u is what is found for j + 1
		ends := float64(float64(j) * b.ofExtra)
		for i := range v {
			u[i] *= ends + b.ofExtra
			v[i] = 0
		}
		v[c] = 1
		for i, q := 0, 0.0; i <= c; i++ { // eliminated from below, as in extend
			q = ends + float64(float64(i)*b.ofServer*q)
			d := q
			if i < c || j < h {
				d += b.arrivals
			}
			if i > 0 {
				u[i] += float64(b.arrivals * u[i-1])
				v[i] += float64(b.arrivals * v[i-1])
			}
			u[i], v[i], rest[i] = u[i]/d, v[i]/d, float64(i+1)*b.ofServer/d
			q /= d
		}
		sum := 0.0
		for i := c; i >= 0; i-- {
			if i < c {
				u[i] += float64(u[i+1] * rest[i])
				v[i] += float64(v[i+1] * rest[i])
			}
			sum += u[i]
		}
		a := 1.0
		if j < h {
			a = ends * sum / (b.arrivals * v[c])
		}
		for i := range u {
			u[i] += float64(a * v[i])
			chance[i+j] += u[i]
			extra[i+j] += float64(float64(j) * u[i])
		}
	}
	for n, p := range chance {
		least := math.Max(0, float64(n-c))
		if p > 0 {
			least += float64(b.settled * math.Max(0, extra[n]/p-least))
		}
		b.extraAt = append(b.extraAt, least)
	}
}

// startAt begins between two states, such that the mean is n.
func (b *birthDeath) startAt(n float64) {
	whole := math.Floor(n)
	b.low = int(whole)
	b.p = append(make([]float64, b.low), 1-(n-whole), n-whole)
	b.trim()
}

// move takes what is at n to a number that grows with n, between two whole ones such that
// the mean is right.
func (b *birthDeath) move(to func(n float64) float64) {
	last := to(float64(len(b.p) - 1))
	moved := make([]float64, int(last)+2)
	for n := b.low; n < len(b.p); n++ {
		whole := math.Floor(to(float64(n)))
		part := to(float64(n)) - whole
		moved[int(whole)] += float64(b.p[n] * (1 - part))
		moved[int(whole)+1] += float64(b.p[n] * part)
	}
	b.p, b.low = moved, 0
	b.trim()
}

// trim forgets states at both ends that have no chance. It reports whether any is left: of
// very many states each may have next to none.
func (b *birthDeath) trim() bool {
	for b.low < len(b.p) && b.p[b.low] < leastChance {
		b.p[b.low] = 0
		b.low++
	}
	last := len(b.p)
	for last > b.low && b.p[last-1] < leastChance {
		last--
	}
	b.p = b.p[:last]
	return last > b.low
}

// prepare sets the jumps of the steps that follow.
func (b *birthDeath) prepare(j jumps) {
	if len(b.solved) > 0 && j == b.jumps {
		return
	}
	b.jumps = j
	b.split()
	b.solved, b.even = b.solved[:0], false
	b.extend(len(b.p))
}

// extend prepares the first n states at least.
//
// An implicit Euler step solves p′ = p + p′A, with A of three diagonals: eliminated
// from below (L. H. Thomas 1949),
//
//	y_n = (p_n + up_{n−1}·y_{n−1})/D_n,  p′_n = y_n + p′_{n+1}·down_{n+1}/D_n,
//	D_n = q_n + up_n,  q_n = 1 + down_n·q_{n−1}/D_{n−1},  q_0 = 1.
//
// Written so nothing is subtracted: chances stay positive and keep their digits
// however long the step, and their sum stays 1.
//
// Where nobody loses patience all states beyond the servers have the same jumps, and q soon
// repeats itself to the last bit, and so does all that follows.
func (b *birthDeath) extend(n int) {
	for k := len(b.solved); k < n && !b.even; k++ {
		q, before := 1.0, 0.0
		if k > 0 {
			q += float64(b.solved[k-1].fallen * b.q)
			before = b.up(float64(k - 1))
			if q == b.q && b.ofImpatience == 0 && float64(k-1) > b.servers+b.extra {
				b.even = true
				return
			}
		}
		own := 1 / (q + b.up(float64(k)))
		b.solved = append(b.solved, solution{own, before * own, b.down(k+1) * own})
		b.q = q
	}
}

// step takes one step of time. It reports whether it stayed below most states.
func (b *birthDeath) step(most int) bool {
	y := 0.0
	each, rest := b.ahead()
	for i := range each {
		s := &b.solved[b.low+i]
		y = float64(each[i]*s.own) + float64(y*s.passed)
		each[i] = y
	}
	last := b.solved[len(b.solved)-1]
	for i := range rest {
		y = float64(rest[i]*last.own) + float64(y*last.passed)
		rest[i] = y
	}
	n := len(b.p)
	for {
		b.extend(n + 1)
		if y *= b.solved[min(n, len(b.solved)-1)].passed; y < leastChance {
			break
		}
		if n++; n > most {
			return false
		}
		b.p = append(b.p, y)
	}
	next := 0.0
	each, rest = b.ahead()
	last = b.solved[len(b.solved)-1]
	for i := len(rest) - 1; i >= 0; i-- {
		next = rest[i] + float64(next*last.fallen)
		rest[i] = next
	}
	for i := len(each) - 1; i >= 0; i-- {
		next = each[i] + float64(next*b.solved[b.low+i].fallen)
		each[i] = next
	}
	for n = b.low - 1; n >= 0; n-- {
		if next *= b.solved[min(n, len(b.solved)-1)].fallen; next < leastChance {
			break
		}
		b.p[n] = next
		b.low = n
	}
	return b.trim()
}

// ahead returns the chances from low on: of states with a solution each, and of the rest.
func (b *birthDeath) ahead() (each, rest []float64) {
	all, own := b.p[b.low:], max(0, len(b.solved)-b.low)
	if own < len(all) {
		return all[:own], all[own:]
	}
	return all, nil
}

// around returns the mean of min(n, c), the mean of (n − c)⁺ and the chance of c or more.
func (b *birthDeath) around(c int) (upTo, beyond, reached float64) {
	n := len(b.p) - 1
	for ; n > c && n >= b.low; n-- {
		reached += b.p[n]
		beyond += reached // Σ (n − c)·p(n) is the sum of the tails beyond c
	}
	if n > c {
		return float64(c), beyond + float64(reached*float64(n-c)), reached
	}
	if n == c && n >= b.low {
		reached += b.p[n]
		n--
	}
	upTo = float64(reached * float64(c))
	for ; n >= b.low; n-- {
		upTo += float64(b.p[n] * float64(n))
	}
	return upTo, beyond, reached
}

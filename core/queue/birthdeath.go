package queue

import "math"

// leastChance is the chance below which a state counts as impossible.
const leastChance = 1e-20

// A birthDeath is the law of a chain on 0, 1, 2, … over time, which goes up and down by one at
// rates that depend on where it is. There is no last state: states are looked at as far
// as any chance is left.
type birthDeath struct {
	p   []float64 // p[n] is the chance of n
	low int       // no n below it has any
	// What a step of time is prepared for, and the coefficients that solve it, as
	// far as anybody has been; even says that the last of them are those of all that follow.
	jumps
	solved []solution
	even   bool
	q      float64 // of the last of them
}

// A solution is what extend finds of a state n: 1/D_n, up_{n−1}/D_n and down_{n+1}/D_n.
type solution struct{ own, passed, fallen float64 }

// jumps are those in a step of time: up by arrivals, and down by each of the first servers at
// work, by each of the extra ones, who are asked last and hand over to whoever is free, and by each
// item that waits. Beyond the servers those of arrivals and servers are fewer by a factor. Those
// beside the chain are of servers who are all at work and not counted: while others are free they
// lead out of it, and else down.
type jumps struct {
	servers, extra                                    float64 // how many there are
	arrivals, ofServer, ofExtra, beside, ofImpatience float64
	slow                                              float64
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
	items := float64(n)
	if items <= b.servers {
		return items * b.ofServer
	}
	all := float64(b.servers*b.ofServer) + float64(math.Min(items-b.servers, b.extra)*b.ofExtra) + b.beside
	if line := items - b.servers - b.extra; line > 0 {
		return all/b.slow + float64(line*b.ofImpatience)
	}
	return all
}

// away is how many lead from n out of the chain.
func (j *jumps) away(n float64) float64 {
	if n <= j.servers {
		return j.beside
	}
	return 0
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
	if len(b.solved) == 0 || j != b.jumps {
		b.jumps, b.solved, b.even = j, b.solved[:0], false
	}
	b.extend(max(1, len(b.p)))
}

// extend prepares the first n states at least.
//
// An implicit Euler step solves p′ = p + p′A, with A of three diagonals: eliminated
// from below (L. H. Thomas 1949),
//
//	y_n = (p_n + up_{n−1}·y_{n−1})/D_n,  p′_n = y_n + p′_{n+1}·down_{n+1}/D_n,
//	D_n = q_n + up_n,  q_n = 1 + away_n + down_n·q_{n−1}/D_{n−1}.
//
// Written so nothing is subtracted: chances stay positive and keep their digits
// however long the step, and their sum stays 1.
//
// Where nobody loses patience all states beyond the servers have the same jumps, and q soon
// repeats itself to the last bit, and so does all that follows.
func (b *birthDeath) extend(n int) {
	for k := len(b.solved); k < n && !b.even; k++ {
		q, before := 1+b.away(float64(k)), 0.0
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

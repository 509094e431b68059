package queue

// mostStates is the number of states up to which servers and extra ones are followed together.
const mostStates = 10_000

// A twoSpeeds is the law over time of a line at servers and extra ones of another speed, who are asked
// last and keep what they have while others are free: of how many of each are at work.
//
// With j < h extra ones at work there is no line, and law j is a chain on 0 to c of the others; it
// passes on to j + 1 what comes to c of them, and to j − 1 what the extra ones finish. With all h at
// work the others and the line are a birthDeath. In an implicit Euler step A p′ = p of all of them law j
// gets s, the chance of c in law j − 1 after the step, as yet unknown:
//
//	p′_j = u_j + s·v_j
//
// From h on downwards u_j and v_j follow from those of j + 1, and p′_j from 0 on upwards: each law is
// solved as if it were alone (L. H. Thomas 1949).
type twoSpeeds struct {
	servers, extra int // c and h
	all            birthDeath
	some           []level
	// What follows from one that comes to all, for the chances from low on.
	answer    []float64
	answerLow int
	ready     jumps // those that it is for
}

// A level is the law of 0 to c others while j extra servers are at work.
type level struct {
	p      []float64
	solved []solution
	// again is what follows from s_j itself, by way of j + 1, and answer is v_j.
	again, answer []float64
	gain          float64
}

// apart takes a law of how many items there are apart: whoever is not extra is at work first.
func apart(b *birthDeath, servers, extra int) *twoSpeeds {
	t := &twoSpeeds{servers: servers, extra: extra, some: make([]level, extra)}
	for j := range t.some {
		t.some[j] = level{p: make([]float64, servers+1), again: make([]float64, servers+1), answer: make([]float64, servers+1)}
	}
	for n := b.low; n < min(len(b.p), servers+extra); n++ {
		j := max(0, n-servers)
		t.some[j].p[n-j] = b.p[n]
	}
	if len(b.p) > servers+extra {
		t.all.p = append(make([]float64, servers), b.p[servers+extra:]...)
		t.all.trim()
	}
	return t
}

// prepare sets the jumps of the steps that follow. It reports whether that takes no more states than
// forwardStates.
//
// Nothing is subtracted here either. Of what comes back to law j from those above, as much is short of
// all that went there as is still in them after the step, and as law j loses on the way to c.
func (t *twoSpeeds) prepare(j jumps) bool {
	of := jumps{servers: j.servers, arrivals: j.arrivals, ofServer: j.ofServer, beside: float64(j.extra * j.ofExtra), ofImpatience: j.ofImpatience, slow: j.slow}
	t.all.prepare(of)
	if j == t.ready {
		return true
	}
	t.ready = j
	one := birthDeath{p: make([]float64, t.servers+1), low: t.servers}
	one.p[t.servers] = j.arrivals
	one.prepare(of)
	if one.overflows() {
		return false
	}
	t.answer, t.answerLow = one.p, one.low
	next, stays := one.p, total(one.p)
	for k := t.extra - 1; k >= 0; k-- {
		l, ends := &t.some[k], float64(float64(k)*j.ofExtra)
		l.eliminate(j.arrivals, j.ofServer, ends)
		for i := range l.again {
			l.again[i], l.answer[i] = 0, 0
			if i < len(next) {
				l.again[i] = float64(k+1) * j.ofExtra * next[i]
			}
		}
		l.answer[t.servers] = j.arrivals
		l.solve(l.again)
		l.solve(l.answer)
		// 1/(1 − the part of an arrival that comes back), by the rest: the part that is somewhere at the end of the step.
		l.gain = 1
		if rest := stays + float64((1+ends)*total(l.again)); rest > 0 {
			l.gain = j.arrivals / rest
		}
		l.echo(l.answer)
		next, stays = l.answer, total(l.answer)+float64(l.answer[t.servers]*stays)
	}
	return true
}

// total is the sum of chances.
func total(p []float64) (sum float64) {
	for _, v := range p {
		sum += v
	}
	return sum
}

// eliminate finds the coefficients of a level, from below as in birthDeath.extend.
func (l *level) eliminate(arrivals, ofServer, away float64) {
	l.solved = l.solved[:0]
	q, fallen := 0.0, 0.0
	for i := range l.p {
		q = 1 + away + float64(fallen*q)
		own := 1 / (q + arrivals)
		fallen = float64(i+1) * ofServer * own
		l.solved = append(l.solved, solution{own, arrivals * own, fallen})
	}
}

// solve puts the law after a step in place of the one before it.
func (l *level) solve(p []float64) {
	y := 0.0
	for i, s := range l.solved {
		y = float64(p[i]*s.own) + float64(y*s.passed)
		p[i] = y
	}
	next := 0.0
	for i := len(p) - 1; i >= 0; i-- {
		next = p[i] + float64(next*l.solved[i].fallen)
		p[i] = next
	}
}

// echo adds what comes back by way of the next level.
func (l *level) echo(p []float64) {
	s := p[len(p)-1] * l.gain
	for i, v := range l.again {
		p[i] += float64(s * v)
	}
}

// step takes one step of time. It reports whether it took no more states than forwardStates.
func (t *twoSpeeds) step() bool {
	if t.all.overflows() {
		return false
	}
	next := t.all.p
	for k := t.extra - 1; k >= 0; k-- {
		l := &t.some[k]
		for i := range min(len(next), t.servers+1) {
			l.p[i] += float64(float64(k+1) * t.ready.ofExtra * next[i])
		}
		l.solve(l.p)
		l.echo(l.p)
		next = l.p
	}
	s := t.some[0].p[t.servers]
	for k := 1; k < t.extra; k++ {
		l := &t.some[k]
		for i, v := range l.answer {
			l.p[i] += float64(s * v)
		}
		s = l.p[t.servers]
	}
	if more := len(t.answer) - len(t.all.p); more > 0 {
		t.all.p = append(t.all.p, make([]float64, more)...)
	}
	t.all.low = min(t.all.low, t.answerLow)
	for i := t.answerLow; i < len(t.answer); i++ {
		t.all.p[i] += float64(s * t.answer[i])
	}
	t.all.trim()
	return true
}

// overflows takes a step of a law that may have no chance at all, and reports whether it takes more states than
// forwardStates.
func (b *birthDeath) overflows() bool { return !b.step(forwardStates) && b.low < len(b.p) }

// count puts the law of how many items there are into b. It reports whether any is left.
func (t *twoSpeeds) count(b *birthDeath) bool {
	b.p, b.low = append(b.p[:0], make([]float64, t.extra+max(len(t.all.p), t.servers+1))...), 0
	for j, l := range t.some {
		for i, p := range l.p {
			b.p[i+j] += p
		}
	}
	for i := t.all.low; i < len(t.all.p); i++ {
		b.p[i+t.extra] += t.all.p[i]
	}
	return b.trim()
}

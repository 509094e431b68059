package single

import "math"

// The loops over a block that every item goes through. Each is a function of its own and does four items before it jumps back:
// in WebAssembly a jump, and holding many values at once, cost more than the arithmetic. The sums are those of plain loops,
// term by term.

// accumulate replaces gaps by the times at which they end if the first begins at now, and returns the last of them.
func accumulate(now float64, gaps []float64) float64 {
	i := 0
	for ; i < len(gaps)-3; i += 4 {
		a := now + gaps[i]
		b := a + gaps[i+1]
		c := b + gaps[i+2]
		now = c + gaps[i+3]
		gaps[i], gaps[i+1], gaps[i+2], gaps[i+3] = a, b, c, now
	}
	for ; i < len(gaps); i++ {
		now += gaps[i]
		gaps[i] = now
	}
	return now
}

// sums returns the sums of waits, of their squares, of how many items waited, and of services. What is not above smallest is no wait.
func sums(arrived, ready, service []float64, smallest float64) (wait, wait2, delayed, work float64) {
	n := len(arrived)
	ready, service = ready[:n], service[:n]
	i := 0
	for ; i < n-3; i += 4 {
		m, w := ifAbove(ready[i]-arrived[i], smallest)
		delayed += m
		wait += w
		wait2 += float64(w * w)
		work += service[i]
		m, w = ifAbove(ready[i+1]-arrived[i+1], smallest)
		delayed += m
		wait += w
		wait2 += float64(w * w)
		work += service[i+1]
		m, w = ifAbove(ready[i+2]-arrived[i+2], smallest)
		delayed += m
		wait += w
		wait2 += float64(w * w)
		work += service[i+2]
		m, w = ifAbove(ready[i+3]-arrived[i+3], smallest)
		delayed += m
		wait += w
		wait2 += float64(w * w)
		work += service[i+3]
	}
	for ; i < n; i++ {
		m, w := ifAbove(ready[i]-arrived[i], smallest)
		delayed += m
		wait += w
		wait2 += float64(w * w)
		work += service[i]
	}
	return wait, wait2, delayed, work
}

// ifAbove returns 1 and x if x is above least, else 0 and 0 (or −0): whether an item waits is as good as random, and a
// branch would often go wrong.
func ifAbove(x, least float64) (one, same float64) {
	one = 0.5 - math.Copysign(0.5, least-x)
	return one, float64(x * one)
}

// inTurn serves items at one server, which is ready for the first at ready[0], and sets when it is ready for each after that
// (Lindley 1952): at the item's arrival or when it was ready for it, whichever is later, plus the service. Ready is one longer
// than the others.
//
// Rounding keeps order, so that is also the later of ready + service and arrival + service. In this form four items can be
// computed twice over: from the arrivals of the four alone, which need not wait for the items before; and from ready alone. The
// later of the two is the time.
func inTurn(arrived, service, ready []float64) {
	n := len(arrived)
	service, ready = service[:n], ready[:n+1]
	free := ready[0]
	i := 0
	for ; i < n-3; i += 4 {
		a, b, c, d := service[i], service[i+1], service[i+2], service[i+3]
		own := arrived[i] + a
		w := toKey(own)
		x := greater(toKey(own+b), toKey(arrived[i+1]+b))
		y := greater(toKey(ofKey(x)+c), toKey(arrived[i+2]+c))
		z := greater(toKey(ofKey(y)+d), toKey(arrived[i+3]+d))
		ready[i] = free
		f := free + a
		ready[i+1] = ofKey(greater(toKey(f), w))
		f += b
		ready[i+2] = ofKey(greater(toKey(f), x))
		f += c
		ready[i+3] = ofKey(greater(toKey(f), y))
		f += d
		free = ofKey(greater(toKey(f), z))
	}
	for ; i < n; i++ {
		ready[i] = free
		free = later(free+service[i], arrived[i]+service[i])
	}
	ready[n] = free
}

// later returns the later of two times, neither negative, without a branch.
func later(a, b float64) float64 { return ofKey(greater(toKey(a), toKey(b))) }

// toKey returns the bits of a float: those of non-negative ones order like the floats.
func toKey(t float64) int64 { return int64(math.Float64bits(t)) }

func ofKey(k int64) float64 { return math.Float64frombits(uint64(k)) }

// greater and lesser return the greater and the smaller of two numbers, neither negative.
func greater(a, b int64) int64 { return a + (a-b)>>63&(b-a) }
func lesser(a, b int64) int64  { return a + (b-a)>>63&(b-a) }

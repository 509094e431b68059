package single

import (
	"fmt"
	"math"
	"testing"

	"kingman/core/dist"
	"kingman/core/rng"
)

// The loops over a block compute what plain loops compute, bit for bit, whatever the length.
func TestLoopsEqualPlainOnes(t *testing.T) {
	src := rng.Stream(7, 0, "loops")
	for n := range 23 {
		gaps, service := make([]float64, n), make([]float64, n)
		src.FillExponential(gaps, 1.25)
		src.FillExponential(service, 1)
		if n > 5 {
			gaps[3], service[4], service[5] = 0, 0, 0 // ties
		}
		arrived := make([]float64, n)
		now := 3.5
		for i, g := range gaps {
			now += g
			arrived[i] = now
		}
		if last := accumulate(3.5, gaps); last != now || fmt.Sprint(gaps) != fmt.Sprint(arrived) {
			t.Errorf("%d gaps end at %v and last %v, want %v", n, gaps, last, arrived)
		}

		want := make([]float64, n+1)
		want[0] = 4
		for i, at := range arrived {
			want[i+1] = max(want[i], at) + service[i]
		}
		ready := make([]float64, n+1)
		ready[0] = 4
		if inTurn(arrived, service, ready); fmt.Sprint(ready) != fmt.Sprint(want) {
			t.Errorf("%d items: ready at %v, want %v", n, ready, want)
		}

		const smallest = 1e-9
		var wait, wait2, delayed, work float64
		var bins, plain histogram
		for i, at := range arrived {
			w := ready[i] - at
			plain[binOf(float64(w*0.7))]++
			if w > smallest {
				wait += w
				wait2 += float64(w * w)
				delayed++
			}
			work += service[i]
		}
		a, b, c, d := sums(arrived, ready, service, smallest)
		if a != wait || b != wait2 || c != delayed || d != work {
			t.Errorf("%d items: sums are %v, %v, %v, %v, want %v, %v, %v, %v", n, a, b, c, d, wait, wait2, delayed, work)
		}
		if bins.count(arrived, ready, 0.7); bins != plain {
			t.Errorf("%d items are not counted in the bins of their waits", n)
		}
	}
}

// binOf is bin as its comment has it.
func binOf(wait float64) uint64 {
	if wait <= noWait {
		return 0
	}
	octave := math.Floor(math.Log2(wait)) // may be off by one at a power of two
	for math.Ldexp(1, int(octave)) > wait {
		octave--
	}
	for math.Ldexp(2, int(octave)) <= wait {
		octave++
	}
	within := math.Floor((math.Ldexp(wait, -int(octave)) - 1) * (1 << histogramSub))
	i := (octave+histogramOctaves/2)*(1<<histogramSub) + within + 1
	return uint64(min(max(i, 1), histogramBins+1))
}

func TestBin(t *testing.T) {
	for _, x := range []float64{0, 1e-300, 1e-10, noWait, math.Nextafter(noWait, 1), 1e-7, 0x1p-20, 0x1.03p-20, 0.3, 1, 1.5, 100, 0x1p20, 0x1.1p20, 1e9, 1e300} {
		for _, x := range []float64{x, -x} {
			if got := bin(x); got != binOf(x) {
				t.Errorf("a wait of %v is in bin %d, want %d", x, got, binOf(x))
			}
		}
	}
}

// Any number of servers, on both sides of every change of the algorithm, against looking at all of them.
func TestPoolIsASearchForTheFirst(t *testing.T) {
	law := mustTime(t, dist.Exponential, 1, 1)
	for _, servers := range []int{1, 2, 4, 5, 7, 16, 17, 64, 65, 300} {
		p, b := newPool(servers, law), &block{}
		free := make([]float64, servers)
		src := rng.Stream(7, servers, "pool")
		now := 0.0
		for round := range 40 {
			n := 200 + round%7
			b.hold(n, nil)
			src.FillExponential(b.arrived, 1.1/float64(servers))
			now = accumulate(now, b.arrived)
			law.Fill(&src, b.service)
			p.serve(b)
			for i, at := range b.arrived {
				s := earliest(free)
				ready, done := free[s], max(free[s], at)+b.service[i]
				free[s] = done
				if b.ready[i] != ready || b.done[i] != done {
					t.Fatalf("%d servers, item %d of round %d: ready at %v and done at %v, want %v and %v", servers, i, round, b.ready[i], b.done[i], ready, done)
				}
			}
		}
		if got := p.earliest(); got != free[earliest(free)] {
			t.Errorf("%d servers: the first is free at %v, want %v", servers, got, free[earliest(free)])
		}
	}
}

package pool

import (
	"math"
	"slices"

	"kingman/core/argument"
	"kingman/wasm/protocol"
)

// A chunk is replications from to to-1 of a job, done by one worker in one go.
type chunk struct {
	job, from, to int
	failures      int
}

// A task is one job of the plan and how far it has come.
type task struct {
	id                    string
	replications, metrics int
	// next is the first replication that was never handed out; redo holds what
	// was handed out and lost.
	next int
	redo []chunk
	// values has a row for every replication, arrived says which are filled, and
	// the first complete ones leave no gap.
	values   []float64
	arrived  []bool
	complete int
	// lost says that the job was given up.
	lost bool
}

// most bounds the numbers that one job may fill a page's memory with: 128 MiB.
const most = 1 << 24

// sane says whether a job can be asked for at all.
func (t *task) sane() bool {
	return t.replications >= 0 && t.replications <= most &&
		t.metrics >= 0 && t.metrics <= protocol.MaxValues && t.replications*t.metrics <= most
}

func (t *task) finished() bool { return t.lost || t.complete == t.replications }

// take returns the next chunk of at most size replications below limit. What
// was lost comes first: everything after it waits for it to be shown.
func (t *task) take(job, size, limit int) (chunk, bool) {
	if t.lost {
		return chunk{}, false
	}
	if len(t.redo) > 0 {
		first := 0
		for i := range t.redo {
			if t.redo[i].from < t.redo[first].from {
				first = i
			}
		}
		c := t.redo[first]
		t.redo = slices.Delete(t.redo, first, first+1)
		return c, true
	}
	limit = min(limit, t.replications)
	if t.next >= limit {
		return chunk{}, false
	}
	c := chunk{job: job, from: t.next, to: min(limit, t.next+size)}
	t.next = c.to
	return c, true
}

// waiting returns how many replications nobody works on.
func (t *task) waiting() int {
	if t.lost {
		return 0
	}
	n := t.replications - t.next
	for _, c := range t.redo {
		n += c.to - c.from
	}
	return n
}

// put keeps the values of a chunk. The same chunk twice changes nothing: the
// numbers are the same.
func (t *task) put(c chunk, values []float64) {
	if t.values == nil {
		t.values = make([]float64, t.replications*t.metrics)
		t.arrived = make([]bool, t.replications)
	}
	copy(t.values[c.from*t.metrics:], values)
	for r := c.from; r < c.to; r++ {
		t.arrived[r] = true
	}
	for t.complete < t.replications && t.arrived[t.complete] {
		t.complete++
	}
}

// result returns what is complete. It shares the values, which do not change
// any more once they are complete.
func (t *task) result() argument.JobResult {
	n := t.complete * t.metrics
	return argument.JobResult{ID: t.id, Metrics: t.metrics, Replications: t.complete, Values: t.values[:n:n]}
}

// A pace remembers how long a replication of each job takes, across plans,
// because a slider's next position takes about as long as this one.
type pace struct {
	target float64
	size   map[string]int // replications in a chunk, by the job's ID
}

// largest bounds a chunk however fast it seems to be.
const largest = 1 << 12

// chunk returns how many replications make a chunk of a job. The first chunk of
// an unknown job is small, because it may be slow.
func (p *pace) chunk(t *task) int {
	n, ok := p.size[t.id]
	if !ok {
		n = 2
	}
	return max(1, min(n, largest, protocol.MaxValues/max(1, t.metrics)))
}

// saw learns from a chunk that took so many milliseconds. Clocks are coarse in
// some browsers and one sample may be off, so the size at most doubles.
func (p *pace) saw(t *task, replications int, milliseconds float64) {
	n := max(2*replications, p.chunk(t))
	if milliseconds > 0 && !math.IsInf(milliseconds, 0) {
		n = int(math.Min(float64(n), p.target/milliseconds*float64(replications)))
	}
	p.size[t.id] = max(1, min(n, largest))
}

// slow makes later chunks no longer than so many replications, because a
// longer one failed.
func (p *pace) slow(t *task, replications int) {
	p.size[t.id] = max(1, min(p.chunk(t), replications))
}

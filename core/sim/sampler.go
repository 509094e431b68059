package sim

import (
	"kingman/core/dist"
	"kingman/core/rng"
)

// A sampler hands out the draws of one stream, which it makes in blocks: a draw costs a load, and the k-th draw is
// the same whatever the block's length.
type sampler struct {
	block   []float64 // a part of all that is filled
	at      int       // the next draw to hand out; len(block) if it must be filled first
	all     []float64
	law     dist.Time
	uniform bool // numbers in [0, 1) instead of times
	stream  rng.Source
	name    string
}

// refill makes the next block, twice as long as the last one until it is full: a short run pays for few draws.
func (s *sampler) refill() {
	s.block = s.all[:min(2*len(s.block), len(s.all))]
	if s.uniform {
		s.stream.FillFloat64(s.block)
	} else {
		s.law.Fill(&s.stream, s.block)
	}
	s.at = 0
}

// draw returns the next draw.
func (s *sampler) draw() float64 {
	if s.at == len(s.block) {
		s.refill()
	}
	x := s.block[s.at]
	s.at++
	return x
}

// addSampler makes a sampler of the given stream and returns its index. Its block comes with shareBlocks.
func (e *Engine) addSampler(name string, law dist.Time, uniform bool) int32 {
	e.samplers = append(e.samplers, sampler{law: law, uniform: uniform, name: name})
	return int32(len(e.samplers) - 1)
}

// shareBlocks gives every sampler its block: long ones when there are few samplers, short ones when there are
// many, so that all of them together stay small.
func (e *Engine) shareBlocks() {
	n := len(e.samplers)
	if n == 0 {
		return
	}
	length := min(max(32768/n, 32), 512)
	all := make([]float64, n*length)
	for k := range e.samplers {
		s := &e.samplers[k]
		s.all = all[k*length : (k+1)*length : (k+1)*length]
	}
}

// restart begins the stream of a replication.
func (s *sampler) restart(o *Options) {
	s.stream = rng.Stream(o.Seed, o.Replication, s.name)
	if o.Antithetic {
		s.stream = s.stream.Antithetic()
	}
	s.block = s.all[:8]
	s.at = len(s.block)
}

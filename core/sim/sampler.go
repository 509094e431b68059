package sim

import (
	"kingman/core/dist"
	"kingman/core/rng"
)

// blockLength is how many draws a sampler makes at once at most: enough to share the cost of a call, few enough for the blocks of a
// thousand stations to stay in the cache.
const blockLength = 64

// A sampler hands out the draws of one stream, which it makes in blocks: a draw costs a load, and the k-th draw is
// the same whatever the block's length.
type sampler struct {
	at      uint32 // the next draw to hand out; filled if there must be more first
	filled  uint32 // how many of all there are
	all     [blockLength]float64
	law     dist.Time
	uniform bool // numbers in [0, 1) instead of times
	stream  rng.Source
	name    string
}

// refill makes the next block, twice as long as the last one until it is full: a short run pays for few draws.
func (s *sampler) refill() {
	s.filled = min(2*s.filled, blockLength)
	if block := s.all[:s.filled]; s.uniform {
		s.stream.FillFloat64(block)
	} else {
		s.law.Fill(&s.stream, block)
	}
	s.at = 0
}

// draw returns the next draw.
func (s *sampler) draw() float64 {
	if s.at == s.filled {
		s.refill()
	}
	x := s.all[s.at&(blockLength-1)]
	s.at++
	return x
}

// addSampler makes a sampler of the given stream and returns its index.
func (e *Engine) addSampler(name string, law dist.Time, uniform bool) int32 {
	e.samplers = append(e.samplers, sampler{law: law, uniform: uniform, name: name})
	return int32(len(e.samplers) - 1)
}

// restart begins the stream of a replication.
func (s *sampler) restart(o *Options) {
	s.stream = rng.Stream(o.Seed, o.Replication, s.name)
	if o.Antithetic {
		s.stream = s.stream.Antithetic()
	}
	s.filled = 8
	s.at = s.filled
}

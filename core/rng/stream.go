package rng

// Stream returns the stream with this name in the given replication of the run with this seed. Different
// names, replications and seeds give streams that are independent for every practical purpose: each
// starts at a place of its own in a sequence of 2^256 − 1 words. Every seed, replication and name is legal.
func Stream(seed uint64, replication int, name string) Source {
	return fromHash(hashName(Mix(Mix(seed)+uint64(replication)), name))
}

// StreamAt returns the index-th of a family of streams with one name, one for each of many sources or
// people. It allocates nothing. StreamAt(s, r, "source", 0) and Stream(s, r, "source") are different streams.
func StreamAt(seed uint64, replication int, name string, index int) Source {
	h := hashName(Mix(Mix(seed)+uint64(replication)), name)
	return fromHash(Mix(h ^ Mix(uint64(index)+golden)))
}

// golden is 2^64 divided by the golden ratio, odd: the increment of SplitMix64.
const golden = 0x9e3779b97f4a7c15

// Mix scrambles a word: the finaliser of SplitMix64 (Steele, Lea and Flood 2014, "Fast splittable
// pseudorandom number generators", OOPSLA; constants by Stafford), after adding its increment. It is a bijection.
func Mix(word uint64) uint64 {
	word += golden
	word = (word ^ word>>30) * 0xbf58476d1ce4e5b9
	word = (word ^ word>>27) * 0x94d049bb133111eb
	return word ^ word>>31
}

// hashName continues the hash h with the bytes of a name and with its length, so that no name is another's prefix.
func hashName(h uint64, name string) uint64 {
	for i := 0; i < len(name); i++ {
		h = Mix(h ^ uint64(name[i]))
	}
	return Mix(h ^ uint64(len(name))<<8)
}

// fromHash spreads 64 bits over the state with SplitMix64, as the authors of xoshiro advise. Mix is a
// bijection and the four arguments differ, so the state is never all zero.
func fromHash(h uint64) Source {
	return Source{s0: Mix(h), s1: Mix(h + golden), s2: Mix(h + golden*2&maxWord), s3: Mix(h + golden*3&maxWord)}
}

const maxWord = 1<<64 - 1

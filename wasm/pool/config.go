package pool

// A Conn is the page's end of one worker.
type Conn interface {
	// Send passes a message on. It does not wait, and does not call the pool.
	Send(message []byte) error
	// Close ends the worker, whatever it is doing.
	Close()
}

// Config is what a pool needs of the world. Spawn and Now must be set; zero
// elsewhere means the default.
type Config struct {
	// Size is how many workers there may be; default 1.
	Size int
	// Spawn starts a worker. Its number is new for every worker, also for one
	// that takes another's slot; it comes back in Receive and Crashed. Spawn
	// does not call the pool.
	Spawn func(worker int) (Conn, error)
	// Now returns the time in milliseconds, from any beginning.
	Now func() float64
	// BootTimeout and ChunkTimeout are how many milliseconds a worker has to say
	// hello, and to answer; default 20 000 and 8 000. Time in which the whole
	// page stood still does not count.
	BootTimeout, ChunkTimeout float64
	// Target is how many milliseconds a chunk should take; default 15, so that a
	// slider's next position need not wait longer.
	Target float64
	// Memory is how many bytes a worker may take; default 256 MiB.
	Memory uint64
	// Failures is how often a chunk may fail before its job is given up, and how
	// often in a row a worker may fail to start before its slot stays empty;
	// default 3.
	Failures int
	// First is how many replications of every job come before the rest of any;
	// default 4, enough for a first interval.
	First int
	// Fault is sent along with the first request of all, for tests of the page
	// in a browser: see package protocol.
	Fault string

	// OnProgress hears that Results has more; OnDone that nothing more will come
	// for this Start, which is complete unless a notice said otherwise. OnNotice
	// hears what the reader should know, in plain words, once per Start, and a
	// detail for the console. Each may be nil and each may call Start.
	OnProgress, OnDone func()
	OnNotice           func(text, detail string)
}

func (c Config) withDefaults() Config {
	c.Size = max(1, c.Size)
	set(&c.BootTimeout, 20_000)
	set(&c.ChunkTimeout, 8_000)
	set(&c.Target, 15)
	set(&c.Memory, 256<<20)
	set(&c.Failures, 3)
	set(&c.First, 4)
	if c.OnProgress == nil {
		c.OnProgress = func() {}
	}
	if c.OnDone == nil {
		c.OnDone = func() {}
	}
	if c.OnNotice == nil {
		c.OnNotice = func(string, string) {}
	}
	return c
}

// set gives what is zero or less its default.
func set[T int | uint64 | float64](v *T, standard T) {
	if !(*v > 0) {
		*v = standard
	}
}

// Package protocol is what the page and its workers say to each other.
//
// A worker speaks first: a [Hello] names the protocol's version and the build.
// A page of another build refuses it by name. From then on the page sends one
// [Request] at a time and the worker answers each with one [Reply], whatever
// becomes of it: a page that waits must not wait for ever.
//
// A message is bytes: one byte that says which kind it is, then the fields in
// the order of the struct, numbers in little-endian order and of fixed width,
// texts and lists with their length first. Lengths are checked before anything
// is allocated, nothing may follow the last field, and every message has
// exactly one encoding. Numbers cross as their bits, so that a NaN or a
// negative zero arrives as it was sent.
package protocol

import "kingman/core/smallfmt"

// Version changes whenever a message does.
const Version = 1

// Build names the build; the linker sets it (-X kingman/wasm/protocol.Build=…).
// Page and worker are the same file, so that they differ only where a page was
// left open over an update or a cache kept a part of an old one.
var Build = "development"

// What a message may hold at most. They bound what a broken sender can make a
// receiver allocate.
const (
	MaxText   = 1 << 16 // bytes of a link, an error or a name
	MaxValues = 1 << 20 // numbers in a reply
	MaxNumber = 1 << 30 // jobs and replications
)

// A Kind is the first byte of a message.
type Kind byte

// The kinds.
const (
	HelloKind   Kind = 1
	RequestKind Kind = 2
	ReplyKind   Kind = 3
)

// KindOf returns the kind of a message, which is checked no further.
func KindOf(raw []byte) (Kind, error) {
	if len(raw) == 0 {
		return 0, smallfmt.Errorf("protocol: an empty message")
	}
	if k := Kind(raw[0]); k >= HelloKind && k <= ReplyKind {
		return k, nil
	}
	return 0, smallfmt.Errorf("protocol: no kind of message is %d", raw[0])
}

// Hello is a worker's first message.
type Hello struct {
	Version uint16
	Build   string
}

// Greeting returns the Hello of this build.
func Greeting() Hello { return Hello{Version: Version, Build: Build} }

// Check returns an error that names both sides if h is not from this build.
func (h Hello) Check() error {
	if h != Greeting() {
		return smallfmt.Errorf("protocol: the worker is build %q, version %d; the page is build %q, version %d",
			h.Build, int(h.Version), Build, Version)
	}
	return nil
}

// A Request asks for replications From to To-1 of a job.
type Request struct {
	// ID comes back in the Reply. It is never 0 and never used twice.
	ID uint64
	// Link says everything about the simulation but its place in the plan.
	Link string
	// Job is the place in the plan that the link gives.
	Job      int
	From, To int // 0 ≤ From < To
	// Fault makes the worker misbehave on purpose, for tests of the page in a
	// browser: see the constants.
	Fault string
}

// The faults. A request without one has "".
const (
	FaultPanic = "panic" // the program ends
	FaultHang  = "hang"  // no answer, ever
	FaultGrow  = "grow"  // memory beyond any budget
)

// A Reply answers the request of the same ID.
type Reply struct {
	// ID is 0 where the request could not be read.
	ID       uint64
	Job      int
	From, To int
	// Memory is how many bytes the worker has taken from the browser, 0 if it
	// cannot tell.
	Memory uint64
	// Milliseconds is how long the replications took by the worker's clock,
	// which is coarse in some browsers.
	Milliseconds float64
	// Error says in words why there are no values; "" if there are.
	Error string
	// Values holds the numbers of each replication, one replication after the
	// other.
	Values []float64
}

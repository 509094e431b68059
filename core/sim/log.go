package sim

// A Log receives what happens to each item, up to a number of entries, so that a page can show the very run
// that the numbers come from.
type Log struct {
	Entries []Entry
	Full    bool // something happened after the last entry that there was room for
	most    int
	closed  bool // the run is past its horizon
}

// NewLog returns a Log with room for the given number of entries.
func NewLog(most int) *Log { return &Log{most: max(most, 0)} }

// An Entry says that something happened to an item.
type Entry struct {
	Time  float64
	Item  int64 // items are numbered from 0 in the order in which they came into being
	What  What
	Where int32 // the station; for Asked the class
	Who   int32 // for Began and Resumed the person who serves, for MadePieces how many they are; −1 for anonymous servers, and else
}

// What happened to an item.
type What uint8

const (
	Asked      What = iota // came into being
	Came                   // came to a station
	Began                  // its service began
	BrokeOff               // its service was interrupted
	Resumed                // its service was resumed
	Completed              // its service, delay or hold was completed, or its last piece left
	MadePieces             // it stays while its pieces are there: of all items those asked for last
	GaveUp                 // left the line and the system, its patience over
	Diverted               // left the line, its patience over, to go where Step.GivesUp says
	TurnedAway             // found no room, and left the system
	Delivered              // left the system after its last step
)

var whatNames = [...]string{"asked", "came", "began", "broke off", "resumed", "completed", "made pieces", "gave up", "diverted", "turned away", "delivered"}

// String returns the words for w, for example "began".
func (w What) String() string {
	if int(w) < len(whatNames) {
		return whatNames[w]
	}
	return "what?"
}

func (l *Log) add(time float64, item int64, what What, where int32) {
	l.addBy(time, item, what, where, none)
}

func (l *Log) addBy(time float64, item int64, what What, where, who int32) {
	if l.closed {
		return
	}
	if len(l.Entries) >= l.most {
		l.Full = true
		return
	}
	l.Entries = append(l.Entries, Entry{time, item, what, where, who})
}

func (l *Log) restart() { l.Entries, l.Full, l.closed = l.Entries[:0], false, false }

package main

import (
	"runtime"
	"sync/atomic"
)

// A task is one line of a table: a row to check, or the reason why there is none.
type task struct {
	row  Row
	file string
	line int // 0 for the whole file
	err  error

	misses  []Miss
	seconds float64 // of processor time
	done    chan struct{}
}

// checkAll checks the rows on all processors, each row on one. It returns at once; a task's done is closed when its
// misses are known. Rows share nothing, so that the order in which they are computed changes nothing.
func checkAll(tasks []*task) {
	var next atomic.Int64
	for range runtime.GOMAXPROCS(0) {
		go func() {
			runtime.LockOSThread() // for threadSeconds; the thread ends with the goroutine
			for {
				k := int(next.Add(1)) - 1
				if k >= len(tasks) {
					return
				}
				t := tasks[k]
				if t.err == nil {
					began := threadSeconds()
					t.misses = checkRow(t.row)
					t.seconds = threadSeconds() - began
				}
				close(t.done)
			}
		}()
	}
}

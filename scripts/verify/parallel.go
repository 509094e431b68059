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
// misses are known. The order in which rows are computed changes nothing: they share nothing but the answers to links,
// and the first row about each link comes before the others, which would wait for it.
func checkAll(tasks []*task) {
	var first, others []*task
	asked := map[string]bool{}
	for _, t := range tasks {
		if q := t.row.Asked; q != nil && asked[q.link] {
			others = append(others, t)
			continue
		} else if q != nil {
			asked[q.link] = true
		}
		first = append(first, t)
	}
	tasks = append(first, others...)
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

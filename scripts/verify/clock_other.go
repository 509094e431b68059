//go:build !linux

package main

import "time"

var started = time.Now()

// threadSeconds returns the time since the program started, in seconds: other systems do not count it for each
// thread. A row's budget then shrinks when the machine is busy.
func threadSeconds() float64 { return time.Since(started).Seconds() }

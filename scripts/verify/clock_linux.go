package main

import "syscall"

// threadSeconds returns the processor time that the calling thread has used, in seconds: the cost of a row however busy
// the machine is. The caller keeps to its thread with runtime.LockOSThread.
func threadSeconds() float64 {
	var use syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_THREAD, &use); err != nil {
		panic(err) // the arguments are right, and there is no other reason
	}
	return float64(use.Utime.Nano()+use.Stime.Nano()) / 1e9
}

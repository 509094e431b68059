package main

import (
	"errors"
	"fmt"
	"io"
	"os/exec"
	"syscall"
	"time"
)

// silence is for how long browser tests may print nothing: three times as long as one
// of them waits for its page, so that a test that waits in vain says so itself.
const silence = 15 * time.Minute

var errSilent = errors.New("ended, for it printed nothing")

// unlessSilent runs a command and ends it once it has printed nothing for so long: a
// browser that dies may leave the test that drives it waiting for ever.
func unlessSilent(limit time.Duration, cmd *exec.Cmd) error {
	heard := listener{cmd.Stdout, make(chan struct{})}
	cmd.Stdout, cmd.Stderr = heard, heard
	if err := cmd.Start(); err != nil {
		return err
	}
	end, late := make(chan error), time.After(limit)
	go func() { end <- cmd.Wait() }()
	for silent := false; ; {
		select {
		case <-heard.signal:
			if !silent {
				late = time.After(limit)
			}
		case <-late:
			silent = true
			cmd.Process.Signal(syscall.SIGTERM)
			time.AfterFunc(cmd.WaitDelay, func() { cmd.Process.Kill() })
		case err := <-end:
			if silent {
				return fmt.Errorf("%w for %v", errSilent, limit)
			}
			return err
		}
	}
}

// A listener writes to out, and signals that it did.
type listener struct {
	out    io.Writer
	signal chan struct{}
}

func (l listener) Write(p []byte) (int, error) {
	l.signal <- struct{}{}
	return l.out.Write(p)
}

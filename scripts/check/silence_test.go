package main

import (
	"bytes"
	"errors"
	"testing"
	"time"
)

func TestUnlessSilent(t *testing.T) {
	const long = time.Hour
	for _, c := range []struct {
		name, script string
		limit        time.Duration
		out          string
		silent, fail bool
	}{
		{"speaks and ends", "console.log('a'); console.error('b')", long, "a\nb\n", false, false},
		{"fails", "console.log('a'); process.exitCode = 3", long, "a\n", false, true},
		{"hangs", "setInterval(() => {}, 1000)", 20 * time.Millisecond, "", true, true},
		{"hangs and will not go", "process.on('SIGTERM', () => {}); setInterval(() => {}, 1000)", time.Second, "", true, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			t.Parallel()
			var out bytes.Buffer
			cmd := command(&out, nil, "node", "-e", c.script)
			cmd.WaitDelay = 50 * time.Millisecond
			err := unlessSilent(c.limit, cmd)
			if errors.Is(err, errSilent) != c.silent || (err != nil) != c.fail || out.String() != c.out {
				t.Errorf("printed %q and ended with %v", out.String(), err)
			}
		})
	}
}

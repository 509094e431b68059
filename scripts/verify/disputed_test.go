package main

import (
	"encoding/json"
	"fmt"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"testing"
)

// TestDisputedRow holds the claim of testdata/disputed.md about the one row there: the library agrees with the naive
// simulation at every station, for gamma services, which the row's input names, and for lognormal ones; the row's waits at
// the last two stations are far from both for gamma services, and the whole row is met with lognormal ones.
func TestDisputedRow(t *testing.T) {
	text, err := os.ReadFile(filepath.Join("testdata", "disputed.jsonl"))
	if err != nil {
		t.Fatal(err)
	}
	row, err := parseRow("disputed.jsonl", 1, text)
	if err != nil {
		t.Fatal(err)
	}
	runtime.LockOSThread() // for threadSeconds, as checkRow does
	defer runtime.UnlockOSThread()
	for _, lognormal := range []bool{false, true} {
		if lognormal {
			row.In["stations"] = json.RawMessage(strings.ReplaceAll(string(row.In["stations"]), "gamma", "lognormal"))
		}
		ours, err := simulateOpenNetwork(row)
		if err != nil {
			t.Fatal(err)
		}
		stations := 0
		simulated := naive(lognormal)
		for _, want := range row.Out {
			if _, bad := compare(row, want, ours[want.Quantity]); lognormal && bad {
				t.Errorf("lognormal: %s is %v, the row says %v", want.Quantity, ours[want.Quantity], want)
			}
			var k int
			if _, err := fmt.Sscanf(want.Quantity, "stations.mean_wait[%d]", &k); err != nil {
				continue // the lead time
			}
			stations++
			ours, naive, table := ours[want.Quantity], simulated[k], Got{Value: want.Value, StdErr: want.CI95 / 1.96}
			t.Logf("lognormal %t, station %d: library %.4f ± %.4f, naive %.4f ± %.4f, row %.4f ± %.4f", lognormal, k+1,
				ours.Value, ours.StdErr, naive.Value, naive.StdErr, table.Value, table.StdErr)
			if apart(ours, naive) > 4 {
				t.Errorf("lognormal %t, station %d: library and naive simulation are %.1f standard errors apart", lognormal, k+1, apart(ours, naive))
			}
			wrong := !lognormal && k >= 2
			for name, got := range map[string]Got{"library": ours, "naive simulation": naive} {
				if z := apart(table, got); wrong != (z > 4) {
					t.Errorf("lognormal %t, station %d: row and %s are %.1f standard errors apart", lognormal, k+1, name, z)
				}
			}
		}
		if stations != 4 {
			t.Errorf("%d stations, not 4", stations)
		}
	}
}

// apart returns how many combined standard errors lie between two estimates.
func apart(a, b Got) float64 { return math.Abs(a.Value-b.Value) / math.Hypot(a.StdErr, b.StdErr) }

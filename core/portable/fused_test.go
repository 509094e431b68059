//go:build !js

package portable_test

import (
	"bufio"
	"bytes"
	"os"
	"os/exec"
	"regexp"
	"testing"
)

// fused matches a line of the compiler's listing that multiplies and adds with
// one rounding: its position and the instruction.
var fused = regexp.MustCompile(`\(([^()]+\.go:\d+)\)\s+(FN?M(?:ADD|SUB)[SD])\s`)

// fusedLines returns each position once.
func fusedLines(listing []byte) []string {
	var at []string
	seen := map[string]bool{}
	lines := bufio.NewScanner(bytes.NewReader(listing))
	lines.Buffer(nil, 1<<20)
	for lines.Scan() {
		if m := fused.FindStringSubmatch(lines.Text()); m != nil && !seen[m[1]] {
			seen[m[1]] = true
			at = append(at, m[1]+" "+m[2])
		}
	}
	return at
}

// TestCoreHasNoFusedMultiplyAdd compiles core for arm64, where the compiler may
// round x*y + z once, and fails for every place where it did: that number would
// differ from the one that amd64 and wasm compute.
func TestCoreHasNoFusedMultiplyAdd(t *testing.T) {
	if listing := compileForARM64(t, "testdata/fused", "."); len(fusedLines(listing)) != 1 {
		t.Fatalf("the check is blind: a known fused multiply-add was found %d times, not once", len(fusedLines(listing)))
	}
	for _, at := range fusedLines(compileForARM64(t, "../..", "./core/...")) {
		t.Errorf("%s: a fused multiply-add: write float64(x*y) + z, the conversion forbids it; the product may have been made on an earlier line (p *= x; sum += p), or be a division by a constant", at)
	}
}

func compileForARM64(t *testing.T, dir, pattern string) []byte {
	t.Helper()
	cmd := exec.Command("go", "build", "-gcflags=kingman/core/...=-S", pattern)
	cmd.Dir = dir
	cmd.Env = append(os.Environ(), "GOOS=linux", "GOARCH=arm64", "CGO_ENABLED=0")
	out, err := cmd.CombinedOutput()
	if err != nil {
		t.Fatalf("cross-compiling %s: %v\n%.2000s", pattern, err, out)
	}
	return out
}

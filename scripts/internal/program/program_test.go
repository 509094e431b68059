package program

import (
	"bytes"
	"compress/gzip"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// What the runtime reads of the table of functions must be there: stacks grow and are
// copied, the collector finds what lives in them, a panic is recovered from, a trace has
// names. Only lines are gone. And whoever is interrupted in the middle of pieces of code goes
// on there, wherever jumps lead.
func TestRewrittenProgramsRun(t *testing.T) {
	const source = `package main

import "runtime"

type tree struct{ left, right *tree }

func grow(depth int) *tree {
	if depth == 0 {
		runtime.Gosched()
		return &tree{}
	}
	return &tree{grow(depth - 1), grow(depth - 1)}
}

func (t *tree) count() int {
	if t == nil {
		return 0
	}
	return 1 + t.left.count() + t.right.count()
}

func deep(n int, pad [64]int) int {
	if n == 0 {
		runtime.GC()
		return pad[0]
	}
	pad[0]++
	return deep(n-1, pad)
}

func recovered() (text any) {
	defer func() { text = recover() }()
	var m map[string]int
	m["a"] = 1
	return nil
}

// turns goes through the pieces of a function in an order that hangs on numbers, and lets
// others run in the middle of it.
func turns(n int, x uint64) (sum uint64) {
	for k := range n {
		x = x*6364136223846793005 + 1442695040888963407
		switch y := x >> 60; {
		case y < 3:
			continue
		case y == 7:
			runtime.Gosched()
		case y > 12 && k%3 == 0:
			for x&3 != 0 {
				if x&5 == 5 {
					sum++
					x -= 3
					continue
				}
				x--
			}
		default:
			sum ^= x
		}
		sum += uint64(k)
	}
	return sum
}

func fails() { panic("on purpose") }

func main() {
	counts := make(chan int)
	for range 4 {
		go func() { counts <- grow(12).count() }()
	}
	sums := make(chan uint64)
	for x := range uint64(3) {
		go func() { sums <- turns(20000, x) }()
	}
	println(<-sums + <-sums + <-sums)
	println(<-counts, <-counts, <-counts, <-counts, deep(2000, [64]int{}), recovered() != nil)
	fails()
}
`
	dir := t.TempDir()
	for name, text := range map[string]string{"go.mod": "module small\n\ngo 1.24\n", "main.go": source} {
		if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	goos := append(os.Environ(), "GOOS=js", "GOARCH=wasm", "GOFLAGS=")
	build := exec.Command("go", "build", "-trimpath", "-ldflags", "-s -w", "-o", "whole.wasm", ".")
	build.Dir, build.Env = dir, goos
	if text, err := build.CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	whole, err := os.ReadFile(filepath.Join(dir, "whole.wasm"))
	if err != nil {
		t.Fatal(err)
	}
	packed, err := Pack(slices.Clone(whole))
	if err != nil {
		t.Fatal(err)
	}
	straight, err := Straighten(slices.Clone(packed))
	if err != nil {
		t.Fatal(err)
	}
	for name, program := range map[string][]byte{"packed.wasm": packed, "straight.wasm": straight} {
		if err := os.WriteFile(filepath.Join(dir, name), program, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, name := range []string{"whole.wasm", "packed.wasm", "straight.wasm"} {
		run := exec.Command("node", filepath.Join(strings.TrimSpace(string(root)), "lib", "wasm", "wasm_exec_node.js"), filepath.Join(dir, name))
		text, err := run.CombinedOutput()
		if err == nil {
			t.Errorf("%s ended well, after a panic", name)
		}
		said[name] = string(text)
	}
	for _, want := range []string{"8191 8191 8191 8191 2000 true", "panic: on purpose", "main.fails("} {
		for name, text := range said {
			if !strings.Contains(text, want) {
				t.Errorf("%s does not say %q:\n%s", name, want, text)
			}
		}
	}
	sum, _, _ := strings.Cut(said["whole.wasm"], "\n")
	for name, text := range said {
		if !strings.HasPrefix(text, sum+"\n") || len(sum) < 10 {
			t.Errorf("%s sums up to %.40q, the linker's program to %q", name, text, sum)
		}
	}
	if text := said["whole.wasm"]; !strings.Contains(text, "main.go:") {
		t.Errorf("the linker's program names no line:\n%s", text)
	}
	if text := said["packed.wasm"]; strings.Contains(text, "main.go:") {
		t.Errorf("the packed program names lines:\n%s", text)
	}
	if from, to := gzipped(t, whole), gzipped(t, packed); float64(to) > 0.9*float64(from) {
		t.Errorf("%d bytes after gzip, %d packed", from, to)
	}
	if from, to := gzipped(t, packed), gzipped(t, straight); float64(to) > 0.97*float64(from) {
		t.Errorf("%d bytes after gzip, %d with straight jumps", from, to)
	}
}

func gzipped(t *testing.T, b []byte) int {
	t.Helper()
	var z bytes.Buffer
	w, err := gzip.NewWriterLevel(&z, gzip.BestCompression)
	if err == nil {
		_, err = w.Write(b)
	}
	if err == nil {
		err = w.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	return z.Len()
}

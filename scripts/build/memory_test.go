package main

import (
	"bytes"
	"encoding/binary"
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// moduleOf is a program of nothing but a memory, made by segments at those places.
func moduleOf(places []int, texts ...string) []byte {
	data := binary.AppendUvarint(nil, uint64(len(places)))
	for i, at := range places {
		data = append(appendSigned(append(data, 0, i32Const), int64(at)), end)
		data = append(binary.AppendUvarint(data, uint64(len(texts[i]))), texts[i]...)
	}
	module := append([]byte("\x00asm\x01\x00\x00\x00\x05\x03\x01\x00\x01\x0b"), binary.AppendUvarint(nil, uint64(len(data)))...)
	return append(module, data...)
}

func TestPack(t *testing.T) {
	for _, c := range []struct {
		name   string
		places []int
		texts  []string
		at     int
		want   string
	}{
		{"one segment", []int{0}, []string{"abc"}, 0, "abc"},
		{"zeros between", []int{100, 110}, []string{"abc", "d"}, 100, "abc\x00\x00\x00\x00\x00\x00\x00d"},
		{"in any order", []int{8200, 8192}, []string{"later", "first"}, 8192, "first\x00\x00\x00later"},
		{"one after the other", []int{63, 64}, []string{"a", "b"}, 63, "ab"},
		{"places of several bytes", []int{1 << 20, 1<<20 + 1}, []string{"a", "b"}, 1 << 20, "ab"},
	} {
		got, err := pack(moduleOf(c.places, c.texts...))
		if want := moduleOf([]int{c.at}, c.want); !errors.Is(err, errLines) || !bytes.Equal(got, want) {
			t.Errorf("%s: %q, %v; want %q and a word on the lines", c.name, got, err, want)
		}
	}
}

func TestPackRefuses(t *testing.T) {
	whole := moduleOf([]int{10, 20}, "abc", "def")
	for length := range whole {
		switch length {
		case 8, 13: // no section, and one without data
			continue
		}
		if _, err := pack(whole[:length]); err == nil || errors.Is(err, errLines) {
			t.Errorf("took the first %d bytes of %d: %v", length, len(whole), err)
		}
	}
	for name, module := range map[string][]byte{
		"over another":    moduleOf([]int{10, 12}, "abc", "def"),
		"far from it":     moduleOf([]int{10, mostMemory + 11}, "abc", "def"),
		"before memory":   moduleOf([]int{-1}, "abc"),
		"a passive one":   append([]byte("\x00asm\x01\x00\x00\x00\x0b\x04\x01\x01\x01"), 'a'),
		"of more than is": append([]byte("\x00asm\x01\x00\x00\x00\x0b\x05"), 0xff, 0xff, 0xff, 0xff, 0x0f),
	} {
		if _, err := pack(module); err == nil || errors.Is(err, errLines) {
			t.Errorf("a segment %s: %v", name, err)
		}
	}
}

func FuzzPack(f *testing.F) {
	f.Add(moduleOf([]int{10, 20}, "abc", "def"))
	f.Add(moduleOf([]int{0}, "\xf1\xff\xff\xff\x00\x00\x01\x08"+strings.Repeat("\x01\x00", 60)))
	f.Fuzz(func(t *testing.T, module []byte) {
		if packed, err := pack(module); (packed == nil) != (err != nil && !errors.Is(err, errLines)) {
			t.Errorf("%d bytes and %v", len(packed), err)
		}
	})
}

// What the runtime reads of the table of functions must be there: stacks grow and are
// copied, the collector finds what lives in them, a panic is recovered from, a trace has
// names. Only lines are gone.
func TestPackedProgramRuns(t *testing.T) {
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

func fails() { panic("on purpose") }

func main() {
	counts := make(chan int)
	for range 4 {
		go func() { counts <- grow(12).count() }()
	}
	println(<-counts, <-counts, <-counts, <-counts, deep(2000, [64]int{}), recovered() != nil)
	fails()
}
`
	dir := t.TempDir()
	put(t, dir, map[string]string{"go.mod": "module small\n\ngo 1.24\n", "main.go": source})
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
	packed, err := pack(slices.Clone(whole))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, "packed.wasm"), packed, 0o644); err != nil {
		t.Fatal(err)
	}
	root, err := exec.Command("go", "env", "GOROOT").Output()
	if err != nil {
		t.Fatal(err)
	}
	said := map[string]string{}
	for _, name := range []string{"whole.wasm", "packed.wasm"} {
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
	if text := said["whole.wasm"]; !strings.Contains(text, "main.go:") {
		t.Errorf("the linker's program names no line:\n%s", text)
	}
	if text := said["packed.wasm"]; strings.Contains(text, "main.go:") {
		t.Errorf("the packed program names lines:\n%s", text)
	}
	if from, to := gzipped(whole), gzipped(packed); float64(to) > 0.9*float64(from) {
		t.Errorf("%d bytes after gzip, %d packed", from, to)
	}
}

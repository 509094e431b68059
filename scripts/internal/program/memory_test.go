package program

import (
	"bytes"
	"encoding/binary"
	"errors"
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
		got, err := Pack(moduleOf(c.places, c.texts...))
		if want := moduleOf([]int{c.at}, c.want); !errors.Is(err, ErrLines) || !bytes.Equal(got, want) {
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
		if _, err := Pack(whole[:length]); err == nil || errors.Is(err, ErrLines) {
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
		if _, err := Pack(module); err == nil || errors.Is(err, ErrLines) {
			t.Errorf("a segment %s: %v", name, err)
		}
	}
}

func FuzzPack(f *testing.F) {
	f.Add(moduleOf([]int{10, 20}, "abc", "def"))
	f.Add(moduleOf([]int{0}, "\xf1\xff\xff\xff\x00\x00\x01\x08"+strings.Repeat("\x01\x00", 60)))
	f.Fuzz(func(t *testing.T, module []byte) {
		if packed, err := Pack(module); (packed == nil) != (err != nil && !errors.Is(err, ErrLines)) {
			t.Errorf("%d bytes and %v", len(packed), err)
		}
	})
}

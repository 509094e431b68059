package program

import (
	"bytes"
	"encoding/binary"
	"errors"
	"slices"
)

// A program's memory at its start is a third of what a reader loads. The linker writes it
// in some 57,000 segments, since none of them then has more than seven zeros in a row:
// fewer bytes as they are, 97 kB more after gzip, which has zeros for nothing and places
// of segments for a lot. And 91 kB after gzip are the lines of the sources, by which a
// trace would name more than functions.

// Pack returns a program with the same memory in one segment, without those lines; with the
// error ErrLines they are still there. Another error says what is wrong with the program, and
// there is none.
func Pack(program []byte) ([]byte, error) {
	var lines error
	packed, err := rewrite(program, dataSection, func(section []byte) ([]byte, error) {
		start, memory, err := memoryOf(section)
		if err != nil {
			return nil, err
		}
		if !dropLines(memory) {
			lines = ErrLines
		}
		section = []byte{1, 0, i32Const}
		section = append(appendSigned(section, int64(start)), end)
		return append(binary.AppendUvarint(section, uint64(len(memory))), memory...), nil
	})
	if err != nil {
		return nil, err
	}
	return packed, lines
}

// ErrLines says that the runtime of this version of Go is not the one that dropLines knows.
var ErrLines = errors.New("this version of Go keeps the lines of sources elsewhere: they stay, and make every program 91 kB larger")

const mostMemory = 64 << 20 // bytes that a program may begin with: it begins with 2.4 MB

// memoryOf returns the memory that a data section of active segments makes, and where in
// the program's memory it starts. Segments may come in any order, and none over another.
func memoryOf(section []byte) (start int, memory []byte, err error) {
	type segment struct {
		at   int
		data []byte
	}
	in := reader{rest: section}
	segments := make([]segment, min(in.number(), len(section)))
	for i := range segments {
		if kind := in.bytes(2); in.failed || kind[0] != 0 || kind[1] != i32Const {
			return 0, nil, errors.New("a segment of the program's memory has no place known before it starts")
		}
		segments[i].at = in.signed()
		if stop := in.bytes(1); in.failed || stop[0] != end || segments[i].at < 0 {
			return 0, nil, errors.New("a segment of the program's memory has no place known before it starts")
		}
		segments[i].data = in.bytes(in.number())
	}
	if in.failed || len(in.rest) > 0 || len(segments) == 0 {
		return 0, nil, errors.New("the program's memory is cut short")
	}
	slices.SortFunc(segments, func(a, b segment) int { return a.at - b.at })
	start = segments[0].at
	for _, s := range segments {
		zeros := s.at - start - len(memory)
		switch {
		case zeros < 0:
			return 0, nil, errors.New("two segments of the program's memory are at one place")
		case s.at-start > mostMemory:
			return 0, nil, errors.New("the program's memory is larger at its start than 64 MB")
		}
		memory = append(append(memory, make([]byte, zeros)...), s.data...)
	}
	return start, memory, nil
}

// dropLines takes from a memory at its start the lines of the sources: those of the table
// of functions that Go's runtime calls pclntab (runtime/symtab.go, pcHeader; runtime2.go,
// _func). A trace names the file of a function without lines "?". All else that the runtime
// looks up there, as the sizes of frames and what lives in them, stays. Where the table is
// not of the known form, all of it stays, and dropLines returns false.
func dropLines(memory []byte) bool {
	form := []byte{0xf1, 0xff, 0xff, 0xff, 0, 0, 1, 8} // Go 1.20 and later, steps of 1, pointers of 8 bytes
	at := bytes.Index(memory, form)
	if at < 0 || bytes.Count(memory, form) > 1 {
		return false
	}
	table, known := memory[at:], true
	number := func(i int) int {
		if i < 0 || i+4 > len(table) {
			known = false
			return 0
		}
		return int(binary.LittleEndian.Uint32(table[i:]))
	}
	const (
		functions, units, values, entries                   = 8, 40, 56, 64                  // bytes into the table
		sp, file, line, counts, unit, first, others, header = 16, 20, 24, 28, 32, 36, 44, 72 // into an entry of it
	)
	names, from, to := number(units), number(values), number(entries)
	if header > names || names > from || from > to || to > len(table) {
		return false
	}
	kept, lines := []int{0, to - from}, []int{}
	var places []int
	for i := range number(functions) {
		f := to + number(to+8*i+4)
		kept = append(kept, number(f+sp))
		for k := range number(f + counts) {
			kept = append(kept, number(f+others+4*k))
		}
		lines = append(lines, number(f+file), number(f+line))
		places = append(places, f)
		if !known || f+others > len(table) {
			return false
		}
	}
	slices.Sort(kept)
	all := slices.Compact(slices.Sorted(slices.Values(slices.Concat(kept, lines))))
	if all[len(all)-1] > to-from {
		return false
	}
	for i, o := range all[:len(all)-1] {
		if _, stays := slices.BinarySearch(kept, o); !stays {
			clear(table[from+o : from+all[i+1]])
		}
	}
	for _, f := range places {
		clear(table[f+file : f+counts])  // where its lines are
		clear(table[f+unit : f+first+4]) // whose files, and its first line
	}
	clear(table[names:from]) // names of files
	return true
}

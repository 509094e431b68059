// Package program rewrites programs that the Go linker has written for WebAssembly: what it
// does without need costs every reader bytes and time.
package program

import (
	"bytes"
	"encoding/binary"
	"errors"
)

// Sections of a program, by number.
const codeSection, dataSection = 10, 11

// rewrite returns a program in which every section of that number is what one makes of it.
// An error is one's, or says that the program is none.
func rewrite(program []byte, number byte, one func(section []byte) ([]byte, error)) ([]byte, error) {
	const magic = "\x00asm\x01\x00\x00\x00"
	if !bytes.HasPrefix(program, []byte(magic)) {
		return nil, errors.New("no program: it does not begin as WebAssembly does")
	}
	all := []byte(magic)
	for in := (reader{rest: program[len(magic):]}); len(in.rest) > 0; {
		id := in.bytes(1)
		section := in.bytes(in.number())
		if in.failed {
			return nil, errors.New("a section of the program is cut short")
		}
		if id[0] == number {
			var err error
			if section, err = one(section); err != nil {
				return nil, err
			}
		}
		all = append(all, id...)
		all = append(binary.AppendUvarint(all, uint64(len(section))), section...)
	}
	return all, nil
}

// A reader reads numbers and bytes of a program; failed says that there were not as many.
type reader struct {
	rest   []byte
	failed bool
}

func (r *reader) bytes(n int) []byte {
	if n < 0 || n > len(r.rest) {
		r.failed = true
		return nil
	}
	b := r.rest[:n]
	r.rest = r.rest[n:]
	return b
}

func (r *reader) number() int {
	n, _ := r.leb()
	if n > 1<<32 {
		r.failed = true
		return 0
	}
	return int(n)
}

// signed reads a number with its sign in the highest of its bits.
func (r *reader) signed() int {
	n, bits := r.leb()
	return int(n) << (64 - bits) >> (64 - bits)
}

// leb reads a number of up to nine groups of seven bits, and says how many bits these are.
func (r *reader) leb() (n uint64, bits int) {
	n, size := binary.Uvarint(r.rest)
	if size <= 0 || size > 9 {
		r.failed = true
		return 0, 64
	}
	r.rest = r.rest[size:]
	return n, 7 * size
}

func appendSigned(b []byte, n int64) []byte {
	for n < -64 || n > 63 {
		b = append(b, byte(n)|0x80)
		n >>= 7
	}
	return append(b, byte(n)&0x7f)
}

package program

import (
	"encoding/binary"
	"errors"
	"slices"
)

// WebAssembly has blocks and loops, no jumps. Go's compiler makes a function of n pieces out
// of one loop around n blocks, each of which ends where its piece begins, so that a table at
// the start of the loop can lead to any of them:
//
//	loop
//	  block … block           ;; the innermost is 0
//	    local.get 0           ;; the piece that is to come
//	    br_table …
//	  end                     ;; of block 0
//	  …                       ;; piece 0
//	  end                     ;; of block 1
//	  …                       ;; piece 1
//
// and every jump out of a number for the table and a branch to the start of the loop, ahead or
// back (cmd/internal/obj/wasm, preprocess). An engine carries each of the function's variables
// through the table then. But whoever is in piece c is still inside the blocks from c + 1 on: a
// branch out of block t leads to piece t > c at once. That is seven of eight jumps of a program;
// the simulator's general loop takes a fifth less time with them, and a program is a twentieth
// smaller after gzip.

// Straighten returns a program whose jumps ahead are branches to where they lead. A function
// that is not of the known form stays as it is. With the error ErrJumps the program is the same as
// before; another error says what is wrong with it, and there is none.
func Straighten(program []byte) ([]byte, error) {
	straight, err := rewrite(program, codeSection, func(section []byte) ([]byte, error) {
		in := reader{rest: section}
		n := in.number()
		all := binary.AppendUvarint(nil, uint64(n))
		for range n {
			body := in.bytes(in.number())
			if in.failed {
				break
			}
			body, err := straighten(body)
			if err != nil {
				return nil, err
			}
			all = append(binary.AppendUvarint(all, uint64(len(body))), body...)
		}
		if in.failed || len(in.rest) > 0 {
			return nil, errors.New("the program's code is cut short")
		}
		return all, nil
	})
	if errors.Is(err, ErrJumps) {
		return program, err
	}
	return straight, err
}

// ErrJumps says that the compiler of this version of Go writes instructions that Straighten
// does not know.
var ErrJumps = errors.New("this version of Go writes instructions that are not known here: jumps stay as they are, and every program is a twentieth larger and slower")

// Instructions, by their first byte.
const (
	block        = 0x02
	loop         = 0x03
	when         = 0x04 // if
	end          = 0x0b
	br           = 0x0c
	brIf         = 0x0d
	brTable      = 0x0e
	call         = 0x10
	callIndirect = 0x11
	localGet     = 0x20
	localSet     = 0x21
	globalSet    = 0x24
	firstLoad    = 0x28
	lastStore    = 0x3e
	memorySize   = 0x3f
	memoryGrow   = 0x40
	i32Const     = 0x41
	i64Const     = 0x42
	f32Const     = 0x43
	f64Const     = 0x44
	lastNumeric  = 0xc4
	prefixed     = 0xfc
)

// An instruction is one of a function: its first byte, the number behind it if there is just
// one, and how many bytes were left before and after it.
type instruction struct {
	code        byte
	number      int
	table       []int // of a br_table: where it leads to, outermost last
	left, after int
}

// instruction reads one. It fails on one that Go does not write.
func (r *reader) instruction() instruction {
	i := instruction{left: len(r.rest)}
	if first := r.bytes(1); first != nil {
		i.code = first[0]
	}
	switch c := i.code; {
	case c == block || c == loop || c == when || c == i32Const:
		i.number = r.signed()
	case c == br || c == brIf || c == call || localGet <= c && c <= globalSet:
		i.number = r.number()
	case c == brTable:
		for n := r.number(); n >= 0 && !r.failed; n-- {
			i.table = append(i.table, r.number())
		}
	case c == callIndirect || firstLoad <= c && c <= lastStore:
		r.number()
		r.number()
	case c == memorySize || c == memoryGrow:
		r.bytes(1)
	case c == i64Const:
		for b := r.bytes(1); b != nil && b[0] >= 0x80; {
			b = r.bytes(1)
		}
	case c == f32Const:
		r.bytes(4)
	case c == f64Const:
		r.bytes(8)
	case c == prefixed:
		switch kind := r.number(); {
		case kind <= 7: // conversions that saturate
		case kind == 10: // memory.copy
			r.bytes(2)
		case kind == 11: // memory.fill
			r.bytes(1)
		default:
			r.failed = true
		}
	case c > lastNumeric || c > callIndirect && c != 0x1a && c != 0x1b && c < localGet || c >= 0x06 && c < end: // 0x1a and 0x1b are drop and select
		r.failed = true
	}
	i.after = len(r.rest)
	return i
}

const nothing = -64 // the type of a block that leaves no value
const noPiece = -1

// straighten is Straighten for the body of a function.
func straighten(body []byte) ([]byte, error) {
	in := reader{rest: body}
	for n := in.number(); n > 0 && !in.failed; n-- { // variables: how many of which type
		in.number()
		in.bytes(1)
	}
	var (
		all    []byte // the new body, up to copied
		copied int
		open   []int // of each block around this instruction: its place in the table, or noPiece
		around = 0   // how many of them are around the blocks of pieces: those around the loop, and it
		blocks = 0   // how many blocks of pieces
		table  []int // of each number: the piece to which it leads
		piece  = noPiece
		last   [3]instruction // the latest is last[2]
	)
	at := func(left int) int { return len(body) - left }
	for len(in.rest) > 0 {
		i := in.instruction()
		if in.failed {
			return nil, ErrJumps
		}
		if table == nil && i.code != localGet && i.code != brTable {
			switch i.code {
			case loop:
				around, blocks = len(open)+1, 0
			case block:
				blocks++
			default:
				around = 0 // something comes between
			}
		}
		switch {
		case i.code == block || i.code == loop || i.code == when:
			open = append(open, noPiece)
		case i.code == end && len(open) > 0:
			if k := open[len(open)-1]; k != noPiece {
				piece = k
			}
			open = open[:len(open)-1]
		case i.code == brTable && (table != nil || around == 0 || blocks == 0 || last[1].code != block || last[2].code != localGet || last[2].number != 0):
			return body, nil
		case i.code == localGet && i.number == 0 && table != nil && (last[1].code != localSet || last[1].number != 0 || last[2].code != i32Const):
			return body, nil // the number is read elsewhere
		case i.code == brTable:
			table = i.table
			for k := range blocks {
				open[len(open)-1-k] = k
			}
		case i.code == br && table != nil && len(open)-i.number == around && last[1].code == i32Const && last[2].code == localSet && last[2].number == 0:
			n := last[1].number
			if n < 0 || n >= len(table) || table[n] <= piece {
				break // back, to the start of the loop
			}
			out := slices.Index(open, table[n])
			if out < 0 {
				return body, nil
			}
			depth := len(open) - 1 - out
			if next := in; last[0].code == when && last[0].number == nothing && next.instruction().code == end {
				all = append(all, body[copied:at(last[0].left)]...)
				all = binary.AppendUvarint(append(all, brIf), uint64(depth-1))
				i = in.instruction()
				open = open[:len(open)-1]
			} else {
				all = append(all, body[copied:at(last[1].left)]...)
				all = binary.AppendUvarint(append(all, br), uint64(depth))
			}
			copied = at(i.after)
		}
		last[0], last[1], last[2] = last[1], last[2], i
	}
	return append(all, body[copied:]...), nil
}

package program

import (
	"bytes"
	"encoding/binary"
	"errors"
	"testing"
)

// code is a program of one function with that body behind its variables: none.
func code(body ...byte) []byte {
	body = append([]byte{0}, body...)
	section := append(binary.AppendUvarint([]byte{1}, uint64(len(body))), body...)
	return append(append([]byte("\x00asm\x01\x00\x00\x00\x0a"), binary.AppendUvarint(nil, uint64(len(section)))...), section...)
}

// pieces is a body of four pieces, as Go writes it.
func pieces(zero, one, two, three []byte) []byte {
	body := []byte{loop, 0x40, block, 0x40, block, 0x40, block, 0x40, block, 0x40, localGet, 0, brTable, 4, 0, 1, 2, 3, 3}
	for _, piece := range [][]byte{zero, one, two, three} {
		body = append(append(body, end), piece...)
	}
	return append(body, end, 0x00, end)
}

func TestStraighten(t *testing.T) {
	const nop, returns, eqz, f = 0x01, 0x0f, 0x45, f64Const
	jump := func(to, out byte) []byte { return []byte{i32Const, to, localSet, 0, br, out} }
	cat := func(all ...[]byte) []byte { return bytes.Join(all, nil) }
	big := []byte{i64Const, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x80, 0x7f, 0x1a, f, br, 0, br, 0, br, 0, br, 0, 0x1a}
	for _, c := range []struct {
		name       string
		from, want []byte
	}{
		{
			"ahead",
			pieces(jump(2, 3), jump(3, 2), []byte{returns}, []byte{returns}),
			pieces([]byte{br, 1}, []byte{br, 1}, []byte{returns}, []byte{returns}),
		}, {
			"ahead, on a condition",
			pieces(cat([]byte{localGet, 1, eqz, when, 0x40}, jump(3, 4), []byte{end}), []byte{nop}, []byte{nop}, []byte{returns}),
			pieces([]byte{localGet, 1, eqz, brIf, 2}, []byte{nop}, []byte{nop}, []byte{returns}),
		}, {
			"ahead, and more on the condition",
			pieces(cat([]byte{localGet, 1, when, 0x40, nop}, jump(3, 4), []byte{end}), cat([]byte{localGet, 1, when, 0x40}, jump(2, 3), []byte{nop, end}), []byte{nop}, []byte{returns}),
			pieces([]byte{localGet, 1, when, 0x40, nop, br, 3, end}, []byte{localGet, 1, when, 0x40, br, 1, nop, end}, []byte{nop}, []byte{returns}),
		}, {
			"back, and to itself",
			pieces([]byte{nop}, jump(1, 2), jump(0, 1), cat([]byte{localGet, 1, when, 0x40}, jump(3, 1), []byte{end})),
			pieces([]byte{nop}, jump(1, 2), jump(0, 1), cat([]byte{localGet, 1, when, 0x40}, jump(3, 1), []byte{end})),
		}, {
			"behind numbers of many bytes",
			pieces(cat(big, jump(1, 3)), []byte{returns}, nil, nil),
			pieces(cat(big, []byte{br, 0}), []byte{returns}, nil, nil),
		}, {
			"the number is read elsewhere",
			pieces(jump(2, 3), []byte{localGet, 0, 0x1a}, nil, nil),
			pieces(jump(2, 3), []byte{localGet, 0, 0x1a}, nil, nil),
		}, {
			"a loop of another kind",
			[]byte{loop, 0x40, nop, block, 0x40, localGet, 0, brTable, 1, 0, 0, end, i32Const, 0, localSet, 0, br, 0, end, end},
			[]byte{loop, 0x40, nop, block, 0x40, localGet, 0, brTable, 1, 0, 0, end, i32Const, 0, localSet, 0, br, 0, end, end},
		},
	} {
		got, err := Straighten(code(c.from...))
		if want := code(c.want...); err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: % x, %v; want % x", c.name, got, err, want)
		}
	}
}

func TestStraightenRefuses(t *testing.T) {
	unknown := code(pieces([]byte{0xfd, 0x0c}, nil, nil, nil)...)
	if got, err := Straighten(unknown); !errors.Is(err, ErrJumps) || !bytes.Equal(got, unknown) {
		t.Errorf("an instruction of another kind: % x, %v", got, err)
	}
	whole := code(pieces(nil, nil, nil, nil)...)
	for length := range whole {
		if _, err := Straighten(whole[:length]); length != 8 && err == nil { // 8: no section
			t.Errorf("took the first %d bytes of %d", length, len(whole))
		}
	}
	if _, err := Straighten([]byte("\x00asm\x01\x00\x00\x00\x0a\x03\x02\x01\x0b")); err == nil || errors.Is(err, ErrJumps) {
		t.Errorf("took one function of two: %v", err)
	}
}

func FuzzStraighten(f *testing.F) {
	f.Add(pieces([]byte{i32Const, 2, localSet, 0, br, 3}, nil, nil, nil))
	f.Fuzz(func(t *testing.T, body []byte) {
		straight, err := Straighten(code(body...))
		if straight == nil || err != nil && !errors.Is(err, ErrJumps) || len(straight) > len(body)+20 {
			t.Errorf("%d bytes and %v", len(straight), err)
		}
	})
}

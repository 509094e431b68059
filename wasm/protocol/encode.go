package protocol

import (
	"encoding/binary"
	"math"
)

// Encode returns the message. Texts are cut at [MaxText].
func (h Hello) Encode() []byte {
	b := []byte{byte(HelloKind)}
	b = binary.LittleEndian.AppendUint16(b, h.Version)
	return appendText(b, h.Build)
}

// Encode returns the message. A link longer than [MaxText] is cut, and so
// becomes another link: whoever makes links keeps them short.
func (r Request) Encode() []byte {
	b := make([]byte, 0, 1+8+4+len(r.Link)+4*3+4+len(r.Fault))
	b = append(b, byte(RequestKind))
	b = binary.LittleEndian.AppendUint64(b, r.ID)
	b = appendText(b, r.Link)
	b = appendNumber(b, r.Job)
	b = appendNumber(b, r.From)
	b = appendNumber(b, r.To)
	return appendText(b, r.Fault)
}

// Encode returns the message. Values beyond [MaxValues] are left out, which
// the page notices, because it knows how many it asked for.
func (r Reply) Encode() []byte {
	values := r.Values[:min(len(r.Values), MaxValues)]
	b := make([]byte, 0, 1+8+4*3+8+8+4+len(r.Error)+4+8*len(values))
	b = append(b, byte(ReplyKind))
	b = binary.LittleEndian.AppendUint64(b, r.ID)
	b = appendNumber(b, r.Job)
	b = appendNumber(b, r.From)
	b = appendNumber(b, r.To)
	b = binary.LittleEndian.AppendUint64(b, r.Memory)
	b = binary.LittleEndian.AppendUint64(b, math.Float64bits(r.Milliseconds))
	b = appendText(b, r.Error)
	b = appendNumber(b, len(values))
	for _, v := range values {
		b = binary.LittleEndian.AppendUint64(b, math.Float64bits(v))
	}
	return b
}

func appendText(b []byte, s string) []byte {
	s = s[:min(len(s), MaxText)]
	b = appendNumber(b, len(s))
	return append(b, s...)
}

// appendNumber writes what lies outside [0, MaxNumber] as the largest uint32,
// which no receiver accepts: a wrong number is refused rather than moved.
func appendNumber(b []byte, n int) []byte {
	if n < 0 || n > MaxNumber {
		return binary.LittleEndian.AppendUint32(b, math.MaxUint32)
	}
	return binary.LittleEndian.AppendUint32(b, uint32(n))
}

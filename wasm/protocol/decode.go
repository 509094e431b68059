package protocol

import (
	"encoding/binary"
	"math"

	"kingman/core/smallfmt"
)

// DecodeHello reads a [Hello].
func DecodeHello(raw []byte) (Hello, error) {
	d := open(raw, HelloKind, "hello")
	h := Hello{Version: d.uint16("version"), Build: d.text("build")}
	return h, d.close()
}

// DecodeRequest reads a [Request] and refuses one whose ID is 0 or whose range
// of replications is empty. Whatever it returns, the ID is right if that much
// could be read, so that the answer finds its way.
func DecodeRequest(raw []byte) (Request, error) {
	d := open(raw, RequestKind, "request")
	r := Request{
		ID: d.uint64("id"), Link: d.text("link"),
		Job: d.number("job"), From: d.number("from"), To: d.number("to"),
		Fault: d.text("fault"),
	}
	if d.err == nil && r.ID == 0 {
		d.fail("id", "is 0")
	}
	if d.err == nil && r.From >= r.To {
		d.fail("to", smallfmt.Sprintf("is %d, must be above from, %d", r.To, r.From))
	}
	return r, d.close()
}

// DecodeReply reads a [Reply]. Whether it answers what was asked is for the
// page to check.
func DecodeReply(raw []byte) (Reply, error) {
	d := open(raw, ReplyKind, "reply")
	r := Reply{
		ID:  d.uint64("id"),
		Job: d.number("job"), From: d.number("from"), To: d.number("to"),
		Memory: d.uint64("memory"), Milliseconds: math.Float64frombits(d.uint64("milliseconds")),
		Error:  d.text("error"),
		Values: d.values("values"),
	}
	return r, d.close()
}

// A decoder takes fields off the front. After the first failure it returns
// zeros.
type decoder struct {
	rest []byte
	what string
	err  error
}

func open(raw []byte, kind Kind, what string) *decoder {
	d := &decoder{what: what}
	switch k, err := KindOf(raw); {
	case err != nil:
		d.err = err
	case k != kind:
		d.err = smallfmt.Errorf("protocol: want a %s, got kind %d", what, byte(k))
	default:
		d.rest = raw[1:]
	}
	return d
}

func (d *decoder) fail(field, why string) {
	if d.err == nil {
		d.err = smallfmt.Errorf("protocol: %s: %s %s", d.what, field, why)
	}
	d.rest = nil
}

// take returns the next n bytes, nil if there are fewer.
func (d *decoder) take(n int, field string) []byte {
	if d.err != nil {
		return nil
	}
	if n > len(d.rest) {
		d.fail(field, smallfmt.Sprintf("needs %d bytes, has %d", n, len(d.rest)))
		return nil
	}
	taken := d.rest[:n]
	d.rest = d.rest[n:]
	return taken
}

func (d *decoder) uint16(field string) uint16 {
	b := d.take(2, field)
	if b == nil {
		return 0
	}
	return binary.LittleEndian.Uint16(b)
}

func (d *decoder) uint64(field string) uint64 {
	b := d.take(8, field)
	if b == nil {
		return 0
	}
	return binary.LittleEndian.Uint64(b)
}

// number reads a count or a place in a list.
func (d *decoder) number(field string) int {
	b := d.take(4, field)
	if b == nil {
		return 0
	}
	n := binary.LittleEndian.Uint32(b)
	if n > MaxNumber {
		d.fail(field, smallfmt.Sprintf("is %d, must be at most %d", int(n), MaxNumber))
		return 0
	}
	return int(n)
}

func (d *decoder) text(field string) string {
	n := d.number(field)
	if n > MaxText {
		d.fail(field, smallfmt.Sprintf("is %d bytes long, may be %d", n, MaxText))
		return ""
	}
	return string(d.take(n, field))
}

func (d *decoder) values(field string) []float64 {
	n := d.number(field)
	if n > MaxValues {
		d.fail(field, smallfmt.Sprintf("are %d, may be %d", n, MaxValues))
		return nil
	}
	raw := d.take(8*n, field)
	if len(raw) == 0 {
		return nil
	}
	values := make([]float64, n)
	for i := range values {
		values[i] = math.Float64frombits(binary.LittleEndian.Uint64(raw[8*i:]))
	}
	return values
}

// close returns the first failure, or that something follows the last field.
func (d *decoder) close() error {
	if d.err == nil && len(d.rest) > 0 {
		d.err = smallfmt.Errorf("protocol: %s: %d bytes too many", d.what, len(d.rest))
	}
	return d.err
}

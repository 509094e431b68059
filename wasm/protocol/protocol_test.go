package protocol

import (
	"bytes"
	"encoding/hex"
	"math"
	"reflect"
	"strings"
	"testing"
)

var (
	aRequest = Request{ID: 0x0102030405060708, Link: "v=1&s=analysis-queue", Job: 3, From: 16, To: 32, Fault: FaultHang}
	aReply   = Reply{ID: 7, Job: 3, From: 16, To: 18, Memory: 1 << 24, Milliseconds: 1.5, Values: []float64{1, math.Copysign(0, -1)}}
)

// The bytes are pinned: a page left open over an update must at least be able
// to read the Hello of the new worker and refuse it by name.
func TestGoldenBytes(t *testing.T) {
	for _, c := range []struct {
		name string
		raw  []byte
		want string
	}{
		{"hello", Hello{Version: 1, Build: "ab"}.Encode(), "01" + "0100" + "02000000" + "6162"},
		{"request", aRequest.Encode(), "02" + "0807060504030201" +
			"14000000" + "763d3126733d616e616c797369732d7175657565" +
			"03000000" + "10000000" + "20000000" + "04000000" + "68616e67"},
		{"reply", aReply.Encode(), "03" + "0700000000000000" + "03000000" + "10000000" + "12000000" +
			"0000000100000000" + "000000000000f83f" + "00000000" +
			"02000000" + "000000000000f03f" + "0000000000000080"},
	} {
		if got := hex.EncodeToString(c.raw); got != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.name, got, c.want)
		}
	}
}

func TestWhatIsSentArrives(t *testing.T) {
	if got, err := DecodeHello(Greeting().Encode()); err != nil || got != Greeting() {
		t.Errorf("hello: got %+v, %v", got, err)
	}
	if got, err := DecodeRequest(aRequest.Encode()); err != nil || got != aRequest {
		t.Errorf("request: got %+v, %v", got, err)
	}
	if got, err := DecodeReply(aReply.Encode()); err != nil || !reflect.DeepEqual(got, aReply) {
		t.Errorf("reply: got %+v, %v", got, err)
	}
}

func TestNumbersCrossBitForBit(t *testing.T) {
	payload := math.Float64frombits(0x7ff8_dead_beef_0001)
	sent := []float64{math.Inf(1), math.Inf(-1), math.Copysign(0, -1), math.SmallestNonzeroFloat64, math.MaxFloat64, payload}
	got, err := DecodeReply(Reply{ID: 1, To: 6, Values: sent}.Encode())
	if err != nil {
		t.Fatal(err)
	}
	for i := range sent {
		if math.Float64bits(got.Values[i]) != math.Float64bits(sent[i]) {
			t.Errorf("value %d: sent %x, got %x", i, math.Float64bits(sent[i]), math.Float64bits(got.Values[i]))
		}
	}
}

// Every message that is cut short anywhere, or has a byte too many, is refused
// in words that name the field or the surplus.
func TestEveryLengthIsChecked(t *testing.T) {
	decode := map[string]func([]byte) error{
		"hello":   func(b []byte) error { _, err := DecodeHello(b); return err },
		"request": func(b []byte) error { _, err := DecodeRequest(b); return err },
		"reply":   func(b []byte) error { _, err := DecodeReply(b); return err },
	}
	for name, raw := range map[string][]byte{"hello": Greeting().Encode(), "request": aRequest.Encode(), "reply": aReply.Encode()} {
		for n := range raw {
			if err := decode[name](raw[:n]); err == nil {
				t.Errorf("%s: %d of %d bytes were accepted", name, n, len(raw))
			}
		}
		if err := decode[name](append(bytes.Clone(raw), 0)); err == nil || !strings.Contains(err.Error(), "too many") {
			t.Errorf("%s: a byte too many gave %v", name, err)
		}
		for other := range decode {
			if err := decode[other](raw); (err == nil) != (other == name) {
				t.Errorf("a %s read as a %s gave %v", name, other, err)
			}
		}
	}
}

func TestNonsenseIsNamed(t *testing.T) {
	huge := aReply.Encode()
	copy(huge[len(huge)-20:], []byte{0xff, 0xff, 0xff, 0x3f})
	for _, c := range []struct {
		name, want string
		err        error
	}{
		{"id 0", "id is 0", second(DecodeRequest(Request{To: 1}.Encode()))},
		{"empty range", "to is 4, must be above from, 4", second(DecodeRequest(Request{ID: 1, From: 4, To: 4}.Encode()))},
		{"negative job", "job is 4294967295", second(DecodeRequest(Request{ID: 1, Job: -1, To: 1}.Encode()))},
		{"too many values", "values are 1073741823, may be 1048576", second(DecodeReply(huge))},
		{"no kind", "no kind of message is 9", second(KindOf([]byte{9}))},
		{"nothing", "an empty message", second(KindOf(nil))},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: got %v, want %q", c.name, c.err, c.want)
		}
	}
}

func second[T any](_ T, err error) error { return err }

func TestAStrangerIsRefusedByName(t *testing.T) {
	if err := Greeting().Check(); err != nil {
		t.Error(err)
	}
	for _, h := range []Hello{{Version: Version, Build: "other"}, {Version: Version + 1, Build: Build}} {
		err := h.Check()
		if err == nil || !strings.Contains(err.Error(), h.Build) || !strings.Contains(err.Error(), Build) {
			t.Errorf("%+v: %v", h, err)
		}
	}
}

// Whatever a decoder accepts has that one encoding.
func FuzzDecode(f *testing.F) {
	f.Add(Greeting().Encode())
	f.Add(aRequest.Encode())
	f.Add(aReply.Encode())
	f.Add(Reply{ID: 1, To: 1, Error: "too slow"}.Encode())
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, raw []byte) {
		if h, err := DecodeHello(raw); err == nil && !bytes.Equal(h.Encode(), raw) {
			t.Errorf("hello %+v has two encodings", h)
		}
		if r, err := DecodeRequest(raw); err == nil && !bytes.Equal(r.Encode(), raw) {
			t.Errorf("request %+v has two encodings", r)
		}
		if r, err := DecodeReply(raw); err == nil && !bytes.Equal(r.Encode(), raw) {
			t.Errorf("reply %+v has two encodings", r)
		}
	})
}

package link

import (
	"strings"
	"testing"
	"unicode"
	"unicode/utf8"

	"kingman/core/argument"
)

// FuzzDecode holds what every address must be: no panic, a legal state, few
// and readable notes, and a link that stays as it is once it has been read.
func FuzzDecode(f *testing.F) {
	for _, seed := range [][2]string{
		{"", ""},
		{"#v=1&s=analysis-queue&engineers=30&today.engineers=12&seed=1961", ""},
		{"#v=1&s=analysis-queue&step=3", "?embed=1&present=0&show=engineers,analysts"},
		{"v=1&s=coffee-shop&guests=250&arrival-cv=0,75&line=2&today.guests=same&seed=7", ""},
		{"v=1&s=coffee-shop&guests=1e999&uneven=NaN&line=-5&milk=50%25&change=--3", "guests=3"},
		{"V%3D1%26S%3DCOFFEE-SHOP%26GUESTS%3D3", "v=2&s=bakery&ovens=1&foo=bar&utm_x=1"},
		{"v=1&amp;s=coffee-shop&amp;guests=250).>", "%%%&=&&=;#?"},
		{"guests=1.000,5&guests=1,000&guests", "today.line=same&today.=3&=4"},
		{"step=99&seed=-0&v=1e0&unknown=a.&unknown2=%ff%00&a=b=c", ""},
		{"step=2&uneven=3&arrival-cv=1.5", "step=1&arrival-cv=2"},
		{"%252525&\xff\xfe=\x00&+=+&　=　&seed=１９６１", "v=&s=&seed=&step="},
		{strings.Repeat("a", 70) + "=1&k=" + strings.Repeat("b", 70), strings.Repeat("x=1&", 300)},
	} {
		f.Add(seed[0], seed[1])
	}
	c := all()
	f.Fuzz(func(t *testing.T, hash, query string) {
		l, notes := c.Decode(hash, query)
		checkLegal(t, l)
		checkNotes(t, notes)
		text := c.Encode(l)
		checkForm(t, text)
		again, _ := c.Decode(text, "")
		if !again.Equal(l) || c.Encode(again) != text {
			t.Errorf("%q, %q reads as %s,\nwhich reads as %s", hash, query, text, c.Encode(again))
		}
		l.Unknown = nil
		if _, notes := c.Decode("#"+c.Encode(l), ""); len(notes) > 0 {
			t.Errorf("the link %s of our own making is noted: %v", c.Encode(l), notes)
		}
		o, notes := DecodeOptions(query)
		checkNotes(t, notes)
		for _, a := range c.Arguments {
			indexes, notes := o.Sliders(a)
			checkNotes(t, notes)
			if len(indexes) == 0 && !(o.Show != nil && len(o.Show) == 0) {
				t.Errorf("%q shows no slider of %s", query, a.ID)
			}
		}
		if rest := c.Rest(query); len(rest) > len(query) {
			t.Errorf("the rest of %q is %q", query, rest)
		}
		Split(hash)
	})
}

func checkLegal(t *testing.T, l Link) {
	t.Helper()
	s := l.State
	if s.Seed > argument.MaxSeed || l.Step < 0 || l.Step > len(s.Entry.Story) || len(l.Unknown) > maxUnknown {
		t.Errorf("seed %d, step %d, %d unknown keys", s.Seed, l.Step, len(l.Unknown))
	}
	for i := range s.Entry.Params {
		p := s.Entry.Params[i]
		if _, ok := p.Snap(s.WhatIf[i]); !ok {
			t.Errorf("%s is %v", p.ID, s.WhatIf[i])
		}
		if _, ok := p.Snap(s.Today[i]); !ok {
			t.Errorf("%s today is %v", p.ID, s.Today[i])
		}
		if !s.Pinned[i] && s.Today[i] != s.WhatIf[i] {
			t.Errorf("%s is %v today although it follows %v", p.ID, s.Today[i], s.WhatIf[i])
		}
	}
}

func checkNotes(t *testing.T, notes []Note) {
	t.Helper()
	if len(notes) > maxNotes {
		t.Errorf("%d notes", len(notes))
	}
	for _, n := range notes {
		visible := func(r rune) bool { return r == ' ' || unicode.IsPrint(r) }
		if n.Text == "" || len(n.Text) > maxNoteText || !utf8.ValidString(n.Text) || strings.IndexFunc(n.Text, func(r rune) bool { return !visible(r) }) >= 0 {
			t.Errorf("unreadable note %q", n.Text)
		}
		if !strings.HasSuffix(n.Text, ".") {
			t.Errorf("the note %q is no sentence", n.Text)
		}
	}
}

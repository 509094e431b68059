package link

import (
	"bufio"
	"fmt"
	"os"
	"strings"
	"testing"
)

// meaning returns what a link says in the form of testdata/golden.txt: one
// word for each thing, "what-if/today" where today is pinned.
func meaning(l Link, notes []Note) []string {
	s := l.State
	all := []string{s.Entry.ID, fmt.Sprintf("seed=%d", s.Seed), fmt.Sprintf("step=%d", l.Step), fmt.Sprintf("notes=%d", len(notes))}
	for i := range s.Entry.Params {
		p := s.Entry.Params[i]
		text := p.ID + "=" + p.Format(s.WhatIf[i])
		if s.Pinned[i] {
			text += "/" + p.Format(s.Today[i])
		}
		all = append(all, text)
	}
	for _, u := range l.Unknown {
		all = append(all, "unknown:"+u.Key+"="+u.Value)
	}
	return all
}

// Links that were given away mean what they meant. Parameters that came later
// are not in the file and may have any value.
func TestGoldenLinks(t *testing.T) {
	f, err := os.Open("testdata/golden.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	lines := bufio.NewScanner(f)
	link, number, read := "", 0, 0
	for lines.Scan() {
		number++
		line := lines.Text()
		switch {
		case line == "" || strings.HasPrefix(line, "//"):
		case !strings.HasPrefix(line, "\t"):
			if link != "" {
				t.Errorf("line %d: the link before has no meaning", number)
			}
			link = line
		default:
			hash, query := Split(link)
			l, notes := Decode(hash, query)
			got := meaning(l, notes)
			said := " " + strings.Join(got, " ") + " "
			for _, word := range strings.Fields(line) {
				if !strings.Contains(said, " "+word+" ") {
					t.Errorf("line %d: %s\nis no longer %s, but\n\t%s", number, link, word, strings.Join(got, " "))
				}
			}
			again, _ := Decode(l.Encode(), "")
			if !again.Equal(l) {
				t.Errorf("line %d: %s reads back as %s", number, link, again.Encode())
			}
			link = ""
			read++
		}
	}
	if err := lines.Err(); err != nil || link != "" || read < 20 {
		t.Errorf("read %d links, the last one %q, error %v", read, link, err)
	}
}

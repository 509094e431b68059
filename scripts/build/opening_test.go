package main

import (
	"slices"
	"testing"
)

// The elements of a flat picture, one by one; patches make each picture of the one
// before.
func TestPictures(t *testing.T) {
	a := pictureOf(`<svg width="4"><path d="M0 0"></path><text x="1">a &amp; b</text></svg>`)
	if want := (picture{`<path d="M0 0"></path>`, `<text x="1">a &amp; b</text>`}); !slices.Equal(a, want) {
		t.Errorf("%q", a)
	}
	for _, svg := range []string{`<svg><g><path d="M0 0"></path></g></svg>`, `<svg><defs></defs></svg>`, `<svg>text</svg>`} {
		if p := pictureOf(svg); p != nil {
			t.Errorf("%s is no flat picture, it gave %q", svg, p)
		}
	}
	before := picture{}
	made := []string{}
	for _, p := range []picture{{"a", "b", "c"}, {"a", "x"}, {"a", "x", "c", "d"}} {
		patch := p.since(before)
		for len(made) < patch.Len {
			made = append(made, "")
		}
		for i, e := range patch.New {
			made[i] = e
		}
		made = made[:patch.Len]
		if !slices.Equal(made, p) {
			t.Errorf("%q became %q", p, made)
		}
		before = p
	}
}

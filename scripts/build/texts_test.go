package main

import "testing"

func TestTextless(t *testing.T) {
	for source, want := range map[string]string{
		"package p\n\nvar a = T{ID: \"a\", Help: \"An a.\", Says: \"A.\"}\n":  "package p\n\nvar a = T{ID: \"a\", Help: \"\", Says: \"\"}\n",
		"package p\n\nvar a, b = T{Help: \"A \" +\n\t\"b.\"}, T{Help: `c`}\n": "package p\n\nvar a, b = T{Help: \"\"\n}, T{Help: \"\"}\n",
		"package p\n\nvar a = T{Help: text(), Asks: \"Help: no\"}\n":          "package p\n\nvar a = T{Help: text(), Asks: \"Help: no\"}\n",
	} {
		if got, err := textless([]byte(source)); err != nil || got != want {
			t.Errorf("%s\nbecomes %s, %v\nwant %s", source, got, err, want)
		}
	}
	if _, err := textless([]byte("no Go")); err == nil {
		t.Error("took what is no Go")
	}
}

package main

import (
	"bufio"
	"encoding/json"
	"math"
	"os"
	"strconv"
	"strings"
	"testing"
)

// Pages that embed a link of version 1 go on to show what they showed: the numbers by
// formula, and of the sentence what a reader would quote.
func TestEmbedsOfVersion1(t *testing.T) {
	f, err := os.Open("testdata/embeds.txt")
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	var answer struct {
		Sentence string
		Figures  []struct {
			ID      string
			Formula struct{ Today, WhatIf struct{ Value float64 } }
		}
	}
	read := 0
	lines := bufio.NewScanner(f)
	for lines.Scan() {
		line := lines.Text()
		words, indented := strings.CutPrefix(line, "\t")
		switch {
		case line == "" || strings.HasPrefix(line, "//"):
		case !indented:
			answer.Figures = nil
			if err := json.Unmarshal([]byte(ask(t, line)), &answer); err != nil {
				t.Fatal(err)
			}
			read++
		case strings.HasPrefix(words, "says "):
			if said := strings.TrimPrefix(words, "says "); !strings.Contains(answer.Sentence, said) {
				t.Errorf("line %d: no longer says %q, but: %s", read, said, answer.Sentence)
			}
		default:
			part := strings.Fields(words) // figure, today, what-if
			found := false
			for _, figure := range answer.Figures {
				if figure.ID != part[0] {
					continue
				}
				found = true
				for i, got := range [...]float64{figure.Formula.Today.Value, figure.Formula.WhatIf.Value} {
					// Six digits: a formula may be summed in another order, not be another.
					if want, err := strconv.ParseFloat(part[1+i], 64); err != nil || math.Abs(got-want) > 1e-6*math.Abs(want) {
						t.Errorf("link %d: %s is %v, was %s", read, part[0], got, part[1+i])
					}
				}
			}
			if !found {
				t.Errorf("link %d: %s is no figure any more", read, part[0])
			}
		}
	}
	if err := lines.Err(); err != nil || read < 4 {
		t.Errorf("%d links, %v", read, err)
	}
}

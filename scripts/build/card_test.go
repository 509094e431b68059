package main

import (
	"slices"
	"strings"
	"testing"

	"kingman/core/argument"
)

// A card shows no setting: neither where today is nor where what-if is.
func TestCardsShowNoSetting(t *testing.T) {
	line := argument.Layer{ID: "wait", Shape: argument.Line, Label: "wait"}
	c := argument.Chart{Layers: []argument.Layer{line, {ID: "now", Shape: argument.Marker, Role: argument.WhatIf}, {ID: "then", Shape: argument.Line, Role: argument.Today}}}
	if !hasCurve(c) {
		t.Error("a line is no curve")
	}
	if bare := plain(c); len(bare.Layers) != 1 || bare.Layers[0].ID != "wait" || bare.Layers[0].Label != "" || c.Layers[0].Label == "" {
		t.Errorf("left are %+v, of %+v", bare.Layers, c.Layers)
	}
	c.Layers = c.Layers[1:]
	if hasCurve(c) {
		t.Error("a chart of settings only has a curve")
	}
}

func TestBroken(t *testing.T) {
	const question = "We may hire ten more engineers. Every release still needs an analyst."
	lines := broken(question, 30)
	if strings.Join(lines, " ") != question || slices.ContainsFunc(lines, func(l string) bool { return len(l) > 30 }) {
		t.Errorf("%q", lines)
	}
}

func TestSiteAddress(t *testing.T) {
	for said, want := range map[string]string{"": "", "https://example.org": "https://example.org/", "http://localhost:8000/a//": "http://localhost:8000/a/"} {
		if got, err := siteAddress(said); err != nil || got != want {
			t.Errorf("%q gives %q, %v", said, got, err)
		}
	}
	for _, said := range []string{"example.org", "/kingman/", "https://example.org/?a=1", "ftp://example.org", "https://"} {
		if got, err := siteAddress(said); err == nil || got != "" {
			t.Errorf("%q is taken for %q", said, got)
		}
	}
}

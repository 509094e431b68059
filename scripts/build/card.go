package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"kingman/core/argument"
	"kingman/scripts/internal/stills"
	"kingman/wasm/chart"
	"kingman/wasm/markup/static"
)

// A card is the picture beside a link in a chat: the question and a curve. Who makes
// the card never sees what stands behind the "#", so that it shows no setting.
type card struct {
	File  string   `json:"file"`
	Lines []string `json:"lines"` // of the question
	Curve string   `json:"curve"` // as SVG; "" where every chart shows a setting
}

// cardRoom is the place of the curve on a card of 1200 by 630 pixels.
var cardRoom = chart.Size{Width: 1072, Height: 250, Font: 20}

// cardLine is how many letters of the question fit a line of a card.
const cardLine = 42

// writeCards draws the card of every page into out.
func writeCards(web, out string, pages []static.Page) error {
	if err := os.MkdirAll(filepath.Join(out, filepath.Dir(static.Card("x"))), 0o755); err != nil {
		return err
	}
	var cards []card
	var curves []stills.Still
	var with []int // the cards that the curves are for
	for i, p := range pages {
		e := p.Model.Entry
		cards = append(cards, card{File: filepath.Join(out, filepath.FromSlash(static.Card(e.ID))), Lines: broken(e.Question, cardLine)})
		k := slices.IndexFunc(p.View.Charts, hasCurve)
		if k < 0 {
			continue
		}
		curve, err := stills.New("card-"+e.ID, plain(p.View.Charts[k]), cardRoom, chart.Thumb)
		if err != nil {
			return fmt.Errorf("card of %s: %w", e.ID, err)
		}
		curves, with = append(curves, curve), append(with, i)
	}
	drawn, err := stills.Draw(curves)
	if err != nil {
		return err
	}
	for i, svg := range drawn {
		cards[with[i]].Curve = svg
	}
	in, err := json.Marshal(cards)
	if err != nil {
		return err
	}
	cmd := exec.Command("node", filepath.Join("scripts", "build", "card.mjs"), web)
	cmd.Stdin = bytes.NewReader(in)
	if text, err := cmd.CombinedOutput(); err != nil {
		return fmt.Errorf("drawing the cards: %w\n%s", err, text)
	}
	return nil
}

// ofSetting says whether a layer shows where today or what-if is.
func ofSetting(l argument.Layer) bool {
	return l.Role == argument.Today || l.Role == argument.WhatIf || l.Shape == argument.Marker
}

// hasCurve says whether something is left of a chart without its settings.
func hasCurve(c argument.Chart) bool {
	return len(c.Rows) == 0 && slices.ContainsFunc(c.Layers, func(l argument.Layer) bool { return l.Shape == argument.Line && !ofSetting(l) })
}

// plain is a chart without the layers that show a setting, and without words.
func plain(c argument.Chart) argument.Chart {
	c.Layers = slices.DeleteFunc(slices.Clone(c.Layers), ofSetting)
	for i := range c.Layers {
		c.Layers[i].Label = ""
	}
	return c
}

// broken cuts a text into lines of at most so many bytes, between words.
func broken(text string, most int) (lines []string) {
	line := ""
	for word := range strings.FieldsSeq(text) {
		if line != "" && len(line)+1+len(word) > most {
			lines = append(lines, line)
			line = ""
		}
		line = strings.TrimLeft(line+" "+word, " ")
	}
	return append(lines, line)
}

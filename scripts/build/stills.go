package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"

	"kingman/core/argument"
	"kingman/wasm/chart"
	"kingman/wasm/chart/option"
	"kingman/wasm/markup/static"
)

// Rooms that the style sheet gives to charts, in CSS pixels: the first two and
// the others on a page 1280 pixels wide, the first and any other on a phone. The stills are drawn to these sizes, so that the live
// chart covers them line by line; a browser test compares them with the page.
var (
	wideRooms   = []chart.Size{{Width: 710, Height: 256, Font: 11.5}, {Width: 474, Height: 136, Font: 11.5}, {Width: 710, Height: 180, Font: 11.5}, {Width: 474, Height: 180, Font: 11.5}}
	narrowRooms = []chart.Size{{Width: 358, Height: 200, Font: 11.5}, {Width: 358, Height: 220, Font: 11.5}}
	thumbRoom   = chart.Size{Width: 288, Height: 162, Font: 11.5}
)

// rooms returns the rooms of the i-th chart, on a wide page and on a phone.
func rooms(i int) []chart.Size {
	wide := wideRooms[i%2]
	if i > 1 {
		wide = wideRooms[2+i%2]
	}
	return []chart.Size{wide, narrowRooms[min(i, 1)]}
}

// A still is one chart to be drawn by svg.mjs.
type still struct {
	Name    string          `json:"name"` // unique on the page
	Options json.RawMessage `json:"options"`
	Frame   json.RawMessage `json:"frame"`
	Data    []byte          `json:"data"`
	Width   float64         `json:"width"`
	Height  float64         `json:"height"`
}

// draw makes all pictures of the pages, in one go: starting the drawing
// library takes longer than drawing.
func draw(pages []static.Page) error {
	var stills []still
	add := func(name string, c argument.Chart, room chart.Size, lay func(argument.Chart, chart.Size) ([]byte, []byte, error)) error {
		s := still{Name: name, Width: room.Width, Height: room.Height}
		var errOptions, errLay error
		s.Options, errOptions = option.Options(c)
		s.Frame, s.Data, errLay = lay(c, room)
		if errOptions != nil || errLay != nil {
			return fmt.Errorf("chart %s: %v, %v", name, errOptions, errLay)
		}
		stills = append(stills, s)
		return nil
	}
	for _, e := range pages {
		for i, c := range e.View.Charts {
			for k, room := range rooms(i) {
				if err := add(fmt.Sprintf("still-%s-%d", c.ID, k), c, room, chart.Lay); err != nil {
					return fmt.Errorf("%s: %w", e.Model.Entry.ID, err)
				}
			}
		}
		if err := add("thumb-"+e.Model.Entry.ID, e.View.Charts[0], thumbRoom, chart.Thumb); err != nil {
			return fmt.Errorf("%s: %w", e.Model.Entry.ID, err)
		}
	}
	drawn, err := svg(stills)
	if err != nil {
		return err
	}
	next := 0
	for i := range pages {
		for _, c := range pages[i].View.Charts {
			pages[i].Pictures[c.ID] = static.Picture{Wide: drawn[next], Narrow: drawn[next+1], Options: stills[next].Options}
			next += 2
		}
		pages[i].Thumb = drawn[next]
		next++
	}
	return nil
}

// svg has node draw the stills with the same code that draws them on the page.
func svg(stills []still) ([]string, error) {
	in, err := json.Marshal(stills)
	if err != nil {
		return nil, err
	}
	var out, log bytes.Buffer
	cmd := exec.Command("node", filepath.Join("scripts", "build", "svg.mjs"))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &log
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("drawing the charts: %w\n%s", err, log.String())
	}
	var drawn []string
	if err := json.Unmarshal(out.Bytes(), &drawn); err != nil {
		return nil, fmt.Errorf("drawing the charts: %w", err)
	}
	if len(drawn) != len(stills) {
		return nil, fmt.Errorf("drawing the charts: %d pictures of %d", len(drawn), len(stills))
	}
	return drawn, nil
}

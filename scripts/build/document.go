package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"

	"kingman/core/scenario"
	"kingman/wasm/chart"
	"kingman/wasm/chart/option"
	"kingman/wasm/markup/static"
)

// Rooms that the style sheet gives to charts, in CSS pixels: the first two and
// the others on a page 1280 pixels wide, and any on a phone. The stills are
// drawn to these sizes, so that the live chart covers them line by line; a
// browser test compares them with the page.
var (
	wideRooms  = []chart.Size{{Width: 510, Height: 238, Font: 11.5}, {Width: 398, Height: 238, Font: 11.5}, {Width: 510, Height: 172, Font: 11.5}, {Width: 398, Height: 172, Font: 11.5}}
	narrowRoom = chart.Size{Width: 358, Height: 220, Font: 11.5}
)

// writeDocuments writes the static page of the catalogue's first argument, with
// its charts drawn for the default link.
func writeDocuments(web, out string) error {
	template, err := os.ReadFile(filepath.Join(web, "index.html"))
	if err != nil {
		return err
	}
	argument := scenario.Catalogue()[0]
	pictures, err := draw(argument)
	if err != nil {
		return err
	}
	var page bytes.Buffer
	if err := static.Document(&page, string(template), argument, pictures); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(out, "index.html"), page.Bytes(), 0o644)
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

// draw returns the pictures of the argument's charts at its default link.
func draw(argument *scenario.Argument) (map[string]static.Picture, error) {
	state := argument.Defaults()
	results, err := scenario.RunAll(state)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", argument.ID, err)
	}
	charts := argument.View(state, results).Charts
	var stills []still
	for i, c := range charts {
		for _, room := range []chart.Size{wideRooms[i%len(wideRooms)], narrowRoom} {
			s := still{Name: fmt.Sprintf("still-%s-%d", c.ID, len(stills)%2), Width: room.Width, Height: room.Height}
			var errOptions, errLay error
			s.Options, errOptions = option.Options(c)
			s.Frame, s.Data, errLay = chart.Lay(c, room)
			if errOptions != nil || errLay != nil {
				return nil, fmt.Errorf("chart %s: %v, %v", c.ID, errOptions, errLay)
			}
			stills = append(stills, s)
		}
	}
	drawn, err := svg(stills)
	if err != nil {
		return nil, err
	}
	pictures := map[string]static.Picture{}
	for i, c := range charts {
		pictures[c.ID] = static.Picture{Wide: drawn[2*i], Narrow: drawn[2*i+1], Options: stills[2*i].Options}
	}
	return pictures, nil
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

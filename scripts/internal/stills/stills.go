// Package stills draws charts as SVG with the code that draws them on the page.
package stills

import (
	"bytes"
	"encoding/json"
	"fmt"
	"os/exec"
	"path/filepath"

	"kingman/core/argument"
	"kingman/wasm/chart"
	"kingman/wasm/chart/option"
)

// A Still is one chart to be drawn by svg.mjs.
type Still struct {
	Name    string          `json:"name"` // unique on the page
	Options json.RawMessage `json:"options"`
	Frame   json.RawMessage `json:"frame"`
	Data    []byte          `json:"data"`
	Width   float64         `json:"width"`
	Height  float64         `json:"height"`
}

// New lays c out in a room, with [chart.Lay] or [chart.Thumb].
func New(name string, c argument.Chart, room chart.Size, lay func(argument.Chart, chart.Size) ([]byte, []byte, error)) (Still, error) {
	s := Still{Name: name, Width: room.Width, Height: room.Height}
	var errOptions, errLay error
	s.Options, errOptions = option.Options(c)
	s.Frame, s.Data, errLay = lay(c, room)
	if errOptions != nil || errLay != nil {
		return s, fmt.Errorf("chart %s: %v, %v", name, errOptions, errLay)
	}
	return s, nil
}

// Draw has node draw all of them in one go, each as SVG: to start the drawing library
// takes longer than to draw.
func Draw(all []Still) ([]string, error) {
	in, err := json.Marshal(all)
	if err != nil {
		return nil, err
	}
	var out, log bytes.Buffer
	cmd := exec.Command("node", filepath.Join("scripts", "internal", "stills", "svg.mjs"))
	cmd.Stdin, cmd.Stdout, cmd.Stderr = bytes.NewReader(in), &out, &log
	if err := cmd.Run(); err != nil {
		return nil, fmt.Errorf("drawing the charts: %w\n%s", err, log.String())
	}
	var drawn []string
	if err := json.Unmarshal(out.Bytes(), &drawn); err != nil {
		return nil, fmt.Errorf("drawing the charts: %w", err)
	}
	if len(drawn) != len(all) {
		return nil, fmt.Errorf("drawing the charts: %d pictures of %d", len(drawn), len(all))
	}
	return drawn, nil
}

package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"kingman/core/argument"
	"kingman/core/argument/kinds"
	"kingman/scripts/internal/stills"
	"kingman/wasm/chart"
	"kingman/wasm/markup"
)

// Rooms in which each kind of drawing is looked at: the first and the second of a page
// 1280 wide, a phone, and a stage of 1920 by 1080, in CSS pixels.
var rooms = []chart.Size{
	{Width: 710, Height: 300, Font: 11.5}, {Width: 474, Height: 136, Font: 11.5}, {Width: 358, Height: 220, Font: 11.5}, {Width: 1180, Height: 580, Font: 26},
}

// drawKinds writes a page with every kind of drawing in every room, from simulations.
func drawKinds(path string) error {
	var charts []argument.Chart
	for _, m := range kinds.Models() {
		s := m.Entry.Defaults()
		results, err := argument.Run(m.Plan(s))
		if err != nil {
			return err
		}
		charts = append(charts, m.View(s, results).Charts...)
	}
	var all []stills.Still
	for _, c := range charts {
		for i, room := range rooms {
			s, err := stills.New(fmt.Sprintf("%s-%d", c.ID, i), c, room, chart.Lay)
			if err != nil {
				return err
			}
			all = append(all, s)
		}
	}
	drawn, err := stills.Draw(all)
	if err != nil {
		return err
	}
	style := ""
	for _, sheet := range []string{"look.css", "layouts.css"} {
		text, err := os.ReadFile(filepath.Join("web", sheet))
		if err != nil {
			return err
		}
		style += string(text)
	}
	var page strings.Builder
	page.WriteString("<!doctype html><meta charset=utf-8><title>Every kind of drawing</title><style>" + style + "</style><main>")
	for i, c := range charts {
		page.WriteString("<figure class=chart><h2>" + markup.Escape(c.Title) + "</h2><p class=subtitle>" + markup.Escape(c.Subtitle) + "</p></figure><div>")
		for k := range rooms {
			page.WriteString(drawn[i*len(rooms)+k])
		}
		page.WriteString("</div>")
	}
	if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
		return err
	}
	return os.WriteFile(path, []byte(page.String()+"</main>"), 0o644)
}

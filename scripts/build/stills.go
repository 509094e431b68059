package main

import (
	"fmt"

	"kingman/core/argument"
	"kingman/scripts/internal/stills"
	"kingman/wasm/chart"
	"kingman/wasm/markup/static"
)

// Rooms that the style sheet gives to charts, in CSS pixels: the first two and
// the others on a page 1280 pixels wide, the first and any other on a phone. The stills are drawn to these sizes, so that the live
// chart covers them line by line; a browser test compares them with the page.
var (
	wideRooms   = []chart.Size{{Width: 710, Height: 256, Font: 11.5}, {Width: 474, Height: 136, Font: 11.5}, {Width: 710, Height: 180, Font: 11.5}, {Width: 474, Height: 180, Font: 11.5}}
	narrowRooms = []chart.Size{{Width: 358, Height: 200, Font: 11.5}, {Width: 358, Height: 220, Font: 11.5}}
	aloneRoom   = chart.Size{Width: 710, Height: 376, Font: 11.5} // of a first chart with no queue to see below it
	thumbRoom   = chart.Size{Width: 208, Height: 117, Font: 13}
)

// rooms returns the rooms of the i-th chart of an argument, on a wide page and on a phone.
func rooms(of *argument.Entry, i int) []chart.Size {
	wide := wideRooms[i%2]
	switch {
	case i > 1:
		wide = wideRooms[2+i%2]
	case i == 0 && !of.Live:
		wide = aloneRoom
	}
	return []chart.Size{wide, narrowRooms[min(i, 1)]}
}

// draw makes all pictures of the pages, in one go.
func draw(pages []static.Page) error {
	var all []stills.Still
	add := func(name string, c argument.Chart, room chart.Size, lay func(argument.Chart, chart.Size) ([]byte, []byte, error)) error {
		s, err := stills.New(name, c, room, lay)
		all = append(all, s)
		return err
	}
	for _, e := range pages {
		for i, c := range e.View.Charts {
			for k, room := range rooms(e.Model.Entry, i) {
				if err := add(fmt.Sprintf("still-%s-%d", c.ID, k), c, room, chart.Lay); err != nil {
					return fmt.Errorf("%s: %w", e.Model.Entry.ID, err)
				}
			}
		}
		if err := add("thumb-"+e.Model.Entry.ID, e.View.Charts[0], thumbRoom, chart.Thumb); err != nil {
			return fmt.Errorf("%s: %w", e.Model.Entry.ID, err)
		}
	}
	drawn, err := stills.Draw(all)
	if err != nil {
		return err
	}
	next := 0
	for i := range pages {
		for _, c := range pages[i].View.Charts {
			pages[i].Pictures[c.ID] = static.Picture{Wide: drawn[next], Narrow: drawn[next+1], Options: all[next].Options}
			next += 2
		}
		pages[i].Thumb = drawn[next]
		next++
	}
	return nil
}

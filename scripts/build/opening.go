package main

import (
	"regexp"
	"slices"
	"strings"

	"kingman/core/argument"
	"kingman/scripts/internal/stills"
	"kingman/wasm/chart"
	"kingman/wasm/markup/static"
)

// A link that moves only the main parameter is answered before the program has come:
// the page has the sentence for each of its values and, as far as openingBudget goes,
// the first chart, those nearest to the default first.
const (
	mostRows      = 250
	openingBudget = 6_000 // bytes after gzip
)

// A picture is the elements of a flat SVG.
type picture []string

var svgElement = regexp.MustCompile(`<[^<>]+>(?:[^<>]*</\w+>)?`)

// pictureOf returns the elements of an SVG, nil if it is not a flat list.
func pictureOf(svg string) picture {
	_, inner, _ := strings.Cut(svg, ">")
	inner = strings.TrimSuffix(inner, "</svg>")
	elements := svgElement.FindAllString(inner, -1)
	if strings.Join(elements, "") != inner || strings.Contains(inner, "<g") || strings.Contains(inner, "<defs") {
		return nil
	}
	return elements
}

// since returns what makes p of before.
func (p picture) since(before picture) *static.Patch {
	patch := &static.Patch{New: map[int]string{}, Len: len(p)}
	for i, e := range p {
		if i >= len(before) || before[i] != e {
			patch.New[i] = e
		}
	}
	return patch
}

// openings makes the openings of the pages; their stills are drawn in one go.
func openings(pages []static.Page) error {
	var all []stills.Still
	states := make([][]argument.State, len(pages))
	for i := range pages {
		m := pages[i].Model
		states[i] = static.MainStates(m.Entry, mostRows)
		for _, s := range states[i] {
			v := m.View(s, argument.Results{})
			pages[i].Opening.Rows = append(pages[i].Opening.Rows, static.NewRow(v))
			for _, room := range rooms(m.Entry, 0) {
				one, err := stills.New("opening", v.Charts[0], room, chart.Lay)
				if err != nil {
					return err
				}
				all = append(all, one)
			}
		}
	}
	drawn, err := stills.Draw(all)
	if err != nil {
		return err
	}
	for i := range pages {
		wide, narrow := make([]picture, len(states[i])), make([]picture, len(states[i]))
		for k := range states[i] {
			wide[k], narrow[k] = pictureOf(drawn[0]), pictureOf(drawn[1])
			drawn = drawn[2:]
		}
		if err := illustrate(&pages[i], states[i], wide, narrow); err != nil {
			return err
		}
	}
	return nil
}

// illustrate gives pictures to as many rows as the budget allows, nearest to the
// default first.
func illustrate(page *static.Page, states []argument.State, wide, narrow []picture) error {
	var nearest []int
	for k := range states {
		if wide[k] != nil && narrow[k] != nil {
			nearest = append(nearest, k)
		}
	}
	if len(nearest) == 0 {
		return nil
	}
	e := page.Model.Entry
	i, _ := e.Index(e.Main.ID)
	far := func(k int) float64 {
		d := states[k].WhatIf[i] - e.Defaults().WhatIf[i]
		return max(d, -d)
	}
	slices.SortStableFunc(nearest, func(a, b int) int {
		switch {
		case far(a) < far(b):
			return -1
		case far(a) > far(b):
			return 1
		}
		return 0
	})
	// put gives pictures to the n nearest rows and returns what all rows weigh.
	put := func(n int) (int, error) {
		rows := slices.Clone(page.Opening.Rows)
		var lastWide, lastNarrow picture
		for _, k := range slices.Sorted(slices.Values(nearest[:n])) {
			rows[k].Wide, rows[k].Narrow = wide[k].since(lastWide), narrow[k].since(lastNarrow)
			lastWide, lastNarrow = wide[k], narrow[k]
		}
		text, err := static.Opening{Rows: rows}.JSON()
		if err != nil {
			return 0, err
		}
		page.Opening.Rows = rows
		return gzipped(text), nil
	}
	bare := slices.Clone(page.Opening.Rows)
	low, high := 0, len(nearest)+1
	for high-low > 1 { // low fits, high does not
		n := (low + high) / 2
		page.Opening.Rows = slices.Clone(bare)
		size, err := put(n)
		if err != nil {
			return err
		}
		if size <= openingBudget {
			low = n
		} else {
			high = n
		}
	}
	page.Opening.Rows = bare
	_, err := put(low)
	return err
}

// Package option makes the structure of a chart with go-echarts, in the form of an ECharts option: a
// series for each layer, colours by role, no axes, which the page draws itself so
// that their ticks can travel, and no data.
//
// It runs when the site is built, and the page carries its output: the
// structure of an argument's charts never changes (a test holds that), and
// go-echarts with what it imports would make the program that a reader waits
// for half as large again.
package option

import (
	"encoding/json"
	"fmt"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"kingman/core/argument"
	"kingman/wasm/chart"
)

// Options returns the structure of c in the form of an ECharts option: the same bytes
// for charts of the same [chart.Shape].
func Options(c argument.Chart) ([]byte, error) {
	line := charts.NewLine()
	for _, l := range c.Layers {
		s, err := series(l)
		if err != nil {
			return nil, fmt.Errorf("chart %s: %w", c.ID, err)
		}
		line.MultiSeries = append(line.MultiSeries, s)
	}
	line.Accept(&finish{layers: c.Layers})
	return json.Marshal(line.JSON())
}

// series returns the go-echarts series of one layer, without data.
func series(l argument.Layer) (charts.SingleSeries, error) {
	if _, ok := chart.Dimensions[l.Shape]; !ok {
		return charts.SingleSeries{}, fmt.Errorf("layer %s: no such shape: %q", l.ID, l.Shape)
	}
	// The page has a drawing function of the shape's name.
	s := charts.SingleSeries{Id: l.ID, Name: l.Name, Type: types.ChartCustom, RenderItem: types.FuncStr(l.Shape)}
	if l.Shape == argument.Line {
		s.LineStyle = &opts.LineStyle{Color: chart.Colour(l.Role), Width: 2, Type: "solid"}
		switch l.Role {
		case argument.Plain:
			s.LineStyle.Width = 1
		case argument.Today:
			s.LineStyle.Type, s.LineStyle.Width = "dashed", 1.5
		case argument.Limit:
			s.LineStyle.Type, s.LineStyle.Width = "dotted", 1.5
		}
		return s, nil
	}
	s.ItemStyle = &opts.ItemStyle{Color: chart.Colour(l.Role)}
	return s, nil
}

// finish adds what go-echarts has no field for.
type finish struct {
	charts.BaseConfigurationVisitor
	layers []argument.Layer
}

// Visit orders the layers, and drops the parts that no chart of ours uses.
func (f *finish) Visit(option map[string]any) {
	for _, unused := range [...]string{"animation", "title", "legend", "toolbox", "tooltip", "color", "xAxis", "yAxis", "grid"} {
		delete(option, unused)
	}
	list, ok := option["series"].(charts.MultiSeries)
	if !ok {
		return
	}
	patched := make([]any, len(list))
	for i := range list {
		patched[i] = patch(list[i], f.layers[i])
	}
	option["series"] = patched
}

// A patched series is go-echarts' own with the fields that it lacks beside it.
type patched struct {
	charts.SingleSeries
	// Ghost draws the outline only: today, on every chart, and what is not known yet.
	Ghost bool `json:"ghost"`
	// Fill is that of a part of a bar or of an area.
	Fill argument.Fill `json:"fill,omitempty"`
	// Z keeps markers above lines and bands below them.
	Z int `json:"z"`
}

func patch(s charts.SingleSeries, l argument.Layer) patched {
	p := patched{SingleSeries: s, Ghost: l.Role == argument.Today || l.Role == argument.Guessed, Fill: l.Fill}
	switch l.Shape {
	case argument.RegionX:
		p.Z = 0
	case argument.Band, argument.Area, argument.Cells:
		p.Z = 1
	case argument.RuleX, argument.RuleY:
		p.Z = 2
	case argument.Line:
		p.Z = 3
	case argument.Points:
		p.Z = 4
	default:
		p.Z = 5
	}
	return p
}

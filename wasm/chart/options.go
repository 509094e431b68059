package chart

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/go-echarts/go-echarts/v2/charts"
	"github.com/go-echarts/go-echarts/v2/opts"
	"github.com/go-echarts/go-echarts/v2/types"

	"kingman/core/scenario"
)

// Colour tokens, replaced on the page by the theme's colours.
const (
	ink    = "$ink"
	quiet  = "$quiet"
	accent = "$accent"
	slate  = "$slate"
	hair   = "$hair"
	beyond = "$beyond"
)

// dimensions are the numbers of one item of each shape, in the order in which
// [Lay] writes them.
var dimensions = map[scenario.Shape][]string{
	scenario.Line:    {"x", "y"},
	scenario.Band:    {"x", "lo", "hi"},
	scenario.Points:  {"x", "y", "lo", "hi"},
	scenario.Marker:  {"x", "y"},
	scenario.RuleX:   {"x"},
	scenario.RuleY:   {"y"},
	scenario.RegionX: {"x"},
	scenario.Dots:    {"x", "y"},
}

// Options returns the structure of c for ECharts' setOption: the same bytes
// for charts with the same layers.
func Options(c scenario.Chart) ([]byte, error) {
	line := charts.NewLine()
	line.SetGlobalOptions(
		charts.WithAnimation(false),
		charts.WithTooltipOpts(opts.Tooltip{Show: opts.Bool(false)}),
		charts.WithLegendOpts(opts.Legend{Show: opts.Bool(false)}),
		charts.WithXAxisOpts(opts.XAxis{
			Type:      "value",
			AxisLine:  &opts.AxisLine{Show: opts.Bool(true), OnZero: opts.Bool(false), LineStyle: &opts.LineStyle{Color: quiet, Width: 1}},
			AxisTick:  &opts.AxisTick{Show: opts.Bool(false)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(false)},
			AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: quiet, Margin: 8},
		}),
		charts.WithYAxisOpts(opts.YAxis{
			Type:      "value",
			Show:      opts.Bool(!hasDots(c)),
			AxisLine:  &opts.AxisLine{Show: opts.Bool(false)},
			AxisTick:  &opts.AxisTick{Show: opts.Bool(false)},
			SplitLine: &opts.SplitLine{Show: opts.Bool(true), LineStyle: &opts.LineStyle{Color: hair, Width: 1}},
			AxisLabel: &opts.AxisLabel{Show: opts.Bool(true), Color: quiet, Margin: 8},
		}),
	)
	for _, l := range c.Layers {
		s, err := series(l)
		if err != nil {
			return nil, fmt.Errorf("chart %s: %w", c.ID, err)
		}
		line.MultiSeries = append(line.MultiSeries, s)
	}
	line.Accept(&finish{chart: c})
	// Without Validate go-echarts leaves the x axis empty.
	line.Validate()
	return json.Marshal(line.JSON())
}

// hasDots says whether c is a dot plot, whose y axis counts dots and is not
// drawn.
func hasDots(c scenario.Chart) bool {
	for _, l := range c.Layers {
		if l.Shape == scenario.Dots {
			return true
		}
	}
	return false
}

// series returns the go-echarts series of one layer, without data.
func series(l scenario.Layer) (charts.SingleSeries, error) {
	if _, ok := dimensions[l.Shape]; !ok {
		return charts.SingleSeries{}, fmt.Errorf("layer %s: no such shape: %q", l.ID, l.Shape)
	}
	s := charts.SingleSeries{Id: l.ID, Name: l.Name, Type: types.ChartCustom}
	if l.Shape == scenario.Line {
		s.Type = types.ChartLine
		s.ShowSymbol = opts.Bool(false)
		s.LineStyle = &opts.LineStyle{Color: colour(l.Role), Width: 2, Type: "solid"}
		switch l.Role {
		case scenario.Today:
			s.LineStyle.Type, s.LineStyle.Width = "dashed", 1.5
		case scenario.Limit:
			s.LineStyle.Type, s.LineStyle.Width = "dotted", 1.5
		}
		return s, nil
	}
	// The page has a drawing function of this name.
	s.RenderItem = types.FuncStr(l.Shape)
	s.ItemStyle = &opts.ItemStyle{Color: colour(l.Role)}
	if l.Role == scenario.Today {
		s.ItemStyle.BorderType = "dashed"
	}
	return s, nil
}

// colour returns the token of a role: one meaning per colour on every chart.
func colour(r scenario.Role) string {
	switch r {
	case scenario.Today:
		return slate
	case scenario.WhatIf:
		return accent
	case scenario.Limit:
		return quiet
	case scenario.Beyond:
		return beyond
	default:
		return ink
	}
}

// finish adds what go-echarts has no field for.
type finish struct {
	charts.BaseConfigurationVisitor
	chart scenario.Chart
}

// Visit names each series' dimensions and how they lie on the axes, keeps
// lines inside the plot, and drops the parts that no chart of ours uses.
func (f *finish) Visit(option map[string]any) {
	for _, unused := range [...]string{"title", "legend", "toolbox", "tooltip", "color"} {
		delete(option, unused)
	}
	list, ok := option["series"].(charts.MultiSeries)
	if !ok {
		return
	}
	patched := make([]any, len(list))
	for i := range list {
		patched[i] = patch(list[i], f.chart.Layers[i])
	}
	option["series"] = patched
}

// A patched series is go-echarts' own with the fields that it lacks beside it.
type patched struct {
	charts.SingleSeries
	Dimensions []string         `json:"dimensions"`
	Encode     map[string][]int `json:"encode"`
	Silent     bool             `json:"silent"`
	Clip       bool             `json:"clip"`
	// Z keeps markers above lines and bands below them.
	Z int `json:"z"`
}

func patch(s charts.SingleSeries, l scenario.Layer) patched {
	p := patched{SingleSeries: s, Dimensions: dimensions[l.Shape], Silent: true, Clip: true, Encode: map[string][]int{}}
	for i, d := range p.Dimensions {
		axis := "y"
		if d == "x" {
			axis = "x"
		}
		p.Encode[axis] = append(p.Encode[axis], i)
	}
	switch l.Shape {
	case scenario.RegionX:
		p.Z = 0
	case scenario.Band:
		p.Z = 1
	case scenario.RuleX, scenario.RuleY:
		p.Z = 2
	case scenario.Line:
		p.Z = 3
	case scenario.Points:
		p.Z = 4
	default:
		p.Z = 5
		p.Clip = false
	}
	return p
}

// Shape names the kinds of c's layers: charts with the same shape have the same
// [Options].
func Shape(c scenario.Chart) string {
	var b strings.Builder
	for _, l := range c.Layers {
		b.WriteString(" " + l.ID + ":" + string(l.Shape) + ":" + string(l.Role))
	}
	return b.String()
}

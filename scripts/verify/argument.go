package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"sync"

	"kingman/core/stats"
	"kingman/scripts/internal/reply"
)

// A question is a figure of one setting,
// "today" or "whatif", with the parameters that differ from the default.
type question struct {
	link            string
	figure, setting string
	stdErr          float64 // of the row's own value, 0 for a closed form
}

// parseArgument reads a row about an argument. Each field but the method must be
// there: without its parameters or its error a row would ask something else.
func parseArgument(row Row, text []byte) (Row, error) {
	var raw struct {
		ID       string            `json:"id"`
		Argument string            `json:"argument"`
		Params   map[string]number `json:"params"`
		Figure   string            `json:"figure"`
		Setting  string            `json:"setting"`
		Value    *number           `json:"value"`
		SE       *number           `json:"se"`
	}
	if err := json.Unmarshal(text, &raw); err != nil {
		return row, err
	}
	switch {
	case raw.ID == "":
		return row, errors.New("no id")
	case raw.Argument == "":
		return row, errors.New("argument is empty")
	case raw.Params == nil:
		return row, errors.New("no params")
	case raw.Figure == "":
		return row, errors.New("no figure")
	case raw.Setting != "today" && raw.Setting != "whatif":
		return row, fmt.Errorf("setting is %q, must be today or whatif", raw.Setting)
	case raw.Value == nil || math.IsNaN(float64(*raw.Value)) || math.IsInf(float64(*raw.Value), 0):
		return row, errors.New("no value, or not a finite number")
	case raw.SE == nil || !(*raw.SE >= 0) || math.IsInf(float64(*raw.SE), 1):
		return row, errors.New("no se, or not a number from 0")
	}
	link := "#s=" + raw.Argument
	for _, id := range slices.Sorted(maps.Keys(raw.Params)) {
		link += "&" + id + "=" + strconv.FormatFloat(float64(raw.Params[id]), 'f', -1, 64)
	}
	row.ID, row.Model, row.Method = raw.ID, raw.Argument, methodArgument
	row.Out = []Expected{{Quantity: raw.Figure + " " + raw.Setting, Value: float64(*raw.Value)}}
	row.Asked = &question{link, raw.Figure, raw.Setting, float64(*raw.SE)}
	return row, nil
}

// A shown is one figure in one setting, as the page shows it.
type shown struct {
	formula   float64
	simulated *stats.Estimate // nil where there is a formula only
}

// figuresOf returns the figures that the page shows for a link, by figure and setting, as in
// "wait today". A link that the page would have to repair is an error.
func figuresOf(link string) (map[string]shown, error) {
	r := reply.To(link)
	if len(r.Notes) > 0 {
		repaired := make([]string, len(r.Notes))
		for i, n := range r.Notes {
			repaired[i] = n.Text
		}
		return nil, errors.New(strings.Join(repaired, " "))
	}
	view, err := r.View()
	if err != nil {
		return nil, err
	}
	figures := map[string]shown{}
	for _, f := range view.Figures {
		figures[f.ID+" today"] = shown{f.TodayFormula, f.TodaySimulated}
		figures[f.ID+" whatif"] = shown{f.WhatIfFormula, f.WhatIfSimulated}
	}
	return figures, nil
}

// known keeps the figures of links: most states have several rows.
var known sync.Map // of func() (map[string]shown, error), by link

func checkArgument(row Row) []Miss {
	asked, want := row.Asked, row.Out[0]
	answer, _ := known.LoadOrStore(asked.link, sync.OnceValues(func() (map[string]shown, error) { return figuresOf(asked.link) }))
	figures, err := answer.(func() (map[string]shown, error))()
	if err != nil {
		return []Miss{complaint(want.Quantity, show(want.Value, ""), "%s: %v", asked.link, err)}
	}
	got, ok := figures[want.Quantity]
	if !ok {
		return []Miss{complaint(want.Quantity, show(want.Value, ""), "%s has no figure %q", row.Model, asked.figure)}
	}
	if miss, bad := compareFigure(want, asked.stdErr, got); bad {
		return []Miss{miss}
	}
	return nil
}

// compareFigure applies the rule of rows about arguments: four standard errors
// of both sides together; a relative 1e-4 where neither side has an error; and
// 5 % where a formula stands against a simulation.
func compareFigure(want Expected, stdErr float64, got shown) (Miss, bool) {
	value, own := got.formula, 0.0
	if got.simulated != nil {
		value, own = got.simulated.Mean, got.simulated.StdErr
	}
	miss := distance(want, Got{Value: value})
	miss.Tolerance = 4 * math.Sqrt(float64(stdErr*stdErr)+float64(own*own))
	switch {
	case stdErr == 0 && own == 0:
		miss.Tolerance = 1e-4 * math.Abs(want.Value)
	case got.simulated == nil:
		miss.Tolerance = math.Max(miss.Tolerance, 0.05*math.Abs(want.Value))
	}
	return miss, !(miss.Error <= miss.Tolerance) || math.IsInf(miss.Tolerance, 1)
}

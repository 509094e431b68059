package main

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strconv"
)

// A Row is one line of a table.
type Row struct {
	File string
	Line int

	ID     string
	Model  string
	Method string

	In  map[string]json.RawMessage
	Out []Expected // flattened, in the file's order of keys sorted

	AbsTol, RelTol    float64
	RelTolPercentiles float64
	Budget            float64 // seconds that a simulation may take

	Asked *question // of a row about an argument, which has no In
}

// An Expected is one value of a row's "out".
type Expected struct {
	Quantity string
	Value    float64
	Word     string  // if it is not a number; "null" for null
	CI95     float64 // 95 % half width of the reference itself, or 0
}

// parseRow reads one line. Fields that it does not know are remarks; a mistyped
// tolerance falls back to a tight one.
func parseRow(file string, line int, text []byte) (Row, error) {
	row := Row{File: file, Line: line}
	var raw struct {
		Argument          *string                    `json:"argument"`
		ID                string                     `json:"id"`
		Model             string                     `json:"model"`
		Method            string                     `json:"method"`
		In                map[string]json.RawMessage `json:"in"`
		Out               any                        `json:"out"`
		CI95              any                        `json:"ci95"`
		AbsTol            *number                    `json:"abs_tol"`
		RelTol            *number                    `json:"rel_tol"`
		RelTolPercentiles *number                    `json:"rel_tol_percentiles"`
		Budget            *number                    `json:"budget"`
	}
	dec := json.NewDecoder(bytes.NewReader(text))
	dec.UseNumber()
	if err := dec.Decode(&raw); err != nil {
		return row, err
	}
	if _, err := dec.Token(); !errors.Is(err, io.EOF) {
		return row, errors.New("more than one JSON value on the line")
	}
	if raw.Argument != nil {
		return parseArgument(row, text)
	}
	row.ID, row.Model, row.Method, row.In = raw.ID, raw.Model, raw.Method, raw.In
	switch {
	case row.ID == "":
		return row, errors.New("no id")
	case row.Model == "":
		return row, errors.New("no model")
	case !slices.Contains(allMethods, row.Method):
		return row, fmt.Errorf("unknown method %q", row.Method)
	case row.In == nil:
		return row, errors.New(`no "in"`)
	}
	var err error
	if row.Out, err = flatten("", raw.Out, nil); err != nil {
		return row, fmt.Errorf("out: %w", err)
	}
	if len(row.Out) == 0 {
		return row, errors.New(`nothing in "out" to check`)
	}
	if raw.CI95 != nil {
		widths, err := flatten("", raw.CI95, nil)
		if err != nil {
			return row, fmt.Errorf("ci95: %w", err)
		}
		if err := row.setCI95(widths); err != nil {
			return row, err
		}
	}
	return row, row.setTolerances(raw.AbsTol, raw.RelTol, raw.RelTolPercentiles, raw.Budget)
}

func (row *Row) setCI95(widths []Expected) error {
	for _, w := range widths {
		i := slices.IndexFunc(row.Out, func(e Expected) bool { return e.Quantity == w.Quantity })
		if i < 0 {
			return fmt.Errorf("ci95 for %s, which is not in out", w.Quantity)
		}
		if !(w.Value >= 0) || w.Word != "" {
			return fmt.Errorf("ci95 for %s is %v", w.Quantity, w.Value)
		}
		row.Out[i].CI95 = w.Value
	}
	return nil
}

// setTolerances applies the defaults: a relative 1e-9 where a formula row gives
// none, a minute of simulation.
func (row *Row) setTolerances(abs, rel, percentiles, budget *number) error {
	set := func(name string, to *float64, from *number, otherwise float64) error {
		*to = otherwise
		if from != nil {
			*to = float64(*from)
		}
		if !(*to >= 0) || math.IsInf(*to, 0) {
			return fmt.Errorf("%s is %v", name, *to)
		}
		return nil
	}
	fallback := 0.0
	if abs == nil && rel == nil {
		fallback = 1e-9
	}
	return errors.Join(
		set("abs_tol", &row.AbsTol, abs, 0),
		set("rel_tol", &row.RelTol, rel, fallback),
		set("rel_tol_percentiles", &row.RelTolPercentiles, percentiles, row.RelTol),
		set("budget", &row.Budget, budget, 60),
	)
}

// flatten turns nested objects and lists into paths, keys in sorted order.
func flatten(path string, v any, out []Expected) ([]Expected, error) {
	switch v := v.(type) {
	case map[string]any:
		keys := make([]string, 0, len(v))
		for k := range v {
			keys = append(keys, k)
		}
		slices.Sort(keys)
		for _, k := range keys {
			next := k
			if path != "" {
				next = path + "." + k
			}
			var err error
			if out, err = flatten(next, v[k], out); err != nil {
				return nil, err
			}
		}
		return out, nil
	case []any:
		for i, e := range v {
			var err error
			if out, err = flatten(fmt.Sprintf("%s[%d]", path, i), e, out); err != nil {
				return nil, err
			}
		}
		return out, nil
	case json.Number:
		f, err := v.Float64()
		if err != nil {
			return nil, fmt.Errorf("%s: %w", path, err)
		}
		return append(out, Expected{Quantity: path, Value: f}), nil
	case string:
		if f, err := strconv.ParseFloat(v, 64); err == nil {
			return append(out, Expected{Quantity: path, Value: f}), nil
		}
		return append(out, Expected{Quantity: path, Word: v}), nil
	case nil:
		if path == "" {
			return nil, errors.New("missing")
		}
		return append(out, Expected{Quantity: path, Word: "null"}), nil
	}
	return nil, fmt.Errorf("%s: %v is neither a number nor a word", path, v)
}

// A number is a JSON number, or a string such as "NaN" or "Inf", which JSON has
// no other way to say.
type number float64

func (n *number) UnmarshalJSON(text []byte) error {
	s := string(text)
	if len(text) > 0 && text[0] == '"' {
		if err := json.Unmarshal(text, &s); err != nil {
			return err
		}
	}
	f, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return fmt.Errorf("%s is not a number", text)
	}
	*n = number(f)
	return nil
}

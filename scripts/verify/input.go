package main

import (
	"bytes"
	"encoding/json"
	"fmt"
	"math"
)

// Has reports whether the row's input has this field.
func (row Row) Has(name string) bool { _, ok := row.In[name]; return ok }

// Float returns a number from the row's input.
func (row Row) Float(name string) (float64, error) {
	raw, ok := row.In[name]
	if !ok {
		return 0, fmt.Errorf("in has no %s", name)
	}
	var n number
	if err := json.Unmarshal(raw, &n); err != nil {
		return 0, fmt.Errorf("in.%s: %w", name, err)
	}
	return float64(n), nil
}

// FloatOr is Float with a default for a missing field.
func (row Row) FloatOr(name string, otherwise float64) (float64, error) {
	if !row.Has(name) {
		return otherwise, nil
	}
	return row.Float(name)
}

// Int returns a whole number from the row's input.
func (row Row) Int(name string) (int, error) {
	f, err := row.Float(name)
	if err != nil {
		return 0, err
	}
	if f != math.Trunc(f) || math.Abs(f) > 1<<31 {
		return 0, fmt.Errorf("in.%s is %v, not a whole number", name, f)
	}
	return int(f), nil
}

// MeanService returns mean_service, or 1/service_rate.
func (row Row) MeanService() (float64, error) {
	if row.Has("mean_service") {
		return row.Float("mean_service")
	}
	rate, err := row.Float("service_rate")
	return 1 / rate, err
}

// Decode reads a field of the input that is more than a number. Fields that v
// does not have are an error, so that nothing in a table is silently ignored.
func (row Row) Decode(name string, v any) error {
	raw, ok := row.In[name]
	if !ok {
		return fmt.Errorf("in has no %s", name)
	}
	dec := json.NewDecoder(bytes.NewReader(raw))
	dec.DisallowUnknownFields()
	if err := dec.Decode(v); err != nil {
		return fmt.Errorf("in.%s: %w", name, err)
	}
	return nil
}

// A Dist names a distribution in a table.
type Dist struct {
	Dist string  `json:"dist"`
	SCV  float64 `json:"scv"`
}

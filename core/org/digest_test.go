package org

import (
	"encoding/binary"
	"hash"
	"hash/fnv"
	"math"
	"reflect"
	"strconv"
	"testing"
)

// These are hashes of every number in the reports, steady states and formulas of 200 random organisations. They are the same natively and
// in WebAssembly, on every processor; if a change moves one, every number that a link ever promised may move with it.
const (
	digest         = "49c9ff238c1dd3f3" // of those without boards
	digestOfBoards = "375c6e95b87f3d93" // of those in which limits overlap and block
)

func TestDigest(t *testing.T) {
	for _, c := range []struct {
		organisation func(*dice) Organisation
		want         string
	}{{organisationWithoutBoards, digest}, {randomOrganisation, digestOfBoards}} {
		if got := digestOf(t, c.organisation); got != c.want {
			t.Errorf("the digest is %s, not %s", got, c.want)
		}
	}
}

func digestOf(t *testing.T, organisation func(*dice) Organisation) string {
	h := fnv.New64a()
	for k := range uint64(200) {
		o := organisation(randomDice(1<<50 + k))
		r, err := o.Simulate(optionsOf(k))
		if err != nil {
			t.Fatal(err)
		}
		s, err := o.SteadyState(Options{Seed: k, Horizon: 400, MaxEvents: 20_000, MaxItems: 1000})
		if err != nil {
			t.Fatal(err)
		}
		f, _ := o.Formulas()
		addNumbers(h, reflect.ValueOf(r))
		addNumbers(h, reflect.ValueOf(s))
		addNumbers(h, reflect.ValueOf(f))
	}
	return strconv.FormatUint(h.Sum64(), 16)
}

// addNumbers adds all numbers within v to h; words do not count.
func addNumbers(h hash.Hash, v reflect.Value) {
	switch v.Kind() {
	case reflect.Float64:
		binary.Write(h, binary.LittleEndian, math.Float64bits(v.Float())) // never fails
	case reflect.Int, reflect.Int64:
		binary.Write(h, binary.LittleEndian, v.Int())
	case reflect.Struct:
		for k := range v.NumField() {
			addNumbers(h, v.Field(k))
		}
	case reflect.Slice, reflect.Array:
		for k := range v.Len() {
			addNumbers(h, v.Index(k))
		}
	}
}

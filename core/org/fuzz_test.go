package org

import (
	"errors"
	"fmt"
	"math"
	"reflect"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"kingman/core/queue"
)

// FuzzOrganisation makes an organisation of the bytes, and spoils it with what remains of them. Whatever comes out is refused by the name
// of a field that exists, or runs within its budget to a report of numbers.
func FuzzOrganisation(f *testing.F) {
	for _, seed := range []uint64{0, 1, 2, 3, 4, 5, 109, 361} { // the last two come to deadlocks
		f.Add(randomDice(1<<40 + seed).bytes[:300])
	}
	f.Add([]byte{})
	f.Fuzz(func(t *testing.T, bytes []byte) {
		if _, err := checkDescription(&dice{bytes}); err != nil {
			t.Fatal(err)
		}
	})
}

// The same for bytes that nobody has shaped: some are refused, for many kinds of reasons, and some run.
func TestSpoiltOrganisations(t *testing.T) {
	runs, ran, reasons := organisations()/8, 0, map[string]int{}
	for k := range runs {
		err, bad := checkDescription(randomDice(1<<32 + uint64(k)))
		if bad != nil {
			t.Fatalf("bytes of %d: %v", k, bad)
		}
		if field := (*FieldError)(nil); errors.As(err, &field) {
			reasons[regexp.MustCompile(`[0-9]+`).ReplaceAllString(field.Field, "N")]++
		} else {
			ran++
		}
	}
	if ran < runs/4 || len(reasons) < 20 {
		t.Errorf("%d of %d organisations ran; the others were refused for %d kinds of fields: %v", ran, runs, len(reasons), reasons)
	}
}

// checkDescription returns why the organisation was refused, if it was, and what is wrong with that or with what came out.
func checkDescription(d *dice) (refused, bad error) {
	o := randomOrganisation(d)
	if err := o.Validate(); err != nil {
		return nil, fmt.Errorf("refused: %w\n%s", err, asText(o))
	}
	opt := Options{Seed: uint64(d.next()), Horizon: 40, Replications: 1 + d.upTo(2), Points: d.upTo(3), MaxEvents: 400, MaxItems: 100}
	opt.Windows = windowsAt(&o, uint64(d.next()))
	for range d.upTo(4) {
		if d.chance(0.15) {
			d.spoil(reflect.ValueOf(&opt).Elem(), &o)
		} else {
			d.spoil(reflect.ValueOf(&o).Elem(), &o)
		}
	}
	err := o.Validate()
	if err != nil {
		if _, other := o.Formulas(); other == nil || other.Error() != err.Error() {
			return nil, fmt.Errorf("Validate: %w; Formulas: %v", err, other)
		}
	}
	if _, other := o.NewSimulator(opt); err == nil {
		err = other
	} else if other == nil || other.Error() != err.Error() {
		return nil, fmt.Errorf("Validate: %w; NewSimulator: %v", err, other)
	}
	if err != nil {
		return err, checkRefusal(err, &o, &opt)
	}
	if opt.Horizon > 1e6 || opt.Replications > 20 || opt.Points > 100 || opt.MaxEvents > 400 || opt.MaxItems > 100 || opt.MaxEvents == 0 || opt.MaxItems == 0 {
		return nil, nil // legal, and more than there is time for
	}
	for what, simulate := range map[string]func(Options) (Report, error){"report": o.Simulate, "steady state": o.SteadyState} {
		r, err := simulate(opt)
		if err == nil {
			err = everyEstimate(reflect.ValueOf(r), what)
		}
		if err != nil {
			return nil, fmt.Errorf("%w\n%s", err, asText(o))
		}
	}
	return nil, auditFormulas(&o)
}

// auditFormulas checks that the formulas have numbers for everything, or nothing and a reason; +Inf goes with an error.
func auditFormulas(o *Organisation) error {
	f, err := o.Formulas()
	if err != nil && !queue.IsUnstable(err) {
		return err
	}
	if f.Method == "" {
		if len(f.LeftOut) == 0 || err != nil {
			return fmt.Errorf("no formulas, no reason, %v", err)
		}
		return nil
	}
	if len(f.Stations) != len(o.Stations) || len(f.Classes) != len(o.Classes) {
		return fmt.Errorf("%s for %d stations and %d classes", f.Method, len(f.Stations), len(f.Classes))
	}
	number := func(name string, xs ...float64) error {
		for _, x := range xs {
			if !(x >= 0) || math.IsInf(x, 1) && err == nil {
				return fmt.Errorf("%s, %s: %v, %v", f.Method, name, xs, err)
			}
		}
		return nil
	}
	for k, s := range f.Stations {
		if bad := number(s.Name, s.ArrivalRate, s.Utilization, s.MeanWait, s.QueueLength); bad != nil || s.Name != o.Stations[k].Name {
			return fmt.Errorf("%s: %w", o.Stations[k].Name, bad)
		}
	}
	for k, c := range f.Classes {
		if bad := number(c.Name, c.LeadTime, c.Throughput, c.WIP); bad != nil || c.Name != o.Classes[k].Name {
			return fmt.Errorf("%s: %w", o.Classes[k].Name, bad)
		}
	}
	return nil
}

// Whatever theory there is for random organisations, its numbers are numbers.
func TestFormulasOfRandomOrganisations(t *testing.T) {
	methods := map[string]int{}
	for k := range organisations() / 2 {
		o := randomOrganisation(randomDice(uint64(k)))
		if err := auditFormulas(&o); err != nil {
			t.Fatalf("organisation %d: %v\n%s", k, err, asText(o))
		}
		f, _ := o.Formulas()
		methods[f.Method]++
	}
	if len(methods) < 4 {
		t.Errorf("only %v", methods)
	}
}

// spoil sets one field somewhere inside v, or doubles or removes an element.
func (d *dice) spoil(v reflect.Value, o *Organisation) {
	for {
		switch v.Kind() {
		case reflect.Struct:
			v = v.Field(d.upTo(v.NumField()))
		case reflect.Slice:
			n := v.Len()
			switch {
			case n == 0 || d.chance(0.05):
				v.Set(reflect.Append(v, reflect.Zero(v.Type().Elem())))
				return
			case d.chance(0.05):
				v.Set(reflect.Append(v, v.Index(d.upTo(n))))
				return
			case d.chance(0.05):
				v.Set(v.Slice(0, n-1))
				return
			}
			v = v.Index(d.upTo(n))
		case reflect.Pointer:
			if v.IsNil() {
				v.Set(reflect.New(v.Type().Elem()))
				return
			}
			v = v.Elem()
		case reflect.Float64:
			v.SetFloat(d.pick(math.NaN(), math.Inf(1), math.Inf(-1), -1, 0, 5e-324, 1e-13, 0.5, 1, 1.5, 64, 1e6, 1e12, 1e13, math.MaxFloat64, -v.Float()))
			return
		case reflect.Int, reflect.Int64:
			v.SetInt([]int64{-1, 0, 1, 2, 63, 64, 1000, 10_000, 100_000, 100_001, math.MaxInt32, math.MaxInt64, math.MinInt64}[d.upTo(13)])
			return
		case reflect.Uint8, reflect.Uint64:
			v.SetUint(uint64(d.upTo(8)))
			return
		case reflect.Bool:
			v.SetBool(!v.Bool())
			return
		case reflect.String:
			names := []string{"", Out, "nowhere"}
			for _, s := range o.Stations {
				names = append(names, s.Name)
			}
			for _, s := range o.Teams {
				names = append(names, s.Name)
			}
			v.SetString(names[d.upTo(len(names))])
			return
		default:
			panic("a description has a field of kind " + v.Kind().String())
		}
	}
}

// checkRefusal checks that an error names a field of o or of opt that exists, its value, and what is legal.
func checkRefusal(err error, o *Organisation, opt *Options) error {
	bad := (*FieldError)(nil)
	if err == nil {
		return nil
	}
	if !errors.As(err, &bad) || bad.Legal == "" || !strings.Contains(err.Error(), bad.Field) {
		return fmt.Errorf("not a *FieldError that says what is legal: %w", err)
	}
	v, ok := fieldAt(reflect.ValueOf(*o), bad.Field)
	if !ok {
		v, ok = fieldAt(reflect.ValueOf(*opt), bad.Field)
	}
	if !ok {
		return fmt.Errorf("%w: there is no such field\n%s", err, asText(*o))
	}
	if got, want := fmt.Sprint(bad.Value), v; want != "" && got != want {
		return fmt.Errorf("%w: the value is %s", err, want)
	}
	return nil
}

// fieldAt is the value, as text, of what a path such as "Classes[0].Steps[1].Next", "len(Classes)" or "sum of Classes[0].Steps[1].Next"
// names within v, and whether that exists. Of sums and of structs the value is not told, and
// of a pointer only that it is set, of a list of structs that it is not empty.
func fieldAt(v reflect.Value, path string) (value string, ok bool) {
	inner, sum := strings.CutPrefix(path, "sum of ")
	inner, length := strings.CutPrefix(inner, "len(")
	inner = strings.TrimSuffix(inner, ")")
	for part := range strings.FieldsFuncSeq(inner, func(r rune) bool { return r == '.' || r == ']' }) {
		name, index, indexed := strings.Cut(part, "[")
		if v.Kind() == reflect.Pointer {
			v = v.Elem()
		}
		if v.Kind() != reflect.Struct {
			return "", false
		}
		if v = v.FieldByName(name); !v.IsValid() {
			return "", false
		}
		if indexed {
			k, err := strconv.Atoi(index)
			if err != nil || v.Kind() != reflect.Slice || k < 0 || k >= v.Len() {
				return "", false
			}
			v = v.Index(k)
		}
	}
	switch {
	case length:
		return strconv.Itoa(v.Len()), v.Kind() == reflect.Slice
	case sum:
		return "", v.Kind() == reflect.Slice
	case v.Kind() == reflect.Struct:
		return "", true
	case v.Kind() == reflect.Pointer && !v.IsNil():
		return "set", true
	case v.Kind() == reflect.Slice && v.Len() > 0 && v.Type().Elem().Kind() == reflect.Struct:
		return "not empty", true
	}
	return fmt.Sprint(v.Interface()), true
}

// The check of refusals must be able to fail.
func TestCheckRefusal(t *testing.T) {
	o, opt := devLine(), Options{}
	for _, c := range []struct {
		err error
		ok  bool
	}{
		{&FieldError{Field: "Classes[0].Steps[1].Next[0].To", Value: "build", Legal: "x"}, true},
		{&FieldError{Field: "sum of Classes[0].Steps[1].Next", Value: 1.5, Legal: "x"}, true},
		{&FieldError{Field: "len(Teams)", Value: 1, Legal: "x"}, true},
		{&FieldError{Field: "Horizon", Value: 0.0, Legal: "x"}, true},
		{&FieldError{Field: "Classes[0].Steps[1].Next[0].To", Value: 0, Legal: "x"}, false},
		{&FieldError{Field: "Classes[0].Steps[1].Next[0].To", Value: "build"}, false},
		{&FieldError{Field: "Classes[0].Steps[1].Next[1].To", Value: "build", Legal: "x"}, false},
		{&FieldError{Field: "Sources[0].Between", Value: "build", Legal: "x"}, false},
		{errors.New("Horizon"), false},
	} {
		if err := checkRefusal(c.err, &o, &opt); (err == nil) != c.ok {
			t.Errorf("%v: %v", c.err, err)
		}
	}
}

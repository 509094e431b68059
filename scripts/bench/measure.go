package main

import "fmt"

// Go's benchmarks run this long each, twice; the second result counts, that of
// code which is compiled for good, also in a browser.
var benchTime = []string{"-test.benchtime=100ms", "-test.count=2"}

// measure is one round: everything once, programs that are compared one after the other.
func measure(l *lab, seen measurements) error {
	for i := range models {
		if err := measureModel(l, seen, &models[i]); err != nil {
			return err
		}
	}
	for _, p := range platforms {
		// The other organisations; calendars.
		for _, pattern := range []string{"^BenchmarkEvents$/^[^123]", "^Benchmark(Calendar|Slots)$"} {
			if err := benchmark(l, seen, p, "sim", pattern); err != nil {
				return err
			}
		}
	}
	// A fresh browser each. A kernel's iteration is 65 536 items.
	if err := fresh(l, seen, nameFreshKernel, "single", "^BenchmarkItem$/^MM1$/^steady$", "-test.benchtime=16x", "-test.count=20"); err != nil {
		return err
	}
	return fresh(l, seen, nameFreshEngine, "sim", "^BenchmarkMillion$", "-test.benchtime=1x", "-test.count=6")
}

func measureModel(l *lab, seen measurements, m *model) error {
	own := func(p platform) error {
		if m.kernel != "" {
			if err := benchmark(l, seen, p, "single", "^BenchmarkItem$/^"+m.kernel+"$"); err != nil {
				return err
			}
		}
		return benchmark(l, seen, p, "sim", "^BenchmarkEvents$/^"+m.engine)
	}
	// Others run before ours on the same platform, and node last.
	for _, p := range []platform{native, chromium, node} {
		for _, c := range contestants {
			if c.platform != p || !c.able(l, m) {
				continue
			}
			text, err := c.run(l, m)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			o, err := readOutput(text)
			if err != nil {
				return fmt.Errorf("%s: %w", c.name, err)
			}
			l.outcomes[c.name+" "+m.id] = o
			seen.add(series{p, c.name + " " + m.id, "ns/item"}, o.Ns/o.Items)
		}
		if err := own(p); err != nil {
			return err
		}
	}
	return nil
}

// benchmark runs Go's benchmarks once on a platform.
func benchmark(l *lab, seen measurements, p platform, name, pattern string) error {
	text, err := l.goTest(p, name, pattern, benchTime...)
	if err != nil {
		return err
	}
	if seen.read(p, name, text) == 0 {
		return fmt.Errorf("no benchmark of %s matches %s:\n%s", packages[name], pattern, text)
	}
	return nil
}

// The names of the measurements on a fresh page, and the units of its two
// series.
const (
	nameFreshKernel = "kernel, M/M/1"
	nameFreshEngine = "engine, tandem of 3"
	unitFirst       = "ns/item at first"
	unitWarm        = "ns/item warm"
)

// fresh runs a benchmark of a million items several times on a fresh page. The
// first result is that of code that has never run; the median of the last half is
// that of warm code.
func fresh(l *lab, seen measurements, title, name, pattern string, more ...string) error {
	text, err := l.inChromium("gotest.js", true, name+".wasm", append([]string{"-test.run=^$", "-test.bench=" + pattern}, more...)...)
	if err != nil {
		return err
	}
	all := perItem(text)
	if len(all) < 2 {
		return fmt.Errorf("%s did not run twice:\n%s", pattern, text)
	}
	warm, _ := median(all[(len(all)+1)/2:])
	seen.add(series{chromium, title, unitFirst}, all[0])
	seen.add(series{chromium, title, unitWarm}, warm)
	return nil
}

// perItem returns the nanoseconds per item of the runs of one benchmark, in order.
func perItem(text string) []float64 {
	var all []float64
	for _, r := range results(chromium, "", text) {
		if r.unit == "ns/item" {
			all = append(all, r.value)
		}
	}
	return all
}

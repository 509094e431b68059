package main

import "testing"

func TestReadTakesTheLastResult(t *testing.T) {
	seen := measurements{}
	found := seen.read(native, "sim", "goos: linux\nBenchmarkEvents/1_G/G/1-2  100  5.5 ns/op  99.0 ns/item  0 allocs/op\nBenchmarkEvents/1_G/G/1-2  100  5 ns/op  10.0 ns/item\nPASS\n")
	found += seen.read(native, "sim", "BenchmarkEvents/1_G/G/1 \t 100\t 7 ns/op\t 12.0 ns/item\nBenchmarkOther-2 5 1 ns/op\n")
	if found != 6 {
		t.Errorf("found %d numbers, want 6", found)
	}
	s := series{native, "sim Events/1_G/G/1", "ns/item"}
	if got, ok := seen.median(s); got != 11 || !ok {
		t.Errorf("median %v, %v, want 11", got, ok)
	}
	if got, ok := seen.median(series{node, s.name, s.unit}); ok {
		t.Errorf("median %v of what was not measured", got)
	}
}

func TestRatioIsTheMedianOfTheRounds(t *testing.T) {
	a, b := series{native, "a", "ns"}, series{native, "b", "ns"}
	// The machine was busy in the second round: the ratio of medians is 3.
	seen := measurements{a: {10, 90, 30}, b: {5, 45, 10}}
	if got, ok := seen.ratio(a, b); got != 2 || !ok {
		t.Errorf("ratio %v, %v, want 2", got, ok)
	}
	for _, other := range []measurements{{a: {1}}, {b: {1}}, {a: {1, 2}, b: {1}}, {}} {
		if got, ok := other.ratio(a, b); ok {
			t.Errorf("ratio %v of %v", got, other)
		}
	}
}

func TestPerItemKeepsTheOrder(t *testing.T) {
	got := perItem("BenchmarkMillion \t 1\t 7 ns/op\t 30 ns/item\nBenchmarkMillion \t 1\t 7 ns/op\t 10 ns/item\n")
	if len(got) != 2 || got[0] != 30 || got[1] != 10 {
		t.Errorf("got %v", got)
	}
}

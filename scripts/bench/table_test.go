package main

import (
	"strings"
	"testing"
)

func TestTable(t *testing.T) {
	table := newTable("native", "wasm")
	table.read(0, "sim/single", "goos: linux\nBenchmarkItem/MM1/plain-2  100  5 ns/op  10.0 ns/item\nBenchmarkMM1-2  100  7 ns/op\t 9.0 ns/item  0 B/op\nBenchmarkMM1-2  100  7 ns/op\t 11.0 ns/item\nBenchmarkOther-2 5 1 ns/op\nBenchmarkEvents/2_G/G/10-2 9 9 ns/op 5.0 ns/item\nPASS\n")
	table.read(1, "sim/single", "BenchmarkMM1 \t 100\t 7 ns/op\t 15.0 ns/item\n")
	var out strings.Builder
	table.print(&out)
	want := "benchmark                   native       wasm\nsim/single Item/MM1/plain   10.0         -\nsim/single MM1              10.0 (1.00)  15.0\nsim/single Events/2_G/G/10  5.0          -\n"
	if out.String() != want {
		t.Errorf("got\n%s\nwant\n%s", out.String(), want)
	}
}

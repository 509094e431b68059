package rng

import (
	"fmt"
	"hash/fnv"
	"math"
	"sort"
	"testing"

	"kingman/core/portable"
)

// The draws of each kind, with the distribution function that they must follow and their variance.
var kinds = []struct {
	name       string
	draw       func(*Source) float64
	fill       func(*Source, []float64)
	cdf        func(float64) float64
	mean, var_ float64
}{
	{"uniform", (*Source).Float64, (*Source).FillFloat64, func(x float64) float64 { return x }, 0.5, 1.0 / 12},
	{"exponential", (*Source).Exponential, func(s *Source, d []float64) { s.FillExponential(d, 1) },
		func(x float64) float64 { return -portable.Expm1(-x) }, 1, 1},
	{"normal", (*Source).Normal, (*Source).FillNormal, portable.NormalCDF, 0, 1},
}

const seed = 20260101

func TestMeanAndVariance(t *testing.T) {
	const n = 1 << 18
	for _, k := range kinds {
		src := Stream(seed, 0, k.name)
		var s, s2 float64
		for range n {
			x := k.draw(&src) - k.mean
			s += x
			s2 += x * x
		}
		if z := s / math.Sqrt(n*k.var_); math.Abs(z) > 4 {
			t.Errorf("%s: mean is off by %.1f standard errors", k.name, z)
		}
		// Variance of the sample variance: (m4 − σ⁴)/n, with m4 = σ⁴·(1.8, 9, 3).
		kurtosis := map[string]float64{"uniform": 1.8, "exponential": 9, "normal": 3}[k.name]
		if z := (s2/n - k.var_) / (k.var_ * math.Sqrt((kurtosis-1)/n)); math.Abs(z) > 4 {
			t.Errorf("%s: variance is off by %.1f standard errors", k.name, z)
		}
	}
}

// The chi-square statistic over 1024 cells of equal probability has mean 1023 and variance 2046: a fault
// in a single ziggurat layer would show.
func TestChiSquare(t *testing.T) {
	const n, cells = 1 << 18, 1024
	for _, k := range kinds {
		src := Stream(seed, 1, k.name)
		var count [cells]float64
		for range n {
			count[min(int(k.cdf(k.draw(&src))*cells), cells-1)]++
		}
		chi := 0.0
		for _, c := range count {
			chi += (c - n/cells) * (c - n/cells) / (n / cells)
		}
		if z := (chi - (cells - 1)) / math.Sqrt(2*(cells-1)); math.Abs(z) > 4 {
			t.Errorf("%s: chi-square is off by %.1f standard errors", k.name, z)
		}
	}
}

// Kolmogorov-Smirnov: P(√n·D > 1.95) = 0.001.
func TestKolmogorovSmirnov(t *testing.T) {
	const n = 1 << 16
	for _, k := range kinds {
		src := Stream(seed, 2, k.name)
		x := make([]float64, n)
		k.fill(&src, x)
		sort.Float64s(x)
		d := 0.0
		for i, v := range x {
			f := k.cdf(v)
			d = max(d, f-float64(i)/n, float64(i+1)/n-f)
		}
		if d*math.Sqrt(n) > 1.95 {
			t.Errorf("%s: √n·D = %.2f", k.name, d*math.Sqrt(n))
		}
	}
}

// Far tails: the number of draws beyond x is binomial.
func TestTails(t *testing.T) {
	const n = 1 << 20
	for _, c := range []struct {
		kind int
		x    float64
	}{{1, 5}, {1, 8}, {1, 10}, {2, 3}, {2, 3.8}, {2, 4.2}} {
		k := kinds[c.kind]
		src := Stream(seed, 3, k.name)
		beyond := 0.0
		for range n {
			if k.draw(&src) > c.x {
				beyond++
			}
		}
		p := 1 - k.cdf(c.x)
		if z := (beyond - n*p) / math.Sqrt(n*p); math.Abs(z) > 4 {
			t.Errorf("%s beyond %v: %.0f draws, expected %.1f", k.name, c.x, beyond, n*p)
		}
	}
}

// A draw that the chords settle, the densities themselves would settle the same way.
func TestChordsAgreeWithDensities(t *testing.T) {
	for _, k := range []struct {
		name    string
		z       *ziggurat
		density func(float64) float64
	}{
		{"exponential", expZiggurat, func(x float64) float64 { return portable.Exp(-x) }},
		{"normal", normalZiggurat, func(x float64) float64 { return portable.Exp(-0.5 * float64(x*x)) }},
	} {
		src := Stream(seed, 5, k.name)
		settled, points := 0, 0
		for i := uint64(1); i < 256; i++ {
			left, right, bend := k.z.edge[i+1], k.z.edge[i], k.z.chords[i].bend
			for n := range 1024 {
				x := left + float64(src.Float64()*(right-left))
				u := src.Float64()
				if n%2 == 0 { // where it is close
					u = k.z.chords[i].above(x, 0) + float64((2*float64(src.Uint64()&1)-1)*bend) + float64((2*u-1)*1e-6)
				}
				points++
				above := k.z.chords[i].above(x, u)
				if math.Abs(above) <= bend {
					continue
				}
				settled++
				if (above > 0) != k.z.under(i, u, k.density(x)) {
					t.Fatalf("%s: layer %d, x %v, share %v: the chord is %v above, the density disagrees", k.name, i, x, u, above)
				}
			}
		}
		if settled < points*7/10 {
			t.Errorf("%s: the chords settle %d of %d points", k.name, settled, points)
		}
	}
}

func TestBlocksFromWordsEqualSingleOnes(t *testing.T) {
	src := Stream(seed, 6, "words")
	words, x, z := make([]uint64, 100_003), make([]float64, 100_003), make([]float64, 100_003)
	src.FillUint64(words)
	ExponentialsFrom(words, x)
	NormalsFrom(words, z)
	for i, w := range words {
		if x[i] != ExponentialFrom(w) || z[i] != NormalFrom(w) {
			t.Fatalf("word %d: %v and %v, want %v and %v", i, x[i], z[i], ExponentialFrom(w), NormalFrom(w))
		}
	}
}

func TestFillEqualsDraws(t *testing.T) {
	for _, k := range kinds {
		for _, antithetic := range []bool{false, true} {
			a := Stream(seed, 4, k.name)
			if antithetic {
				a = a.Antithetic()
			}
			b := a
			block := make([]float64, 100_003)
			k.fill(&a, block)
			for i, got := range block {
				if want := k.draw(&b); got != want {
					t.Fatalf("%s: draw %d is %v in a block and %v alone", k.name, i, got, want)
				}
			}
			if a != b {
				t.Errorf("%s: block and draws leave the stream at different places", k.name)
			}
		}
	}
	a := Stream(seed, 4, "words")
	b := a
	words := make([]uint64, 1000)
	a.FillUint64(words)
	for i, got := range words {
		if want := b.Uint64(); got != want {
			t.Fatalf("word %d: %x in a block, %x alone", i, got, want)
		}
	}
}

// Streams that differ in one thing only (seed, replication, name, index) must look independent: their
// correlation has standard error 1/√n, and every bit must differ half of the time.
func TestStreamsAreIndependent(t *testing.T) {
	const n = 1 << 14
	streams := []Source{}
	for s := range uint64(3) {
		for r := range 3 {
			for _, name := range []string{"", "a", "b", "ab", "arrivals", "service"} {
				streams = append(streams, Stream(s, r, name))
			}
			for i := range 3 {
				streams = append(streams, StreamAt(s, r, "a", i))
			}
		}
	}
	draws := make([][]float64, len(streams))
	for i := range streams {
		draws[i] = make([]float64, n)
		streams[i].FillNormal(draws[i])
	}
	worst := 0.0
	for i := range draws {
		for j := range i {
			sum := 0.0
			for k := range n {
				sum += draws[i][k] * draws[j][k]
			}
			worst = max(worst, math.Abs(sum)/math.Sqrt(n))
		}
	}
	// 3240 pairs: the largest of as many normal numbers is below 5 with probability 0.998.
	if worst > 5 {
		t.Errorf("two streams correlate: %.1f standard errors", worst)
	}
}

// Successive draws must not correlate, at any short lag, nor their squares.
func TestSerialCorrelation(t *testing.T) {
	const n = 1 << 17
	for _, k := range kinds {
		src := Stream(seed, 5, k.name)
		x := make([]float64, n)
		k.fill(&src, x)
		for lag := 1; lag <= 8; lag++ {
			sum := 0.0
			for i := lag; i < n; i++ {
				sum += (x[i] - k.mean) * (x[i-lag] - k.mean)
			}
			if z := sum / (k.var_ * math.Sqrt(n)); math.Abs(z) > 4.5 {
				t.Errorf("%s: lag %d correlates: %.1f standard errors", k.name, lag, z)
			}
		}
	}
}

func TestAntithetic(t *testing.T) {
	const n = 1 << 16
	a := Stream(seed, 6, "antithetic")
	b := a.Antithetic()
	if b.Antithetic() != a {
		t.Error("the twin of the twin is not the stream itself")
	}
	for range n {
		if u, v := a.Float64(), b.Float64(); u+v != 1-1.0/(1<<53) {
			t.Fatalf("uniform %v has twin %v", u, v)
		}
		if x, y := a.Normal(), b.Normal(); x != -y {
			t.Fatalf("normal %v has twin %v", x, y)
		}
	}
	sum := 0.0
	for range n {
		sum += (a.Exponential() - 1) * (b.Exponential() - 1)
	}
	if sum/n > -0.55 {
		t.Errorf("exponential twins correlate by %.3f, the documentation says −0.59", sum/n)
	}
}

// The layers must have equal area, and the topmost one must close: this pins the two constants of each ziggurat.
func TestLayersHaveEqualArea(t *testing.T) {
	for _, c := range []struct {
		z    *ziggurat
		area float64
	}{{expZiggurat, expArea}, {normalZiggurat, normalArea}} {
		for i := 1; i < 256; i++ {
			got := c.z.edge[i] * (c.z.height[i+1] - c.z.height[i])
			if math.Abs(got-c.area) > 1e-9*c.area && i < 255 || math.Abs(got-c.area) > 1e-7*c.area {
				t.Errorf("layer %d has area %.12g, not %.12g", i, got, c.area)
			}
		}
	}
}

func TestDoesNotAllocate(t *testing.T) {
	block := make([]float64, 64)
	if n := testing.AllocsPerRun(100, func() {
		src := StreamAt(1, 2, "source", 3)
		src.FillExponential(block, 1)
		block[0] += src.Normal() + src.Float64()
	}); n != 0 {
		t.Errorf("%v allocations", n)
	}
}

// The same bits natively and in WebAssembly: this test runs under both with the same constants.
func TestDigest(t *testing.T) {
	h := fnv.New64a()
	for _, k := range kinds {
		src := Stream(7, 3, k.name)
		block := make([]float64, 50_000)
		k.fill(&src, block)
		for _, x := range block {
			b := math.Float64bits(x)
			for i := range 8 {
				h.Write([]byte{byte(b >> (8 * i))})
			}
		}
	}
	if got := fmt.Sprintf("%016x", h.Sum64()); got != wantDigest {
		t.Errorf("digest of the draws is %s, not %s", got, wantDigest)
	}
	first := Stream(1, 0, "arrivals")
	if got := first.Uint64(); got != wantFirst {
		t.Errorf("first word of stream (1, 0, arrivals) is %#x, not %#x", got, uint64(wantFirst))
	}
}

const wantDigest = "ab54f7bf46a4275b"
const wantFirst = 0x39bd5f6238e85f0

func BenchmarkFill(b *testing.B) {
	block := make([]float64, 512)
	for _, k := range kinds {
		b.Run(k.name, func(b *testing.B) {
			src := Stream(1, 0, k.name)
			for b.Loop() {
				k.fill(&src, block)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/512, "ns/draw")
		})
	}
}

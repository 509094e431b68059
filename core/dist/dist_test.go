package dist

import (
	"errors"
	"fmt"
	"hash/fnv"
	"math"
	"sort"
	"testing"

	"kingman/core/rng"
)

// Every kind over its range. The checks below run on every row.
var laws = []struct {
	kind Kind
	scv  float64
}{
	{Deterministic, 0},
	{Erlang, 1}, {Erlang, 0.5}, {Erlang, 0.25}, {Erlang, 1.0 / 3}, {Erlang, 0.0625},
	{Gamma, 1e-12}, {Gamma, 0.01}, {Gamma, 0.3}, {Gamma, 0.9}, {Gamma, 1}, {Gamma, 1.5}, {Gamma, 4}, {Gamma, 25},
	{Exponential, 1},
	{Hyperexponential, 1}, {Hyperexponential, 1.5}, {Hyperexponential, 4}, {Hyperexponential, 9}, {Hyperexponential, 100},
	{Lognormal, 0}, {Lognormal, 0.25}, {Lognormal, 1}, {Lognormal, 4},
	{Uniform, 0}, {Uniform, 0.1}, {Uniform, 1.0 / 3},
}

const testMean = 16.0

func eachLaw(t *testing.T, check func(t *testing.T, law *Time, src *rng.Source)) {
	for _, l := range laws {
		t.Run(fmt.Sprintf("%s %.4g", l.kind, l.scv), func(t *testing.T) {
			law, err := New(l.kind, testMean, l.scv)
			if err != nil {
				t.Fatal(err)
			}
			if law.Kind() != l.kind || law.Mean() != testMean || law.SCV() != l.scv {
				t.Fatalf("made %v, mean %v, SCV %v", law.Kind(), law.Mean(), law.SCV())
			}
			src := rng.Stream(20260102, 0, t.Name())
			check(t, &law, &src)
		})
	}
}

func TestMoments(t *testing.T) {
	const n = 1 << 17
	eachLaw(t, func(t *testing.T, law *Time, src *rng.Source) {
		x := make([]float64, n)
		law.Fill(src, x)
		var s1, s2, s4 float64
		for _, v := range x {
			d := v/testMean - 1
			s1 += d
			s2 += d * d
			s4 += d * d * d * d
		}
		variance := s2 / n
		if diff := math.Abs(s1 / n); diff > 4*math.Sqrt(law.SCV()/n)+1e-12 {
			t.Errorf("mean is off by %.3g, standard error %.3g", diff, math.Sqrt(law.SCV()/n))
		}
		// The standard error of the variance needs the fourth moment, which a sample does not
		// show when the tail is long: there the distribution function is the judge.
		if law.SCV() <= 2 {
			se := math.Sqrt((s4/n - variance*variance) / n)
			if math.Abs(variance-law.SCV()) > 4.5*se+1e-12 {
				t.Errorf("SCV is %.5g, expected %.5g, standard error %.2g", variance, law.SCV(), se)
			}
		}
	})
}

// Kolmogorov-Smirnov: P(√n·D > 2.2) = 1.3e-4, over 27 laws.
func ksDistance(x []float64, cdf func(float64) float64) float64 {
	sort.Float64s(x)
	d, n := 0.0, float64(len(x))
	for i, v := range x {
		f := cdf(v)
		d = max(d, f-float64(i)/n, float64(i+1)/n-f)
	}
	return d * math.Sqrt(n)
}

func TestDistribution(t *testing.T) {
	const n = 1 << 15
	eachLaw(t, func(t *testing.T, law *Time, src *rng.Source) {
		x := make([]float64, n)
		law.Fill(src, x)
		if law.SCV() == 0 || law.SCV() == 1e-12 { // a constant; a step in the rounding of the mean
			for _, v := range x {
				if math.Abs(v-testMean) > 1e-4 {
					t.Fatalf("drew %v for a constant %v", v, testMean)
				}
			}
			return
		}
		if d := ksDistance(x, law.CDF); d > 2.2 {
			t.Errorf("√n·D = %.2f", d)
		}
	})
}

// The residual's distribution function is ∫₀ˣ (1 − F)/mean, here by Simpson's rule between sorted draws.
func TestResidual(t *testing.T) {
	const n = 1 << 14
	eachLaw(t, func(t *testing.T, law *Time, src *rng.Source) {
		x := make([]float64, n)
		for i := range x {
			x[i] = law.DrawResidual(src)
		}
		sort.Float64s(x)
		area, at := 0.0, 0.0
		cdf := func(v float64) float64 {
			h := v - at
			area += h / 6 * (6 - law.CDF(at) - 4*law.CDF(at+h/2) - law.CDF(v)) / testMean
			at = v
			return area
		}
		if d := ksDistance(x, cdf); d > 2.2 {
			t.Errorf("√n·D = %.2f", d)
		}
	})
}

func TestFillEqualsDraws(t *testing.T) {
	eachLaw(t, func(t *testing.T, law *Time, src *rng.Source) {
		twin, words := *src, *src
		block := make([]float64, 1001)
		law.Fill(src, block)
		for i, got := range block {
			if want := law.Draw(&twin); got != want {
				t.Fatalf("draw %d is %v in a block and %v alone", i, got, want)
			}
			words.Uint64()
			if got < 0 || math.IsInf(got, 0) || math.IsNaN(got) {
				t.Fatalf("drew %v", got)
			}
		}
		if *src != twin || *src != words {
			t.Error("a draw does not take exactly one word")
		}
	})
}

// Common random numbers: another mean scales every draw, another SCV of the same kind keeps the draws correlated.
func TestCommonRandomNumbers(t *testing.T) {
	const n = 1 << 12
	eachLaw(t, func(t *testing.T, law *Time, src *rng.Source) {
		twice, err := law.WithMean(2 * testMean)
		if err != nil {
			t.Fatal(err)
		}
		a, b := *src, *src
		for range n {
			if x, y := law.Draw(&a), twice.Draw(&b); y != 2*x {
				t.Fatalf("%v at mean %v, %v at twice the mean", x, testMean, y)
			}
		}
		near, err := New(law.Kind(), testMean, law.SCV()*0.8)
		if err != nil || law.SCV() == 0 {
			return // the kind has no such neighbour
		}
		var sxy, sxx, syy float64
		for range n {
			x, y := law.Draw(&a)-testMean, near.Draw(&b)-testMean
			sxy, sxx, syy = sxy+x*y, sxx+x*x, syy+y*y
		}
		if r := sxy / math.Sqrt(sxx*syy); r < 0.9 {
			t.Errorf("correlation with SCV %v is only %.3f", near.SCV(), r)
		}
	})
}

// ByMoments must not jump: the distribution functions on both sides of 0 and 1 differ by next to nothing.
func TestByMomentsIsContinuous(t *testing.T) {
	at := func(scv float64) *Time {
		law, err := ByMoments(1, scv)
		if err != nil {
			t.Fatal(err)
		}
		return &law
	}
	for x := 0.0; x < 6; x += 0.01 {
		for _, scv := range []float64{1 - 1e-9, 1 + 1e-9} {
			if d := math.Abs(at(scv).CDF(x) - at(1).CDF(x)); d > 1e-4 {
				t.Fatalf("SCV %v: the distribution at %v is %v from the exponential", scv, x, d)
			}
		}
		if math.Abs(x-1) > 0.001 && math.Abs(at(1e-9).CDF(x)-at(0).CDF(x)) > 1e-12 {
			t.Fatalf("at %v the gamma law does not tend to the constant", x)
		}
	}
	for scv, kind := range map[float64]Kind{0: Deterministic, 0.25: Gamma, 1: Exponential, 1.01: Hyperexponential, 100: Hyperexponential} {
		if got := at(scv).Kind(); got != kind {
			t.Errorf("SCV %v gives %v", scv, got)
		}
	}
	// The shortest way to a path that does not jump either: at SCV 1 the hyperexponential is the exponential, draw by draw.
	h, _ := New(Hyperexponential, 3, 1)
	e, _ := New(Exponential, 3, 1)
	src := rng.Stream(1, 0, "continuity")
	for range 1000 {
		if w := src.Uint64(); h.FromWord(w) != e.FromWord(w) {
			t.Fatal("hyperexponential with SCV 1 is not the exponential")
		}
	}
}

func TestRefuses(t *testing.T) {
	nan, inf := math.NaN(), math.Inf(1)
	for _, c := range []struct {
		kind      Kind
		mean, scv float64
		field     string
	}{
		{Gamma, 0, 0.5, "mean"}, {Gamma, -1, 0.5, "mean"}, {Gamma, nan, 0.5, "mean"}, {Gamma, inf, 0.5, "mean"},
		{Gamma, 1, -0.1, "scv"}, {Gamma, 1, nan, "scv"}, {Gamma, 1, inf, "scv"}, {Gamma, 1, 0, "scv"}, {Gamma, 1, 10_001, "scv"},
		{Deterministic, 1, 0.5, "scv"}, {Exponential, 1, 0.5, "scv"}, {Hyperexponential, 1, 0.5, "scv"},
		{Erlang, 1, 0.3, "scv"}, {Erlang, 1, 0, "scv"}, {Erlang, 1, 2, "scv"}, {Uniform, 1, 0.34, "scv"}, {Kind(99), 1, 1, "kind"},
	} {
		_, err := New(c.kind, c.mean, c.scv)
		var re *RangeError
		if !errors.As(err, &re) || re.Field != c.field || re.Error() == "" {
			t.Errorf("New(%v, %v, %v): %v, expected an error about %s", c.kind, c.mean, c.scv, err, c.field)
		}
	}
}

func TestKindNames(t *testing.T) {
	for k := Deterministic; k <= Uniform; k++ {
		if got, ok := ParseKind(k.String()); !ok || got != k {
			t.Errorf("%v does not survive its name", k)
		}
	}
	if _, ok := ParseKind("normal"); ok {
		t.Error("a normal time could be negative and is no kind")
	}
}

func TestLengthBiasedGamma(t *testing.T) {
	// The mean residual is mean·(1 + SCV)/2, also for shapes below 1, whose biased law has a shape above 1.
	law, _ := New(Gamma, 1, 4)
	src := rng.Stream(5, 0, "biased")
	const n = 1 << 16
	var s, s2 float64
	for range n {
		x := law.DrawResidual(&src)
		s, s2 = s+x, s2+x*x
	}
	se := math.Sqrt((s2/n - s*s/n/n) / n)
	if math.Abs(s/n-2.5) > 4*se {
		t.Errorf("mean residual %.3f ± %.3f, expected 2.5", s/n, se)
	}
}

func TestDigest(t *testing.T) {
	h := fnv.New64a()
	for _, l := range laws {
		law, err := New(l.kind, testMean, l.scv)
		if err != nil {
			t.Fatal(err)
		}
		src := rng.Stream(11, 2, l.kind.String())
		block := make([]float64, 5_000)
		law.Fill(&src, block)
		block = append(block, law.DrawResidual(&src), law.CDF(block[0]), law.CDF(block[1]))
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
}

const wantDigest = "31c4c7753c726c41"

func FuzzNew(f *testing.F) {
	for _, l := range laws {
		f.Add(uint8(l.kind), testMean, l.scv, uint64(1))
	}
	f.Add(uint8(Gamma), 1e-300, 9999.0, uint64(1<<63))
	f.Add(uint8(Lognormal), math.MaxFloat64, 1e-300, ^uint64(0))
	f.Fuzz(func(t *testing.T, kind uint8, mean, scv float64, word uint64) {
		law, err := New(Kind(kind), mean, scv)
		if err != nil {
			if law != (Time{}) {
				t.Error("an error came with a law")
			}
			return
		}
		src := rng.Stream(word, 0, "fuzz")
		for _, x := range []float64{law.FromWord(word), law.Draw(&src), law.DrawResidual(&src)} {
			if x < 0 || math.IsNaN(x) {
				t.Errorf("%v mean %v SCV %v drew %v", law.Kind(), mean, scv, x)
			}
			if f := law.CDF(x); !(f >= 0 && f <= 1) {
				t.Errorf("%v mean %v SCV %v: CDF(%v) = %v", law.Kind(), mean, scv, x, f)
			}
		}
	})
}

func BenchmarkFill(b *testing.B) {
	block := make([]float64, 512)
	for _, l := range laws {
		law, _ := New(l.kind, 1, l.scv)
		b.Run(fmt.Sprintf("%s %.3g", l.kind, l.scv), func(b *testing.B) {
			src := rng.Stream(1, 0, "bench")
			for b.Loop() {
				law.Fill(&src, block)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/512, "ns/draw")
		})
	}
}

// Where the exact gamma distribution function hands over to its approximation, the two must meet.
func TestGammaCDFMeetsItsApproximation(t *testing.T) {
	for z := -5.0; z <= 5; z += 0.25 {
		const scv = 1e-6
		x := 1 + z*math.Sqrt(scv)
		exact, near := gammaCDF(x, scv*(1+1e-9)), gammaCDF(x, scv*(1-1e-9))
		if math.Abs(exact-near) > 1e-7 {
			t.Errorf("%v standard deviations from the mean: %v and %v", z, exact, near)
		}
	}
}

package stats

import (
	"errors"
	"math"
	"reflect"
	"slices"
	"testing"

	"kingman/core/portable"
	"kingman/core/rng"
)

// coverage counts how often a nominal 95 % interval holds the truth over many seeds, and reports the
// deviation from nominal in standard errors of that count.
func coverage(t *testing.T, runs int, nominal, truth float64, run func(src *rng.Source) Estimate) {
	t.Helper()
	hit := 0.0
	for i := range runs {
		src := rng.Stream(404, i, t.Name())
		if e := run(&src); e.Lo <= truth && truth <= e.Hi {
			hit++
		}
	}
	share := hit / float64(runs)
	if z := (share - nominal) / math.Sqrt(nominal*(1-nominal)/float64(runs)); math.Abs(z) > 4 {
		t.Errorf("covers %.1f %% of the time, %.1f standard errors from %v", 100*share, z, nominal)
	}
}

func TestReplicationsCover(t *testing.T) {
	x := make([]float64, 12)
	for _, confidence := range []float64{0.5, 0.9, 0.95} {
		coverage(t, 4000, confidence, 0, func(src *rng.Source) Estimate {
			src.FillNormal(x)
			return FromReplications(x, confidence)
		})
	}
}

func TestPairedIsNarrower(t *testing.T) {
	a, b := make([]float64, 50), make([]float64, 50)
	src := rng.Stream(1, 0, "paired")
	for i := range a {
		common := 10 * src.Normal()
		a[i], b[i] = common+src.Normal(), common+3+src.Normal()
	}
	d, err := Paired(a, b, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(d.Mean-3) > 4*d.StdErr || d.StdErr > 0.4 || !d.Excludes(0) || d.N != 50 {
		t.Errorf("difference %+v, expected 3 ± 0.2", d)
	}
	var le *LengthError
	if _, err := Paired(a, b[:3], 0.95); !errors.As(err, &le) {
		t.Errorf("unequal lengths: %v", err)
	}
}

func TestRatioCovers(t *testing.T) {
	num, den := make([]float64, 40), make([]float64, 40)
	coverage(t, 2000, 0.95, 3, func(src *rng.Source) Estimate {
		for i := range num {
			den[i] = 5 + src.Exponential()
			num[i] = 3*den[i] + src.Normal()*den[i]
		}
		e, err := Ratio(num, den, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		return e
	})
	e, _ := Ratio([]float64{0, 0}, []float64{0, 0}, 0.95)
	if e.Mean != 0 || e.Known() || len(e.Warnings) == 0 {
		t.Errorf("nothing observed gives %+v", e)
	}
}

func TestRatioDifference(t *testing.T) {
	n := 60
	na, da, nb, db := make([]float64, n), make([]float64, n), make([]float64, n), make([]float64, n)
	src := rng.Stream(1, 0, "ratio difference")
	for i := range n {
		luck := src.Normal()
		da[i], db[i] = 10+src.Exponential(), 20+src.Exponential()
		na[i], nb[i] = da[i]*(5+luck), db[i]*(7+luck+0.1*src.Normal())
	}
	d, err := RatioDifference(na, da, nb, db, 0.95)
	if err != nil {
		t.Fatal(err)
	}
	if math.Abs(d.Mean-2) > 4*d.StdErr || d.StdErr > 0.1 {
		t.Errorf("difference %+v, expected 2; the common luck has to drop out", d)
	}
	same, _ := RatioDifference(na, da, na, da, 0.95)
	if same.Mean != 0 || same.StdErr != 0 || same.Excludes(0) {
		t.Errorf("a run differs from itself: %+v", same)
	}
}

func TestTooFewValues(t *testing.T) {
	for _, x := range [][]float64{nil, {7}} {
		e := FromReplications(x, 0.95)
		if e.Known() || !math.IsInf(e.Lo, -1) || !math.IsInf(e.Hi, 1) || len(e.Warnings) != 1 {
			t.Errorf("%v gives %+v", x, e)
		}
	}
	if e := FromReplications([]float64{1, 2, 3}, 0.95); !e.Known() || len(e.Warnings) != 1 {
		t.Errorf("three values give %+v", e)
	}
	if e := FromReplications([]float64{2, 2, 2, 2, 2, 2, 2, 2, 2, 2}, 0.95); e.Lo != 2 || e.Hi != 2 || e.Mean != 2 {
		t.Errorf("a constant gives %+v", e)
	}
	for _, c := range []float64{0, 1, -1, 2, math.NaN()} {
		var ce *ConfidenceError
		if err := CheckConfidence(c); !errors.As(err, &ce) {
			t.Errorf("confidence %v is accepted", c)
		}
	}
}

func TestAccumulatorMerges(t *testing.T) {
	src := rng.Stream(2, 0, "merge")
	var whole, left, right Accumulator
	for i := range 1000 {
		x := 1e6 + src.Normal() // a mean far from 0 would cancel in a naive sum of squares
		whole.Add(x)
		if i < 300 {
			left.Add(x)
		} else {
			right.Add(x)
		}
	}
	left.Merge(right)
	left.Merge(Accumulator{})
	var empty Accumulator
	empty.Merge(left)
	if empty.N() != 1000 || math.Abs(empty.Mean()-whole.Mean()) > 1e-9 || math.Abs(empty.Variance()/whole.Variance()-1) > 1e-9 {
		t.Errorf("merged %+v, whole %+v", empty, whole)
	}
	if v := whole.Variance(); math.Abs(v-1) > 0.2 {
		t.Errorf("variance %v, expected 1", v)
	}
}

func TestSortedQuantile(t *testing.T) {
	x := []float64{1, 2, 3, 4}
	for _, c := range []struct{ p, want float64 }{{-1, 1}, {0, 1}, {0.5, 2.5}, {1.0 / 3, 2}, {1, 4}, {2, 4}, {math.NaN(), 1}} {
		if got := SortedQuantile(x, c.p); got != c.want {
			t.Errorf("p = %v: %v, expected %v", c.p, got, c.want)
		}
	}
	if SortedQuantile(nil, 0.5) != 0 {
		t.Error("no values")
	}
}

// A distribution-free interval covers at least as often as it says: the exact chance is a binomial sum.
func TestQuantileCoversAtLeast(t *testing.T) {
	for _, n := range []int{20, 100, 1000} {
		for _, p := range []float64{0.1, 0.5, 0.95} {
			const confidence = 0.95
			tail := (1 - confidence) / 2
			lo := binomialRank(n, p, tail)
			hi := n + 1 - binomialRank(n, 1-p, tail)
			miss := 0.0
			for k := range n + 1 { // k values lie below the quantile; covered when lo ≤ k < hi
				if k < lo || k >= hi {
					fn := float64(n)
					miss += portable.Exp(portable.LogGamma(fn+1) - portable.LogGamma(float64(k)+1) - portable.LogGamma(fn-float64(k)+1) +
						float64(k)*portable.Log(p) + (fn-float64(k))*portable.Log(1-p))
				}
			}
			if miss > 1-confidence+1e-9 {
				t.Errorf("n = %d, p = %v: misses with chance %v", n, p, miss)
			}
		}
	}
}

func TestQuantileOpenEnds(t *testing.T) {
	x := make([]float64, 20)
	for i := range x {
		x[i] = float64(i)
	}
	if e := Quantile(x, 0.99, 0.95); e.Known() || len(e.Warnings) == 0 || e.Mean < 18 {
		t.Errorf("99 %% point of 20 values: %+v", e)
	}
	if e := Quantile(nil, 0.5, 0.95); e.Known() {
		t.Errorf("of nothing: %+v", e)
	}
}

// Items of one replication share their luck: an interval that took them for independent would be far too narrow.
func TestClusteredQuantileCovers(t *testing.T) {
	clusters := make([][]float64, 40)
	truth := portable.NormalQuantile(0.9) * math.Sqrt2
	coverage(t, 500, 0.95, truth, func(src *rng.Source) Estimate {
		for i := range clusters {
			shared := src.Normal()
			clusters[i] = clusters[i][:0]
			for range 30 {
				clusters[i] = append(clusters[i], shared+src.Normal())
			}
		}
		return ClusteredQuantile(clusters, 0.9, 0.95)
	})
}

func TestSeriesKeepsEveryValue(t *testing.T) {
	src := rng.Stream(3, 0, "series")
	var one, blocks Series
	x := make([]float64, 100_000)
	src.FillExponential(x, 1)
	for _, v := range x {
		one.Add(v)
	}
	for rest := x; len(rest) > 0; {
		n := min(len(rest), 1+int(src.Uint64()%700))
		blocks.AddBlock(rest[:n])
		rest = rest[n:]
	}
	if one != blocks {
		t.Error("blocks and single values give different batches")
	}
	sum := 0.0
	for _, v := range x[:one.N()] {
		sum += v
	}
	mean := 0.0
	for _, m := range one.Means() {
		mean += m / float64(len(one.Means()))
	}
	if math.Abs(mean-sum/float64(one.N())) > 1e-12 || one.N() < 99_000 || len(one.Means()) < 256 {
		t.Errorf("%d values in %d batches, mean %v, expected %v", one.N(), len(one.Means()), mean, sum/float64(one.N()))
	}
}

// An autoregressive series that begins far from its mean: the warm-up is found, and the interval covers.
func TestSteadyStateCovers(t *testing.T) {
	const phi = 0.9
	var covered Estimate
	coverage(t, 400, 0.95, 0, func(src *rng.Source) Estimate {
		var s Series
		x := 60.0
		for range 40_000 {
			x = phi*x + src.Normal()
			s.Add(x)
		}
		covered = s.SteadyState(0.95)
		return covered
	})
	if want := 1 / (1 - phi) / math.Sqrt(40_000); covered.StdErr < want/2 || covered.StdErr > 2*want {
		t.Errorf("standard error %v, theory says %v", covered.StdErr, want)
	}
}

func TestMSER(t *testing.T) {
	x := make([]float64, 200)
	src := rng.Stream(4, 0, "mser")
	for i := range x {
		x[i] = src.Normal()
		if i < 40 {
			x[i] += 20 * (1 - float64(i)/40)
		}
	}
	if d, ok := MSER(x); !ok || d < 30 || d > 60 {
		t.Errorf("warm-up of 40 found as %d (%v)", d, ok)
	}
	for i := range x {
		x[i] = float64(i)
	}
	if _, ok := MSER(x); ok {
		t.Error("a series that only climbs has no steady state")
	}
	var s Series
	for _, v := range x {
		s.Add(v)
	}
	if e := s.SteadyState(0.95); len(e.Warnings) == 0 {
		t.Error("no warning about a series that only climbs")
	}
	var empty Series
	if e := empty.SteadyState(0.95); e.Known() || len(e.Warnings) == 0 {
		t.Errorf("of nothing: %+v", e)
	}
}

func TestWarnsAboutCorrelatedBatches(t *testing.T) {
	var s Series
	src := rng.Stream(5, 0, "correlated")
	x := 0.0
	for range 4000 {
		x = 0.999*x + src.Normal()
		s.Add(x)
	}
	e := s.SteadyState(0.95)
	if !slices.ContainsFunc(e.Warnings, func(w string) bool { return len(w) > 0 }) {
		t.Errorf("no warning: %+v", e)
	}
}

// TestChance: what no run of many has, or every one, may still be otherwise; and then only.
func TestChance(t *testing.T) {
	by := NewEstimator(0.95)
	none, all := make([]float64, 100), make([]float64, 100)
	for i := range all {
		all[i] = 1
	}
	// The largest chance that leaves no trace in 100 runs in one case of 40.
	e := by.Chance(by.FromReplications(none))
	if seen := math.Pow(1-e.Hi, 100); e.Mean != 0 || e.Lo != 0 || math.Abs(seen-0.025) > 1e-12 {
		t.Errorf("in no run of 100: %+v", e)
	}
	if wide := 2 * 1.959964 * e.StdErr; math.Abs(wide-e.Hi) > 1e-6 {
		t.Errorf("the interval reaches to %v, the error is %v", e.Hi, e.StdErr)
	}
	if f := by.Chance(by.FromReplications(all)); f.Mean != 1 || f.Hi != 1 || f.Lo != 1-e.Hi || f.StdErr != e.StdErr {
		t.Errorf("in every run of 100: %+v", f)
	}
	// Of pairs that are alike as many may differ, to either side; of pairs that all differ as many may be alike.
	if f := by.ChanceDifference(by.FromReplications(none)); f.Mean != 0 || f.Hi != e.Hi || f.Lo != -e.Hi || f.StdErr != 2*e.StdErr {
		t.Errorf("100 pairs that are alike: %+v", f)
	}
	if f := by.ChanceDifference(by.FromReplications(all)); f.Mean != 1 || f.Hi != 1 || f.Lo != 1-e.Hi || f.StdErr != e.StdErr {
		t.Errorf("100 pairs that differ: %+v", f)
	}
	all[0] = 0
	for _, x := range [][]float64{all, {0.5, 0.5, 0.5}, {0}, nil} {
		if e := by.FromReplications(x); !reflect.DeepEqual(by.Chance(e), e) {
			t.Errorf("%v becomes %+v", e, by.Chance(e))
		} else if !reflect.DeepEqual(by.ChanceDifference(e), e) {
			t.Errorf("%v becomes %+v", e, by.ChanceDifference(e))
		}
	}
}

// TestSkewedCovers holds that intervals of skewed values cover as often as they say where Student's miss one in thirteen.
func TestSkewedCovers(t *testing.T) {
	num, den, none := make([]float64, 40), make([]float64, 40), make([]float64, 40)
	for i := range den {
		den[i] = 1
	}
	estimate := func(src *rng.Source) Estimate {
		for i := range num {
			num[i] = src.Exponential()
		}
		by := NewEstimator(0.95).AllowingForSkewness()
		e, err := by.Ratio(num, den)
		d, errDifference := by.RatioDifference(none, den, num, den)
		if err != nil || errDifference != nil || !reflect.DeepEqual(d, e) {
			t.Fatalf("%+v (%v), as a difference from nothing %+v (%v)", e, err, d, errDifference)
		}
		return e
	}
	coverage(t, 4000, 0.95, 1, estimate)
	missed := 0
	for i := range 4000 {
		src := rng.Stream(404, i, "skewed, by Student")
		estimate(&src)
		if e := FromReplications(num, 0.95); e.Lo > 1 || e.Hi < 1 {
			missed++
		}
	}
	if missed < 4000/15 {
		t.Errorf("Student's intervals miss only %d in 4000: this is no test of skewness", missed)
	}
}

// TestSkewness holds the interval of a few values worked out by hand: it reaches further to the side of the long tail, six
// standard errors where one value is all that varies, and is Student's where there is no tail or too little to tell.
func TestSkewness(t *testing.T) {
	reach := func(x ...float64) (below, above, student float64) {
		ones := slices.Repeat([]float64{1}, len(x))
		e, err := NewEstimator(0.95).AllowingForSkewness().Ratio(x, ones)
		if err != nil {
			t.Fatal(err)
		}
		half := FromReplications(x, 0.95).Hi - e.Mean
		return (e.Mean - e.Lo) / e.StdErr, (e.Hi - e.Mean) / e.StdErr, half / e.StdErr
	}
	near := func(what string, got, want float64) {
		t.Helper()
		if math.Abs(got-want) > 1e-9*want {
			t.Errorf("%s: %v standard errors, want %v", what, got, want)
		}
	}
	symmetric := []float64{-5, -3, -2, -2, -1, 1, 2, 2, 3, 5}
	below, above, student := reach(symmetric...)
	near("symmetric, below", below, student)
	near("symmetric, above", above, student)
	below, above, student = reach(symmetric[:9]...)
	near("nine values, below", below, student)
	near("nine values, above", above, student)

	rare := make([]float64, 100)
	rare[17] = 7
	below, above, student = reach(rare...)
	squares := 100 * 0.01 * 0.99 // of values that are 1 with chance 0.01, and their third power
	a := 100 * 0.01 * 0.99 * 0.98 / math.Pow(squares, 1.5)
	hall := func(x float64) float64 { return 3 * (math.Cbrt(1+a*(x-a/6)) - 1) / a }
	near("one in a hundred, below", below, hall(student))
	near("one in a hundred, above", above, -hall(-student))
	if above < 6 || above > 6.5 || below > 1.5 {
		t.Errorf("one in a hundred reaches %v below and %v above", below, above)
	}
	for i := range rare {
		rare[i] = -rare[i]
	}
	other, mirrored, _ := reach(rare...)
	near("mirrored, below", other, above)
	near("mirrored, above", mirrored, below)

	e, _ := NewEstimator(0.01).AllowingForSkewness().Ratio(rare, slices.Repeat([]float64{1}, 100))
	if e.Lo > e.Mean || e.Hi < e.Mean {
		t.Errorf("at hardly any confidence the interval of %v is from %v to %v", e.Mean, e.Lo, e.Hi)
	}
}

package argumenttest

import (
	"math/rand/v2"
	"testing"

	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/stats"
)

// WhatIf returns what-if's setting of the default with some values changed, as in a
// [Case]'s Pairs.
func WhatIf(t testing.TB, e *argument.Entry, pairs string) argument.Setting {
	t.Helper()
	return StateOf(t, e, pairs).WhatIfSetting()
}

// EachSetting calls try with n random legal settings, the same for the same seed.
func EachSetting(e *argument.Entry, seed uint64, n int, try func(argument.Setting)) {
	r := rand.New(rand.NewPCG(1961, seed))
	for range n {
		try(RandomState(e, r).WhatIfSetting())
	}
}

// Estimate is what outcomes say of a metric, with the interval that pages have.
func Estimate(m org.Metric, outcomes []org.Outcome) stats.Estimate {
	return m.Estimate(outcomes, argument.Confidence)
}

package argumenttest

import (
	"testing"

	"kingman/core/argument"
	"kingman/core/org"
)

// Outcomes simulates an organisation so many times, with the seed that a link has that
// names none.
func Outcomes(t testing.TB, o org.Organisation, horizon float64, runs int) []org.Outcome {
	t.Helper()
	simulator, err := o.NewSimulator(org.Options{Seed: argument.DefaultSeed, Horizon: horizon, Replications: runs})
	if err != nil {
		t.Fatal(err)
	}
	all := make([]org.Outcome, runs)
	for r := range all {
		if err := simulator.Start(r); err != nil {
			t.Fatal(err)
		}
		for !simulator.Step(4096) {
		}
		all[r] = simulator.Outcome()
	}
	return all
}

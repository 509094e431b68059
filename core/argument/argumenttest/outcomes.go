package argumenttest

import (
	"testing"

	"kingman/core/argument"
	"kingman/core/org"
)

// Outcomes simulates an organisation, with the seed that a link has that names none.
func Outcomes(t testing.TB, o org.Organisation, opt org.Options) []org.Outcome {
	t.Helper()
	opt.Seed = argument.DefaultSeed
	simulator, err := o.NewSimulator(opt)
	if err != nil {
		t.Fatal(err)
	}
	all := make([]org.Outcome, opt.Replications)
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

// Simulated returns what simulates settings until their date, in so many runs.
func Simulated(organisation func(argument.Setting) org.Organisation) func(t testing.TB, s argument.Setting, runs int) []org.Outcome {
	return func(t testing.TB, s argument.Setting, runs int) []org.Outcome {
		t.Helper()
		return Outcomes(t, organisation(s), org.Options{Horizon: s.Horizon(), Replications: runs})
	}
}

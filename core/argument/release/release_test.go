package release

import (
	"math"
	"testing"

	"kingman/core/argument"
	"kingman/core/argument/argumenttest"
	"kingman/core/org"
)

var (
	parts = New(3, argument.Variability(1, "How uneven it is."))
	entry = argument.NewEntry(argument.Entry{ID: "releases", Params: []*argument.Param{
		parts.Batch, parts.Gate, parts.GateEach, parts.Faulty, parts.Clash, parts.Changes, parts.Search, parts.SearchEach, parts.Uneven,
		argument.Weeks(1, 13, "The date."),
	}})
)

// Where changes do not clash, 2 % of faulty ones break 18.3 % of releases of ten and 63.6 % of
// releases of fifty; and everywhere it is the product, change by change and pair by pair, and
// that of changes that are faulty by themselves with their mean share.
func TestChanceThatAReleaseBreaks(t *testing.T) {
	for _, c := range []struct{ batch, faulty, clash, want float64 }{
		{10, 0.02, 0, 0.1829}, {50, 0.02, 0, 0.6358}, {1, 0.02, 0.02, 0.02}, {2, 0, 0.02, 0.02}, {100, 0, 0, 0},
	} {
		s := argumenttest.WhatIf(t, entry, "").At(parts.Batch, c.batch).At(parts.Faulty, c.faulty).At(parts.Clash, c.clash)
		if got := parts.BreakChance(s); math.Abs(got-c.want) > 5e-5 {
			t.Errorf("%v changes, q %v, r %v: %v, expected %v", c.batch, c.faulty, c.clash, got, c.want)
		}
	}
	argumenttest.EachSetting(entry, 11, 300, func(s argument.Setting) {
		n, p := s.Of(parts.Batch), parts.FaultShare(s)
		product := 1.0
		for i := range int(n) {
			product *= (1 - s.Of(parts.Faulty)) * math.Pow(1-s.Of(parts.Clash), float64(i))
		}
		if got := parts.BreakChance(s); math.Abs(got-(1-product)) > 1e-12 || math.Abs(got-(1-math.Pow(1-p, n))) > 1e-12 {
			t.Errorf("%+v: %v, change by change %v, by their mean share %v", s, got, 1-product, 1-math.Pow(1-p, n))
		}
	})
}

// Releases come n times as rarely as changes, and n pieces of their test phase, each with its
// own luck, have its mean and variance: what the formula's line of releases is given and what
// the simulated one is made of are the same.
func TestStationIsTheSimulatedOne(t *testing.T) {
	argumenttest.EachSetting(entry, 12, 300, func(s argument.Setting) {
		n, line, steps := s.Of(parts.Batch), parts.Station(s, parts.TestTime(s), parts.TestVariance(s)), parts.Change(s)
		piece, comes := steps.Steps[TestPhase].Service, steps.Arrivals[0]
		variance := n * piece.SCV * piece.Mean * piece.Mean
		near := func(a, b float64) bool { return math.Abs(a-b) <= 1e-9*math.Max(1, math.Abs(b)) }
		if !near(line.ArrivalRate*n, comes.Rate) || !near(line.ArrivalSCV*n, comes.SCV) || !near(line.MeanService, math.Max(n*piece.Mean, 1e-9)) ||
			!near(line.ServiceSCV*line.MeanService*line.MeanService, variance) {
			t.Errorf("%+v: the line is %+v, of pieces %+v that come as %+v", s, line, piece, comes)
		}
		if gates := parts.Stations(s); gates[Finished].Count != int(n) || gates[Released].Count != int(n) || parts.Limit(s)[0].Max != int(n) {
			t.Errorf("%+v: gates of %d and %d, a limit of %d", s, gates[Finished].Count, gates[Released].Count, parts.Limit(s)[0].Max)
		}
	})
}

// A release counts once, when it is out; a failed one as soon as its alarm rings, repaired or not.
func TestFailedShare(t *testing.T) {
	s := argumenttest.WhatIf(t, entry, "").At(parts.Batch, 4)
	o := org.Outcome{Stations: make([]org.StationOutcome, Released+1), Classes: make([]org.ClassOutcome, 2)}
	o.Stations[Released].Served, o.Classes[1].Delivered, o.Classes[1].Open = 40, 2, 1
	if failed, of := parts.FailedShare(1)(s)(&o); failed != 3 || of != 10 {
		t.Errorf("%v of %v", failed, of)
	}
}

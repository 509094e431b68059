package org

import "testing"

// Metrics read what their names say; those over several classes or stations are sums.
func TestMetrics(t *testing.T) {
	o := Outcome{
		Hours:    40,
		Classes:  []ClassOutcome{{Delivered: 3, Open: 1, LeadTime: 20}, {Delivered: 5, Open: 2, LeadTime: 30}, {Delivered: 7, Open: 4, LeadTime: 60}},
		Stations: []StationOutcome{{Served: 10}, {Served: 20, BusyHours: 6, DutyHours: 8}, {Served: 40}},
		Windows:  []WindowOutcome{{}, {Items: 9, Over: []float64{5, 2}}},
	}
	for name, c := range map[string]struct {
		of       Metric
		num, den float64
	}{
		"lead time":        {LeadTimeOfAll, 110, 22},
		"throughput":       {ThroughputOfAll, 15, 40},
		"open, all":        {OpenAtEnd(), 7, 1},
		"open, two":        {OpenAtEnd(0, 2), 5, 1},
		"served, two":      {Served(2, 0), 50, 40},
		"busy":             {BusyFraction(1), 6, 8},
		"longer":           {LongerInWindow(1, 1), 2, 9},
		"delivered to all": {OverClasses(func(c *ClassOutcome) (float64, float64) { return c.Delivered, c.Delivered + c.Open }), 15, 22},
	} {
		if num, den := c.of(&o); num != c.num || den != c.den {
			t.Errorf("%s: %v over %v, want %v over %v", name, num, den, c.num, c.den)
		}
	}
}

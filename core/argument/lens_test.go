package argument

import (
	"slices"
	"testing"

	"kingman/core/org"
)

// The rest has the hours that the parts leave of a lead time, and no part is longer than the parts before it have left.
func TestLensOfParts(t *testing.T) {
	const lead, waits, works = 0, 1, 2
	l := &Lens{Lead: lead, Parts: map[org.Use]int{org.Waiting: waits, org.WorkedOn: works}, Rest: org.HandedOver}
	for _, c := range []struct{ lead, waits, works, wantWaits, wantWorks, wantRest float64 }{
		{10, 5, 3, 5, 3, 2}, {10, 7, 3, 7, 3, 0}, {10, 8, 3, 7, 3, 0}, {10, 1, 12, 0, 10, 0}, {0, 0, 0, 0, 0, 0},
	} {
		hours, known := l.side(nil, &Side{Runs: &Runs{}, Values: []float64{lead: c.lead, waits: c.waits, works: c.works}})
		got := []float64{hours[org.Waiting], hours[org.WorkedOn], hours[org.HandedOver], total(hours)}
		if want := []float64{c.wantWaits, c.wantWorks, c.wantRest, c.lead}; !known || !slices.Equal(got, want) {
			t.Errorf("%+v: waiting, work, the rest and all are %v, want %v", c, got, want)
		}
	}
}

package argument

import "testing"

// TestReadings holds that the runs of a job are read once for as long as they are the
// same, and that nothing is kept of jobs that are gone.
func TestReadings(t *testing.T) {
	var n Notebook
	values := []float64{1, 2, 3}
	read := 0
	look := func(j JobResult) {
		n.reading(j).once(lookup{"lots", 0, 0}, func() any { read++; return nil })
	}
	two := JobResult{ID: "load-0.5", Metrics: 1, Replications: 2, Values: values[:2]}
	three := JobResult{ID: "load-0.5", Metrics: 1, Replications: 3, Values: values}
	others := JobResult{ID: "load-0.5", Metrics: 1, Replications: 3, Values: []float64{1, 2, 4}}
	for _, c := range []struct {
		name string
		job  JobResult
		read int
	}{{"first", two, 1}, {"the same", two, 1}, {"more", three, 2}, {"others", others, 3}, {"the same others", others, 3}, {"less", two, 4}} {
		if look(c.job); read != c.read {
			t.Errorf("%s: read %d times, want %d", c.name, read, c.read)
		}
	}
	n.forget(Results{Jobs: []JobResult{two}})
	if look(two); read != 4 || len(n.readings) != 1 {
		t.Errorf("a job that is still there was forgotten: read %d times, %d kept", read, len(n.readings))
	}
	n.forget(Results{Jobs: []JobResult{{ID: "load-0.6", Replications: 1}}})
	if len(n.readings) != 0 {
		t.Errorf("%d readings of jobs that are gone are kept", len(n.readings))
	}
}

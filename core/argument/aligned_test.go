package argument

import "testing"

// An aligned drawing is the same chart in wider margins, and counts what it counted.
func TestAligned(t *testing.T) {
	counted := Course(nil)
	plain := &Own{Counts: []Count{&counted}, Draw: func(*Sheet) Chart { return Chart{ID: "own"} }}
	d := Aligned(plain)
	if c := d.draw(nil); c.ID != "own" || !c.Aligned || plain.draw(nil).Aligned {
		t.Errorf("%+v", c)
	}
	if all := d.counts(); len(all) != 1 || all[0] != Count(&counted) {
		t.Errorf("it counts %v", all)
	}
}

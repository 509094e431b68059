package chart

import (
	"bytes"
	"encoding/json"
	"testing"

	"kingman/core/argument"
)

// A small picture has the data of the large one and no words but what-if's.
func TestThumb(t *testing.T) {
	size := Size{Width: 288, Height: 162, Font: 11.5}
	for _, m := range models() {
		a := m.Entry
		for _, c := range m.View(a.Defaults(), argument.Results{}).Charts {
			frame, data, err := Thumb(c, size)
			if err != nil {
				t.Fatalf("%s: %s: %v", a.ID, c.ID, err)
			}
			var f Frame
			if err := json.Unmarshal(frame, &f); err != nil {
				t.Fatal(err)
			}
			laid := c
			if HasBars(c) { // without names they have more room
				laid = nameless(c)
			}
			if _, want, _ := Lay(laid, size); !bytes.Equal(data, want) {
				t.Errorf("%s: %s: other data than the chart's", a.ID, c.ID)
			}
			for _, text := range append(append([]string{}, f.X.Text...), f.Y.Text...) {
				if text != "" {
					t.Errorf("%s: %s: a tick says %q", a.ID, c.ID, text)
				}
			}
			if HasDots(c) {
				continue
			}
			if HasBars(c) && f.Grid.Left > 2*size.Font {
				t.Errorf("%s: %s: bars begin at %v", a.ID, c.ID, f.Grid.Left)
			}
			for _, l := range f.Labels {
				if l.Colour != Accent {
					t.Errorf("%s: %s: a label says %q", a.ID, c.ID, l.Text)
				}
			}
		}
	}
}

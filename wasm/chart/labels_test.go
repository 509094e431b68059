package chart

import (
	"strings"
	"testing"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/core/words"
)

// boxOf is where a label stands, by the measure that placed it.
func boxOf(l Label) box {
	left, width := l.X, TextWidth(l.Text, l.Size, l.Strong)
	switch l.Align {
	case Right:
		left -= width
	case Center:
		left -= width / 2
	}
	return box{left, l.Y - 0.6*l.Size, left + width, l.Y + 0.6*l.Size}
}

// shrunk leaves room for the rounding of a label's place to whole pixels.
func (b box) shrunk(by float64) box {
	return box{b.left + by, b.top + by, b.right - by, b.bottom - by}
}

// Whatever the state and the room: no label leaves its chart, none covers another
// or the numbers at the axis, every number whose mark is on the axes stands, and hardly a name is left out
// for want of room.
func TestLabelsKeepClear(t *testing.T) {
	wanted, placed := 0, 0
	for _, d := range drawings() {
		c, size := d.chart, d.size
		p := &plot{chart: c, size: size, grid: margins(c, size)}
		c.Y.Ticks = fitted(c.Y.Ticks, p.grid.Left-tickGap*size.Font, size.Font)
		labels := placeLabels(c, size, p.grid, nil)
		for _, l := range labels {
			if l.Of >= 0 && strings.HasPrefix(c.Layers[l.Of].Label, l.Text) && len(p.spots(&c.Layers[l.Of], 0, size.Font)) > 0 {
				placed++
			}
		}
		for _, l := range c.Layers {
			if l.Label != "" && len(p.spots(&l, TextWidth(l.Label, size.Font, false), size.Font)) > 0 {
				wanted++
			}
		}
		for _, l := range c.Layers {
			if l.Shape == argument.Marker && l.Label != "" && shows(l.X[0], c.X) && shows(l.Y[0], c.Y) && !contains(labels, l.Label) {
				t.Errorf("%s, %v: the number %q is missing", c.ID, size, l.Label)
			}
		}
		for i, l := range labels {
			b := boxOf(l)
			if b.left < -0.5 || b.right > size.Width+0.5 || b.top < -0.5 || b.bottom > size.Height+0.5 {
				t.Errorf("%s, %v: %+v leaves the chart", c.ID, size, l)
			}
			for _, o := range labels[:i] {
				if b.shrunk(0.5).overlaps(boxOf(o).shrunk(0.5)) {
					t.Errorf("%s, %v: %+v covers %+v", c.ID, size, l, o)
				}
			}
			if HasDots(c) {
				continue
			}
			for _, tick := range spaced(c.X, size.Width-p.grid.Left-p.grid.Right, p.grid.Right, size.Font) {
				if right := p.x(tick.At) + TextWidth(tick.Text, size.Font, false)/2; right > size.Width+0.5 {
					t.Errorf("%s, %v: the tick %q is cut off by %.1f pixels", c.ID, size, tick.Text, right-size.Width)
				}
			}
			for _, tick := range c.Y.Ticks {
				if left := p.grid.Left - tickGap*size.Font - TextWidth(tick.Text, size.Font, false); left < -0.5 && !HasBars(c) {
					t.Errorf("%s, %v: the tick %q is cut off by %.1f pixels", c.ID, size, tick.Text, -left)
				}
				right, y := p.grid.Left-tickGap*size.Font, p.y(tick.At)
				if b.shrunk(0.5).overlaps(box{right - TextWidth(tick.Text, size.Font, false), y - 0.5*size.Font, right, y + 0.5*size.Font}) {
					t.Errorf("%s, %v: %+v covers the tick %q", c.ID, size, l, tick.Text)
				}
			}
		}
	}
	t.Logf("%d labels of %d wanted", placed, wanted)
	if placed < wanted*98/100 || wanted < 1000 {
		t.Errorf("%d labels of %d wanted: too many are left out", placed, wanted)
	}
}

// contains says whether a text stands, in one line or in two.
func contains(labels []Label, text string) bool {
	for i, l := range labels {
		if l.Text == text || i > 0 && labels[i-1].Of == l.Of && labels[i-1].Text+" "+l.Text == text {
			return true
		}
	}
	return false
}

// On the default link and in every step of the story every label stands that has
// any room at all, on every page.
func TestDefaultLabelsAllStand(t *testing.T) {
	m := catalogue.Models()[0]
	a := m.Entry
	for step := range len(a.Story) + 1 {
		s := a.AtStep(step)
		for i, c := range m.View(s, argument.Results{}).Charts {
			for _, size := range []Size{desktop[i%len(desktop)], phone, stage} {
				p := &plot{chart: c, size: size, grid: margins(c, size)}
				labels := placeLabels(c, size, p.grid, nil)
				for _, l := range c.Layers {
					if l.Label != "" && len(p.spots(&l, TextWidth(l.Label, size.Font, false), size.Font)) > 0 && !contains(labels, l.Label) {
						t.Errorf("step %d, %s, %v: no %q", step, c.ID, size, l.Label)
					}
				}
			}
		}
	}
}

// A mark that stands on the y axis covers no number at a tick, however large both are.
func TestMarksOnTheAxisCoverNoNumber(t *testing.T) {
	c := argument.Chart{X: argument.Axis{Max: 10}, Y: argument.CountAxis("things", words.Items, 8), Layers: []argument.Layer{{Shape: argument.Marker, X: []float64{0}, Y: []float64{4}}}}
	for _, size := range [...]Size{desktop[0], phone, stage} {
		p := &plot{chart: c, size: size, grid: margins(c, size), curves: make([][][2]float64, 1+column(size.Width))}
		p.trace()
		for _, text := range p.texts {
			if p.marks[0].overlaps(text) {
				t.Errorf("%v: the mark %v covers the number %v", size, p.marks[0], text)
			}
		}
	}
}

// A frame is laid out fifty times a second beside everything else.
func BenchmarkLay(b *testing.B) {
	m := catalogue.Models()[0]
	a := m.Entry
	s := a.Defaults()
	charts := m.View(s, argument.Results{}).Charts
	for b.Loop() {
		for i, c := range charts {
			if _, _, err := Lay(c, desktop[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// A name at a line's right end stands beyond the plot, whatever its numbers: in one line, or
// where the room is narrow in two. Only where two lines each would cover each other may one
// in twenty come back over the plot; in a room that is wide enough none does.
func TestNamesOfLinesStandBeyondThePlot(t *testing.T) {
	seen, back := 0, 0
	for _, d := range drawings() {
		c := linear(d.chart)
		p := &plot{chart: c, size: d.size, grid: margins(c, d.size)}
		edge := d.size.Width - p.grid.Right
		for _, l := range placeLabels(c, d.size, p.grid, nil) {
			if l.Of < 0 || c.Layers[l.Of].Shape != argument.Line || !c.Layers[l.Of].EndRoom {
				continue
			}
			if x, _, _ := p.end(&c.Layers[l.Of]); x < edge-0.5 {
				continue
			}
			seen++
			if b := boxOf(l); b.left < edge-1 {
				back++
				if d.size.Width/5 >= longNames*d.size.Font && TextWidth(l.Text, l.Size, false) <= (longNames-afterLine[0].right)*l.Size {
					t.Errorf("%s, %v: %q is %.1f pixels over the plot", c.ID, d.size, l.Text, edge-b.left)
				}
			}
		}
	}
	t.Logf("%d of %d names stand over the plot", back, seen)
	if seen < 500 || back > seen/20 {
		t.Errorf("%d of %d names stand over the plot", back, seen)
	}
}

// The room for names does not follow the numbers in them.
func TestRoomForNamesIgnoresNumbers(t *testing.T) {
	named := func(name string) argument.Chart {
		return argument.Chart{X: argument.Axis{Max: 1}, Y: argument.Axis{Max: 1}, Layers: []argument.Layer{{Shape: argument.Line, Label: name, EndRoom: true}}}
	}
	for name, want := range map[string]float64{
		"shipped": shortNames, "shipped 1,234": shortNames, "until week 8": longNames, "until week 104.5": longNames, "each when they need to": longNames,
	} {
		if _, right := Edges(named(name)); right != want {
			t.Errorf("%q has %v, want %v", name, right, want)
		}
	}
	if g := margins(named("until week 8"), phone); g.Right != phone.Width/5 {
		t.Errorf("a phone keeps %v of %v free", g.Right, phone.Width)
	}
}

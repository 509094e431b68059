package chart

import (
	"math"
	"slices"
	"strings"

	"kingman/core/argument"
)

// How wide the letters from ' ' to '~' are, in hundredths of an em: those of
// DejaVu Sans, regular and bold, the widest face that the style sheet's list of
// fonts can come down to. What fits with them fits on every machine; a narrower
// face leaves a little room, on the side away from what a label belongs to.
var (
	regular = [...]uint8{
		32, 40, 46, 84, 64, 95, 78, 27, 39, 39, 50, 84, 32, 36, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64,
		64, 64, 34, 34, 84, 84, 84, 53, 100, 68, 69, 70, 77, 63, 58, 77, 75, 29, 29, 66, 56, 86, 75, 79,
		60, 79, 69, 63, 61, 73, 68, 99, 69, 61, 69, 39, 34, 39, 84, 50, 50, 61, 63, 55, 63, 62, 35, 63,
		63, 28, 28, 58, 28, 97, 63, 61, 63, 63, 41, 52, 39, 63, 59, 82, 59, 59, 52, 64, 34, 64, 84,
	}
	bold = [...]uint8{
		35, 46, 52, 84, 70, 100, 87, 31, 46, 46, 52, 84, 38, 42, 38, 37, 70, 70, 70, 70, 70, 70, 70, 70,
		70, 70, 40, 40, 84, 84, 84, 58, 100, 77, 76, 73, 83, 68, 68, 82, 84, 37, 37, 77, 64, 100, 84, 85,
		73, 85, 77, 72, 68, 81, 77, 110, 77, 72, 73, 46, 37, 46, 84, 50, 50, 67, 72, 59, 72, 68, 44, 72,
		71, 34, 34, 67, 34, 104, 71, 69, 72, 72, 49, 60, 48, 71, 65, 92, 65, 65, 58, 71, 37, 71, 84,
	}
)

// other is the width of any other letter, "−" and "×" among them.
const other = 84

// TextWidth is at most how wide a text of that size is, in pixels: a bold one if
// strong.
func TextWidth(text string, size float64, strong bool) float64 {
	face := &regular
	if strong {
		face = &bold
	}
	sum := 0
	for _, r := range text {
		if k := int(r - ' '); k >= 0 && k < len(face) {
			sum += int(face[k])
		} else {
			sum += other
		}
	}
	return size * float64(sum) / 100
}

// fitted returns the ticks of an axis that has so much room for their texts: as
// they are, or, if one of them is too wide, all in their short form, as "$150k",
// "120k" and "10,000 wk".
func fitted(ticks []argument.Tick, room, size float64) []argument.Tick {
	widest := 0.0
	for _, t := range ticks {
		widest = max(widest, TextWidth(t.Text, size, false))
	}
	if widest <= room {
		return ticks
	}
	short := make([]argument.Tick, len(ticks))
	for i, t := range ticks {
		if thousands, ok := strings.CutSuffix(t.Text, ",000"); ok {
			t.Text = thousands + "k"
		}
		t.Text = strings.Replace(strings.Replace(t.Text, " million", "M", 1), " billion", "B", 1)
		t.Text = strings.Replace(t.Text, " weeks", " wk", 1)
		short[i] = t
	}
	return short
}

// spaced returns the ticks of an axis of that width, without the texts of those that
// would touch the one to their right. The last has the unit, and keeps its text; beside the
// axis there is so much room for it, or it is said shorter.
func spaced(a argument.Axis, width, beside, size float64) []argument.Tick {
	ticks := slices.Clone(a.Ticks)
	if k := len(ticks) - 1; k >= 0 && TextWidth(ticks[k].Text, size, false)/2 > beside+width*(a.Max-ticks[k].At)/(a.Max-a.Min) {
		ticks[k].Text = strings.NewReplacer(" minutes", " min", " hours", " h").Replace(ticks[k].Text)
	}
	from := math.Inf(1) // of the text to the right
	for i := len(ticks) - 1; i >= 0; i-- {
		middle, half := width*(ticks[i].At-a.Min)/(a.Max-a.Min), TextWidth(ticks[i].Text, size, false)/2
		if middle+half+float64(0.4*size) > from {
			ticks[i].Text = ""
			continue
		}
		from = middle - half
	}
	return ticks
}

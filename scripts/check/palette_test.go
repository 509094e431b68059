package main

import (
	"math"
	"os"
	"regexp"
	"strconv"
	"testing"
)

// A colour is red, green and blue of sRGB, from 0 to 1 and linear in light.
type colour [3]float64

// blindness are the matrices of G. Machado, M. Oliveira and L. Fernandes, A
// Physiologically-based Model for Simulation of Color Vision Deficiency, 2009, at
// severity 1, for linear light.
var blindness = map[string][3][3]float64{
	"all colours":  {{1, 0, 0}, {0, 1, 0}, {0, 0, 1}},
	"protanopia":   {{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}},
	"deuteranopia": {{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}},
	"tritanopia":   {{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}},
}

// colourOf reads the six digits of a colour in a style sheet.
func colourOf(t *testing.T, hex string) (c colour) {
	t.Helper()
	for i := range c {
		v, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		if s := float64(v) / 255; s <= 0.04045 {
			c[i] = s / 12.92
		} else {
			c[i] = math.Pow((s+0.055)/1.055, 2.4)
		}
	}
	return c
}

// seen is c as somebody sees it whose vision is m.
func (c colour) seen(m [3][3]float64) (s colour) {
	for i, row := range m {
		s[i] = min(1, max(0, row[0]*c[0]+row[1]*c[1]+row[2]*c[2]))
	}
	return s
}

// luminance is relative to white's; contrast is as WCAG 2 defines it, from 1 to 21.
func (c colour) luminance() float64 { return 0.2126*c[0] + 0.7152*c[1] + 0.0722*c[2] }
func (c colour) contrast(d colour) float64 {
	a, b := c.luminance()+0.05, d.luminance()+0.05
	return max(a/b, b/a)
}

// lab is CIE 1976 L*a*b* under D65.
func (c colour) lab() [3]float64 {
	f := func(v float64) float64 {
		if v > 216.0/24389 {
			return math.Cbrt(v)
		}
		return (24389.0/27*v + 16) / 116
	}
	x := f((0.4124*c[0] + 0.3576*c[1] + 0.1805*c[2]) / 0.9505)
	y := f(c.luminance())
	z := f((0.0193*c[0] + 0.1192*c[1] + 0.9505*c[2]) / 1.089)
	return [3]float64{116*y - 16, 500 * (x - y), 200 * (y - z)}
}

// difference is the CIE's of 1976: one of 2.3 is just noticed (M. Mahy and others, 1994).
func (c colour) difference(d colour) float64 {
	a, b := c.lab(), d.lab()
	return math.Hypot(math.Hypot(a[0]-b[0], a[1]-b[1]), a[2]-b[2])
}

// apart is a difference that is seen at a glance, also between thin lines: ten times what
// is just noticed between large patches side by side.
const apart = 23

// Whoever sees two of three colours tells today, what-if and the formula from each other,
// and each of them from the paper, in the light and in the dark. What-if and today also
// differ in dash and in shape, and the words are not by colour alone.
func TestPaletteSurvivesColourBlindness(t *testing.T) {
	style, err := os.ReadFile("../../web/look.css")
	if err != nil {
		t.Fatal(err)
	}
	token := regexp.MustCompile(`--(\w+): #([0-9a-f]{6});`)
	palettes := 0
	for _, block := range regexp.MustCompile(`\{[^{}]*--paper: #[^{}]*\}`).FindAllString(string(style), -1) {
		palettes++
		of := map[string]colour{}
		for _, m := range token.FindAllStringSubmatch(block, -1) {
			of[m[1]] = colourOf(t, m[2])
		}
		for name, m := range blindness {
			see := func(token string) colour {
				c, there := of[token]
				if !there {
					t.Fatalf("palette %d has no colour --%s", palettes, token)
				}
				return c.seen(m)
			}
			for _, pair := range [][2]string{{"accent", "slate"}, {"accent", "ink"}, {"slate", "ink"}, {"accent", "quiet"}} {
				d := see(pair[0]).difference(see(pair[1]))
				if d < apart {
					t.Errorf("palette %d, %s: %s and %s differ by %.1f, must by %d", palettes, name, pair[0], pair[1], d, apart)
				}
			}
			for _, mark := range []string{"accent", "slate", "ink", "quiet", "beyond"} {
				if c := see(mark).contrast(see("paper")); c < 3 {
					t.Errorf("palette %d, %s: %s has %.2f to 1 against the paper, must have 3", palettes, name, mark, c)
				}
			}
		}
	}
	if palettes < 2 {
		t.Errorf("found %d palettes", palettes)
	}
}

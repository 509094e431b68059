package chart

import "kingman/core/argument"

// Pixel returns where a value of c stands in a chart of that size, in CSS pixels from
// its upper left corner.
func Pixel(c argument.Chart, size Size, x, y float64) (px, py float64) {
	if c.X.Log {
		x = log(x)
	}
	if c.Y.Log {
		y = log(y)
	}
	c = linear(argument.Chart{X: c.X, Y: c.Y, Layers: c.Layers, Rows: c.Rows})
	p := plot{chart: c, size: size, grid: margins(c, size)}
	return p.x(x), p.y(y)
}

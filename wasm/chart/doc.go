// Package chart turns a [scenario.Chart], which says what is drawn, into what
// the drawing library needs, in two parts.
//
// The structure (a series for each layer, colours by role) is made by go-echarts
// in package option when the site is built. Colours are tokens such as "$accent";
// the page replaces them by the theme's own.
//
// [Lay] is everything that moves with a slider: the range and ticks of the
// axes, where the labels stand, and the data as little-endian float64, which
// cross to JavaScript fifty times faster than JSON. They are in the units of the
// axes, also where the axes do not reach: the page puts them on the scale of the
// moment, which may be on its way to another, and cuts off what leaves the plot.
//
// Both are pure functions, tested without a browser.
package chart

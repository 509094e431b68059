// Package chart turns a [argument.Chart], which says what is drawn, into what
// the drawing library needs, in two parts.
//
// The structure (axes, series, colours by role) is made by go-echarts in
// package option when the site is built. Colours are tokens such as "$accent";
// the page replaces them by the theme's own.
//
// [Lay] is everything that moves with a slider: the range and ticks of the
// axes, where the labels stand, and the data as little-endian float64, which
// cross to JavaScript fifty times faster than JSON.
//
// Both are pure functions, tested without a browser.
package chart

// Package catalogue is the list of arguments, in the gallery's order.
package catalogue

import (
	"kingman/core/argument"
	"kingman/core/catalogue/analysis"
	"kingman/core/catalogue/approvals"
	"kingman/core/catalogue/assembly"
	"kingman/core/catalogue/pingpong"
	"kingman/core/catalogue/risk"
)

// Entries returns what is fixed about every argument. The first is the page's
// default.
func Entries() []*argument.Entry {
	return []*argument.Entry{analysis.Entry, pingpong.Entry, assembly.Entry, risk.Entry, approvals.Entry}
}

// Models returns how every argument answers, in the order of [Entries]. A program
// that calls it carries the code of them all; the program of one page calls the
// Model of one argument's package instead.
func Models() argument.Models {
	return argument.Models{analysis.Model(), pingpong.Model(), assembly.Model(), risk.Model(), approvals.Model()}
}

// ModelOf returns how an entry of the catalogue answers; nil if it is not one of
// [Entries]. Like [Models] it brings in the code of them all.
func ModelOf(e *argument.Entry) *argument.Model {
	m, _ := Models().Of(e)
	return m
}

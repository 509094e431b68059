// Package catalogue is the list of arguments, in the gallery's order.
package catalogue

import (
	"kingman/core/argument"
	"kingman/core/catalogue/analysis"
	"kingman/core/catalogue/approvals"
	"kingman/core/catalogue/assembly"
	"kingman/core/catalogue/bootcamps"
	"kingman/core/catalogue/constraint"
	"kingman/core/catalogue/coordination"
	"kingman/core/catalogue/delivery"
	"kingman/core/catalogue/experts"
	"kingman/core/catalogue/incidents"
	"kingman/core/catalogue/keys"
	"kingman/core/catalogue/opsmodes"
	"kingman/core/catalogue/pingpong"
	"kingman/core/catalogue/pipeline"
	"kingman/core/catalogue/reliability"
	"kingman/core/catalogue/risk"
	"kingman/core/catalogue/rollout"
	"kingman/core/catalogue/runway"
	"kingman/core/catalogue/slack"
	"kingman/core/catalogue/sprawl"
	"kingman/core/catalogue/wall"
)

// A Group is a question that readers come with, and the arguments that answer it.
type Group struct {
	Asks    string
	Entries []*argument.Entry
}

// Groups returns the catalogue in the order of a talk. The first argument of the first
// group is what the site begins with.
func Groups() []Group {
	return []Group{
		{"Should we hire?", []*argument.Entry{analysis.Entry, slack.Entry, coordination.Entry, constraint.Entry, runway.Entry}},
		{"Who should do the work?", []*argument.Entry{wall.Entry, sprawl.Entry, experts.Entry, bootcamps.Entry}},
		{"How should work be handed over?", []*argument.Entry{pingpong.Entry, assembly.Entry, opsmodes.Entry}},
		{"How should we release?", []*argument.Entry{keys.Entry, risk.Entry, approvals.Entry, delivery.Entry, pipeline.Entry, rollout.Entry}},
		{"How do we keep it running?", []*argument.Entry{reliability.Entry, incidents.Entry}},
	}
}

// Entries returns what is fixed about every argument, in the order of [Groups].
func Entries() (all []*argument.Entry) {
	for _, g := range Groups() {
		all = append(all, g.Entries...)
	}
	return all
}

// Models returns how every argument answers, in the order of [Entries]. A program
// that calls it carries the code of them all; the program of one page calls the
// Model of one argument's package instead.
func Models() argument.Models {
	return argument.Models{analysis.Model(), slack.Model(), coordination.Model(), constraint.Model(), runway.Model(), wall.Model(), sprawl.Model(), experts.Model(), bootcamps.Model(), pingpong.Model(), assembly.Model(), opsmodes.Model(), keys.Model(), risk.Model(), approvals.Model(), delivery.Model(), pipeline.Model(), rollout.Model(), reliability.Model(), incidents.Model()}
}

// ModelOf returns how an entry of the catalogue answers; nil if it is not one of
// [Entries]. Like [Models] it brings in the code of them all.
func ModelOf(e *argument.Entry) *argument.Model {
	m, _ := Models().Of(e)
	return m
}

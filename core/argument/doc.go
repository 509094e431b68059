// Package argument is the form of an argument: a page on which the reader moves
// sliders and sees, in a sentence and a few charts, what that changes by a date.
// README.md adds one step by step; this says what to know while writing it. How the
// repository is written, determinism among it, is in .github/CONTRIBUTING.md.
//
// # Two halves
//
// An argument is an [Entry] (what it asks, what the reader may move, its story: data,
// which every page carries of all arguments) and a [Model] (how it answers: code, which
// only its own page carries). Therefore the variables of its package are its parameters,
// the entry and tables of plain values: they are in the program of every page, and so is
// all that they name. Drawings are functions, which Model calls. [New] and [NewEntry]
// panic where a half lacks something that pages need, and say what.
//
// # Parameters
//
// A [Param] is a slider, a field, a key of the link. Main is the lever: its slider is the
// axis of the first chart. At most six are on the first level, the rest have More. An id
// means one thing in all arguments (label, unit, marks; the test of package catalogue has a
// list of labels that may differ in a noun), because values that a reader has moved go along
// to the next argument: see [Carry]. Those that several have are declared once, in params.go. Pinned makes a parameter a decision, with its own
// value today; the others are facts, which move both settings. Hours are working hours;
// those by the clock have a unit of their own, words.ClockHours. One parameter has the id
// "weeks", how far ahead the page looks, or "days", and all times are then by the clock.
//
// # Numbers and runs
//
// The [Model]'s Numbers are what the page compares, by formula and in the runs; the
// sentence's own comes first. Today and what-if share their luck, and their difference is
// paired. An organisation is simulated by package org; what is none, by a Kernel of the
// argument's own. A drawing declares what it needs of the runs, and only that crosses
// from worker to page. How much is simulated is an [Effort].
//
// # Drawings
//
//	Curve    a number along a slider: formula, simulated, both settings
//	Fan      a pile over the weeks
//	Spread   twenty dots, how a time spreads
//	Areas    where a week goes, a cumulative flow diagram
//	Rows     a bar, plain or stacked, for each place or option; a timeline
//	Parts    what something is made up of, today and in what-if
//	Map      who is best over two sliders
//	Ladder   a few keys, each on its own scale cut into tiers
//	Paths    something over minutes, an option each
//	Lens     where the time went
//	Own      what fits no kind
//
// `go run ./scripts/shots -kinds` draws one of each. Titles are sentences about the data
// on screen. The list of layers is the same for every state: the build makes the chart's
// structure from it. Scales come from the argument, not from the present value: Home is
// how high a chart is at rest, what the story and the useful range of the slider need.
//
// A page has two to four charts, Shown of them on the first screen. Every argument with a
// network has a [Lens] besides, last if not on the first screen, and marks a step with
// org.Step.Waste where the kind of time does not say what it is.
//
// # Sentences
//
// The main clause comes first; 34 words at most. [Say] puts a [Span] in the place of each
// %; a span has its role ([Today], [WhatIf], …), and one that is a parameter can be
// dragged. No difference is claimed that the runs do not support: [Sentence.AsToday],
// [Sentence.Against] and [Sentence.Compare] see to that, [Sheet.Vouched] says it. A title
// has at most 40 letters, a question ends with its mark, a story has three to six steps of
// at most 200 letters, each with another what-if or another chart than the one before.
//
// # What is held of all
//
// Package argumenttest has the one check that every argument's test calls: the form and
// these limits; a first chart that opens with its marks off the axis and off each other;
// finite numbers and plain words at both ends of every slider, at ends
// together and at random states, without runs, with some and with all of them; the same
// layers everywhere; views that a notebook does not change; bars of a lens that end at the
// lead time; no claim beyond its interval; and every word and digit of the default, the
// story and the argument's own cases, in testdata/words.txt; where something can be
// saturated, the names of three of them begin with "just under saturation", "at saturation"
// and "past saturation". What only the argument can say, its claim, stands beside the check:
// over the range of the sliders, with a fixed seed, in standard errors.
//
// # Changing a default later
//
// It changes what old links mean: raise Version in package link and add a row with the old
// value.
package argument

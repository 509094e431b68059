package scenario

import (
	"fmt"

	"kingman/core/org"
)

// An Argument is one entry of the catalogue.
type Argument struct {
	// ID is the link's s= and the page's address: lower-case letters and "-".
	ID string
	// Title is a few words for a list; Question is what the reader came with.
	Title, Question string
	// Params in the order of the page and of the link.
	Params []Param
	// Shown names the charts of the first screen; the others stand below.
	Shown int
	// Plan returns the simulations that answer s, the most wanted first.
	Plan func(s State) []Job
	// View returns everything the page says about s. Results may be empty or
	// partial: what is missing is then answered by formula alone.
	View func(s State, r Results) View
	// Organisation returns the organisation of one setting: what the live
	// picture plays, and what Plan simulates or stands for.
	Organisation func(in Setting) org.Organisation
	// Story is three to six steps a speaker may walk through.
	Story []Step
	// Equations, Assumptions and Sources fill the panel behind "equations".
	Equations   []Equation
	Assumptions []string
	Sources     []Source
}

// A Step of a story sets some values and says one sentence.
type Step struct {
	Says string
	// Set is a list of parameter ids and values, applied to the defaults.
	Set []Assignment
	// Points names the chart that the step is about.
	Points string
}

// Assignment is one value that a step sets.
type Assignment struct {
	ID    string
	Value float64
}

// An Equation is one formula as the sceptic wants to see it.
type Equation struct {
	Name   string // "Kraemer–Langenbach-Belz"
	Text   string // plain Unicode
	Author string // "W. Kraemer, M. Langenbach-Belz, 1976"
	Region string // where it holds and what happens outside
}

// A Source is where an argument or a number comes from.
type Source struct {
	Title, Author string
	Year          int
	URL           string
}

// index returns the place of the parameter called id, and panics if there is
// none: see [Setting.Get].
func (a *Argument) index(id string) int {
	if i, ok := a.Index(id); ok {
		return i
	}
	panic(fmt.Sprintf("scenario: %s has no parameter %q", a.ID, id))
}

// Index returns the place of the parameter called id in Params.
func (a *Argument) Index(id string) (int, bool) {
	for i := range a.Params {
		if a.Params[i].ID == id {
			return i, true
		}
	}
	return 0, false
}

// Catalogue returns the arguments in the order of the gallery. The first is
// the page's default.
func Catalogue() []*Argument {
	return []*Argument{AnalysisQueue, TicketPingPong, AssemblyLine, AmortizedRisk}
}

// Find returns the argument with that id.
func Find(id string) (*Argument, bool) {
	for _, a := range Catalogue() {
		if a.ID == id {
			return a, true
		}
	}
	return nil, false
}

// Package reply answers a link as the page does, with every simulation run here
// and now. The command line, the reference tables and the page so give one
// answer to one question.
package reply

import (
	"kingman/core/scenario"
	"kingman/wasm/link"
)

// A Reply is the meaning of a link.
type Reply struct {
	Link  link.Link
	Notes []link.Note // about values that were moved, unknown or doubled
}

// To reads a link: a whole address, what stands after "#" or "?", or bare
// pairs. A link that had to be repaired has a reply, too.
func To(text string) Reply {
	l, notes := link.Decode(link.Split(text))
	return Reply{l, notes}
}

// View runs every simulation that the link asks for and returns what the page
// then says. The error is that of a simulation.
func (r Reply) View() (scenario.View, error) {
	results, err := scenario.RunAll(r.Link.State)
	if err != nil {
		return scenario.View{}, err
	}
	return r.Link.State.Argument.View(r.Link.State, results), nil
}

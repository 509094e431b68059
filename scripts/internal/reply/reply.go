// Package reply answers a link as the page does, with every simulation run here
// and now. The command line, the reference tables and the page so give one
// answer to one question.
package reply

import (
	"kingman/core/argument"
	"kingman/core/catalogue"
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
func (r Reply) View() (argument.View, error) {
	m := catalogue.ModelOf(r.Link.State.Entry)
	results, err := argument.Run(m.Plan(r.Link.State))
	if err != nil {
		return argument.View{}, err
	}
	return m.View(r.Link.State, results).In(r.Link.State.Currency), nil
}

//go:build js && wasm

package page

import "kingman/wasm/answer"

// download offers the numbers behind the page: the very answer that
// the command line prints with -charts.
func (p *page) download() {
	whole := p.model.View(*p.state(), p.results).In(p.state().Currency) // whatever the story keeps to itself
	data, err := answer.JSONWithCharts(p.link, p.notes, whole)
	if err == nil {
		err = p.window.Download("kingman-"+p.state().Entry.ID+".json", "application/json", data)
	}
	if err != nil {
		p.addNote("download", "The data could not be offered as a file: "+err.Error())
	}
}

//go:build js && wasm

package page

import (
	"strings"

	"kingman/core/argument"
	"kingman/core/catalogue"
	"kingman/wasm/dom"
	"kingman/wasm/link"
	"kingman/wasm/markup"
)

// leaveFor is how many milliseconds another page has to come before this one
// is shown again.
const leaveFor = 5000

// leave goes to the page of another argument with the whole address a. If it
// does not come, stayed is called.
func (p *page) leave(there *argument.Entry, a dom.Address, stayed func()) {
	root := p.window.Root()
	root.SetData("leaving", "")
	p.window.After(leaveFor, func() {
		root.RemoveAttr("data-leaving")
		stayed()
	})
	address := markup.Address(there) + a.Query + a.Hash
	if file, err := p.window.Script("file"); err == nil { // which has all pages in it
		if _, err := file.Call("leave", address); err != nil {
			p.window.Log("kingman:", err.Error())
		}
		return
	}
	if err := p.window.Leave(address); err != nil {
		p.window.Log("kingman:", err.Error())
	}
}

// notHere is the note about a link whose argument's page could not be opened.
func notHere(there, home *argument.Entry) link.Note {
	return link.Note{Key: "s", Text: "The link is about “" + there.Title + "”, whose page did not open. Shown is “" + home.Title + "”."}
}

// showWays lets the ways to other pages take along what the reader has moved. A
// way without anything to take is the plain one that stands there already.
func (p *page) showWays() {
	for _, way := range p.window.QueryAll("nav a[data-argument]") {
		if there, ok := argument.Find(catalogue.Entries(), way.Data("argument")); ok {
			address := markup.Address(there)
			if l := p.link.To(there); !l.Plain() {
				address += "#" + l.Encode()
			}
			way.SetAttr("href", address)
		}
	}
	if way, ok := p.window.Query("#full"); ok {
		way.SetAttr("href", markup.Address(p.state().Entry)+"#"+p.link.Encode())
	}
	if way, ok := p.window.Query("#gallery"); ok {
		address := markup.Gallery
		if !p.link.Plain() {
			address += "#" + p.link.Encode()
		}
		way.SetAttr("href", address)
	}
}

// target returns what a hash names that is no link: an element of this page.
func (p *page) target(hash string) (dom.Element, bool) {
	if len(hash) < 2 || strings.ContainsFunc(hash[1:], func(r rune) bool { return r < 'a' || r > 'z' }) {
		return dom.Element{}, false
	}
	return p.window.Query(hash)
}

// reveal opens the closed part of the page that an element is in, and scrolls to
// it.
func (p *page) reveal(target dom.Element) {
	if closed, ok := target.Closest("details"); ok {
		closed.SetFlag("open", true)
		target = closed
	}
	target.ScrollIntoView()
}

//go:build js && wasm

package page

import (
	"strings"

	"kingman/wasm/dom"
)

// A part is a place of the page where the program writes, found once and written
// only when something else shall stand there.
type part struct {
	within   target
	selector string
	element  dom.Element
	shown    string
	written  bool
}

// A target is where a part is looked for: the whole page, or an element.
type target interface {
	Query(selector string) (dom.Element, bool)
}

// find returns the part's element. A browser's translation may have put another one
// in its place.
func (a *part) find() dom.Element {
	if !a.element.Exists() || !a.element.Connected() {
		a.element, _ = a.within.Query(a.selector)
		a.written = false
	}
	return a.element
}

// write lets put make text stand there, if it does not yet.
func (a *part) write(text string, put func(e dom.Element, text string)) {
	if a.written && a.shown == text {
		return
	}
	if e := a.find(); e.Exists() {
		put(e, text)
		a.shown, a.written = text, true
	}
}

// A table is a part of the page whose head stays while its caption and its rows are
// written: what Chromium works out about a new thead it keeps for as long as the page is
// open, and with it the memory around that.
type table struct {
	whole, caption, rows part
	head                 string
}

func newTable(within target, selector string) table {
	of := func(selector string) part { return part{within: within, selector: selector} }
	return table{whole: of(selector), caption: of(selector + " caption"), rows: of(selector + " tbody")}
}

// write makes the table stand there that html is, if it does not yet.
func (t *table) write(html string) {
	top, rows, _ := strings.Cut(html, "<tbody>")
	begin, rest, _ := strings.Cut(top, "<caption>")
	caption, end, _ := strings.Cut(rest, "</caption>")
	head := begin + end
	if t.caption.find(); head != t.head || !t.rows.find().Exists() {
		t.whole.written = false // or its rows are others by now
		t.whole.write(html, setHTML)
		t.head = head
		return
	}
	t.caption.write(caption, setHTML)
	t.rows.write(strings.TrimSuffix(rows, "</tbody></table>"), setHTML)
}

// parts are those of the page that are not a chart's, a control's or the live picture's.
type parts struct {
	headline, asides, notes, status, gap, says, step, paper, currency part
	figures                                                           table
}

func newParts(w *dom.Window) parts {
	at := func(selector string) part { return part{within: w, selector: selector} }
	return parts{
		headline: at("#headline"), asides: at("#asides"), notes: at("#notes"), figures: newTable(w, "#figures"),
		status: at("#status"), gap: at("#gap"), says: at("#says"), step: at("#step"), paper: at("#paper"),
		currency: at("#currency"),
	}
}

func setText(e dom.Element, text string) { e.SetText(text) }

func setHTML(e dom.Element, html string) { e.SetHTML(html) }

func setLabel(e dom.Element, text string) { e.SetAttr("aria-label", text) }

//go:build js && wasm

package page

import (
	"strings"

	"kingman/core/argument"
	"kingman/wasm/dom"
	"kingman/wasm/markup"
)

// A sentence is one of the page's sentences as it stands there. While a slider
// moves, mostly its numbers change: then only they are written, for a sentence that
// is made anew in every frame is also laid out anew.
type sentence struct {
	pieces []argument.Span // neighbours without a role made one: each is one node
	nodes  []dom.Element   // the pieces' texts, in order; none if they are not known
	marks  []dom.Element   // the elements around them
}

// showSentences shows the headline and the asides.
func (p *page) showSentences() {
	if headline := p.view.Headline; !p.headline.follow(headline) {
		p.set("#headline", markup.Sentence(headline), dom.Element.SetHTML)
		delete(p.shown, "#headline") // from now on it may change piece by piece
		p.headline = sentenceIn(p.parts["#headline"], headline)
	}
	asides := p.view.Asides
	followed := p.asides != nil && len(asides) == len(p.asides)
	for i := 0; followed && i < len(asides); i++ {
		followed = p.asides[i].follow(asides[i])
	}
	if followed {
		return
	}
	var html strings.Builder
	for _, s := range asides {
		html.WriteString(`<p class="aside">` + markup.Sentence(s) + "</p>")
	}
	e, ok := p.window.Query("#asides")
	if !ok {
		return
	}
	e.SetHTML(html.String())
	p.asides = make([]sentence, len(asides))
	if nodes := e.Nodes(); len(nodes) == len(asides) {
		for i := range asides {
			p.asides[i] = sentenceIn(nodes[i], asides[i])
		}
	}
}

// follow writes what is new in s, if that is texts and values only.
func (h *sentence) follow(s argument.Sentence) bool {
	pieces := merged(s)
	if !h.alike(pieces) {
		return false
	}
	for i, piece := range pieces {
		was := h.pieces[i]
		if piece.Text != was.Text {
			h.nodes[i].SetText(piece.Text)
		}
		if piece.HasValue && piece.Value != was.Value {
			h.marks[i].SetData("value", markup.Exact(piece.Value))
		}
	}
	h.pieces = pieces
	return true
}

// alike says whether pieces differ from what stands there in texts and values
// only.
func (h *sentence) alike(pieces []argument.Span) bool {
	if len(h.nodes) == 0 || len(pieces) != len(h.pieces) {
		return false
	}
	for i, piece := range pieces {
		was := h.pieces[i]
		if piece.Role != was.Role || piece.Param != was.Param || piece.HasValue != was.HasValue || piece.Text == "" {
			return false
		}
	}
	return true
}

// sentenceIn returns the sentence s that was just written into e. If e does not
// hold what was expected the nodes stay unknown, and the next one is written whole.
func sentenceIn(e dom.Element, s argument.Sentence) sentence {
	h := sentence{pieces: merged(s)}
	if !e.Exists() {
		return h
	}
	nodes := e.Nodes()
	if len(nodes) != len(h.pieces) {
		return h
	}
	texts := make([]dom.Element, len(nodes))
	for i, piece := range h.pieces {
		texts[i] = nodes[i]
		if !plain(piece) {
			inner := nodes[i].Nodes()
			if len(inner) != 1 {
				return h
			}
			texts[i] = inner[0]
		}
	}
	h.nodes, h.marks = texts, nodes
	return h
}

// plain says whether a span is written as text without an element around it.
func plain(s argument.Span) bool { return s.Role == argument.Plain && s.Param == "" }

// merged joins neighbouring plain spans, which become one node, and drops empty
// ones, which become none.
func merged(s argument.Sentence) []argument.Span {
	pieces := make([]argument.Span, 0, len(s))
	for _, span := range s {
		if !plain(span) {
			pieces = append(pieces, span)
			continue
		}
		if span.Text == "" {
			continue
		}
		if last := len(pieces) - 1; last >= 0 && plain(pieces[last]) {
			pieces[last].Text += span.Text
		} else {
			pieces = append(pieces, argument.Span{Text: span.Text})
		}
	}
	return pieces
}

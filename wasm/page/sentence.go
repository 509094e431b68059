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
	pieces argument.Sentence
	// elements are those of the pieces, in order; none if they are not known. What they
	// hold is never relied upon: a browser's translation puts elements of its own there.
	elements []dom.Element
}

// showSentences shows the headline and the asides.
func (p *page) showSentences() {
	if headline := p.view.Headline; !p.headline.follow(headline) {
		e := p.parts.headline.find()
		e.SetHTML(markup.Sentence(headline))
		p.headline = sentenceIn(e, headline)
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
		html.WriteString(`<p class="aside">` + markup.Sentence(s) + "</p> ")
	}
	e := p.parts.asides.find()
	e.SetHTML(html.String())
	p.asides = make([]sentence, len(asides))
	if lines := e.QueryAll(".aside"); len(lines) == len(asides) {
		for i := range asides {
			p.asides[i] = sentenceIn(lines[i], asides[i])
		}
	}
}

// follow writes what is new in s, if that is texts and values only.
func (h *sentence) follow(s argument.Sentence) bool {
	pieces := markup.Pieces(s)
	if !h.alike(pieces) {
		return false
	}
	for i, piece := range pieces {
		was, e := h.pieces[i], h.elements[i]
		if piece.Text != was.Text {
			e.SetText(piece.Text)
		}
		if piece.HasValue && piece.Value != was.Value {
			e.SetData("value", markup.Exact(piece.Value))
		}
	}
	h.pieces = pieces
	return true
}

// alike says whether pieces differ from what stands there in texts and values
// only.
func (h *sentence) alike(pieces argument.Sentence) bool {
	if len(h.elements) == 0 || len(pieces) != len(h.pieces) {
		return false
	}
	for i, piece := range pieces {
		was := h.pieces[i]
		if piece.Role != was.Role || piece.Param != was.Param || piece.HasValue != was.HasValue || piece.Text == "" {
			return false
		}
		if piece.Text != was.Text && !h.elements[i].Connected() {
			return false
		}
	}
	return true
}

// sentenceIn returns the sentence s that was just written into e. If e does not
// hold what was expected the elements stay unknown, and the next one is written whole.
func sentenceIn(e dom.Element, s argument.Sentence) sentence {
	h := sentence{pieces: markup.Pieces(s)}
	if elements := e.QueryAll("b, span"); len(elements) == len(h.pieces) {
		h.elements = elements
	}
	return h
}

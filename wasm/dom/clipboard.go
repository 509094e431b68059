//go:build js && wasm

package dom

import (
	"errors"

	"kingman/core/smallfmt"
)

// Copied says how a text reached the clipboard.
type Copied string

// The ways.
const (
	NotCopied       Copied = ""
	CopiedDirectly  Copied = "clipboard" // through navigator.clipboard
	CopiedSelection Copied = "selection" // through a selected text and the old copy command
)

// Copy puts s on the clipboard, within a reader's click. Browsers offer
// navigator.clipboard only on https and on localhost; elsewhere, or when it
// refuses, a selected text and the old copy command serve. done hears which way
// it went, or why neither did: the page should then show the text, selected.
func (w *Window) Copy(s string, done func(Copied, error)) {
	clipboard, err := w.path("navigator", "clipboard")
	if err != nil || missing(clipboard) {
		done(w.copySelection(s))
		return
	}
	promise, err := clipboard.Call("writeText", s)
	if err != nil {
		done(w.copySelection(s))
		return
	}
	w.settle(promise, "clipboard", func(refused error) {
		if refused == nil {
			done(CopiedDirectly, nil)
			return
		}
		how, err := w.copySelection(s)
		if err != nil {
			err = errors.Join(refused, err)
		}
		done(how, err)
	})
}

// copySelection selects s in a text area that nobody sees and gives the old
// copy command. The focus goes back to where it was.
func (w *Window) copySelection(s string) (Copied, error) {
	parent := w.Body()
	active, hadFocus := w.Active()
	if hadFocus {
		// Outside an open modal dialog nothing can be selected.
		if dialog, ok := active.Closest("dialog[open]"); ok {
			parent = dialog
		}
	}
	area, err := w.Document().try("createElement", "textarea")
	if err != nil {
		return NotCopied, smallfmt.Errorf("dom: copy: %w", err)
	}
	box := Element{w, area}
	box.SetValue(s)
	box.SetAttr("readonly", "")
	box.SetAttr("aria-hidden", "true")
	for _, style := range [...][2]string{{"position", "fixed"}, {"top", "0"}, {"left", "0"}, {"opacity", "0"}} {
		box.setStyle(style[0], style[1])
	}
	if _, err := parent.try("appendChild", area); err != nil {
		return NotCopied, smallfmt.Errorf("dom: copy: %w", err)
	}
	defer box.Remove()
	box.Focus(false)
	box.Select()
	box.call("setSelectionRange", 0, len(s))
	worked, err := w.Document().try("execCommand", "copy")
	if hadFocus {
		active.Focus(false)
	}
	if err != nil {
		return NotCopied, smallfmt.Errorf("dom: copy: %w", err)
	}
	if !truth(worked) {
		return NotCopied, errors.New("dom: copy: the browser refused the copy command")
	}
	return CopiedSelection, nil
}

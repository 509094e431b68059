//go:build js && wasm

package dom

import "kingman/core/smallfmt"

// Focus gives e the focus; scroll says whether the page may move to show it.
func (e Element) Focus(scroll bool) {
	e.call("focus", map[string]any{"preventScroll": !scroll})
}

// Blur takes the focus from e, so that a presenter's PageDown reaches the page
// and not a slider.
func (e Element) Blur() { e.call("blur") }

// Click does what a click on e does.
func (e Element) Click() { e.call("click") }

// ShowModal opens a dialog element above the page.
func (e Element) ShowModal() { e.call("showModal") }

// Close closes a dialog element.
func (e Element) Close() { e.call("close") }

// CapturePointer sends all later events of a pointer to e, until it is lifted.
// It fails for a pointer that is already gone.
func (e Element) CapturePointer(id int) error {
	if _, err := e.try("setPointerCapture", id); err != nil {
		return smallfmt.Errorf("dom: capture pointer %d: %w", id, err)
	}
	return nil
}

// ReleasePointer takes back [Element.CapturePointer].
func (e Element) ReleasePointer(id int) error {
	if _, err := e.try("releasePointerCapture", id); err != nil {
		return smallfmt.Errorf("dom: release pointer %d: %w", id, err)
	}
	return nil
}

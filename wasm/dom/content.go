//go:build js && wasm

package dom

// Text returns the text of e and of everything below it.
func (e Element) Text() string { return text(e.read("textContent")) }

// SetText replaces what e holds by plain text.
func (e Element) SetText(s string) { e.write("textContent", s) }

// SetHTML replaces what e holds by markup, which must be this program's own:
// nothing a reader or a link wrote goes here unescaped.
func (e Element) SetHTML(markup string) { e.write("innerHTML", markup) }

// Remove takes e out of the document.
func (e Element) Remove() { e.call("remove") }

// Attr returns an attribute and whether it is there.
func (e Element) Attr(name string) (string, bool) {
	v := e.call("getAttribute", name)
	return text(v), !missing(v)
}

// SetAttr sets an attribute.
func (e Element) SetAttr(name, value string) { e.call("setAttribute", name, value) }

// RemoveAttr removes an attribute, if it is there.
func (e Element) RemoveAttr(name string) { e.call("removeAttribute", name) }

// Data returns a data-* attribute by its name after "data-", "" if it is not
// there.
func (e Element) Data(name string) string {
	s, _ := e.Attr("data-" + name)
	return s
}

// SetData sets a data-* attribute by its name after "data-".
func (e Element) SetData(name, value string) { e.SetAttr("data-"+name, value) }

// Value returns what a control holds. A number input answers "" to what it
// cannot read, such as "1,5".
func (e Element) Value() string { return text(e.read("value")) }

// SetValue sets what a control holds; a range input moves it to its nearest
// step.
func (e Element) SetValue(s string) { e.write("value", s) }

// Flag returns a property that is true or false: "checked", "open", "hidden",
// "disabled", "inert".
func (e Element) Flag(name string) bool { return truth(e.read(name)) }

// SetFlag sets a property that is true or false.
func (e Element) SetFlag(name string, on bool) { e.write(name, on) }

// Number returns a property that is a number, such as "scrollTop" or
// "selectionStart"; 0 where it is none.
func (e Element) Number(name string) float64 { return number(e.read(name)) }

// SetNumber sets a property that is a number.
func (e Element) SetNumber(name string, x float64) { e.write(name, x) }

// HasClass says whether e has a class.
func (e Element) HasClass(name string) bool {
	v, err := e.read("classList").Call("contains", name)
	if err != nil {
		e.fault("class "+name, nil, err)
		return false
	}
	return truth(v)
}

// SetClass adds or removes a class.
func (e Element) SetClass(name string, on bool) {
	if _, err := e.read("classList").Call("toggle", name, on); err != nil {
		e.fault("class "+name, nil, err)
	}
}

// SetStyleVar sets a CSS custom property ("--at") on e. It goes through the
// style object, which the content security policy allows; a style attribute
// would be refused.
func (e Element) SetStyleVar(name, value string) {
	if _, err := e.read("style").Call("setProperty", name, value); err != nil {
		e.fault("style "+name, nil, err)
	}
}

//go:build js && wasm

package dom

// The media queries that the page asks.
const (
	Dark          = "(prefers-color-scheme: dark)"
	ReducedMotion = "(prefers-reduced-motion: reduce)"
	Print         = "print"
)

// Media returns whether a media query holds now, and calls changed whenever
// that changes, until stop is called. changed may be nil.
func (w *Window) Media(query string, changed func(holds bool)) (holds bool, stop func()) {
	list, err := w.global.Call("matchMedia", query)
	if err != nil {
		w.fault("media "+query, err)
		return false, func() {}
	}
	media := Element{w, list} // not an element, but listened to and read like one
	if changed == nil {
		return media.Flag("matches"), func() {}
	}
	stop = On(media, "change", Options{}, func(Event) { changed(media.Flag("matches")) })
	return media.Flag("matches"), stop
}

// Cores returns how many things the machine can do at once, 1 if the browser
// does not say.
func (w *Window) Cores() int {
	v, err := w.path("navigator", "hardwareConcurrency")
	if err != nil {
		return 1
	}
	return max(1, int(number(v)))
}

// PixelRatio returns how many of the screen's pixels make a CSS pixel.
func (w *Window) PixelRatio() float64 {
	v, err := w.get(w.global, "devicePixelRatio")
	if r := number(v); err == nil && r > 0 {
		return r
	}
	return 1
}

// Framed says whether the page is shown inside another one.
func (w *Window) Framed() bool {
	top, err := w.get(w.global, "top")
	return err != nil || !top.Equal(w.global)
}

// Hidden says whether nobody can see the page at the moment.
func (w *Window) Hidden() bool { return w.Document().Flag("hidden") }

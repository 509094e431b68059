package markup

import "kingman/core/argument"

// The files of the site's pages, beside each other in one folder.
const (
	// Index and Gallery are one page: all arguments. Index leads an address with a link
	// on to the link's argument; to Gallery a reader takes along what they have moved.
	Index, Gallery = "index.html", "gallery.html"
	// NotFound is what static hosts show, at whatever address, where there is no file.
	NotFound = "404.html"
)

// Address returns the file of an argument's page.
func Address(a *argument.Entry) string { return a.ID + ".html" }

package markup

import "kingman/core/argument"

// The files of the site's pages, beside each other in one folder.
const (
	Index   = "index.html" // the catalogue's first argument
	Gallery = "gallery.html"
)

// Address returns the file of an argument's page.
func Address(a *argument.Entry) string { return a.ID + ".html" }

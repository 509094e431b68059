package markup

import "kingman/core/scenario"

// The files of the site's pages, beside each other in one folder.
const (
	Index   = "index.html" // the catalogue's first argument
	Gallery = "gallery.html"
)

// Address returns the file of an argument's page.
func Address(a *scenario.Argument) string { return a.ID + ".html" }

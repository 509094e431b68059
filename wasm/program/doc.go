// Package program is what every program of the playground does, whichever arguments
// it carries: it runs in two roles, the page that the reader sees, where there is a
// document, and the workers that simulate for it.
package program

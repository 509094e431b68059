//go:build js && wasm

// Package program is what every program of the playground does, whichever arguments
// it carries: it runs in two roles, the page that the reader sees, where there is a
// document, and the workers that simulate for it.
package program

import (
	"kingman/core/argument"
	"kingman/wasm/dom"
	"kingman/wasm/page"
	"kingman/wasm/worker"
)

// Main runs the role of the place where the program is, with those models. It returns
// only after a failure: both roles run until the page is closed, and the script that
// started the program tells the reader.
func Main(models argument.Models) {
	w, err := dom.Open()
	if err == nil {
		if w.Document().Exists() {
			err = page.Run(models)
		} else {
			err = worker.Run(models)
		}
	}
	println("kingman:", err.Error())
}

//go:build js && wasm

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

//go:build js && wasm

// Package program is what every program of the playground does, whichever arguments
// it carries: it runs in two roles, the page that the reader sees and the workers that
// simulate for it. The script that starts it names the role.
package program

import (
	"os"

	"kingman/core/argument"
	"kingman/core/smallfmt"
	"kingman/wasm/page"
	"kingman/wasm/worker"
)

// Main runs the role that the program's first argument names, with those models. It
// returns only by ending the program.
func Main(models argument.Models) {
	role := ""
	if len(os.Args) > 1 {
		role = os.Args[1]
	}
	var err error
	switch role {
	case "page":
		err = page.Run(models)
	case "worker":
		err = worker.Run(models)
	default:
		err = smallfmt.Errorf("the role must be page or worker, is %q", role)
	}
	// Both roles run until the page is closed: whatever came here is a failure,
	// and the script that started the program tells the reader.
	println("kingman:", err.Error())
	os.Exit(1)
}

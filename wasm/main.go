//go:build js && wasm

// Command kingman is the playground's one program, in two roles: the page that
// the reader sees, and the workers that simulate for it. The script that
// starts it names the role.
package main

import (
	"fmt"
	"os"

	"kingman/wasm/page"
	"kingman/wasm/worker"
)

func main() {
	role := ""
	if len(os.Args) > 1 {
		role = os.Args[1]
	}
	var err error
	switch role {
	case "page":
		err = page.Run(models())
	case "worker":
		err = worker.Run(models())
	default:
		err = fmt.Errorf("the role must be page or worker, is %q", role)
	}
	// Both roles run until the page is closed: whatever came here is a failure,
	// and the script that started the program tells the reader.
	fmt.Fprintln(os.Stderr, "kingman:", err)
	os.Exit(1)
}

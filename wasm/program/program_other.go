//go:build !(js && wasm)

package program

import (
	"fmt"
	"os"

	"kingman/core/argument"
)

// Main says that there is nothing to show outside a browser; it keeps `go build ./...`
// and `go vet ./...` whole.
func Main(argument.Models) {
	fmt.Fprintln(os.Stderr, "kingman runs in a browser: make run")
	os.Exit(1)
}

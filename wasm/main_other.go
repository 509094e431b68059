//go:build !(js && wasm)

// Command kingman runs in a browser; see main.go.
package main

import (
	"fmt"
	"os"
)

// Outside a browser there is nothing to show; this keeps `go build ./...` and
// `go vet ./...` whole.
func main() {
	fmt.Fprintln(os.Stderr, "kingman runs in a browser: make run")
	os.Exit(1)
}

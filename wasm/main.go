// Command kingman is the playground with every argument in one program: for the
// single file and for tests. The build makes such a program for each page, with that
// page's argument only (see scripts/build), so that what a reader waits for does not
// depend on how many arguments there are.
package main

import (
	"kingman/core/catalogue"
	"kingman/wasm/program"
)

func main() { program.Main(catalogue.Models()) }

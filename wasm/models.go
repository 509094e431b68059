package main

import (
	"kingman/core/argument"
	"kingman/core/catalogue"
)

// models are what the program can answer for: every argument. The build puts a
// version of this file with one argument in its place for that argument's page,
// whose weight so does not depend on how many there are.
func models() argument.Models { return catalogue.Models() }

package static

// Card returns the file of the picture beside a link to an argument, by the
// argument's id.
func Card(id string) string { return "cards/" + id + ".png" }

package argument

// incomparable is a field of a struct whose values nobody compares with ==, so that the compiler refuses to. Of those that
// can be compared it writes a function that does so into the program, and another one for each length of an array of them.
type incomparable [0]func()

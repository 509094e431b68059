package argument

// Background is what stands behind an argument's page for whoever doubts it: static
// text, which no other page needs.
type Background struct {
	Equations   []Equation
	Assumptions []string
	Sources     []Source
}

// An Equation is one formula as the sceptic wants to see it.
type Equation struct {
	_ incomparable

	Name   string // "Kraemer–Langenbach-Belz"
	Text   string // plain Unicode
	Author string // "W. Kraemer, M. Langenbach-Belz, 1976"
	Region string // where it holds and what happens outside
}

// A Source is where an argument or a number comes from.
type Source struct {
	_ incomparable

	Title, Author string
	Year          int
	URL           string
}

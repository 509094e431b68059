package catalogue

import (
	"cmp"
	"slices"

	"kingman/core/argument"
)

// related is how many arguments a page leads on to.
const related = 3

// Related returns the arguments through which the same organisation can be seen, three
// at most: the ones that share most parameters with e, and among equals the next ones in the
// catalogue. A parameter that more than half of all arguments have, such as the date,
// does not count.
func Related(e *argument.Entry) []*argument.Entry {
	entries := Entries()
	in := map[string]int{} // how many arguments have a parameter
	for _, x := range entries {
		for _, p := range x.Params {
			in[p.ID]++
		}
	}
	here := slices.Index(entries, e)
	shared, away := map[*argument.Entry]int{}, map[*argument.Entry]int{}
	others := slices.DeleteFunc(slices.Clone(entries), func(x *argument.Entry) bool { return x == e })
	for k, x := range entries {
		away[x] = (k - here + len(entries)) % len(entries)
		for _, p := range x.Params {
			if _, ok := e.Index(p.ID); ok && 2*in[p.ID] <= len(entries) {
				shared[x]++
			}
		}
	}
	slices.SortStableFunc(others, func(a, b *argument.Entry) int {
		return cmp.Or(shared[b]-shared[a], away[a]-away[b])
	})
	return others[:min(related, len(others))]
}

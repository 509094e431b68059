package scenario

import "testing"

// BenchmarkView is what a page does at each look at an argument: by formula alone, in a
// drag of its first slider, which has the notebook of the looks before, and
// with everything simulated.
func BenchmarkView(b *testing.B) {
	for _, a := range Catalogue() {
		s := a.Defaults()
		b.Run(a.ID+"/formula", func(b *testing.B) {
			for b.Loop() {
				a.View(s, Results{})
			}
		})
		b.Run(a.ID+"/drag", func(b *testing.B) {
			s, p, r, k := s.Clone(), a.Params[0], Results{Notebook: &Notebook{}}, 0
			for b.Loop() {
				k = (k + 1) % 20
				s.Set(0, p.Min+float64(k)/20*(p.Max-p.Min))
				a.View(s, r)
			}
		})
		b.Run(a.ID+"/simulated", func(b *testing.B) {
			all, err := RunAll(s)
			if err != nil {
				b.Fatal(err)
			}
			all.Notebook = &Notebook{}
			for i := range all.Jobs {
				all.Jobs[i].Memory = &Memory{}
			}
			for b.Loop() {
				a.View(s, all)
			}
		})
	}
}

package scenario

import "testing"

// BenchmarkView is what a page does at each look at an argument: by formula alone, in
// drags of each of its sliders in turn, with the notebook of the looks before,
// and with everything simulated.
func BenchmarkView(b *testing.B) {
	for _, a := range Catalogue() {
		s := a.Defaults()
		b.Run(a.ID+"/formula", func(b *testing.B) {
			for b.Loop() {
				a.View(s, Results{})
			}
		})
		b.Run(a.ID+"/drag", func(b *testing.B) {
			const places = 20
			at, r := s.Clone(), Results{Notebook: &Notebook{}}
			for k := 0; b.Loop(); k++ {
				i := k / places % len(a.Params)
				if k%places == 0 {
					at = s.Clone()
				}
				p := a.Params[i]
				at.Set(i, p.Min+float64(k%places)/places*(p.Max-p.Min))
				a.View(at, r)
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

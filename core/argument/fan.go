package argument

import (
	"math"

	"kingman/core/words"
)

// A Fan is how a pile develops over the coming weeks: the mean, and the band in
// which eight runs in ten stay.
type Fan struct {
	ID string
	// One and Many name what piles up, Where says where: "question", "questions",
	// "in line".
	One, Many, Where string
	// Of is counted at each time; Start is how many there are now.
	Of    Course
	Start func(Setting) float64
	// Formula returns the mean, and the band if the formula knows one, at times in
	// working hours from now, of which the first is 0.
	Formula func(s Setting, times []float64) (mean, lo, hi []float64)
	// Places is at how many times after now the formula is evaluated; 0 is as often
	// as the runs are looked at.
	Places int
	// Shrinks says that a pile of what waits now may be worked off, so that the title
	// says so.
	Backlog func(Setting) float64
}

func (p *Fan) sweep() (*Sweep, []int) { return nil, nil }
func (p *Fan) counts() []Count        { return []Count{&p.Of} }

// side is the path of a side: from its runs if they are in, else by formula.
func (p *Fan) side(b *Sheet, side *Side) path {
	if side.Runs.Known() {
		return side.Runs.path(&p.Of, p.Start(side.Setting))
	}
	return b.Keep("fan "+p.ID+" "+side.name, side.Setting, func() any {
		places := p.Places
		if places == 0 {
			places = Moments
		}
		f := path{times: make([]float64, places+1)}
		for k := range f.times {
			f.times[k] = side.Horizon() * float64(k) / float64(places)
		}
		f.mean, f.lo, f.hi = p.Formula(side.Setting, f.times)
		return f
	}).(path)
}

func (p *Fan) draw(b *Sheet) Chart {
	now, then := p.side(b, &b.Now), p.side(b, &b.Then)
	end, weeks := then.mean[len(then.mean)-1], b.Then.Weeks()
	things := words.Count(Whole(end), p.One, p.Many)
	backlog := 0.0
	if p.Backlog != nil {
		backlog = p.Backlog(b.Then.Setting)
	}
	c := Chart{
		ID: p.ID, X: WeeksAxis(weeks), Subtitle: p.Many + " " + p.Where + "; eight runs in ten stay in the band",
		Y: CountAxis(p.Many+" "+p.Where, words.Items, math.Max(4, math.Max(math.Max(largest(then.hi), largest(then.mean)), largest(now.mean)))),
	}
	switch {
	case Whole(end) < 1 && backlog < 1:
		c.Title = "Hardly anything will be " + p.Where
	case end < backlog-0.5:
		c.Title = "The pile shrinks to " + things
	default:
		c.Title = things + " will be " + p.Where + " in " + words.Horizon(weeks)
	}
	ghost := Layer{ID: "ghost", Name: "today, mean", Shape: Line, Role: Today}
	if !b.Same() {
		ghost.X, ghost.Y, ghost.Label = now.times, now.mean, "today"
	}
	band := Layer{ID: "band", Name: "what-if, eight runs in ten", Shape: Band, Role: WhatIf}
	if then.lo != nil {
		band.X, band.Lo, band.Hi = then.times, then.lo, then.hi
	}
	c.Layers = []Layer{
		band, ghost,
		{ID: "pile", Name: "what-if, mean", Shape: Line, Role: WhatIf, X: then.times, Y: then.mean},
		{ID: "end", Name: "at the date", Shape: Marker, Role: WhatIf, Label: words.Short(Whole(end)), X: []float64{b.Then.Horizon()}, Y: []float64{end}},
	}
	c.Alt = Upper(p.Many) + " " + p.Where + " over the coming " + words.Say(weeks, words.Weeks) + ": " + words.Short(end) + " at the end"
	if n := len(ghost.Y); n > 0 {
		c.Alt += ", against " + words.Short(ghost.Y[n-1]) + " as today"
	}
	c.Alt += "."
	return c
}

// Whole rounds a pile to whole items, as nothing waits in part.
func Whole(v float64) float64 { return math.Floor(float64(v) + 0.5) }

// Upper writes the first letter of an English word as a capital.
func Upper(s string) string {
	if s == "" || s[0] < 'a' || s[0] > 'z' {
		return s
	}
	return string(s[0]-'a'+'A') + s[1:]
}

// largest returns the largest of ys, 0 if none is above.
func largest(ys []float64) float64 {
	most := 0.0
	for _, y := range ys {
		if y > most {
			most = y
		}
	}
	return most
}

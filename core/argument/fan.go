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
	// Backlog is how many of them there are now; nil is none. Of a pile that will be smaller the
	// title says so.
	Backlog *Param
	// Of is counted at each time; Start is what it is now, where that is not Backlog.
	Of    Course
	Start func(Setting) float64
	// Formula returns the mean, and the band if the formula knows one, at times in
	// working hours from now, of which the first is 0.
	Formula func(s Setting, times []float64) (mean, lo, hi []float64)
	// Moments is at how many times after now the formula is evaluated; 0 is as often
	// as the runs are looked at.
	Moments int
}

func (p *Fan) sweep() (*Sweep, []int) { return nil, nil }
func (p *Fan) counts() []Count        { return []Count{&p.Of} }

// side is the path of a side: from its runs if they are in, else by formula.
func (p *Fan) side(b *Sheet, side *Side) Path {
	if side.Runs.Known() {
		start := p.backlog(side.Setting)
		if p.Start != nil {
			start = p.Start(side.Setting)
		}
		return side.Runs.Path(&p.Of, start)
	}
	return b.Keep("fan "+p.ID+" "+side.Name, side.Setting, func() any {
		n := p.Moments
		if n == 0 {
			n = Moments
		}
		f := Path{Times: EvenTimes(side.Horizon(), n)}
		f.Mean, f.Lo, f.Hi = p.Formula(side.Setting, f.Times)
		return f
	}).(Path)
}

// backlog is how many of them a setting has now.
func (p *Fan) backlog(s Setting) float64 {
	if p.Backlog == nil {
		return 0
	}
	return s.Of(p.Backlog)
}

func (p *Fan) draw(b *Sheet) Chart {
	today, whatIf := p.side(b, &b.Today), p.side(b, &b.WhatIf)
	end, weeks := whatIf.End(), b.WhatIf.Weeks()
	things := words.Count(Whole(end), p.One, p.Many)
	backlog := p.backlog(b.WhatIf.Setting)
	c := Chart{
		ID: p.ID, X: WeeksAxis(weeks), Subtitle: p.Many + " " + p.Where + "; eight runs in ten stay in the band",
		Y: CountAxis(p.Many+" "+p.Where, words.Items, math.Max(4, math.Max(whatIf.Highest(), largest(today.Mean)))),
	}
	switch {
	case Whole(end) < 1 && backlog < 1:
		c.Title = "Hardly anything will be " + p.Where
	case end < backlog-0.5:
		c.Title = "The pile shrinks to " + things
	default:
		c.Title = things + " will be " + p.Where + " in " + words.Horizon(weeks)
	}
	c.Layers = b.Fanned(today, whatIf, "pile", words.Short(Whole(end)))
	c.Alt = Upper(p.Many) + " " + p.Where + " over the coming " + words.Say(weeks, words.Weeks) + ": " + words.Short(end) + " at the end"
	if !b.Same() {
		c.Alt += ", against " + words.Short(today.End()) + " as today"
	}
	c.Alt += "."
	return c
}

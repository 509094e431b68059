package argument

import (
	"math"
	"slices"

	"kingman/core/stats"
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
	// Places is at how many times after now the formula is evaluated; 0 is as often
	// as the runs are looked at.
	Places int
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
		places := p.Places
		if places == 0 {
			places = Moments
		}
		f := Path{Times: EvenTimes(side.Horizon(), places)}
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
	now, then := p.side(b, &b.Now), p.side(b, &b.Then)
	end, weeks := then.End(), b.Then.Weeks()
	things := words.Count(Whole(end), p.One, p.Many)
	backlog := p.backlog(b.Then.Setting)
	c := Chart{
		ID: p.ID, X: WeeksAxis(weeks), Subtitle: p.Many + " " + p.Where + "; eight runs in ten stay in the band",
		Y: CountAxis(p.Many+" "+p.Where, words.Items, math.Max(4, math.Max(then.Highest(), largest(now.Mean)))),
	}
	switch {
	case Whole(end) < 1 && backlog < 1:
		c.Title = "Hardly anything will be " + p.Where
	case end < backlog-0.5:
		c.Title = "The pile shrinks to " + things
	default:
		c.Title = things + " will be " + p.Where + " in " + words.Horizon(weeks)
	}
	c.Layers = b.Fanned(now, then, "pile", words.Short(Whole(end)))
	c.Alt = Upper(p.Many) + " " + p.Where + " over the coming " + words.Say(weeks, words.Weeks) + ": " + words.Short(end) + " at the end"
	if !b.Same() {
		c.Alt += ", against " + words.Short(now.End()) + " as today"
	}
	c.Alt += "."
	return c
}

// A Path is how a number develops: the mean over the runs and the band in which
// eight in ten of them stay, at each time in working hours. By formula there may be
// no band.
type Path struct{ Times, Mean, Lo, Hi []float64 }

// Add ends the path with what runs have at a time, a number each; NaN is none. It puts them in order.
func (p *Path) Add(time float64, values []float64) {
	values = slices.DeleteFunc(values, math.IsNaN)
	var mean stats.Accumulator
	for _, v := range values {
		mean.Add(v)
	}
	slices.Sort(values)
	p.Times, p.Mean = append(p.Times, time), append(p.Mean, mean.Mean())
	p.Lo, p.Hi = append(p.Lo, stats.SortedQuantile(values, 0.1)), append(p.Hi, stats.SortedQuantile(values, 0.9))
}

// Path is how a course of a side develops from now on, where it is start: from its runs if they are in, else by formula, which
// is the mean at so many working hours from now.
func (s *Side) Path(c *Course, start float64, formula func(hours float64) float64) Path {
	if s.Runs.Known() {
		return s.Runs.Path(c, start)
	}
	return FormulaPath(s.Horizon(), formula)
}

// FormulaPath is a path of which a formula knows the mean, at so many working hours from now up to a horizon.
func FormulaPath(horizon float64, mean func(hours float64) float64) Path {
	times := momentsTo(horizon)
	return Path{Times: times, Mean: ValuesAt(times, mean)}
}

// End is the mean at the last time.
func (p Path) End() float64 { return p.Mean[len(p.Mean)-1] }

// Highest is the largest value of the mean and of the band, 0 if none is above.
func (p Path) Highest() float64 { return math.Max(largest(p.Mean), largest(p.Hi)) }

// Band is where eight runs in ten of the path stay, if that is known.
func (p Path) Band(id, name string, role Role) Layer {
	l := Layer{ID: id, Name: name, Shape: Band, Role: role}
	if len(p.Lo) > 0 {
		l.X, l.Lo, l.Hi = p.Times, p.Lo, p.Hi
	}
	return l
}

// Fanned are the layers of two paths: what-if's band, today's mean as a ghost, what-if's mean as the line called id, and a mark
// at its end with words.
func (b *Sheet) Fanned(now, then Path, id, end string) []Layer {
	ghost := Layer{ID: "ghost", Name: "today, mean", Shape: Line, Role: Today}
	if !b.Same() {
		ghost.X, ghost.Y, ghost.Label = now.Times, now.Mean, "today"
	}
	return []Layer{
		then.Band("band", "what-if, eight runs in ten", WhatIf), ghost,
		{ID: id, Name: "what-if, mean", Shape: Line, Role: WhatIf, X: then.Times, Y: then.Mean},
		MarkAt("end", "at the date", end, WhatIf, then.Times[len(then.Times)-1], then.End()),
	}
}

// momentsTo are when a run of so many hours is looked at, and now.
func momentsTo(horizon float64) []float64 { return EvenTimes(horizon, Moments) }

// EvenTimes are so many times up to a horizon, evenly, and now.
func EvenTimes(horizon float64, n int) []float64 {
	times := make([]float64, n+1)
	for k := range times {
		times[k] = horizon * float64(k) / float64(n)
	}
	return times
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

package experts

import (
	"math"

	"kingman/core/argument"
	"kingman/core/portable"
	"kingman/core/queue"
	"kingman/core/words"
)

// learning is ηcx a week: at what rate enabling moves what still needs an expert to
// others.
func learning(s argument.Setting) float64 {
	return s.Of(learnable) * s.Of(experts) * s.Of(enabling)
}

// forgetting is δ a week: at what rate what others have learned leaves with them.
func forgetting(s argument.Setting) float64 { return -portable.Log1p(-s.Of(turnover)) / 52 }

// needing is 1 − σ(t), the share of questions that still need an expert after so many
// weeks, and easier is −ln(1 − σ(t)), which is finite even where the share is 0:
//
//	σ′ = ηcx(1 − σ) − δσ,  σ(t) = σ∞(1 − e^(−(ηcx+δ)t)),  σ∞ = ηcx/(ηcx + δ)   [ours]
func needing(s argument.Setting, t float64) (share, easier float64) {
	learn, forget := learning(s), forgetting(s)
	if learn == 0 {
		return 1, 0
	}
	gone := portable.Exp(-float64((learn + forget) * t))
	share = (forget + float64(learn*gone)) / (learn + forget)
	if forget == 0 {
		return share, float64(learn * t)
	}
	return share, -portable.Log(share)
}

// loadAt is the load of the experts after so many weeks: the hours of theirs that are asked for, against those that there are,
//
//	ρ(t) = demand·(1 − σ)·hours·(1 − harder·ln(1 − σ))/(40·c·(1 − x)):
//
// if work is exponential and the easiest share σ of it leaves, what is left has the mean
// 1 − ln(1 − σ), and is less uneven, which we leave out.
func loadAt(s argument.Setting, t float64) float64 {
	share, easier := needing(s, t)
	hard := 0.0 // of a share of nothing
	if share > 0 {
		hard = share * (1 + float64(s.Of(harder)*easier))
	}
	return s.Of(demand) * s.Of(hours) * hard / (words.Week * s.Of(experts) * (1 - s.Of(enabling)))
}

// speed is that of an expert in services that begin after so many weeks: of the share of the
// week that is left, on questions that have become harder.
func speed(s argument.Setting, t float64) float64 {
	_, easier := needing(s, t)
	return (1 - s.Of(enabling)) / (1 + float64(s.Of(harder)*easier))
}

// othersTake is the mean time in which somebody else answers, in hours.
func othersTake(s argument.Setting) float64 { return s.Of(hours) * (1 + s.Of(slower)) }

// A course is how a setting develops: at place k after k periods of so many weeks.
type course struct {
	every     float64   // weeks
	wait      []float64 // in line, of a question that comes to the experts then
	open      []float64 // questions in line or being answered by anybody
	itemHours []float64 // open, integrated over time since the beginning
	came      float64   // a week
	backlog   float64
}

// settle is in how many units questions are counted at most.
const settle = 400

// follow solves the forward equations over so many weeks, in periods of every weeks and so many steps
// a period: M(t)/M(t)/c for the experts, and M(t)/M/∞ for others, who answer at once.
func follow(s argument.Setting, weeks, every, steps int) course {
	n := (weeks + every - 1) / every
	f, shares := queue.Forward{Backlog: s.Of(backlog), ArrivalSCV: s.SCV(uneven), ServiceSCV: s.SCV(uneven), Steps: n * steps}, make([]float64, n)
	for k := range n {
		middle := (float64(k) + 0.5) * float64(every)
		shares[k], _ = needing(s, middle)
		f.Periods = append(f.Periods, queue.ForwardPeriod{
			Hours: float64(every) * words.Week, ArrivalRate: s.Of(demand) * shares[k] / words.Week,
			MeanService: s.Of(hours) / speed(s, middle), Servers: int(s.Of(experts)),
		})
	}
	c := course{every: float64(every), came: s.Of(demand), backlog: s.Of(backlog)}
	for _, row := range []*[]float64{&c.wait, &c.open, &c.itemHours} {
		*row = make([]float64, len(shares)+1)
	}
	length := c.every * words.Week
	r, err := f.InUnits(f.Overflow(), settle).Analyze()
	if err != nil { // parameters are inside the formula's ranges; a test looks for NaN at every corner
		for k := range c.wait {
			c.wait[k] = math.NaN()
		}
		return c
	}
	c.open[0] = c.backlog
	c.wait[0] = math.Max(0, c.backlog+1-s.Of(experts)) * f.Periods[0].MeanService / s.Of(experts)
	others, otherHours := 0.0, 0.0
	for k, p := range r.Points {
		at := queue.MGInf{ArrivalRate: c.came * (1 - shares[k]) / words.Week, MeanService: othersTake(s)}
		left, spent, _ := at.After(others, length)
		others, otherHours = left, otherHours+spent
		c.wait[k+1], c.open[k+1], c.itemHours[k+1] = p.MeanWait, p.WIP()+others, p.ItemHours+otherHours
	}
	return c
}

// at reads one of the course's rows after t weeks.
func (c course) at(row []float64, t float64) float64 { return argument.ReadAt(row, t/c.every) }

// lead is the mean time from question to answer of all that were asked within so many weeks,
// open ones by their age: Little's law on the course.
func (c course) lead(t float64) float64 {
	return c.at(c.itemHours, t) / (c.backlog + float64(c.came*t))
}

// sixYears is how far ahead the page looks for the week in which the hours are earned back.
const sixYears = 312

// never is that week where there is none.
const never = -1

// from returns after how many whole weeks a row stays below another one; never if it does
// not within the weeks that they have.
func from(below, other []float64) float64 {
	for k := len(below) - 1; k > 0; k-- {
		if below[k] < other[k] {
			continue
		}
		if k == len(below)-1 {
			return never
		}
		return float64(k)
	}
	return 0
}

// everPays says whether experts who enable others end up with less to do than those of today
// do. Where the two settings differ in nothing else it is so if and only if
//
//	(1 − σ∞)(1 − harder·ln(1 − σ∞)) < 1 − x.
func everPays(today, whatIf argument.Setting) bool {
	return loadAt(whatIf, math.Inf(1)) < loadAt(today, math.Inf(1))
}

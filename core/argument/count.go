package argument

import (
	"math"

	"kingman/core/org"
	"kingman/core/words"
)

// A Count is what is counted of one run. It, and nothing else of the run, crosses
// from worker to page: each count is a few numbers of the row that the run yields.
type Count interface {
	// width is how many numbers it is in a run that is looked at so many times.
	width(points int) int
	// fill writes them.
	fill(o *org.Outcome, row []float64)
}

// A ratio is a metric of org: over all runs the sum of its numerators over the sum
// of its denominators.
type ratio org.Metric

func (m ratio) width(int) int { return 2 }

func (m ratio) fill(o *org.Outcome, row []float64) { row[0], row[1] = m(o) }

// A Course is how a number develops: it is counted at every time at which a run
// is looked at.
type Course func(org.Point) float64

func (c *Course) width(points int) int { return points }

func (c *Course) fill(o *org.Outcome, row []float64) {
	for k := range row {
		row[k] = math.NaN() // a run that was stopped has nothing after that
		if k < len(o.Points) {
			row[k] = (*c)(o.Points[k])
		}
	}
}

// Busy is the hours worked at a station so far.
func Busy(station int) Course { return func(p org.Point) float64 { return p.BusyHours[station] } }

// A Lot is one item's number of each run, drawn by lot; NaN if the run had none.
// Over all runs it shows how the number spreads.
type Lot func(*org.Outcome) float64

func (l *Lot) width(int) int { return 1 }

func (l *Lot) fill(o *org.Outcome, row []float64) { row[0] = (*l)(o) }

// AboutTheDate are the items of a class that come to a station within half a week of the date; without a class all that do.
// Of their waits it is counted how many are longer than each of over, in hours.
func AboutTheDate(station, class string, over ...float64) func(Setting) []org.Window {
	return func(s Setting) []org.Window {
		date := s.Horizon()
		return []org.Window{{Station: station, Class: class, From: date - words.Week/2, To: date + words.Week/2, Over: over}}
	}
}

// OneWait is the wait of one item of a run's first window, drawn by lot.
func OneWait(o *org.Outcome) float64 {
	if o.Windows[0].Items == 0 {
		return math.NaN()
	}
	return o.Windows[0].One
}

// spent is what lead times went into: for each use the hours of all items, and how
// many items they are.
type spent struct{ lens *Lens }

func (p *spent) width(int) int { return org.Uses + 1 }

func (p *spent) fill(o *org.Outcome, row []float64) {
	clear(row)
	for _, class := range p.lens.classes(len(o.Classes)) {
		for use := range org.Use(org.Uses) {
			hours, items := org.TimeSpent(class, use)(o)
			row[use] += hours
			if use == 0 {
				row[org.Uses] += items
			}
		}
	}
	if p.lens.Per != nil {
		row[org.Uses] = p.lens.Per(o)
	}
}

// Weekly counts by the week what m counts by the hour.
func Weekly(m org.Metric) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		num, den := m(o)
		return num * words.Week, den
	}
}

// LineAtEnd counts how many items wait in line at station k at the horizon.
func LineAtEnd(k int) org.Metric {
	return func(o *org.Outcome) (float64, float64) {
		if len(o.Points) == 0 {
			return 0, 0
		}
		return o.Points[len(o.Points)-1].Line[k], 1
	}
}

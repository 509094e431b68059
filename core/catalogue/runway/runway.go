// Package runway asks by when the next person must be approved, if work grows every month and hiring takes a
// quarter: the wait passes its limit later than its steady state, and more suddenly.
package runway

import (
	"kingman/core/argument"
	"kingman/core/org"
	"kingman/core/portable"
	"kingman/core/sim"
	"kingman/core/words"
)

var (
	growth = &argument.Param{
		ID: "growth", Label: "Growth a month", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.03,
		Help: "So much more is asked for every month, compounded. 3 % doubles it in two years; young companies often grow faster, old ones slower.",
	}
	analysts = argument.Analysts("People who do the work today. Each works on one piece at a time.")
	hires    = &argument.Param{
		ID: "hires", Label: "People approved", Unit: words.People, Min: 0, Max: 10, Step: 1, Default: 1, Pinned: true,
		Help: "How many more are to be hired.",
	}
	approve = &argument.Param{
		ID: "approve", Label: "Approved in week", Unit: words.Number, Min: 0, Max: 104, Step: 1,
		Help: "When hiring may begin: 0 is now. The first day of work comes later.",
	}
	limit = &argument.Param{
		ID: "limit", Label: "Longest wait we accept", Unit: words.Hours, Min: 2, Max: 160, Step: 1, Default: 16,
		Help: "Working hours until somebody begins with it, on average of what comes in those weeks; a day is 8.",
	}
	weeks  = argument.Weeks(4, 52, "The date for which the page says the wait. When it passes its limit is looked for over two years.")
	demand = argument.More(&argument.Param{
		ID: "demand", Label: "Demand for work", Unit: words.PerWeek, Min: 0.5, Max: 60, Step: 0.1, Default: 9,
		Help: "Pieces of work that are asked for in a week, now.",
	})
	hours  = argument.More(argument.ServiceHours("Time for a piece of work", "Working hours that one takes on average; a day is 8."))
	hiring = argument.More(&argument.Param{
		ID: "hiring", Label: "From approval to first day", Unit: words.Weeks, Min: 0, Max: 52, Step: 1, Default: 13,
		Help: "Search, interviews, notice. 13 weeks are a quarter.",
	})
	ramp = argument.More(&argument.Param{
		ID: "ramp", Label: "Until fully productive", Unit: words.Weeks, Min: 0, Max: 52, Step: 1, Default: 13,
		Help: "How long somebody who is new is slower.",
	})
	rampSpeed = argument.More(&argument.Param{
		ID: "ramp-speed", Label: "Speed until then", Unit: words.Share, Min: 0.1, Max: 1, Step: 0.05, Default: 0.5,
		Help: "Compared with the others. Our assumption: put yours.",
	})
	arrivalCV  = argument.ArrivalCV("How unevenly work comes", "pieces of work", nil)
	analysisCV = argument.ServiceCV("How uneven pieces are", "a piece of work", 1, nil)
	backlog    = argument.Backlog("Pieces of work that wait today.")
	cost       = argument.Cost()
)

// Entry is growth-runway in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "growth-runway",
	Title:    "When to approve the next hire",
	Question: "Waits are fine today. Demand grows 3 % a month and hiring takes a quarter. By when must the next person be approved?",
	Params:   []*argument.Param{growth, analysts, hires, approve, limit, weeks, demand, hours, hiring, ramp, rampSpeed, arrivalCV, analysisCV, backlog, cost},
	Main:     weeks,
	Shown:    2,
	Live:     true,
	Story: []argument.Step{
		{Says: "Five people, and 3 % more work every month. It looks fine for half a year, and then it is not.", Set: []argument.Assignment{hires.To(0)}, Points: "runway"},
		{Says: "One more person, approved now, buys half a year.", Set: []argument.Assignment{hires.To(1)}, Points: "runway"},
		{Says: "Approved in week 26, when the wait is still short, they come too late.", Set: []argument.Assignment{hires.To(1), approve.To(26)}, Points: "last-date"},
		{Says: "At 5 % a month it is all much sooner.", Set: []argument.Assignment{hires.To(1), growth.To(0.05)}, Points: "runway"},
		{Says: "For a team of twenty at the same growth one person buys seven weeks: hiring is a rhythm, not an event.", Set: []argument.Assignment{analysts.To(20), demand.To(40)}, Points: "buys"},
		{Says: "And each further person buys less, because the growth is compounded.", Set: []argument.Assignment{hires.To(2)}, Points: "buys"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "Load", Text: "ρ(t) = ρ₀(1 + g)^(t/month), 1 after ln(1/ρ₀)/ln(1 + g) months", Author: "arithmetic", Region: "Any. A month has 52/12 weeks."},
			{
				Name: "Wait at a date", Text: "p′(n) = λp(n−1) + d(n+1)p(n+1) − (λ + d(n))p(n)", Author: "A. Kolmogorov, 1931; B. Koopman, 1972",
				Region: "Rates by the week, any load. Exact as chance has it; for other unevenness the clock runs slower (ours). Piles of more than a thousand are counted in larger units.",
			},
			{
				Name: "If the load stayed as it is", Text: "Wq(ρ(t))", Author: "L. Green and P. Kolesar, 1991; A. K. Erlang, 1917; W. Whitt, 1993",
				Region: "Where the load moves slowly and is well below 1. It passes every limit too early if nothing has piled up at the beginning.",
			},
			{Name: "Last approval", Text: "week in which the limit is passed − hiring", Author: "ours", Region: "Errs on the safe side by about the limit itself."},
		},
		Assumptions: []string{
			"Work is done in the order in which it comes, and nobody gives up.",
			"Growth is the same every month; within it, work comes by chance as unevenly as before.",
			"Who is new begins on the first day, slower; later all are alike. Whoever is free among the others takes work first.",
			"Nobody leaves. A week has 40 working hours.",
		},
		Sources: []argument.Source{
			{Title: "The pointwise stationary approximation for queues with nonstationary arrivals", Author: "L. Green and P. Kolesar", Year: 1991},
			{Title: "Queues with time-dependent arrival rates", Author: "G. F. Newell", Year: 1968},
			{Title: "Air-terminal queues under time-dependent conditions", Author: "B. Koopman", Year: 1972},
		},
	}
}

// The numbers, by index.
const (
	wait = iota
	passes
	approveBy
	gained
)

const method = "forward equations of M(t)/M(t)/c (Kolmogorov 1931, Koopman 1972)"

// Model answers for growth-runway.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:        Entry,
		Background:   background,
		Organisation: organisation,
		Windows: func(s argument.Setting) []org.Window { // a week about the date
			return []org.Window{{Station: "desk", From: s.Horizon() - words.Week/2, To: s.Horizon() + words.Week/2}}
		},
		Formula: evaluate,
		Numbers: []argument.Number{
			{ID: "wait", Label: "wait of what comes about the date", Unit: words.Hours, Method: method, Count: argument.Counted(org.WaitInWindow(0))},
			{ID: "passes", Label: "week in which the wait passes its limit", Unit: words.Number, Method: method, Never: true},
			{ID: "approve-by", Label: "last week for an approval", Unit: words.Number, Method: "that week, if nobody is hired, less the time for hiring, ours", Never: true},
			{ID: "runway", Label: "weeks that the hires gain, within two years", Unit: words.Weeks, Method: method, Signed: true},
		},
		Effort: argument.Effort{
			Most: 600, Least: 8, MostAlong: 150, LeastAlong: 2, Items: 3e5,
			In: func(s argument.Setting) float64 { return came(s, s.Weeks()) + s.Of(backlog) },
		},
		Drawings: []argument.Drawing{runway(), load(), lastDate(), buys(), whereTheTimeGoes()},
		Headline: headline,
		Asides:   asides,
		Compared: wait,
		Why:      why,
	})
}

// month is in weeks.
const month = 52.0 / 12

// rate is how many pieces of work come in a week, so many weeks from now, and came how many have come by then.
func rate(s argument.Setting, t float64) float64 {
	return s.Of(demand) * portable.Exp(float64(perWeek(s)*t))
}

func came(s argument.Setting, t float64) float64 {
	if g := perWeek(s); g > 0 {
		return s.Of(demand) * portable.Expm1(float64(g*t)) / g
	}
	return s.Of(demand) * t
}

// perWeek is the growth as a continuous rate.
func perWeek(s argument.Setting) float64 { return portable.Log1p(s.Of(growth)) / month }

// begins is the week of the newcomers' first day, and full that from which on they are as fast as all.
func begins(s argument.Setting) float64 { return s.Of(approve) + s.Of(hiring) }
func full(s argument.Setting) float64   { return begins(s) + s.Of(ramp) }

// organisation is one line, and two teams at it: those who are there, and those who come.
func organisation(s argument.Setting) org.Organisation {
	square := func(p *argument.Param) float64 { return float64(s.Of(p) * s.Of(p)) }
	o := org.Organisation{
		Stations: []sim.Station{{Name: "desk"}},
		Teams:    []org.Team{{Name: "analysts", Size: int(s.Of(analysts)), Skills: []org.Skill{{Station: "desk", Speed: 1}}}},
		Classes: []org.Class{{
			Name: "piece", Backlog: int(s.Of(backlog)),
			Arrivals: []org.Arrivals{{Rate: s.Of(demand) / words.Week, SCV: square(arrivalCV), Growth: perWeek(s) / words.Week}},
			Steps:    []org.Step{{Station: "desk", Service: org.Time{Mean: s.Of(hours), SCV: square(analysisCV)}}},
		}},
	}
	if s.Of(hires) > 0 {
		o.Teams = append(o.Teams, org.Team{Name: "new", Skills: []org.Skill{{Station: "desk", Speed: s.Of(rampSpeed)}}})
		o.Changes = []org.Change{
			{At: begins(s) * words.Week, Team: "new", To: s.Of(hires)},
			{At: full(s) * words.Week, Team: "new", Station: "desk", To: 1},
		}
	}
	return o
}

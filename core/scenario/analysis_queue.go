package scenario

import "kingman/core/words"

// AnalysisQueue is the flagship: more engineers, the same analysts, and
// everything gets slower. The setting is that of Dan McKinley's talk.
var AnalysisQueue = &Argument{
	ID:       "analysis-queue",
	Title:    "Adding engineers",
	Question: "We may hire ten more engineers. Every release still needs an analyst. What happens to the wait?",
	Params: []Param{
		{
			ID: "engineers", Label: "Engineers", Unit: words.People, Min: 1, Max: 100, Step: 1,
			Default: 20, Pinned: true, Today: 10,
			Help: "People who build features.",
		},
		pinned(paramAnalysts("People who analyse what a feature would earn. Each works on one feature at a time."), 5),
		paramHours("Time for an analysis", "Working hours that one analysis takes on average; two days are 16."),
		paramVariability(1, "Features do not come at even times and analyses do not take equally long. This moves both; open “more” for each by itself.",
			Mark{0, "every one alike"}, Mark{0.5, "very even"}, Mark{1, "like the talk"}, Mark{2, "uneven"}, Mark{3, "very uneven"}, Mark{4, "wildly different"}),
		paramWeeks(1, 26, "The date for which the page answers. Half a year is 26 weeks."),
		{
			ID: "waiting", Label: "While a feature waits, its engineer", Max: 1, Step: 1,
			Choices: []Choice{
				{"starts the next", "Engineers carry on: nothing holds the pile back."},
				{"waits with it", "Engineers wait: the pile stops growing because they stop building."},
			},
			Help: "Whether an engineer builds the next feature while the last one waits for its analysis.",
		},
		{
			ID: "rate", Label: "Features per engineer", Unit: words.PerWeek, Min: 0.1, Max: 5, Step: 0.1, Default: 1, More: true,
			Help: "How many features an engineer finishes in a week of work.",
		},
		{
			ID: "share", Label: "Features that need an analyst", Unit: words.Share, Min: 0, Max: 1, Step: 0.05, Default: 1, More: true,
			Help: "The rest ship as soon as they are built.",
		},
		paramBacklog("Features already waiting", "The pile on the analysts' desk today."),
		paramArrivalCV("How unevenly features arrive", "features", 0.5),
		paramAnalysisCV("How uneven analyses are", "an analysis", 0.25),
		{
			ID: "sources", Label: "Features arrive", Max: 1, Step: 1, More: true,
			Choices: []Choice{
				{"as one stream", "One stream with the unevenness above, as on the talk's slide."},
				{"engineer by engineer", "Every engineer delivers at that unevenness by themselves; together they come in more of a jumble."},
			},
			Help: "Whether the unevenness is that of all features together or of each engineer's own.",
		},
		paramCost(),
	},
	Shown:        2,
	Organisation: analysisOrganisation,
	Plan:         planAnalysisQueue,
	View:         viewAnalysisQueue,
	Story: []Step{
		{Says: "Today: 10 engineers, 5 analysts. Each builds a feature a week, each analysis takes two days. Nobody waits long.", Set: []Assignment{{"engineers", 10}}, Points: "wait"},
		{Says: "Two more engineers. Everything still ships, and the wait has begun to bend.", Set: []Assignment{{"engineers", 12}}, Points: "wait"},
		{Says: "One more, and the analysts cannot keep up: from here on the pile only grows.", Set: []Assignment{{"engineers", 13}}, Points: "backlog"},
		{Says: "All ten hires. Twenty features are built every week; 12.5 ship, as they would with thirteen engineers.", Set: []Assignment{{"engineers", 20}}, Points: "throughput"},
		{Says: "The same ten hires, three of them analysts: everything that is built ships.", Set: []Assignment{{"engineers", 17}, {"analysts", 8}}, Points: "wait"},
	},
	Equations: []Equation{
		{
			Name: "On the talk's slide", Text: "Wq = ρ/(1−ρ) · (Ca² + Cs²)/2 · s", Author: "J. F. C. Kingman, 1961",
			Region: "One analyst, ρ < 1. An upper bound that is close when analysts are busy; at ρ ≥ 1 there is no steady state.",
		},
		{
			Name: "If this went on for ever, one analyst", Text: "Wq = ρ/(1−ρ) · (Ca² + Cs²)/2 · s · g(ρ, Ca², Cs²)", Author: "W. Kraemer and M. Langenbach-Belz, 1976",
			Region: "One analyst, ρ < 1. The factor g ≤ 1 makes Kingman's expression fit at low load.",
		},
		{
			Name: "If this went on for ever, several analysts", Text: "Wq ≈ φ(ρ, Ca², Cs², c) · (Ca² + Cs²)/2 · Wq(M/M/c)", Author: "W. Whitt, 1993",
			Region: "ρ < 1. For Ca² > 1 and many analysts at low load it can be a third or more too low: the simulation stands beside it.",
		},
		{
			Name: "At a date", Text: "E Q(T) from Brownian motion with drift λ − c/s and variance λCa² + (c/s)Cs² that is reflected at 0 and sticks there", Author: "J. Abate and W. Whitt, 1987; sticky: J. M. Harrison and A. J. Lemoine, 1981; how late it begins and how long it sticks is ours",
			Region: "Any ρ, also above 1. It begins when the analysts are busy, and sticks so that it meets the steady state in the long run. An approximation for the first weeks.",
		},
		{
			Name: "Engineers who wait with their features", Text: "M/M/c//N, between its value and the metronome's by (1 + Cs²)/2, at most 1", Author: "machine repair (C. Palm, 1947); the scaling is ours",
			Region: "Settled state. Exact for Cs² = 1, however engineers build; elsewhere the simulation is the judge.",
		},
		{
			Name: "Engineers one by one", Text: "Ca² of n merged streams = w·Ca² + 1 − w, w = 1/(1 + 4(1−ρ)²(n−1))", Author: "W. Whitt (QNA), 1983",
			Region: "An approximation: merged streams are not renewal streams.",
		},
	},
	Assumptions: []string{
		"Analysts take features in the order in which they come, one each, and are never away.",
		"Engineers build at the same speed however long the pile is, unless you switch to “waits with it”.",
		"An analysis is done once: nothing comes back. Tickets that do come back are another argument.",
		"Nobody gives up: a feature waits until it is analysed.",
		"A week has 40 working hours. The page knows no holidays, no quarter-end and no calendar.",
		"The wait “by then” is that of features that arrive within half a week of the date, the analysts working on as before.",
	},
	Sources: []Source{
		{Title: "Egoless Engineering", Author: "Dan McKinley", Year: 2024, URL: "https://egoless.engineering"},
		{Title: "The single server queue in heavy traffic", Author: "J. F. C. Kingman", Year: 1961},
		{Title: "Approximations for the GI/G/m queue", Author: "W. Whitt", Year: 1993},
		{Title: "Transient behavior of regulated Brownian motion", Author: "J. Abate and W. Whitt", Year: 1987},
		{Title: "Sticky Brownian motion as the limit of storage processes", Author: "J. M. Harrison and A. J. Lemoine", Year: 1981},
		{Title: "The Queueing Network Analyzer", Author: "W. Whitt", Year: 1983},
	},
}

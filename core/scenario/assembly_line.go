package scenario

import (
	"kingman/core/org"
	"kingman/core/words"
)

// assemblyMostCut is the largest number of specialisms.
const assemblyMostCut = 8

// AssemblyLine is about the division of labour: the same people as specialists
// in a line, or as generalists who are slower at each part. The setting is that of
// a company in Dan McKinley's talk which released nothing for two years.
var AssemblyLine = &Argument{
	ID:       "assembly-line",
	Title:    "Two years, no features",
	Question: "Every feature passes through four specialists in turn. What if each of us did all of it, more slowly?",
	Params: []Param{
		{
			ID: "team", Label: "The same people are", Max: 1, Step: 1, Default: 1, Pinned: true, Today: 0,
			Choices: []Choice{
				{"a line", "Specialists: every feature goes through each specialism in turn."},
				{"generalists", "Whoever is free takes the next feature and sees it through."},
			},
			Help: "Whether a feature goes from specialist to specialist, or one person does all of it.",
		},
		{
			ID: "people", Label: "People", Unit: words.People, Min: 2, Max: 24, Step: 1, Default: 8,
			Help: "All who build features, with the release manager if there is one.",
		},
		{
			ID: "specialisms", Label: "Specialisms in the line", Unit: words.Number, Min: 1, Max: assemblyMostCut, Step: 1, Default: 4,
			Help: "Into how many specialisms the line is cut. Everybody has one; the work is shared out so that all are equally busy.",
		},
		{
			ID: "slower", Label: "Generalists are slower by", Unit: words.Share, Min: 0, Max: 1, Step: 0.01, Default: 0.1,
			Help: "How much longer a generalist takes for every part than its specialist. Our assumption: put yours.",
		},
		{
			ID: "demand", Label: "Features asked for", Unit: words.PerWeek, Min: 0.5, Max: 20, Step: 0.1, Default: 4,
			Help: "How many features a week everybody together is asked for.",
		},
		paramWeeks(13, 52, "The time over which the page counts. A year is 52 weeks."),
		{
			ID: "work", Label: "Work in a feature", Unit: words.PlainHours, Min: 8, Max: 320, Step: 1, Default: 64, More: true,
			Help: "Hours of specialists' work in a feature, all parts together; four parts of two days are 64.",
		},
		{
			ID: "work-cv", Label: "How uneven features are", Unit: words.Ratio, Min: 0, Max: 1.5, Step: 0.05, Default: 0.5, More: true,
			Marks: []Mark{{0, "every one alike"}, {0.25, "much alike"}, {0.5, "some twice others"}, {0.75, "uneven"}, {1, "very uneven"}, {1.5, "wildly different"}},
			Help:  "Standard deviation of a feature's work, divided by its mean. At 0.5 each of four parts is as uneven as chance.",
		},
		{
			ID: "arrival-cv", Label: "How unevenly features are asked for", Unit: words.Ratio, Min: 0, Max: 2, Step: 0.05, Default: 1, More: true,
			Marks: []Mark{{0, "like a metronome"}, {0.5, "evenly"}, {1, "as chance has it"}, {1.5, "in bursts"}, {2, "in wild bursts"}},
			Help:  "Standard deviation of the time between two features, divided by its mean.",
		},
		{
			ID: "handoff", Label: "Between two pairs of hands", Unit: words.Hours, Min: 0, Max: 80, Step: 1, Default: 4, More: true,
			Help: "How long a feature is on its way from one person to the next before it joins their line.",
		},
		{
			ID: "release", Label: "Features are released", Max: 1, Step: 1, Default: 0, Pinned: true, Today: 0, More: true,
			Choices: []Choice{
				{"by whoever is done", "Releasing is part of the work."},
				{"by a release manager", "One of the people only manages releases, half a day for each: one more pair of hands, one fewer to build."},
			},
			Help: "Whether one of the people has the release of features as their job.",
		},
		paramBacklog("Features already waiting", "How many wait for the first pair of hands today."),
		paramCost(),
	},
	Shown:        2,
	Plan:         planAssemblyLine,
	View:         viewAssemblyLine,
	Organisation: func(in Setting) org.Organisation { return assemblyOf(in).organisation() },
	Story: []Step{
		{Says: "Today: eight people, four specialisms, two of each. A feature waits for each of them in turn, longer than they work on it.", Set: []Assignment{{"team", 0}}, Points: "parts"},
		{Says: "The same eight as generalists. Each is 10 % slower at every part, and a feature waits once.", Points: "parts"},
		{Says: "Cut the line finer, one specialism each: nobody works less, and every feature waits in twice as many lines.", Set: []Assignment{{"specialisms", 8}}, Points: "lead"},
		{Says: "Or give the line a release manager, one of the eight: one more pair of hands, one fewer to build.", Set: []Assignment{{"team", 0}, {"release", 1}}, Points: "lead"},
		{Says: "Where specialists win: generalists who are 40 % slower cannot keep up with what is asked for.", Set: []Assignment{{"slower", 0.4}}, Points: "demand"},
	},
	Equations: []Equation{
		{
			Name: "One specialism", Text: "Wq = (Ca² + Cs²)/2 · Wq(M/M/c)", Author: "W. Whitt (QNA), 1983, after A. O. Allen, 1978, and P. P. Cunneen",
			Region: "ρ < 1, as it would be for ever; for one person times Kraemer and Langenbach-Belz's factor. Exact where Ca² = Cs² = 1.",
		},
		{
			Name: "From one specialism to the next", Text: "Cd² = 1 + (1 − ρ²)(Ca² − 1) + ρ²/√c · (max(Cs², 0.2) − 1)", Author: "W. Whitt (QNA), 1983",
			Region: "An approximation by two moments: a line's rhythm is more than that. It is worst at a busy place behind many others; the simulation stands beside it.",
		},
		{
			Name: "Generalists", Text: "Wq ≈ φ(ρ, Ca², Cs², c) · (Ca² + Cs²)/2 · Wq(M/M/c)", Author: "W. Whitt, 1993",
			Region: "One line for all, ρ < 1. Exact for exponential times.",
		},
		{
			Name: "Until a date", Text: "mean time so far = ∫₀ᵀ E N(t) dt / (λT + backlog)", Author: "J. D. C. Little, 1961; E N(t) stage by stage after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981; their combination is ours",
			Region: "Any load, also above 1. Features that are unfinished at T count by their age. Rough for dates that are only a few features' work away.",
		},
		{
			Name: "A part of the work", Text: "a share x of a feature's hours has the mean x·s and the SCV Cs²/x", Author: "ours",
			Region: "Parts are independent and add up to the same feature however it is cut.",
		},
	},
	Assumptions: []string{
		"The line is balanced: each specialism has a share of the work in proportion to its people, and all are equally busy. Real lines are not, and wait longer.",
		"A specialist does only their own part, even while others drown; a generalist can do every part, and sees a feature through.",
		"Generalists who pass every part on through one common line wait longer than those who see a feature through: four of them, 80 % busy, 11.9 hours for each part of 16, against 64 in a line of four; 17 % slower, they are no faster than it.",
		"A generalist is slower by the same share at every part, from the first day: learning and teaching are other arguments.",
		"Nothing comes back and nothing is found to be wrong: a line that misunderstands itself is another argument.",
		"Whoever is free takes the feature that has waited longest. Nobody is away.",
		"Features unfinished at the date count as long as they have taken so far. Leaving them out would make overload look good.",
		"A release manager takes half a day for each feature. Our assumption.",
		"A week has 40 working hours.",
	},
	Sources: []Source{
		{Title: "Egoless Engineering", Author: "Dan McKinley", Year: 2024, URL: "https://egoless.engineering"},
		{Title: "The Queueing Network Analyzer", Author: "W. Whitt", Year: 1983},
		{Title: "Approximations for the GI/G/m queue", Author: "W. Whitt", Year: 1993},
		{Title: "Transient behavior of regulated Brownian motion", Author: "J. Abate and W. Whitt", Year: 1987},
		{Title: "Sticky Brownian motion as the limit of storage processes", Author: "J. M. Harrison and A. J. Lemoine", Year: 1981},
		{Title: "A proof for the queuing formula L = λW", Author: "J. D. C. Little", Year: 1961},
	},
}

package scenario

import (
	"kingman/core/org"
	"kingman/core/words"
)

// AmortizedRisk is about releases: many changes together, or one at a time. The
// setting is that of operations and developers at Flickr.
var AmortizedRisk = &Argument{
	ID:       "amortized-risk",
	Title:    "Eliminating risk makes it bigger",
	Question: "Releases break, so we test longer and release less often. Is that safer?",
	Params: []Param{
		{
			ID: "batch", Label: "Changes per release", Unit: words.Items, Min: 1, Max: mostBatch, Step: 1,
			Default: 1, Pinned: true, Today: 20,
			Help: "A release goes out when so many changes are finished.",
		},
		{
			ID: "faulty", Label: "Changes that are faulty", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.02,
			Help: "The chance that a change breaks something by itself and no test finds it. Our assumption: put yours.",
		},
		{
			ID: "clash", Label: "Pairs of changes that clash", Unit: words.Share, Min: 0, Max: 0.02, Step: 0.0005, Default: 0.002,
			Help: "The chance that two given changes, each fine alone, break something together. Our assumption: put yours.",
		},
		{
			ID: "gate", Label: "Test phase of a release", Unit: words.Hours, Min: 0, Max: 40, Step: 0.5, Default: 2, Pinned: true, Today: 2,
			Help: "Working hours that every release is tested, however small it is. One release is tested at a time.",
		},
		{
			ID: "release-cost", Label: "Cost of a release", Unit: words.Money, Min: 0, Max: 10000, Step: 10, Default: 200, Pinned: true, Today: 200,
			Help: "Dollars that a release costs, however small it is: approvals, a night shift, announcements.",
		},
		{
			ID: "changes", Label: "Changes finished", Unit: words.PerWeek, Min: 1, Max: 100, Step: 1, Default: 10,
			Help: "How many changes everybody together finishes in a week.",
		},
		{
			ID: "gate-each", Label: "More testing for each change", Unit: words.Hours, Min: 0, Max: 4, Step: 0.05, Default: 0.25, More: true,
			Help: "By how much each change makes the test phase longer.",
		},
		{
			ID: "search", Label: "Repairing a fault", Unit: words.Hours, Min: 0, Max: 40, Step: 0.25, Default: 1, More: true,
			Help: "Working hours from noticing a fault to the repair, besides the search for the change that has it.",
		},
		{
			ID: "search-each", Label: "Looking at one change", Unit: words.Hours, Min: 0, Max: 4, Step: 0.05, Default: 0.25, More: true,
			Help: "How long it takes to see whether a change is the culprit.",
		},
		{
			ID: "searching", Label: "The culprit is searched for", Max: 1, Step: 1, More: true,
			Choices: []Choice{
				{"one by one", "Each change of the release is looked at."},
				{"by halves", "Half of the changes are taken out, then half of what is left: twenty changes need between four and five looks."},
			},
			Help: "How many looks it takes to find the change that is broken.",
		},
		{
			ID: "broken-cost", Label: "Cost of an hour broken", Unit: words.Money, Min: 0, Max: 20000, Step: 50, Default: 500, More: true,
			Help: "Dollars that an hour of broken product costs. Our assumption: put yours.",
		},
		{
			ID: "delay-cost", Label: "Cost of a week's delay", Unit: words.Money, Min: 0, Max: 10000, Step: 10, Default: 400, More: true,
			Help: "Dollars that it costs if one change is live a week later. Our assumption: put yours.",
		},
		more(paramWeeks(1, 52, "The time over which the page counts, beginning with nothing finished.")),
		more(paramVariability(2, "Changes are not finished at even times, and tests and searches do not take equally long.",
			Mark{0, "every one alike"}, Mark{1, "fairly even"}, Mark{2, "as chance has it"}, Mark{3, "uneven"}, Mark{4, "wildly different"})),
	},
	Shown: 2,
	Plan:  planAmortizedRisk,
	View:  viewAmortizedRisk,
	Organisation: func(in Setting) org.Organisation {
		return riskOf(in).organisation()
	},
	Story: []Step{
		{Says: "Today: twenty changes go out together, every two weeks. More than half of the releases break.", Set: []Assignment{{"batch", 20}}, Points: "break"},
		{Says: "The same changes, five at a time. Each release holds fewer that can be wrong, and fewer to search.", Set: []Assignment{{"batch", 5}}, Points: "broken"},
		{Says: "One at a time: one release in fifty breaks, everybody knows why, and a change is live on the day it is finished.", Set: []Assignment{{"batch", 1}}, Points: "lead"},
		{Says: "Now be careful and test every release for a day: single releases no longer keep up. This is how batches grow.", Set: []Assignment{{"batch", 1}, {"gate", 8}}, Points: "lead"},
		{Says: "Expensive releases do the same: at $2,000 each, eight changes at a time are cheapest, breakage and all.", Set: []Assignment{{"batch", 8}, {"release-cost", 2000}}, Points: "cost"},
		{Says: "So make a release cheap and quick, and the cheapest batch moves to the left until one at a time is best.", Set: []Assignment{{"batch", 1}, {"release-cost", 20}, {"gate", 0.5}}, Points: "cost"},
	},
	Equations: []Equation{
		{
			Name: "A release breaks", Text: "P = 1 − (1−q)ⁿ · (1−r)^(n(n−1)/2)", Author: "ours, after the argument that risk grows faster than the release",
			Region: "Faults are independent: q for each of n changes, r for each of the n(n−1)/2 pairs. Teams that break the same thing again do worse.",
		},
		{
			Name: "A change is faulty", Text: "p = 1 − (1−q)(1−r)^((n−1)/2), so that 1 − P = (1−p)ⁿ", Author: "ours",
			Region: "What the simulation draws for each change. Which of two that clash is to blame is left open.",
		},
		{
			Name: "Broken product per change", Text: "p · S with S = t₀ + t₁n, or t₀ + t₁·log₂n by halves", Author: "ours",
			Region: "One search for each fault. If a single search finds all faults of a release it is P·S/n, which is at most this and falls again once nearly every release breaks.",
		},
		{
			Name: "From finished to live", Text: "(n−1)/(2λ) + Wq + g₀ + g₁n + npS", Author: "waiting for a batch: exact; Wq between releases: W. Kraemer and M. Langenbach-Belz, 1976",
			Region: "In the long run, while λ(g₀/n + g₁ + pS) < 1. By the date it is cut off there (ours), with Wq after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981.",
		},
		{
			Name: "Cost of a change", Text: "K/n + D·(from finished to live) + M·pS", Author: "ours",
			Region: "K dollars a release, D for a change and hour of delay, M for an hour broken.",
		},
		{
			Name: "The cheapest batch, without faults and test phase", Text: "n* = √(2Kλ/D)", Author: "F. W. Harris, 1913",
			Region: "Halving K makes the batch smaller by the factor 1/√2. Faults make it smaller still, a test phase larger.",
		},
	},
	Assumptions: []string{
		"Changes are equally risky, and splitting them further is not possible: one change is one thing that can be wrong.",
		"A bigger release does not make any change safer: the test phase finds what it finds, and the two shares are of what is left.",
		"One release at a time is tested and repaired. The next one waits until the last one works.",
		"A release fails as a whole: all its changes wait until its last fault is repaired.",
		"Each fault is searched for by itself. Whoever finds all of them in one search loses less with big releases than we say.",
		"Big releases are cheaper where a release costs much, changes do not clash and delay costs little: move the sliders there, and the page says so.",
	},
	Sources: []Source{
		{Title: "The Relationship Between Developers and Operations at Flickr", Author: "A reader's comment", Year: 2012},
		{Title: "Convincing management that cooperation and collaboration was worth it", Author: "Ross Harmes", Year: 2012, URL: "http://www.kitchensoap.com/2012/01/05/convincing-management-that-cooperation-and-collaboration-was-worth-it"},
		{Title: "How Many Parts to Make at Once", Author: "F. W. Harris", Year: 1913},
		{Title: "Transient behavior of regulated Brownian motion", Author: "J. Abate and W. Whitt", Year: 1987},
		{Title: "Sticky Brownian motion as the limit of storage processes", Author: "J. M. Harrison and A. J. Lemoine", Year: 1981},
	},
}

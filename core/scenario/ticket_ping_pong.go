package scenario

import (
	"kingman/core/org"
	"kingman/core/words"
)

// TicketPingPong sets writing a ticket against a conversation: what comes back
// misunderstood takes the analysts' time again, and past a share of it they never
// catch up. After a remark in Dan McKinley's talk.
var TicketPingPong = &Argument{
	ID:       "ticket-ping-pong",
	Title:    "Tickets that come back",
	Question: "Questions go to the analysts by ticket, and one in five is misunderstood. Is it worth half an hour to talk first?",
	Params: []Param{
		{
			ID: "misunderstood", Label: "Come back misunderstood", Unit: words.Share, Min: 0, Max: 0.6, Step: 0.01,
			Default: 0.05, Pinned: true, Today: 0.2,
			Help: "Share of answers that turn out to be to the wrong question, so that it is asked again. Our assumption: count yours.",
		},
		{
			ID: "minutes", Label: "Talk before each answer", Unit: words.Minutes, Min: 0, Max: ticketMinutesMost, Step: 5,
			Default: 30, Pinned: true, Today: 0,
			Help: "How long analyst and engineer talk before the analyst begins. 0 is a ticket and nothing else.",
		},
		{
			ID: "delay", Label: "Until asked again", Unit: words.PlainHours, Min: 0, Max: 240, Step: 4, Default: 40,
			Help: "Working hours from an answer to the wrong question until it is asked anew, on average: reading, noticing, writing again. 40 are a week.",
		},
		{
			ID: "demand", Label: "Questions", Unit: words.PerWeek, Min: 1, Max: 60, Step: 0.5, Default: 10,
			Help: "New questions a week; those that come back are not counted again.",
		},
		paramAnalysts("People who answer. Each works on one question at a time."),
		paramWeeks(1, 26, "The date for which the page answers. Half a year is 26 weeks."),
		more(paramHours("Time for an answer", "Working hours that one answer takes on average, without the conversation; two days are 16. The second answer takes as long as the first.")),
		more(paramVariability(1, "Questions do not come at even times and answers do not take equally long. This moves both of the next two.",
			Mark{0, "every one alike"}, Mark{0.5, "quite even"}, Mark{1, "left to chance"}, Mark{2, "uneven"}, Mark{3, "very uneven"}, Mark{4, "wildly different"})),
		paramArrivalCV("How unevenly questions come", "questions", 1),
		paramAnalysisCV("How uneven answers are", "an answer", 1),
		paramBacklog("Questions already in line", "The pile on the analysts' desk today."),
		paramCost(),
	},
	Shown:        2,
	Plan:         planTicketPingPong,
	View:         viewTicketPingPong,
	Organisation: func(in Setting) org.Organisation { return ticketOf(in).organisation() },
	Story: []Step{
		{Says: "If every ticket were understood, five analysts would answer ten questions a week with a fifth of their time to spare.", Set: []Assignment{{"misunderstood", 0}, {"minutes", 0}}, Points: "lead"},
		{Says: "One in ten comes back. That is a ninth more work, and nearly half of what the analysts had to spare.", Set: []Assignment{{"misunderstood", 0.1}, {"minutes", 0}}, Points: "parts"},
		{Says: "One in five: the spare time is gone. From here on every ticket makes the next one later.", Set: []Assignment{{"misunderstood", 0.2}, {"minutes", 0}}, Points: "lead"},
		{Says: "Three in ten: the same people answer ever more often and finish ever less. The pile grows until somebody stops asking.", Set: []Assignment{{"misunderstood", 0.3}, {"minutes", 0}}, Points: "pile"},
		{Says: "Half an hour of conversation before each answer, and one in twenty comes back: who begins later is done in half the time.", Set: []Assignment{{"misunderstood", 0.05}, {"minutes", 30}}, Points: "worth"},
		{Says: "An hour of talk that leaves 18 % misunderstood instead of 20 % takes more of the analysts than it saves: here tickets win.", Set: []Assignment{{"misunderstood", 0.18}, {"minutes", 60}}, Points: "worth"},
	},
	Equations: []Equation{
		{
			Name: "How busy the analysts are", Text: "ρ = λs / (c(1 − p))", Author: "J. R. Jackson, 1957",
			Region: "Any p below 1. Each question needs 1/(1 − p) answers on average.",
		},
		{
			Name: "The tipping point", Text: "p* = 1 − λs/c", Author: "follows from ρ = 1",
			Region: "Past it the pile grows by λ − c(1 − p)/s an hour, whatever the delay.",
		},
		{
			Name: "If this went on for ever", Text: "T = (Wq + s)/(1 − p) + h·p/(1 − p)", Author: "J. R. Jackson, 1963, with Wq of M/M/c (A. K. Erlang, 1917)",
			Region: "ρ < 1. Exact when questions come and answers take as chance has it, however the delay is spread. Otherwise Wq is W. Whitt's (1993) for answers of all rounds in one go, mean s/(1 − p) and SCV (1 − p)Cs² + p.",
		},
		{
			Name: "Until a date", Text: "T = (1/N)·∫ (line + in hand + on the way back) dt", Author: "J. D. C. Little, 1961; the line after J. Abate and W. Whitt, 1987, and J. M. Harrison and A. J. Lemoine, 1981; how late it begins and how long it sticks where work is short is ours",
			Region: "Any ρ, also above 1; N are all questions until the date, those still open counting by their age. An approximation, roughest at the tipping point.",
		},
		{
			Name: "When talking wins", Text: "s′/(1 − p′) < s/(1 − p)", Author: "ours",
			Region: "For M/M/c without a delay it wins if and only if this holds; every hour of delay adds h·(p/(1 − p) − p′/(1 − p′)) on the side of talking.",
		},
	},
	Assumptions: []string{
		"Whether an answer was to the wrong question is a matter of chance, each time anew: nobody learns from the first round.",
		"A question that comes back takes as long to answer as the first time, and joins the end of the line.",
		"The talk takes the analyst's time before every answer, and is as uneven as the answers. That the engineer must be free to talk is left out: it costs money here, but no waiting.",
		"That talking leaves one in twenty misunderstood is our assumption. If talking helps less, or takes longer than what it saves, tickets win, and the page says so.",
		"Analysts take questions in the order in which they come, one each, and are never away. Nobody stops asking because the line is long.",
		"The time to an answer is that of all questions until the date, those in line today included; those not answered by then count with what they have waited so far.",
		"A week has 40 working hours.",
	},
	Sources: []Source{
		{Title: "Egoless Engineering", Author: "Dan McKinley", Year: 2024, URL: "https://egoless.engineering"},
		{Title: "Networks of waiting lines", Author: "J. R. Jackson", Year: 1957},
		{Title: "Jobshop-like queueing systems", Author: "J. R. Jackson", Year: 1963},
		{Title: "The Queueing Network Analyzer", Author: "W. Whitt", Year: 1983},
		{Title: "Transient behavior of regulated Brownian motion", Author: "J. Abate and W. Whitt", Year: 1987},
		{Title: "Sticky Brownian motion as the limit of storage processes", Author: "J. M. Harrison and A. J. Lemoine", Year: 1981},
		{Title: "Strong approximations for Markovian service networks", Author: "A. Mandelbaum, W. A. Massey and M. I. Reiman", Year: 1998},
	},
}

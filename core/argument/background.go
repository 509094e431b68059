package argument

// Background is the static text behind an argument's page, for readers who doubt it. No other
// page needs it.
type Background struct {
	Equations   []Equation
	Assumptions []string
	Sources     []Source
}

// An Equation is one formula as the sceptic wants to see it.
type Equation struct {
	_ incomparable

	Name   string // "Kraemer–Langenbach-Belz"
	Text   string // plain Unicode
	Author string // "W. Kraemer, M. Langenbach-Belz, 1976"
	Region string // where it holds and what happens outside
}

// A Source is where an argument or a number comes from.
type Source struct {
	_ incomparable

	Title, Author string
	Year          int
	URL           string
}

// Sources that several arguments rest on.
var (
	EgolessEngineering  = Source{Title: "Egoless Engineering", Author: "Dan McKinley", Year: 2024, URL: "https://egoless.engineering"}
	DevOpsHandbook      = Source{Title: "The DevOps Handbook", Author: "G. Kim, J. Humble, P. Debois and J. Willis", Year: 2016}
	AbateWhitt1987      = Source{Title: "Transient behavior of regulated Brownian motion", Author: "J. Abate and W. Whitt", Year: 1987}
	HarrisonLemoine1981 = Source{Title: "Sticky Brownian motion as the limit of storage processes", Author: "J. M. Harrison and A. J. Lemoine", Year: 1981}
	Whitt1983           = Source{Title: "The Queueing Network Analyzer", Author: "W. Whitt", Year: 1983}
	Whitt1993           = Source{Title: "Approximations for the GI/G/m queue", Author: "W. Whitt", Year: 1993}
	Koopman1972         = Source{Title: "Air-terminal queues under time-dependent conditions", Author: "B. Koopman", Year: 1972}
	Little1961          = Source{Title: "A proof for the queuing formula L = λW", Author: "J. D. C. Little", Year: 1961}
	Amdahl1967          = Source{Title: "Validity of the single processor approach", Author: "G. Amdahl", Year: 1967}
	Jackson1957         = Source{Title: "Networks of waiting lines", Author: "J. R. Jackson", Year: 1957}
	Jackson1963         = Source{Title: "Jobshop-like queueing systems", Author: "J. R. Jackson", Year: 1963}
)

package argument

// Background is the static text behind an argument's page, for readers who doubt it. No other
// page needs it.
type Background struct {
	Equations   []Equation
	Assumptions []string
	Sources     []Source
}

// Assumptions that several arguments make.
const (
	WorkingWeek        = "A week has 40 working hours."
	UnfinishedFeatures = "Features unfinished at the date count as long as they have taken so far. Leaving them out would make overload look good."
)

// An Equation is one formula as the sceptic wants to see it.
type Equation struct {
	_ incomparable

	Name   string // "Kraemer–Langenbach-Belz"
	Text   string // plain Unicode
	Author string // "W. Kraemer, M. Langenbach-Belz, 1976"
	Region string // where it holds and what happens outside
}

// Texts of equations that several arguments show, and why what rests on them is not exact.
const (
	WhittWait       = "Wq ≈ φ(ρ, Ca², Cs², c) · (Ca² + Cs²)/2 · Wq(M/M/c)"        // W. Whitt, 1993
	WhittDepartures = "Cd² = 1 + (1 − ρ²)(Ca² − 1) + ρ²/√c · (max(Cs², 0.2) − 1)" // W. Whitt (QNA), 1983
	TwoNumbers      = "The formula knows two numbers of how uneven "
)

// ForwardEquations are those of a line whose rates change. Region says how and for which loads, and more what
// else there is to say.
func ForwardEquations(name, region, more string) Equation {
	return Equation{Name: name, Text: "p′(n) = λp(n−1) + d(n+1)p(n+1) − (λ + d(n))p(n)", Author: "A. Kolmogorov, 1931; B. Koopman, 1972",
		Region: region + " Exact as chance has it; for other unevenness the clock runs slower (ours)." + more}
}

// StickyBrownian is the equation of a line at a date.
func StickyBrownian(region string) Equation {
	return Equation{Name: "At a date", Text: "E Q(T) from Brownian motion with drift λ − c/s and variance λCa² + (c/s)Cs² that is reflected at 0 and sticks there",
		Author: "J. Abate and W. Whitt, 1987; sticky: J. M. Harrison and A. J. Lemoine, 1981; how late it begins and how long it sticks is ours", Region: region}
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

// Package queue has the closed-form results for one station and for networks of
// them, each named by its author.
//
// A station is a line and the servers behind it. Its input is a Station: rates
// per working hour, times in working hours (any unit will do, as long as it is
// one unit), and the squared coefficients of variation of the times between
// arrivals and of the services. Symbols in comments: λ = ArrivalRate, s =
// MeanService, μ = 1/s, c = Servers, a = λs = OfferedLoad, ρ = a/c =
// Utilization, Ca² = ArrivalSCV, Cs² = ServiceSCV.
//
// Exact models have a constructor that returns their steady state: NewMMc,
// NewMMcK, NewMG1, NewMDc, NewMGcc, NewMGInf, NewErlangA. Approximations of the
// mean wait in G/G/c are functions of a Station: Kingman,
// KraemerLangenbachBelz, AllenCunneen, Whitt1993, Sakasegawa; Station.Steady
// picks the best of them and says which. Station.AtHorizon answers "by week T",
// with ρ on either side of 1.
//
// Errors. Bad input gives a *FieldError that names the field, the value and
// what is legal. A station without a steady state, ρ ≥ 1, gives an
// *UnstableError together with the honest values: +Inf for waits and lines, 1
// for the chance of waiting. No function panics or returns NaN for a field that
// Validate accepts.
package queue

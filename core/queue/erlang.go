package queue

// Erlang is a number of servers and the load that is offered to them, all that his two
// formulas need.
type Erlang struct {
	Servers     int     // c, from 1 to 1000000
	OfferedLoad float64 // a = λs; 0 to 1e12
}

// B returns the chance that an item finds all servers busy when there is no line
// to wait in (M/G/c/c; Erlang 1917), or a *FieldError.
//
// The textbook (aᶜ/c!)/Σ aᵏ/k! overflows at a hundred servers. The recursion
// B_k = a·B_{k−1}/(k + a·B_{k−1}) does not; it is run here on 1/B_k = 1 +
// (k/a)/B_{k−1}, where every term is positive and nothing is divided in the
// loop. A chance below 1e-308 is returned as 0.
func (e Erlang) B() (float64, error) {
	if err := errorsFirst(serverCount(e.Servers), nonNegative("OfferedLoad", e.OfferedLoad)); err != nil {
		return 0, err
	}
	return erlangB(e.Servers, e.OfferedLoad), nil
}

func erlangB(servers int, load float64) float64 {
	if load == 0 {
		return 0
	}
	perServer := 1 / load
	inverse := 1.0
	for k := 1; k <= servers; k++ {
		inverse = 1 + float64(inverse*float64(float64(k)*perServer))
	}
	return 1 / inverse
}

// C returns the chance that an item has to wait in M/M/c (Erlang 1917): B/(1 − ρ(1 − B)).
// At ρ ≥ 1 everyone waits: 1 and an *UnstableError; or a *FieldError.
func (e Erlang) C() (float64, error) {
	b, err := e.B()
	if err != nil {
		return 0, err
	}
	rho := e.OfferedLoad / float64(e.Servers)
	return erlangC(b, rho), unstable(rho)
}

// erlangC turns Erlang's B into his C; 1 at ρ ≥ 1.
func erlangC(b, rho float64) float64 {
	if rho >= 1 {
		return 1
	}
	return b / ((1 - rho) + float64(rho*b))
}

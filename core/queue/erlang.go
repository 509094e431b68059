package queue

// ErlangB returns the chance that an item finds all servers busy when there is
// no line to wait in (M/G/c/c), for an offered load a ≥ 0 (Erlang 1917).
//
// The textbook (aᶜ/c!)/Σ aᵏ/k! overflows at a hundred servers. The recursion
// B_k = a·B_{k−1}/(k + a·B_{k−1}) does not; it is run here on 1/B_k = 1 +
// (k/a)/B_{k−1}, where every term is positive and nothing is divided in the
// loop. A chance below 1e-308 is returned as 0.
func ErlangB(servers int, load float64) (float64, error) {
	if err := serverCount(servers); err != nil {
		return 0, err
	}
	if err := nonNegative("OfferedLoad", load); err != nil {
		return 0, err
	}
	return erlangB(servers, load), nil
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

// ErlangC returns the chance that an item has to wait in M/M/c with an offered
// load a (Erlang 1917): B/(1 − ρ(1 − B)). At ρ ≥ 1 everyone waits; it returns 1
// and an *UnstableError.
func ErlangC(servers int, load float64) (float64, error) {
	b, err := ErlangB(servers, load)
	if err != nil {
		return 0, err
	}
	rho := load / float64(servers)
	return erlangC(b, rho), unstable(rho)
}

// erlangC turns Erlang's B into his C; 1 at ρ ≥ 1.
func erlangC(b, rho float64) float64 {
	if rho >= 1 {
		return 1
	}
	return b / ((1 - rho) + float64(rho*b))
}

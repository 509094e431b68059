package queue_test

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"kingman/core/portable"
	"kingman/core/queue"
)

// near fails unless got is within a relative tol of want.
func near(t *testing.T, what string, got, want, tol float64) {
	t.Helper()
	if got == want {
		return
	}
	if !(math.Abs(got-want) <= tol*math.Abs(want)) {
		t.Errorf("%s = %.15g, want %.15g (relative error %.2g, tolerance %.2g)", what, got, want, got/want-1, tol)
	}
}

// TestErlangBAgainstDefinition sums aᵏ/k! exactly.
func TestErlangBAgainstDefinition(t *testing.T) {
	for _, load := range []float64{0.01, 0.5, 3, 40, 300} {
		term, sum := new(big.Float).SetPrec(400).SetInt64(1), new(big.Float).SetPrec(400).SetInt64(1)
		for c := 1; c <= 250; c++ {
			term.Mul(term, new(big.Float).SetFloat64(load))
			term.Quo(term, new(big.Float).SetInt64(int64(c)))
			sum.Add(sum, term)
			want, _ := new(big.Float).Quo(term, sum).Float64()
			got, err := queue.Erlang{Servers: c, OfferedLoad: load}.B()
			if err != nil {
				t.Fatal(err)
			}
			// Every step of the recursion rounds three times.
			if want > 1e-300 {
				near(t, "ErlangB", got, want, 4e-16*float64(c+2))
			}
		}
	}
}

// TestErlangThousandsOfServers compares the recursion with the same number as a
// ratio of Poisson probabilities, and C with its many-server limit.
func TestErlangThousandsOfServers(t *testing.T) {
	for _, c := range []int{1000, 5000, 20000} {
		n := float64(c)
		for _, rho := range []float64{0.9, 0.99, 1, 1.05} {
			got, err := queue.Erlang{Servers: c, OfferedLoad: rho * n}.B()
			if err != nil {
				t.Fatal(err)
			}
			want := portable.PoissonPMF(n, rho*n) / portable.RegularizedGammaQ(n+1, rho*n)
			near(t, "ErlangB", got, want, 1e-11)
		}
		beta := 0.7
		load := n - beta*math.Sqrt(n)
		got, err := queue.Erlang{Servers: c, OfferedLoad: load}.C()
		if err != nil {
			t.Fatal(err)
		}
		limit, err := queue.HalfinWhitt{Beta: (n - load) / math.Sqrt(load)}.DelayProbability()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "ErlangC against Halfin and Whitt's limit", got, limit, 1/math.Sqrt(n)) // the limit's order of error
	}
}

func TestErlangCEdges(t *testing.T) {
	for _, c := range []struct {
		servers int
		load    float64
		want    float64
	}{{1, 0, 0}, {3, 0, 0}, {1, 0.7, 0.7}, {2, 1, 1.0 / 3}} {
		got, err := queue.Erlang{Servers: c.servers, OfferedLoad: c.load}.C()
		if err != nil {
			t.Fatal(err)
		}
		near(t, "ErlangC", got, c.want, 1e-15)
	}
	got, err := queue.Erlang{Servers: 4, OfferedLoad: 4}.C()
	var u *queue.UnstableError
	if got != 1 || !errors.As(err, &u) || u.Rho != 1 {
		t.Errorf("ErlangC(4, 4) = %v, %v; want 1 and an UnstableError with ρ = 1", got, err)
	}
}

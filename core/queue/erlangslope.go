package queue

// An erlangSlope compares M/M/c at two loads a₁ ≤ a₂ < c, for the priorities of
// classes that add up.
type erlangSlope struct {
	delay      float64 // C, Erlang's chance of delay, at a₂
	queue      float64 // (Lq(a₂) − Lq(a₁)) / (a₂ − a₁); the derivative if they are equal
	ratio      float64 // C/ρ at a₂
	ratioSlope float64 // change of C/ρ over the change of ρ; 0 if a₁ is 0
}

// newErlangSlope runs Erlang's recursion B_k = a·B_{k−1}/(k + a·B_{k−1}) at both
// loads together with the divided difference between them. With g = a·B_{k−1}:
// ΔB_k = k·Δg/((k+g₁)(k+g₂)) and Δg = a₂·ΔB_{k−1} + B_{k−1}(a₁)·Δa, all positive, so that
// a₂ → a₁ loses nothing; likewise for C = c·B/(c − a(1−B)) and Lq = a·C/(c−a).
func newErlangSlope(c, a1, a2 float64) erlangSlope {
	b1, b2, db, last := 1.0, 1.0, 0.0, 1.0
	for k := 1.0; k <= c; k++ {
		g1, g2 := float64(a1*b1), float64(a2*b2)
		db = k * (float64(a2*db) + b1) / float64((k+g1)*(k+g2))
		last = b2
		b1, b2 = g1/(k+g1), g2/(k+g2)
	}
	d1, d2 := c-float64(a1*(1-b1)), c-float64(a2*(1-b2))
	delay := c * b2 / d2
	slope := float64(c * ((float64((c-a1)*db) + float64(b1*(1-b2))) / float64(d1*d2)))
	s := erlangSlope{
		delay: delay,
		queue: (float64(c*delay) + float64(float64(a1*(c-a2))*slope)) / float64((c-a1)*(c-a2)),
		ratio: 1,
	}
	if c > 1 { // for one server C is ρ
		s.ratio = c * (c * last / (c + float64(a2*last))) / d2
		if a1 > 0 {
			s.ratioSlope = c * (c * ((slope - c*b1/d1/a1) / a2))
		}
	}
	return s
}

package dist

// setExponential prepares the memoryless law: density e^(-x/m)/m, SCV 1.
func (t *Time) setExponential() error {
	if t.scv != 1 {
		return &RangeError{"scv", t.scv, "1 for an exponential time"}
	}
	return nil
}

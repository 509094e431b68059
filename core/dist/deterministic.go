package dist

// setDeterministic prepares the law of a constant: SCV 0.
func (t *Time) setDeterministic() error {
	if t.scv != 0 {
		return &RangeError{"scv", t.scv, "0 for a deterministic time"}
	}
	return nil
}

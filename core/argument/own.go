package argument

// Own is a chart that fits no other kind of drawing.
type Own struct {
	// Sweep and Counts are what is simulated for it, if anything.
	Sweep  *Sweep
	Counts []Count
	Draw   func(*Sheet) Chart
}

func (p *Own) sweep() *Sweep       { return p.Sweep }
func (p *Own) counts() []Count     { return p.Counts }
func (p *Own) draw(b *Sheet) Chart { return p.Draw(b) }

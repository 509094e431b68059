package argument

// Own is a chart that fits no other kind of drawing.
type Own struct {
	// What is simulated for it, if anything: Numbers, the argument's by their index, along
	// Sweep, and Counts of the two settings.
	Sweep   *Sweep
	Numbers []int
	Counts  []Count
	Draw    func(*Sheet) Chart
}

func (p *Own) sweep() (*Sweep, []int) { return p.Sweep, p.Numbers }
func (p *Own) counts() []Count        { return p.Counts }
func (p *Own) draw(b *Sheet) Chart    { return p.Draw(b) }

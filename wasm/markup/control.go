package markup

import (
	"kingman/core/argument"
	"kingman/wasm/link"
)

// A Control is what the page shows of one parameter.
type Control struct {
	*argument.Param
	// Value as it stands in the slider, whose range is Slider; Number and Today as they
	// stand in the number fields, in the units that a reader types.
	Value, Number, Today string
	Slider               argument.Slider
	// Say is Value in words.
	Say string
	// Pinned says whether today has a value of its own.
	Pinned bool
	// Chosen is the index of the choice of a switch.
	Chosen int
	// SpanX, SpanWidth and TodayX place the stretch between today and what-if
	// and today's tick on a track 1000 wide. TodayX lies outside the track
	// while today follows.
	SpanX, SpanWidth, TodayX string
	// ThumbX places what-if on that track, which runs From To.
	ThumbX   string
	From, To float64
}

// NewControl returns the control of parameter i in s, on a track over all its values.
func NewControl(s argument.State, i int) Control {
	p := s.Entry.Params[i]
	track := p.Slider()
	return newControl(s, i, argument.Axis{Min: p.Min, Max: p.Max}, func(v float64) float64 {
		return (p.OnSlider(v) - track.Min) / (track.Max - track.Min) // a logarithmic one goes from stop to stop
	})
}

// NewLever returns the control of parameter i in s on a track that is an axis.
func NewLever(s argument.State, i int, x argument.Axis) Control {
	return newControl(s, i, x, x.Share)
}

// newControl returns the control of parameter i in s on a track from one end of x to the
// other, where share is how far along it a value stands.
func newControl(s argument.State, i int, x argument.Axis, share func(float64) float64) Control {
	p := s.Entry.Params[i]
	at := func(v float64) float64 { return 1000 * share(v) }
	c := Control{
		Param:  p,
		Value:  p.Format(p.OnSlider(s.WhatIf[i])),
		Slider: p.Slider(),
		Number: link.FieldText(p, s.WhatIf[i]),
		Today:  link.FieldText(p, s.Today[i]),
		Say:    s.Currency.In(p.Say(s.WhatIf[i])),
		Pinned: s.Pinned[i],
		Chosen: int(s.WhatIf[i]),
		SpanX:  "0", SpanWidth: "0", TodayX: "-100", ThumbX: Exact(at(s.WhatIf[i])), From: x.Min, To: x.Max,
	}
	if s.Pinned[i] {
		today, whatIf := at(s.Today[i]), at(s.WhatIf[i])
		c.SpanX, c.SpanWidth, c.TodayX = Exact(min(today, whatIf)), Exact(max(today, whatIf)-min(today, whatIf)), Exact(today)
	}
	return c
}

// Sign stands behind the number fields.
func (c Control) Sign() string { return link.FieldSign(c.Param) }

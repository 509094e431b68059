package markup

import (
	"kingman/core/scenario"
	"kingman/wasm/link"
)

// A Control is what the page shows of one parameter.
type Control struct {
	*scenario.Param
	// Value as it stands in the slider and in the link; Number and Today as they
	// stand in the number fields, in the units that a reader types.
	Value, Number, Today string
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
}

// NewControl returns the control of parameter i in s.
func NewControl(s scenario.State, i int) Control {
	p := &s.Argument.Params[i]
	c := Control{
		Param:  p,
		Value:  p.Format(s.WhatIf[i]),
		Number: link.FieldText(p, s.WhatIf[i]),
		Today:  link.FieldText(p, s.Today[i]),
		Say:    p.Say(s.WhatIf[i]),
		Pinned: s.Pinned[i],
		Chosen: int(s.WhatIf[i]),
		SpanX:  "0", SpanWidth: "0", TodayX: "-100",
	}
	if s.Pinned[i] {
		at := func(v float64) float64 { return 1000 * (v - p.Min) / (p.Max - p.Min) }
		now, then := at(s.Today[i]), at(s.WhatIf[i])
		c.SpanX, c.SpanWidth, c.TodayX = Exact(min(now, then)), Exact(max(now, then)-min(now, then)), Exact(now)
	}
	return c
}

// Least is the least value of the number fields.
func (c Control) Least() string { return link.FieldText(c.Param, c.Min) }

// Most is the largest value of the number fields.
func (c Control) Most() string { return link.FieldText(c.Param, c.Max) }

// Apart is the distance between two values of the number fields.
func (c Control) Apart() string { return link.FieldText(c.Param, c.Step) }

// Sign stands behind the number fields.
func (c Control) Sign() string { return link.FieldSign(c.Param) }

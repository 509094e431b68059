package kinds

import (
	"kingman/core/argument"
	"kingman/core/words"
)

// bestPlace is where one more person ships most; nobody where none ships more.
func (a *kind) bestPlace(s argument.Setting) int {
	best, most := 0, 0.0
	for k := range places {
		if done := a.through(s.At(a.more, float64(k)), s.Horizon())[len(stages)]; done > most*1.01 {
			best, most = k, done
		}
	}
	return best
}

func (a *kind) best() *argument.Map {
	options := make([]argument.Option, len(places))
	for k, c := range places {
		options[k] = argument.Option{ID: c.Words, Letter: argument.Upper(c.Words)[:1], Name: c.Words}
	}
	title := func(_ *argument.Sheet, _, whatIf int) string {
		if whatIf == 0 {
			return "Here one more person ships no more"
		}
		return "Here one more " + places[whatIf].Words + " ships most"
	}
	return &argument.Map{
		ID: "best", Subtitle: "who ships most, by changes asked for (across) and hours of a test (up)", Across: a.asked, Up: a.tests,
		X: argument.Ticked(argument.Axis{Name: "asked for", Unit: words.PerWeek, Min: 1, Max: 40}, 13, 1, "a week"),
		Y: argument.LogAxis("hours of a test", words.PlainHours, 1, 20), Columns: 26, Rows: 14, Options: options,
		Best: func(s argument.Setting) func(across, up float64) int {
			return func(across, up float64) int { return a.bestPlace(s.At(a.asked, across).At(a.tests, up)) }
		},
		Title: title,
	}
}

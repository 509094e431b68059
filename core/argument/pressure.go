package argument

import "math"

// Saturated is how close to its capacity a station counts as exactly full: a
// tenth of a per cent is less than any slider moves.
const Saturated = 0.001

// A Pressure says how a utilization stands to what can be done.
type Pressure int

const (
	Spare  Pressure = iota // there is room
	Barely                 // nearly none
	Full                   // none at all: the pile never settles
	Over                   // the pile grows without end
)

// barely is the utilization from which on people keep up, barely: one item in twenty more, and they would not.
const barely = 0.95

// PressureOf sorts a utilization.
func PressureOf(utilization float64) Pressure {
	switch {
	case utilization > 1+Saturated:
		return Over
	case utilization >= 1-Saturated:
		return Full
	case utilization > barely:
		return Barely
	}
	return Spare
}

// Fluid says why a formula for a pile past saturation differs from its simulation.
func Fluid(items string) string {
	return "The formula treats the pile as a fluid that spreads; the simulation counts " + items + "."
}

// NearTheLimit says why a formula for a date differs close to saturation.
const NearTheLimit = "So close to the limit the formula for a date is an approximation."

// MeanWhy says why a formula for a date that follows items in the mean differs from their simulation: as [Fluid] and
// [NearTheLimit] say, or where they come with another coefficient of variation than 1, as uneven does.
func MeanWhy(items string, utilization, cv float64, uneven string) string {
	switch {
	case utilization > 1+Saturated:
		return Fluid(items)
	case utilization > 0.7:
		return NearTheLimit
	case math.Abs(cv-1) > 0.05:
		return uneven
	}
	return "The formula follows " + items + " in the mean; the simulation follows each of them."
}

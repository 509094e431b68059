package scenario

import (
	"kingman/core/org"
	"kingman/core/sim"
	"kingman/core/words"
)

// analysisOrganisation describes a setting to the general simulator, for the
// live picture. The numbers come from package single, which knows this one
// organisation and is faster; a test holds the two equal.
//
// Features come from nowhere: from one stream, from each engineer's own ("one by
// one"), or from engineers who think of the next one when theirs is analysed
// ("waits with it"). A first step that takes no time sends off at once what needs
// no analyst. Three things differ from what the numbers come from, and fade
// within weeks: the first feature of a source comes after a whole gap, where the
// numbers start in the middle of one; nobody waits with a feature of the backlog;
// and the two draw different numbers from one seed.
func analysisOrganisation(s Setting) org.Organisation {
	in := analysisOf(s)
	gap := words.Week / in.rate // of one engineer
	cv2 := float64(in.arrivalCV * in.arrivalCV)
	feature := org.Class{
		Name: "feature",
		Steps: []org.Step{
			{Station: "built", Next: []org.Branch{{To: "analysts", Probability: in.share}, {To: org.Out, Probability: 1 - in.share}}},
			{Station: "analysts", Service: org.Time{Mean: in.hours, SCV: float64(in.analysisCV * in.analysisCV)}},
		},
	}
	switch {
	case in.closed:
		feature.Arrivals = []org.Arrivals{{Population: int(in.engineers), ThinkTime: org.Time{Mean: gap, SCV: cv2}}}
	case in.oneByOne:
		for range int(in.engineers) {
			feature.Arrivals = append(feature.Arrivals, org.Arrivals{Rate: 1 / gap, SCV: cv2})
		}
	default:
		feature.Arrivals = []org.Arrivals{{Rate: in.engineers / gap, SCV: cv2}}
	}
	// What waits now is past the first step: it does need an analyst.
	waiting := org.Class{Name: "feature that waits already", Backlog: int(in.backlog), Steps: feature.Steps[1:]}
	return org.Organisation{
		Stations: []sim.Station{{Name: "built", Kind: sim.Delay}, {Name: "analysts", Servers: int(in.analysts)}},
		Classes:  []org.Class{feature, waiting},
	}
}

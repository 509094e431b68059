package analysis

import "kingman/core/org"

var waitAboutTheDate = org.MeanWait(analysis)

func oneWait(o *org.Outcome) float64 { return o.Stations[analysis].Quantiles[0] }

// Package rollout asks how many people should see a release before it is known whether it
// is flawed: everybody at once, a canary, or more and more. Minutes are by the clock.
package rollout

import (
	"kingman/core/argument"
	"kingman/core/dist"
	"kingman/core/org"
	"kingman/core/rng"
	"kingman/core/words"
)

// The patterns, by the switch's choice.
const (
	allAtOnce = iota
	blueGreen
	canary
	flag
	progressive
	patterns // how many there are
)

var (
	rollout = &argument.Param{ID: "rollout", Label: "A release goes to", Max: patterns - 1, Step: 1, Default: canary, Pinned: true, Today: allAtOnce,
		Choices: []argument.Choice{
			{Words: "all at once", Help: "Everybody has it at once, and the version before is gone: to go back is to deploy again."},
			{Words: "blue-green", Help: "Everybody has it at once, and the version before stands by: to go back is to switch."},
			{Words: "canary", Help: "A few have it first. If they meet no errors, everybody has it, as with blue-green."},
			{Words: "feature flag", Help: "As a canary, by a flag: to go back takes no time."},
			{Words: "progressive", Help: "By a flag, 1 % have it first, then 10 %, half and all, and each of them is watched."},
		},
		Help: "Who has a new release, and what going back takes."}
	exposed = &argument.Param{ID: "exposed", Label: "Who sees it first", Unit: words.Share, Min: 0.005, Max: 0.9, Step: 0.005, Default: 0.1,
		Help: "The share of users with the canary, or the flag."}
	bake = &argument.Param{ID: "bake", Label: "Watched for", Unit: words.Minutes, Min: 5, Max: 480, Step: 5, Default: 60,
		Help: "Minutes by the clock. Whoever has the release last is watched as long."}
	traffic = &argument.Param{ID: "traffic", Label: "Requests a minute", Unit: words.Number, Min: 10, Max: 2000, Step: 10, Default: 100, Log: true,
		Help: "Of all users together."}
	errors = &argument.Param{ID: "errors", Label: "Errors of a flawed release", Unit: words.Share, Min: 0.002, Max: 0.2, Step: 0.001, Default: 0.01,
		Help: "The share of requests that fail if the release is flawed."}
	weeks    = argument.Weeks(1, 26, argument.CountsOver+" releases")
	baseline = &argument.Param{ID: "baseline", Label: "Errors that are normal", Unit: words.Share, Min: 0, Max: 0.05, Step: 0.0005, Default: 0.001, More: true,
		Help: "The share of requests that fail if all is well."}
	falseAlarm = &argument.Param{ID: "false-alarm", Label: "Good releases stopped, at most", Unit: words.Share, Min: 0.001, Max: 0.1, Step: 0.001, Default: 0.01, More: true,
		Help: "Of each time that a release is watched. It decides how many errors stop one."}
	redeploy = &argument.Param{ID: "redeploy", Label: "Back without a second version", Unit: words.Minutes, Min: 1, Max: 480, Step: 1, Default: 60, More: true,
		Help: "Minutes to deploy the version before again."}
	back = &argument.Param{ID: "back", Label: "Back by a switch", Unit: words.Minutes, Min: 0, Max: 60, Step: 1, Default: 1, More: true,
		Help: "Minutes until everybody has the version that stands by."}
	reported = &argument.Param{ID: "reported", Label: "Until customers report it", Unit: words.Minutes, Min: 10, Max: 2880, Step: 10, Default: 240, More: true,
		Help: "Minutes after the watch, of a flaw that nobody noticed."}
	releases = &argument.Param{ID: "releases", Label: "Releases", Unit: words.PerWeek, Min: 1, Max: 200, Step: 1, Default: 10, More: true,
		Help: "Each as a whole, by chance."}
	faulty = &argument.Param{ID: "faulty", Label: "Changes that are faulty", Unit: words.Share, Min: 0, Max: 0.2, Step: 0.005, Default: 0.02, More: true,
		Help: "Here a release is one change: the share of them with a flaw."}
	brokenCost = argument.BrokenCost()
)

// Entry is rollout-patterns in the catalogue.
var Entry = argument.NewEntry(argument.Entry{
	ID:       "rollout-patterns",
	Title:    "Who sees a release first",
	Question: "One release in fifty is flawed. How many people should see it before we know?",
	Params:   []*argument.Param{rollout, exposed, bake, traffic, errors, weeks, baseline, falseAlarm, redeploy, back, reported, releases, faulty, brokenCost},
	Main:     rollout,
	Shown:    2,
	Story: []argument.Step{
		{Says: "Everybody has it at once. The flaw is noticed in a quarter of an hour, and going back takes an hour.", Set: []argument.Assignment{rollout.To(allAtOnce)}, Points: "exposure"},
		{Says: "A switch back: the hour is gone. What is left is noticing.", Set: []argument.Assignment{rollout.To(blueGreen)}, Points: "exposure"},
		{Says: "A canary of one user in a hundred meets so few errors that it stops one flaw in eight. The others go to everybody.", Set: []argument.Assignment{exposed.To(0.01)}, Points: "share"},
		{Says: "A canary of 13.5 % is big enough to tell, and small enough to spare the others.", Set: []argument.Assignment{exposed.To(0.135)}, Points: "share"},
		{Says: "A canary of half is soon sure, and half of all users have the flaw until then.", Set: []argument.Assignment{exposed.To(0.5)}, Points: "share"},
		{Says: "With ten times the traffic one user in fifty is enough.", Set: []argument.Assignment{traffic.To(1000), exposed.To(0.02)}, Points: "traffic"},
	},
})

// background is what stands behind the page.
func background() argument.Background {
	return argument.Background{
		Equations: []argument.Equation{
			{Name: "When it is stopped", Text: "at the k-th error; k the least with P(Poisson(f·N·p₀·B) ≥ k) ≤ false alarms", Author: "J. Neyman and E. Pearson, 1933",
				Region: "Each time that a share f of N requests a minute is watched for B minutes. Good releases have a share p₀ of errors."},
			{Name: "Chance that it is stopped, and when", Text: "P(T ≤ B) = P(k, νB), E min(T, B) = (k/ν)·P(k + 1, νB) + B(1 − P(k, νB)), ν = f·N·p₁", Author: "A. K. Erlang, 1909",
				Region: "Exact for errors that come by chance. P is the regularised incomplete gamma function."},
			{
				Name: "Minutes of everybody", Text: "f(E min(T, B) + P·back) + (1 − P)·next", Author: "Ours", Region: "Stage after stage; after the last, next is until customers report it, and back.",
			},
			{
				Name: "Requests that it takes", Text: "f·N·B ≈ ((z_α√p₀ + z_β√p₁)/(p₁ − p₀))²", Author: "J. Fleiss, 1973", Region: "A rule of thumb: α the false alarms, β the flaws that are missed.",
			},
		},
		Assumptions: []string{
			"One user in ten who has a flaw for an hour counts as everybody for six minutes.",
			"Errors come by chance, at a share of requests that is known beforehand and does not change over the day.",
			"A flaw shows in errors, in the same share for all users. What corrupts data, or only annoys, is not in it.",
			"Releases do not overlap, and one that is stopped does not come again.",
			"Minutes are by the clock: somebody watches at night, too.",
			"What it costs that a good release is with everybody later is not in it.",
		},
		Sources: []argument.Source{
			{Title: "Continuous Delivery", Author: "J. Humble and D. Farley", Year: 2010},
			{Title: "On the problem of the most efficient tests of statistical hypotheses", Author: "J. Neyman and E. Pearson", Year: 1933},
			{Title: "Statistical Methods for Rates and Proportions", Author: "J. Fleiss", Year: 1973},
		},
	}
}

// The numbers, by index: the sentence's own comes first.
const (
	exposure = iota
	caught
	threshold
	broken
	stopped
	delay
	last
)

const method = "k-th of a Poisson stream (Erlang 1909)"

// Model answers for rollout-patterns.
func Model() *argument.Model {
	return argument.New(argument.Model{
		Entry:      Entry,
		Background: background,
		Kernel:     kernel,
		Formula:    evaluate,
		Numbers: []argument.Number{
			{ID: "exposure", Label: "minutes of everybody, for each flawed release", Unit: words.Minutes, Method: method, Count: argument.Counted(perFlawed(sumExposure))},
			{ID: "caught", Label: "flawed releases stopped by those who see them first", Unit: words.Share, Chance: true, Method: method, Count: argument.Counted(perFlawed(sumCaught))},
			{ID: "threshold", Label: "errors that stop it there", Unit: words.Number, Method: "least k with P(Poisson ≥ k) at most the false alarms"},
			{ID: "broken", Label: "minutes of everybody by the date", Unit: words.Minutes, Method: "for each, times releases that are flawed", Count: argument.Counted(inAll(sumExposure))},
			{ID: "false", Label: "good releases stopped", Unit: words.Share, Method: "P(Poisson ≥ k), of all who are watched"},
			{ID: "delay", Label: "minutes until everybody has a good release", Unit: words.Minutes, Method: "watches before the last"},
		},
		Effort:   argument.Effort{Most: 4000, Least: 20, MostAlong: 1000, LeastAlong: 20, Items: 100e3, In: func(s argument.Setting) float64 { return 1 + flawed(s) }},
		Drawings: []argument.Drawing{paths(), byShare(), byPattern(), byTraffic()},
		Headline: headline,
		Asides:   argument.Asides(tooFew, byTheDate, decides, forNothing),
		Compared: exposure,
		Why:      func(*argument.Sheet) string { return "The formula is exact; what differs is luck." },
	})
}

// What the kernel sums up over the flawed releases of a run, by the place in Outcome.Own:
// how many there are, minutes of everybody, and how many are stopped by those who see
// them first.
const (
	sumFlawed = iota
	sumExposure
	sumCaught
	sums
)

func perFlawed(k int) org.Metric {
	return func(o *org.Outcome) (float64, float64) { return o.Own[k], o.Own[sumFlawed] }
}

func inAll(k int) org.Metric { return func(o *org.Outcome) (float64, float64) { return o.Own[k], 1 } }

// kernel plays the flawed releases until the date, which come as a Poisson stream. Each time
// that one is watched its k-th error comes after a gamma time. All settings share their
// luck: whoever has it last has the first stream of errors, whoever has it before them
// the second, and so on, and each release takes one draw of each.
func kernel(s argument.Setting, seed uint64) func(r int) org.Outcome {
	p, until := patternOf(s), flawed(s)
	kth := make([]dist.Time, len(p.Shares)) // minutes
	for i, share := range p.Shares {
		k := float64(errorsToStop(p, share))
		law, err := dist.ByMoments(k/float64(share*p.Flawed), 1/k)
		if err != nil {
			panic(err) // some error comes in every share of every traffic
		}
		kth[i] = law
	}
	watched := s.Of(bake)
	return func(r int) org.Outcome {
		luck := make([]rng.Source, len(kth))
		for i := range luck {
			luck[i] = rng.StreamAt(seed, r, "errors", len(kth)-i)
		}
		sum := make([]float64, sums)
		coming := rng.Stream(seed, r, "flawed")
		for t := coming.Exponential(); t <= until; t += coming.Exponential() {
			sum[sumFlawed]++
			noticed := false
			for i := range kth {
				after := kth[i].Draw(&luck[i])
				if noticed {
					continue
				}
				if noticed = after <= watched; noticed {
					sum[sumExposure] += float64(p.Shares[i] * (after + p.Back))
					if i == 0 {
						sum[sumCaught]++
					}
				} else {
					sum[sumExposure] += float64(p.Shares[i] * watched)
				}
			}
			if !noticed {
				sum[sumExposure] += s.Of(reported) + p.Back
			}
		}
		return org.Outcome{Replication: r, Own: sum}
	}
}

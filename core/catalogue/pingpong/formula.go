package pingpong

import (
	"math"

	"kingman/core/argument"
	"kingman/core/queue"
	"kingman/core/words"
)

// arrivalRate is λ, questions per working hour that are asked for the first time.
func arrivalRate(s argument.Setting) float64 { return s.Of(demand) / words.Week }

// service is s, the hours of one answer with the conversation before it.
func service(s argument.Setting) float64 { return s.Of(hours) + s.Of(minutes)/60 }

// rounds is 1/(1−p), how many answers a question needs in the end.
func rounds(s argument.Setting) float64 { return 1 / (1 - s.Of(share)) }

// firstLoad is ρ₀ = λs/c, the analysts' utilization if nothing came back.
func firstLoad(s argument.Setting) float64 { return arrivalRate(s) * service(s) / s.Of(analysts) }

// utilization is ρ = λs/(c(1−p)); above 1 the pile grows.
func utilization(s argument.Setting) float64 { return firstLoad(s) * rounds(s) }

// tipping is p* = 1 − λs/c, the share coming back at which the analysts are
// saturated; 0 or less if they are without any.
func tipping(s argument.Setting) float64 { return 1 - firstLoad(s) }

// capacity is how many answers a week the analysts can give.
func capacity(s argument.Setting) float64 { return s.Of(analysts) / service(s) * words.Week }

// feedback is the analysts' line with what comes back to it.
func feedback(s argument.Setting) queue.Feedback {
	return queue.Feedback{
		Visit:  queue.Station{ArrivalRate: arrivalRate(s), MeanService: service(s), Servers: int(s.Of(analysts)), ArrivalSCV: s.SCV(arrivalCV), ServiceSCV: s.SCV(answerCV)},
		Return: s.Of(share), Delay: s.Of(delay), Backlog: s.Of(backlog),
	}
}

// settled is the lead time in hours if all this went on for ever; +Inf at and past the
// tipping point.
func settled(s argument.Setting) float64 {
	h, err := feedback(s).MeanSojourn()
	if err != nil {
		return math.Inf(1)
	}
	return h
}

// evaluate is what the formula says at the date. Parameters are inside their ranges,
// which are inside those of the formula: an error would be a mistake in this package,
// and shows as NaN, which a test looks for at every corner.
func evaluate(s argument.Setting) queue.FeedbackHorizon {
	h, err := feedback(s).AtHorizon(s.Horizon())
	if err != nil {
		h.MeanSojourn = math.NaN()
	}
	return h
}

// answered is how many answers a week are given until the date: who came and is not
// there has been answered for good.
func answered(s argument.Setting, h queue.FeedbackHorizon) float64 {
	return math.Min(capacity(s), h.Departed*rounds(s)/s.Weeks())
}

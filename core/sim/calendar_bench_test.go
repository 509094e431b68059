package sim

import (
	"fmt"
	"math/rand/v2"
	"testing"
)

// BenchmarkCalendar is the cost of finding the next event and of giving its slot another time, for one pending event in each slot. Times
// between a slot's events are exponential, drawn beforehand.
func BenchmarkCalendar(b *testing.B) {
	r := rand.New(rand.NewPCG(1, 1))
	var gaps [512]float64 // as long as a block of the engine's
	for i := range gaps {
		gaps[i] = r.ExpFloat64()
	}
	for _, slots := range []int{4, 64, 1024} {
		b.Run(fmt.Sprint(slots), func(b *testing.B) {
			c := newCalendar(slots)
			for s := range slots {
				c.set(int32(s), gaps[s%len(gaps)])
			}
			for b.Loop() {
				turn(&c, &gaps)
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N*perTurn), "ns/event")
		})
	}
}

const perTurn = 4096

// turn runs perTurn events. Like Engine.Step it returns after some thousands: in a browser a call that goes on stays in the code in
// which it began, before that was optimised.
func turn(c *calendar, gaps *[512]float64) {
	for i := range perTurn {
		s := c.next()
		c.set(s, c.slots[s].time+gaps[i%len(gaps)])
	}
}

// BenchmarkSlots is the cost of an event in the engine when the calendar has so many slots: one source and a station whose servers
// take all the others.
func BenchmarkSlots(b *testing.B) {
	for _, slots := range []int{4, 1024} {
		b.Run(fmt.Sprint(slots), func(b *testing.B) { benchEvents(b, single(slots-1, 0.8, 1, 1)) })
	}
}

package sim

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The calendar must agree with a plain search for the smallest (time, sequence), also when times differ
// by one unit in the last place or not at all.
func TestCalendarAgreesWithSearch(t *testing.T) {
	for _, slots := range []int{1, 2, 3, 4, 7, 64, 100, 1025} {
		r := rand.New(rand.NewPCG(1, uint64(slots)))
		c := newCalendar(slots)
		now := 0.0
		for range 20_000 {
			s := int32(r.IntN(slots))
			switch r.IntN(8) {
			case 0:
				c.clear(s)
			case 1, 2:
				c.set(s, now)
			case 3:
				c.set(s, math.Nextafter(now, math.Inf(1)))
			case 4:
				c.set(s, math.Nextafter(math.Nextafter(now, math.Inf(1)), math.Inf(1)))
			case 5:
				c.set(s, math.Inf(1))
			default:
				c.set(s, now+r.ExpFloat64())
			}
			want := int32(-1)
			for i := range c.slots {
				if math.IsInf(c.slots[i].time, 1) {
					continue
				}
				if want < 0 || c.slots[i].time < c.slots[want].time ||
					c.slots[i].time == c.slots[want].time && c.slots[i].seq < c.slots[want].seq {
					want = int32(i)
				}
			}
			got := c.next()
			if want < 0 {
				if !math.IsInf(c.slots[got].time, 1) {
					t.Fatalf("%d slots: empty calendar offers slot %d at %v", slots, got, c.slots[got].time)
				}
				continue
			}
			if got != want {
				t.Fatalf("%d slots: next is %d at %v, want %d at %v", slots,
					got, c.slots[got].time, want, c.slots[want].time)
			}
			if r.IntN(3) == 0 {
				now = c.slots[got].time
			}
		}
	}
}

// What is set last comes after all others of its moment, whenever these are scheduled, and in order among its kind.
func TestLastOfItsMoment(t *testing.T) {
	c := newCalendar(8)
	c.setLast(4, 1.5)
	c.set(6, 1.5)
	c.setLast(1, 1.5)
	c.setLast(7, math.Nextafter(1.5, 0))
	c.set(3, 1.5)
	c.set(2, math.Nextafter(1.5, 2))
	for _, want := range []int32{7, 6, 3, 4, 1, 2} {
		if got := c.next(); got != want {
			t.Fatalf("next is slot %d, want %d", got, want)
		}
		c.clear(want)
	}
}

func TestTiesRunInScheduledOrder(t *testing.T) {
	c := newCalendar(8)
	order := []int32{5, 2, 7, 0, 3}
	for _, s := range order {
		c.set(s, 1.5)
	}
	for _, want := range order {
		got := c.next()
		if got != want {
			t.Fatalf("next is slot %d, want %d", got, want)
		}
		c.clear(got)
	}
}

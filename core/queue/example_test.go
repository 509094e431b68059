package queue_test

import (
	"fmt"
	"math"

	"kingman/core/queue"
)

// Three people answer questions that take them eight hours each and come by chance, twelve a week.
func Example() {
	q, err := queue.MMc{ArrivalRate: 12.0 / 40, MeanService: 8, Servers: 3}.Analyze()
	if err != nil {
		panic(err)
	}
	p90, err := q.WaitQuantile(0.9)
	if err != nil {
		panic(err)
	}
	fmt.Printf("%.0f %% of questions wait, %.1f h on average, one in ten longer than %.1f h\n", 100*q.DelayProbability, q.MeanWait, p90)
	fmt.Printf("longer than a day: %.0f %%\n", 100*q.WaitExceeds(8))
	// Output:
	// 65 % of questions wait, 8.6 h on average, one in ten longer than 24.9 h
	// longer than a day: 36 %
}

// Work that varies as little as the talk has it, at one analyst who is 80 % busy, and what is not possible.
func ExampleStation() {
	s := queue.Station{ArrivalRate: 2.0 / 40, MeanService: 16, Servers: 1, ArrivalSCV: 0.25, ServiceSCV: 0.0625}
	kingman, _ := s.Kingman()
	best, _ := s.MeanWait()
	fmt.Printf("Kingman says %.1f h, %s %.1f h\n", kingman, s.Recommend().Name, best)

	s.ArrivalRate = 3.0 / 40
	_, err := s.MeanWait()
	fmt.Println(err)
	s.Servers = 0
	_, err = s.MeanWait()
	fmt.Println(err)
	// Output:
	// Kingman says 10.0 h, Kraemer–Langenbach-Belz 7.4 h
	// no steady state: utilization 1.2 is not below 1
	// Servers is 0, must be a whole number from 1 to 1000000
}

// What happens by a date does not stop at 100 %: five analysts and ever more engineers.
func ExampleStation_AtHorizon() {
	for _, engineers := range []float64{10, 12.5, 15, 20} {
		s := queue.Station{ArrivalRate: engineers / 40, MeanService: 16, Servers: 5, ArrivalSCV: 0.25, ServiceSCV: 0.0625}
		h, err := s.AtHorizon(26*40, 0)
		if err != nil {
			panic(err)
		}
		p90, err := h.WaitQuantile(0.9)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%4.1f engineers, load %3.0f %%: in week 26 a feature waits %5.1f h, one in ten longer than %5.1f h\n", engineers, 100*s.Utilization(), h.MeanWait, p90)
	}
	// Output:
	// 10.0 engineers, load  80 %: in week 26 a feature waits   1.4 h, one in ten longer than   4.3 h
	// 12.5 engineers, load 100 %: in week 26 a feature waits  24.8 h, one in ten longer than  52.4 h
	// 15.0 engineers, load 120 %: in week 26 a feature waits 208.5 h, one in ten longer than 252.5 h
	// 20.0 engineers, load 160 %: in week 26 a feature waits 621.2 h, one in ten longer than 671.3 h
}

// Demand grows by 3 % a month past what five people can do, and a sixth begins in week 13, at half
// speed for a quarter.
func ExampleForward() {
	f := queue.Forward{ArrivalSCV: 1, ServiceSCV: 1}
	for week := range 52 {
		p := queue.ForwardPeriod{
			Hours: 40, MeanService: 16, Servers: 5,
			ArrivalRate: 9.0 / 40 * math.Pow(1.03, (float64(week)+0.5)*12/52),
		}
		if week >= 13 {
			p.ExtraServers, p.ExtraService = 1, 32
		}
		if week >= 26 {
			p.ExtraService = 16
		}
		f.Periods = append(f.Periods, p)
	}
	r, err := f.Analyze()
	if err != nil {
		panic(err)
	}
	for _, week := range []int{12, 26, 52} {
		p := r.Points[week-1]
		fmt.Printf("week %d: %.1f in line, who comes waits %.1f h\n", week, p.QueueLength, p.MeanWait)
	}
	end := r.End()
	fmt.Printf("over the year an item took %.1f h; in the end %.0f %% wait for over a day\n", end.ItemHours/end.Arrived, 100*r.WaitExceeds(8))
	// Output:
	// week 12: 1.6 in line, who comes waits 6.8 h
	// week 26: 1.5 in line, who comes waits 5.7 h
	// week 52: 3.0 in line, who comes waits 9.5 h
	// over the year an item took 21.4 h; in the end 37 % wait for over a day
}

// A question in five comes back a day later because the answer was misunderstood.
func ExampleFeedback() {
	f := queue.Feedback{
		Visit:  queue.Station{ArrivalRate: 10.0 / 40, MeanService: 16, Servers: 5, ArrivalSCV: 1, ServiceSCV: 1},
		Return: 0.15, Delay: 8,
	}
	h, err := f.AtHorizon(26 * 40)
	if err != nil {
		panic(err)
	}
	fmt.Printf("busy %.0f %%; by week 26 from question to answer %.1f h:\n", 100*f.Whole().Utilization(), h.MeanSojourn)
	fmt.Printf("%.1f in line, %.1f answered, %.1f answered again, %.1f on the way back\n", h.Wait, h.FirstService, h.FurtherService, h.Away)
	// Output:
	// busy 94 %; by week 26 from question to answer 43.7 h:
	// 23.9 in line, 15.6 answered, 2.8 answered again, 1.4 on the way back
}

// Ten changes a week, released so many at a time.
func ExampleBatches() {
	changes := queue.RenewalStream{Rate: 10.0 / 40, SCV: 1}
	count, err := changes.CountBy(52 * 40)
	if err != nil {
		panic(err)
	}
	for _, n := range []int{1, 5, 20} {
		size := float64(n)
		test := 2 + 0.25*size
		b := queue.Batches{
			Size: n, Release: test,
			Station: queue.Station{ArrivalRate: changes.Rate / size, MeanService: test, Servers: 1, ArrivalSCV: changes.SCV / size},
		}
		h, err := b.By(count)
		if err != nil {
			panic(err)
		}
		fmt.Printf("%d at a time: live after %.1f h\n", n, h.MeanSojourn)
	}
	// Output:
	// 1 at a time: live after 3.7 h
	// 5 at a time: live after 11.2 h
	// 20 at a time: live after 44.6 h
}

// Fewest people for a wait of half a day, and what the square-root rule says.
func ExampleStation_ServersFor() {
	s := queue.Station{ArrivalRate: 1.2, MeanService: 8, ArrivalSCV: 1, ServiceSCV: 1}
	c, err := s.ServersFor(4)
	if err != nil {
		panic(err)
	}
	rule, err := queue.HalfinWhitt{OfferedLoad: s.OfferedLoad()}.WithDelay(0.3)
	if err != nil {
		panic(err)
	}
	servers, err := rule.Servers()
	if err != nil {
		panic(err)
	}
	fmt.Printf("%d for a mean wait of 4 h; about %d so that three in ten wait\n", c, servers)
	// Output:
	// 11 for a mean wait of 4 h; about 13 so that three in ten wait
}

// A service that fails every thirty days is promised for 99.9 % of them.
func ExampleDowntime() {
	const month = 30 * 24.0
	for _, minutes := range []float64{120, 30} {
		d := queue.Downtime{MeanUp: month, MeanDown: minutes / 60, DownSCV: 1}
		kept, err := d.AtMost(0.001*month, month)
		if err != nil {
			panic(err)
		}
		fmt.Printf("back in %.0f minutes: the promise is kept in %.0f of 100 months\n", minutes, 100*kept)
	}
	// Output:
	// back in 120 minutes: the promise is kept in 49 of 100 months
	// back in 30 minutes: the promise is kept in 74 of 100 months
}

// Eight features a week for a line that can do six: a limit on those under way costs little, until it is too tight.
func ExampleTandem_Until() {
	l := queue.Tandem{Arrivals: queue.RenewalStream{Rate: 8.0 / 40, SCV: 1}}
	for _, place := range []struct {
		hours  float64
		people int
	}{{40, 8}, {8, 2}, {20, 3}, {4, 1}} {
		l.Stations = append(l.Stations, queue.Station{MeanService: place.hours, Servers: place.people, ServiceSCV: 0.25})
	}
	course, err := l.Until(26*40, 12, 20)
	if err != nil {
		panic(err)
	}
	for _, limit := range []int{0, 20, 8} {
		h := course.Limited(limit)
		fmt.Printf("limit %2d: %.1f a week, %3.0f hours from start to delivery, %3.0f from asked for\n", limit, h.Points[12].Departed/26, h.Cycle, h.MeanSojourn)
	}
	// Output:
	// limit  0: 5.5 a week, 173 hours from start to delivery, 187 from asked for
	// limit 20: 5.5 a week, 121 hours from start to delivery, 187 from asked for
	// limit  8: 4.1 a week,  72 hours from start to delivery, 260 from asked for
}

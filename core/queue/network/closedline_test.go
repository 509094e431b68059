package network

import (
	"errors"
	"math"
	"testing"

	"kingman/core/queue"
)

// A closed line says for every population what mean value analysis says of the network that
// it is, and all its items are somewhere.
func TestClosedLineIsTheNetwork(t *testing.T) {
	for _, stations := range [][]queue.Station{
		{{MeanService: 40, Servers: 8}, {MeanService: 8, Servers: 2}, {MeanService: 64.0 / 3, Servers: 3}, {MeanService: 4, Servers: 1}},
		{{MeanService: 160, Servers: 40}, {MeanService: 1, Servers: 20}, {MeanService: 2.5, Servers: 1}, {MeanService: 160, Servers: 10}},
		{{MeanService: 1, Servers: 1}, {MeanService: 1, Servers: 1}},
		{{MeanService: 3, Servers: 250}},
	} {
		const most = 100
		line, err := queue.NewClosedLine(stations, most)
		if err != nil {
			t.Fatal(err)
		}
		if line.Throughput(0) != 0 || line.Throughput(most+1) != line.Throughput(most) {
			t.Errorf("%v: outside the range", stations)
		}
		for _, items := range []int{1, 2, 3, 7, 20, 60, most} {
			n := Closed{Classes: []ClosedClass{{Population: items}}}
			for _, s := range stations {
				n.Stations = append(n.Stations, ClosedStation{Servers: s.Servers, Visits: []float64{1}, MeanService: []float64{s.MeanService}})
			}
			want, err := n.MVA()
			if err != nil {
				t.Fatal(err)
			}
			near := func(what string, got, want float64) {
				if math.Abs(got-want) > 1e-11*math.Max(1e-3, want) {
					t.Errorf("%v with %d items: %s %v, by mean value analysis %v", stations, items, what, got, want)
				}
			}
			near("throughput", line.Throughput(items), want.Classes[0].Throughput)
			there := 0.0
			for k := range stations {
				near("line", line.QueueLength(k, items), want.Stations[k].QueueLength[0])
				there += line.QueueLength(k, items) + line.Busy(k, items)
			}
			near("items", there, float64(items))
		}
	}
}

func TestClosedLineRefuses(t *testing.T) {
	one := queue.Station{MeanService: 1, Servers: 1}
	for field, c := range map[string]struct {
		stations []queue.Station
		most     int
	}{
		"Stations":    {nil, 1},
		"Most":        {[]queue.Station{one}, -1},
		"MeanService": {[]queue.Station{{Servers: 1}}, 1},
		"Servers":     {[]queue.Station{{MeanService: 1, Servers: 400}, {MeanService: 1, Servers: 201}}, 1},
	} {
		_, err := queue.NewClosedLine(c.stations, c.most)
		if bad := (*queue.FieldError)(nil); !errors.As(err, &bad) || bad.Field != field {
			t.Errorf("%s: %v", field, err)
		}
	}
}

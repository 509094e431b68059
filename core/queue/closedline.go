package queue

import "math"

// A ClosedLine is stations one after the other with a constant number of items: the next
// one starts when one is finished, and there is always a next one (constant work in
// progress; Spearman, Woodruff and Hopp 1990). Services are exponential. It holds the steady
// state for every number of items up to the most that it was made for.
//
// It is the one-class network that network.Closed solves, for all populations at the price
// of the largest, which is what a curve along a limit of the work in progress needs.
type ClosedLine struct {
	stations []Station
	hours    float64     // of service over servers at the slowest station, the unit of the rest
	weights  [][]float64 // by station and items there: Π D/min(i, c)
	others   [][]float64 // by station and items at the others: their normalising constants
	all      []float64   // by items: normalising constants of the whole line
}

// maxClosedServers keeps constants inside what a float64 can hold: those of c servers are up
// to eᶜ.
const maxClosedServers = 600

// NewClosedLine makes the line of stations, of which only MeanService and Servers are read,
// for up to most items, 0 to 10000. Stations have at most 600 servers together. Errors are
// *FieldError.
//
// The steady state has a product form (Gordon and Newell 1967), and its normalising
// constants come by convolution (Buzen 1973), G(n) = Σⱼ f(j)·G₋(n − j), where all terms are
// positive: nothing is lost by subtraction, unlike in mean value analysis of several
// servers. The cost is most² times the number of stations squared.
func NewClosedLine(stations []Station, most int) (ClosedLine, error) {
	if len(stations) == 0 {
		return ClosedLine{}, &FieldError{"Stations", 0, "at least one station"}
	}
	if most < 0 || most > 10000 {
		return ClosedLine{}, &FieldError{"Most", float64(most), "a whole number from 0 to 10000"}
	}
	l := ClosedLine{stations: stations}
	servers := 0
	for _, s := range stations {
		if err := errorsFirst(positive("MeanService", s.MeanService), serverCount(s.Servers)); err != nil {
			return ClosedLine{}, err
		}
		l.hours = math.Max(l.hours, s.MeanService/float64(s.Servers))
		servers += s.Servers
	}
	if servers > maxClosedServers {
		return ClosedLine{}, &FieldError{"Servers", float64(servers), "at most 600 of all stations together"}
	}
	for _, s := range stations {
		f := make([]float64, most+1)
		f[0] = 1
		for n := 1; n <= most; n++ {
			f[n] = f[n-1] * (s.MeanService / l.hours / float64(min(n, s.Servers)))
		}
		l.weights = append(l.weights, f)
	}
	nothing := make([]float64, most+1)
	nothing[0] = 1
	for k := range stations {
		g := nothing
		for other, f := range l.weights {
			if other != k {
				g = convolved(g, f)
			}
		}
		l.others = append(l.others, g)
	}
	l.all = convolved(l.others[0], l.weights[0])
	return l, nil
}

// convolved returns Σⱼ a(j)·b(n − j) for every n.
func convolved(a, b []float64) []float64 {
	sums := make([]float64, len(a))
	for n := range sums {
		for j := 0; j <= n; j++ {
			sums[n] += float64(a[j] * b[n-j])
		}
	}
	return sums
}

// within moves a number of items into the range that the line was made for.
func (l ClosedLine) within(items int) int { return max(0, min(items, len(l.all)-1)) }

// Throughput returns items finished an hour. It never falls with the number of items; a
// number beyond those that the line was made for counts as the nearest.
func (l ClosedLine) Throughput(items int) float64 {
	n := l.within(items)
	if n == 0 {
		return 0
	}
	return l.all[n-1] / l.all[n] / l.hours
}

// QueueLength returns how many items wait in line at the k-th station.
func (l ClosedLine) QueueLength(k, items int) float64 {
	n, sum := l.within(items), 0.0
	for j := l.stations[k].Servers + 1; j <= n; j++ {
		sum += float64(float64(j-l.stations[k].Servers) * float64(l.weights[k][j]*l.others[k][n-j]))
	}
	return sum / l.all[n]
}

// Busy returns how many of the k-th station's servers are busy.
func (l ClosedLine) Busy(k, items int) float64 {
	return l.Throughput(items) * l.stations[k].MeanService
}

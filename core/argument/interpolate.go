package argument

import "math"

// ReadAt reads a row at a place between two of its indices, of which the first is 0; beyond its ends it is as at them. The
// row has one value at least.
func ReadAt(row []float64, at float64) float64 {
	at = math.Min(math.Max(0, at), float64(len(row)-1))
	k := int(at)
	if k+1 == len(row) {
		return row[k]
	}
	return row[k] + float64((at-float64(k))*(row[k+1]-row[k]))
}

// Between reads a row of two values at least at a place between two of its indices; beyond the last one it goes on as before.
func Between(row []float64, place float64) float64 {
	k := min(int(place), len(row)-2)
	return row[k] + float64((float64(place)-float64(k))*(row[k+1]-row[k]))
}

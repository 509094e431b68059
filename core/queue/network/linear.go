package network

// solve returns x = b + M·x for a non-negative m×m matrix M, row by row in one
// slice, whose I − M is diagonally dominant by rows or by columns (flows lose
// something somewhere; variabilities are averages). M and b are overwritten.
//
// Gaussian elimination of such a matrix needs no pivoting, and without it
// every off-diagonal element keeps its sign: a non-negative b gives a
// non-negative x, however the rounding falls. ok is false if the matrix is
// singular to working precision.
func solve(m int, a, b []float64) (x []float64, ok bool) {
	for k := range m {
		pivot := 1 - a[k*m+k]
		if !(pivot > 0) {
			return nil, false
		}
		row := a[k*m : (k+1)*m]
		for i := k + 1; i < m; i++ {
			below := a[i*m : (i+1)*m]
			f := below[k] / pivot
			if f == 0 {
				continue
			}
			for j := k + 1; j < m; j++ {
				below[j] += float64(f * row[j])
			}
			b[i] += float64(f * b[k])
		}
	}
	for k := m - 1; k >= 0; k-- {
		for j := k + 1; j < m; j++ {
			b[k] += float64(a[k*m+j] * b[j])
		}
		b[k] /= 1 - a[k*m+k]
	}
	return b, true
}

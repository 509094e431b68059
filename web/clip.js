// Clipping: what of a line or an area lies in a box. A path that runs far out of
// the plot costs the browser more than everything else on the page together, a
// dashed one above all, and clipping on the canvas does not spare it.

const within = (v, from, to) => Math.min(Math.max(v, from), to)

// clipLine returns the parts of a line that lie in the box: points, x and y in
// turn, with NaN between two parts, and where a line crosses the box's edge a
// point of its own there. A point that is not finite is a gap of the line.
export function clipLine(points, { left, top, right, bottom }) {
  const out = []
  const leeway = 1e-9 // a line along the edge is in the box, whatever its rounding says
  let drawing = false // the last point of out is where the next piece begins
  for (let i = 2; i < points.length; i += 2) {
    const [x0, y0, x1, y1] = [points[i - 2], points[i - 1], points[i], points[i + 1]]
    const [dx, dy] = [x1 - x0, y1 - y0]
    // How much of the way from one point to the next lies in the box (Liang and
    // Barsky, 1984): from the share t0 of it to the share t1.
    let [t0, t1] = Number.isFinite(dx) && Number.isFinite(dy) ? [0, 1] : [1, 0]
    for (const [d, room] of [[-dx, x0 - left], [dx, right - x0], [-dy, y0 - top], [dy, bottom - y0]]) {
      if (d === 0 && room < -leeway) t1 = -1
      else if (d < 0) t0 = Math.max(t0, (room + leeway) / d)
      else if (d > 0) t1 = Math.min(t1, (room + leeway) / d)
    }
    if (!(t0 <= t1)) {
      drawing = false
      continue
    }
    const put = (t) => out.push(within(x0 + t * dx, left, right), within(y0 + t * dy, top, bottom))
    if (!drawing || t0 > 0) {
      if (out.length > 0) out.push(NaN, NaN)
      put(t0)
    }
    put(t1)
    drawing = t1 === 1
  }
  return out
}

// clipArea returns the part of a polygon that lies in the box (Sutherland and
// Hodgman, 1974). Points are pairs.
export function clipArea(points, { left, top, right, bottom }) {
  let area = points
  for (const inside of [([x]) => x - left, ([x]) => right - x, ([, y]) => y - top, ([, y]) => bottom - y]) {
    area = area.flatMap((b, i) => {
      const a = area.at(i - 1)
      const [da, db] = [inside(a), inside(b)]
      const crossed = da < 0 !== db < 0 ? [a.map((v, k) => v + ((b[k] - v) * da) / (da - db))] : []
      return db < 0 ? crossed : [...crossed, b]
    })
  }
  return area.map(([x, y]) => [within(x, left, right), within(y, top, bottom)])
}

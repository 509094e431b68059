// The shapes of a chart's layers: from its numbers, as wasm/chart lays them out,
// to descriptions of the elements that are drawn. At maps values to pixels; look is how
// the structure says that a layer looks; theme has the scale of everything and the
// colours. Whatever leaves the plot ends at its edge, and what is a point there is not
// drawn.
import { clipArea, clipLine } from './clip.js'
import { dimensions, items } from './motion.js'

export const shapes = {
  line(n, at, { lineStyle: { color, width, type } }, { scale }) {
    return [{ type: 'trace', shape: { points: traced(n, at) }, style: { fill: 'none', stroke: color, lineWidth: width * scale, lineDash: type, lineJoin: 'bevel' } }]
  },
  band(n, at, { itemStyle }) {
    return runs(n).map((run) => ({ type: 'polygon', shape: { points: outline(run, at) }, style: { fill: itemStyle.color, opacity: 0.16 } }))
  },
  area(n, at, { itemStyle: { color }, fill }, theme) {
    return runs(n).map((run) => outline(run, at)).filter((points) => points.length > 2).flatMap((points) => filled(points, color, fill, theme, 0.7))
  },
  points(n, at, { itemStyle: { color } }, { scale, token }) {
    return items(n, 4).flatMap(([x, y, lo, hi]) => {
      const cx = at.x(x)
      return [
        ...interval(cx, [y, lo, hi], 3 * scale, at, color, { scale, lineWidth: 5 }),
        ...disc(cx, at.y(y), 3 * scale, at, { fill: token('$paper'), stroke: color, lineWidth: 1.25 }),
      ]
    })
  },
  marker(n, at, look, theme) {
    const { itemStyle: { color } } = look
    const { scale } = theme
    return items(n, dimensions.marker).flatMap(([x, y, lo, hi]) => {
      const cx = at.x(x)
      const curve = theme.curve(look, x, y)
      // What was simulated is tied to the formula's curve, where it stands beside it.
      const apart = Math.abs(at.y(curve) - at.y(y)) > 1
      return [
        ...(lo < hi ? interval(cx, [y, lo, hi], 6 * scale, at, color, { scale, lineWidth: 5 * scale }) : []),
        ...(apart ? upright(cx, y, curve, at, { stroke: color, lineWidth: 1.25 * scale }) : []),
        ...(apart ? disc(cx, at.y(curve), 2.25 * scale, at, { fill: color }) : []),
        ...disc(cx, at.y(y), 6 * scale, at, ring(look, theme)),
      ]
    })
  },
  cells(n, at, { itemStyle: { color }, fill }, theme) {
    // On whole pixels, so that no seam is seen between two of one region.
    const cells = items(n, 4).map(([x1, x2, y1, y2]) => ({
      x1: Math.round(Math.max(at.left, at.x(x1))), x2: Math.round(Math.min(at.right, at.x(x2))),
      y1: Math.round(Math.max(at.top, at.y(y2))), y2: Math.round(Math.min(at.bottom, at.y(y1))),
    })).filter(({ x1, x2, y1, y2 }) => x1 < x2 && y1 < y2)
    const edges = []
    for (const { x1, x2, y1, y2 } of cells) {
      edges.push(x1, y1, x1, y2, NaN, NaN, x2, y1, x2, y2, NaN, NaN)
      for (const [y, beside] of [[y1, cells.filter((o) => o.y2 === y1)], [y2, cells.filter((o) => o.y1 === y2)]]) {
        let from = x1
        for (const o of beside) {
          if (o.x1 > from && o.x1 < x2) edges.push(from, y, o.x1, y, NaN, NaN)
          if (o.x1 < x2) from = Math.max(from, o.x2)
        }
        if (from < x2) edges.push(from, y, x2, y, NaN, NaN)
      }
    }
    return [
      ...cells.flatMap(({ x1, x2, y1, y2 }) => tinted(corners({ x: x1, y: y1, width: x2 - x1, height: y2 - y1 }), color, fill, theme, 0.7, 0.4)),
      ...(edges.length > 0 ? [{ type: 'trace', shape: { points: edges }, style: { fill: 'none', stroke: theme.token('$quiet'), lineWidth: 1 } }] : []),
    ]
  },
  'row-mark'(n, at, look, theme) {
    return items(n, 2).flatMap(([x, y]) => disc(at.x(x), y, 5 * theme.scale, at, ring(look, theme)))
  },
  dots(n, at, look, theme) {
    // A column stands beside its value by half a dot at most.
    return items(n, 3).map(([x, height, r]) => ({ type: 'circle', shape: { cx: at.x(x), cy: at.bottom - height, r }, style: ring(look, theme) }))
      .filter(({ shape: { cx, r } }) => cx > at.left - 1.3 * r && cx < at.right + 1.3 * r)
  },
  'rule-x'(n, at, look) {
    return [...n].map(at.x).filter((x) => at.holds(x, at.top)).map((x) => rule(look, x, at.top, x, at.bottom))
  },
  'rule-y'(n, at, look) {
    return [...n].map(at.y).filter((y) => at.holds(at.left, y)).map((y) => rule(look, at.left, y, at.right, y))
  },
  region(n, at, { itemStyle }) {
    const x = Math.max(at.left, at.x(n[0]))
    if (!(x < at.right)) return []
    const shape = { x, y: at.top, width: at.right - x, height: at.bottom - at.top }
    return [
      { type: 'rect', shape, style: { fill: itemStyle.color, opacity: 0.06 } },
      { type: 'hatch', shape: { points: corners(shape), step: 9, back: false }, style: { stroke: itemStyle.color, lineWidth: 1, opacity: 0.22 } },
    ]
  },
  bars(n, at, { fill }, theme) {
    return items(n, 5).flatMap(([from, to, y, height, hue]) => {
      const x = Math.max(at.left, at.x(from))
      const width = Math.min(at.right, at.x(to)) - x
      return width > 0 ? filled(corners({ x, y, width, height }), theme.token(['$ink', '$slate', '$accent', '$quiet'][Math.round(hue)]), fill, theme) : []
    })
  },
}

// anchor is the place of what a label belongs to, an item of a layer: the label
// goes where it goes. Undefined if it is not to be seen; 0 in a direction in which
// the label stays where it is.
export function anchor(shape, n, item, at) {
  if (!shape) return [0, 0]
  const [a, b] = n.subarray((item < 0 ? -1 - item : item) * dimensions[shape])
  const [x, y] = [at.x(a), at.y(b)]
  switch (shape) {
    case 'marker':
      return at.holds(x, y) ? [x, y] : undefined
    case 'line': {
      const points = traced(n, at)
      return points.length > 0 ? points.slice(-2) : undefined
    }
    case 'row-mark':
      return at.holds(x, b) ? [x, 0] : undefined
    case 'rule-x':
      return at.holds(x, at.top) ? [x, 0] : undefined
    case 'rule-y':
      return at.holds(at.left, at.y(a)) ? [0, at.y(a)] : undefined
    case 'region':
      return x < at.right ? [0, 0] : undefined
    case 'area': {
      const [end, lo, hi] = n.subarray(-3)
      return [Math.min(at.x(end), at.right), at.y((lo + hi) / 2)]
    }
    case 'bars':
      return x < at.right ? [item < 0 ? Math.min(at.x(b), at.right) : x, 0] : undefined
    default:
      return [0, 0]
  }
}

const traced = (n, at) => clipLine(Array.from(n, (v, i) => (i % 2 ? at.y(v) : at.x(v))), at)

// runs are the pieces of a band between its gaps.
function runs(n) {
  const all = [[]]
  for (const item of items(n, 3)) {
    if (item.every(Number.isFinite)) all.at(-1).push(item)
    else all.push([])
  }
  return all.filter((run) => run.length > 1)
}

// outline is a piece of a band as a polygon, cut off at the plot's edges.
const outline = (run, at) => clipArea([...run.map(([x, , hi]) => [at.x(x), at.y(hi)]), ...run.map(([x, lo]) => [at.x(x), at.y(lo)]).reverse()], at)

const corners = ({ x, y, width, height }) => [[x, y], [x + width, y], [x + width, y + height], [x, y + height]]

// filled is a polygon in one of the fills, which areas have a little paler than bars, so
// that lines are seen on them; a line of paper keeps neighbours apart.
const filled = (points, color, fill, theme, strength) =>
  [...tinted(points, color, fill, theme, strength), { type: 'polygon', shape: { points }, style: { fill: 'none', stroke: theme.token('$paper'), lineWidth: 1 } }]

function tinted(points, color, fill, { scale }, strength = 1, lines = 0.75) {
  const hatch = (back) => ({ type: 'hatch', shape: { points, step: 6 * scale, back }, style: { stroke: color, lineWidth: 1.25 * scale, opacity: lines } })
  return [
    { type: 'polygon', shape: { points }, style: { fill: color, opacity: strength * (tones[fill] ?? 1) } },
    ...(fill === 'hatch' || fill === 'cross' ? [hatch(false)] : []),
    ...(fill === 'hatch-back' || fill === 'cross' ? [hatch(true)] : []),
  ]
}

// How dark a part of a bar or an area is, by its fill; a hatch has lines besides.
const tones = { half: 0.55, pale: 0.28, hatch: 0.1, 'hatch-back': 0.1, cross: 0.1, empty: 0 }

function upright(x, from, to, at, style) {
  const [, y1, , y2] = clipLine([x, at.y(from), x, at.y(to)], at)
  return y1 === undefined ? [] : [{ type: 'line', shape: { x1: x, y1, x2: x, y2 }, style }]
}

// interval is a pale upright line through a disc of that radius; where it leaves the plot an
// arrowhead at the edge, or beyond the disc, says that it goes on.
function interval(x, [y, lo, hi], radius, at, color, { scale, lineWidth }) {
  const line = upright(x, lo, hi, at, { stroke: color, lineWidth, opacity: 0.3 })
  if (line.length === 0) return []
  const r = 4.5 * scale
  const head = (edge, up, v, furthest) => {
    if (at.holds(x, at.y(v))) return []
    const tip = at.holds(x, at.y(y)) ? furthest(edge - up, at.y(y) + up * (radius + r + 1)) : edge - up
    return [{ type: 'trace', shape: { points: [x - r, tip - up * r, x, tip, x + r, tip - up * r] }, style: { fill: 'none', stroke: color, lineWidth: 1.5 * scale } }]
  }
  return [...line, ...head(at.top, -1, hi, Math.min), ...head(at.bottom, 1, lo, Math.max)]
}

const disc = (cx, cy, r, at, style) => (at.holds(cx, cy) ? [{ type: 'circle', shape: { cx, cy, r }, style }] : [])

const rule = ({ itemStyle }, x1, y1, x2, y2) => ({
  type: 'line',
  shape: { x1, y1, x2, y2 },
  style: { stroke: itemStyle.color, lineWidth: 1.25 },
})
const ring = ({ itemStyle: { color }, ghost }, { token }) =>
  ghost
    ? { fill: token('$paper'), stroke: color, lineWidth: 2 }
    : { fill: color, stroke: token('$paper'), lineWidth: 1 }

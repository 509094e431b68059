// What a chart shows at a moment on its way from one state to the next: the
// scale widens or narrows, and, at a step of a story, the values move.
//
// Everything is interpolated in the units of the axes and then put on the one
// scale of that moment, so that curves, marks, bands and ticks agree in every
// frame. Positions in pixels would agree only if all of them moved alike: a mark
// that keeps its value while the scale moves must stay beside its tick.
//
//   - A scale moves by equal factors in equal times: from hours to weeks all that
//     lies between is seen to pass, where equal steps would skip it.
//   - A mark goes along its curve, however the curve moves.
//   - A mark that moves pushes the end of the scale ahead of it: it is never
//     outside.
//
// Whatever is under way may be given another goal at any moment: it goes on from
// where it is. The easing is such that to set out again with the time that is left
// changes nothing, not even the speed.

const ease = (t) => 1 - (1 - t) ** 3
const mix = (a, b, t) => (t === 1 ? b : a + (b - a) * t)
const within = (v, from, to) => Math.min(Math.max(v, from), to)

// How many numbers one item of a layer has, by its shape; wasm/chart lays them
// out in this order.
export const dimensions = { line: 2, band: 3, area: 3, points: 4, marker: 4, 'rule-x': 1, 'rule-y': 1, region: 1, dots: 3, bars: 5, 'row-mark': 2, cells: 4 }

// pushers are the shapes that are seen wherever they go, and along which axes.
const pushers = { marker: ['x', 'y'], 'row-mark': ['x'] }

// zoom is the range between two others at a share of the way. Both ends of all
// three lie on two lines that meet in the point that does not move.
function zoom(from, to, share) {
  const [a, b] = [from.max - from.min, to.max - to.min]
  const span = a * (b / a) ** share
  const min = mix(from.min, to.min, a === b ? share : (span - a) / (b - a))
  return { min, max: min + span }
}

// height is how high a line is at x: NaN beside it and in its gaps. Of an upright piece it
// is the end nearer to a height, or the first.
export function height(line, x, near = NaN) {
  let found = NaN
  const offer = (y) => { if (Number.isNaN(found) || Math.abs(y - near) < Math.abs(found - near)) found = y }
  for (let i = 2; i < line.length; i += 2) {
    const [x0, y0, x1, y1] = [line[i - 2], line[i - 1], line[i], line[i + 1]]
    if (x === x0) offer(y0)
    if (x === x1) offer(y1)
    if (x0 < x && x < x1) offer(y0 + ((y1 - y0) * (x - x0)) / (x1 - x0))
  }
  return found
}

// A Way is the time from one state to the next.
class Way {
  constructor(begin, takes) {
    this.begin = begin
    this.takes = takes
  }

  gone(now) {
    return this.takes > 0 ? within((now - this.begin) / this.takes, 0, 1) : 1
  }

  left(now) {
    return Math.max(0, this.takes - (now - this.begin))
  }
}

// A Motion takes the states of one chart. Shapes are those of its layers, and
// ghosts says which of them are today's.
export class Motion {
  constructor(shapes, ghosts) {
    this.shapes = shapes
    this.ghosts = ghosts
    this.frame = null
    this.trails = []
  }

  // go sets out for a frame of wasm/chart and its layers' numbers. The scale takes
  // over.scale milliseconds; values are there at once, or, if over.values is not 0,
  // take that long and, with over.trail, leave a trail behind. What is under way and is
  // given no time of its own arrives when it would have; a simulated value that was
  // settling makes way for the hand at once.
  go(frame, layers, now, over) {
    const shown = this.frame && this.at(now)
    const old = this.frame
    this.frame = frame
    this.layers = layers
    this.to = [...layers]
    this.on = [...frame.on]
    if (!shown) {
      this.scale = this.values = new Way(now, 0)
      return
    }
    if (['x', 'y'].some((a) => old[a].min !== frame[a].min || old[a].max !== frame[a].max)) {
      this.scale = new Way(now, over.still ? 0 : over.scale || this.scale.left(now))
      this.from = { x: shown.x, y: shown.y, ticks: shown.ticks }
    }
    const left = this.values.left(now)
    this.values = new Way(now, over.still ? 0 : !over.values && this.settling ? 0 : Math.max(over.values ?? 0, left))
    this.settling = over.values > 0 && !over.trail
    this.was = [...shown.layers]
    this.on.forEach((on, i) => this.part(shown.on[i], on, i))
    // How far from its curve a mark is, where it comes from and where it goes: the
    // formula and the simulation may differ.
    this.apart = this.on.map((curve, i) => {
      if (curve < 0 || this.was[i].length !== dimensions.marker || this.to[i].length !== dimensions.marker) return undefined
      const ends = [this.was, this.to].map((all) => all[i][1] - height(all[curve], all[i][0]))
      return ends.every(Number.isFinite) ? ends : undefined
    })
    if (over.values && over.trail) {
      this.trails = this.shapes.map((_, i) => this.trail(i))
      this.trailing = this.values
    }
  }

  // part lets a curve that appears for a mark set out from the one that the mark has
  // been on, and one that goes come back to the one that it will be on: today's
  // curve is what-if's until the two differ.
  part(before, on, i) {
    if (before < 0 || on < 0 || before === on) return
    if (this.was[on].length === 0 && this.was[before].length === this.to[on].length) {
      this.was[on] = this.was[before]
    } else if (this.to[before].length === 0 && this.was[before].length === this.to[on].length) {
      this.to[before] = this.to[on]
      this.on[i] = before
    }
  }

  // trail is the way of a mark from the step before, as points; undefined if it has
  // none or does not move.
  trail(i) {
    if (this.shapes[i] !== 'marker' || this.ghosts[i] || this.was[i].length !== dimensions.marker || this.layers[i].length !== dimensions.marker) return undefined
    if (same(this.was[i], this.layers[i])) return undefined
    return Array.from({ length: 33 }, (_, k) => this.mixed(k / 32)[i])
  }

  // behind is the part of a trail that the mark has behind it.
  behind(trail, now) {
    return trail?.slice(0, 1 + Math.floor(32 * ease(this.trailing.gone(now))))
  }

  // forget takes the trails away.
  forget() {
    this.trails = []
  }

  // mixed are the numbers of all layers at a share of the way.
  mixed(share) {
    if (share === 1) return this.layers
    const all = this.to.map((to, i) => {
      const from = this.was[i]
      if (from.length !== to.length || same(from, to)) return to
      return to.map((v, k) => (Number.isNaN(from[k]) || Number.isNaN(v) ? v : mix(from[k], v, share)))
    })
    this.apart.forEach((ends, i) => {
      if (!ends) return
      const [x, before, ...interval] = all[i]
      const y = height(all[this.on[i]], x) + mix(...ends, share)
      if (!Number.isNaN(y)) all[i] = Float64Array.of(x, y, ...interval.map((v) => v + y - before))
    })
    return all
  }

  // moving says whether the next moment differs from this one.
  moving(now) {
    return this.scale.gone(now) < 1 || this.values.gone(now) < 1
  }

  // at is what there is to be seen at a moment: the ranges of both axes, their
  // ticks with how strong each is, and the numbers of every layer.
  at(now) {
    const { x, y } = this.frame
    const [gone, moved] = [this.scale.gone(now), this.values.gone(now)]
    const view = {
      x, y, ticks: { x: ticks(x), y: ticks(y) },
      layers: this.mixed(ease(moved)), on: moved < 1 ? this.on : this.frame.on, trails: this.trails.map((t) => this.behind(t, now)),
    }
    if (gone === 1 && moved === 1) return view
    if (gone < 1) {
      for (const a of ['x', 'y']) {
        view[a] = zoom(this.from[a], this.frame[a], ease(gone))
        view.ticks[a] = faded(this.from.ticks[a], view.ticks[a], gone)
      }
    }
    this.push(view)
    return view
  }

  // push widens the scale to every mark that the scale will hold in the end.
  push(view) {
    this.shapes.forEach((shape, i) => {
      const size = dimensions[shape]
      items(pushers[shape] ? view.layers[i] : [], size).forEach((mark, k) => {
        pushers[shape].forEach((a, dimension) => {
          const { min, max } = this.frame[a]
          const [v, end] = [mark[dimension], this.layers[i][size * k + dimension]]
          if (!(end >= min && end <= max)) return
          if (v > view[a].max) view[a] = { ...view[a], max: v }
          if (v < view[a].min) view[a] = { ...view[a], min: v }
        })
      })
    })
  }
}

const ticks = (axis) => axis.at.map((at, i) => ({ at, text: axis.text[i], strength: 1 }))

// faded are the ticks on the way: in its first half those that leave fade while
// those that come appear; those that stay, stay.
function faded(from, to, gone) {
  const known = new Map(from.map((t) => [t.at.toPrecision(9), t]))
  const coming = to.map((t) => {
    const key = t.at.toPrecision(9)
    const before = known.get(key)?.strength ?? 0
    known.delete(key)
    return { ...t, strength: mix(before, 1, within(2 * gone, 0, 1)) }
  })
  const leaving = [...known.values()].map((t) => ({ ...t, strength: t.strength * within(1 - 2 * gone, 0, 1) }))
  return [...coming, ...leaving.filter((t) => t.strength > 0)]
}

// items parts the numbers of a layer into those of its items.
export const items = (n, dimension) => Array.from({ length: n.length / dimension }, (_, i) => n.subarray(i * dimension, (i + 1) * dimension))

// same says whether two series of numbers are bit for bit the same.
export const same = (a, b) => a === b || (a.length === b.length && a.every((v, i) => Object.is(v, b[i])))

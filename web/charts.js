// Drawing: ECharts with only what we use, the shapes that it lacks, and the
// calls that the Go side makes. What is drawn is decided in Go; here nothing is
// computed but where it is on the screen at this moment. Only the layers that say
// something new are drawn again.
import { format, zrender } from 'echarts/core'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'
import { clipLine } from './clip.js'
import { Layer } from './elements.js'
import { inline } from './inline.js'
import { height, Motion, same } from './motion.js'
import { onRatio, ratio } from './ratio.js'
import { anchor, shapes } from './shapes.js'

const { registerPainter } = zrender
for (const install of [CanvasRenderer, SVGRenderer]) install({ registerPainter })

// Layers from this z on stand on a canvas of their own: markers and labels move
// at every step of a slider, while what is below them often stays.
const over = 5

// A Picture is one chart: where it is drawn, and what it shows.
class Picture {
  constructor(surface, json, token) {
    this.json = json
    const series = JSON.parse(json).series
    this.motion = new Motion(series.map((s) => s.renderItem), series.map((s) => s.ghost))
    this.theme(token)
    this.on(surface)
  }

  // theme takes the structure that wasm/chart/option made: tokens become colours. What
  // stands there is drawn anew.
  theme(token) {
    this.token = token
    this.view = null
    this.looks = JSON.parse(this.json, (_, v) => (typeof v === 'string' && v[0] === '$' ? token(v) : v)).series
  }

  // on draws on a surface from now on.
  on(surface) {
    this.surface = surface
    this.view = null
    const layer = (z) => {
      const made = new Layer(z, z >= over ? 1 : 0)
      surface.add(made)
      return made
    }
    this.ticks = layer(0)
    this.layers = this.looks.map(({ z }) => layer(z))
    this.trails = layer(2)
    this.labels = layer(9)
  }

  // go sets out for a frame and the bytes of its data: see Motion.go.
  go(json, bytes, now, time) {
    this.last = [json, bytes]
    const f = JSON.parse(json)
    const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
    let begin = 0
    const layers = f.lengths.map((length) => numbers.subarray(begin, (begin += length)))
    this.frame = f
    this.scale = f.font / 11.5
    this.motion.go(f, layers, now, time)
    this.goal = this.mapping(f)
  }

  // mapping maps values to pixels, on the scale of a view or frame.
  mapping({ x, y }) {
    const { left, top, ...margin } = this.frame.grid
    const [right, bottom] = [this.surface.getWidth() - margin.right, this.surface.getHeight() - margin.bottom]
    const [kx, ky] = [(right - left) / (x.max - x.min), (bottom - top) / (y.max - y.min)]
    return {
      left, top, right, bottom,
      x: (v) => left + kx * (v - x.min),
      y: (v) => bottom - ky * (v - y.min),
      // What lies outside is not drawn; half a pixel is a matter of rounding.
      holds: (px, py) => px > left - 0.5 && px < right + 0.5 && py > top - 0.5 && py < bottom + 0.5,
    }
  }

  // paint draws what there is to be seen now, and says whether there will be more.
  paint(now) {
    const before = this.view
    this.view = this.motion.at(now)
    this.at = this.mapping(this.view)
    this.now = now
    const axes = JSON.stringify([this.view.x, this.view.y, this.view.ticks, this.frame.grid, this.frame.font])
    const moved = axes !== this.axes || !before
    this.axes = axes
    const other = (i) => moved || !same(before.layers[i], this.view.layers[i])
    this.looks.forEach((look, i) => {
      if (!other(i) && !(this.view.on[i] >= 0 && other(this.view.on[i]))) return
      const numbers = this.view.layers[i]
      this.layers[i].show(numbers.length > 0 ? shapes[look.renderItem](numbers, this.at, look, this) : [])
    })
    if (moved) this.ticks.show(this.drawTicks())
    this.trails.show(this.drawTrails())
    this.labels.show(this.drawLabels())
    return this.motion.moving(now)
  }

  // rehearse draws a frame that nobody sees: the first that is seen comes from nowhere.
  rehearse(json, bytes) {
    this.go(json, bytes, 0, {})
    this.paint(0)
    this.surface.flush()
    this.frame = this.view = this.motion.frame = null
  }

  // curve is how high the line that a mark at x, y lies on is there.
  curve(look, x, y) {
    const { on, layers } = this.view
    const k = on[this.looks.indexOf(look)]
    return k < 0 ? NaN : height(layers[k], x, y)
  }

  drawTicks() {
    const { at, frame: { font }, view: { ticks } } = this
    const resting = !this.motion.moving(this.now)
    // A line of one pixel is sharp between two; on its way it need not be.
    const sharp = (v) => (resting ? Math.round(v - 0.5) + 0.5 : v)
    const line = (x1, y1, x2, y2, stroke, opacity = 1) => ({ type: 'line', shape: { x1, y1, x2, y2 }, style: { stroke, lineWidth: 1, opacity } })
    const lines = []
    const texts = []
    const put = (axis, t, x, y, align) => {
      const room = (o) => axis === 'y' ? 1.2 * font : 0.3 * font * (t.text.length + o.t.text.length + 1)
      if (!resting && texts.some((o) => o.axis === axis && Math.abs(axis === 'y' ? o.y - y : o.x - x) < room(o))) return
      texts.push({ axis, t, x, y, align })
    }
    // Of ticks that come together on their way the strongest are read.
    const strongest = (all) => (resting ? all : [...all].sort((a, b) => b.strength - a.strength))
    for (const t of strongest(ticks.y)) {
      const y = at.y(t.at)
      if (t.strength === 0 || !at.holds(at.left, y)) continue
      lines.push(line(at.left, sharp(y), at.right, sharp(y), this.token('$hair'), t.strength))
      // Beside the mark that stands on the axis, which grows with the text.
      put('y', t, at.left - 0.7 * font, y, 'right')
    }
    for (const t of strongest(ticks.x)) {
      const x = at.x(t.at)
      // Below the mark that stands on the axis, which grows with the text.
      if (t.strength > 0 && at.holds(x, at.top)) put('x', t, x, at.bottom + 1.2 * font, 'center')
    }
    // Losses are below 0, which is the place of 1 on a logarithmic axis.
    const loss = this.view.y.min < 0 && ticks.y.some((t) => t.at === 0 && /^\$?0/.test(t.text))
    const base = at.y(loss ? 0 : this.view.y.min)
    return [
      ...lines, line(at.left, sharp(base), at.right, sharp(base), this.token('$quiet')),
      ...texts.map(({ axis, t, x, y, align }) => ({
        type: 'text', x, y,
        style: { axis, at: t.at, text: t.text, fill: this.token('$quiet'), opacity: t.strength, font: `${font}px ${this.token('$sans')}`, align, verticalAlign: 'middle' },
      })),
    ]
  }

  // drawTrails draws where the marks were at the step before, and the way from
  // there.
  drawTrails() {
    const { at, view } = this
    return view.trails.flatMap((trail, i) => {
      if (!trail) return []
      const color = this.looks[i].itemStyle.color
      const points = clipLine([...trail, view.layers[i]].flatMap(([x, y]) => [at.x(x), at.y(y)]), at)
      const way = { type: 'trace', shape: { points }, style: { fill: 'none', stroke: color, lineWidth: 7 * this.scale, opacity: 0.22, lineCap: 'butt', lineJoin: 'round' } }
      const [cx, cy] = [at.x(trail[0][0]), at.y(trail[0][1])]
      return at.holds(cx, cy) ? [way, { type: 'circle', shape: { cx, cy, r: 6 * this.scale }, style: { fill: color, opacity: 0.32 } }] : [way]
    })
  }

  // drawLabels draws each label as far from what it belongs to as it will stand in
  // the end. On the way two may meet: then the one that matters more, which
  // wasm/chart has placed first, is read.
  drawLabels() {
    const { at, goal, view, motion, frame } = this
    const resting = !motion.moving(this.now)
    const boxes = []
    return frame.labels.flatMap(({ of, item, text, x, y, align, colour, size, strong }) => {
      const [from, to] = [[view.layers, at], [motion.layers, goal]].map(([layers, scale]) => anchor(this.looks[of]?.renderItem, layers[of], item, scale))
      if (!from) return []
      const font = `${strong ? 700 : 400} ${size}px ${this.token('$sans')}`
      if (!resting) {
        ;[x, y] = [x, y].map((v, k) => v + from[k] - (to ?? from)[k])
        y = Math.max(y, 0.6 * size)
        const box = format.getTextRect(text, font, align)
        const [left, right] = [x + box.x, x + box.x + box.width]
        if (boxes.some((b) => left < b.right && b.left < right && Math.abs(y - b.y) < 1.1 * size)) return []
        boxes.push({ left, right, y })
      }
      return [{ type: 'text', x, y, style: { text, fill: this.token(colour), font, align, verticalAlign: 'middle', stroke: this.token('$paper'), lineWidth: 3 } }]
    })
  }

  // drawn is what stands on the screen: see charts.drawn.
  drawn() {
    const { left, top, right, bottom } = this.at
    const axes = {}
    for (const a of ['x', 'y']) {
      const ticks = this.ticks.children().filter((e) => e.style.axis === a).map((e) => ({ at: e.style.at, text: e.style.text, px: e[a], strength: e.style.opacity }))
      axes[a] = { min: this.view[a].min, max: this.view[a].max, ticks }
    }
    const layers = {}
    this.looks.forEach(({ id, renderItem }, i) => {
      const shapes = this.layers[i].children().map((e) => ({ type: e.type, ...e.shape, box: e.getBoundingRect() }))
      const on = this.view.on[i]
      layers[id] = { shape: renderItem, on: on < 0 ? null : this.looks[on].id, numbers: [...this.view.layers[i]], shapes }
    })
    const labels = this.labels.children().map((e) => ({ text: e.style.text, x: e.x, y: e.y, align: e.style.align }))
    return { moving: this.motion.moving(performance.now()), plot: { left, top, right, bottom }, ...axes, layers, labels, trails: this.trails.children().map((e) => ({ type: e.type, ...e.shape })) }
  }
}

// themed returns what looks tokens such as "$accent" up in the style sheet.
function themed() {
  const css = getComputedStyle(document.documentElement)
  const known = new Map()
  return (name) => {
    if (!known.has(name)) known.set(name, css.getPropertyValue(`--${name.slice(1)}`).trim())
    return known.get(name)
  }
}

// SVG of one chart, for the page as it is before anything runs and for pictures of
// the page. Without colours of their own, which token looks up, they stay variables
// of the style sheet, so that the picture follows the theme.
export function toSVG(optionsJSON, frameJSON, bytes, width, height, token = (name) => `var(--${name.slice(1)})`) {
  const surface = zrender.init(null, { renderer: 'svg', ssr: true, width, height })
  const picture = new Picture(surface, optionsJSON, token)
  picture.go(frameJSON, bytes, 0, {})
  picture.paint(0)
  const svg = surface.painter.renderToString()
  surface.dispose()
  return svg
}

// The charts on this page, by id: created once, redrawn in the frame of the drag.
const drawings = new Map()
let token

// broken says, in the place of a chart, that it cannot be drawn.
function broken(figure, err) {
  figure.dataset.broken = ''
  console.log('kingman: a chart cannot be drawn:', err)
}

// guarded draws, or says in the place of the chart that it cannot be drawn.
function guarded(id, draw) {
  const figure = document.querySelector(`[data-chart="${id}"]`)
  try {
    draw(figure)
  } catch (err) {
    broken(figure, err)
  }
}

function create(id) {
  const figure = document.querySelector(`[data-chart="${id}"]`)
  const room = figure.querySelector('[data-plot]')
  const canvas = document.createElement('div')
  canvas.className = 'canvas'
  canvas.setAttribute('aria-hidden', 'true')
  room.append(canvas)
  const entry = { room, canvas }
  entry.picture = new Picture(begin(entry), figure.querySelector('[data-options]').textContent, token)
  drawings.set(id, entry)
  return entry
}

const fit = (room, picture) => picture.surface.resize({ width: room.clientWidth, height: room.clientHeight })

function begin({ canvas, room }) {
  const surface = zrender.init(canvas, { renderer: 'canvas', width: room.clientWidth, height: room.clientHeight, devicePixelRatio: ratio() })
  // Painting mostly comes later, in a frame of the library's own.
  const { painter } = surface
  const refresh = painter.refresh
  painter.refresh = (...all) => {
    try {
      return refresh.apply(painter, all)
    } catch (err) {
      broken(room.closest('[data-chart]'), err)
    }
  }
  return surface
}

// A canvas has the pixels of the screen that it was made for.
onRatio(() => {
  for (const entry of drawings.values()) {
    entry.picture.surface.dispose()
    entry.picture.on(begin(entry))
    if (!entry.picture.frame) continue
    entry.picture.paint(performance.now())
    entry.picture.surface.flush() // in this very frame: the old canvas is gone
  }
})

// Pictures that are on their way, and whether their next frame is asked for.
const moving = new Set()
let asked = false

function run() {
  if (asked || moving.size === 0) return
  asked = true
  requestAnimationFrame(() => {
    asked = false
    const now = performance.now()
    for (const picture of moving) {
      if (!picture.paint(now)) moving.delete(picture)
      picture.surface.flush()
    }
    run()
  })
}

// Whether the reader wants nothing to move; it follows what they set.
const still = globalThis.matchMedia?.('(prefers-reduced-motion: reduce)') // not when the site is built

export const charts = {
  // theme reads the style sheet's colours; call it again when they change.
  theme() {
    token = themed()
  },
  // font is the size of small labels, which grows when presenting.
  font() {
    return getComputedStyle(document.querySelector('[data-subtitle]')).fontSize.replace('px', '')
  },
  // draw shows a frame. The structure stands in the page itself, where the
  // build has put it. The scale gets there in that many milliseconds, and so do
  // the values: 300 while a slider is held, 300 and 500, which leave a trail, at a step
  // of a story; simulated values settle without one. Without times what is under way
  // goes on, and all else is there at once, as it is for those who want nothing to move.
  draw(id, frameJSON, bytes, scale = 0, values = 0, trail = true) {
    guarded(id, (figure) => {
      const { room, picture } = drawings.get(id) ?? create(id)
      if (picture.surface.getWidth() === 0) fit(room, picture) // it was not shown when it was made, or the window changed
      const now = performance.now()
      picture.go(frameJSON, bytes, now, { scale, values, trail, still: still.matches })
      if (picture.paint(now)) moving.add(picture)
      room.dataset.drawn = ''
      delete figure.dataset.broken
      run()
    })
  },
  // prepare has a chart ready to be drawn.
  prepare(id) {
    guarded(id, () => drawings.has(id) || create(id))
  },
  // rehearse draws a frame unseen, below the build's picture of the chart.
  rehearse(id, frameJSON, bytes) {
    guarded(id, () => drawings.get(id)?.picture.rehearse(frameJSON, bytes))
  },
  // fit gives a chart the room that it now has; draw must follow.
  fit(id) {
    const entry = drawings.get(id)
    if (entry) fit(entry.room, entry.picture)
  },
  // forget takes away what the step before has left behind.
  forget() {
    for (const { picture } of drawings.values()) {
      picture.motion.forget()
      if (picture.view) picture.paint(performance.now())
    }
  },
  // renew prepares every chart for a new theme or a new size; draw must follow.
  renew() {
    charts.theme()
    for (const { room, picture } of drawings.values()) {
      fit(room, picture)
      picture.theme(token)
    }
  },
  // svg is a chart as it stands when nothing moves, in the colours of the theme.
  svg(id) {
    const { picture } = drawings.get(id)
    const token = themed()
    // The drawing library puts the names of fonts between double quotes as they are.
    return toSVG(picture.json, ...picture.last, picture.surface.getWidth(), picture.surface.getHeight(), (name) => token(name).replaceAll('"', "'"))
  },
  // paper puts what a chart shows where it stands on paper, as a drawing that has been
  // laid out for that: at once, for a printer waits for no frame.
  paper(id, frameJSON, bytes, width, height) {
    const figure = document.querySelector(`[data-chart="${id}"]`)
    figure.querySelector('.still.wide').innerHTML = inline(toSVG(figure.querySelector('[data-options]').textContent, frameJSON, bytes, width, height), `paper-${id}`)
  },
  // today is the day on which something is printed.
  today: () => new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }),
  // drawn is what a chart shows right now, read back from what was painted: the
  // range of both axes and their ticks with their pixels; of each layer its numbers
  // as they are at this moment, the shapes that they became with their bounding
  // boxes, and, for a mark, the layer that it lies on.
  drawn: (id) => drawings.get(id)?.picture.drawn(),
}

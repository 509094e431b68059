// Drawing: ECharts with only what we use, the shapes that it lacks, and the
// two calls that the Go side makes. What is drawn is decided in Go; here
// nothing is computed but pixels.
//
// Every layer is a custom series of one item. ECharts lays the axes out; while
// they stay as they are, as they do under a slider that is held, only the layers
// that say something new are drawn again, past ECharts' own update of everything.
import { graphic, init as initECharts, registerAction, use } from 'echarts/core'
import { CustomChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

use([CustomChart, GridComponent, CanvasRenderer, SVGRenderer])

// follow draws the layers again that it names by their ids.
registerAction({ type: 'follow', update: 'series.custom:render' }, () => {})

// A trace is a line through points, x and y in turn, with gaps where one of
// them is not a number. Points that would fall on the one before are left out.
graphic.registerShape('trace', graphic.extendShape({
  shape: { points: [] },
  buildPath(path, { points }) {
    let drawing = false
    let [px, py] = [0, 0]
    for (let i = 0; i < points.length; i += 2) {
      const [x, y] = [points[i], points[i + 1]]
      if (Number.isNaN(x) || Number.isNaN(y)) {
        drawing = false
        continue
      }
      const [dx, dy] = [x - px, y - py]
      if (drawing && dx * dx + dy * dy < 0.5) continue
      if (drawing) path.lineTo(x, y)
      else path.moveTo(x, y)
      drawing = true
      px = x
      py = y
    }
  },
}))

// A hatch is lines at 45 degrees, clipped to its rectangle by hand.
graphic.registerShape('hatch', graphic.extendShape({
  shape: { x: 0, y: 0, width: 0, height: 0, step: 1, back: false },
  buildPath(path, { x, y, width, height, step, back }) {
    const right = x + width
    for (let d = x - height + ((height - x) % step); d < right; d += step) {
      const x1 = Math.max(d, x)
      const x2 = Math.min(d + height, right)
      if (x2 <= x1) continue
      const [y1, y2] = [x1 - d, x2 - d].map((rise) => (back ? y + rise : y + height - rise))
      path.moveTo(x1, y1)
      path.lineTo(x2, y2)
    }
  },
}))

// Each shape draws one layer from its numbers n, as wasm/chart lays them out. At
// maps values to pixels; look is how the structure says that it looks.
const shapes = {
  line(n, at, { lineStyle: { color, width, type } }) {
    const points = n.map((v, i) => (i % 2 ? at.y(v) : at.x(v)))
    return { type: 'trace', shape: { points }, style: { fill: 'none', stroke: color, lineWidth: width * scale, lineDash: type, lineJoin: 'bevel' } }
  },
  band(n, at, { itemStyle }) {
    const up = []
    const down = []
    for (const [x, lo, hi] of items(n, 3)) {
      if (Number.isNaN(lo) || Number.isNaN(hi)) continue
      up.push([at.x(x), at.y(hi)])
      down.unshift([at.x(x), at.y(lo)])
    }
    return { type: 'polygon', shape: { points: up.concat(down) }, style: { fill: itemStyle.color, opacity: 0.16 } }
  },
  points(n, at, { itemStyle: { color } }) {
    return group(items(n, 4).flatMap(([x, y, lo, hi]) => [
      { type: 'line', shape: { x1: at.x(x), y1: at.y(lo), x2: at.x(x), y2: at.y(hi) }, style: { stroke: color, lineWidth: 5, opacity: 0.3 } },
      { type: 'circle', shape: { cx: at.x(x), cy: at.y(y), r: 3 * scale }, style: { fill: paper(), stroke: color, lineWidth: 1.25 } },
    ]))
  },
  marker(n, at, look) {
    return group(items(n, 2).map(([x, y]) => ({ type: 'circle', shape: { cx: at.x(x), cy: at.y(y), r: 6 * scale }, style: ring(look) })))
  },
  dots(n, at, look) {
    return group(items(n, 3).map(([x, height, r]) => ({ type: 'circle', shape: { cx: at.x(x), cy: at.bottom - height, r }, style: ring(look) })))
  },
  'rule-x'(n, at, look) {
    return group(items(n, 1).map(([v]) => rule(look, at.x(v), at.top, at.x(v), at.bottom)))
  },
  'rule-y'(n, at, look) {
    return group(items(n, 1).map(([v]) => rule(look, at.left, at.y(v), at.right, at.y(v))))
  },
  region(n, at, { itemStyle }) {
    const x = Math.max(at.left, at.x(n[0]))
    if (!(x < at.right)) return
    const shape = { x, y: at.top, width: at.right - x, height: at.bottom - at.top }
    return group([
      { type: 'rect', shape, style: { fill: itemStyle.color, opacity: 0.06 } },
      { type: 'hatch', shape: { ...shape, step: 9, back: false }, style: { stroke: itemStyle.color, lineWidth: 1, opacity: 0.22 } },
    ])
  },
  bars(n, at, { fill }) {
    const back = fill === 'hatch-back'
    const hatched = back || fill === 'hatch'
    return group(items(n, 5).flatMap(([from, to, y, height, colour]) => {
      const shape = { x: at.x(from), y, width: at.x(to) - at.x(from), height }
      if (!(shape.width > 0)) return []
      const stroke = hue(colour)
      const parts = [{ type: 'rect', shape, style: { fill: stroke, opacity: tones[fill] ?? 1 } }]
      if (hatched) parts.push({ type: 'hatch', shape: { ...shape, step: 6 * scale, back }, style: { stroke, lineWidth: 1.25 * scale, opacity: 0.75 } })
      // A line of paper keeps neighbours apart.
      parts.push({ type: 'rect', shape, style: { fill: 'none', stroke: paper(), lineWidth: 1 } })
      return parts
    }))
  },
}

const group = (children) => ({ type: 'group', children })

// items parts the numbers of a layer into those of its items.
const items = (n, dimensions) => Array.from({ length: n.length / dimensions }, (_, i) => n.subarray(i * dimensions, (i + 1) * dimensions))

// How dark a part of a bar is, by its fill; a hatch has lines besides.
const tones = { half: 0.55, pale: 0.28, hatch: 0.1, 'hatch-back': 0.1 }
const hue = (n) => token(['$ink', '$slate', '$accent'][n])

const rule = ({ itemStyle }, x1, y1, x2, y2) => ({
  type: 'line',
  shape: { x1, y1, x2, y2 },
  style: { stroke: itemStyle.color, lineWidth: 1.25 },
})
const ring = ({ itemStyle: { color }, ghost }) =>
  ghost
    ? { fill: paper(), stroke: color, lineWidth: 2 }
    : { fill: color, stroke: paper(), lineWidth: 1 }

// texts draws the labels of a frame.
const texts = (labels) =>
  group(labels.map((l) => ({
    type: 'text',
    x: l.x,
    y: l.y,
    style: {
      text: l.text,
      fill: token(l.colour),
      font: `${l.strong ? 700 : 400} ${l.size}px ${token('$sans')}`,
      align: l.align,
      verticalAlign: 'middle',
      stroke: paper(),
      lineWidth: 3,
    },
  })))

let scale = 1 // of everything, when presenting
let token = (name) => name // a theme's colour for a token such as "$accent"
const paper = () => token('$paper')

// Layers from this z on stand on a canvas of their own: markers and labels move
// at every step of a slider, while what is below them often stays.
const over = 5

// A Picture is one chart: ECharts' own, and what it shows.
class Picture {
  constructor(chart, json) {
    this.chart = chart
    this.json = json
    this.build()
  }

  // build gives ECharts the structure that wasm/chart/option made: tokens become
  // colours, names of shapes become functions.
  build() {
    const option = JSON.parse(this.json, (_, v) => (typeof v === 'string' && v[0] === '$' ? token(v) : v))
    this.frame = null
    this.axes = ''
    this.layers = option.series.map((look) => ({ id: look.id, look, numbers: new Float64Array(0) }))
    option.series = option.series.map(({ id, renderItem, clip, silent, z, lineStyle }, i) => {
      const draw = shapes[renderItem]
      const { look } = this.layers[i]
      return {
        id, type: 'custom', clip, silent, z, zlevel: z >= over ? 1 : 0, lineStyle, data: [0],
        renderItem: ({ coordSys }) => {
          const { numbers } = this.layers[i]
          return numbers.length > 0 ? draw(numbers, this.mapping(coordSys), look) : undefined
        },
      }
    })
    option.series.push({ id: 'labels', type: 'custom', silent: true, clip: false, z: 9, zlevel: 1, data: [0], renderItem: () => this.frame && texts(this.frame.labels) })
    this.chart.setOption(option, { notMerge: true })
  }

  // mapping maps values to pixels in the plot that ECharts has laid out.
  mapping({ x: left, y: top, width, height }) {
    const { x, y } = this.frame
    const bottom = top + height
    const [kx, ky] = [width / (x.max - x.min), height / (y.max - y.min)]
    return { left, top, right: left + width, bottom, x: (v) => left + kx * (v - x.min), y: (v) => bottom - ky * (v - y.min) }
  }

  // show shows a frame and the bytes of its data.
  show(json, bytes) {
    const f = JSON.parse(json)
    const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
    const axes = JSON.stringify([f.grid, f.x, f.y, f.font])
    this.frame = f
    scale = f.font / 11.5
    const changed = ['labels']
    let at = 0
    this.layers.forEach((layer, i) => {
      const fresh = numbers.subarray(at, (at += f.lengths[i]))
      if (!same(layer.numbers, fresh)) changed.push(layer.id)
      layer.numbers = fresh
    })
    if (axes === this.axes) {
      this.chart.dispatchAction({ type: 'follow', seriesId: changed }, { silent: true, flush: false })
      return
    }
    this.axes = axes
    this.chart.setOption({
      grid: { ...f.grid, outerBoundsMode: 'none' }, xAxis: axis(f.x, f.font), yAxis: axis(f.y, f.font),
      // A line is clipped at the plot's edge and half its width.
      series: this.layers.filter(({ look }) => look.lineStyle).map(({ id, look }) => ({ id, lineStyle: { width: look.lineStyle.width * scale } })),
    })
  }
}

// same says whether two series of numbers are bit for bit the same.
const same = (a, b) => a.length === b.length && a.every((v, i) => Object.is(v, b[i]))

const axis = (a, fontSize) => ({
  min: a.min,
  max: a.max,
  axisLabel: {
    customValues: a.at,
    formatter: (v) => a.text[a.at.findIndex((t) => Math.abs(t - v) <= 1e-9 * Math.max(1, Math.abs(t)))] ?? '',
    fontSize,
    fontFamily: token('$sans'),
    hideOverlap: false,
  },
  splitLine: { customValues: a.at },
  axisTick: { show: false, customValues: a.at },
})

// SVG of one chart, for the page as it is before anything runs. Colours stay
// variables of the style sheet, so that the picture follows the theme.
export function toSVG(optionsJSON, frameJSON, bytes, width, height) {
  token = (name) => `var(--${name.slice(1)})`
  const chart = initECharts(null, null, { renderer: 'svg', ssr: true, width, height })
  new Picture(chart, optionsJSON).show(frameJSON, bytes)
  const svg = chart.renderToSVGString()
  chart.dispose()
  return svg
}

// The charts on this page, by id: created once, redrawn in the frame of the drag.
const live = new Map()

function create(id) {
  const figure = document.querySelector(`[data-chart="${id}"]`)
  const room = figure.querySelector('[data-plot]')
  const canvas = document.createElement('div')
  canvas.className = 'canvas'
  canvas.setAttribute('aria-hidden', 'true')
  room.append(canvas)
  const chart = initECharts(canvas, null, { renderer: 'canvas', width: room.clientWidth, height: room.clientHeight })
  const entry = { room, chart, picture: new Picture(chart, figure.querySelector('[data-options]').textContent) }
  live.set(id, entry)
  return entry
}

export const charts = {
  // theme reads the style sheet's colours; call it again when they change.
  theme() {
    const css = getComputedStyle(document.documentElement)
    const known = new Map()
    token = (name) => {
      if (!known.has(name)) known.set(name, css.getPropertyValue(`--${name.slice(1)}`).trim())
      return known.get(name)
    }
  },
  // font is the size of small labels, which grows when presenting.
  font() {
    return getComputedStyle(document.querySelector('[data-subtitle]')).fontSize.replace('px', '')
  },
  // draw shows a frame. The structure stands in the page itself, where the
  // build has put it.
  draw(id, frameJSON, bytes) {
    const { room, picture } = live.get(id) ?? create(id)
    picture.show(frameJSON, bytes)
    room.dataset.live = ''
  },
  // renew prepares every chart for a new theme or a new size; draw must follow.
  renew() {
    charts.theme()
    for (const { room, chart, picture } of live.values()) {
      chart.resize({ width: room.clientWidth, height: room.clientHeight })
      picture.build()
    }
  },
}

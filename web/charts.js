// Drawing: ECharts with only what we use, the shapes that it lacks, and the
// two calls that the Go side makes. What is drawn is decided in Go; here
// nothing is computed but pixels.
import { init as initECharts, use } from 'echarts/core'
import { CustomChart, LineChart } from 'echarts/charts'
import { GridComponent } from 'echarts/components'
import { CanvasRenderer, SVGRenderer } from 'echarts/renderers'

use([LineChart, CustomChart, GridComponent, CanvasRenderer, SVGRenderer])

// Each shape draws one item, or, where `all` is meant, everything at once on
// its first item. `api.value(d)` reads dimension d as wasm/chart declares it.
const shapes = {
  band(params, api) {
    if (params.dataIndexInside > 0) return
    const up = []
    const down = []
    for (let i = 0; i < params.dataInsideLength; i++) {
      const [x, lo, hi] = [api.value(0, i), api.value(1, i), api.value(2, i)]
      if (Number.isNaN(lo) || Number.isNaN(hi)) continue
      up.push(api.coord([x, hi]))
      down.unshift(api.coord([x, lo]))
    }
    return { type: 'polygon', shape: { points: up.concat(down) }, style: { fill: api.visual('color'), opacity: 0.16 } }
  },
  points(_, api) {
    const [x, y] = api.coord([api.value(0), api.value(1)])
    const lo = api.coord([api.value(0), api.value(2)])[1]
    const hi = api.coord([api.value(0), api.value(3)])[1]
    const color = api.visual('color')
    return {
      type: 'group',
      children: [
        { type: 'line', shape: { x1: x, y1: lo, x2: x, y2: hi }, style: { stroke: color, lineWidth: 5, opacity: 0.3 } },
        { type: 'circle', shape: { cx: x, cy: y, r: 3 * scale }, style: { fill: paper(), stroke: color, lineWidth: 1.25 } },
      ],
    }
  },
  marker(_, api, { ghost }) {
    const [cx, cy] = api.coord([api.value(0), api.value(1)])
    return { type: 'circle', shape: { cx, cy, r: 6 * scale }, style: ring(api, ghost) }
  },
  dots(_, api, { ghost }) {
    const [cx, bottom] = api.coord([api.value(0), 0])
    return { type: 'circle', shape: { cx, cy: bottom - api.value(1), r: api.value(2) }, style: ring(api, ghost) }
  },
  'rule-x'(params, api) {
    const x = api.coord([api.value(0), 0])[0]
    const { y, height } = params.coordSys
    return rule(api, x, y, x, y + height)
  },
  'rule-y'(params, api) {
    const y = api.coord([0, api.value(0)])[1]
    const { x, width } = params.coordSys
    return rule(api, x, y, x + width, y)
  },
  region(params, api) {
    const { x, y, width, height } = params.coordSys
    const left = Math.max(x, api.coord([api.value(0), 0])[0])
    const right = x + width
    if (left >= right) return
    const stroke = api.visual('color')
    const children = [{ type: 'rect', shape: { x: left, y, width: right - left, height }, style: { fill: stroke, opacity: 0.06 } }]
    children.push(...hatch(left, right, y, height, 9, { stroke, lineWidth: 1, opacity: 0.22 }))
    return { type: 'group', children }
  },
  bars(_, api, { fill }) {
    const [left, right] = [0, 1].map((d) => api.coord([api.value(d), 0])[0])
    const [y, height] = [api.value(2), api.value(3)]
    if (!(right > left)) return
    const stroke = hue(api.value(4))
    const shape = { x: left, y, width: right - left, height }
    const children = [{ type: 'rect', shape, style: { fill: stroke, opacity: tones[fill] ?? 1 } }]
    const back = fill === 'hatch-back'
    if (back || fill === 'hatch') children.push(...hatch(left, right, y, height, 6 * scale, { stroke, lineWidth: 1.25 * scale, opacity: 0.75 }, back))
    // A line of paper keeps neighbours apart.
    children.push({ type: 'rect', shape, style: { fill: 'none', stroke: paper(), lineWidth: 1 } })
    return { type: 'group', children }
  },
}

// How dark a part of a bar is, by its fill; a hatch has lines besides.
const tones = { half: 0.55, pale: 0.28, hatch: 0.1, 'hatch-back': 0.1 }
const hue = (n) => token(['$ink', '$slate', '$accent'][n])

// A quiet hatch: lines at 45 degrees, clipped to a rectangle by hand.
function hatch(left, right, y, height, step, style, back) {
  const lines = []
  for (let d = left - height + ((height - left) % step); d < right; d += step) {
    const x1 = Math.max(d, left)
    const x2 = Math.min(d + height, right)
    const [y1, y2] = [x1 - d, x2 - d].map((rise) => (back ? y + rise : y + height - rise))
    if (x2 > x1) lines.push({ type: 'line', shape: { x1, y1, x2, y2 }, style })
  }
  return lines
}

const rule = (api, x1, y1, x2, y2) => ({
  type: 'line',
  shape: { x1, y1, x2, y2 },
  style: { stroke: api.visual('color'), lineWidth: 1.25 },
})
const ring = (api, ghost) =>
  ghost
    ? { fill: paper(), stroke: api.visual('color'), lineWidth: 2 }
    : { fill: api.visual('color'), stroke: paper(), lineWidth: 1 }

let scale = 1 // of everything, when presenting
let token = (name) => name // a theme's colour for a token such as "$accent"
const paper = () => token('$paper')

// structure turns wasm/chart's options into ECharts': tokens become colours,
// names of shapes become functions.
function structure(json) {
  const option = JSON.parse(json, (_, v) => (typeof v === 'string' && v[0] === '$' ? token(v) : v))
  for (const s of option.series) {
    const draw = shapes[s.renderItem]
    if (draw) s.renderItem = (params, api) => draw(params, api, s)
  }
  option.series.push({ id: 'labels', type: 'custom', silent: true, clip: false, z: 9, data: [], renderItem: () => undefined })
  return option
}

// motion turns a frame and the bytes of its data into what has changed of the
// options; axes are left out while they stay as they are.
function motion(frameJSON, bytes, { series, axes }) {
  const f = JSON.parse(frameJSON)
  const numbers = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
  scale = f.font / 11.5
  let at = 0
  const option = { series: [] }
  const now = JSON.stringify([f.grid, f.x, f.y, f.font])
  if (now !== axes) Object.assign(option, { grid: { ...f.grid, outerBoundsMode: 'none' }, xAxis: axis(f.x, f.font), yAxis: axis(f.y, f.font) })
  f.lengths.forEach((n, i) => {
    const d = series[i].dimensions.length
    const data = []
    for (const end = at + n; at < end; at += d) data.push(Array.from(numbers.subarray(at, at + d)))
    const width = series[i].lineStyle?.width
    option.series.push({ id: series[i].id, data, ...(width && { lineStyle: { width: (width * f.font) / 11.5 } }) })
  })
  const texts = f.labels.map((l) => ({
    type: 'text',
    x: l.x,
    y: l.y,
    style: {
      text: l.text,
      fill: token(l.colour),
      font: `${l.strong ? 700 : 400} ${l.size}px ${token('$sans')}`,
      verticalAlign: 'middle',
      stroke: paper(),
      lineWidth: 3,
    },
  }))
  option.series.push({ id: 'labels', data: [0], renderItem: () => ({ type: 'group', children: texts }) })
  return { option, axes: now }
}

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
  const option = structure(optionsJSON)
  chart.setOption(option)
  chart.setOption(motion(frameJSON, bytes, option).option)
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
  const entry = {
    room,
    options: figure.querySelector('[data-options]').textContent,
    chart: initECharts(canvas, null, { renderer: 'canvas', width: room.clientWidth, height: room.clientHeight }),
  }
  live.set(id, entry)
  return build(entry)
}

function build(entry) {
  const option = structure(entry.options)
  entry.series = option.series
  entry.axes = ''
  entry.chart.setOption(option, { notMerge: true })
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
    const entry = live.get(id) ?? create(id)
    const { option, axes } = motion(frameJSON, bytes, entry)
    entry.axes = axes
    entry.chart.setOption(option)
    entry.room.dataset.live = ''
  },
  // renew prepares every chart for a new theme or a new size; draw must follow.
  renew() {
    charts.theme()
    for (const entry of live.values()) {
      entry.chart.resize({ width: entry.room.clientWidth, height: entry.room.clientHeight })
      build(entry)
    }
  },
}

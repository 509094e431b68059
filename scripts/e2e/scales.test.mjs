// What stands on the charts, read back from what was painted: nothing outside the
// plot, every mark where its ticks say and on its curve, in every frame.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, open, painted } from './harness.mjs'

// random returns numbers from 0 to 1, the same in every run.
function random(seed) {
  let s = seed >>> 0
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 2 ** 32
  }
}

const argumentsOf = async (page) => (await page.$eval('html', (e) => e.dataset.arguments)).split(' ')
const drawn = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[data-chart]')].map((e) => [e.dataset.chart, globalThis.kingman.charts.drawn(e.dataset.chart)])))

// scatter goes to a link with every slider at a random place.
const scatter = (page, r) => page.evaluate((shares) => {
  const values = [...document.querySelectorAll('#controls input[type=range]')].map((e, i) => `${e.name}=${Number(e.min) + Math.round(((e.max - e.min) / e.step) * shares[i]) * e.step}`)
  location.hash = `#v=1&s=${document.documentElement.dataset.argument}&${values.join('&')}`
}, Array.from({ length: 40 }, r))

// set moves sliders to values, one after the other.
const set = async (page, values) => {
  await page.evaluate((values) => {
    for (const [name, value] of Object.entries(values)) {
      const e = document.querySelector(`input[type=range][name="${name}"]`)
      e.value = value
      e.dispatchEvent(new Event('input', { bubbles: true }))
    }
  }, values)
  await painted(page)
}

// How far beyond the plot's edge a shape may reach: half a line, a mark's radius,
// a dot that stands beside its column, in each case with its line.
const margin = 16

// scalesOf is how the axes map values to pixels; check holds the ticks to it.
const scalesOf = ({ plot, x, y }) => [[x, plot.left, plot.right], [y, plot.bottom, plot.top]].map(([{ min, max }, from, to]) => (v) => from + ((v - min) * (to - from)) / (max - min))

// check fails on a shape outside the plot, a tick that is not where its axis says,
// and a mark that is not where the ticks say or not on its curve.
function check(where, d) {
  const { plot } = d
  const [x, y] = scalesOf(d)
  for (const [id, layer] of Object.entries(d.layers)) {
    for (const { type, box } of layer.shapes) {
      const far = Math.max(plot.left - box.x, box.x + box.width - plot.right, plot.top - box.y, box.y + box.height - plot.bottom)
      assert.ok(box.width + box.height === 0 || far <= margin, `${where}: ${type} of ${id} reaches ${far} px out of the plot`)
    }
  }
  for (const [px, ticks] of [[x, d.x.ticks], [y, d.y.ticks]])
    for (const t of ticks) assert.ok(Math.abs(px(t.at) - t.px) < 0.01, `${where}: the tick ${t.text} is at ${t.px}, its value at ${px(t.at)}`)
  let marks = 0
  for (const [id, { shape, numbers, shapes, on }] of Object.entries(d.layers)) {
    if (shape !== 'marker' || numbers.some(Number.isNaN)) continue
    const [mx, my] = numbers
    const fits = mx >= d.x.min && mx <= d.x.max && my >= d.y.min && my <= d.y.max
    if (!fits) {
      assert.equal(shapes.length, 0, `${where}: ${id} at ${mx}, ${my} is not on the axes`)
      continue
    }
    marks++
    assert.ok(Math.hypot(shapes[0].cx - x(mx), shapes[0].cy - y(my)) < 0.1, `${where}: ${id} is at ${shapes[0].cx}, ${shapes[0].cy}; the ticks say ${x(mx)}, ${y(my)}`)
    if (on) assert.equal(d.layers[on].shape, 'line', `${where}: ${id} lies on ${on}`)
  }
  return marks
}

test('in any state of any argument nothing reaches out of its plot, and marks stand where the ticks say', async (t) => {
  const r = random(1961)
  const ids = await argumentsOf(await open(t, { simulates: false }))
  const states = Math.max(8, Math.round(120 / ids.length)) // the time does not grow with the catalogue
  for (const id of ids) {
    const page = await open(t, { at: `${address}${id}.html`, simulates: false })
    let marks = 0
    let marked = false // whether any chart of the page has marks
    for (let n = 0; n < states; n++) {
      await scatter(page, r)
      await painted(page)
      await painted(page) // the charts further down follow in the next frame
      for (const [chart, d] of Object.entries(await drawn(page))) {
        marks += check(`${id}, ${chart}, state ${n}`, d)
        marked ||= Object.values(d.layers).some((l) => l.shape === 'marker')
      }
    }
    assert.ok(marks > states || !marked, `${id}: ${marks} marks seen`)
    await page.left()
  }
})

// record keeps the frames that the page sends, by chart.
const record = (page) => page.evaluate(() => {
  const { charts } = globalThis.kingman
  const draw = charts.draw
  globalThis.sent = {}
  charts.draw = (id, frame, bytes, ...time) => {
    if (globalThis.filming) return // simulations that come in
    (globalThis.sent[id] ??= []).push([frame, bytes.slice()])
    return draw(id, frame, bytes, ...time)
  }
  globalThis.resend = (id, k, ...time) => draw(id, ...globalThis.sent[id].at(k), ...time)
})

// film shows a chart's first state, and then follows it to its last through every
// frame: what is drawn in each, and in the states themselves.
const film = (page, id, time, interrupt) => page.evaluate(async (id, time, interrupt) => {
  globalThis.filming = true
  const { charts } = globalThis.kingman
  const frame = () => new Promise(requestAnimationFrame)
  // A clock of its own: ten milliseconds from one frame to the next.
  let now = performance.now() + 1e6
  performance.now = () => now
  const rest = async (k) => {
    globalThis.resend(id, k)
    await frame()
    return charts.drawn(id)
  }
  const states = [await rest(-1), await rest(1), await rest(0)]
  const frames = [charts.drawn(id)]
  globalThis.resend(id, -1, ...time)
  for (let n = 0; n < 400; n++) {
    frames.push(charts.drawn(id))
    if (n === interrupt) globalThis.resend(id, 1, ...time)
    if (!frames.at(-1).moving && n > (interrupt ?? -1)) break
    now += 10
    await frame()
  }
  delete performance.now
  return { frames, states }
}, id, time, interrupt)

// height is how high a line is at x.
function height(line, x) {
  for (let i = 2; i < line.length; i += 2) if (x >= line[i - 2] && x <= line[i]) return line[i - 1] + ((line[i + 1] - line[i - 1]) * (x - line[i - 2])) / (line[i] - line[i - 2] || 1)
  return NaN
}

const apart = (d, id) => {
  const { on, numbers } = d.layers[id]
  return on ? numbers[1] - height(d.layers[on].numbers, numbers[0]) : NaN
}

test('a scale that widens takes ticks, curves and marks along in every frame', async (t) => {
  const page = await open(t, { simulates: false })
  await record(page)
  await set(page, { engineers: 10 })
  await set(page, { engineers: 28, hours: 40, analysts: 6 }) // far beyond the home of the scale
  for (const [time, interrupt] of [[[300]], [[300, 500]], [[300, 500], 6]]) {
    const { frames, states } = await film(page, 'wait', time, interrupt)
    const what = `${time} ms${interrupt ? ', interrupted' : ''}`
    assert.ok(frames.length > 30, `${what}: ${frames.length} frames`)
    let marks = 0
    frames.forEach((d, n) => { marks += check(`${what}, frame ${n}`, d) })
    assert.ok(marks >= 2 * (frames.length - 1), `${what}: ${marks} marks in ${frames.length} frames`)
    const ends = states.flatMap((d) => ['today', 'whatif'].map((id) => Math.abs(apart(d, id))).filter((v) => !Number.isNaN(v)))
    for (const [n, d] of frames.entries()) for (const id of ['today', 'whatif']) {
      const off = Math.abs(apart(d, id))
      assert.ok(Number.isNaN(off) || off <= Math.max(...ends) + 1e-6 * d.y.max, `${what}, frame ${n}: ${id} is ${off} off its curve, of ${d.y.max}`)
    }
    const tops = frames.map((d) => d.y.max)
    assert.ok(new Set(tops).size > 4, `${what}: tops ${tops}`)
    if (!interrupt) tops.forEach((v, n) => assert.ok(n === 0 || v >= tops[n - 1] || frames[0].y.max > frames.at(-1).y.max, `${what}: back from ${tops[n - 1]} to ${v}`))
    assert.equal(frames.at(-1).moving, false)
  }
})

test('a step leaves a dot and a path behind, until it is told to forget them', async (t) => {
  const page = await open(t, { simulates: false })
  await record(page)
  await set(page, { engineers: 12 })
  await set(page, { engineers: 22, analysts: 6 })
  const { frames: [before, ...frames] } = await film(page, 'wait', [300, 500])
  const after = frames.at(-1)
  const trail = after.trails.find((e) => e.type === 'circle')
  const [x, y] = scalesOf(after)
  const [bx, by] = before.layers.whatif.numbers
  assert.ok(Math.hypot(trail.cx - x(bx), trail.cy - y(by)) < 0.5, 'the dot stands where the mark was, on the scale of now')
  assert.ok(after.trails.find((e) => e.points).points.length > 8, 'the path of the mark')
  await page.evaluate(() => globalThis.kingman.charts.forget())
  assert.deepEqual((await drawn(page)).wait.trails, [])
})

test('where motion is not wanted a scale is there at once', async (t) => {
  const page = await open(t, { simulates: false, media: { 'prefers-reduced-motion': 'reduce' } })
  await record(page)
  await set(page, { engineers: 10 })
  await set(page, { engineers: 30 })
  const { frames } = await film(page, 'wait', [300, 500])
  assert.equal(frames.length, 2)
  assert.equal(frames[1].moving, false)
  check('still', frames[1])
})

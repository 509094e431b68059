// Scales that widen: every mark where its ticks say and on its curve, in every frame.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check, drawn, height, scalesOf } from './drawn.mjs'
import { address, open, painted, still } from './harness.mjs'

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

test('what is simulated is tied to the curve of the formula, and settles', async (t) => {
  const page = await open(t, { hash: '#v=1&s=analysis-queue&analysts=40', wait: 'sim' })
  await page.waitForFunction(() => !globalThis.kingman.charts.drawn('wait').moving)
  const { wait } = await drawn(page)
  assert.ok(check('simulated', wait) >= 2)
  const [, y] = scalesOf(wait)
  const [, at, lo, hi] = wait.layers.today.numbers
  assert.ok(lo < at && at < hi, `today ${at} lies from ${lo} to ${hi}`)
  assert.ok(Math.abs(y(at) - y(at - apart(wait, 'today'))) > 10, 'here the two differ')
  assert.ok(wait.layers.today.shapes.filter((e) => e.type === 'line').length >= 2, 'the interval, and the stem')
})

test('an interval that is cut at the edge of the plot says that it goes on', async (t) => {
  const page = await open(t, { at: `${address}slack.html`, wait: 'sim', media: still })
  const all = Object.entries(await drawn(page))
  for (const [id, chart] of all) check(id, chart)
  const heads = all.flatMap(([, { layers }]) => Object.values(layers)).filter(({ shape }) => shape === 'points').flatMap(({ shapes }) => shapes.filter((s) => s.type === 'trace'))
  assert.ok(heads.length > 0, 'here some are')
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

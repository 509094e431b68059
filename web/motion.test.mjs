import assert from 'node:assert/strict'
import { test } from 'node:test'
import { height, Motion } from './motion.js'

// A chart of one curve, today's mark and what-if's mark on it.
const shapes = ['line', 'marker', 'marker']
const ghosts = [false, true, false]
const xs = Array.from({ length: 30 }, (_, i) => i + 1)
const wait = (x, bend) => (x < bend ? x / 8 : x / 8 + 85 * (x - bend))
const curve = (bend) => Float64Array.from(xs.flatMap((x) => [x, wait(x, bend)]))
const axis = (min, max, parts = 4) => {
  const at = Array.from({ length: parts + 1 }, (_, i) => min + ((max - min) * i) / parts)
  return { min, max, at, text: at.map(String) }
}
const state = (engineers, top, { bend = 12, off = 0, right = 30 } = {}) => {
  const line = curve(bend)
  const mark = (x, d) => Float64Array.of(x, height(line, x) + d, height(line, x) + d - 1, height(line, x) + d + 2) // and its interval
  return { frame: { x: axis(1, right), y: axis(0, top), on: [-1, 0, 0] }, layers: [line, mark(10, 0), mark(engineers, off)] }
}
const go = (m, s, now, over = {}) => m.go(s.frame, s.layers, now, { trail: true, ...over })
const started = (s) => {
  const m = new Motion(shapes, ghosts)
  go(m, s, 0)
  return m
}
const moments = (from, to) => Array.from({ length: 61 }, (_, i) => from + ((to - from) * i) / 60)
const onCurve = (v, mark) => Math.abs(v.layers[mark][1] - height(v.layers[0], v.layers[mark][0])) < 1e-9 * v.y.max
const inside = (v, mark) => ['x', 'y'].every((a, i) => v.layers[mark][i] >= v[a].min && v.layers[mark][i] <= v[a].max)

test('without time everything is there at once', () => {
  const m = started(state(10, 4))
  const to = state(20, 960)
  go(m, to, 5)
  const v = m.at(5)
  assert.deepEqual([v.x.max, v.y.max, v.layers], [30, 960, to.layers])
  assert.equal(m.moving(5), false)
  assert.deepEqual(v.ticks.y.map((t) => [t.at, t.strength]), [0, 240, 480, 720, 960].map((at) => [at, 1]))
})

test('a scale widens by equal factors, without going back, and is there in time', () => {
  const m = started(state(12, 4))
  go(m, state(12, 960), 0, { scale: 300 })
  const tops = moments(0, 300).map((now) => m.at(now).y.max)
  assert.equal(tops[0], 4)
  assert.equal(tops.at(-1), 960)
  tops.forEach((top, i) => assert.ok(i === 0 || top >= tops[i - 1], `${tops}`))
  assert.ok(Math.abs(m.at(300 * (1 - 0.5 ** (1 / 3))).y.max - Math.sqrt(4 * 960)) < 1e-6, 'half of the way is half of the factor')
})

test('the values are at once where they are, and the scale follows them: no mark is outside or off its curve', () => {
  const m = started(state(12, 4))
  go(m, state(20, 960), 0, { scale: 300 })
  for (const now of moments(0, 300)) {
    const v = m.at(now)
    assert.equal(v.layers[2][0], 20)
    for (const mark of [1, 2]) assert.ok(onCurve(v, mark) && inside(v, mark), `at ${now}: ${v.layers[mark]} of ${v.y.max}`)
  }
})

test('a simulated value settles without a trail, its interval with it, and a hand cuts that short', () => {
  const m = started(state(14, 960))
  const to = state(14, 960, { off: 60 })
  go(m, to, 0, { values: 250, trail: false })
  for (const now of moments(0, 250)) {
    const [, y, lo, hi] = m.at(now).layers[2]
    assert.ok(Math.abs(y - lo - 1) < 1e-9 && Math.abs(hi - y - 2) < 1e-9, `${m.at(now).layers[2]} at ${now}`)
  }
  assert.ok(m.at(100).layers[2][1] < to.layers[2][1] && m.moving(100))
  assert.equal(m.at(100).trails[2], undefined)
  go(m, state(15, 960), 100)
  assert.equal(m.moving(100), false)
  assert.deepEqual(m.at(100).layers, state(15, 960).layers)
})

test('a drag that goes on does not put off the scale', () => {
  const m = started(state(13, 100))
  for (let now = 0; now <= 300; now += 20) go(m, state(14 + now / 100, 960), now, { scale: 300 })
  assert.equal(m.at(300).y.max, 960)
})

test('values move along the curve and leave a trail', () => {
  const m = started(state(13, 960))
  go(m, state(20, 960), 100, { values: 500 })
  let before = 13
  for (const now of moments(100, 600)) {
    const v = m.at(now)
    const [x] = v.layers[2]
    assert.ok(x >= before && onCurve(v, 2) && onCurve(v, 1), `at ${now}`)
    before = x
    for (const [tx, ty] of v.trails[2]) assert.ok(tx <= x + 1e-9 && Math.abs(ty - height(v.layers[0], tx)) < 1e-9)
  }
  assert.equal(before, 20)
  assert.equal(m.at(700).trails[2][0][0], 13)
  assert.equal(m.at(700).trails[1], undefined, 'today does not move')
  m.forget()
  assert.deepEqual(m.at(700).trails, [])
})

test('a mark stays on a curve that moves, and as far from it as formula and simulation are apart', () => {
  const m = started(state(14, 960, { bend: 12, off: 8 }))
  go(m, state(20, 960, { bend: 16, off: -4 }), 0, { values: 500 })
  for (const now of moments(0, 500)) {
    const v = m.at(now)
    const apart = v.layers[2][1] - height(v.layers[0], v.layers[2][0])
    assert.ok(apart <= 8 + 1e-9 && apart >= -4 - 1e-9, `${apart} at ${now}`)
    assert.ok(onCurve(v, 1))
  }
})

test('a curve of its own parts from the common one, and comes back to it, with its mark', () => {
  const [m, together, apart] = [new Motion(['line', ...shapes], [true, ...ghosts]), state(14, 960), state(18, 960, { bend: 15 })]
  const own = (s, line) => ({ frame: { ...s.frame, on: [-1, -1, line.length > 0 ? 0 : 1, 1] }, layers: [line, ...s.layers] })
  const ghost = curve(13)
  const alone = own(apart, ghost)
  alone.layers[2] = Float64Array.of(10.5, height(ghost, 10.5), NaN, NaN)
  go(m, own(together, new Float64Array()), 0)
  for (const [to, begin] of [[alone, 0], [own(together, new Float64Array()), 1000], [alone, 1200]]) {
    go(m, to, begin, { values: 500 })
    for (const now of moments(begin, Math.min(begin + 490, begin === 1000 ? 1200 : Infinity))) {
      const v = m.at(now)
      const line = v.layers[v.on[2]]
      assert.ok(Math.abs(v.layers[2][1] - height(line, v.layers[2][0])) < 1e-9, `${v.layers[2]} on ${v.on[2]} at ${now}`)
    }
  }
  assert.deepEqual(m.at(5000).layers, alone.layers)
})

test('a mark that moves pushes the end of the scale, also where both go down', () => {
  const m = started(state(20, 960))
  go(m, state(5, 4), 0, { scale: 300, values: 500 })
  for (const now of moments(0, 500)) assert.ok(inside(m.at(now), 2), `at ${now}`)
  assert.equal(m.at(500).y.max, 4)
})

test('what is under way may be given another goal at any moment, without a jump', () => {
  for (const change of [{ scale: 300 }, { values: 500 }, { scale: 300, values: 500 }, {}]) {
    for (const at of [1, 50, 120, 299, 420]) {
      const m = started(state(12, 400))
      go(m, state(16, 960), 0, { scale: 300, values: 500 })
      const before = m.at(at)
      go(m, state(18, 700, { right: 60 }), at, change)
      const after = m.at(at)
      const numbers = (v) => [v.x.min, v.x.max, v.y.min, v.y.max, ...v.layers.flatMap((l) => [...l])]
      const now = numbers(after)
      // Without any time of its own what has arrived is at its new goal at once.
      const scale = change.scale || at < 300
      numbers(before).forEach((v, i) => assert.ok((i < 4 && !scale) || Math.abs(now[i] - v) < 1e-9 * 960, `${JSON.stringify(change)} at ${at}: ${v} became ${now[i]}`))
      const strength = (v, t) => v.ticks.y.find((o) => o.at === t.at)?.strength ?? 0
      if (scale) for (const t of [...before.ticks.y, ...after.ticks.y]) assert.ok(Math.abs(strength(before, t) - strength(after, t)) < 1e-9, `the tick at ${t.at}`)
      assert.deepEqual(m.at(2000).layers, state(18, 700).layers)
    }
  }
})

test('to set out again for the same goal changes nothing', () => {
  const [a, b] = [started(state(12, 400)), started(state(12, 400))]
  const to = state(18, 960)
  go(a, to, 0, { scale: 300, values: 500 })
  go(b, to, 0, { scale: 300, values: 500 })
  for (const now of [30, 100, 170, 250, 400]) {
    go(b, state(18, 960), now)
    const [va, vb] = [a.at(now + 20), b.at(now + 20)]
    assert.ok(Math.abs(va.layers[2][0] - vb.layers[2][0]) < 1e-9 && Math.abs(va.y.max - vb.y.max) < 1e-6, `at ${now}`)
  }
})

test('ticks travel, those that leave fade while others appear, those that stay do not blink', () => {
  const m = started(state(12, 400))
  go(m, state(12, 1600), 0, { scale: 300 })
  for (const now of moments(0, 300)) {
    const strength = Object.fromEntries(m.at(now).ticks.y.map((t) => [t.at, t.strength]))
    assert.equal(strength[0], 1)
    assert.equal(strength[400], 1, 'a tick of both')
    assert.ok(Math.abs((strength[200] ?? 0) + strength[1600] - 1) < 1e-9, `${strength[200]} and ${strength[1600]} at ${now}`)
  }
})

test('who wants nothing to move gets the end at once, with the trail', () => {
  const m = started(state(13, 100))
  go(m, state(20, 960), 0, { scale: 300, values: 500, still: true })
  assert.equal(m.moving(0), false)
  const v = m.at(0)
  assert.deepEqual([v.y.max, v.layers[2][0], v.trails[2].length], [960, 20, 33])
})

test('layers of another length, and gaps, are there at once', () => {
  const m = started(state(13, 960))
  const to = state(20, 960)
  to.layers[0] = to.layers[0].slice(0, 50)
  to.layers[0][7] = NaN
  go(m, to, 0, { values: 500 })
  assert.deepEqual(m.at(100).layers[0], to.layers[0])
  assert.ok(inside(m.at(100), 2))
})

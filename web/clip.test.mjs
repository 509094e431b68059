import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random } from '../scripts/e2e/drawn.mjs'
import { clipArea, clipLine } from './clip.js'

const box = { left: 40, top: 10, right: 340, bottom: 200 }
const gap = NaN

for (const [name, line, want] of [
  ['a line inside stays', [50, 50, 60, 70, 80, 20], [50, 50, 60, 70, 80, 20]],
  ['one outside goes', [0, 0, 20, 300, -5, 7], []],
  ['beside the box, though above and below it', [0, -50, 20, 500], []],
  ['out through the top', [100, 110, 200, -90], [100, 110, 150, 10]],
  ['in from the left, out to the right', [-60, 100, 440, 100], [40, 100, 340, 100]],
  ['out and in again', [100, 100, 100, 0, 120, 0, 120, 100], [100, 100, 100, 10, gap, gap, 120, 10, 120, 100]],
  ['nine million pixels up', [100, 100, 101, -9e6], [100, 100, 100.00001, 10]],
  ['along the edge', [40, 200, 340, 200], [40, 200, 340, 200]],
  ['along the edge, but for its rounding', [40, 10 - 1e-14, 90, 10 - 1e-14, 140, 10 + 1e-14, 340, 50], [40, 10, 90, 10, 140, 10, 340, 50]],
  ['a gap stays', [50, 50, 60, 60, 70, gap, 80, 60, 90, 50], [50, 50, 60, 60, gap, gap, 80, 60, 90, 50]],
  ['to infinity there is no way', [50, 50, 60, 60, 70, -Infinity, 80, 60], [50, 50, 60, 60]],
  ['a point alone is no line', [50, 50], []],
  ['nothing', [], []],
]) {
  test(`a line is clipped: ${name}`, () => {
    const got = clipLine(line, box)
    assert.equal(got.length, want.length, `${got}`)
    got.forEach((v, i) => assert.ok(Object.is(v, want[i]) || Math.abs(v - want[i]) < 1e-4, `${got}, want ${want}`))
  })
}

// shares walks along a line and says how much of it lies in the box.
function shares(line) {
  let inside = 0
  for (let i = 2; i < line.length; i += 2) {
    for (let k = 0.5; k < 400; k++) {
      const [x, y] = [0, 1].map((c) => line[i - 2 + c] + ((line[i + c] - line[i - 2 + c]) * k) / 400)
      if (x >= box.left && x <= box.right && y >= box.top && y <= box.bottom) inside += Math.hypot(line[i] - line[i - 2], line[i + 1] - line[i - 1]) / 400
    }
  }
  return { inside, error: (2 * Math.hypot(600, 600) * line.length) / 400 }
}

test('whatever the line: all that is left lies in the box and on the line, and nothing in the box is lost', () => {
  const r = random(1)
  for (let n = 0; n < 2000; n++) {
    const line = Array.from({ length: 2 * (2 + Math.floor(6 * r())) }, () => -200 + 600 * r())
    const got = clipLine(line, box)
    let length = 0
    for (let i = 0; i < got.length; i += 2) {
      const [x, y] = [got[i], got[i + 1]]
      if (Number.isNaN(x)) continue
      assert.ok(x >= box.left && x <= box.right && y >= box.top && y <= box.bottom, `${x}, ${y}`)
      const away = Math.min(...Array.from({ length: line.length / 2 - 1 }, (_, k) => {
        const [ax, ay, bx, by] = line.slice(2 * k, 2 * k + 4)
        const t = Math.min(1, Math.max(0, ((x - ax) * (bx - ax) + (y - ay) * (by - ay)) / ((bx - ax) ** 2 + (by - ay) ** 2)))
        return Math.hypot(ax + t * (bx - ax) - x, ay + t * (by - ay) - y)
      }))
      assert.ok(away < 1e-9, `${away} from the line`)
      if (i > 0 && !Number.isNaN(got[i - 2])) length += Math.hypot(x - got[i - 2], y - got[i - 1])
    }
    const { inside, error } = shares(line)
    assert.ok(Math.abs(length - inside) <= error, `${length} is left of ${inside}`)
  }
})

const area = (p) => Math.abs(p.reduce((sum, [x, y], i) => sum + p.at(i - 1)[0] * y - x * p.at(i - 1)[1], 0)) / 2

for (const [name, polygon, want] of [
  ['inside', [[50, 50], [60, 50], [60, 60], [50, 60]], 100],
  ['around the box', [[-9e6, -9e6], [9e6, -9e6], [9e6, 9e6], [-9e6, 9e6]], 300 * 190],
  ['over one corner', [[0, 0], [140, 0], [140, 110], [0, 110]], 100 * 100],
  ['beside', [[0, 0], [30, 0], [30, 300]], 0],
  ['a peak that is cut off', [[100, 100], [200, -100], [300, 100]], 20000 - 6050],
]) {
  test(`an area is clipped: ${name}`, () => assert.ok(Math.abs(area(clipArea(polygon, box)) - want) < 1e-6, `${clipArea(polygon, box)}`))
}

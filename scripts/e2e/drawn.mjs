// What stands on the charts, read back from what was painted.
import assert from 'node:assert/strict'

// random returns numbers from 0 to 1, the same in every run.
export function random(seed) {
  let s = seed >>> 0
  return () => {
    s = (Math.imul(s, 1664525) + 1013904223) >>> 0
    return s / 2 ** 32
  }
}

export const drawn = (page) => page.evaluate(() => Object.fromEntries([...document.querySelectorAll('[data-chart]')].map((e) => [e.dataset.chart, globalThis.kingman.charts.drawn(e.dataset.chart)])))

// scatter goes to a link with every slider at a random place.
export const scatter = (page, r) => page.evaluate((shares) => {
  const values = [...document.querySelectorAll('#controls input[type=range]')].map((e, i) => `${e.name}=${Number(e.min) + Math.round(((e.max - e.min) / e.step) * shares[i]) * e.step}`)
  location.hash = `#v=1&s=${document.documentElement.dataset.argument}&${values.join('&')}`
}, Array.from({ length: 40 }, r))

// How far beyond the plot's edge a shape may reach: half a line, a mark's radius,
// a dot that stands beside its column, in each case with its line.
const margin = 16

// scalesOf is how the axes map values to pixels; check holds the ticks to it.
export const scalesOf = ({ plot, x, y }) => [[x, plot.left, plot.right], [y, plot.bottom, plot.top]].map(([{ min, max }, from, to]) => (v) => from + ((v - min) * (to - from)) / (max - min))

// height is how high a line is at x: the nearer end where it is upright.
export function height(line, x, near = NaN) {
  let found = NaN
  for (let i = 2; i < line.length; i += 2) {
    if (!(x >= line[i - 2] && x <= line[i])) continue
    const y = line[i - 1] + ((line[i + 1] - line[i - 1]) * (x - line[i - 2])) / (line[i] - line[i - 2] || 1)
    if (Number.isNaN(found) || Math.abs(y - near) < Math.abs(found - near)) found = y
  }
  return found
}

// cuts are where the intervals of a layer leave the plot: the places of the arrowheads there.
function cuts({ shape, numbers }, { plot }, [x, y]) {
  const at = []
  for (let i = 0; (shape === 'points' || shape === 'marker') && i < numbers.length; i += 4) {
    const [px, low, high] = [x(numbers[i]), y(numbers[i + 2]), y(numbers[i + 3])]
    if (!(px > plot.left - 0.5 && px < plot.right + 0.5 && high < Math.min(low, plot.bottom) && low > plot.top)) continue
    if (high < plot.top - 0.5) at.push([px, plot.top])
    if (low > plot.bottom + 0.5) at.push([px, plot.bottom])
  }
  return at
}

// check fails on a shape outside the plot, a tick that is not where its axis says, a mark
// that is not where the ticks say or not on its curve, and an interval that ends at the
// plot's edge without an arrowhead, or has one elsewhere.
export function check(where, d) {
  const { plot } = d
  const [x, y] = scalesOf(d)
  for (const [id, layer] of Object.entries(d.layers)) {
    for (const { type, box } of layer.shapes) {
      const far = Math.max(plot.left - box.x, box.x + box.width - plot.right, plot.top - box.y, box.y + box.height - plot.bottom)
      assert.ok(box.width + box.height === 0 || far <= margin, `${where}: ${type} of ${id} reaches ${far} px out of the plot`)
    }
    if (layer.shape !== 'points' && layer.shape !== 'marker') continue
    const heads = layer.shapes.filter((s) => s.type === 'trace').map(({ points }) => points.slice(2, 4))
    const cut = cuts(layer, d, [x, y])
    assert.equal(heads.length, cut.length, `${where}: ${id} has ${heads.length} arrowheads where ${cut.length} intervals are cut`)
    cut.forEach(([px, py], k) => assert.ok(Math.abs(heads[k][0] - px) < 0.1 && Math.abs(heads[k][1] - py) < margin, `${where}: an arrowhead of ${id} is at ${heads[k]}, the cut at ${px}, ${py}`))
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
    const disc = shapes.at(-1)
    assert.ok(Math.hypot(disc.cx - x(mx), disc.cy - y(my)) < 0.1, `${where}: ${id} is at ${disc.cx}, ${disc.cy}; the ticks say ${x(mx)}, ${y(my)}`)
    if (!on) continue
    assert.equal(d.layers[on].shape, 'line', `${where}: ${id} lies on ${on}`)
    // What is simulated stands beside its curve, and is tied to it.
    const off = Math.abs(y(my) - y(height(d.layers[on].numbers, mx, my)))
    if (!(off > 1)) continue
    const ends = [my, height(d.layers[on].numbers, mx, my)].map((v) => Math.min(Math.max(y(v), plot.top), plot.bottom))
    assert.ok(shapes.some((s) => s.type === 'line' && Math.abs(s.x1 - x(mx)) < 0.1 && Math.abs(Math.min(s.y1, s.y2) - Math.min(...ends)) < 0.1 && Math.abs(Math.max(s.y1, s.y2) - Math.max(...ends)) < 0.1), `${where}: ${id} is ${off} px off ${on}, and not tied to it`)
  }
  return marks
}

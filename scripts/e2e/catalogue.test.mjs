// The catalogue: every argument opens, moves, tells its story and agrees with the
// command line. No argument is known by name here: the gallery lists them.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agrees } from './agree.mjs'
import { free } from './barriers.mjs'
import { check, drawn, random, scatter } from './drawn.mjs'
import { address, boxes, desk, headline, open, painted, places, plain, settled, shot, speaks, still, texts, value } from './harness.mjs'
import { end, said, translate } from './translated.mjs'

const page = async (name) => (await fetch(address + name)).text()
const ids = [...(await page('gallery.html')).matchAll(/<a class="card" data-argument="([a-z-]+)"/g)].map((m) => m[1])
assert.ok(ids.length > 0, 'the gallery lists arguments')

// at waits until the address is at a step of the story and the page shows it.
async function at(page, step) {
  await page.waitForFunction((step) => Number(/[&#]step=(\d+)/.exec(location.hash)?.[1] ?? 0) === step, {}, step)
  await painted(page)
}

// told is the reader's view of the story's step.
const told = (page) =>
  page.evaluate(() => ({
    says: document.querySelector('#says').textContent,
    points: [...document.querySelectorAll('[data-chart][data-pointed]')].map((e) => e.dataset.chart),
    titles: [...document.querySelectorAll('h2[data-title], .plot')].map((e) => Math.round(e.getBoundingClientRect().y + scrollY)),
  }))

// stepsOnStage goes through the story with the clicker, from before its first step to its
// last one.
async function* stepsOnStage(page) {
  const step = () => page.evaluate(() => Number(document.documentElement.dataset.step ?? 0))
  for (let n = 0; (await step()) === n; n++) {
    yield n
    await page.keyboard.press('PageDown')
    await painted(page)
  }
  const progress = await page.$eval('#step', (e) => e.textContent)
  assert.match(progress, /^(\d+) of \1$/, `the story ends at ${progress}`)
}

// inked says whether anything is painted on a canvas.
const inked = (selector) => {
  const c = document.querySelector(selector)
  return c?.width > 0 && c.height > 0 && c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0)
}

// cutOff returns, in the page, titles and names that end in "…" for want of room.
const cutOff = () =>
  [...document.querySelectorAll('h2[data-title], .subtitle, .control label')]
    .filter((e) => e.checkVisibility() && getComputedStyle(e).textOverflow === 'ellipsis' && e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent)

// move sets a slider as a drag would.
const move = (page, name, v) =>
  page.$eval(`input[type=range][name="${name}"]`, (e, v) => {
    e.value = v
    e.dispatchEvent(new Event('input', { bubbles: true }))
    e.dispatchEvent(new Event('change', { bubbles: true }))
  }, String(v))

// shorten leaves, in the page, of each layer in a table the first rows, which are like the
// others; lengthen then puts them back.
function shorten() {
  const bodies = [...document.querySelectorAll('[data-table] tbody')].map((e) => [e, [...e.rows]])
  for (const [, rows] of bodies)
    for (const [i, row] of rows.entries()) if (i > 1 && row.dataset.layer === rows[i - 2].dataset.layer) row.remove()
  globalThis.lengthen = () => { for (const [e, rows] of bodies) e.replaceChildren(...rows) }
}

// fixed is what stays in its place whatever the sliders say.
const fixed = ['#question', '#headline', '#controls', '.plot', 'h2[data-title]']

// hand presses a slider that is not the lever, or releases it, and returns what is fixed
// before it does.
const hand = (page, does) => page.evaluate(`(() => {
  const at = (${places})(${JSON.stringify(fixed)})
  const all = document.querySelectorAll('.controls input[type=range]')
  all[all.length - 1].dispatchEvent(new PointerEvent('${does}', { bubbles: true }))
  return at
})()`)

// goToEnds sets, in the page, each slider to its ends and back again, and returns what
// look finds at every end.
function goToEnds(names, look) {
  const found = []
  for (const name of names) {
    const e = document.querySelector(`input[type=range][name="${name}"]`)
    const to = (v) => {
      e.value = v
      e.dispatchEvent(new Event('input', { bubbles: true }))
      e.dispatchEvent(new Event('change', { bubbles: true }))
    }
    const from = e.value
    for (const end of [e.min, e.max]) {
      to(end)
      found.push({ when: `${name} at ${e.value}: ${document.querySelector('#headline').textContent}`, ...look() })
    }
    to(from)
  }
  return found
}

// countWrites counts how often the page writes its address.
function countWrites() {
  const replace = history.replaceState
  history.replaceState = function (...all) {
    globalThis.writes = (globalThis.writes ?? 0) + 1
    return replace.apply(this, all)
  }
}

// sliders returns every slider's range in a page's markup.
async function sliders(id) {
  const all = {}
  for (const [tag, name] of (await page(`${id}.html`)).matchAll(/<input type="range" id="[^"]*" name="([a-z-]+)"[^>]*>/g)) {
    const of = (key) => Number(new RegExp(` ${key}="([^"]*)"`).exec(tag)[1])
    all[name] = { min: of('min'), max: of('max'), step: of('step'), value: of('value') }
  }
  return all
}

// pairs are neighbours with a parameter that both have, and a value for it that
// is legal in both and the default of neither.
const pairs = []
for (const [n, id] of ids.slice(0, -1).entries()) {
  const [a, b] = [await sliders(id), await sliders(ids[n + 1])]
  const onGrid = (p, v) => v >= p.min && v <= p.max && Math.abs((v - p.min) / p.step - Math.round((v - p.min) / p.step)) < 1e-9
  for (const name of Object.keys(a).filter((name) => name in b && a[name].max > 1)) {
    const { min, max, step } = a[name]
    const values = Array.from({ length: Math.floor((max - min) / step + 0.5) + 1 }, (_, i) => Number((min + i * step).toFixed(6)))
    const v = values.filter((v) => onGrid(b[name], v) && v !== a[name].value && v !== b[name].value)
    if (v.length > 0) {
      pairs.push({ from: id, to: ids[n + 1], name, v: v[Math.floor(v.length / 2)] })
      break
    }
  }
}

// seen waits until the picture of the queue is drawn, to its end, and whole.
async function seen(page) {
  await page.$eval('#live', (e) => e.scrollIntoView({ block: 'center' }))
  await page.waitForFunction(() => document.querySelector('#live').dataset.liveState === 'ended')
  await painted(page)
  await page.waitForFunction(() => {
    const c = document.querySelector('#live canvas')
    const px = c.getContext('2d').getImageData(0, 0, c.width, c.height).data
    let n = 0
    for (let i = 3; i < px.length; i += 4) if (px[i] > 0) n++
    return n > 500 && c.getBoundingClientRect().right <= innerWidth
  })
}

// An argument's page is opened twice, once simulated and once not: opening it costs
// more than what is tried on it.
for (const [n, id] of ids.entries()) {
  test(`${id}: opens from a link, agrees with the command, and does so in the middle of everything`, async (t) => {
    const link = `#v=1&s=${id}&seed=11`
    const page = await open(t, { hash: link, wait: 'sim', media: still, expected: [/willReadFrequently/, ...(n > 0 ? [/ERR_ABORTED/] : [])], first: countWrites })
    assert.equal(await page.evaluate(() => document.documentElement.dataset.argument), id)
    assert.equal(await page.evaluate(() => location.hash), link, 'the whole link is kept')
    assert.match(await page.$eval('.count', (e) => e.textContent), new RegExp(`^${n + 1} of ${ids.length} `))
    await agrees(page, link)

    const names = await page.$$eval('input[type=range]', (all) => all.map((e) => e.name))
    // All in one task, so that the address is written once for it.
    await page.evaluate((names) => {
      globalThis.writes = 0
      for (const name of names) {
        const e = document.querySelector(`input[type=range][name="${name}"]`)
        e.value = String(Number(e.min) + 0.3 * (Number(e.max) - Number(e.min)))
        e.dispatchEvent(new Event('input', { bubbles: true }))
        e.dispatchEvent(new Event('change', { bubbles: true }))
      }
    }, names)
    await page.waitForFunction(() => globalThis.writes > 0)
    await settled(page)
    const moved = await page.evaluate(() => location.hash)
    assert.match(moved, new RegExp(`^#v=1&s=${id}&.*seed=11\\b`))
    const answer = await agrees(page, moved)
    const charts = await page.$$eval('[data-chart]', (all) => all.length)
    assert.ok(charts >= 1 && charts === answer.charts.length, `${charts} charts`)
    for (const [chart, d] of Object.entries(await drawn(page))) check(`${chart}, simulated`, d)

    await t.test('its queue is seen in any room', async () => {
      if (!(await page.$('#live'))) return // there is no queue to see
      for (const [room, viewport] of [['phone', { width: 390, height: 844 }], ['narrow', { width: 320, height: 640 }], ['desk', desk]]) {
        await page.setViewport(viewport)
        await seen(page)
        await shot(page, `live-${id}-${room}`)
      }
    })
  })

  // Where things come to rest is looked at here, and nothing moves on its way there: a step
  // of the story would be painted thirty times. drag.test.mjs and scales.test.mjs have the ways.
  test(`${id}: by formula`, async (t) => {
    const page = await open(t, { at: `${address}${id}.html`, query: '?guess=0', simulates: false, media: still, expected: [/willReadFrequently/] }) // what is painted is read back
    const start = async () => {
      await page.$eval('#reset', (e) => e.click())
      await painted(page)
    }

    if (n > 0) { // the first has access.test.mjs
      await t.test('no barriers', async () => {
        const unfold = (open) => page.$$eval('#more, .twin', (all, open) => { for (const e of all) e.open = open }, open)
        await unfold(true)
        await page.evaluate(shorten) // the rows of tables are nearly all that axe would look at
        await free(page, 'at the desk', { schemes: ['but for colours'] })
        await page.evaluate(() => globalThis.lengthen())
        await unfold(false)
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'light' }, { name: 'prefers-reduced-motion', value: 'reduce' }])
        await painted(page)
      })
    }

    await t.test('fits one screen, and tells its story to the end and back', async () => {
      const places = await boxes(page, ['#headline', '.chart'])
      for (const [what, [x, y, width, height]] of Object.entries(places)) {
        assert.ok(x >= 0 && x + width <= desk.width, `${what} is beside the screen`)
        if (!/\.chart [2-9]/.test(what)) assert.ok(y + height <= desk.height, `${what} is below the first screen`)
      }
      const gap = await page.evaluate(() => {
        const text = document.createRange()
        text.selectNodeContents(document.querySelector('#asides'))
        return document.querySelector('.chart').getBoundingClientRect().top - text.getBoundingClientRect().bottom
      })
      assert.ok(gap >= 8, `between the words and the charts are ${gap} pixels`)
      assert.ok(await page.$eval('#reset', (e) => e.getBoundingClientRect().bottom) <= desk.height, 'what goes back to the start is below the first screen')
      // So does a small phone: a sentence of four lines, a title of one, the plot and what moves it.
      await page.setViewport({ width: 390, height: 660 })
      await painted(page)
      const [sentence, title] = await page.$$eval('#headline, .lead h2[data-title]', (all) => all.map((e) => {
        const text = document.createRange()
        text.selectNodeContents(e)
        return Math.round(text.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(e).lineHeight))
      }))
      assert.ok(sentence <= 4 && title === 1, `on a phone the sentence has ${sentence} lines, the first title ${title}`)
      const fold = await page.$eval('#story', (e) => e.getBoundingClientRect().top)
      const ends = await page.$$eval('.lead [data-plot], .lever input[type=range]', (all) => all.map((e) => e.getBoundingClientRect().bottom))
      assert.ok(ends.length > 0 && ends.every((y) => y <= fold), `on a phone plot and slider end at ${ends}, the first screen at ${fold}`)
      await page.setViewport(desk)
      await painted(page)
      const steps = [await told(page)]
      assert.deepEqual(steps[0].points, [])
      while (!(await page.$eval('#next', (e) => e.disabled))) {
        await page.$eval('#next', (e) => e.click())
        await at(page, steps.length)
        const step = await told(page)
        assert.ok(step.says.length > 20 && step.says !== steps.at(-1).says, step.says)
        assert.equal(step.points.length, 1, `step ${steps.length} points at one chart: ${step.points}`)
        assert.deepEqual(step.titles, steps[0].titles, 'pointing moves nothing')
        await speaks(page, `step ${steps.length}`)
        steps.push(step)
      }
      assert.ok(steps.length >= 3, `a story of ${steps.length - 1} steps`)
      // Back in the browser is the step before, and so is the page's own Back.
      for (let n = steps.length - 2; n >= 0; n--) {
        await page.goBack()
        await at(page, n)
        assert.deepEqual(await told(page), steps[n], `back at step ${n}`)
      }
      await page.goForward()
      await at(page, 1)
      await page.$eval('#back', (e) => e.click())
      await at(page, 0)
      assert.equal((await told(page)).says, steps[0].says)
      assert.ok(await page.$eval('#back', (e) => e.disabled))
    })

    await t.test('every step fits the stage, with the chart that it is about', async () => {
      await page.evaluate(() => document.activeElement.blur())
      for (const room of [desk, { width: 1024, height: 768 }]) {
        await page.setViewport(room)
        await page.keyboard.press('p')
        await painted(page)
        let place // of the first chart
        for await (const n of stepsOnStage(page)) {
          const where = `in step ${n} on ${room.width} by ${room.height}`
          const [tall, top] = await page.evaluate(() => [document.scrollingElement.scrollHeight - innerHeight, document.querySelector('.plot').getBoundingClientRect().top])
          assert.ok(tall <= 0, `${tall} px too tall ${where}`)
          assert.equal(top, place ??= top, `the chart has moved ${where}`)
          assert.deepEqual(await page.evaluate(cutOff), [], `cut off ${where}`)
          if (n > 0) await page.waitForFunction(inked, {}, '[data-chart][data-pointed] canvas')
        }
        await page.keyboard.press('p')
        await start()
      }
      await page.setViewport(desk)
    })

    await t.test('narrow, spaced out and on a stage held upright, nothing is beside the screen or covered', async () => {
      const wide = () => page.evaluate(() => document.scrollingElement.scrollWidth)
      await page.setViewport({ width: 320, height: 640 })
      await painted(page)
      assert.ok((await wide()) <= 320, `${await wide()} px in 320`)
      await page.evaluate(() => {
        const sheet = new CSSStyleSheet()
        sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important }')
        document.adoptedStyleSheets = [sheet]
      })
      assert.ok((await wide()) <= 320, `spaced out ${await wide()} px in 320`)
      await page.evaluate(() => { document.adoptedStyleSheets = [] })
      await page.setViewport({ width: 390, height: 660 })
      await page.evaluate(() => document.activeElement.blur())
      await page.keyboard.press('p')
      for await (const n of stepsOnStage(page)) {
        assert.ok((await wide()) <= 390, `on the stage ${await wide()} px in 390`)
        const tall = await page.evaluate(() => document.scrollingElement.scrollHeight - innerHeight)
        assert.ok(tall <= 0, `on the stage step ${n} is ${tall} px too tall`)
        const covered = await page.evaluate(() => {
          const all = [...document.querySelectorAll('#says, #headline, .chart, .lever, .controls .control')].filter((e) => e.checkVisibility()).map((e) => [e, e.getBoundingClientRect()])
          return all.flatMap(([a, r]) => all.filter(([b, q]) => a !== b && !a.contains(b) && !b.contains(a) && r.top <= q.top && Math.min(r.right, q.right) - Math.max(r.left, q.left) > 1 && r.bottom - q.top > 1).map(([b]) => `${a.id || a.className} by ${b.id || b.className}`))
        })
        assert.deepEqual(covered, [], `step ${n}`)
      }
      await page.keyboard.press('p')
      await page.setViewport(desk)
      await start()
    })

    await t.test('every slider goes to its ends, and nothing moves', async () => {
      await page.$eval('#more', (e) => { e.open = true }).catch(() => {}) // a small argument has none
      const names = await page.$$eval('input[type=range]', (all) => all.map((e) => e.name))
      const first = await page.$$eval('.controls > .control', (all) => all.length)
      assert.ok(first <= 6, `${first} sliders on the first level`)
      const before = await boxes(page, fixed)
      // In one task: the page answers a slider in that very task, and a layout without a
      // frame costs a quarter of one with it.
      const states = await page.evaluate(`(${goToEnds})(${JSON.stringify(names)}, () => ({ said: (${texts})(), at: (${places})(${JSON.stringify(fixed)}) }))`)
      assert.equal(states.length, 2 * names.length)
      for (const { when, said, at } of states) {
        plain(said, when)
        assert.deepEqual(at, before, `nothing moves with ${when}`)
      }
      for (const name of names) {
        await page.focus(`input[type=range][name="${name}"]`)
        for (const [key, end] of [['Home', 'min'], ['End', 'max']]) {
          await page.keyboard.press(key)
          const [at, want] = await page.$eval(`input[type=range][name="${name}"]`, (e, end) => [e.valueAsNumber, Number(e[end])], end)
          assert.equal(at, want, `${name} at its ${key}`)
        }
      }
      await painted(page)
      await start()
    })

    await t.test('in any state nothing moves under a hand, nothing reaches out of its plot, and marks stand where the ticks say', async () => {
      const r = random(1961 + n)
      const states = 8
      // A link with values that are not allowed gets a note, which takes room as it should.
      const noted = (seen) => page.$eval('#notes', (e, seen) => { e.hidden = !seen }, seen)
      await noted(false)
      // Once the hand has let go, below the asides, which may need a line more than they
      // have at any one slider's end.
      const charts = () => page.$$eval('.plot, h2[data-title]', (all) => {
        const rects = all.map((e) => e.getBoundingClientRect())
        return rects.map(({ x, y, width, height }) => [x, y - rects[0].y, width, height])
      })
      const before = await charts()
      let marks = 0
      let marked = false // whether any chart of the page has marks
      for (let k = 0; k < states; k++) {
        const at = await hand(page, 'pointerdown')
        await scatter(page, r)
        await painted(page)
        assert.deepEqual(await hand(page, 'pointerup'), at, `under the hand, state ${k}: ${await headline(page)}`)
        await painted(page)
        await painted(page) // the charts further down follow in the next frame
        await speaks(page, `state ${k}`)
        assert.deepEqual(await page.evaluate(cutOff), [], `cut off in state ${k}`)
        assert.deepEqual(await charts(), before, `the charts in state ${k}: ${await headline(page)}`)
        for (const [chart, d] of Object.entries(await drawn(page))) {
          marks += check(`${id}, ${chart}, state ${k}`, d)
          marked ||= Object.values(d.layers).some((l) => l.shape === 'marker')
        }
      }
      assert.ok(marks > states || !marked, `${id}: ${marks} marks seen`)
      await noted(true)
      await start()
    })

    await t.test('translated, it follows its sliders', async () => {
      const walk = async () => {
        const all = []
        for (const act of [() => end(page, 'End'), () => page.$eval('#next', (e) => e.click())]) {
          await act()
          await painted(page)
          await painted(page) // the charts further down follow
          all.push(await said(page))
        }
        return all
      }
      const plain = await walk()
      await start()
      assert.ok((await translate(page)) > 100)
      assert.deepEqual(await walk(), plain)
      assert.ok((await page.$$eval('font', (all) => all.length)) > 20, 'what the program does not write stays translated')
    })
  })
}

// One reader goes through the whole catalogue: on every page one slider is moved, and the
// next page has it where it was left.
test('what is set on a page goes along to the next, and so does the seed', async (t) => {
  const page = await open(t, { at: `${address}${ids[0]}.html`, hash: `#v=1&s=${ids[0]}&seed=77`, expected: [/ERR_ABORTED/], simulates: false, media: still })
  const arrived = async (id, name, v) => {
    await page.waitForSelector(`html[data-argument="${id}"][data-state=ready]`)
    if (name) assert.equal(await value(page, name), v, `${name} at ${id}`)
    assert.match(await page.evaluate(() => location.href), new RegExp(`/${id}\\.html#v=1&s=${id}&.*seed=77`))
  }
  for (const [n, from] of ids.slice(0, -1).entries()) {
    const to = ids[n + 1]
    const { name, v } = pairs.find((p) => p.from === from) ?? {}
    if (name) await move(page, name, v)
    await page.$eval('a[rel=next]', (e) => e.click())
    await arrived(to, name, v)
    if (from !== pairs[0].from) continue
    // Over the gallery, and home with the browser.
    await page.$eval('#gallery', (e) => e.click())
    await page.waitForSelector('.card')
    await page.$eval(`.card[data-argument="${from}"]`, (e) => e.click())
    await arrived(from, name, v)
    await page.goBack()
    await page.waitForSelector('.card')
    await page.goBack()
    await arrived(to, name, v)
  }
})

test('some neighbours share a parameter', () => {
  assert.ok(ids.length === 1 || pairs.length > 0, `${ids.length} arguments, none shares a slider with the next`)
})

test('the gallery lists every argument with its question and a picture, without JavaScript', async (t) => {
  const page = await open(t, { at: `${address}gallery.html`, javascript: false, wait: 'load' })
  const cards = await page.$$eval('.card', (all) => all.map((e) => ({
    id: e.dataset.argument, to: e.href, title: e.querySelector('.title').textContent, asks: e.querySelector('.asks').textContent, shows: e.querySelector('.shows').textContent,
    shapes: e.querySelectorAll('svg path, svg circle, svg rect, svg polygon').length, width: e.querySelector('svg').getBoundingClientRect().width, says: e.querySelector('[role=img]').getAttribute('aria-label'),
  })))
  assert.deepEqual(cards.map((c) => c.id), ids)
  for (const c of cards) {
    assert.ok(c.title && c.asks.endsWith('?') && c.shows.length > 10 && c.says.length > 20 && c.shapes > 3 && c.width > 140, JSON.stringify(c))
    assert.ok(c.to.endsWith(`/${c.id}.html`), c.to)
  }
  await speaks(page, 'the gallery')
  for (const width of [320, 390, 700, 1280]) {
    await page.setViewport({ width, height: 800 })
    assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= width, `at ${width}`)
  }
  await page.click('.card')
  await page.waitForSelector('#headline')
  assert.match(await headline(page), /\d/)
})

// Addresses that lead to another page, or must not. The number is how many documents
// are loaded at most: the front page leaves what is not plain to a page's program.
const [one, other] = [ids[0], ids.at(-1)]
const leads = [
  ['', '', `#v=1&s=${other}&seed=5`, other],
  ['', `?v=1&s=${other}&seed=5`, '', other],
  [`${other}.html`, '', `#v=1&s=${one}&seed=5`, one],
  [`${other}.html`, '?present=1', `#v=1&s=${one}&seed=5`, one],
  ['', '', `#v%3D1%26s%3D${other}%26seed%3D5`, other, 3],
  ['', '', `#V=1&S=${other.toUpperCase()}&seed=5`, other, 3],
  ['', '', `#v=1&s=${one}&s=${other}&seed=5`, other, 3],
  [`${other}.html`, '', '#seed=5', other],
  [`${other}.html`, '', '#v=1&seed=5', other],
]
for (const [file, query, hash, to, most = 2] of leads) {
  test(`${file || 'the front page'} ${query}${hash} is shown at ${to}`, async (t) => {
    let documents = 0
    const page = await open(t, {
      at: address + file, query, hash, expected: [/ERR_ABORTED/], simulates: false, media: still,
      intercept: (r) => { if (r.isNavigationRequest()) documents++ },
    })
    await page.waitForSelector(`html[data-argument="${to}"][data-state=ready]`)
    await painted(page)
    assert.ok(documents <= most, `${documents} documents were loaded`)
    const [search, link] = await page.evaluate(() => [location.search, location.hash])
    assert.equal(search + link, query + hash, 'the whole link is kept')
    assert.match(await headline(page), /\d/)
    assert.equal(await page.evaluate(() => getComputedStyle(document.body).visibility), 'visible')
  })
}

test('an argument that nobody knows stays where it is, with a note', async (t) => {
  const page = await open(t, { at: `${address}${other}.html`, hash: '#v=1&s=no-such-argument&seed=5', simulates: false })
  assert.equal(await page.evaluate(() => document.documentElement.dataset.argument), other)
  assert.match(await page.$eval('[data-note=s]', (e) => e.textContent), /no-such-argument/)
})

test('an address edited by hand leads to the other argument, and back', async (t) => {
  const page = await open(t, { at: `${address}${other}.html`, hash: `#v=1&s=${other}&seed=5`, expected: [/ERR_ABORTED/], simulates: false })
  await page.evaluate((id) => { location.hash = `#v=1&s=${id}&seed=6` }, one)
  await page.waitForSelector(`html[data-argument="${one}"][data-state=ready]`)
  assert.match(await page.evaluate(() => location.hash), /seed=6/)
  await page.goBack()
  await page.waitForSelector(`html[data-argument="${other}"][data-state=ready]`)
  assert.match(await page.evaluate(() => location.hash), /seed=5/)
})

test('while another argument is on its way nothing of this one is shown', async (t) => {
  const page = await open(t, {
    hash: `#v=1&s=${other}`, expected: [/ERR_ABORTED/], simulates: false,
    first: () => {
      // The argument of every frame, over all documents of the tab.
      const look = () => {
        const seen = new Set(JSON.parse(sessionStorage.getItem('seen') ?? '[]'))
        if (document.body) seen.add(`${document.documentElement.dataset.argument} ${getComputedStyle(document.body).visibility}`)
        sessionStorage.setItem('seen', JSON.stringify([...seen]))
        requestAnimationFrame(look)
      }
      requestAnimationFrame(look)
    },
  })
  await page.waitForSelector(`html[data-argument="${other}"][data-state=ready]`)
  await painted(page)
  const seen = await page.evaluate(() => JSON.parse(sessionStorage.getItem('seen')))
  assert.deepEqual(seen.filter((s) => s.endsWith(' visible')), [`${other} visible`])
})

test('equations are behind a switch, which the masthead opens', async (t) => {
  const page = await open(t, { simulates: false })
  const before = await page.evaluate(() => location.href)
  const shown = () => page.$eval('#formulas', (e) => e.checkVisibility())
  assert.equal(await shown(), false)
  await page.click('.masthead a[href="#formulas"]')
  await painted(page)
  assert.equal(await shown(), true)
  const { top, bottom, height } = await page.$eval('#equations', (e) => { const r = e.getBoundingClientRect(); return { top: r.top, bottom: r.bottom, height: innerHeight } })
  assert.ok(top >= 0 && top < height && bottom > 0, `the equations are at ${top} of ${height}`)
  assert.equal(await page.evaluate(() => location.href), before, 'the link does not speak of it')
  assert.ok(await page.$eval('#assumptions li', (e) => e.checkVisibility()), 'what is assumed is in plain sight')
  // In a window of its own the link is one to this page, and not taken for a state.
  const own = await open(t, { simulates: false, hash: '#formulas' })
  assert.ok(await own.$eval('#formulas', (e) => e.checkVisibility()))
  assert.deepEqual(await own.$$('[data-note]'), [])
  const still = await open(t, { javascript: false, wait: 'load' })
  await still.click('#equations summary')
  assert.equal(await still.$eval('#formulas', (e) => e.checkVisibility()), true)
})

// The stage: a talk by clicker alone, whatever has the focus, and through a reload.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { check } from './drawn.mjs'
import { headline, open, painted, press, reload, shot, still, value } from './harness.mjs'

const room = { width: 1280, height: 720 }
const step = (page) => page.evaluate(() => Number(document.documentElement.dataset.step ?? 0))
const says = (page) => page.$eval('#says', (e) => e.textContent)
const presenting = (page) => page.evaluate(() => 'present' in document.documentElement.dataset)
const key = async (page, ...keys) => {
  for (const k of keys) await page.keyboard.press(k)
  await painted(page)
}

test('a talk by PageDown alone while a slider has the focus, reloaded in its middle', async (t) => {
  const page = await open(t, { simulates: false, viewport: room, query: '?guess=0' })
  await key(page, 'p')
  assert.ok(await presenting(page))
  assert.match(await page.evaluate(() => location.search), /present=1/)
  await page.focus('[name=analysts]')
  const told = []
  for (let n = 1; ; n++) {
    const before = await step(page)
    await key(page, 'PageDown')
    if ((await step(page)) === before) break
    assert.equal(await step(page), n)
    told.push(await says(page))
    if (n === 2) {
      await press(page, 'engineers', 14) // and what was moved is kept
      await page.focus('[name=analysts]')
      const said = await headline(page)
      await page.keyboard.press('F5') // which reloads only where a person presses it
      await reload(page)
      assert.ok(await presenting(page), 'still on the stage')
      assert.equal(await step(page), 2)
      assert.equal(await says(page), told[1])
      assert.match(await headline(page), /14 engineers/, said)
      await page.focus('[name=analysts]')
    }
  }
  assert.equal(told.length, 5)
  assert.equal(new Set(told).size, 5)
  await key(page, 'Escape')
  assert.equal(await presenting(page), false)
  assert.doesNotMatch(await page.evaluate(() => location.search), /present/)
})

test('the stage has a chart of its own size at once, with the numbers of the page', async (t) => {
  const page = await open(t, { simulates: false, media: still, viewport: room, query: '?present=1&guess=0' })
  const chart = async (where) => {
    const { drawn, told, lever } = await page.evaluate(() => {
      const track = document.querySelector('.lever [data-rail] svg').getBoundingClientRect()
      const plot = document.querySelector('[data-chart=wait] [data-plot]').getBoundingClientRect()
      const told = ['today', 'whatif'].map((of) => Number(document.querySelector(`[data-figure=wait] [data-of=${of}-simulated]`).dataset.value))
      return { drawn: globalThis.kingman.charts.drawn('wait'), told, lever: [track.left - plot.left, track.right - plot.left] }
    })
    check(where, drawn)
    assert.deepEqual(['today', 'whatif'].map((id) => drawn.layers[id].numbers[1]), told, where)
    ;[drawn.plot.left, drawn.plot.right].forEach((x, k) => assert.ok(Math.abs(x - lever[k]) < 2, `${where}: the plot ends at ${x}, the lever at ${lever[k]}`))
  }
  await chart('on the stage')
  const said = await headline(page)
  await key(page, 'Escape')
  await chart('back on the page')
  assert.equal(await headline(page), said)
})

test('every key of the stage does what the page says it does', async (t) => {
  const page = await open(t, { simulates: false, media: still, viewport: room, query: '?present=1&show=engineers,analysts', hash: '#v=1&s=analysis-queue&seed=1961' })
  await key(page, ' ')
  assert.equal(await step(page), 1)
  await key(page, '3')
  assert.equal(await step(page), 3)
  const engineers = await value(page, 'engineers')
  await key(page, 'ArrowRight', 'ArrowUp')
  assert.equal(await value(page, 'engineers'), engineers + 2, 'the main slider, until another is moved')
  await key(page, 'r')
  assert.equal(await value(page, 'engineers'), engineers)
  await page.click('#headline', { offset: { x: 2, y: 2 } })
  assert.equal(await step(page), 4)
  await key(page, 'PageUp')
  assert.equal(await step(page), 3)
  for (const k of ['b', '.']) {
    await key(page, k)
    assert.equal(await page.$eval('body', (e) => getComputedStyle(e).visibility), 'hidden', k)
    await key(page, k)
    assert.equal(await page.$eval('body', (e) => getComputedStyle(e).visibility), 'visible', k)
  }
  await press(page, 'analysts', 6)
  await page.evaluate(() => document.activeElement.blur())
  await key(page, 'ArrowLeft')
  assert.equal(await value(page, 'analysts'), 5, 'the one that was moved last')
  await key(page, '?')
  await shot(page, 'keys')
  assert.match(await page.$eval('#keys', (e) => (e.open ? e.innerText : '')), /Page up/)
  for (const size of [{ width: 1920, height: 1080 }, { width: 1024, height: 768 }, room]) { // whatever the stage, without scrolling
    await page.setViewport(size)
    await painted(page)
    assert.ok(await page.$eval('#keys', (e) => e.scrollHeight <= e.clientHeight), `at ${size.width}`)
  }
  await key(page, 'Escape')
  assert.ok(await presenting(page), 'Escape closes what is open first')
  await key(page, 'p')
  assert.equal(await presenting(page), false)
  assert.match(await page.evaluate(() => location.search), /^\?show=engineers,analysts$/)
})

test('the presenter sees the step, the next one and the time', async (t) => {
  const page = await open(t, { simulates: false, media: still, viewport: room, query: '?present=1' })
  await key(page, 'PageDown')
  const opened = new Promise((resolve) => page.once('popup', resolve))
  await key(page, 'n')
  const notes = await opened
  const text = () => notes.evaluate(() => document.body.innerText)
  const second = await page.evaluate(() => document.querySelector('#says').textContent)
  assert.match(await text(), /1 of 5[^]*0:0\d/)
  assert.ok((await text()).includes(second))
  await notes.setViewport({ width: 720, height: 560 })
  await shot(notes, 'notes')
  await notes.keyboard.press('PageDown') // a key there counts here
  await painted(page)
  assert.equal(await step(page), 2)
  assert.match(await text(), /2 of 5/)
})

test('today and what-if change places, and the link has both', async (t) => {
  const page = await open(t, { simulates: false, media: still })
  await page.click('#swap')
  await painted(page)
  assert.equal(await value(page, 'engineers'), 10)
  assert.match(await page.evaluate(() => location.hash), /engineers=10&today\.engineers=20/)
  await page.click('#swap')
  await painted(page)
  assert.doesNotMatch(await page.evaluate(() => location.hash), /engineers/)
})

test('a story of the speaker’s own goes through two arguments and a reload', async (t) => {
  const page = await open(t, { simulates: false, media: still, viewport: room, hash: '#v=1&s=analysis-queue&engineers=24&seed=1961' })
  await page.click('#make')
  await page.waitForSelector('#own')
  await page.evaluate(() => [...document.querySelectorAll('#own button')].find((b) => /^Add/.test(b.textContent)).click())
  await page.$eval('#own li input', (e) => { e.value = 'Twenty-four is where we were heading.'; e.dispatchEvent(new Event('input')) })
  await shot(page, 'own')
  assert.match(await page.$eval('#own small', (e) => e.textContent), /engineers=24/)
  // A second step comes by file, for another argument.
  const steps = [
    { link: 'v=1&s=analysis-queue&engineers=24', says: 'Twenty-four is where we were heading.', points: 'backlog' },
    { link: 'v=1&s=amortized-risk&seed=3', says: 'And this is another talk.', points: '' },
  ]
  const drop = (text) => page.evaluate((text) => {
    document.querySelector('#own')?.close()
    const dataTransfer = new DataTransfer()
    dataTransfer.items.add(new File([text], 'story.json'))
    document.body.dispatchEvent(new DragEvent('drop', { bubbles: true, cancelable: true, dataTransfer }))
  }, text)
  await drop('{"steps": [\n{"link": "v=1&s=tea", "says": "x"}]}')
  await page.waitForFunction(() => /Line 2, step 1: .*analysis-queue/.test(document.querySelector('#own [role=status]')?.textContent))
  await drop(JSON.stringify({ steps }))
  await page.waitForFunction((says) => document.querySelector('#says').textContent === says, {}, steps[0].says)
  assert.equal(await page.$eval('[data-pointed]', (e) => e.dataset.chart), 'backlog')
  assert.match(await headline(page), /24 engineers/)
  await key(page, 'p')
  await reload(page)
  assert.ok(await presenting(page))
  await page.waitForFunction((says) => document.querySelector('#says').textContent === says, {}, steps[0].says)
  page.leaving = true
  await page.keyboard.press('PageDown')
  await page.waitForSelector('html[data-argument=amortized-risk][data-state=ready]')
  page.leaving = false
  await page.waitForFunction((says) => document.querySelector('#says').textContent === says, {}, steps[1].says)
  assert.ok(await presenting(page))
  await key(page, 'PageDown') // the end
  assert.equal(await says(page), steps[1].says)
})

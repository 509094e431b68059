// Guess first: the reader says where what-if will land, and then sees it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headline, notes, open, painted } from './harness.mjs'

const asks = (page) => page.evaluate(() => 'guessing' in document.documentElement.dataset)
const title = (page) => page.$eval('[data-title]', (e) => e.textContent)
const layers = (page) => page.evaluate(() => globalThis.kingman.charts.drawn('wait').layers)
const told = (page) => page.waitForFunction(() => !('guessing' in document.documentElement.dataset))

// seen are the answer's traces that a reader could come upon.
const seen = (page) => page.evaluate(() => [...document.querySelectorAll('#asides, .controls, .live, .status, .why, .chart:not(:first-child), .lever .rail, .chart:first-child .twin')].filter((e) => e.checkVisibility({ visibilityProperty: true })).map((e) => e.className || e.id))

test('a dot is dragged, the curve is drawn, the gap is named', async (t) => {
  const page = await open(t, { query: '?guess=1', wait: 'sim' })
  assert.match(await headline(page), /^Where will 20 engineers land\?/)
  assert.deepEqual(await seen(page), [])
  const before = await layers(page)
  assert.ok(before.formula.numbers.length > 4 && before.formula.numbers.filter((_, i) => i % 2 === 0).every((x) => x <= 10), 'the curve ends at today')
  assert.equal(before.whatif.shapes.length, 0)
  const box = await (await page.$('[data-plot]')).boundingBox()
  await page.mouse.move(box.x + box.width * 0.66, box.y + box.height * 0.8)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.66, box.y + box.height * 0.5, { steps: 4 })
  await page.mouse.up()
  await painted(page)
  const dot = (await layers(page)).guess
  assert.ok(Math.abs(dot.shapes[0].cy - box.height * 0.5) < 2, `the dot is at ${dot.shapes[0].cy}`)
  const up = dot.numbers[1]
  await page.keyboard.press('ArrowUp')
  await painted(page)
  assert.ok((await layers(page)).guess.numbers[1] > up, 'arrows move it')
  await page.click('#reveal')
  await told(page)
  await painted(page)
  assert.match(await title(page), /^You guessed [\d.]+ weeks\. It is 15\.\d weeks/)
  assert.match(await headline(page), /^With 20 engineers/)
  const after = await layers(page)
  assert.ok(after.whatif.shapes.length > 0 && after.guess.shapes.length > 0)
  // The next change is another question.
  await page.focus('[name=engineers]')
  await page.keyboard.press('ArrowRight')
  await painted(page)
  assert.doesNotMatch(await title(page), /guess/)
  assert.equal((await layers(page)).guess.shapes.length, 0)
})

test('one key skips it, on the stage a clicker draws the curve', async (t) => {
  const page = await open(t, { query: '?guess=1', media: { 'prefers-reduced-motion': 'reduce' } })
  assert.ok(await asks(page))
  await page.keyboard.press('Escape')
  assert.equal(await asks(page), false)
  assert.match(await headline(page), /^With 20 engineers/)
  assert.doesNotMatch(await title(page), /guess/)
  const stage = await open(t, { query: '?guess=1&present=1', media: { 'prefers-reduced-motion': 'reduce' } })
  await stage.keyboard.press('PageDown')
  assert.equal(await asks(stage), false)
  assert.doesNotMatch(await stage.evaluate(() => location.hash), /step/, 'the story has not begun')
  await stage.keyboard.press('PageDown')
  await painted(stage)
  assert.match(await stage.evaluate(() => location.hash), /step=1\b/)
})

test('nothing is asked where today and what-if are one', async (t) => {
  const page = await open(t, { query: '?guess=1', hash: '#v=1&engineers=10' })
  assert.equal(await asks(page), false)
  assert.deepEqual(await notes(page), [])
  assert.ok((await headline(page)).length > 20)
})

// The queue made visible: it plays, stops when told, follows the sliders, and
// keeps still for readers who want that.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open, painted, press, speaks, still } from './harness.mjs'

const state = (page) => page.$eval('#live', (e) => e.dataset.liveState)
const is = (page, ...wanted) => page.waitForFunction((wanted) => wanted.includes(document.querySelector('#live').dataset.liveState), {}, wanted)
const clock = (page) => page.$eval('#live .clock', (e) => e.textContent)
const says = (page) => page.$eval('#live canvas', (e) => e.getAttribute('aria-label'))
const picture = (page) => page.$eval('#live canvas', (c) => c.toDataURL())
const view = (page) => page.$eval('#live', (e) => e.scrollIntoView({ block: 'center' }))
const week = async (page) => Number(/Week (\d+) of/.exec(await clock(page))?.[1])

test('it plays while somebody sees it, and can be paused', async (t) => {
  const page = await open(t, { wait: 'sim' })
  await view(page)
  await is(page, 'playing')
  const first = await picture(page)
  await page.waitForFunction((was) => document.querySelector('#live canvas').toDataURL() !== was, {}, first)
  await page.waitForFunction(() => /Week [2-9]/.test(document.querySelector('#live .clock').textContent))
  await page.click('#live button')
  assert.equal(await state(page), 'paused')
  const [at, stopped] = [await clock(page), await picture(page)]
  await new Promise((done) => setTimeout(done, 400))
  assert.equal(await clock(page), at)
  assert.equal(await picture(page), stopped, 'a paused picture stands')
  assert.match(await says(page), /^Week \d+ of 26\. Today: \d+ wait for analysts, \d+ in hand; \d+ done\. What-if: /)
  assert.match(await page.$eval('#live h2', (e) => e.textContent), /^One run of many: after week 26, [\d,]+ features wait; as today, (none|[\d,]+)$/)
  await speaks(page, 'live')
  await page.click('#live button')
  assert.equal(await state(page), 'playing')
  await page.waitForFunction((was) => document.querySelector('#live canvas').toDataURL() !== was, {}, stopped)
})

test('a run is over in a moment, and its end stays', async (t) => {
  const page = await open(t, { wait: 'sim' })
  await view(page)
  await is(page, 'playing')
  await page.waitForFunction(() => document.querySelector('#live').dataset.liveState === 'ended', { timeout: 60_000 })
  assert.equal(await week(page), 26)
  const end = await picture(page)
  await new Promise((done) => setTimeout(done, 400))
  assert.equal(await picture(page), end)
})

test('the reader moves through the run by hand and by keys', async (t) => {
  const page = await open(t, { wait: 'sim', media: still })
  await view(page)
  await is(page, 'ended')
  const end = await picture(page)
  const box = await (await page.$('#live .scrub')).boundingBox()
  const to = (share) => page.mouse.move(box.x + share * box.width, box.y + box.height / 2)
  await to(0.5)
  await page.mouse.down()
  assert.ok([13, 14].includes(await week(page)), await clock(page))
  await to(0.25)
  assert.ok([7, 8].includes(await week(page)), await clock(page))
  assert.match(await says(page), /^Week [78] of 26\./)
  await page.mouse.up()
  await to(0.9)
  assert.ok([7, 8].includes(await week(page)), 'let go')
  const was = await week(page)
  await page.focus('#live .scrub')
  await page.keyboard.press('ArrowRight')
  assert.equal(await week(page), was + 1)
  await page.keyboard.press('Home')
  assert.equal(await week(page), 1)
  await page.keyboard.press('End')
  assert.equal(await picture(page), end, 'the same end')
  const slider = await page.$eval('#live .scrub', (e) => [e.getAttribute('role'), Number(e.getAttribute('aria-valuenow')), Number(e.getAttribute('aria-valuemax')), e.getAttribute('aria-valuetext')])
  assert.deepEqual(slider, ['slider', 26, 26, 'Week 26 of 26'])
})

test('it rests while nobody sees it', async (t) => {
  const page = await open(t, { wait: 'sim' })
  await view(page)
  await is(page, 'playing')
  await page.evaluate(() => scrollTo(0, document.scrollingElement.scrollHeight))
  await page.evaluate(() => { document.querySelector('#why').style.minHeight = '1500px'; scrollTo(0, 9999) })
  await page.waitForFunction(() => {
    const [before, now] = [globalThis.seen, document.querySelector('#live canvas').toDataURL()]
    globalThis.seen = now
    return now === before
  }, { polling: 500 })
  await new Promise((done) => setTimeout(done, 1000))
  assert.equal(await picture(page), await page.evaluate(() => globalThis.seen), 'it has come to rest')
})

test('with reduced motion it shows the end, and plays when asked', async (t) => {
  const page = await open(t, { wait: 'sim', media: still })
  await view(page)
  await is(page, 'ended')
  assert.equal(await week(page), 26)
  assert.equal(await page.$eval('#live button', (e) => e.textContent), 'Play')
  const before = await picture(page)
  await new Promise((done) => setTimeout(done, 400))
  assert.equal(await picture(page), before)
  await page.click('#live button')
  await is(page, 'playing')
  await page.waitForFunction((was) => document.querySelector('#live canvas').toDataURL() !== was, {}, before)
  assert.ok((await week(page)) < 26, 'it plays from the beginning')
})

test('it follows a change, and shows the same run for the same link', async (t) => {
  const page = await open(t, { wait: 'sim', media: still })
  await view(page)
  await is(page, 'ended')
  const [was, title] = [await says(page), await page.$eval('#live h2', (e) => e.textContent)]
  await press(page, 'engineers', 24)
  await view(page) // the lever has the focus, and is a screen above
  await page.waitForFunction((was) => document.querySelector('#live h2').textContent !== was, {}, title)
  await is(page, 'ended')
  assert.notEqual(await says(page), was)
  await press(page, 'engineers', 20)
  await view(page)
  await page.waitForFunction((was) => document.querySelector('#live canvas').getAttribute('aria-label') === was, {}, was)
})

test('without the program there is no picture', async (t) => {
  const page = await open(t, { javascript: false, wait: 'load' })
  assert.equal(await page.$eval('#live', (e) => e.checkVisibility({ visibilityProperty: true })), false)
})

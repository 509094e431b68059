// How it looks: one screen, a phone, the dark, the stage, a frame.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { boxes, desk, drag, headline, open, painted, phone, press, settled, shot, still, value } from './harness.mjs'

// contrast returns the lowest contrast of text against the paper, by selector.
const contrast = (page, selectors) =>
  page.evaluate((selectors) => {
    const luminance = (css) => {
      const [r, g, b] = css.match(/[\d.]+/g).slice(0, 3).map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
      return 0.2126 * r + 0.7152 * g + 0.0722 * b
    }
    const paper = luminance(getComputedStyle(document.body).backgroundColor)
    const low = selectors.flatMap((s) => [...document.querySelectorAll(s)].map((e) => {
      const ink = luminance(getComputedStyle(e).color)
      return { s, ratio: (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05) }
    }))
    return { paper, lowest: low.sort((a, b) => a.ratio - b.ratio)[0] }
  }, selectors)

for (const scheme of ['light', 'dark']) {
  test(`one screen, ${scheme}`, async (t) => {
    const page = await open(t, { simulates: false, media: { 'prefers-color-scheme': scheme } })
    await shot(page, `desk-${scheme}`)
    const { paper, lowest } = await contrast(page, ['h1', '#headline', '#headline b', 'label', 'output', '.subtitle', 'h2', '.link'])
    assert.ok(scheme === 'dark' ? paper < 0.05 : paper > 0.85, `paper ${paper}`)
    assert.ok(lowest.ratio >= 4.5, `contrast of ${lowest.s}: ${lowest.ratio}`)
    const places = await boxes(page, ['h1', '#headline', '.control', '.chart'])
    for (const [what, [x, y, width, height]] of Object.entries(places)) {
      if (width === 0) continue // behind "more"
      assert.ok(x >= 0 && x + width <= desk.width, `${what} is beside the screen`)
      if (!/\.chart [2-9]|\.control/.test(what)) assert.ok(y + height <= desk.height, `${what} is below the first screen`)
    }
  })
}

test('on a phone a sentence about all that differs has four lines', async (t) => {
  const page = await open(t, { simulates: false, viewport: { width: 390, height: 660 }, hash: '#v=1&s=analysis-queue&engineers=40&analysts=13&today.engineers=30&today.analysts=15' })
  const lines = await page.$eval('#headline', (e) => {
    const text = document.createRange()
    text.selectNodeContents(e)
    return Math.round(text.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(e).lineHeight))
  })
  assert.ok(lines <= 4, `${lines} lines: ${await headline(page)}`)
})

test('the theme can change under a live page', async (t) => {
  const page = await open(t, { simulates: false })
  await page.waitForSelector('[data-drawn] canvas')
  await painted(page)
  const corner = () => page.$eval('[data-drawn] canvas', (c) => c.toDataURL())
  const light = await corner()
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }])
  await painted(page)
  assert.notEqual(await corner(), light, 'the charts are drawn in other colours')
})

test('a phone: nothing to scroll sideways, thumbs find the sliders', async (t) => {
  const page = await open(t, { viewport: phone, wait: 'sim', media: still })
  await shot(page, 'phone')
  assert.equal(await page.evaluate(() => document.scrollingElement.scrollWidth), phone.width)
  const charts = await boxes(page, ['.plot', 'input[type=range]'])
  for (const [what, [x, , width]] of Object.entries(charts)) assert.ok(x >= 0 && x + width <= phone.width, `${what}: ${x} + ${width}`)
  await page.$eval('[name=engineers]', (e) => e.scrollIntoView({ block: 'center' }))
  const box = await (await page.$('[name=engineers]')).boundingBox()
  const { from, to } = await page.$eval('[data-rail]', (e) => ({ from: Number(e.dataset.from), to: Number(e.dataset.to) }))
  assert.ok(box.width / (to - from) >= 9, `a thumb has ${box.width / (to - from)} pixels for a step`)
  await page.touchscreen.tap(box.x + box.width * 0.8, box.y + box.height / 2)
  await painted(page)
  assert.ok(Math.abs((await value(page, 'engineers')) - (from + 0.8 * (to - from))) <= 1)
})

test('a phone: what the story says is read without scrolling in its bar', async (t) => {
  const page = await open(t, { viewport: phone, simulates: false, media: still, query: '?guess=0' })
  while (!(await page.$eval('#next', (e) => e.disabled))) {
    await page.$eval('#next', (e) => e.click())
    await painted(page)
    const [all, shown, says] = await page.$eval('.story p', (e) => [e.scrollHeight, e.clientHeight, e.textContent])
    assert.ok(all <= shown, `${says}: ${shown} of ${all} pixels are seen`)
  }
})

test('a window of any width keeps everything in it', async (t) => {
  const page = await open(t, { wait: 'sim', media: still })
  for (const width of [320, 640, 641, 900, 1023, 1024, 1600]) {
    await page.setViewport({ width, height: 720 })
    await painted(page)
    assert.ok((await page.evaluate(() => document.scrollingElement.scrollWidth)) <= width, `at ${width}`)
    const canvas = await page.$eval('[data-chart] canvas', (c) => c.getBoundingClientRect().width - c.closest('[data-plot]').clientWidth)
    assert.ok(Math.abs(canvas) <= 1, `at ${width} the chart is ${canvas} wider than its room`)
  }
})

test('nothing moves by itself where motion is not wanted', async (t) => {
  const page = await open(t, { simulates: false, media: still })
  await drag(page, 'engineers', 40, { during: async () => assert.equal(await page.evaluate(() => document.getAnimations().length), 0) })
  await page.click('#next')
  assert.equal(await page.evaluate(() => document.getAnimations().length), 0)
})

test('on stage a clicker steps the story and moves no slider', async (t) => {
  const page = await open(t, { query: '?present=1', viewport: { width: 1920, height: 1080 }, simulates: false })
  await page.focus('[name=analysts]')
  const analysts = await value(page, 'analysts')
  await page.keyboard.press('PageDown')
  await painted(page)
  assert.equal(await value(page, 'analysts'), analysts)
  assert.match(await page.evaluate(() => location.hash), /step=1\b/)
  await page.keyboard.press('PageDown')
  await page.keyboard.press('PageUp')
  await painted(page)
  assert.match(await page.evaluate(() => location.hash), /step=1\b/)
  assert.ok(await page.evaluate(() => document.scrollingElement.scrollHeight <= innerHeight), 'the whole fits the stage')
  await shot(page, 'stage')
})

test('embedded, only the chosen sliders are there', async (t) => {
  const page = await open(t, { simulates: false, query: '?embed=1&show=engineers,analysts' })
  const shown = await page.$$eval('input[type=range]', (all) => all.filter((e) => e.checkVisibility()).map((e) => e.name))
  assert.deepEqual(shown, ['engineers', 'analysts'])
  await press(page, 'engineers', 18)
  assert.match(await headline(page), /18/)
})

test('every control has a name, words for its value, and a number beside it', async (t) => {
  const page = await open(t, { simulates: false })
  const controls = await page.$$eval('input[type=range]', (all) => all.map((e) => ({
    name: e.name, label: e.labels[0]?.textContent.trim(), says: e.getAttribute('aria-valuetext'),
    number: e.closest('[data-control]').querySelector('[data-number]')?.value, value: e.value, output: e.closest('[data-control]').querySelector('output')?.textContent,
  })))
  for (const c of controls) {
    assert.ok(c.name && c.label && c.says, JSON.stringify(c))
    const percent = /^[\d.]+ %$/.test(c.says) // as a reader types it
    assert.equal(c.number, percent ? c.says.replace(' %', '') : c.value, c.name)
    assert.equal(c.output, c.says, c.name)
  }
  const outputs = await page.$$eval('output', (all) => all.map((e) => e.getAttribute('aria-live')))
  assert.ok(outputs.length > 0 && outputs.every((live) => live === 'off'), 'a slider says its value itself')
  const pins = await page.$$eval('[data-pin]', (all) => all.map((e) => [e.getAttribute('aria-label'), e.getAttribute('aria-pressed') === String('pinned' in e.closest('.control').dataset)]))
  assert.ok(new Set(pins.map(([name]) => name)).size === pins.length && pins.every(([name, says]) => name.includes('today') && says), JSON.stringify(pins))
  const status = await page.$eval('#headline', (e) => [e.getAttribute('role'), e.getAttribute('aria-live')])
  assert.deepEqual(status, ['status', 'polite'])
})

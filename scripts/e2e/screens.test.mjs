// Other screens and engines: dense ones, few colours.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { desk, open, painted, reload, root } from './harness.mjs'

test('charts and picture follow the pixels of the screen', async (t) => {
  const page = await open(t, { wait: 'sim' })
  await page.$eval('#live', (e) => e.scrollIntoView({ block: 'center' }))
  await page.waitForFunction(() => document.querySelector('#live canvas').width > 400)
  let { width, height } = desk
  for (const ratio of [2, 1.5, 3, 1]) {
    // As zooming does, which also changes the size of the page.
    await page.setViewport({ width: --width, height, deviceScaleFactor: ratio })
    await page.waitForFunction((ratio) => [...document.querySelectorAll('[data-chart] canvas, #live canvas')].every((c) => Math.abs(c.width - ratio * c.getBoundingClientRect().width) <= 3), { timeout: 30_000 }, ratio)
    await painted(page)
    const ink = await page.$$eval('[data-chart] canvas', (all) => all.map((c) => c.getContext('2d').getImageData(0, 0, c.width, c.height).data.some((v) => v > 0)))
    assert.ok(ink.length >= 8 && ink.every(Boolean), `at ${ratio}: ${ink}`)
  }
})

// colours returns the colours that cover an element, most of it first: their
// number of pixels.
async function colours(page, selector) {
  const element = await page.$(selector)
  await element.scrollIntoView()
  const picture = await element.screenshot({ encoding: 'base64' })
  return page.evaluate(async (picture) => {
    const bytes = Uint8Array.from(atob(picture), (c) => c.charCodeAt(0))
    const image = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const c = new OffscreenCanvas(image.width, image.height).getContext('2d')
    c.drawImage(image, 0, 0)
    const px = new Uint32Array(c.getImageData(0, 0, image.width, image.height).data.buffer)
    const count = {}
    for (const v of px) count[v] = (count[v] ?? 0) + 1
    return Object.values(count).sort((a, b) => b - a)
  }, picture)
}

for (const scheme of ['light', 'dark']) {
  test(`with the reader's own few colours sliders, switches and charts are seen: ${scheme}`, async (t) => {
    const page = await open(t, { simulates: false })
    const session = await page.createCDPSession()
    await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'forced-colors', value: 'active' }, { name: 'prefers-color-scheme', value: scheme }] })
    await reload(page)
    await page.mouse.move(1, 1)
    const width = await page.$eval('.track', (e) => e.getBoundingClientRect().width)
    const track = await colours(page, '.track')
    assert.ok(track[1] > width, `a track of ${width} pixels: ${track.slice(0, 4)}`)
    const knob = await colours(page, '.switch input[type=range]')
    assert.ok(knob[1] > 60, `the switch's knob: ${knob.slice(0, 4)}`)
    const bare = await page.$$eval('.choice', (all) => all.map((e) => [e.getAttribute('aria-pressed'), getComputedStyle(e).borderBottomColor === getComputedStyle(document.body).backgroundColor]))
    for (const [pressed, unseen] of bare) assert.equal(pressed === 'false', unseen, 'only the choice that is made is underlined')
    const chart = await colours(page, '[data-chart] [data-plot]')
    assert.ok(chart.slice(1).reduce((a, b) => a + b, 0) > 2000, `a chart: ${chart.slice(0, 6)}`)
  })
}

// WebKit drops a shorthand that has a thickness in it: no test here runs there, so
// the sheet is read.
test('the underline of today\'s numbers is written in longhands', async () => {
  const sheet = await readFile(path.join(root, 'web/look.css'), 'utf8')
  assert.doesNotMatch(sheet, /text-decoration:[^;}]*\d/)
  assert.match(sheet, /b\.today \{[^}]*text-decoration-style: dashed/)
})

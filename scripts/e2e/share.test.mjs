// Giving to others what is on the screen: links, a QR code, pictures, numbers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { headline, notes, open, phone, press, shot, still, table } from './harness.mjs'

const hash = '#v=1&s=analysis-queue&engineers=31'

// shared opens the dialog on a page that keeps what it copies and offers.
async function shared(t, { first, ...options } = {}) {
  const page = await open(t, {
    hash, simulates: options.wait === 'sim', ...options, media: { ...still, ...options.media },
    first: first ?? (() => {
      Object.defineProperty(navigator, 'clipboard', { value: { writeText: async (text) => { globalThis.copied = text } } })
      const make = URL.createObjectURL
      URL.createObjectURL = (blob) => { globalThis.offered = blob; return make(blob) }
      HTMLAnchorElement.prototype.click = function () { globalThis.named = this.download }
    }),
  })
  await page.$eval('#share', (e) => { e.focus(); e.click() })
  await page.waitForSelector('dialog[open]')
  return page
}

// does presses a button of the dialog and returns what the page then says.
async function does(page, action) {
  await page.$eval('dialog .said', (e) => { e.textContent = '' })
  await page.click(`dialog [data-do=${action}]`)
  await page.waitForFunction(() => document.querySelector('dialog .said').textContent.length > 20)
  return page.$eval('dialog .said', (e) => e.textContent)
}

test('links are copied as they stand, with the sentence, and for mail', async (t) => {
  const page = await shared(t)
  assert.equal(await page.evaluate(() => document.activeElement.dataset.do), 'link', 'Enter copies the link')
  const copied = () => page.evaluate(() => globalThis.copied)
  const url = await page.evaluate(() => location.href)
  assert.match(await does(page, 'link'), /is on the clipboard/)
  assert.equal(await copied(), url)
  await does(page, 'sentence')
  assert.equal(await copied(), `${await headline(page)}\n${url}`)
  await does(page, 'mail')
  assert.equal(await copied(), url.replace('#', '?'))
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog:not([open])')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'share', 'the focus goes back')
})

test('where the page may not copy, the link is selected, and words say what to do', async (t) => {
  const page = await shared(t, {
    first: () => {
      Object.defineProperty(navigator, 'clipboard', { value: undefined })
      document.execCommand = () => false
    },
  })
  assert.match(await does(page, 'link'), /press Ctrl C/)
  assert.equal(await page.evaluate(() => getSelection().toString()), await page.evaluate(() => location.href))
})

test('pictures have the sentence, the settings and the link in them', async (t) => {
  // Reading a picture as a document here brings its styles under the page's policy.
  const page = await shared(t, { wait: 'sim', expected: [/Applying inline style/, /^console error: policy: style-src/] })
  await does(page, 'svg')
  assert.equal(await page.evaluate(() => globalThis.named), 'kingman-analysis-queue.svg')
  const read = await page.evaluate(async () => {
    const svg = new DOMParser().parseFromString(await globalThis.offered.text(), 'image/svg+xml')
    return { error: svg.querySelector('parsererror')?.textContent, words: [...svg.documentElement.children].filter((e) => e.tagName === 'text').map((e) => e.textContent).join(' '), charts: svg.querySelectorAll('svg').length, lines: svg.querySelectorAll('svg path').length }
  })
  assert.equal(read.error, undefined)
  assert.ok(read.charts >= 2, 'the charts of the first screen')
  assert.ok(read.lines > 10, `${read.lines} lines`)
  const plain = (text) => text.replace(/\s+/g, '')
  for (const part of [await headline(page), 'Engineers 31 (today 10)', await page.evaluate(() => location.href), String(new Date().getFullYear())]) {
    assert.ok(plain(read.words).includes(plain(part)), `no “${part}” in: ${read.words}`)
  }
  await does(page, 'png')
  const { width, colours } = await page.evaluate(async () => {
    const image = await createImageBitmap(globalThis.offered)
    const pen = new OffscreenCanvas(image.width, image.height).getContext('2d')
    pen.drawImage(image, 0, 0)
    return { width: image.width, colours: new Set(new Uint32Array(pen.getImageData(0, 0, image.width, image.height).data.buffer)).size }
  })
  assert.ok(width > 2000 && colours > 50, `${width} wide, ${colours} colours`)
  await does(page, 'code')
  assert.match(await page.evaluate(() => globalThis.offered.text()), /^<svg .*<path/)
})

test('the file for spreadsheets has every number of every chart', async (t) => {
  const page = await shared(t, { wait: 'sim' })
  await does(page, 'csv')
  const [names, ...rows] = (await page.evaluate(() => globalThis.offered.text())).replace('\ufeff', '').trimEnd().split('\r\n')
    .map((line) => [...line.matchAll(/(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g)].map(([, a, b]) => (a ?? b).replaceAll('""', '"')))
  assert.ok(rows.every((r) => r.length === names.length))
  for (const chart of await page.$$eval('[data-chart]', (all) => all.map((e) => e.dataset.chart))) {
    const wanted = (await table(page, chart)).map((r) => r.values.filter(Boolean).join())
    assert.deepEqual(rows.filter((r) => r[0] === chart).map((r) => [r[4], r[7], r[9], r[10]].filter(Boolean).join()), wanted, chart)
  }
})

test('what is embedded is shown before it is pasted', async (t) => {
  const page = await shared(t, { expected: [/net::ERR_ABORTED/] }) // each choice loads the frame anew
  await page.click('.embed summary')
  await page.click('.embed [value=analysts]')
  await page.select('.embed [data-of=theme]', 'dark')
  const pasted = await page.$eval('.embed [data-of=paste]', (e) => e.value)
  assert.match(pasted, /^<iframe src="[^"]*\/analysis-queue.html\?embed=1&amp;show=engineers,analysts&amp;theme=dark#v=1&amp;s=analysis-queue&amp;engineers=31/)
  await does(page, 'embed')
  assert.equal(await page.evaluate(() => globalThis.copied), pasted)
  const frame = await page.waitForFrame((f) => f.url().includes('theme=dark'))
  await frame.waitForSelector('html[data-state=ready]')
  assert.match(await frame.$eval('#headline', (e) => e.textContent), /31 engineers/)
  await page.$eval('.embed', (e) => e.scrollIntoView())
  await shot(page, 'share-embed')
})

for (const [room, options] of Object.entries({ phone: { viewport: phone }, dark: { media: { 'prefers-color-scheme': 'dark' } }, stage: { query: '?present=1' }, small: { viewport: { width: 640, height: 420 } } })) {
  test(`the dialog fits: ${room}`, async (t) => {
    const page = await shared(t, options)
    await shot(page, `share-${room}`)
    const { box, width, height, over } = await page.$eval('dialog', (e) => ({ box: e.getBoundingClientRect().toJSON(), width: innerWidth, height: innerHeight, over: e.scrollWidth - e.clientWidth }))
    assert.ok(box.left >= 0 && box.right <= width && box.top >= 0 && box.bottom <= height && over <= 0, JSON.stringify({ box, width, height, over }))
    // Keys are the dialog's while it is open.
    const before = await page.evaluate(() => location.hash)
    await page.keyboard.press('PageDown')
    assert.equal(await page.evaluate(() => location.hash), before)
  })
}

test('when the ways to share cannot be loaded the link is said', async (t) => {
  const page = await open(t, { hash, simulates: false, media: still, expected: [/share\.js/, /Failed to load resource/], intercept: (r) => r.url().endsWith('share.js') && r.abort().then(() => true) })
  await press(page, 'engineers', 32)
  await page.waitForFunction(() => location.hash.includes('engineers=32'))
  await page.click('#share')
  await page.waitForSelector('[data-note=share]')
  assert.match((await notes(page))[0].text, /engineers=32/)
})

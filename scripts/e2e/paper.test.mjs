// Printing: whatever the window, a sheet of A4 holds the sentence, the charts drawn
// for its width, what stands at the sliders, the link and the day.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, open, still } from './harness.mjs'

let first // the sheet from the first room
for (const [room, viewport, query] of [['desk', undefined, ''], ['desk that was asked to be dark', undefined, '?theme=dark'], ['phone', { width: 390, height: 660 }, ''], ['stage', { width: 1920, height: 1080 }, '?present=1']]) {
  test(`from a ${room} in the dark a sheet is printed`, async (t) => {
    const page = await open(t, { at: `${address}analysis-queue.html`, query, hash: '#v=1&engineers=30', viewport, wait: 'sim', media: { ...still, 'prefers-color-scheme': 'dark' } })
    const pdf = Buffer.from(await page.pdf({ format: 'A4' })).toString('latin1')
    const sheets = pdf.match(/\/Type\s*\/Page\b/g).length
    assert.ok(sheets <= 2, `${sheets} sheets`)
    // The same as a browser that prints has it: 182 mm between the margins.
    await page.evaluate(() => dispatchEvent(new Event('beforeprint')))
    // In one call: what emulates a printer alone makes the page light, too.
    const session = await page.createCDPSession()
    await session.send('Emulation.setEmulatedMedia', { media: 'print', features: [{ name: 'prefers-color-scheme', value: 'dark' }] })
    const width = 688
    await page.setViewport({ width, height: 1017 })
    const seen = await page.evaluate(() => {
      const boxes = [...document.querySelectorAll('#headline, figcaption, .plot, #paper')].map((e) => [e.id || e.className || e.tagName, e.getBoundingClientRect()])
      return {
        ground: getComputedStyle(document.body).backgroundColor, words: getComputedStyle(document.querySelector('#headline')).color, paper: document.querySelector('#paper').textContent,
        boxes: boxes.map(([name, r]) => ({ name, left: r.left, right: r.right, top: r.top, bottom: r.bottom })),
        ink: [...document.querySelectorAll('.plot')].map((e) => e.querySelectorAll('.still.wide svg *').length),
        wide: document.scrollingElement.scrollWidth,
      }
    })
    assert.deepEqual([seen.ground, seen.words], ['rgb(255, 255, 255)', 'rgb(29, 26, 23)'])
    assert.deepEqual(seen.boxes, first ??= seen.boxes, 'the sheet is another one than from the desk')
    assert.match(seen.paper, /Engineers: 30 \(today 10\).*Printed on \d+ \w+ \d{4} from http.*engineers=30/)
    assert.ok(seen.wide <= width && seen.boxes.every((b) => b.left >= -1 && b.right <= width + 1 && b.bottom > b.top), JSON.stringify(seen.boxes))
    for (const [i, a] of seen.boxes.entries()) for (const b of seen.boxes.slice(i + 1)) {
      const across = Math.min(a.right, b.right) - Math.max(a.left, b.left)
      const down = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top)
      assert.ok(across <= 1 || down <= 1, `${a.name} lies on ${b.name}`)
    }
    assert.ok(seen.ink.every((n) => n > 8), `${seen.ink}`)
  })
}

// One question, one answer: the page and the command line say the same, to the
// last bit.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agrees, ask } from './agree.mjs'
import { open, still } from './harness.mjs'

const links = [
  '#v=1&s=analysis-queue&engineers=12&variability=2.4&seed=42',
  '#v=1&s=analysis-queue&engineers=33&analysts=7&hours=11.5&weeks=60&backlog=40&seed=7',
  '#v=1&s=analysis-queue&engineers=9&waiting=1&share=0.8&today.analysts=4&seed=99',
]
for (const link of links) {
  test(`page and command agree, and the downloaded data are what it prints, byte by byte: ${link}`, async (t) => {
    const page = await open(t, {
      hash: link, wait: 'sim', media: still,
      first: () => {
        const create = URL.createObjectURL
        URL.createObjectURL = (blob) => {
          globalThis.offered = blob.text()
          return create.call(URL, blob)
        }
      },
    })
    await agrees(page, link)
    await page.$eval('#download', (e) => e.click())
    await page.waitForFunction(() => globalThis.offered)
    assert.equal(await page.evaluate(() => globalThis.offered), ask('-charts', link))
  })
}

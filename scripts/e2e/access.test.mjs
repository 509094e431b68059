// No barriers to access, in every mode, light and dark. The first argument's page stands for
// all; what is the others' own, catalogue.test.mjs looks at.
import { test } from 'node:test'
import { free } from './barriers.mjs'
import { address, desk, flagship, open, painted, phone } from './harness.mjs'

test('the first argument: no barriers', async (t) => {
  const page = await open(t, { simulates: false })
  await page.$eval('#more', (e) => { e.open = true })
  for (const e of await page.$$('.twin')) await e.evaluate((d) => { d.open = true })
  await free(page, 'at the desk')
  // Of what opens on the page only this is looked at: behind it is what was seen at the desk.
  for (const [what, part, open, close] of [
    ['sharing', 'dialog.share[open]', async () => { await page.click('#share'); await page.waitForSelector('dialog.share[open]') }, () => page.keyboard.press('Escape')],
    ['the keys', '#keys', () => page.$eval('#keys', (d) => d.showModal()), () => page.keyboard.press('Escape')],
    ['equations', '#equations', () => page.$eval('#equations', (d) => { d.open = true }), () => {}],
    ['the stage', undefined, () => page.click('#present'), () => page.keyboard.press('Escape')],
  ]) {
    await open()
    await free(page, what, { part })
    await close()
    await painted(page)
  }
  await page.setViewport(phone)
  await painted(page)
  await free(page, 'on a phone')
})

for (const [what, at, query, viewport, wait, expected] of [
  ['a frame', flagship, '?embed=1', { width: 640, height: 420 }, 'ready'],
  ['a guess', flagship, '?guess=1', desk, 'ready'],
  ['the gallery', `${address}gallery.html`, '', desk, 'load'],
  ['the page for lost addresses', `${address}404.html`, '', desk, 'load', [/404/, /gallery/]],
]) {
  test(`${what}: no barriers`, async (t) => {
    await free(await open(t, { at, query, viewport, wait, expected, simulates: false }), what)
  })
}

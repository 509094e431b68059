// Barriers to access, as axe finds them: on every page, in every mode, light and dark.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { test } from 'node:test'
import { address, desk, open, painted, phone, root } from './harness.mjs'

const axe = await readFile(createRequire(path.join(root, 'web/package.json')).resolve('axe-core/axe.min.js'), 'utf8')
const page = await (await fetch(address)).text()
const ids = page.match(/data-arguments="([^"]*)"/)[1].split(' ')

// free asserts that there is none. Another scheme changes colours only; colours, which take
// most of the time, are the style sheet's, and all arguments have them alike.
async function free(page, what, schemes = ['light', 'dark']) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  for (const scheme of schemes) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme === 'dark' ? 'dark' : 'light' }, { name: 'prefers-reduced-motion', value: 'reduce' }])
    await painted(page)
    const found = await page.evaluate(async (scheme) => {
      const rules = scheme === 'dark' ? { runOnly: ['color-contrast'] } : { rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: scheme === 'light' } } }
      const { violations } = await globalThis.axe.run(document, { ...rules, resultTypes: ['violations'] })
      return violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`))
    }, scheme)
    assert.deepEqual(found, [], `${what}, ${scheme}`)
  }
}

for (const id of ids) {
  test(`${id}: no barriers`, async (t) => {
    const page = await open(t, { at: `${address}${id}.html`, simulates: false })
    await page.$eval('#more', (e) => { e.open = true }).catch(() => {}) // a small argument has none
    for (const e of await page.$$('.twin')) await e.evaluate((d) => { d.open = true })
    await free(page, 'at the desk', id === ids[0] ? undefined : ['but for colours'])
    if (id !== ids[0]) return
    for (const [what, open, close] of [
      ['sharing', async () => { await page.click('#share'); await page.waitForSelector('dialog.share[open]') }, () => page.keyboard.press('Escape')],
      ['the keys', () => page.$eval('#keys', (d) => d.showModal()), () => page.keyboard.press('Escape')],
      ['equations', () => page.$eval('#equations', (d) => { d.open = true }), () => {}],
      ['the stage', () => page.click('#present'), () => page.keyboard.press('Escape')],
    ]) {
      await open()
      await free(page, what)
      await close()
      await painted(page)
    }
    await page.setViewport(phone)
    await painted(page)
    await free(page, 'on a phone')
  })
}

for (const [what, at, query, viewport, wait, expected] of [
  ['a frame', `${ids[0]}.html`, '?embed=1', { width: 640, height: 420 }, 'ready'],
  ['a guess', `${ids[0]}.html`, '?guess=1', desk, 'ready'],
  ['the gallery', 'gallery.html', '', desk, 'load'],
  ['the page for lost addresses', '404.html', '', desk, 'load', [/404/, /gallery/]],
]) {
  test(`${what}: no barriers`, async (t) => {
    await free(await open(t, { at: `${address}${at}`, query, viewport, wait, expected, simulates: false }), what)
  })
}

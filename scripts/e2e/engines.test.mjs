// The main path, in each of the three engines: KINGMAN_ENGINE says in which. The
// numbers are those of native Go to the last bit.
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer } from 'node:http'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { agrees } from './agree.mjs'
import { address, drag, engine, headline, open, painted, root, settled, shot } from './harness.mjs'

const link = '#v=1&s=analysis-queue&engineers=12&weeks=8&variability=2.4&seed=42'
const hash = (page) => page.evaluate(() => location.hash)

test(`${engine}: a link, a drag, the numbers, sharing, the stage`, async (t) => {
  const page = await open(t, { hash: link })
  const said = new Set()
  const reached = await drag(page, 'engineers', 24, { during: async () => { await painted(page); said.add(await headline(page)) } })
  assert.ok(said.size > 6, `the sentence goes with the hand: ${said.size} of them in 12 moves`)
  assert.match(await headline(page), new RegExp(`\\b${reached} engineers`))
  await page.waitForFunction((reached) => new RegExp(`[&#]engineers=${reached}(&|$)`).test(location.hash), {}, reached)
  await settled(page)
  await shot(page, `${engine}-page`)
  await agrees(page, await hash(page))

  await page.click('#share')
  await page.waitForSelector('dialog[open]')
  const url = await page.evaluate(() => location.href)
  assert.equal(await page.$eval('#share-link', (e) => e.value), url)
  await page.click('dialog .embed summary')
  await page.waitForFunction(() => document.querySelector('dialog .embed textarea').value !== '')
  const embed = await page.$eval('dialog .embed textarea', (e) => e.value)
  assert.ok(embed.includes('embed=1') && embed.includes(`engineers=${reached}`), embed)
  await shot(page, `${engine}-share`)
  await page.keyboard.press('Escape')
  await page.waitForSelector('dialog:not([open])')

  const step = () => page.evaluate(() => Number(document.documentElement.dataset.step ?? 0))
  await page.focus('[name=engineers]') // where the keys of the stage count as well
  await page.keyboard.press('p')
  await page.waitForFunction(() => 'present' in document.documentElement.dataset && /[?&]present=1/.test(location.search))
  const told = new Set([await page.$eval('#says', (e) => e.textContent)])
  for (const n of [1, 2]) {
    await page.keyboard.press('PageDown')
    await painted(page)
    assert.equal(await step(), n)
    told.add(await page.$eval('#says', (e) => e.textContent))
  }
  assert.equal(told.size, 3)
  await shot(page, `${engine}-stage`)
  await page.keyboard.press('PageUp')
  await painted(page)
  assert.equal(await step(), 1)
  await page.keyboard.press('Escape')
  await page.waitForFunction(() => !('present' in document.documentElement.dataset) && !/present/.test(location.search))
})

test(`${engine}: in a sandboxed frame of another host`, async (t) => {
  const html = `<!doctype html><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,">
    <iframe title="model" sandbox="allow-scripts" style="border:0;width:640px;height:420px" src="${address}analysis-queue.html?embed=1&amp;show=engineers${link}"></iframe><script>
    addEventListener('message', (e) => { const m = typeof e.data === 'string' ? JSON.parse(e.data) : e.data; if (m.type === 'iframe-resized') document.body.dataset.height = m.height })
    </script>`
  const host = createServer((_, reply) => reply.setHeader('Content-Type', 'text/html').end(html)).listen(0, 'localhost')
  await once(host, 'listening')
  t.after(() => host.close())
  const refused = /may not load data from .*worker\.js/ // so Firefox says, and the page takes another way
  const page = await open(t, { at: `http://localhost:${host.address().port}/`, wait: 'load', expected: [new RegExp(`^left the origin: ${address}`), refused] })
  await page.waitForFunction(() => { frames[0].postMessage({ type: 'iframe-child-init' }, '*'); return document.body.dataset.height > 300 })
  await shot(page, `${engine}-frame`)
})

test(`${engine}: the one file, from a disk`, async (t) => {
  const other = '#v=1&s=ticket-ping-pong&seed=3'
  const page = await open(t, { at: pathToFileURL(path.join(root, 'build/site/kingman.html')).href, hash: other, wait: 'sim' })
  await agrees(page, other)
  const before = await headline(page)
  await page.focus('[name=misunderstood]')
  await page.keyboard.press('ArrowRight')
  await page.waitForFunction((before) => document.querySelector('#headline').textContent !== before, {}, before)
  await shot(page, `${engine}-file`)
})

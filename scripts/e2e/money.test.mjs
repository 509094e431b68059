// The reader's currency and figures of money: chosen once, in every text, in the link,
// and along on the way to other arguments.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { agrees } from './agree.mjs'
import { address, headline, open, painted, settled, shot, still, value, words } from './harness.mjs'

test('a currency is chosen once: every text follows, the link and the next argument', async (t) => {
  const page = await open(t, { at: `${address}slack.html`, wait: 'sim', media: still, expected: [/ERR_ABORTED/] })
  assert.match(await words(page), /\$\d/)
  await page.select('#currency', 'CHF')
  await settled(page)
  await page.$$eval('.still', (all) => all.forEach((e) => e.remove())) // pictures for before the program, which nobody sees any more
  assert.doesNotMatch(await words(page), /\$|dollar/i, 'no text stays in dollars')
  assert.match(await headline(page), /CHF\u00a0\d/)
  await page.waitForFunction(() => /&currency=CHF/.test(location.hash))
  await agrees(page, await page.evaluate(() => location.hash))
  await shot(page, 'currency')
  await page.$eval('#reset', (e) => e.click())
  await painted(page)
  assert.equal(await page.$eval('#currency', (e) => e.value), 'CHF', 'it is the reader, not the example, who counts in it')

  // A typed amount goes along, through an argument that has no such figure.
  await page.$eval('[data-number=cost]', (e) => {
    e.value = 'CHF 5’200'
    e.dispatchEvent(new Event('change', { bubbles: true }))
  })
  await painted(page)
  assert.equal(await value(page, 'cost'), 5200)
  const ways = () => page.$$eval('nav a[data-argument]', (all) => all.map((a) => [a.dataset.argument, a.getAttribute('href')]))
  for (const [id, href] of await ways()) assert.match(href, /currency=CHF/, id)
  for (const [id, href] of await ways()) assert.match(href, /[&#]cost=5200/, id)
  await page.$eval('a[rel=next]', (e) => e.click())
  await page.waitForSelector('html[data-argument]:not([data-argument=slack])[data-state=ready]')
  for (const [id, href] of await ways()) assert.match(href, /[&#]cost=5200&.*currency=CHF|currency=CHF.*cost=5200/, id)
})

test('an argument without money asks for no currency', async (t) => {
  const page = await open(t, { at: `${address}domain-experts.html`, javascript: false, wait: 'load' })
  assert.equal(await page.$('#currency'), null)
})

test('a story tells amounts in the reader’s currency', async (t) => {
  const page = await open(t, { at: `${address}amortized-risk.html`, query: '?guess=0', hash: '#v=1&s=amortized-risk&currency=EUR&step=5', simulates: false, media: still })
  const line = () => page.$eval('#says', (e) => e.textContent)
  const ticks = () => page.evaluate(() => globalThis.kingman.charts.drawn('cost').y.ticks.map((t) => t.text).join(' '))
  assert.match(await line(), /€2,000/)
  assert.match(await ticks(), /€2,000/)
  await page.select('#currency', 'GBP')
  await painted(page)
  assert.match(await line(), /£2,000/, 'at once, when another is chosen')
  assert.doesNotMatch(await line(), /[$€]/)
  assert.match(await ticks(), /£2,000/, 'the scales of the whole story, too')
})

// A browser's translation puts elements of its own around every piece of text, and
// takes the pieces away that the page knew. What the page says must go on all the same.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, open, painted } from './harness.mjs'

const ids = [...(await (await fetch(`${address}gallery.html`)).text()).matchAll(/<a class="card" data-argument="([a-z-]+)"/g)].map((m) => m[1])

// translate does to every piece of text on the page what Chrome's translation does.
const translate = (page) => page.evaluate(() => {
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT, (n) => (n.data.trim() && !n.parentElement.closest('script, svg') ? NodeFilter.FILTER_ACCEPT : NodeFilter.FILTER_SKIP))
  const all = []
  while (texts.nextNode()) all.push(texts.currentNode)
  for (const text of all) {
    const outer = document.createElement('font')
    outer.appendChild(document.createElement('font')).textContent = text.data
    text.replaceWith(outer)
  }
  return all.length
})

// said is every text on the page that the program writes.
const said = (page) => page.evaluate(() => Object.fromEntries(
  ['#headline', '#asides', '[data-title]', '[data-subtitle]', 'output', '.pin', '.choice', '#says', '#step', '#gap', '#figures', '[data-table]']
    .map((selector) => [selector, [...document.querySelectorAll(selector)].map((e) => e.textContent)])))

// end moves every slider to an end; the page has then answered and settled.
const end = async (page, key) => {
  await page.evaluate((key) => {
    for (const e of document.querySelectorAll('#controls input[type=range]')) {
      e.value = key === 'Home' ? e.min : e.max
      e.dispatchEvent(new Event('input', { bubbles: true }))
      e.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }, key)
}

for (const id of ids) {
  test(`${id}: a translated page follows its sliders`, async (t) => {
    // Nothing is simulated, so that the same state says the same.
    const page = await open(t, { at: `${address}${id}.html`, simulates: false })
    const step = () => page.$eval('#next', (e) => e.click())
    const walk = async () => {
      const seen = []
      for (const act of [() => end(page, 'End'), step]) {
        await act()
        await painted(page)
        await painted(page) // the charts further down follow
        seen.push(await said(page))
      }
      return seen
    }
    const plain = await walk()
    await page.$eval('#reset', (e) => e.click())
    await painted(page)
    assert.ok((await translate(page)) > 100)
    assert.deepEqual(await walk(), plain)
    assert.ok((await page.$$('font')).length > 20, 'what the program does not write stays translated')
  })
}

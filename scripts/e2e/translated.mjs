// A browser's translation puts elements of its own around every piece of text, and
// takes the pieces away that the page knew. What the page says must go on all the same.

// translate does to every piece of text on the page what Chrome's translation does.
export const translate = (page) => page.evaluate(() => {
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
export const said = (page) => page.evaluate(() => Object.fromEntries(
  ['#headline', '#asides', '[data-title]', '[data-subtitle]', 'output', '.pin', '.choice', '#says', '#step', '#gap', '#figures', '[data-table]']
    .map((selector) => [selector, [...document.querySelectorAll(selector)].map((e) => e.textContent)])))

// end moves every slider to an end; the page has then answered and settled.
export const end = async (page, key) => {
  await page.evaluate((key) => {
    for (const e of document.querySelectorAll('#controls input[type=range]')) {
      e.value = key === 'Home' ? e.min : e.max
      e.dispatchEvent(new Event('input', { bubbles: true }))
      e.dispatchEvent(new Event('change', { bubbles: true }))
    }
  }, key)
}

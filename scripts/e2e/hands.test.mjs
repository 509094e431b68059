// Wheel, finger, pen and keyboard on the sliders: what is not meant changes nothing, and
// what has the focus can be read.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { open, painted } from './harness.mjs'

const room = { width: 1280, height: 720, hasTouch: true }
const values = (page) => page.$$eval('input[type=range]', (all) => all.map((e) => [e.name, e.value]))
const scrolled = (page) => page.evaluate(() => scrollY)
// Where a slider can be taken: the lever's own input lies unseen.
const middle = (page, selector) => page.$eval(selector, (e) => {
  e.scrollIntoView({ block: 'center', behavior: 'instant' })
  const r = e.getBoundingClientRect()
  return [r.left + 0.7 * r.width, r.top + r.height / 2]
})

test('over a slider wheel and finger scroll the page and change nothing, and a pen drags', async (t) => {
  const page = await open(t, { simulates: false, viewport: room })
  const session = await page.createCDPSession()
  const before = await values(page)
  for (const slider of ['.rail', '.controls input[name=analysts]']) {
    for (const by of ['wheel', 'finger']) {
      const [x, y] = await middle(page, slider)
      const from = await scrolled(page)
      if (by === 'wheel') {
        await page.mouse.move(x, y)
        await page.mouse.wheel({ deltaY: 120 })
      } else {
        await page.touchscreen.touchStart(x, y)
        for (let k = 1; k <= 8; k++) {
          await page.touchscreen.touchMove(x + k, y - 15 * k)
          await painted(page)
        }
        await page.touchscreen.touchEnd()
      }
      await page.waitForFunction((from) => scrollY > from + 20, { timeout: 60_000 }, from)
      await painted(page)
      assert.deepEqual(await values(page), before, `${by} over ${slider}`)
      assert.doesNotMatch(await page.evaluate(() => location.hash), /analysts|engineers/)
    }
  }
  const [x, y] = await middle(page, '.rail')
  const pen = (type, x) => session.send('Input.dispatchMouseEvent', { type, x, y, button: 'left', buttons: 1, clickCount: 1, pointerType: 'pen' })
  await pen('mousePressed', x)
  const pressed = new Map(await values(page)).get('engineers')
  for (let k = 1; k <= 4; k++) await pen('mouseMoved', x + 15 * k)
  await pen('mouseReleased', x + 60)
  await painted(page)
  assert.ok(Number(new Map(await values(page)).get('engineers')) > Number(pressed), 'a pen drags the lever')
})

// cut returns what the ring about anything that can have the focus would cut through.
const cut = (page, within) => page.evaluate((within) => {
  const scope = document.querySelector(within)
  const seen = (e) => e.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && !e.closest('.unseen, .skip, svg, .scroll')
  const texts = []
  const walk = document.createTreeWalker(scope, NodeFilter.SHOW_TEXT)
  while (walk.nextNode()) {
    const node = walk.currentNode
    if (!node.data.trim() || !seen(node.parentElement)) continue
    const range = document.createRange()
    range.setStart(node, node.data.search(/\S/))
    range.setEnd(node, node.data.trimEnd().length)
    const em = parseFloat(getComputedStyle(node.parentElement).fontSize)
    for (const { left, right, top, bottom } of range.getClientRects()) { // small letters, not the room of their line
      texts.push({ says: node.data.trim(), left, right, top: (top + bottom) / 2 - 0.3 * em, bottom: (top + bottom) / 2 + 0.3 * em })
    }
  }
  const found = []
  for (const e of scope.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    if (e.disabled || !seen(e)) continue
    e.focus({ preventScroll: true, focusVisible: true })
    const { outlineStyle, outlineOffset, outlineWidth } = getComputedStyle(e)
    if (document.activeElement !== e || outlineStyle === 'none') { found.push(`no ring: ${e.outerHTML.slice(0, 80)}`); continue }
    const [gap, line] = [parseFloat(outlineOffset), parseFloat(outlineWidth)]
    for (const b of e.getClientRects()) {
      const [inner, outer] = [gap, gap + line].map((by) => ({ left: b.left - by, right: b.right + by, top: b.top - by, bottom: b.bottom + by }))
      for (const s of texts) {
        const meets = s.left < outer.right && outer.left < s.right && s.top < outer.bottom && outer.top < s.bottom
        const inside = s.left > inner.left - 0.5 && s.right < inner.right + 0.5 && s.top > inner.top - 0.5 && s.bottom < inner.bottom + 0.5
        if (meets && !inside) found.push(`"${e.textContent.trim().slice(0, 30) || e.id || e.name || e.className}" through "${s.says.slice(0, 30)}"`)
      }
    }
  }
  return found
}, within)

test('the ring of the focus cuts through no text', async (t) => {
  const page = await open(t, { simulates: false, viewport: { width: 1280, height: 720 } })
  await page.evaluate(() => { for (const d of document.querySelectorAll('details')) d.open = true })
  await page.keyboard.press('Tab')
  assert.deepEqual(await cut(page, 'body'), [])
  await page.click('#share')
  await page.waitForSelector('dialog[open] .code svg')
  await page.evaluate(() => { for (const d of document.querySelectorAll('dialog details')) d.open = true })
  assert.deepEqual(await cut(page, 'dialog[open]'), [])
})

test('zoomed to 200 % nothing is lost', async (t) => {
  const page = await open(t, { simulates: false, viewport: { width: 640, height: 360, deviceScaleFactor: 2 } })
  assert.equal(await page.evaluate(() => document.documentElement.scrollWidth - innerWidth), 0)
  const lost = await page.evaluate(() => [...document.querySelectorAll('main *, header *')].filter((e) => !e.children.length && e.textContent.trim() && e.clientWidth > 0 && getComputedStyle(e).overflowX !== 'visible' && !e.closest('.unseen') && e.scrollWidth > e.clientWidth + 1).map((e) => e.textContent))
  assert.deepEqual(lost, [])
  const [question, rail] = await page.evaluate(() => ['#question', '.rail'].map((s) => document.querySelector(s).getBoundingClientRect().toJSON()))
  assert.ok(question.top > 0 && rail.width > 300, 'question and lever are there')
})

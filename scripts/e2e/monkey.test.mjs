// A monkey at the page: random links, keys, drags and clicks. Whatever it does the page
// lives, speaks, and its console stays silent. MONKEY=seed,count repeats or lengthens a run.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random } from './drawn.mjs'
import { headline, open, painted, press, ready, speaks, value } from './harness.mjs'

const [seed, count] = (process.env.MONKEY ?? '1909,250').split(',').map(Number)

const luck = random(seed)
const upTo = (n) => Math.floor(luck() * n)
const one = (all) => all[upTo(all.length)]

const ids = ['engineers', 'analysts', 'weeks', 'waiting', 'hours', 'today.engineers', 'today.analysts', 'seed', 'step', 'currency', 'v', 's', 'tea']
const values = () => one([upTo(60), upTo(10), -upTo(9), luck() * 100, 'same', 'many', '1e999', '', '∞', '٤٢', '<b>7</b>', '"', '%', '%E0%A4', 'analysis-queue', 'EUR', 'x'.repeat(upTo(300))])
const link = () => `#${one(['v=1&s=analysis-queue', 'v=1', 'v=9&s=analysis-queue', ''])}${Array.from({ length: upTo(5) }, () => `&${one(ids)}=${values()}`).join('')}${one(['', '。', '">', '\u200b', '&&', '#', '> x=1'])}`
const keys = ['ArrowLeft', 'ArrowRight', 'ArrowUp', 'ArrowDown', 'Home', 'End', 'PageUp', 'PageDown', 'Tab', 'Escape', 'Enter', ' ', '.', '7', '-', 'p', 'b', 'r', '?', '3', 'Backspace']

// What leads away, opens windows, asks for files or fills the whole screen is for other tests.
const clickable = 'main button:not([hidden]), summary, main input, main select, header button, dialog[open] button:not([data-do])'

// Each returns what it has done, in words.
const deeds = {
  link: async (page) => {
    const to = link()
    await page.evaluate((to) => { location.hash = to }, to)
    return to
  },
  keys: async (page) => {
    const pressed = Array.from({ length: 1 + upTo(5) }, () => one(keys))
    for (const key of pressed) await page.keyboard.press(key)
    return pressed.join(' ')
  },
  click: (page) => page.evaluate((selector, at) => {
    const all = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility() && e.type !== 'file')
    const e = all[Math.floor(at * all.length)]
    e?.focus()
    e?.click()
    return e?.outerHTML.slice(0, 80) ?? 'nothing'
  }, clickable, luck()),
  drag: async (page) => {
    const [x, y, toX, toY] = [upTo(1280), upTo(720), upTo(1280), upTo(720)]
    await page.mouse.move(x, y)
    await page.mouse.down()
    await page.mouse.move(toX, toY, { steps: 4 })
    await page.mouse.up()
    return `${x},${y} to ${toX},${toY}`
  },
  slider: (page) => page.evaluate((which, to) => {
    const all = [...document.querySelectorAll('input[type=range]')]
    const e = all[Math.floor(which * all.length)]
    e.value = Number(e.min) + to * (e.max - e.min)
    e.dispatchEvent(new Event('input', { bubbles: true }))
    if (to > 0.3) e.dispatchEvent(new Event('change', { bubbles: true }))
    return `${e.name}=${e.value}`
  }, luck(), luck()),
  number: (page) => page.evaluate((which, text) => {
    const all = [...document.querySelectorAll('[data-number], [data-today]')]
    const e = all[Math.floor(which * all.length)]
    e.value = text
    e.dispatchEvent(new Event('change', { bubbles: true }))
    return `${e.dataset.number ?? e.dataset.today}: ${text}`
  }, luck(), String(values())),
  scroll: async (page) => {
    const by = upTo(1600) - 800
    await page.mouse.wheel({ deltaY: by })
    return by
  },
  size: async (page) => {
    const room = { width: 320 + upTo(1200), height: 300 + upTo(700) }
    await page.setViewport(room)
    return `${room.width}x${room.height}`
  },
}
const likely = ['link', 'link', 'keys', 'keys', 'click', 'click', 'drag', 'drag', 'slider', 'slider', 'slider', 'number', 'scroll', 'size']

test(`${count} random deeds, MONKEY=${seed},${count}`, async (t) => {
  t.diagnostic(`MONKEY=${seed},${count}`)
  const page = await open(t, {
    simulates: false, query: '?guess=0',
    first: () => { // on this page it stays, in this window, and the whole screen is not its own
      window.open = () => null
      HTMLAnchorElement.prototype.click = () => {}
      Element.prototype.requestFullscreen = () => Promise.reject(new Error('not here'))
    },
  })
  const done = []
  for (let n = 0; n < count; n++) {
    const name = one(likely)
    done.push(`${name} ${await deeds[name](page)}`)
    const said = await page.evaluate(() => ({ state: document.documentElement.dataset.state, crashed: !!document.querySelector('[data-note=crash], [data-note=failed]'), headline: document.querySelector('#headline')?.textContent }))
    assert.ok(said.state === 'ready' && !said.crashed && /\d/.test(said.headline), `${JSON.stringify(said)} after ${done.slice(-8).join(' | ')}`)
    if (n % 50 === 49) await speaks(page, done.slice(-50).join(' | '))
  }
  // And it lives: closed what is open, it is dragged and answers.
  await page.setViewport({ width: 1280, height: 720 })
  await page.evaluate(() => {
    for (const e of document.querySelectorAll('dialog[open]')) e.close()
    location.hash = '#v=1&s=analysis-queue&engineers=15'
  })
  await page.waitForFunction(() => document.querySelector('[name=engineers]').value === '15')
  await ready(page)
  await press(page, 'engineers', 17)
  await painted(page)
  assert.match(await headline(page), /17 engineers/)
  assert.equal(await value(page, 'engineers'), 17)
})

// What the browser tests share: pages that fail their test on anything that a
// reader's console would show, and hands and eyes for them.
import assert from 'node:assert/strict'
import { after } from 'node:test'
import { engine, filesOf, flagshipOf, launch, patience, serve } from './browser.mjs'

export { engine, root, serve, shot } from './browser.mjs'

export const desk = { width: 1280, height: 720 }
export const still = { 'prefers-reduced-motion': 'reduce' } // for tests that look where things come to rest: what moves is painted sixty times a second
export const phone = { width: 390, height: 844, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }

const { browser, stop } = await launch()
const server = await serve()
after(async () => {
  await stop()
  server.stop()
})
export const address = server.address
export const flagship = await flagshipOf(address) // the page that most tests open
export const files = await filesOf(address) // the folder of what it loads

// open opens the page for the test t and returns it. The test fails if, until
// it ends, there is a console error or warning, an error that nobody caught or only
// the program did, a violation of the policy, a failed request or one that leaves the
// origin. Options:
//
//   hash, query   of the address
//   viewport      desk or phone
//   media         features to emulate, such as {'prefers-color-scheme': 'dark'}
//   javascript    false switches it off
//   first         function to run in the page before anything else
//   intercept     function that is given every request and answers true if it dealt with it
//   expected      patterns of faults that belong to the test
//   wait          'ready' (default), 'sim' or 'load': the state to wait for
//   simulates     false leaves it at formulas: the workers are never asked, and the test is quick
export async function open(t, { hash = '', query = '', viewport = desk, media = {}, javascript = true, first, intercept, expected = [], wait = 'ready', simulates = true, at = flagship } = {}) {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  page.setDefaultTimeout(patience)
  const faults = []
  const origin = new URL(at).origin
  page.on('console', (m) => { if (['error', 'warn', 'assert'].includes(m.type()) || m.text().includes('JavaScript error')) faults.push(`console ${m.type()}: ${m.text()}`) })
  page.on('pageerror', (e) => faults.push(`uncaught: ${e.stack ?? e}`))
  page.on('error', (e) => faults.push(`crash: ${e}`))
  page.on('dialog', (d) => { faults.push(`dialog: ${d.message()}`); d.dismiss() })
  page.on('request', (r) => { if (/^(https?|wss?|ftp):/.test(r.url()) && new URL(r.url()).origin !== origin) faults.push(`left the origin: ${r.url()}`) })
  page.on('requestfailed', (r) => { if (!page.leaving) faults.push(`failed: ${r.url()} ${r.failure()?.errorText}`) })
  page.on('response', (r) => { if (r.status() >= 400) faults.push(`${r.status()}: ${r.url()}`) })
  if (engine !== 'webkit') { // which runs nothing before the page's own scripts, and has no console for us
    await page.evaluateOnNewDocument(() => {
      document.addEventListener('securitypolicyviolation', (e) => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber} ${e.sample}`))
    })
  }
  if (!simulates) await page.evaluateOnNewDocument(() => { Worker.prototype.postMessage = () => {} })
  if (first) await page.evaluateOnNewDocument(first)
  if (intercept) {
    await page.setRequestInterception(true)
    page.on('request', async (r) => { if (!(await intercept(r))) r.continue() })
  }
  await page.setViewport(viewport)
  const features = { 'prefers-color-scheme': 'light', 'prefers-reduced-motion': 'no-preference', ...media }
  if (engine === 'chromium') await page.emulateMediaFeatures(Object.entries(features).map(([name, value]) => ({ name, value })))
  if (!javascript) await page.setJavaScriptEnabled(false)
  // left closes the page before its test ends, which a test does that opens many:
  // pages that nobody looks at any more would simulate on, and play.
  page.left = async () => {
    if (context.closed) return
    page.leaving = true
    await context.close()
    const unexpected = faults.filter((f) => !expected.some((e) => e.test(f)))
    assert.deepEqual(unexpected, [], 'the page must be without faults')
  }
  t.after(page.left)
  await page.goto(at + query + hash, { waitUntil: 'load' })
  if (wait !== 'load') await ready(page)
  if (wait === 'sim') await simulated(page)
  return page
}

export const ready = (page) => page.waitForSelector('html[data-state=ready]')
export const simulated = (page) => page.waitForSelector('html[data-state=ready][data-sim=done]')
export const painted = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done()))))

// settled waits until a change has been simulated and its address is written.
export async function settled(page) {
  await simulated(page)
  await painted(page)
}

// reload loads the page anew, as a reader does.
export async function reload(page) {
  page.leaving = true
  await page.reload({ waitUntil: 'load' })
  page.leaving = false
  await ready(page)
}

const slider = (name) => `input[type=range][name="${name}"]`
export const value = (page, name) => page.$eval(slider(name), (e) => e.valueAsNumber)

// more opens the second level of controls.
export const more = (page) => page.$eval('#more', (e) => { e.open = true })

// press moves a slider to the value with the arrow keys.
export async function press(page, name, to) {
  await page.focus(slider(name))
  const { from, step } = await page.$eval(slider(name), (e) => ({ from: e.valueAsNumber, step: Number(e.step) }))
  const presses = Math.round((to - from) / step)
  for (let i = 0; i < Math.abs(presses); i++) await page.keyboard.press(presses > 0 ? 'ArrowRight' : 'ArrowLeft')
  assert.equal(await value(page, name), to, `${name} by keyboard`)
}

// drag moves a slider's thumb with the pointer to the place of the value, and
// calls during between two moves. The slider may end a step beside the value.
export async function drag(page, name, to, { moves = 12, during = async () => {} } = {}) {
  const track = await page.$(slider(name))
  await track.scrollIntoView()
  const box = await track.boundingBox()
  // A lever has the chart's axis for its groove, and its thumb in the middle of what it says.
  const { from, min, max, step, thumb } = await track.evaluate((e) => {
    const rail = e.closest('[data-rail]')?.dataset
    return { from: e.valueAsNumber, min: Number(rail?.from ?? e.min), max: Number(rail?.to ?? e.max), step: Number(e.step), thumb: rail ? 0 : 16 }
  })
  const x = (v) => box.x + thumb / 2 + ((v - min) / (max - min)) * (box.width - thumb)
  const y = box.y + box.height / 2
  await page.mouse.move(x(from), y)
  await page.mouse.down()
  for (let i = 1; i <= moves; i++) {
    await page.mouse.move(x(from) + ((x(to) - x(from)) * i) / moves, y)
    await during(i)
  }
  await page.mouse.up()
  const reached = await value(page, name)
  assert.ok(Math.abs(reached - to) <= Math.max(step, (max - min) / (box.width - thumb)) + 1e-9, `${name} dragged to ${reached}, meant ${to}`)
  return reached
}

export const headline = (page) => page.$eval('#headline', (e) => e.textContent)

// table returns the rows of the table beside a chart, every number with all
// its digits.
export const table = (page, chart) =>
  page.$$eval(`[data-chart="${chart}"] [data-table] tbody tr`, (rows) =>
    rows.map((r) => ({ layer: r.dataset.layer, values: [...r.querySelectorAll('[data-value]')].map((c) => c.dataset.value) })))

// figures returns the numbers behind the sentence with all their digits: by
// figure, then "today-formula", "whatif-simulated" and so on.
export const figures = (page) =>
  page.$$eval('#figures [data-figure] [data-of]', (cells) => {
    const all = {}
    for (const c of cells) (all[c.closest('[data-figure]').dataset.figure] ??= {})[c.dataset.of] = { ...c.dataset }
    return all
  })

// answers returns all that the page says.
export async function answers(page) {
  const charts = await page.$$eval('[data-chart]', (all) => all.map((e) => e.dataset.chart))
  const tables = {}
  for (const chart of charts) tables[chart] = await table(page, chart)
  return { headline: await headline(page), figures: await figures(page), tables }
}

export const notes = (page) => page.$$eval('[data-note]', (all) => all.map((e) => ({ field: e.dataset.note, text: e.textContent })))

// texts is, in the page, every text that a reader can come upon, that of closed parts
// and of attributes included.
export function texts() {
  const said = [document.title]
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT) // with no function of ours: scripts may be off
  let text = ''
  while (texts.nextNode()) if (!texts.currentNode.parentElement?.closest('script')) text += texts.currentNode.data
  said.push(text)
  for (const e of document.querySelectorAll('[aria-label],[aria-valuetext],[title],[alt]'))
    for (const a of ['aria-label', 'aria-valuetext', 'title', 'alt']) if (e.hasAttribute(a)) said.push(e.getAttribute(a))
  return said.join('\n')
}

export const words = (page) => page.evaluate(texts)

// plain fails on a machine's expressions where a person would use words.
export function plain(said, when) {
  const slip = /.{0,40}(\bNaN\b|Infinity|[+-]Inf\b|\bundefined\b|\[object |\bnull\b|%!\w|\{\{).{0,40}/.exec(said)
  assert.equal(slip?.[0], undefined, `${when}: the page says`)
}

export const speaks = async (page, when) => plain(await words(page), when)

// places is, in the page, where the elements are, in whole and tenths of pixels.
export function places(selectors) {
  const found = {}
  for (const selector of selectors)
    document.querySelectorAll(selector).forEach((e, i) => {
      const r = e.getBoundingClientRect()
      found[`${selector} ${i}`] = [r.x, r.y + scrollY, r.width, r.height].map((v) => Math.round(10 * v) / 10)
    })
  return found
}

export const boxes = (page, selectors) => page.evaluate(places, selectors)

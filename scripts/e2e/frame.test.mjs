// The page in somebody else's: in a sandbox, in a deck, in an article.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, open, shot } from './harness.mjs'

const hash = '#v=1&s=analysis-queue&engineers=16'

// hosted opens a page of another host with frames of ours in it, which keeps the
// messages that it gets.
async function hosted(t, frames, options = {}) {
  const tags = frames.map(({ query = '?embed=1', sandbox, style = 'width:640px;height:420px' }) =>
    `<iframe title="model" style="border:0;display:block;${style}" ${sandbox ? `sandbox="${sandbox}"` : ''} src="${address}analysis-queue.html${query}${hash}"></iframe>`)
  const html = `<!doctype html><meta charset="utf-8"><title>Host</title><link rel="icon" href="data:,"><body style="background:#ffe"><input id="own" autofocus><script>
    self.heard = []; addEventListener('message', (e) => heard.push(typeof e.data === 'string' ? JSON.parse(e.data) : e.data))
    </script>${tags.join('<p>text</p>')}`
  const page = await open(t, { at: `${address}host.html`, wait: 'load', intercept: (r) => r.url().endsWith('/host.html') && r.respond({ contentType: 'text/html', body: html }).then(() => true), ...options })
  const ours = page.frames().slice(1)
  for (const frame of ours) await frame.waitForSelector('html[data-state=ready]')
  return { page, frames: ours, heard: () => page.evaluate(() => heard) }
}

test('in a sandboxed frame of a plain host everything works, workers included', async (t) => {
  const { page, frames: [frame] } = await hosted(t, [{ query: '?embed=1&amp;show=engineers,analysts&amp;theme=dark', sandbox: 'allow-scripts' }])
  assert.equal(await frame.evaluate(() => self.origin), 'null')
  await frame.waitForSelector('html[data-sim=done]')
  assert.match(await frame.$eval('#status', (e) => e.textContent), /Simulated [1-9]/)
  assert.match(await frame.$eval('#headline', (e) => e.textContent), /16 engineers/)
  const shown = await frame.$$eval('input[type=range]', (all) => all.filter((e) => e.checkVisibility()).map((e) => e.name))
  assert.deepEqual(shown, ['engineers', 'analysts'])
  assert.equal(await frame.$eval('.masthead', (e) => e.checkVisibility()), false)
  assert.equal(await frame.evaluate(() => getComputedStyle(document.body).backgroundColor), 'rgb(21, 23, 27)')
  assert.equal(await page.evaluate(() => document.activeElement.id), 'own', 'the host keeps the focus')
  assert.match(await frame.$eval('#full', (e) => e.href), /engineers=16/)
  await shot(page, 'frame-sandbox')
})

test('a host that listens learns the height; one that does not has it all in 640 × 420', async (t) => {
  const { page, frames, heard } = await hosted(t, [{ query: '?embed=1&show=engineers,analysts' }, { query: '?embed=1&show=engineers,analysts,hours&theme=transparent', style: 'width:900px;height:300px' }])
  assert.ok(await frames[0].evaluate(() => document.scrollingElement.scrollHeight <= 420))
  assert.deepEqual(await heard(), [], 'nothing is said to a host that did not ask')
  await page.evaluate(() => frames[1].postMessage({ type: 'iframe-child-init' }, '*'))
  await page.waitForFunction(() => heard.some((m) => m.type === 'iframe-resized' && m.height > 300))
  const { height } = (await heard()).at(-1)
  await page.evaluate((h) => { document.querySelectorAll('iframe')[1].style.height = `${h}px` }, height)
  await frames[1].waitForFunction((h) => innerHeight === h, {}, height)
  assert.ok(await frames[1].evaluate(() => document.scrollingElement.scrollHeight <= innerHeight), 'nothing to scroll')
  assert.equal(await frames[1].evaluate(() => getComputedStyle(document.documentElement).backgroundColor), 'rgba(0, 0, 0, 0)')
  await shot(page, 'frame-article', { fullPage: true })
})

// A tab or a slide of the host may be shown long after it was loaded.
test('a frame that was hidden, or had no height, is drawn to its room once it is shown', async (t) => {
  const { page, frames } = await hosted(t, [{ style: 'width:640px;height:420px;display:none' }, { style: 'width:640px;height:0' }])
  await page.evaluate(() => { for (const f of document.querySelectorAll('iframe')) Object.assign(f.style, { display: 'block', height: '420px' }) })
  for (const frame of frames) {
    await frame.waitForFunction(() => {
      const [room, drawn] = ['.chart:first-child .plot', '.chart:first-child .plot canvas'].map((s) => document.querySelector(s)?.getBoundingClientRect())
      return room?.width > 400 && room.height > 150 && drawn && Math.abs(drawn.width - room.width) < 1 && Math.abs(drawn.height - room.height) < 1
    })
    assert.match(await frame.$eval('#headline', (e) => e.textContent), /16 engineers/)
  }
  await shot(page, 'frame-shown', { fullPage: true })
})

test('keys that do nothing here are the host’s, and Escape goes back to it', async (t) => {
  const { page, frames: [frame], heard } = await hosted(t, [{}])
  await frame.focus('[name=engineers]')
  for (const key of ['PageDown', 'PageUp', 'ArrowRight', 'Space']) await page.keyboard.press(key)
  assert.equal(await frame.$eval('[name=engineers]', (e) => e.value), '17', 'only the arrow moves the slider')
  await page.waitForFunction(() => heard.length > 1) // messages take their time
  assert.deepEqual((await heard()).map((m) => [m.key, m.method, m.args[0]]), [['PageDown', 'triggerKey', 34], ['PageUp', 'triggerKey', 33]])
  await page.keyboard.press('Escape')
  assert.equal(await frame.evaluate(() => document.activeElement === document.body && !document.hasFocus()), true)
})

test('a story in a deck is told to its end, then the deck goes on', async (t) => {
  const { page, frames: [frame], heard } = await hosted(t, [{ query: '?embed=1&present=1', sandbox: 'allow-scripts' }])
  await frame.focus('[name=engineers]')
  for (let i = 0; i < 5 + 1 + 2; i++) await page.keyboard.press('PageDown') // one of them answers what is asked
  await page.waitForFunction(() => heard.length > 1)
  assert.match(await frame.evaluate(() => location.hash), /step=5/)
  assert.deepEqual((await heard()).map((m) => m.key), ['PageDown', 'PageDown'])
})

test('PageDown reads on, whatever has the focus', async (t) => {
  const page = await open(t, { hash })
  await page.focus('[name=analysts]')
  await page.evaluate(() => scrollTo(0, 0))
  await page.keyboard.press('PageDown')
  await page.waitForFunction(() => scrollY > 200)
  assert.equal(await page.$eval('[name=analysts]', (e) => e.value), '5')
})

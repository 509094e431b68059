// Before the program is there, and where it never comes: no number of another link than
// the one in the address stands there without a word.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { address, files, headline, notes, open, painted, phone, press, ready, root, shot, simulated, speaks, still, value } from './harness.mjs'

const engine = /\/analysis-queue\.wasm$/
const never = (r) => engine.test(r.url()) // neither answered nor refused
const link = (pairs) => `#v=1&s=analysis-queue&${pairs}&seed=1961`
const whose = (page) => page.$eval('#whose', (e) => (e.checkVisibility() ? e.innerText : ''))
// seen is what a reader can see of the numbers that results are in.
const seen = (page) => page.$eval('main', (e) => e.innerText)
// patient lets long waits pass at once.
const patient = () => {
  const wait = globalThis.setTimeout
  globalThis.setTimeout = (f, ms, ...all) => wait(f, ms === 20_000 ? 1500 : ms, ...all)
}

for (const viewport of [undefined, phone]) {
  test(`a link that moves the main slider is answered before the program is there${viewport ? ', on a phone' : ''}`, async (t) => {
    const page = await open(t, { hash: link('engineers=13'), viewport, wait: 'load', intercept: never })
    const said = await headline(page)
    assert.match(said, /^With 13 engineers/)
    const still = await page.$$eval('.still', (all) => all.find((e) => e.checkVisibility()).innerHTML)
    assert.equal(await value(page, 'engineers'), 13)
    assert.doesNotMatch(await seen(page), /20 engineers|15\.6|15\.5/)
    await speaks(page, 'answered')
    // The program says the same by formula, and so does its picture.
    const live = await open(t, { hash: link('engineers=13'), viewport, intercept: (r) => /worker\.js/.test(r.url()) })
    assert.equal(await headline(live), said)
    const texts = (html) => [...html.matchAll(/>([^<>]+)<\/text>/g)].map((m) => m[1]).sort()
    const labels = await live.evaluate(() => { const d = globalThis.kingman.charts.drawn('wait'); return [...d.labels.map((l) => l.text), ...d.x.ticks.map((l) => l.text), ...d.y.ticks.map((l) => l.text)] })
    assert.deepEqual(texts(still), labels.sort())
  })
}

test('a link that moves more shows what it asks for, and bars for numbers', async (t) => {
  let go
  const gate = new Promise((resolve) => { go = resolve })
  const page = await open(t, { hash: link('engineers=16&analysts=4&hours=20&today.engineers=12'), wait: 'load', intercept: (r) => engine.test(r.url()) && gate.then(() => r.continue()).then(() => true) })
  assert.match(await headline(page), /^16 engineers, 4 analysts, time for an analysis: 20 hours and 12 engineers today:/)
  assert.ok((await page.$$('#headline .blank')).length > 2)
  assert.doesNotMatch(await seen(page), /15\.6|15\.5|20 engineers|Simulated/)
  assert.equal(await value(page, 'analysts'), 4)
  await page.waitForSelector('[data-whose=coming]') // after a second
  assert.match(await whose(page), /being answered/)
  await shot(page, 'opening')
  go()
  await ready(page)
  assert.match(await headline(page), /^16 engineers and 4 analysts: .*\d/)
  assert.deepEqual(await page.$$eval('.blank', (all) => all.map((e) => e.parentElement.outerHTML)), [])
  assert.equal(await whose(page), '')
  assert.match(await page.$eval('#status', (e) => e.textContent), /Simulating/)
  await simulated(page)
})

// Each fault, put in: how, and what the words must say.
const site = (file) => readFile(path.join(root, 'build/site', file))
const answered = (file, with_) => async (r) => new URL(r.url()).pathname.endsWith(file) && r.respond({ status: 200, ...(await with_()) }).then(() => true)
const faults = {
  'no WebAssembly': { first: () => { delete globalThis.WebAssembly }, says: /does not run WebAssembly/ },
  'no program': { intercept: (r) => engine.test(r.url()) && r.respond({ status: 404, body: 'no' }).then(() => true), says: /not where it should be/ },
  'no connection': { intercept: (r) => engine.test(r.url()) && r.abort().then(() => true), says: /could not be fetched/ },
  'a page in place of the program': { intercept: answered('analysis-queue.wasm', async () => ({ contentType: 'text/html', body: '<!doctype html><p>Hello' })), says: /something else in the place/ },
  'half a program': { intercept: answered('analysis-queue.wasm', async () => ({ contentType: 'application/wasm', body: (await site(`${files}analysis-queue.wasm`)).subarray(0, 1_000_000) })), says: /incomplete/ },
  'a program that hangs': { intercept: never, first: patient, state: 'static', says: /Nothing more of the program/ },
  'a program that ends at once': { first: () => { WebAssembly.instantiate = async () => ({ exports: { run() { throw new Error('no') }, resume() {}, mem: new WebAssembly.Memory({ initial: 1 }) } }) }, says: /does not work/ },
  'no app.js': { intercept: (r) => /app\.js/.test(r.url()) && r.abort().then(() => true), says: /did not come/ },
  'half of app.js': { intercept: answered('app.js', async () => ({ contentType: 'text/javascript', body: (await site(`${files}app.js`)).subarray(0, 50_000) })), says: /does not work/ },
  'no wasm_exec.js': { intercept: (r) => /wasm_exec\.js/.test(r.url()) && r.respond({ status: 404, body: '' }).then(() => true), says: /did not come/ },
  'a policy without WebAssembly': { first: () => { WebAssembly.compileStreaming = WebAssembly.compile = async () => { throw new WebAssembly.CompileError('Wasm code generation disallowed by embedder') } }, says: /does not allow/ },
}
const links = {
  'the starting values': ['', /20 engineers/, /for the starting values/],
  'the main slider': [link('engineers=13'), /^With 13 engineers/, /answer to your link, by formula/],
  'more than that': [link('engineers=16&analysts=4'), /20 engineers/, /not the numbers of your link. It asks for 16 engineers and 4 analysts. What stands here is for 20 engineers and 5 analysts/],
}
const quiet = [/ERR_/, /Failed to load/, /404/, /SyntaxError/, /Unexpected end/, /Invalid or unexpected/, /no$/, /unterminated/i, /missing/i]
for (const [name, { first, intercept, state = 'failed', says }] of Object.entries(faults)) {
  test(`${name}: whose numbers stand there is said`, async (t) => {
    // What is said by kind of link is the same for all.
    const asked = Object.entries(links).slice(name === 'no WebAssembly' ? 0 : -1)
    for (const [what, [hash, head, words]] of asked) {
      const page = await open(t, { hash, first, intercept, wait: 'load', expected: quiet })
      await page.waitForSelector(`html[data-state=${state}][data-whose=failed]`, { timeout: 20_000 })
      assert.match(await headline(page), head, what)
      const said = await whose(page)
      assert.match(said, words, what)
      assert.match(said, says, what)
      assert.doesNotMatch(said, /Error|compile|undefined|wasm/i, 'in words')
      assert.ok(await page.$$eval('input[type=range]', (all) => all.every((e) => e.closest('[inert]'))), 'nothing moves that leads nowhere')
      await page.focus('[name=analysts]')
      await page.keyboard.press('End')
      assert.notEqual(await value(page, 'analysts'), 40)
    }
  })
}

// On the day of a release a cache still has the page of the build before, whose folder is gone.
for (const [what, again] of [['once: the new page answers', false], ['for good: words', true]]) {
  test(`a cache gives the page of a build that is gone, ${what}`, async (t) => {
    let given = 0
    const page = await open(t, {
      hash: link('engineers=16&analysts=4'), wait: 'load', expected: [/404/, /before/],
      intercept: async (r) => {
        if (!r.isNavigationRequest() || (given++ > 0 && !again)) return false
        const site = await fetch(r.url())
        const before = (await site.text()).replaceAll(files, 'files/before/')
        await r.respond({ status: 200, contentType: 'text/html', headers: { 'Content-Security-Policy': site.headers.get('Content-Security-Policy') }, body: before })
        return true
      },
    })
    if (again) {
      await page.waitForSelector('html[data-state=failed][data-whose=failed]')
      assert.match(await whose(page), /not the numbers of your link.*renewed.*in a few minutes/)
    } else {
      await ready(page)
      assert.match(await headline(page), /^16 engineers and 4 analysts: /)
    }
    assert.equal(given, 2, 'never in circles')
  })
}

test('without a script the page says for which values it is', async (t) => {
  const page = await open(t, { hash: link('engineers=13'), javascript: false, wait: 'load' })
  assert.match(await whose(page), /starting values.*Scripts are switched off/)
})

test('a program that comes late answers after all', async (t) => {
  let go
  const gate = new Promise((resolve) => { go = resolve })
  const page = await open(t, { hash: link('engineers=16&analysts=4'), wait: 'load', first: patient, intercept: (r) => engine.test(r.url()) && gate.then(() => r.continue()).then(() => true) })
  await page.waitForSelector('[data-whose=failed]')
  go()
  await ready(page)
  assert.match(await headline(page), /^16 engineers and 4 analysts: /)
  assert.equal(await whose(page), '')
  await press(page, 'analysts', 5)
  assert.match(await headline(page), /16 engineers/)
})

test('what is exact stays until something as exact is there', async (t) => {
  const page = await open(t, {
    wait: 'load',
    first: () => {
      globalThis.heads = []
      addEventListener('DOMContentLoaded', () => {
        const look = () => { const text = document.querySelector('#headline').textContent; if (globalThis.heads.at(-1) !== text) globalThis.heads.push(text) }
        look()
        new MutationObserver(look).observe(document.querySelector('#headline'), { childList: true, characterData: true, subtree: true })
      })
    },
  })
  await simulated(page)
  await painted(page)
  assert.equal((await page.evaluate(() => globalThis.heads)).length, 1)
})

test('a host that takes markup from policies only gets a live page', async (t) => {
  const strict = async (r) => {
    const url = new URL(r.url())
    if (!/\.html$|\/worker\.js$/.test(url.pathname)) return false
    const file = url.pathname.slice(1)
    const headers = { 'content-security-policy': "require-trusted-types-for 'script'" }
    await r.respond({ status: 200, headers, contentType: file.endsWith('.html') ? 'text/html' : 'text/javascript', body: await site(file) })
    return true
  }
  const page = await open(t, { hash: link('engineers=16&analysts=4'), intercept: strict, wait: 'sim', media: still })
  assert.match(await headline(page), /^16 engineers and 4 analysts: /)
  assert.deepEqual(await notes(page), [])
})

test('a folder whose slash is missing is a folder', async (t) => {
  const body = await site('index.html')
  const page = await open(t, {
    at: `${address}deep`, hash: link('engineers=13'), wait: 'sim', media: still,
    intercept: async (r) => {
      const url = new URL(r.url())
      if (url.pathname === '/deep') await r.respond({ status: 200, contentType: 'text/html', body })
      else if (url.pathname.startsWith('/deep/')) await r.respond({ status: 200, contentType: { html: 'text/html', css: 'text/css', js: 'text/javascript', wasm: 'application/wasm' }[url.pathname.split('.').pop()], body: await site(url.pathname.slice(6)) })
      else return false
      return true
    },
  })
  assert.match(await headline(page), /^With 13 engineers/)
  assert.notEqual(await page.$eval('body', (e) => getComputedStyle(e).fontFamily), 'Times New Roman')
})

test('where nothing can be drawn the pictures say so, and the words follow', async (t) => {
  const page = await open(t, { first: () => { HTMLCanvasElement.prototype.getContext = () => null }, expected: [/getContext/] })
  await press(page, 'engineers', 24)
  assert.match(await headline(page), /^With 24 engineers/)
  await page.waitForFunction(() => [...document.querySelectorAll('[data-chart]')].every((e) => 'broken' in e.dataset), { timeout: 20_000 })
  assert.match(await page.$eval('.plot', (e) => getComputedStyle(e, '::after').content), /cannot be drawn/)
})

test('a picture that breaks says so, and the others go on', async (t) => {
  const page = await open(t, { wait: 'sim' })
  await page.evaluate(() => { document.querySelector('[data-chart] canvas:last-of-type').getContext('2d').save = () => { throw new Error('lost') } })
  await press(page, 'engineers', 24)
  // Each new frame tries again, so that the words are there when it has failed, too.
  await page.waitForFunction(() => {
    const [first, second] = [...document.querySelectorAll('[data-chart]')].map((e) => 'broken' in e.dataset)
    return first && !second
  })
  assert.match(await headline(page), /^With 24 engineers/)
})

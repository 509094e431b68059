// The page before anything runs, and the moment when it becomes live.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, answers, boxes, desk, files, headline, notes, open, painted, phone, ready, simulated, speaks, still } from './harness.mjs'

test('without JavaScript the page makes its point', async (t) => {
  const page = await open(t, { javascript: false, wait: 'load' })
  assert.match(await headline(page), /20 engineers.*\d.*10/)
  await speaks(page, 'static')
  const charts = await page.$$eval('[data-chart]', (all) => all.map((e) => {
    const svg = [...e.querySelectorAll('svg')].find((s) => s.checkVisibility())
    return { id: e.dataset.chart, paths: svg?.querySelectorAll('path,polygon,circle').length ?? 0, width: svg?.getBoundingClientRect().width ?? 0, rows: e.querySelectorAll('[data-table] tbody tr').length, says: e.querySelector('[role=img]')?.getAttribute('aria-label') ?? '' }
  }))
  assert.equal(charts.length, 5)
  for (const c of charts) assert.ok(c.paths > 5 && c.width > 200 && c.rows > 5 && c.says.length > 30, JSON.stringify(c))
})

test('without WebAssembly the page says so and keeps its answer', async (t) => {
  const page = await open(t, { first: () => { delete globalThis.WebAssembly }, wait: 'load' })
  await page.waitForSelector('html[data-state=failed]')
  assert.match(await headline(page), /20 engineers/)
  assert.ok((await notes(page))[0].text.length > 20)
})

test('when the program cannot be fetched the page says so and keeps its answer', async (t) => {
  const page = await open(t, {
    wait: 'load', expected: [/\.wasm/, /Failed to load resource/],
    intercept: (r) => r.url().endsWith('.wasm') && r.abort().then(() => true),
  })
  await page.waitForSelector('html[data-state=failed]')
  assert.match(await headline(page), /20 engineers/)
  assert.ok((await notes(page))[0].text.length > 20)
})

test('a host that sends the wrong type for wasm still gets a live page', async (t) => {
  const bytes = Buffer.from(await (await fetch(`${address}${files}kingman.wasm`)).arrayBuffer())
  await open(t, { intercept: (r) => r.url().endsWith('.wasm') && r.respond({ status: 200, contentType: 'text/plain', body: bytes }).then(() => true) })
})

for (const [room, viewport] of [['desk', desk], ['phone', phone]]) {
  test(`the page becomes live without a jump: ${room}`, async (t) => {
    let go
    const gate = new Promise((resolve) => { go = resolve })
    const page = await open(t, {
      viewport, wait: 'load',
      intercept: (r) => r.url().endsWith('.wasm') && gate.then(() => r.continue()).then(() => true),
      first: () => {
        globalThis.shifts = []
        new PerformanceObserver((list) => {
          for (const e of list.getEntries()) globalThis.shifts.push(`${e.value} ${e.sources.map((s) => s.node?.outerHTML?.slice(0, 80))}`)
        }).observe({ type: 'layout-shift', buffered: true })
      },
    })
    const look = () => boxes(page, ['h1', '#headline', '#asides', '.control', 'input[type=range]', '.chart', '.plot', '.story', '.status'])
    const before = await look()
    const said = await headline(page)
    const rooms = await page.$$eval('.plot', (all) => all.map((e) => {
      const svg = [...e.querySelectorAll('svg')].find((s) => s.checkVisibility())
      return { drawn: [svg.viewBox.baseVal.width, svg.viewBox.baseVal.height], room: [e.clientWidth, e.clientHeight] }
    }))
    for (const r of rooms) assert.ok(r.drawn.every((d, i) => Math.abs(d - r.room[i]) <= 1), `stills are drawn to the size of their room: ${JSON.stringify(r)}`)
    go()
    await ready(page)
    assert.deepEqual(await look(), before, 'live')
    assert.equal(await headline(page), said, 'the sentence that stands there already stays')
    await simulated(page)
    await painted(page)
    assert.deepEqual(await look(), before, 'simulated')
    assert.equal(await headline(page), said, 'the page computes what the build computed')
    assert.deepEqual(await page.evaluate(() => globalThis.shifts), [])
  })
}

test('what the build computed is what the page computes, to the last digit', async (t) => {
  const built = await open(t, { javascript: false, wait: 'load' })
  const live = await open(t, { wait: 'sim', media: still })
  assert.deepEqual(await answers(live), await answers(built))
})

test('the policy of the server and of the page are one', async (t) => {
  const page = await open(t, { javascript: false, wait: 'load' })
  const meta = await page.$eval('meta[http-equiv="Content-Security-Policy"]', (e) => e.content)
  const header = (await fetch(page.url())).headers.get('content-security-policy')
  assert.equal(meta, header)
  assert.doesNotMatch(header, /unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/)
})

test('the next program is asked for ahead of time, and never by whoever pays by the byte', async (t) => {
  for (const dear of [false, true]) {
    const asked = []
    const page = await open(t, {
      first: dear ? () => { Object.defineProperty(navigator, 'connection', { value: { saveData: true } }) } : undefined,
      intercept: (r) => { if (r.url().endsWith('.wasm')) asked.push(new URL(r.url()).pathname); return false },
    })
    assert.deepEqual(asked, [`/${files}analysis-queue.wasm`])
    await page.hover('a[rel=next]')
    if (dear) {
      await page.click('#present')
      await painted(page)
      assert.equal(asked.length, 1)
      continue
    }
    const next = `/${files}${await page.$eval('a[rel=next]', (a) => a.dataset.argument)}.wasm`
    const ahead = page.waitForResponse((r) => r.url().endsWith(next))
    assert.equal((await ahead).status(), 200)
    await page.click('#present')
    await painted(page)
    assert.deepEqual(asked, [`/${files}analysis-queue.wasm`, next], 'once')
  }
})

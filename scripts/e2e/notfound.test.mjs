// Addresses without a file: a damaged one is mended, and any other gets words.
import assert from 'node:assert/strict'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { after, test } from 'node:test'
import { address, notes, open, ready, root, serve, speaks, value } from './harness.mjs'

// Below the top of a host, as on the pages of a repository.
const host = await mkdtemp(path.join(tmpdir(), 'kingman-host-'))
await cp(path.join(root, 'build/site'), path.join(host, 'kingman'), { recursive: true })
const hosted = await serve(host)
const below = `${hosted.address}kingman/`
after(async () => {
  hosted.stop()
  await rm(host, { recursive: true })
})

// What a browser says of a page that is not there, and of a question whether one is.
const missing = [/^404: /, /status of 404/, /gallery\.html net::ERR_ABORTED/]

const link = 'v=1&s=analysis-queue&engineers=15&seed=77'
const astray = {
  'its # encoded': `analysis-queue.html%23${link}`,
  'its # encoded twice': `analysis-queue.html%2523${link}`,
  'all of it encoded': `analysis-queue.html%23${encodeURIComponent(link)}`,
  'its # encoded, and a gateway adds to the query': `analysis-queue.html%23${link}?utm_source=mail`,
  'its ? and # encoded': `analysis-queue.html%3Fshow=engineers%23${link}`,
  'the query for mail encoded': `analysis-queue.html%3F${link}`,
  'a folder for the page': `analysis-queue/#${link}`,
  'a folder for the page, its # encoded': `analysis-queue/%23${link}`,
  'no ending': `analysis-queue#${link}`,
  'no ending, its # encoded': `analysis-queue%23${link}`,
  'the front page, its # encoded': `%23${link}`,
  'another page, but the link names its argument': `old/place/page.html#${link}`,
  'the right page at a wrong place': `old/analysis-queue.html?show=engineers#${link}`,
  'the same, its # encoded': `old/analysis-queue.html%23${link}`,
}
for (const [name, to] of Object.entries(astray)) {
  test(`an address that leads to no page is led to one: ${name}`, async (t) => {
    for (const base of [address, below]) {
      const page = await open(t, { at: base + to, wait: 'load', simulates: false, expected: missing })
      await page.waitForSelector('html[data-argument]')
      const shown = new URL(page.url())
      assert.ok([base, `${base}analysis-queue.html`].includes(shown.origin + shown.pathname), page.url())
      assert.match(decodeURIComponent(shown.search + shown.hash), /[?#]v=1&s=analysis-queue&engineers=15&seed=77/)
      await page.left()
    }
  })
}

test('a page that was led to shows the values of the link, damaged at its end too', async (t) => {
  for (const damage of ['', '%E2%80%8B', '%E3%80%82', '%7CTwenty%20engineers%3E']) {
    const page = await open(t, { at: `${below}analysis-queue.html%23v=1&s=analysis-queue&seed=77&engineers=15${damage}`, wait: 'load', simulates: false, expected: missing })
    await ready(page)
    assert.equal(await value(page, 'engineers'), 15, damage)
    assert.deepEqual(await notes(page), [], damage)
    await page.left()
  }
})

test('an address that nobody can read stays, and says so in words', async (t) => {
  for (const base of [address, below]) {
    const page = await open(t, { at: `${base}deep/no such page%23tea=3&milk=%E0%A4`, wait: 'load', simulates: false, expected: missing })
    await page.waitForSelector('html[data-state=kept]')
    await speaks(page, 'no such page')
    const said = await page.$eval('main', (e) => e.innerText)
    assert.match(said, /no page “no such page” here.*kept/)
    assert.equal(await page.$eval('#front', (a) => a.href), `${base}#tea=3&milk=%E0%A4`)
    assert.equal(await page.$eval('a[data-argument]', (a) => a.href), `${base}analysis-queue.html`)
    page.leaving = true
    await page.click('#front')
    await page.waitForSelector('html[data-state=ready]')
    page.leaving = false
    assert.match(JSON.stringify(await notes(page)), /does not know “tea”/)
  }
})

test('an address in the form of another host stays on this one', async (t) => {
  const page = await open(t, { at: `${address}/example.org/analysis-queue%23${link}`, wait: 'load', expected: missing })
  await ready(page)
  assert.equal(page.url().split('#')[0], `${address}analysis-queue.html`)
})

test('without JavaScript the page for lost addresses lists every argument', async (t) => {
  for (const base of [address, below]) {
    const page = await open(t, { at: `${base}analysis-queue.html%23${link}`, wait: 'load', javascript: false, expected: missing })
    const links = await page.$$eval('a', (all) => all.map((a) => ({ href: a.href, argument: a.dataset.argument })))
    assert.ok(links.filter((l) => l.argument).length >= 4)
    for (const l of links.filter((l) => l.argument || l.href === base)) assert.equal((await fetch(l.href)).status, 200, l.href)
    assert.ok(links.some((l) => l.href === base))
    // A folder deeper, where no link can be right, one leads to this page further up.
    await page.goto(`${base}analysis-queue/`)
    await page.click('#higher a')
    assert.equal(page.url(), `${base}404.html`)
    for (const href of await page.$$eval('a[data-argument]', (all) => all.map((a) => a.href))) assert.equal((await fetch(href)).status, 200, href)
  }
})

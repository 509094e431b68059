// The address: what it says, what it forgives, where Back leads.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, drag, headline, notes, open, painted, press, ready, speaks, still, value } from './harness.mjs'

const rubbish = [
  '#v=1&s=analysis-queue&engineers=abc',
  '#v=1&s=analysis-queue&engineers=1e999&analysts=-3',
  '#v=1&s=analysis-queue&engineers=12&engineers=99',
  '#v=99999999999999999999&s=no-such-argument&hours=',
  '#v=1&s=analysis-queue&engin',
  '#%%%&&&===&v=&s=<script>alert(1)</script>',
  `#${'x'.repeat(20_000)}`,
]
for (const hash of rubbish) {
  test(`opens with a note: ${hash.slice(0, 50)}`, async (t) => {
    const page = await open(t, { hash, simulates: false })
    const said = await notes(page)
    assert.ok(said.length > 0 && said.every((n) => n.text.trim().length > 10), JSON.stringify(said))
    assert.match(await headline(page), /\d/)
    await speaks(page, hash.slice(0, 50))
    await press(page, 'analysts', 9) // and it lives
  })
}

test('a good link opens without a note', async (t) => {
  const page = await open(t, { hash: '#v=1&s=analysis-queue&engineers=15&seed=7', simulates: false })
  assert.deepEqual(await notes(page), [])
  assert.equal(await value(page, 'engineers'), 15)
})

test('the query string says the same as the hash', async (t) => {
  const said = []
  for (const where of ['hash', 'query']) {
    const page = await open(t, { [where]: `${where === 'hash' ? '#' : '?'}v=1&s=analysis-queue&engineers=9`, wait: 'sim', media: still })
    said.push(await answers(page))
    await page.left()
  }
  assert.deepEqual(said[1], said[0])
})

test('keys of another version are kept', async (t) => {
  const page = await open(t, { hash: '#v=1&s=analysis-queue&engineers=15&later=7.5', simulates: false })
  await press(page, 'engineers', 16)
  await page.waitForFunction(() => /engineers=16\b.*&later=7\.5/.test(location.hash))
})

test('the address is written when a drag ends, not during it', async (t) => {
  const page = await open(t, {
    simulates: false,
    first: () => {
      globalThis.writes = 0
      const replace = history.replaceState
      history.replaceState = function (...all) {
        globalThis.writes++
        return replace.apply(this, all)
      }
    },
  })
  await drag(page, 'engineers', 70, { moves: 30, during: () => painted(page) })
  await page.waitForFunction(() => /engineers=/.test(location.hash))
  assert.equal(await page.evaluate(() => globalThis.writes), 1)
})

test('a browser that refuses to write the address does not stop the page', async (t) => {
  const page = await open(t, {
    expected: [/called too often/], simulates: false,
    first: () => {
      history.replaceState = history.pushState = () => {
        throw new DOMException('called too often', 'SecurityError')
      }
    },
  })
  await press(page, 'engineers', 25)
  await new Promise((done) => setTimeout(done, 600)) // past the moment of writing
  await page.click('#next')
  await press(page, 'analysts', 7)
  await painted(page)
  assert.match(await headline(page), /^\d+ engineers and 7 analysts/)
  assert.equal(await page.evaluate(() => document.documentElement.dataset.state), 'ready')
})

test('Back and Forward lead through what was shown', async (t) => {
  const page = await open(t, { simulates: false })
  const engineers = [await value(page, 'engineers')]
  for (const step of [1, 2]) {
    await page.click('#next')
    await at(page, step)
    engineers.push(await value(page, 'engineers'))
  }
  assert.equal(new Set(engineers).size, 3)
  for (const [move, step] of [['goBack', 1], ['goForward', 2], ['goBack', 1], ['goBack', 0]]) {
    await page[move]()
    await at(page, step)
    assert.equal(await value(page, 'engineers'), engineers[step], `${move} to step ${step}`)
  }
})

// at waits until the address is at a step of the story and the page shows it.
async function at(page, step) {
  await page.waitForFunction((step) => Number(/[&#]step=(\d+)/.exec(location.hash)?.[1] ?? 0) === step, {}, step)
  await painted(page)
}

test('an address edited by hand is followed', async (t) => {
  const page = await open(t, { simulates: false })
  await page.evaluate(() => { location.hash = '#v=1&s=analysis-queue&engineers=nine' })
  await page.waitForSelector('[data-note]')
  await page.evaluate(() => { location.hash = '#v=1&s=analysis-queue&engineers=9' })
  await page.waitForFunction(() => document.querySelector('[name=engineers]').value === '9')
  await page.waitForFunction(() => !document.querySelector('[data-note]'))
})

test('a link that was damaged on its way keeps its last value', async (t) => {
  const page = await open(t, { simulates: false, media: still })
  const behind = ['\u200b', '%E2%80%8B', '%25E2%2580%258B', '。', '）', '،', '👍', '…', '|twenty engineers>', '](https://example.org/', '">the model</a>', ':~:text=15.6%20weeks']
  for (const [i, damage] of behind.entries()) {
    await page.evaluate((hash) => { location.hash = hash }, `#v=1&s=analysis-queue&seed=77&engineers=${30 + i}${damage}`)
    await page.waitForFunction((n) => document.querySelector('[name=engineers]').value === String(n), { timeout: 10_000 }, 30 + i)
    assert.deepEqual(await notes(page), [], damage)
  }
})

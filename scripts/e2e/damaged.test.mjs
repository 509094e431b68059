// Links that were damaged on their way, each as the reader pastes it into the address
// bar of one open page: whatever happened to it, the page shows the link's values.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { headline, notes, open, root, still, value } from './harness.mjs'

// wasm/link's own test makes the table.
const damaged = JSON.parse(await readFile(path.join(root, 'wasm/link/testdata/damaged.json'), 'utf8'))

test('every damage leaves the values that a link asks for', async (t) => {
  assert.ok(damaged.length >= 60)
  const page = await open(t, { simulates: false, media: still })
  const wrong = []
  for (const row of damaged) {
    await page.evaluate((hash) => {
      location.hash = '#v=1&s=analysis-queue&engineers=99&analysts=10' // what nothing in the table asks for
      return new Promise((done) => addEventListener('hashchange', () => { location.hash = hash; addEventListener('hashchange', () => done(), { once: true }) }, { once: true }))
    }, row.Hash)
    const shown = {
      Engineers: await value(page, 'engineers'), Analysts: await value(page, 'analysts'),
      Today: await page.$eval('[data-today=engineers]', (e) => Number(e.value)), Notes: (await notes(page)).length,
    }
    const { Name, Hash, ...wanted } = row
    try {
      assert.deepEqual(shown, wanted)
      assert.ok((await headline(page)).includes(`${row.Engineers} engineers`), await headline(page))
    } catch (err) {
      wrong.push(`${Name}: ${JSON.stringify(Hash)} shows ${JSON.stringify(shown)}, not ${JSON.stringify(wanted)}: ${await headline(page)}`)
    }
  }
  assert.deepEqual(wrong, [])
})

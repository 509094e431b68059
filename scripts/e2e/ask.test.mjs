// One question, one answer: the page and the command line say the same, to the
// last bit.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { test } from 'node:test'
import { answers, open, root } from './harness.mjs'

const ask = (...args) => execFileSync(path.join(root, 'build/bin/ask'), args, { encoding: 'utf8' })

// digits is a number as the page's data-value has it: read back, so that only
// its bits count; '' where there is no finite one.
const digits = (v) => (v === null || v === '' ? '' : Number(v))

const links = [
  '#v=1&s=analysis-queue&seed=1961',
  '#v=1&s=analysis-queue&engineers=12&variability=2.4&seed=42',
  '#v=1&s=analysis-queue&engineers=33&analysts=7&hours=11.5&weeks=60&backlog=40&seed=7',
  '#v=1&s=analysis-queue&engineers=9&waiting=1&share=0.8&today.analysts=4&seed=99',
  '#v=1&s=analysis-queue&engineers=16&sources=1&arrival-cv=1.5&seed=5',
]
for (const link of links) {
  test(`page and command agree: ${link}`, async (t) => {
    const page = await open(t, { hash: link, wait: 'sim' })
    const said = await answers(page)
    const answer = JSON.parse(ask('-charts', link))
    assert.equal(said.headline, answer.sentence)
    for (const f of answer.figures) {
      const row = said.figures[f.id]
      const both = { 'today-formula': f.formula.today.value, 'whatif-formula': f.formula.whatIf.value }
      const simulated = { 'today-simulated': f.simulation?.today, 'whatif-simulated': f.simulation?.whatIf, difference: f.simulation?.difference }
      for (const [of, v] of Object.entries(both)) assert.equal(digits(row[of].value), digits(v), `${f.id}, ${of}`)
      for (const [of, e] of Object.entries(simulated)) {
        const got = e && ['value', 'lo', 'hi'].map((k) => digits(row[of][k]))
        assert.deepEqual(got, e && [e.mean, e.lo, e.hi].map(digits), `${f.id}, ${of}`)
      }
    }
    for (const chart of answer.charts) {
      const want = chart.layers.flatMap((l) => {
        const rows = Math.max(l.x?.length ?? 0, l.y?.length ?? 0)
        return Array.from({ length: rows }, (_, i) => ({ layer: l.id, values: [l.x, l.y, l.lo, l.hi].filter((s) => s && i < s.length).map((s) => digits(s[i])) }))
      })
      const got = said.tables[chart.id].map((r) => ({ layer: r.layer, values: r.values.map(digits) }))
      assert.deepEqual(got, want, `the table of ${chart.id}`)
    }
  })
}

test('the downloaded data are what the command prints, byte by byte', async (t) => {
  const page = await open(t, {
    hash: links[1], wait: 'sim',
    first: () => {
      const create = URL.createObjectURL
      URL.createObjectURL = (blob) => {
        globalThis.offered = blob.text()
        return create.call(URL, blob)
      }
    },
  })
  await page.$eval('#download', (e) => e.click())
  await page.waitForFunction(() => globalThis.offered)
  assert.equal(await page.evaluate(() => globalThis.offered), ask('-charts', links[1]))
})

// One question, one answer: holds the answers of a page against those of the
// command line to the same link, to the last bit.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import path from 'node:path'
import { answers, root } from './harness.mjs'

export const ask = (...args) => execFileSync(path.join(root, 'build/bin/ask'), args, { encoding: 'utf8', maxBuffer: 1 << 26 })

// digits is a number as the page's data-value has it: read back, so that only
// its bits count; '' where there is no finite one.
const digits = (v) => (v === null || v === '' ? '' : Number(v))

// agrees compares everything that the simulated page says with the answer to
// the link, which it returns.
export async function agrees(page, link) {
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
      // The row of a bar, or of a mark on one, has a name in the table, not a number.
      const series = ['bars', 'row-mark'].includes(l.shape) ? [l.x, l.lo, l.hi] : [l.x, l.y, l.lo, l.hi]
      const rows = Math.max(l.x?.length ?? 0, l.y?.length ?? 0)
      return Array.from({ length: rows }, (_, i) => ({ layer: l.id, values: series.filter((s) => s && i < s.length).map((s) => digits(s[i])) }))
    })
    const got = said.tables[chart.id].map((r) => ({ layer: r.layer, values: r.values.map(digits) }))
    assert.deepEqual(got, want, `the table of ${chart.id}`)
  }
  return answer
}

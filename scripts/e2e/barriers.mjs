// Barriers to access, as axe finds them.
import assert from 'node:assert/strict'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { painted, root } from './harness.mjs'

const axe = await readFile(createRequire(path.join(root, 'web/package.json')).resolve('axe-core/axe.min.js'), 'utf8')

// free asserts that there is none in the page, or in its part. Another scheme changes
// colours only; colours, which take most of the time, are the style sheet's, and all
// arguments have them alike.
export async function free(page, what, { schemes = ['light', 'dark'], part } = {}) {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe)
  for (const scheme of schemes) {
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme === 'dark' ? 'dark' : 'light' }, { name: 'prefers-reduced-motion', value: 'reduce' }])
    await painted(page)
    const found = await page.evaluate(async (scheme, part) => {
      const rules = scheme === 'dark' ? { runOnly: ['color-contrast'] } : { rules: { 'target-size': { enabled: true }, 'color-contrast': { enabled: scheme === 'light' } } }
      const { violations, passes } = await globalThis.axe.run(part ?? document, { ...rules, resultTypes: ['violations'] })
      return { looked: passes.length, faults: violations.flatMap((v) => v.nodes.map((n) => `${v.id}: ${n.target.join(' ')}: ${n.failureSummary}`)) }
    }, scheme, part)
    assert.deepEqual(found.faults, [], `${what}, ${scheme}`)
    assert.ok(found.looked > 0, `${what}, ${scheme}: axe saw nothing`)
  }
}

// What authors paste leads to the frame that they saw, whatever the texts in it.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { address, places } from './embed.js'

const of = {
  page: 'https://example.org/kingman/analysis-queue.html', pairs: 'v=1&s=analysis-queue&engineers=13&seed=1961', title: 'Adding "engineers" & <analysts>',
  sentence: 'With 13 engineers [all] *wait* 6.3 days.', file: 'kingman-analysis-queue.png', show: ['engineers', 'analysts'], theme: 'light', width: 640, height: 420,
}
const whole = 'https://example.org/kingman/analysis-queue.html?embed=1&show=engineers,analysts&theme=light#v=1&s=analysis-queue&engineers=13&seed=1961'

test('the address says how the frame looks and what it shows', () => {
  assert.equal(address(of), whole)
  assert.equal(address(of, true), whole.replace('#', '&'))
  assert.equal(address({ page: of.page, pairs: 'v=1', show: [] }), `${of.page}?embed=1&show=none#v=1`)
  assert.equal(address({ page: of.page, pairs: 'v=1', present: true }), `${of.page}?embed=1&present=1#v=1`)
})

test('every place gets something to paste and a word on it', () => {
  for (const [key, place] of Object.entries(places)) {
    const pasted = place.paste(of)
    assert.ok(place.name && place.hint(of).length > 20, key)
    const read = pasted.replaceAll('&amp;', '&')
    assert.ok(read.includes('engineers=13&seed=1961') && read.includes(of.page), `${key}: ${pasted}`)
    for (const [, value] of pasted.matchAll(/="([^"]*)"/g)) assert.doesNotMatch(value, /[<>]/, key)
    assert.equal((pasted.match(/"/g) ?? []).length % 2, 0, key)
  }
})

test('a deck loads its frame late, and presents in it', () => {
  assert.match(places.reveal.paste(of), / data-src="[^"]*&amp;present=1#v=1/)
  assert.doesNotMatch(places.reveal.paste(of), / src=/)
})

test('a sentence cannot end the text of a picture', () => {
  assert.equal(places.markdown.paste(of), `[![With 13 engineers \\[all\\] \\*wait\\* 6.3 days.](kingman-analysis-queue.png)](${of.page}#${of.pairs})`)
})

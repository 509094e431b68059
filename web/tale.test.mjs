import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random } from '../scripts/e2e/drawn.mjs'
import { Mistake, packed, read, unpacked, written } from './tale.js'

const ids = ['analysis-queue', 'amortized-risk']
const step = (more) => ({ link: 'v=1&s=analysis-queue&engineers=13', says: 'Thirteen “hires” are too many: ü, 日本, 👍.', points: 'wait', ...more })
const steps = [step(), step({ link: 'v=1&s=amortized-risk&batch=9', points: '' })]

test('a story reads back from an address and from a file', () => {
  assert.deepEqual(unpacked(packed(steps)), steps)
  assert.match(packed(steps), /^[\w-]+$/)
  assert.deepEqual(read(written(steps), ids), steps)
  assert.deepEqual(read('{"steps": [{"says": "a", "link": "#s=analysis-queue"}]}', ids), [{ link: 's=analysis-queue', says: 'a', points: '' }])
})

test('what cannot be is named by its line, with what is legal', () => {
  const file = (...all) => written(all)
  const wrong = [
    ['{"steps": [\n{"link": "v=1",\n]}', /^Line 3 is not JSON: a story is \{"steps"/],
    ['', /^Line 1 is not JSON/],
    ['[]', /^Line 1: a story has "steps", a list of 1 to 40/],
    ['{"steps": []}', /^Line 1: .*1 to 40/],
    [file(...Array(41).fill(step())), /1 to 40/],
    [file(step(), step({ link: 7 })), /^Line 3, step 2: "link" is what stands behind the #/],
    [file(step({ link: 'https://example.org/' })), /^Line 2, step 1: "link" is/],
    [file(step(), step(), step({ link: 'v=1&s=tea' })), /^Line 4, step 3: .*one of analysis-queue, amortized-risk/],
    [file(step({ says: ' ' })), /^Line 2, step 1: "says" is a sentence of 1 to 300 letters/],
    [file(step({ says: 'x'.repeat(301) })), /1 to 300/],
    [file(step({ points: '<b>' })), /^Line 2, step 1: "points" is the name of a chart/],
    ['{"steps": [\n{"link": "s=analysis-queue",\n "says": "{["},\nnull]}', /^Line [1-4], step 2: a step is/],
  ]
  for (const [text, says] of wrong) assert.throws(() => read(text, ids), (err) => says.test(err.message), `${text.slice(0, 60)} ${says}`)
})

// Whatever a file or an address is turned into, it is a story that is legal in every part,
// or a mistake whose line the file has.
test('no text breaks the reader of stories', () => {
  const r = random(1909)
  const luck = (n) => Math.floor(r() * n)
  const parts = ['"', '{', '}', '[', ']', ',', ':', '\\', '\n', '\r\n', '\u2028', ' ', '0', '-1', '1e999', 'null', 'true', '"link"', '"says"', '"points"', '"steps"', '"__proto__"', '"constructor"', '<script>', 'javascript:', '&s=', '#', '%00', '\u0000', '\ufeff', '👍', '\ud800', 'x'.repeat(400)]
  const whole = written(steps)
  const mutated = (text) => {
    for (let n = 1 + luck(4); n > 0; n--) {
      const [from, to] = [luck(text.length + 1), luck(text.length + 1)].sort((a, b) => a - b)
      text = [text.slice(0, from) + parts[luck(parts.length)] + text.slice(luck(2) ? to : from), text.slice(0, from) + text.slice(to), text.slice(0, to) + text.slice(from)][luck(3)]
    }
    return text
  }
  const legal = (story) => {
    assert.ok(story.length >= 1 && story.length <= 40)
    for (const s of story) {
      assert.deepEqual(Object.keys(s), ['link', 'says', 'points'])
      assert.match(s.link, /^[\w.~=&-]{1,1500}$/)
      assert.ok(ids.includes(/(?:^|&)s=([^&]*)/.exec(s.link)?.[1]), s.link)
      assert.ok(s.says.trim() && s.says.length <= 300 && /^[a-z-]{0,40}$/.test(s.points))
    }
  }
  let told = 0
  for (let n = 0; n < 8_000; n++) {
    const text = mutated(whole)
    try {
      legal(read(text, ids))
      told++
    } catch (err) {
      const [, line] = /^Line (\d+)(?: is not JSON: a story is|, step \d+: .*(?:is|must|from)|: a story has)/.exec(err.message) ?? []
      assert.ok(err instanceof Mistake && line >= 1 && line <= text.split('\n').length, `${JSON.stringify(text)}: ${err.stack}`)
    }
    const address = mutated(packed(steps))
    let story
    try {
      story = written(unpacked(address))
    } catch {
      continue // play.js says that the end may have been cut off
    }
    try {
      legal(read(story, ids))
    } catch (err) {
      assert.ok(err instanceof Mistake, `${address}: ${err.stack}`)
    }
  }
  assert.ok(told > 50, `${told} were stories still`)
})

import assert from 'node:assert/strict'
import { test } from 'node:test'
import { packed, read, unpacked, written } from './tale.js'

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

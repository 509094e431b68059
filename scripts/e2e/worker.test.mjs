// The pool of workers: replaced when they break, and never seen in a number.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { answers, headline, notes, open, painted, press, settled, still } from './harness.mjs'

test('a worker that panics is replaced while the page stays alive', async (t) => {
  const quiet = await open(t, { wait: 'sim', media: still })
  const want = await answers(quiet)
  await quiet.left()
  const page = await open(t, { query: '?chaos=panic', media: still, expected: [/panic|chaos|exit code|goroutine|\.go:|worker/i] })
  await page.waitForSelector('[data-note=simulation]')
  assert.ok((await notes(page)).some((n) => n.field === 'simulation' && n.text.length > 20))
  await press(page, 'engineers', 22)
  await painted(page)
  assert.match(await headline(page), /22/)
  await press(page, 'engineers', 20)
  await settled(page)
  assert.deepEqual(await answers(page), want)
})

test('the number of workers changes no digit', async (t) => {
  const got = []
  for (const cores of ['1', '2', '8']) {
    const page = await open(t, { hash: '#v=1&s=analysis-queue&engineers=14', wait: 'sim', media: still, first: `Object.defineProperty(navigator, 'hardwareConcurrency', { value: ${cores} })` })
    got.push({ workers: page.workers().length, said: await answers(page) })
    await page.left()
  }
  assert.equal(got[0].workers, 1)
  assert.ok(got[2].workers > 1, `${got[2].workers} workers on eight cores`)
  assert.deepEqual(got[1].said, got[0].said)
  assert.deepEqual(got[2].said, got[0].said)
})

test('a change while the simulation runs leaves nothing of the old one', async (t) => {
  const calm = await open(t, { hash: '#v=1&s=analysis-queue&engineers=16', wait: 'sim', media: still })
  const want = await answers(calm)
  await calm.left()
  const page = await open(t, { hash: '#v=1&s=analysis-queue&engineers=40', media: still })
  await press(page, 'engineers', 16)
  await settled(page)
  assert.deepEqual(await answers(page), want)
})

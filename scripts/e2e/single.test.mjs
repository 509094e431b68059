// The one file: opened from a disk, without a network, and in a sandboxed frame.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { packed } from '../../web/tale.js'
import { address, answers, headline, open, press, reload, root, settled, still } from './harness.mjs'

const file = path.join(root, 'build/site/kingman.html')
const disk = pathToFileURL(file).href

// kept writes a downloaded copy to the disk.
async function kept(text, name) {
  const copy = path.join(root, 'build', name)
  await writeFile(copy, text)
  return pathToFileURL(copy).href
}

test('from a disk it gives the digits of the site, with workers, and exports', async (t) => {
  const hash = '#v=1&s=analysis-queue&engineers=14'
  const page = await open(t, { at: disk, hash, wait: 'sim', media: still })
  const there = await open(t, { hash, wait: 'sim', media: still })
  assert.deepEqual(await answers(page), await answers(there))
  await there.left()
  await press(page, 'engineers', 16)
  await settled(page)
  assert.match(await headline(page), /16 engineers/)
  await page.evaluate(() => {
    const make = URL.createObjectURL
    URL.createObjectURL = (blob) => { globalThis.offered = blob; return make(blob) }
    HTMLAnchorElement.prototype.click = () => {}
  })
  await page.click('#share')
  await page.click('[data-do=png]')
  await page.waitForFunction(() => globalThis.offered?.type === 'image/png')
})

test('one goes from page to page in it', async (t) => {
  const page = await open(t, { at: disk, wait: 'load', expected: [/ERR_ABORTED/] }) // what is left is left
  const go = async (selector) => {
    const way = await page.waitForSelector(selector)
    await Promise.all([page.waitForNavigation(), way.evaluate((e) => e.click())])
  }
  await go('.card[data-argument=analysis-queue]')
  await page.waitForSelector('html[data-argument=analysis-queue][data-state=ready]')
  const next = await page.$eval('[rel=next]', (a) => a.dataset.argument)
  await go('[rel=next]')
  await page.waitForSelector(`html[data-argument="${next}"][data-state=ready]`)
  await go('#gallery')
  await page.waitForSelector('.card')
})

test('a copy begins where it was downloaded, and shares the site’s link; a frame without any right opens it', async (t) => {
  const page = await open(t, { hash: '#v=1&s=ticket-ping-pong&step=2', at: `${address}ticket-ping-pong.html`, simulates: false })
  await page.evaluate(() => {
    URL.createObjectURL = (blob) => { globalThis.offered = blob; return 'blob:none' }
    HTMLAnchorElement.prototype.click = () => {}
  })
  await page.click('#share')
  await page.waitForSelector('dialog[open]')
  await page.$eval('[data-do=file]', (e) => e.click())
  await page.waitForFunction(() => globalThis.offered?.type === 'text/html')
  const whole = await page.evaluate(() => globalThis.offered.text())
  const copy = await kept(whole, 'copy.html')
  const begun = await open(t, { at: copy, simulates: false })
  assert.equal(await begun.evaluate(() => document.documentElement.dataset.argument), 'ticket-ping-pong')
  assert.match(await begun.evaluate(() => location.hash), /step=2/)
  await begun.click('#share')
  await begun.waitForSelector('dialog[open]')
  assert.match(await begun.$eval('#share-link', (e) => e.value), new RegExp(`^${address}ticket-ping-pong.html#v=1&s=ticket-ping-pong&.*step=2`))

  const host = await open(t, { wait: 'load', media: still, at: `${address}host.html`, intercept: (r) => r.url().endsWith('/host.html') && r.respond({ contentType: 'text/html', body: '<!doctype html><title>Host</title><link rel="icon" href="data:,">' }).then(() => true) })
  await host.evaluate((html) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.srcdoc = html
    document.body.append(frame)
  }, whole)
  const frame = await host.waitForFrame((f) => f !== host.mainFrame())
  await frame.waitForSelector('html[data-argument=ticket-ping-pong][data-sim=done]')
})


test('a talk through three arguments by the clicker alone, reloaded in its middle, from a copy that was downloaded while it was told', async (t) => {
  const steps = [
    { link: 'v=1&s=analysis-queue&engineers=24&seed=1961', says: 'Twenty-four is where we were heading.', points: 'backlog' },
    { link: 'v=1&s=amortized-risk&seed=3', says: 'And this is another talk.', points: '' },
    { link: 'v=1&s=amortized-risk&seed=4', says: 'With other luck.', points: '' },
    { link: 'v=1&s=slack&seed=5', says: 'Here it ends.', points: '' },
  ]
  const story = `?present=1&play=${packed(steps)}&at=1`
  const site = await open(t, { query: story, hash: `#${steps[0].link}`, simulates: false })
  await site.evaluate(() => {
    URL.createObjectURL = (blob) => { globalThis.offered = blob; return 'blob:none' }
    HTMLAnchorElement.prototype.click = () => {}
    document.querySelector('#share').click()
  })
  await site.waitForSelector('dialog[open]')
  await site.$eval('[data-do=file]', (e) => e.click())
  await site.waitForFunction(() => globalThis.offered?.type === 'text/html')
  const copy = await kept(await site.evaluate(() => globalThis.offered.text()), 'talk.html')
  await site.left()

  const page = await open(t, { at: copy, simulates: false })
  const told = async (n, argument) => {
    await page.waitForSelector(`html[data-argument=${argument}][data-state=ready]`)
    await page.waitForFunction((says) => document.querySelector('#says').textContent === says, {}, steps[n].says)
    assert.equal(await page.$eval('#step', (e) => e.textContent), `${n + 1} of 4`)
  }
  await told(0, 'analysis-queue')
  assert.match(await headline(page), /24 engineers/)
  assert.equal(await page.$eval('[data-pointed]', (e) => e.dataset.chart), 'backlog')
  page.leaving = true // what is left is left
  await page.keyboard.press('p')
  await page.keyboard.press('PageDown')
  await told(1, 'amortized-risk')
  await page.keyboard.press('PageDown')
  await told(2, 'amortized-risk')
  await page.keyboard.press('F5')
  await reload(page)
  await told(2, 'amortized-risk')
  assert.ok(await page.evaluate(() => 'present' in document.documentElement.dataset), 'still on the stage')
  page.leaving = true
  await page.keyboard.press('PageDown')
  await told(3, 'slack')
  await page.goBack() // to the step before, which is another argument's
  await told(2, 'amortized-risk')
})

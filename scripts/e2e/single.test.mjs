// The one file: opened from a disk, without a network, and in a sandboxed frame.
import assert from 'node:assert/strict'
import { writeFile } from 'node:fs/promises'
import path from 'node:path'
import { test } from 'node:test'
import { pathToFileURL } from 'node:url'
import { address, answers, headline, open, press, root, settled } from './harness.mjs'

const file = path.join(root, 'build/site/kingman.html')
const disk = pathToFileURL(file).href

test('from a disk it gives the digits of the site, with workers, and exports', async (t) => {
  const hash = '#v=1&s=analysis-queue&engineers=14'
  const page = await open(t, { at: disk, hash, wait: 'sim' })
  const there = await open(t, { hash, wait: 'sim' })
  assert.deepEqual(await answers(page), await answers(there))
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
  const page = await open(t, { hash: '#v=1&s=ticket-ping-pong&step=2', at: `${address}ticket-ping-pong.html` })
  await page.evaluate(() => {
    URL.createObjectURL = (blob) => { globalThis.offered = blob; return 'blob:none' }
    HTMLAnchorElement.prototype.click = () => {}
  })
  await page.click('#share')
  await page.waitForSelector('dialog[open]')
  await page.$eval('[data-do=file]', (e) => e.click())
  await page.waitForFunction(() => globalThis.offered?.type === 'text/html')
  const whole = await page.evaluate(() => globalThis.offered.text())
  const copy = path.join(root, 'build/copy.html')
  await writeFile(copy, whole)
  const begun = await open(t, { at: pathToFileURL(copy).href })
  assert.equal(await begun.evaluate(() => document.documentElement.dataset.argument), 'ticket-ping-pong')
  assert.match(await begun.evaluate(() => location.hash), /step=2/)
  await begun.click('#share')
  await begun.waitForSelector('dialog[open]')
  assert.match(await begun.$eval('#share-link', (e) => e.value), new RegExp(`^${address}ticket-ping-pong.html#v=1&s=ticket-ping-pong&.*step=2`))

  const host = await open(t, { wait: 'load', at: `${address}host.html`, intercept: (r) => r.url().endsWith('/host.html') && r.respond({ contentType: 'text/html', body: '<!doctype html><title>Host</title><link rel="icon" href="data:,">' }).then(() => true) })
  await host.evaluate((html) => {
    const frame = document.createElement('iframe')
    frame.setAttribute('sandbox', 'allow-scripts')
    frame.srcdoc = html
    document.body.append(frame)
  }, whole)
  const frame = await host.waitForFrame((f) => f !== host.mainFrame())
  await frame.waitForSelector('html[data-argument=ticket-ping-pong][data-sim=done]')
})


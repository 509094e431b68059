import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { flagshipOf, launch, root, serve, shot } from '../e2e/browser.mjs'

const desk = { width: 1280, height: 720 }
const stage = { width: 1920, height: 1080 }
const phone = { width: 390, height: 844, isMobile: true, hasTouch: true, deviceScaleFactor: 2 }
const calm = '#v=1&engineers=8'
const overloaded = '#v=1&engineers=40'

const shots = [
  { name: 'desk-light', viewport: desk },
  { name: 'desk-dark', viewport: desk, scheme: 'dark' },
  { name: 'desk-calm', viewport: desk, hash: calm },
  { name: 'desk-overloaded', viewport: desk, hash: overloaded },
  { name: 'desk-waits-with-it', viewport: desk, hash: '#v=1&waiting=1' },
  { name: 'desk-rubbish', viewport: desk, hash: '#v=1&engineers=abc' },
  { name: 'desk-whole', viewport: desk, whole: true },
  { name: 'desk-static', viewport: desk, javascript: false },
  { name: 'stage-light', viewport: stage, query: '?present=1' },
  { name: 'stage-dark', viewport: stage, query: '?present=1', scheme: 'dark' },
  { name: 'phone-light', viewport: phone, whole: true },
  { name: 'phone-dark', viewport: phone, scheme: 'dark' },
  { name: 'phone-overloaded', viewport: phone, hash: overloaded },
  { name: 'gallery-light', viewport: desk, whole: true },
  { name: 'gallery-phone', viewport: phone, whole: true },
  { name: 'embed', viewport: { width: 800, height: 600 }, query: '?embed=1&show=engineers,analysts' },
]

const server = await serve()
const flagship = await flagshipOf(server.address)
const { browser, stop } = await launch()
try {
  for (const scheme of ['light', 'dark']) { // every kind of drawing, as kinds.go has drawn it
    const page = await browser.newPage()
    await page.setViewport(desk)
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await page.goto(pathToFileURL(path.join(root, 'build/shots/kinds.html')).href, { waitUntil: 'load' })
    await shot(page, `kinds-${scheme}`, { fullPage: true })
    console.log(`build/shots/kinds-${scheme}.png`)
    await page.close()
  }
  for (const { name, viewport, scheme = 'light', hash = '', query = '', whole = false, javascript = true } of shots) {
    const page = await browser.newPage()
    await page.setViewport(viewport)
    await page.setJavaScriptEnabled(javascript)
    await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }])
    await page.goto(`${name.startsWith('gallery') ? server.address : flagship}${query}${hash}`, { waitUntil: 'load' })
    if (javascript) await page.waitForSelector('html[data-state=ready][data-sim=done], html[data-state=gallery]', { timeout: 120_000 })
    await shot(page, name, { fullPage: whole })
    console.log(`build/shots/${name}.png`)
    await page.close()
  }
} finally {
  await stop()
  server.stop()
}

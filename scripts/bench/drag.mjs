// Times drags: from an input event to the frame that shows its answer, of a
// slider that moves the mark and of one that bends the curves, beside the same
// with a handler that does nothing, in turn in one run; then the same in the first
// five seconds of pages that have just become ready.
import { flagshipOf, launch, serve } from '../e2e/browser.mjs'

const drags = Number(process.argv[2] ?? 100)
const server = await serve()
const { browser, stop } = await launch()
try {
  const address = await flagshipOf(server.address)
  // Times drags of a fresh page from a state on: so many, or for so many milliseconds.
  const timed = async (from, drags, span) => {
    const context = await browser.createBrowserContext()
    const page = await context.newPage()
    await page.setViewport({ width: 1280, height: 720 })
    await page.goto(address, { waitUntil: 'load' })
    await page.waitForSelector(`html${from}`, { timeout: 120_000 })
    const times = await page.evaluate(async (drags, span) => {
      const [slider, bends] = ['engineers', 'hours'].map((name) => document.querySelector(`[name=${name}]`))
      const idle = document.createElement('input')
      idle.type = 'range'
      document.body.append(idle)
      idle.addEventListener('input', () => {})
      // After the frame in which it is asked for: the message comes when that
      // frame has been handed over.
      const paint = () => new Promise((done) => requestAnimationFrame(() => {
        const { port1, port2 } = new MessageChannel()
        port1.onmessage = () => done(performance.now())
        port2.postMessage(0)
      }))
      const pause = (ms) => new Promise((done) => setTimeout(done, ms))
      const move = async (e, value) => {
        e.value = value
        const begin = performance.now()
        e.dispatchEvent(new Event('input', { bubbles: true }))
        const handled = performance.now()
        return [handled - begin, (await paint()) - begin]
      }
      const out = { floor: [], page: [], bent: [] }
      const end = performance.now() + (span ?? Infinity)
      slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
      for (let i = 0; i < drags && performance.now() < end; i++) {
        // Pauses of different lengths, so that events fall anywhere in a frame.
        await pause(5 + ((i * 7) % 17))
        out.floor.push(await move(idle, i % 100))
        await pause(5 + ((i * 11) % 17))
        out.page.push(await move(slider, 10 + ((i * 3) % 60)))
        if (span) continue
        await pause(5 + ((i * 13) % 17))
        out.bent.push(await move(bends, 10 + ((i * 3) % 40)))
      }
      document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
      return out
    }, drags, span)
    await context.close()
    return times
  }
  const times = await timed('[data-state=ready][data-sim=done]', drags)
  // Whoever drags at once meets the program and the browser cold, and the first
  // simulations. A page has room for about 90 such drags.
  const first = { floor: [], page: [] }
  for (let pages = 0; pages < drags / 25; pages++) {
    const { floor, page } = await timed('[data-state=ready]', Infinity, 5000)
    first.floor.push(...floor)
    first.page.push(...page)
  }
  const at = (all, share) => [...all].sort((a, b) => a - b)[Math.min(all.length - 1, Math.floor(share * all.length))]
  const row = (name, all) => console.log(name.padEnd(26) + [0.5, 0.95].map((q) => at(all, q).toFixed(1).padStart(8)).join(''))
  console.log(`${drags} drags`.padEnd(26) + '  median     p95')
  row('handler', times.page.map(([h]) => h))
  row('painted', times.page.map(([, p]) => p))
  row('handler, curve bent', times.bent.map(([h]) => h))
  row('painted, curve bent', times.bent.map(([, p]) => p))
  row('painted, empty handler', times.floor.map(([, p]) => p))
  console.log(`${first.page.length} drags in the first 5 s`)
  row('handler', first.page.map(([h]) => h))
  row('painted', first.page.map(([, p]) => p))
  row('painted, empty handler', first.floor.map(([, p]) => p))
} finally {
  await stop()
  server.stop()
}

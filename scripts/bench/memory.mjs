// What drags leave behind: how large the script's heap and the program's memory are once
// what is not needed has been collected, how many nodes and listeners there are, and what
// the page's process holds, at the beginning and after each fifth of the drags.
import { readFileSync } from 'node:fs'
import { flagshipOf, launch, serve } from '../e2e/browser.mjs'

const drags = Number(process.argv[2] ?? 1000)
const parts = 5
const server = await serve()
const { browser, stop } = await launch()

// remember keeps the program's memory where it can be asked how large it is.
function remember() {
  for (const by of ['instantiate', 'instantiateStreaming']) {
    const old = WebAssembly[by]
    WebAssembly[by] = async (...all) => {
      const made = await old(...all)
      globalThis.memory ??= (made.instance ?? made).exports.mem
      return made
    }
  }
}

async function drag(n) {
  const slider = document.querySelector('[name=engineers]')
  const frame = () => new Promise((done) => requestAnimationFrame(done))
  for (let d = 0; d < n; d++) {
    slider.dispatchEvent(new PointerEvent('pointerdown', { bubbles: true }))
    for (let i = 0; i < 3; i++) {
      slider.value = String(10 + ((d * 7 + i * 3) % 40))
      slider.dispatchEvent(new Event('input', { bubbles: true }))
      await frame()
    }
    slider.dispatchEvent(new Event('change', { bubbles: true }))
    document.dispatchEvent(new PointerEvent('pointerup', { bubbles: true }))
  }
}

try {
  const page = await browser.newPage()
  await page.setViewport({ width: 1280, height: 720 })
  await page.evaluateOnNewDocument(remember)
  await page.goto(await flagshipOf(server.address))
  await page.waitForSelector('html[data-state=ready][data-sim=done]', { timeout: 120_000 })
  const client = await page.createCDPSession()
  await client.send('Performance.enable')
  const whole = await browser.target().createCDPSession()
  // resident is what the largest of the processes that show pages holds, in megabytes, where /proc says so.
  const resident = async () => {
    const { processInfo } = await whole.send('SystemInfo.getProcessInfo')
    return Math.max(...processInfo.filter((p) => p.type === 'renderer').map((p) => Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${p.id}/status`, 'utf8'))[1]) / 1024))
  }
  console.log(['after drags', 'heap MB', 'program MB', 'nodes', 'listeners', 'process MB'].map((s) => s.padStart(12)).join(''))
  for (let k = 0; k <= parts; k++) {
    if (k > 0) await page.evaluate(drag, drags / parts)
    for (let i = 0; i < 2; i++) await client.send('HeapProfiler.collectGarbage')
    const of = Object.fromEntries((await client.send('Performance.getMetrics')).metrics.map((m) => [m.name, m.value]))
    const program = await page.evaluate(() => globalThis.memory.buffer.byteLength / 2 ** 20)
    const row = [(k * drags) / parts, (of.JSHeapUsedSize / 2 ** 20).toFixed(2), program.toFixed(1), of.Nodes, of.JSEventListeners, (await resident().catch(() => NaN)).toFixed(0)]
    console.log(row.map((s) => `${s}`.padStart(12)).join(''))
  }
} finally {
  await stop()
  server.stop()
}

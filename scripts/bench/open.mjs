// Times the opening of a page on a cold cache, beside a page that only fetches the
// same files, in turn in one run: as it is, and with a processor four times slower
// behind slow 4G. Ready is when the page answers; the longest task is of the page's
// thread from then until the simulation has ended.
import { flagshipOf, launch, serve } from '../e2e/browser.mjs'

const rounds = Number(process.argv[2] ?? 5)
const slow4G = { offline: false, latency: 150, downloadThroughput: 1.6e6 / 8, uploadThroughput: 750e3 / 8 }
const server = await serve()
const { browser, stop } = await launch()
const median = (all) => [...all].sort((a, b) => a - b)[Math.floor(all.length / 2)]

// fresh opens a tab that has nothing in its cache.
async function fresh(slow) {
  const context = await browser.createBrowserContext()
  const page = await context.newPage()
  await page.setViewport({ width: 1280, height: 720 })
  const client = await page.createCDPSession()
  await client.send('Network.enable')
  if (slow) {
    await client.send('Network.emulateNetworkConditions', slow4G)
    await client.send('Emulation.setCPUThrottlingRate', { rate: 4 })
  }
  return { page, end: () => context.close() }
}

// watch notes, from the first bytes on, when the page is ready and which tasks are long.
function watch() {
  const seen = (globalThis.seen = { tasks: [] })
  new PerformanceObserver((list) => seen.tasks.push(...list.getEntries().map((e) => [e.startTime, e.duration]))).observe({ type: 'longtask', buffered: true })
  new MutationObserver(() => {
    if (document.documentElement.dataset.state === 'ready') seen.ready ??= performance.now()
    if (document.documentElement.dataset.sim === 'done') seen.done ??= performance.now()
  }).observe(document, { attributes: true, subtree: true, attributeFilter: ['data-state', 'data-sim'] })
}

async function opened(address, slow) {
  const { page, end } = await fresh(slow)
  await page.evaluateOnNewDocument(watch)
  await page.goto(address)
  await page.waitForFunction(() => globalThis.seen.done, { timeout: 300_000 })
  const all = await page.evaluate(() => {
    const { ready, done, tasks } = globalThis.seen
    const files = performance.getEntriesByType('resource').map((e) => e.name)
    return { ready, done, files, longest: Math.max(0, ...tasks.filter(([start]) => start >= ready && start < done).map(([, took]) => took)) }
  })
  await end()
  return all
}

// fetched is how long the same files take where nothing else is done with them.
async function fetched(address, files, slow) {
  const { page, end } = await fresh(slow)
  await page.goto(new URL('404.html', address).href)
  const took = await page.evaluate(async (files) => {
    const begin = performance.now()
    await Promise.all(files.map(async (file) => (await fetch(file, { cache: 'no-store' })).arrayBuffer()))
    return performance.now() - begin
  }, [address, ...files])
  await end()
  return took
}

try {
  const address = await flagshipOf(server.address)
  console.log('medians of ' + `${rounds}`.padEnd(20) + ['bytes', 'ready', 'at most', 'simulated', 'longest'].map((s) => s.padStart(10)).join(''))
  for (const [name, slow, more, task] of [['as it is', false, 500, 50], ['processor ÷4, slow 4G', true, 2000, 200]]) {
    const all = []
    for (let r = 0; r < (slow ? Math.ceil(rounds / 2) : rounds); r++) {
      const page = await opened(address, slow)
      all.push({ ...page, bytes: await fetched(address, page.files, slow) })
    }
    const of = (key) => median(all.map((one) => one[key]))
    const row = [of('bytes'), of('ready'), 1.3 * of('bytes') + more, of('done'), of('longest')]
    console.log(name.padEnd(31) + row.map((ms) => ms.toFixed(0).padStart(10)).join('') + `  (task ≤ ${task})`)
  }
} finally {
  await stop()
  server.stop()
}

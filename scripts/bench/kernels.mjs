// Runs a wasm benchmark in a worker in Chromium and prints what it printed.
import { launch, serve } from '../e2e/browser.mjs'

const [file, ...args] = process.argv.slice(2)
const server = await serve('build/bench')
const { browser, stop } = await launch()
try {
  const page = await browser.newPage()
  await page.goto(server.address)
  await page.exposeFunction('finished', (text) => finish(text))
  let finish
  const printed = new Promise((resolve) => { finish = resolve })
  await page.evaluate((file, args) => {
    const worker = new Worker('kernels.js')
    worker.onmessage = ({ data }) => globalThis.finished(data)
    worker.onerror = (e) => globalThis.finished(`exit ${e.message}`)
    worker.postMessage({ file, args })
  }, file, args)
  const text = await printed
  process.stdout.write(text)
  if (/^exit /m.test(text)) process.exitCode = 1
} finally {
  await stop()
  server.stop()
}

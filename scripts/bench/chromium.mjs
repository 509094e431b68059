// Runs jobs in workers in Chromium. Reads a job a line from standard input, as
// JSON: { worker, data, fresh }; posts data to a new worker of that script, and
// writes { text } or { error } on a line. A fresh job gets a browser of its own,
// in which nothing has been compiled or cached; the others share one.
import { createInterface } from 'node:readline'
import { launch, serve } from '../e2e/browser.mjs'

async function open() {
  const { browser, stop } = await launch()
  const page = await browser.newPage()
  await page.goto(server.address)
  return { page, stop }
}

const work = (page, job) => page.evaluate(({ worker, data }) => new Promise((resolve) => {
  const w = new Worker(worker)
  const done = (answer) => {
    w.terminate()
    resolve(answer)
  }
  w.onmessage = ({ data: text }) => done({ text })
  w.onerror = (e) => done({ error: e.message || `no worker ${worker}` })
  w.postMessage(data)
}), job)

const server = await serve('build/bench')
const shared = await open()
try {
  for await (const line of createInterface({ input: process.stdin })) {
    const job = JSON.parse(line)
    const { page, stop } = job.fresh ? await open() : shared
    const answer = await work(page, job).catch((e) => ({ error: e.message }))
    if (job.fresh) await stop()
    console.log(JSON.stringify(answer))
  }
} finally {
  await shared.stop()
  server.stop()
}

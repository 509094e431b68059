// Starts the server of the finished site and a browser, once per process, and
// ends them with it. Used by the tests, the benchmark and the pictures.
import { execFileSync, spawn } from 'node:child_process'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath, pathToFileURL } from 'node:url'

export const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..')
const require = createRequire(path.join(root, 'web/package.json'))
const { default: puppeteer } = await import(pathToFileURL(require.resolve('puppeteer-core')))

// engine is chromium, firefox or webkit.
export const engine = process.env.KINGMAN_ENGINE ?? 'chromium'

// make names the program of the engine and builds the server; whoever runs one
// test file by hand gets the same here.
if (!process.env.KINGMAN_BROWSER) {
  const go = (...args) => execFileSync('go', args, { cwd: root, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  process.env.KINGMAN_BROWSER = go('run', './scripts/browser', engine).trim()
  go('build', '-o', 'build/bin/', './scripts/serve', './scripts/ask')
}

const flags = [
  '--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run',
  '--disable-background-networking', '--disable-component-update', '--disable-sync',
  // The same picture on every machine.
  '--force-device-scale-factor=1', '--font-render-hinting=none', '--hide-scrollbars', '--lang=en-US',
]

// patience is for how many milliseconds a page is waited for: longer than a
// machine takes that is ten times slower and has other things to do. Only a
// failure takes so long.
export const patience = 300_000

// serve runs scripts/serve over folder, the finished site by default, and
// returns its address and the function that ends it. However this process ends, the
// server does, too: it holds our standard error, and whoever reads that would wait for it.
export async function serve(folder = 'build/site') {
  const child = spawn(path.join(root, 'build/bin/serve'), ['-static', '-held', '-port', '0', '-site', folder], { cwd: root, stdio: ['pipe', 'pipe', 'inherit'] })
  const address = await new Promise((resolve, reject) => {
    createInterface({ input: child.stdout }).once('line', resolve)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`the server ended with ${code}`)))
  })
  return { address, stop: () => child.kill() }
}

// preferences are those of Firefox: light, and with movement.
const preferences = { 'layout.css.prefers-color-scheme.content-override': 1, 'ui.prefersReducedMotion': 0 }

// launch starts the browser named by KINGMAN_BROWSER with a profile of its own. Chromium
// is driven through pipes, with which it ends however this process does.
export async function launch() {
  if (engine === 'webkit') return (await import('./webkit.mjs')).launch(root, patience)
  const userDataDir = await mkdtemp(path.join(tmpdir(), 'kingman-browser-'))
  const own = engine === 'firefox' ? { browser: 'firefox', extraPrefsFirefox: preferences } : { args: flags, pipe: true }
  const browser = await puppeteer.launch({ ...own, executablePath: process.env.KINGMAN_BROWSER, userDataDir, headless: true, timeout: patience, protocolTimeout: 2 * patience })
  return {
    browser,
    stop: async () => {
      await browser.close()
      await rm(userDataDir, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

// shot writes a picture of the page to build/shots.
export async function shot(page, name, options = {}) {
  const folder = path.join(root, 'build/shots')
  await mkdir(folder, { recursive: true })
  await page.screenshot({ path: path.join(folder, `${name}.png`), ...options })
}

// filesOf is the folder of what the pages of a site load, as its first page says.
export const filesOf = async (address) => (await (await fetch(address)).text()).match(/data-files="([^"]+)"/)[1]

// flagshipOf returns the page of a site's first argument.
export const flagshipOf = async (address) => `${address}${(await (await fetch(address)).text()).match(/data-arguments="([\w-]+)/)[1]}.html`

// WebKit, as Debian's webkit2gtk-driver has it: driven by WebDriver, on a screen
// that nobody sees, with as much of Puppeteer's interface as the harness uses.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { createInterface } from 'node:readline'

// launch starts a screen, on which every page is a browser of its own. It waits
// patience milliseconds for anything that a browser is asked for.
export async function launch(root, patience) {
  const { Builder, Key } = createRequire(path.join(root, 'web/package.json'))('selenium-webdriver')
  const profile = await mkdtemp(path.join(tmpdir(), 'kingman-browser-'))
  await mkdir(path.join(profile, 'gtk-3.0'))
  await writeFile(path.join(profile, 'gtk-3.0/settings.ini'), '[Settings]\ngtk-enable-animations=0\n')
  // Without -noreset the screen begins anew when its last window closes, and takes no
  // other one for a moment.
  const screen = spawn('Xvfb', ['-noreset', '-displayfd', '3', '-screen', '0', '1600x1200x24', '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] })
  process.on('exit', () => screen.kill())
  const [display] = await inTime(patience, 'the screen did not start', () => once(createInterface({ input: screen.stdio[3] }), 'line'))
  const env = { ...process.env, DISPLAY: `:${display}`, GDK_BACKEND: 'x11', NO_AT_BRIDGE: '1', XDG_CACHE_HOME: profile, XDG_CONFIG_HOME: profile, XDG_DATA_HOME: profile }
  const browser = {
    createBrowserContext: async () => {
      const port = await freePort()
      const driver = spawn(process.env.KINGMAN_BROWSER, [`--port=${port}`], { env, stdio: ['ignore', 'ignore', 'inherit'] })
      process.on('exit', () => driver.kill())
      const ended = once(driver, 'exit')
      const page = new Page(Key, patience)
      const url = `http://127.0.0.1:${port}`
      // The driver waits for ever for a browser that has died before it answered.
      page.driver = await inTime(patience, 'WebKit did not start', async () => {
        while (driver.exitCode === null && driver.signalCode === null && !(await fetch(`${url}/status`).catch(() => null))?.ok) await new Promise((again) => setTimeout(again, 20))
        return new Builder().usingServer(url).withCapabilities({ browserName: 'MiniBrowser', timeouts: { script: patience, pageLoad: patience } }).build()
      }).catch((fault) => { driver.kill(); throw fault })
      const context = {
        closed: false,
        newPage: async () => page,
        close: async () => {
          context.closed = true
          await inTime(patience, 'WebKit did not end', () => page.driver.quit()).finally(() => driver.kill())
          await ended
        },
      }
      return context
    },
  }
  return {
    browser,
    stop: async () => {
      screen.kill()
      await rm(profile, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

// inTime returns what run does, or fails after so many milliseconds.
async function inTime(patience, fault, run) {
  let timer
  const late = new Promise((_, fail) => { timer = setTimeout(() => fail(new Error(`${fault} within ${patience / 1000} s`)), patience) })
  return Promise.race([run(), late]).finally(() => clearTimeout(timer))
}

async function freePort() {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address()
  server.close()
  return port
}

// A Page is the one page of its browser. Of its console and its requests WebDriver
// tells nothing, so that nothing can be listened to.
class Page {
  constructor(keys, patience) {
    this.patience = patience
    const names = { ArrowLeft: keys.ARROW_LEFT, ArrowRight: keys.ARROW_RIGHT, PageDown: keys.PAGE_DOWN, PageUp: keys.PAGE_UP, Escape: keys.ESCAPE }
    this.keyboard = { press: (key) => this.act((a) => a.sendKeys(names[key] ?? key)) }
    this.mouse = {
      move: (x, y) => this.act((a) => a.move({ x: Math.round(x), y: Math.round(y), duration: 0 })),
      down: () => this.act((a) => a.press()),
      up: () => this.act((a) => a.release()),
    }
  }

  act(what) { return what(this.driver.actions()).perform() }

  on() {}
  setDefaultTimeout() {}
  goto(url) { return this.driver.get(url) }

  async setViewport({ width, height }) {
    const [w, h] = await this.evaluate(() => [outerWidth - innerWidth, outerHeight - innerHeight])
    await this.driver.manage().window().setRect({ width: width + w, height: height + h })
    await this.waitForFunction((width, height) => innerWidth === width && innerHeight === height, {}, width, height)
  }

  async evaluate(run, ...args) {
    const script = `const done = arguments[arguments.length - 1]
      Promise.resolve().then(() => (${run})(...Array.prototype.slice.call(arguments, 0, -1))).then((value) => done({ value }), (e) => done({ fault: e + '\\n' + e.stack }))`
    const { value, fault } = await this.driver.executeAsyncScript(script, ...args)
    if (fault !== undefined) throw new Error(fault)
    return value
  }

  $eval(selector, run, ...args) {
    return this.evaluate(`(selector, ...args) => {
      const found = document.querySelector(selector)
      if (!found) throw new Error('nothing is ' + selector)
      return (${run})(found, ...args)
    }`, selector, ...args)
  }

  $$eval(selector, run, ...args) { return this.evaluate(`(selector, ...args) => (${run})([...document.querySelectorAll(selector)], ...args)`, selector, ...args) }

  waitForFunction(run, _, ...args) { return this.driver.wait(() => this.evaluate(run, ...args), this.patience, `${run}`, 50) }
  waitForSelector(selector) { return this.waitForFunction((selector) => document.querySelector(selector) !== null, {}, selector) }

  $(selector) {
    return {
      evaluate: (run, ...args) => this.$eval(selector, run, ...args),
      scrollIntoView: () => this.$eval(selector, (e) => e.scrollIntoView({ block: 'center', behavior: 'instant' })),
      boundingBox: () => this.$eval(selector, (e) => e.getBoundingClientRect().toJSON()),
    }
  }

  focus(selector) { return this.$eval(selector, (e) => e.focus()) }

  async click(selector) {
    await this.$(selector).scrollIntoView()
    const { x, y, width, height } = await this.$(selector).boundingBox()
    await this.mouse.move(x + width / 2, y + height / 2)
    await this.mouse.down()
    await this.mouse.up()
  }

  async screenshot({ path }) { await writeFile(path, await this.driver.takeScreenshot(), 'base64') }
}

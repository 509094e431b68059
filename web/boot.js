// Starts the Go program. It is the page's only script of ours besides the
// drawing: everything else happens in Go.
import { charts } from './charts.js'
import { live } from './live.js'
import { askAhead } from './ahead.js'
import { carried } from './carried.js'
import { load } from './load.js'
import './keys.js'
import '@open-iframe-resizer/core' // tells a host that asks how high this page is

const root = document.documentElement

function tell(about, words) {
  const notes = document.querySelector('#notes')
  const note = document.createElement('p')
  note.dataset.note = about
  note.textContent = words
  notes?.append(note)
}

function fail(words) {
  root.dataset.state = 'failed'
  delete root.dataset.opening // nothing more will come
  delete root.dataset.guessing
  tell('failed', words)
}

// What the reader gives to others is another script's, which comes when it is asked for.
const share = {
  open: (url, mail) => load('share.js').then(() => globalThis.kingman.sharing(url, mail))
    .catch((err) => tell('share', `The ways to share could not be opened (${err.message}). The link is: ${url}`)),
}

async function compile(url) {
  const response = await fetch(url)
  if (!response.ok) throw new Error(`${url}: ${response.status}`)
  // A host that does not send application/wasm fails the streaming compile:
  // the bytes of the same response do as well.
  const copy = response.clone()
  try {
    return await WebAssembly.compileStreaming(response)
  } catch {
    return WebAssembly.compile(await copy.arrayBuffer())
  }
}

async function boot() {
  if (!globalThis.WebAssembly) {
    throw new Error('this browser has WebAssembly switched off')
  }
  const go = new Go()
  const program = `${root.dataset.argument}.wasm`
  const module = await (self.origin === 'null' ? carried(program) : compile(program))
  globalThis.kingman = { module, charts, live, share }
  const instance = await WebAssembly.instantiate(module, go.importObject)
  go.run(instance).then(() => fail('The playground has stopped. What you see is the last answer; reload the page to go on.'))
}

// A link is being opened: what stands here is not yet its answer.
if (/[#&?][\w.-]+=/.test(location.hash + location.search)) root.dataset.opening = ''

// A page that is being left for another argument's (see address.js) starts
// nothing, unless it is still here when that one has not come.
const stayed = () => new Promise((done) => ('leaving' in root.dataset ? setTimeout(() => done(stayed()), 500) : done()))

stayed().then(boot).catch((err) => fail(`The sliders cannot move here (${err.message}). What you read is computed beforehand and stays true for the values shown.`))
askAhead()

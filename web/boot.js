// Starts the Go program. It is the page's only script of ours besides the
// drawing and what runs before anything is shown: everything else happens in Go.
import { charts } from './charts.js'
import { live } from './live.js'
import { askAhead } from './prefetch.js'
import { carried } from './programscript.js'
import { load } from './load.js'
import { prompter } from './prompter.js'
import './keys.js'
import '@open-iframe-resizer/core' // tells a host that asks how high this page is

const root = document.documentElement
const { opening } = globalThis.kingman

// What the reader gives to others is another script's, which comes when it is asked for.
const share = {
  open: (url, mail) => load('share.js').then(() => globalThis.kingman.sharing(url, mail))
    .catch((err) => tell('share', `The ways to share could not be opened (${err.message}). The link is: ${url}`)),
}

function tell(about, words) {
  const note = document.createElement('p')
  note.dataset.note = about
  note.textContent = words
  document.querySelector('#notes').append(note)
}

// So is a story of the speaker's own, which a link or a file may bring.
const playing = (then) => load('play.js').then(() => then(globalThis.kingman.play)).catch((err) => tell('play', `Your own story could not be opened (${err.message}): reload the page.`))
if (/[?&]play=/.test(location.search)) playing(() => {})
document.querySelector('#make')?.addEventListener('click', () => playing((play) => play.dialog()))
document.addEventListener('dragover', (e) => e.dataTransfer?.types.includes('Files') && e.preventDefault())
document.addEventListener('drop', (e) => {
  const [file] = e.dataTransfer?.files ?? []
  if (!file) return
  e.preventDefault()
  playing((play) => play.file(file))
})

// A Fault is why there is no program, by the names of opening.js.
class Fault extends Error {
  constructor(reason, cause) {
    super(`kingman: ${reason}`, { cause })
    this.reason = reason
  }
}

// watch reads a response to its end, tells how much has come, and returns the bytes.
async function watch(response) {
  const parts = []
  let size = 0
  const reader = response.body.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return new Uint8Array(await new Blob(parts).arrayBuffer())
    parts.push(value)
    opening.progress(size += value.length)
  }
}

async function compile(url) {
  const fetched = (reason) => (cause) => { throw new Fault(reason, cause) }
  const response = await fetch(url).catch(fetched('fetch'))
  if (!response.ok) throw new Fault('status', response.status)
  const bytes = watch(response.clone())
  bytes.catch(() => {}) // it is asked for below
  // A host that does not send application/wasm fails the streaming compile:
  // the bytes of the same response do as well.
  return WebAssembly.compileStreaming(response).catch(async () => {
    const all = await bytes.catch(fetched('cut'))
    return WebAssembly.compile(all).catch((cause) => {
      const magic = all[0] === 0 && all[1] === 0x61 && all[2] === 0x73 && all[3] === 0x6d
      throw new Fault(!magic ? 'other' : all.length < Number(root.dataset.size) ? 'cut' : 'refused', cause)
    })
  })
}

// A host may take markup and addresses of scripts from policies only. Ours are the
// program's own: nothing of a reader or a link is in them unescaped.
function allowMarkup() {
  const itself = (text) => text
  try {
    globalThis.trustedTypes?.createPolicy('default', { createHTML: itself, createScriptURL: itself })
  } catch (cause) {
    throw new Fault('refused', cause)
  }
}

async function boot() {
  if (!globalThis.WebAssembly) throw new Fault('wasm')
  allowMarkup()
  const go = new Go()
  const program = `${root.dataset.argument}.wasm`
  const module = await (globalThis.inOneFile?.program() ?? (self.origin === 'null' ? carried(program).catch((cause) => { throw new Fault('fetch', cause) }) : compile(root.dataset.files + program)))
  Object.assign(globalThis.kingman, { files: new URL(root.dataset.files, document.baseURI).href, module, charts, live, share, prompter, file: globalThis.inOneFile, workerSource: globalThis.inOneFile?.workerSource })
  const instance = await WebAssembly.instantiate(module, go.importObject)
  opening.run()
  go.run(instance).catch((cause) => console.log('kingman:', cause)).then(stopped)
}

// stopped says that the program has ended, which it never does by itself.
function stopped() {
  if (root.dataset.state !== 'ready') return opening.fail('broken')
  root.dataset.state = 'failed'
  for (const e of document.querySelectorAll('.controls, .lever, .chart > .switch')) e.inert = true
  tell('failed', 'The playground has stopped. What you see is the last answer; reload the page to go on.')
}

// A page that is being left for another argument's (see address.js) starts
// nothing, unless it is still here when that one has not come.
const stayed = () => new Promise((done) => ('leaving' in root.dataset ? setTimeout(() => done(stayed()), 500) : done()))

stayed().then(boot).catch((err) => {
  console.log(err.message, err.cause ?? '')
  opening.fail(err.reason)
})
askAhead()

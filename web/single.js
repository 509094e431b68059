// Opens the one file: it has every page of the site in it, as they are on the site,
// with their scripts and style, and one program for them all. The page that the
// address names takes the place of this document; another one is opened by loading
// the file anew.
import { inflated, unpacked } from './programscript.js'

const text = (id) => document.getElementById(id).textContent
const opening = document.querySelector('meta[name=kingman-opening]')
const site = opening.dataset.site
const ids = document.documentElement.dataset.arguments.split(' ')
const gallery = 'gallery'

// named is the page that an address asks for; without a link it is the gallery.
function named() {
  let said = location.search + location.hash
  try {
    said = decodeURIComponent(said)
  } catch {
    // It is read as it is.
  }
  if (said === `#${gallery}`) return gallery
  const id = /[?#&;]s=([a-z0-9-]+)/i.exec(said)?.[1].toLowerCase()
  if (ids.includes(id)) return id
  return said.includes('=') ? ids[0] : gallery
}

// say puts what stands behind the name of a page into the address. The page that is
// there need not hear of it.
function say(behind) {
  try {
    const to = new URL(location.pathname + behind, location.href).href
    if (to !== location.href) history.pushState(null, '', to)
  } catch { // a frame without an address of its own
    location.hash = behind.replace(/^[^#]*/, '')
  }
}

// leave opens another page of the file: a name with what stands behind it in an
// address.
function leave(address) {
  const [, name, query = '', hash = ''] = /^([\w-]+)\.html(\?[^#]*)?(?:#(.*))?$/.exec(address)
  say(`${query}#${name === gallery ? gallery : /(^|&)s=/.test(hash) ? hash : `s=${name}`}`)
  location.reload()
}

async function open() {
  const program = unpacked(text('program'))
  const { pages, files } = await new Response(inflated(text('site'))).json()
  if (opening.content && !location.hash && !location.search) say(opening.content)
  globalThis.inOneFile = {
    site,
    program: () => program,
    source: (name) => files[name],
    workerSource: `${files['wasm_exec.js']}\n${files['worker.js']}`,
    leave,
  }
  // What the page has beside it on the site stands in it here, under this file's policy.
  const within = (tag, name) => `<${tag}>${files[name]}</${tag}>`
  const late = []
  const page = pages[named()]
    .replace(/<meta http-equiv="Content-Security-Policy"[^>]*>/, '')
    .replace(/<link rel="stylesheet" href="(?:[^"]*\/)?([^"/]+)">/, (_, name) => within('style', name))
    .replace(/<script( defer)? src="(?:[^"]*\/)?([^"/]+)"><\/script>/g, (_, defer, name) => {
      if (!defer) return within('script', name)
      late.push(within('script', name))
      return ''
    })
    .replace(/<\/body>/, () => `${late.join('')}</body>`)
  document.open()
  document.write(page)
  document.close()
  document.addEventListener('click', (e) => {
    const way = e.target.closest?.('a[href]')?.getAttribute('href')
    if (!/^[\w-]+\.html([?#]|$)/.test(way ?? '')) return
    e.preventDefault()
    e.stopImmediatePropagation()
    leave(way)
  }, true)
}

open().catch((err) => {
  document.body.textContent = `This file cannot be opened here (${err.message}). A browser of the last three years can: Chrome, Edge, Firefox or Safari.`
})

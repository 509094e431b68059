// The dialog by which what is on the screen is given to somebody else. It is
// loaded when it is first asked for. Every button says what it did and, where the
// browser or the page around a frame forbids it, what to do instead.
import { generate } from 'lean-qr'
import { toSvgSource } from 'lean-qr/extras/svg'
import { copy } from './copy.js'
import { address, places } from './embed.js'
import { draw, toPNG } from './picture.js'
import { csv } from './table.js'

const root = document.documentElement
// told is what the page says about itself: the link to what it shows, and the same
// for mail.
let told = { url: '', mail: '' }
let dialog

const markup = `
<div class="head"><h2 id="share-title">Share what you see</h2><button type="button" class="link" data-do="close">Close</button></div>
<div class="link-and-code">
  <div>
    <label for="share-link">The link holds every setting, and shows the same numbers to everybody.</label>
    <textarea id="share-link" rows="3" readonly spellcheck="false"></textarea>
    <p class="ways">
      <button type="button" data-do="link" autofocus>Copy link</button>
      <button type="button" data-do="sentence">Copy sentence with link</button>
      <button type="button" data-do="mail">Copy link for mail</button>
    </p>
    <p class="hint">Some mail gateways break the usual link. The one for mail passes them.</p>
  </div>
  <div class="code" role="img" aria-label="The link as a QR code"></div>
</div>
<h3>A picture of this screen</h3>
<p class="ways">
  <button type="button" data-do="png">PNG</button>
  <button type="button" data-do="svg">SVG</button>
  <button type="button" data-do="code">QR code alone</button>
</p>
<p class="hint">With the sentence, the settings, the link and today’s date in it.</p>
<h3>The numbers</h3>
<p class="ways"><button type="button" data-do="csv">CSV of every chart</button></p>
<h3>One file for your talk</h3>
<p class="ways"><button type="button" data-do="file">Download the file</button></p>
<p class="hint">It opens by a double click, without a network, and begins where you are now. Every argument is in it.</p>
<details class="embed">
  <summary>Embed it in a page, a wiki or a deck</summary>
  <div class="of">
    <label>Where <select data-of="place">${Object.entries(places).map(([key, { name }]) => `<option value="${key}">${name}</option>`).join('')}</select></label>
    <label>Colours <select data-of="theme"><option value="">as the reader’s system</option><option value="light">light</option><option value="dark">dark</option><option value="transparent">on a light page’s ground</option><option value="dark,transparent">on a dark page’s ground</option></select></label>
  </div>
  <fieldset><legend>Sliders in the frame</legend></fieldset>
  <textarea rows="4" readonly spellcheck="false" aria-label="What to paste" data-of="paste"></textarea>
  <p class="ways"><button type="button" data-do="embed">Copy this</button></p>
  <p class="hint" data-of="hint"></p>
  <iframe title="Preview of the frame"></iframe>
</details>
<p class="said" role="status" aria-live="polite"></p>`

const $ = (selector) => dialog.querySelector(selector)
const say = (text) => { $('.said').textContent = text }

async function copied(text, what, field = $('#share-link')) {
  const done = await copy(text, field)
  say(done ? `${what} is on the clipboard: paste it where you want it.` : `This browser does not let the page copy. ${what} is selected above: press Ctrl C, or on a Mac Command C.`)
}

const sentence = () => document.querySelector('#headline').textContent.trim()

// embedded is what the reader has chosen to embed.
function embedded() {
  const [page, pairs] = told.url.split('#')
  const boxes = [...dialog.querySelectorAll('fieldset input')]
  const show = boxes.filter((b) => b.checked).map((b) => b.value)
  const lever = document.querySelector('.lever')?.dataset.control
  const beside = show.filter((id) => id !== lever).length
  return {
    page, pairs, title: document.querySelector('#question').textContent, sentence: sentence(), file: `kingman-${root.dataset.argument}.png`,
    show: beside > 0 || show.length === 0 ? show : undefined, theme: $('[data-of=theme]').value,
    width: 640, height: 420 + 50 * Math.max(0, beside - 1),
  }
}

// preview shows what is to be pasted, and the frame that comes of it.
function preview() {
  const of = embedded()
  const place = places[$('[data-of=place]').value]
  $('[data-of=paste]').value = place.paste(of)
  $('[data-of=hint]').textContent = place.hint(of)
  const frame = $('.embed iframe')
  frame.height = of.height
  const src = address(of)
  if (!frame.hidden && frame.getAttribute('src') !== src) frame.src = src
}

// A sandboxed frame has no origin of its own.
const sandboxed = () => self.origin === 'null' && self !== top

// offer gives the reader a file. Whether the browser keeps it, no page learns.
function offer(data, type, ending) {
  const name = `kingman-${root.dataset.argument}${ending}`
  const url = URL.createObjectURL(data instanceof Blob ? data : new Blob([data], { type }))
  const a = document.createElement('a')
  a.href = url
  a.download = name
  a.click()
  setTimeout(() => URL.revokeObjectURL(url), 60_000) // some browsers read it later
  say(sandboxed()
    ? `${name} was offered for download. If no file came, the page around this frame forbids it: copy the link, open it in a window of its own, and save from there.`
    : `${name} was offered for download: it is where your browser puts downloads.`)
}

const picture = () => draw({ url: told.url, day: new Date().toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' }) })

const actions = {
  close: () => dialog.close(),
  link: () => copied(told.url, 'The link'),
  sentence: () => copied(`${sentence()}\n${told.url}`, 'The sentence with its link'),
  mail: () => copied(told.mail, 'The link for mail'),
  svg: () => offer(picture(), 'image/svg+xml', '.svg'),
  png: async () => offer(await toPNG(picture()), 'image/png', '.png'),
  code: () => offer(toSvgSource(generate(told.url), { on: '#000', off: '#fff', scale: 8 }), 'image/svg+xml', '-link.svg'),
  file: async () => {
    const whole = await (await fetch('kingman.html')).text()
    const [page, pairs] = told.url.split('#')
    const opening = (name, value) => `${name}="${value.replaceAll('&', '&amp;')}"`
    const story = location.search.slice(1).split('&').filter((p) => /^(play|at)=/.test(p)).join('&') // the file tells it on from here
    const begins = whole.replace(/<meta name="kingman-opening"[^>]*>/, () => `<meta name="kingman-opening" ${opening('content', `${story && '?'}${story}#${pairs}`)} ${opening('data-site', page.replace(/[^/]*$/, ''))}>`)
    offer(begins, 'text/html', '.html')
  },
  embed: () => copied($('[data-of=paste]').value, 'What to paste', $('[data-of=paste]')),
  csv: () => offer('\ufeff' + csv(document.querySelectorAll('[data-chart]')), 'text/csv;charset=utf-8', '.csv'),
}

function build() {
  dialog = document.createElement('dialog')
  dialog.className = 'share'
  dialog.setAttribute('aria-labelledby', 'share-title')
  dialog.innerHTML = markup
  dialog.addEventListener('click', async (e) => {
    const action = e.target === dialog ? 'close' : e.target.closest('[data-do]')?.dataset.do
    if (!action) return
    try {
      await actions[action]()
    } catch (err) {
      say(`That did not work here (${err.message}). The link above says the same.`)
    }
  })
  const lever = document.querySelector('.lever')?.dataset.control
  for (const row of document.querySelectorAll('[data-control]')) {
    const label = document.createElement('label')
    const box = Object.assign(document.createElement('input'), { type: 'checkbox', value: row.dataset.control, checked: row.dataset.control === lever })
    label.append(box, row.querySelector('label').textContent)
    $('fieldset').append(label)
  }
  $('.embed').addEventListener('toggle', (e) => { if (e.target.open) preview() })
  $('.embed').addEventListener('change', preview)
  // In the file itself there is no other to download, and no page to show in a frame.
  if (globalThis.inOneFile) for (const e of [$('[data-do=file]').parentElement, $('.embed iframe')]) e.hidden = true
  document.body.append(dialog)
}

// kingman.sharing opens the dialog for a link and its form for mail.
globalThis.kingman.sharing = (url, mail) => {
  // A file on a disk is nobody else's: its links lead to the site that it comes from.
  const { site } = globalThis.inOneFile ?? {}
  const there = (address) => (site ? address.replace(/^[^?#]*/, `${site}${root.dataset.argument}.html`) : address)
  told = { url: there(url), mail: there(mail) }
  if (!dialog) build()
  $('#share-link').value = told.url
  $('.code').innerHTML = toSvgSource(generate(told.url), { on: '#000', off: '#fff', pad: 3 })
  say('')
  if ($('.embed').open) preview()
  if (!dialog.open) dialog.showModal()
}

// A story of the speaker's own: steps of any arguments, each a link, a sentence and the
// chart that it points at. It travels in the address (play=, and at= for the place) or
// as a small file that is dropped on the page. It comes when it is asked for. In the
// single file, whose pages have one address, another argument is the file loaded anew.
import { Mistake, packed, read, unpacked, written } from './tale.js'

const root = document.documentElement
const find = (selector) => document.querySelector(selector)
const ids = root.dataset.arguments.split(' ')
const file = globalThis.inOneFile

// The story that is being told.

let steps = []
const at = () => Math.min(Number(/[?&]at=(\d+)/.exec(location.search)?.[1] ?? 0), steps.length)
const argumentOf = (step) => /(?:^|&)s=([^&]*)/.exec(step.link)[1]
const pageOf = (step) => `${argumentOf(step)}.html`

// address is that of a step of a story; none of it is the plain page's.
function address(story, n) {
  const url = new URL(location.href)
  const rest = url.search.slice(1).split('&').filter((p) => p && !/^(play|at)=/.test(p))
  if (story.length > 0) rest.push(`play=${packed(story)}`, `at=${n}`)
  url.search = rest.join('&')
  const step = story[n - 1]
  if (step) {
    url.hash = step.link
    if (!file) url.pathname = url.pathname.replace(/[^/]*$/, pageOf(step))
  }
  return url
}

// shared is the address of a story for others: a file on a disk is nobody else's, and
// leads to the site that it comes from.
function shared(story) {
  const url = address(story, 1)
  return file?.site ? `${file.site}${pageOf(story[0])}${url.search}${url.hash}` : url.href
}

function go(n) {
  if (n < 1 || n > steps.length) return
  const url = address(steps, n)
  const elsewhere = argumentOf(steps[n - 1]) !== root.dataset.argument
  delete root.dataset.blank
  if (elsewhere && !file) return location.assign(url)
  try {
    history.pushState(null, '', url)
  } catch { // a frame without an address of its own
    return tellNote('This frame does not let the page go from step to step: open it in a window of its own to tell the story.')
  }
  if (elsewhere) return location.reload()
  dispatchEvent(new PopStateEvent('popstate'))
}

function tellNote(textContent) {
  find('[data-note=play]')?.remove()
  const note = made('p', { textContent })
  note.dataset.note = 'play'
  find('#notes').append(note)
}

// show puts the step's words in the place of the page's own story.
function show() {
  const n = at()
  const step = steps[n - 1]
  if (!step || argumentOf(step) !== root.dataset.argument) return // the other page is on its way
  find('#says').textContent = step.says
  find('#step').textContent = `${n} of ${steps.length}`
  root.dataset.step = n
  find('#back').disabled = n === 1
  find('#next').disabled = n === steps.length
  for (const figure of document.querySelectorAll('[data-chart]')) {
    if (figure.dataset.chart === step.points) figure.dataset.pointed = ''
    else delete figure.dataset.pointed
  }
  dispatchEvent(new Event('resize')) // another chart may be there on the stage
}

const keys = { PageDown: 1, ' ': 1, PageUp: -1, r: 0 }
function key(e) {
  if (at() === 0 || e.ctrlKey || e.altKey || e.metaKey || !('present' in root.dataset) || find('dialog[open]')) return
  if (!e.key.startsWith('Page') && e.target.closest?.('input, textarea, button, summary, a[href]')) return
  if (e.key in keys) go(at() + keys[e.key])
  else if (/^\d$/.test(e.key)) go(Math.max(1, Number(e.key)))
  else return
  e.preventDefault()
  e.stopImmediatePropagation()
}

function click(e) {
  const way = at() > 0 && e.target.closest?.('#back, #next')
  const stage = at() > 0 && 'present' in root.dataset && !e.target.closest?.('button, a, input, summary, dialog, .control, .choices, b[data-param], .plot.grab')
  if (!way && !stage) return
  go(at() + (way?.id === 'back' ? -1 : 1))
  e.stopImmediatePropagation()
}

function tell(story) {
  const fresh = steps.length === 0
  steps = story
  if (!fresh) return
  addEventListener('keydown', key, true)
  addEventListener('click', click, true)
  addEventListener('popstate', () => setTimeout(show))
  const { prompter } = globalThis.kingman
  const theirs = prompter?.show
  if (theirs) {
    prompter.show = (where, says, headline, next) => {
      const n = at()
      if (n === 0) return theirs(where, says, headline, next)
      theirs(`${n} of ${steps.length}`, steps[n - 1].says, headline, steps[n]?.says ?? 'The end of the story.')
    }
  }
}

function ready(then) {
  const look = new MutationObserver(() => root.dataset.state === 'ready' && (look.disconnect(), then()))
  if (root.dataset.state === 'ready') then()
  else look.observe(root, { attributeFilter: ['data-state'] })
}

// The dialog in which a story is made.

const draft = { steps: [] }
const made = (tag, properties, ...children) => {
  const e = Object.assign(document.createElement(tag), properties)
  e.append(...children)
  return e
}

function present() {
  const link = location.hash.slice(1).split('&').filter((p) => p && !p.startsWith('step=')).join('&') || `v=1&s=${root.dataset.argument}`
  return { link, says: find('#says').textContent.trim(), points: find('[data-chart][data-pointed]')?.dataset.chart ?? find('[data-chart]').dataset.chart }
}

function dialog() {
  const said = made('p', { role: 'status' })
  const list = made('ol', {})
  const button = (textContent, onclick) => made('button', { type: 'button', className: 'link', textContent, onclick })
  // whole says what is wrong with the story, if anything is.
  const whole = () => {
    try {
      return read(written(draft.steps), ids)
    } catch (err) {
      said.textContent = draft.steps.length === 0 ? 'Add a step first.' : err.message
    }
  }
  const draw = () => list.replaceChildren(...draft.steps.map((step, i) => {
    const title = step.link.replace(/^v=\d+&s=/, '')
    const says = made('input', { type: 'text', value: step.says, maxLength: 300, ariaLabel: `What step ${i + 1} says`, oninput: () => { step.says = says.value } })
    const points = made('input', { type: 'text', value: step.points, ariaLabel: `The chart that step ${i + 1} points at`, size: 10, oninput: () => { step.points = points.value } })
    return made('li', {}, says, points, made('small', { textContent: title }), button('Remove', () => { draft.steps.splice(i, 1); draw() }))
  }))
  const chosen = made('input', { type: 'file', accept: '.json,application/json', ariaLabel: 'A story from a file', onchange: async () => { if (chosen.files[0]) await take(chosen.files[0], said, draw) } })
  const box = made('dialog', { id: 'own' },
    made('h2', { textContent: 'Your own story' }),
    made('p', { textContent: 'Set the page as a step should show it and add it. Steps may be of several arguments.' }),
    list,
    made('p', { className: 'ways' },
      button('Add what is on the screen', () => { draft.steps.push(present()); draw(); said.textContent = `Step ${draft.steps.length} is added: say in it what the audience should see.` }),
      button('Tell it', () => { const story = whole(); if (story) { tell(story); box.close(); go(1) } }),
      button('Copy its link', async () => {
        const story = whole()
        if (!story) return
        try {
          await navigator.clipboard.writeText(shared(story))
          said.textContent = 'The link is copied: whoever opens it sees the first step.'
        } catch {
          said.textContent = `This browser does not let the page copy. The link is: ${shared(story)}`
        }
      }),
      button('Save as a file', () => {
        const story = whole()
        if (!story) return
        const a = made('a', { download: 'kingman-story.json', href: URL.createObjectURL(new Blob([written(story)], { type: 'application/json' })) })
        a.click()
        said.textContent = 'The story is saved. Drop the file on any page of the site to tell it.'
      })),
    made('p', {}, 'Or open one: ', chosen), said,
    made('form', { method: 'dialog' }, made('button', { className: 'link', textContent: 'Close' })))
  box.addEventListener('close', () => { keep(); box.remove() })
  document.body.append(box)
  draw()
  box.showModal()
}

// What is being made outlives the way to another argument's page, where a browser keeps
// anything at all.
function keep() {
  try { sessionStorage.setItem('kingman-story', JSON.stringify(draft.steps)) } catch { /* then it does not */ }
}
try { draft.steps = JSON.parse(sessionStorage.getItem('kingman-story')) ?? [] } catch { /* nothing is kept here */ }

// take reads a file into the story that is being made.
async function take(file, said, done) {
  try {
    draft.steps = read(await file.text(), ids)
    said.textContent = `The story has ${draft.steps.length} steps.`
    done()
  } catch (err) {
    said.textContent = err instanceof Mistake ? err.message : 'The file cannot be read.'
  }
}

const drop = {
  async file(file) {
    dialog()
    const [box] = [...document.querySelectorAll('#own')].slice(-1)
    const said = box.querySelector('[role=status]')
    await take(file, said, () => { box.close(); tell(draft.steps); go(1) })
  },
}

// begin with what the address carries.
function open() {
  const [, text] = /[?&]play=([\w-]+)/.exec(location.search) ?? []
  if (!text) return
  let story
  try {
    story = read(written(unpacked(text)), ids)
  } catch (err) {
    return ready(() => tellNote(`The story in the link cannot be told. ${err instanceof Mistake ? err.message : 'Its end may have been cut off: ask for the link again, or for the file.'}`))
  }
  tell(story)
  ready(show)
}

if (root.dataset.arguments) {
  globalThis.kingman.play = { dialog, file: drop.file }
  open()
}

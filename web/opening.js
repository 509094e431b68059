// Stands in the page itself and runs before anything is shown. What the page has in
// it is the answer for its starting values. Until the program has come, and where it
// never comes, a link that asks for others gets what can be said without it: the
// sentence and the first chart, if it moves the main parameter only, and else its
// values in words, with bars for numbers; or words on whose numbers stand there.
;(() => {
  const root = document.documentElement
  const find = (selector) => document.querySelector(selector)
  const every = (selector) => [...document.querySelectorAll(selector)]
  const terms = JSON.parse(find('#terms').textContent)
  root.dataset.script = ''

  // Reading. A link that is not plainly written is for the program to read.

  const one = (v, t) => /^-?\d+(\.\d+)?$/.test(v) && v >= t.min && v <= t.max && Math.abs((v - t.min) / t.step - Math.round((v - t.min) / t.step)) < 1e-6
  const whole = (v) => /^\d{1,6}$/.test(v)
  const pairs = (part) => part.split('&').filter((p) => /=|%3d/i.test(p)).map((p) => p.split('='))
  const term = (id) => terms.params.find((t) => t.id === id)

  // read returns what the address asks for: undefined for the starting values.
  function read() {
    const hash = pairs(location.hash.slice(1))
    const query = pairs(location.search.slice(1)).filter(([k]) => ['v', 's', 'seed', 'currency', 'step'].includes(k.toLowerCase()) || term(k.toLowerCase().replace('today.', '')))
    const complete = hash.some(([k]) => k === 'v' || k === 's')
    const all = complete ? hash : [...hash, ...query]
    if (all.length === 0) return
    const link = { asked: [], plain: complete || hash.length === 0 || query.length === 0 }
    const seen = new Set()
    let step, seed
    for (const [key, v, ...more] of all) {
      const today = key.startsWith('today.')
      const t = term(today ? key.slice(6) : key)
      if (seen.has(key) || more.length > 0 || !/^[\w.~-]*$/.test(key + v)) link.plain = false
      else if (key === 'v') link.plain &&= v === String(terms.version)
      else if (key === 's') link.plain &&= v === root.dataset.argument
      else if (key === 'seed' && whole(v)) seed = Number(v)
      else if (key === 'step' && whole(v)) step = Number(v)
      else if (t && today && v === 'same') link.asked.push({ t, same: true })
      else if (t && one(v, t)) link.asked.push({ t, v: Number(v), today })
      else link.plain = false
      seen.add(key)
    }
    const moved = link.asked.filter(({ t, v, today }) => today || t.follows || v !== t.default)
    if (link.plain && moved.length === 0 && !step && (seed ?? terms.seed) === terms.seed) return
    const main = terms.main && term(terms.main)
    const told = step ? terms.steps[step - 1] : null
    if (link.plain && main && moved.every((a) => a.t === main && !a.today) && (!step || typeof told === 'number')) {
      const v = link.asked.find((a) => a.t === main)?.v ?? told ?? main.default
      link.row = Math.round((v - main.min) / main.step)
      link.asked = [{ t: main, v }]
    } else if (!step && link.plain) link.asked = moved
    link.step = step
    return link
  }

  // Saying.

  function say(t, v, bare) {
    if (t.at) return t.words[t.at.reduce((best, at, i) => (Math.abs(at - v) < Math.abs(t.at[best] - v) ? i : best), 0)]
    if (t.words) return t.words[v]
    if (t.zero && v === 0) return t.zero
    const n = Number((v * (t.times ?? 1)).toPrecision(12))
    return (bare ? '#' : n === 1 ? t.one : t.many).replace('#', () => n.toLocaleString('en-US', { maximumFractionDigits: 6 }))
  }
  const label = (t) => t.label.replace(/^[A-Z](?=[a-z ])/, (c) => c.toLowerCase())
  const named = (t, v) => (t.bare ? say(t, v) : `${label(t)}: ${say(t, v)}`)
  const listed = (all) => all.join(', ').replace(/, ([^,]*)$/, ' and $1')
  const asks = (link) => listed(link.asked.map(({ t, v, today, same }) => (same ? `the same ${label(t)} today` : named(t, v) + (today ? ' today' : ''))))
  const starts = (link) => listed([...new Set(link.asked.map((a) => a.t))].map((t) => named(t, t.default)))

  // Showing. What is put in another's place can be taken back.

  const kept = []
  const swap = (e, ...nodes) => {
    const old = [...e.childNodes]
    kept.push(() => e.replaceChildren(...old))
    e.replaceChildren(...nodes)
  }
  const set = (e, attribute, value) => {
    const old = e.getAttribute(attribute)
    kept.push(() => (old === null ? e.removeAttribute(attribute) : e.setAttribute(attribute, old)))
    e.setAttribute(attribute, value)
  }
  const bar = () => Object.assign(document.createElement('span'), { className: 'blank' })

  // nodes makes the elements of a flat piece of markup, which is the build's own. Made
  // one by one they need no parser, which a host may keep for itself.
  const plainly = (text) => text.replace(/&(amp|lt|gt|#34|#39);/g, (_, e) => ({ amp: '&', lt: '<', gt: '>', '#34': '"', '#39': "'" })[e])
  const nodes = (markup, space) => [...markup.matchAll(/<(\w+)([^>]*)>(?:([^<]*)<\/\1>)?|([^<]+)/g)].map(([, tag, attributes, text, between]) => {
    if (between) return plainly(between)
    const e = document.createElementNS(space, tag)
    for (const [, key, value] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) e.setAttribute(key, plainly(value))
    if (text) e.textContent = plainly(text)
    return e
  })

  // answer shows the row of a link that moves the main parameter only.
  function answer({ row }) {
    const rows = JSON.parse(find('#opening').textContent)
    const figure = find('[data-chart]')
    swap(find('#headline'), ...nodes(rows.headline[row], 'http://www.w3.org/1999/xhtml'))
    swap(figure.querySelector('[data-title]'), rows.title[row])
    swap(figure.querySelector('[data-subtitle]'), rows.subtitle[row])
    set(figure.querySelector('[data-plot]'), 'aria-label', `${rows.title[row]}. ${find('#headline').textContent}`)
    for (const room of ['wide', 'narrow']) {
      const svg = figure.querySelector(`.still.${room} svg`)
      if (!rows[room][row]) {
        swap(svg)
        continue
      }
      const elements = []
      for (const patch of rows[room].slice(0, row + 1)) {
        if (!patch) continue
        for (let i = 1; i < patch.length; i += 2) elements[patch[i]] = patch[i + 1]
        elements.length = patch[0]
      }
      swap(svg, ...nodes(elements.join(''), 'http://www.w3.org/2000/svg'))
    }
  }

  // control shows the value that a link asks for; undefined if only the program knows.
  function control(t, v) {
    const row = find(`[data-control="${t.id}"]`)
    const text = v === undefined ? bar() : say(t, v, t.bare)
    swap(row.querySelector('output'), text)
    for (const e of row.querySelectorAll('[data-number], [type=range]')) {
      e.value = v === undefined ? '' : e.type === 'range' ? v : Number((v * (t.times ?? 1)).toPrecision(12))
      kept.push(() => { e.value = e.defaultValue })
    }
    row.querySelectorAll('[data-choose]').forEach((e, i) => set(e, 'aria-pressed', i === v))
    const rail = row.querySelector('[data-rail]')?.dataset
    const x = rail && v <= rail.to ? (1000 * (v - rail.from)) / (rail.to - rail.from) : -1000
    for (const e of row.querySelectorAll('.thumb')) ['x1', 'x2'].forEach((at) => set(e, at, x))
    for (const e of row.querySelectorAll('.span')) set(e, 'visibility', 'hidden')
  }

  // show is called when all of the page is there.
  function show() {
    progress()
    if (!link) return
    if (link.row === undefined) swap(find('#headline'), ...(link.asked.length > 0 ? [`${asks(link)}: `] : []), bar(), ' ', bar(), ' ', bar())
    else answer(link)
    const from = link.row === undefined ? 0 : 1
    for (const e of every('[data-title], [data-subtitle]').slice(2 * from)) swap(e, bar())
    for (const e of every('[data-plot]').slice(from)) {
      set(e, 'aria-label', 'To come')
      for (const svg of e.querySelectorAll('svg')) swap(svg)
    }
    for (const e of every('#asides, #gap, #status, #figures, [data-table]')) swap(e)
    for (const t of terms.params) {
      const asked = link.asked.find((a) => a.t === t && !a.today && !a.same)
      if (asked || !link.plain || link.step || t.follows) control(t, asked?.v)
    }
  }

  function restore() {
    for (const back of kept.splice(0).reverse()) back()
    delete root.dataset.opening
  }

  // What the reader is told about the program: how much of it is there, or why it
  // will not come, and how to get on.

  const reasons = {
    wasm: 'This browser does not run WebAssembly: another one will answer.',
    part: 'A part of the page did not come: reload it.',
    broken: 'A part of the page does not work: reload it, or try another browser.',
    status: 'The program is not where it should be on this site: tell its owner.',
    fetch: 'The program could not be fetched: look at the connection, then reload the page.',
    other: 'The site sent something else in the place of the program: tell its owner.',
    cut: 'The program came incomplete: reload the page.',
    refused: 'This browser or this site does not allow the page to compute: try another browser, or tell the site’s owner.',
    old: 'The site has been renewed, and a cache still has its pages of before: reload the page in a few minutes.',
    late: 'Nothing more of the program has come for a while: reload the page, or wait.',
  }
  const patience = 20_000
  let came = 0
  let waiting
  let ran = false

  const tell = (how, text) => {
    const whose = find('#whose')
    if (!whose) return
    root.dataset.whose = how
    if (how === 'failed') whose.dataset.note = 'failed'
    whose.textContent = text
  }

  function progress(bytes = came) {
    came = bytes
    clearTimeout(waiting)
    if (root.dataset.state !== 'static') return
    waiting = setTimeout(() => root.dataset.state === 'static' && explain('late'), patience)
    if (!seconds) return
    const size = Number(root.dataset.size)
    const part = came === 0 ? '' : size > 0 ? ` ${Math.min(99, Math.floor((100 * came) / size))} % is there.` : ` ${(came / 1e6).toFixed(1)} MB are there.`
    tell('coming', (link?.row === undefined ? (link ? 'Your link is being answered.' : 'The sliders will move in a moment.') : 'Answered by formula. The rest is on its way.') + part)
  }
  // Who waits for less than a second need not read why.
  let seconds = false
  setTimeout(() => { seconds = true; progress() }, 1000)

  // explain says whose numbers stand there, and why.
  function explain(reason) {
    const why = reasons[reason] ?? reasons.broken
    const answered = link && link.row !== undefined && !ran
    if (!answered) restore()
    for (const e of every('.controls, .lever, .chart > .switch')) e.inert = true
    tell('failed', !link ? `Nothing moves here. What you read is for the starting values and was computed beforehand. ${why}`
      : answered ? `The sentence is the answer to your link, by formula. The rest of the page cannot be shown. ${why}`
        : `These are not the numbers of your link. It asks for ${link.asked.length > 0 ? asks(link) : 'values of its own'}. What stands here is for ${link.asked.length > 0 ? starts(link) : 'the starting values'}. ${why}`)
  }

  // fail ends the waiting, unless a newer page takes the place of this one.
  let failing = false
  async function fail(reason) {
    if (failing || root.dataset.state !== 'static') return
    failing = true
    const newer = await globalThis.kingman.renew()
    if (newer === 'coming') return
    root.dataset.state = 'failed'
    delete root.dataset.guessing
    clearTimeout(waiting)
    const say = () => explain(newer || reason)
    if (document.readyState === 'loading') document.addEventListener('DOMContentLoaded', say)
    else say()
  }

  addEventListener('error', ({ target, filename = '' }) => {
    const file = target.tagName === 'SCRIPT' ? target.src : filename
    if (/\/(app|wasm_exec)\.js$/.test(file)) fail(target.tagName === 'SCRIPT' ? 'part' : 'broken')
  }, true)

  const link = read()
  if (link) root.dataset.opening = link.row === undefined ? 'other' : 'main'
  document.addEventListener('readystatechange', () => document.readyState === 'interactive' && show())

  globalThis.kingman.opening = {
    progress, fail,
    // run is called when the program will answer in this very task.
    run() {
      ran = true
      restore()
    },
  }
})()

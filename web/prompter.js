// The presenter's own window: the step that the audience sees, the next one, and a
// clock. It is an empty page of this one's origin, written from here, so that it works
// from a disk, too. Keys that are pressed there count as if pressed here.
let win
let since
let shown

const element = (document, tag, className, text) => Object.assign(document.createElement(tag), { className, textContent: text })

function write() {
  if (!win || win.closed || !shown) return
  const { document } = win
  const [where, says, headline, next] = shown
  document.title = where
  const spent = Math.floor((Date.now() - since) / 1000)
  const time = `${Math.floor(spent / 60)}:${String(spent % 60).padStart(2, '0')} · ${new Date().toLocaleTimeString([], { hour: '2-digit', minute: '2-digit' })}`
  const parts = [['p', 'count', where], ['p', 'time', time], ['h1', 'says', says], ['p', 'sentence', headline], ['h2', 'count', 'Next'], ['p', 'next', next]]
  document.body.replaceChildren(...parts.map((part) => element(document, ...part)))
}

export const prompter = {
  // open opens the window, or takes up the one that a reload has left; it returns "" if
  // the browser refuses.
  open() {
    win = window.open('', 'kingman-prompter', 'popup,width=720,height=560')
    if (!win) return ''
    const { document } = win
    document.documentElement.dataset.prompter = ''
    if (!document.querySelector('link, style')) {
      const style = globalThis.document.querySelector('link[rel=stylesheet], style') // the latter in the single file
      const copy = document.importNode(style, true)
      if (style.href) copy.href = style.href
      document.head.append(copy)
    }
    win.onkeydown = (e) => {
      globalThis.document.body.dispatchEvent(new KeyboardEvent('keydown', { key: e.key, bubbles: true, cancelable: true }))
      e.preventDefault()
    }
    since ??= Date.now()
    write()
    return 'open'
  },
  // show tells the window where the talk is, what is said, what the page answers, and
  // what comes next.
  show(...all) {
    shown = all
    write()
  },
}

setInterval(write, 1000)

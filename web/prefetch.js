// Asks for the program of the argument that comes next before the reader goes
// there: when the pointer rests on the way to it, and when presenting. Whoever
// pays by the byte, or has a slow line, gets it when it is asked for.
const root = document.documentElement
const asked = new Set([root.dataset.argument])

const dear = () => {
  if (self.origin === 'null' || globalThis.inOneFile) return true // nothing can be fetched here
  const line = navigator.connection
  return Boolean(line && (line.saveData || line.type === 'cellular' || /2g|3g/.test(line.effectiveType ?? '')))
}

function ask(id) {
  if (!id || asked.has(id) || dear()) return
  asked.add(id)
  const whenIdle = globalThis.requestIdleCallback ?? setTimeout
  // It may still come when this page is left already. What does not come is asked
  // for again by the page that needs it.
  whenIdle(() => fetch(`${root.dataset.files}${id}.wasm`, { priority: 'low', keepalive: true }).then((r) => r.arrayBuffer()).catch(() => asked.delete(id)))
}

export function askAhead() {
  let rest
  document.addEventListener('pointerover', (e) => {
    clearTimeout(rest)
    const way = e.target.closest?.('a[data-argument]')
    if (way) rest = setTimeout(ask, 150, way.dataset.argument)
  })
  document.addEventListener('focusin', (e) => ask(e.target.closest?.('a[data-argument]')?.dataset.argument))
  const next = () => {
    if ('present' in root.dataset && root.dataset.state !== 'static') ask(document.querySelector('a[rel=next]')?.dataset.argument)
  }
  new MutationObserver(next).observe(root, { attributeFilter: ['data-present', 'data-state'] })
}

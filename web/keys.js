// Keys that are nobody's here. A slider that has the focus would take PageUp and
// PageDown, with which people read on and clickers go on. In a frame every key that
// does nothing here is the host's, which hears of it by message.
const framed = self !== top
const codes = { PageUp: 33, PageDown: 34, ' ': 32, Enter: 13, Escape: 27, ArrowLeft: 37, ArrowUp: 38, ArrowRight: 39, ArrowDown: 40, Home: 36, End: 35 }

// taken says whether what has the focus does something with the key.
function taken(e) {
  const paging = e.key === 'PageUp' || e.key === 'PageDown'
  const focus = e.target.closest?.('input, textarea, button, summary, a[href], dialog, [role=slider]')
  if (!focus || e.key === 'Escape') return false
  return focus.matches('input[type=range], [role=slider]') ? !paging : focus.matches('dialog, textarea, input') || e.key === ' ' || e.key === 'Enter'
}

addEventListener('keydown', (e) => {
  if (e.defaultPrevented || e.ctrlKey || e.metaKey || e.altKey || e.isComposing || e.key === 'Tab' || document.querySelector('dialog[open]') || taken(e)) return
  if (e.key === 'PageUp' || e.key === 'PageDown') {
    e.preventDefault()
    if (!framed) scrollBy({ top: (e.key === 'PageUp' ? -0.9 : 0.9) * innerHeight })
  }
  if (!framed) return
  // In the form that reveal.js acts upon by itself; other hosts read "key".
  parent.postMessage(JSON.stringify({ namespace: 'kingman', key: e.key, method: 'triggerKey', args: [codes[e.key] ?? e.keyCode] }), '*')
  if (e.key === 'Escape') {
    document.activeElement?.blur()
    parent.focus()
  }
})

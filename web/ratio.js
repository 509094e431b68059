// The pixels of the screen for one of the page: more on dense screens, others
// when the page is zoomed or goes to another screen.
export const ratio = () => Math.min(4, globalThis.devicePixelRatio || 1)

// onRatio calls fn whenever that changes. Only a query for the value that it has
// had says so when the page goes to another screen; when it is zoomed its size
// changes, too.
export function onRatio(fn) {
  if (!globalThis.matchMedia) return // when the site is built
  let was
  const look = () => {
    if (devicePixelRatio === was) return
    const first = was === undefined
    was = devicePixelRatio
    matchMedia(`(resolution: ${was}dppx)`).addEventListener('change', look, { once: true })
    if (!first) fn()
  }
  look()
  addEventListener('resize', look)
}

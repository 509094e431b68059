// The pixels of the screen for one of the page: more on dense screens, others
// when the page is zoomed or goes to another screen.
export const ratio = () => Math.min(4, globalThis.devicePixelRatio || 1)

// onRatio calls fn whenever that changes. No event says so but that of a query
// for the value that it has had.
export function onRatio(fn) {
  globalThis.matchMedia?.(`(resolution: ${globalThis.devicePixelRatio}dppx)`).addEventListener('change', () => {
    fn()
    onRatio(fn)
  }, { once: true })
}

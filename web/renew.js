// Stands in every page and runs early. What a page loads is in a folder named by its
// build, so that parts of two builds never meet. After a release that folder may be gone
// while a cache still has the page: then the page is asked for anew, once.
;(() => {
  const root = document.documentElement
  const key = 'kingman.files'
  const patience = 5000

  // anew says what came of it: 'coming' if a newer page is about to take the place of this
  // one, 'old' if that was tried already and a cache gave this one again, or '' if this is
  // the newest.
  async function anew() {
    try {
      const page = await fetch(location.pathname + location.search, { cache: 'reload', signal: AbortSignal.timeout(patience) })
      const [, files] = /<html [^>]*data-files="([^"]*)"/.exec(await page.text()) ?? []
      if (files === undefined || files === root.dataset.files) return ''
      if (sessionStorage.getItem(key) === files) return 'old'
      sessionStorage.setItem(key, files)
      location.reload()
      return 'coming'
    } catch {
      return '' // nothing may be fetched or kept here
    }
  }

  let asked
  const renew = () => (asked ??= anew())
  addEventListener('error', ({ target }) => (target.tagName === 'LINK' || target.tagName === 'SCRIPT') && renew(), true)
  globalThis.kingman = { renew }
})()

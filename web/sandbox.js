// Stands in every page and runs before anything else is asked for. In a frame whose
// sandbox takes the page's origin away, WebKit holds that nothing comes from 'self', and
// refuses style, scripts and program. The one file has them inside: it takes over there.
;(() => {
  if (self.origin !== 'null' || location.protocol === 'file:') return
  document.addEventListener('securitypolicyviolation', (e) => {
    if (!e.blockedURI.startsWith(location.origin) || globalThis.inOneFile) return
    const { argument = 'gallery' } = document.documentElement.dataset
    const { search, hash } = location
    const named = /[?#&;]s=/.test(search + hash) || argument === 'gallery'
    location.replace(`kingman.html${search}${named ? hash : `#s=${argument}${hash.replace('#', '&')}`}`)
  }, { once: true })
})()

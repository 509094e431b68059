// Stands in every page and runs first. Where a host serves the site for its folder
// without the slash, all that belongs to the page is below that folder, not beside it.
;(() => {
  const name = /[^/]*$/.exec(location.pathname)[0]
  if (name && !/\.html?$/i.test(name) && name !== (document.documentElement.dataset.argument ?? 'gallery')) {
    const base = document.createElement('base')
    base.href = `${location.pathname}/`
    document.head.prepend(base)
  }
})()

// Runs before anything is shown: a link that plainly names another argument
// than this page's is taken to that argument's page, whole. The site's first page
// has no argument and leads every link on. What is not plain
// (escaped, cut short, doubled) is left to the program, which forgives; where
// this script decides, the program always agrees, and where it does not, it
// does not on any page: so neither sends a reader in circles.
import './looks.js'

;(() => {
  const root = document.documentElement
  const here = root.dataset.argument
  // Who is asked for a guess must not see the answer before the program comes.
  if (/[?&]guess(=(1|true|yes|on)?)?(&|$)/i.test(location.search)) root.dataset.guessing = ''

  const ids = root.dataset.arguments.split(' ')

  // named returns the argument that one part of an address names: '' if it
  // leaves that to the other part, undefined if it is not plain.
  const named = (part, whole) => {
    if (/[^\w.~=&-]/.test(part) || part.length > 2000) return
    const pairs = part.split('&')
    const names = pairs.filter((p) => /^\.*s\.*(=|$)/i.test(p))
    if (names.length === 0) return pairs.some((p) => /^\.*v\.*(=|$)/i.test(p)) && whole ? undefined : ''
    const id = names[0].slice(2)
    return names.length === 1 && names[0].startsWith('s=') && ids.includes(id) ? id : undefined
  }
  const hash = location.hash.slice(1)
  const query = location.search.slice(1)
  let id = named(hash, true)
  if (id === '') id = named(query, false)

  if (here && id && id !== here && !/(^|&)move\b/i.test(query)) {
    root.dataset.leaving = ''
    setTimeout(() => delete root.dataset.leaving, 3000) // should the other page not come
    location.replace(`${id}.html${location.search}${location.hash}`)
  }
  if (here) return
  if (/\bgallery(\.html)?$/.test(location.pathname)) {
    // A reader who comes from an argument takes its values along.
    if (!hash || !id) return
    addEventListener('DOMContentLoaded', () => {
      for (const a of document.querySelectorAll('a[data-argument]')) {
        a.href = a.dataset.argument + (a.dataset.argument === id ? '.html#' : '.html?move=1#') + hash
      }
    })
    return
  }
  // The site's first page leads a link on to its argument. A link that names none is
  // about the first, and one that is not plain is for a program to read.
  const lead = () => {
    if (!/[^=&]=|%3d/i.test(location.hash) && !/(^|[?&])(v|s|embed)=/i.test(location.search)) return
    let id = named(location.hash.slice(1), true)
    if (id === '') id = named(location.search.slice(1), false)
    location.replace(`${id || ids[0]}.html${location.search}${location.hash}`)
  }
  lead()
  addEventListener('hashchange', lead)
})()

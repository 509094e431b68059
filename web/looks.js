// How the page looks is chosen by the query alone, before anything is shown and
// whether or not the program ever comes: embed=1, present=1, show=, theme=.
const root = document.documentElement
const asked = new Map([...new URLSearchParams(location.search.replaceAll('&amp;', '&'))].map(([name, value]) => [name.toLowerCase(), value.toLowerCase()]))
const flag = (name) => asked.has(name) && !/^(0|false|no|off)$/.test(asked.get(name))
const list = (name) => (asked.get(name) ?? '').split(/[ ,+]+/).filter(Boolean)

if (flag('embed')) root.dataset.embed = ''
if (flag('present')) root.dataset.present = ''

// Without a ground of its own the page stands on the host's, of which it cannot
// learn whether it is dark: it is taken to be light unless the host says otherwise.
const theme = list('theme')
if (theme.includes('transparent')) root.dataset.ground = 'none'
if (theme.includes('dark')) root.dataset.theme = 'dark'
else if (theme.includes('light') || 'ground' in root.dataset) root.dataset.theme = 'light'

const show = list('show')
if (show.length > 0) {
  root.dataset.show = ''
  addEventListener('DOMContentLoaded', () => {
    const rows = [...document.querySelectorAll('[data-control]')]
    const shown = rows.filter((row) => show.includes(row.dataset.control))
    if (shown.length === 0 && !show.includes('none')) return
    for (const row of rows) row.hidden = !shown.includes(row)
    const more = document.querySelector('#more')
    if (!more) return
    more.open = true
    more.classList.add('bare')
  })
}

// A picture of what is on the screen, to be shown where there is no page: the
// question, the sentence, the charts as they stand, the settings, the link and the
// day, as one SVG or as a PNG of it.
import { generate } from 'lean-qr'
import { toSvgPath } from 'lean-qr/extras/svg'

const escape = (text) => text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c])

// seen are the charts of which the reader sees at least half, else the first.
function seen() {
  const charts = [...document.querySelectorAll('[data-chart]')].filter((c) => c.querySelector('[data-plot][data-drawn]')?.clientWidth > 0)
  const half = charts.filter((c) => {
    const { top, bottom } = c.querySelector('[data-plot]').getBoundingClientRect()
    return Math.min(bottom, innerHeight) - Math.max(top, 0) > (bottom - top) / 2
  })
  return half.length > 0 ? half : charts.slice(0, 1)
}

// settings are the values of all sliders as the page says them, with today's where
// that is another.
export function settings() {
  return [...document.querySelectorAll('[data-control]')].map((row) => {
    const [label, output] = [row.querySelector('label'), row.querySelector('output')].map((e) => e.textContent.trim())
    const today = 'pinned' in row.dataset ? row.querySelector('[data-today]') : null
    const sign = today?.parentElement.querySelector('.sign')?.textContent ?? ''
    return `${label} ${output}${today ? ` (today ${today.value}${sign && ` ${sign}`})` : ''}`
  })
}

// A Page is a column of lines and drawings, written from the top to the bottom.
class Page {
  constructor(width, margin) {
    Object.assign(this, { width, margin, y: margin, parts: [] })
    const css = getComputedStyle(document.documentElement)
    this.colour = (name) => css.getPropertyValue(`--${name}`).trim()
    this.pen = document.createElement('canvas').getContext('2d')
  }

  // write sets words, each {text, colour, bold}, in as many lines as they need.
  write(words, size, family, width = this.width - 2 * this.margin) {
    const font = (w) => `${w.bold ? 700 : 400} ${size}px ${this.colour(family)}`
    const length = (w, text) => ((this.pen.font = font(w)), this.pen.measureText(text).width)
    const lines = [[]]
    let at = 0
    for (const w of words) {
      const space = lines.at(-1).length > 0 && !w.glued ? length(w, ' ') : 0
      const own = length(w, w.text)
      if (at + space + own > width && lines.at(-1).length > 0 && !w.glued) {
        lines.push([])
        at = 0
      } else at += space
      lines.at(-1).push({ ...w, x: at })
      at += own
    }
    for (const line of lines) {
      this.y += 1.3 * size
      for (const w of line) {
        this.parts.push(`<text x="${(this.margin + w.x).toFixed(1)}" y="${(this.y - 0.3 * size).toFixed(1)}" font-size="${size}" font-weight="${w.bold ? 700 : 400}" font-family="${escape(this.colour(family))}" fill="${this.colour(w.colour)}">${escape(w.text)}</text>`)
      }
    }
  }

  say(text, size, colour, family = 'sans', width, bold = false) {
    this.write(text.split(/\s+/).filter(Boolean).map((t) => ({ text: t, colour, bold })), size, family, width)
  }

  svg() {
    const height = Math.ceil(this.y + this.margin)
    return `<svg xmlns="http://www.w3.org/2000/svg" width="${this.width}" height="${height}" viewBox="0 0 ${this.width} ${height}"><rect width="100%" height="100%" fill="${this.colour('paper')}"/>${this.parts.join('')}</svg>`
  }
}

// wordsOf cuts the sentence into its words; a sign that stands against a number
// stays with it.
function wordsOf(headline) {
  const words = []
  let blank = true
  for (const node of headline.childNodes) {
    const kind = node.nodeType === Node.ELEMENT_NODE ? node.className : ''
    const look = { colour: { whatif: 'accent', today: 'slate' }[kind] ?? 'ink', bold: kind !== '' }
    for (const piece of node.textContent.split(/(\s+)/)) {
      if (piece.trim()) words.push({ text: piece, ...look, glued: !blank })
      if (piece) blank = !piece.trim()
    }
  }
  return words
}

// draw returns the picture as SVG. Day is when it is made, in words.
export function draw({ url, day }) {
  const figures = seen()
  const boxes = figures.map((f) => f.querySelector('[data-plot]').getBoundingClientRect())
  const left = Math.min(...boxes.map((b) => b.left))
  const right = Math.max(...boxes.map((b) => b.right))
  const margin = 32
  const page = new Page(Math.max(640, Math.ceil(right - left) + 2 * margin), margin)
  page.say(document.querySelector('#question').textContent, 17, 'quiet', 'serif')
  page.y += 4
  page.write(wordsOf(document.querySelector('#headline')), 26, 'serif')
  page.y += 16

  // Charts stand to each other as they do on the screen.
  const heads = figures.map((f) => f.querySelector('figcaption').getBoundingClientRect())
  const top = Math.min(...heads.map((h) => h.top))
  const begin = page.y
  let end = begin
  figures.forEach((figure, i) => {
    const [x, y] = [margin + boxes[i].left - left, begin + heads[i].top - top]
    const title = new Page(boxes[i].width, 0)
    Object.assign(title, { y, margin: x })
    title.say(figure.querySelector('[data-title]').textContent, 15, 'ink', 'serif', boxes[i].width, true)
    title.say(figure.querySelector('[data-subtitle]').textContent, 11.5, 'quiet', 'sans', boxes[i].width)
    const drawn = globalThis.kingman.charts.svg(figure.dataset.chart).replace('<svg ', `<svg x="${x}" y="${title.y + 4}" `)
    page.parts.push(...title.parts, drawn)
    end = Math.max(end, title.y + 4 + boxes[i].height)
  })
  page.y = end + 16

  const code = generate(url)
  const side = 96
  const foot = page.y
  page.parts.push(`<line x1="${margin}" x2="${page.width - margin}" y1="${foot - 8}" y2="${foot - 8}" stroke="${page.colour('rule')}"/>`)
  const room = page.width - 2 * margin - side - 24
  const setting = settings().flatMap((s) => s.split(' ').concat('·')).slice(0, -1).join(' ')
  page.say(setting, 13, 'ink', 'sans', room)
  page.y += 6
  page.say(`Kingman, ${day}. Durations are in working time.`, 12, 'quiet', 'sans', room)
  // An address has no blanks: it is broken where the line ends.
  for (const line of url.match(new RegExp(`.{1,${Math.floor(room / 6.6)}}`, 'g'))) page.say(line, 12, 'quiet', 'sans', Infinity)
  page.y = Math.max(page.y, foot + side)
  const quiet = 2
  const scale = side / (code.size + 2 * quiet)
  page.parts.push(`<g transform="translate(${page.width - margin - side} ${foot}) scale(${scale})"><rect width="${code.size + 2 * quiet}" height="${code.size + 2 * quiet}" fill="#fff"/><path transform="translate(${quiet} ${quiet})" fill="#000" d="${toSvgPath(code)}"/></g>`)
  return page.svg()
}

// toPNG returns an SVG as a PNG with twice its pixels, for dense screens and print.
export async function toPNG(svg) {
  const image = new Image()
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(svg)}`
  await image.decode()
  const canvas = document.createElement('canvas')
  canvas.width = 2 * image.naturalWidth
  canvas.height = 2 * image.naturalHeight
  canvas.getContext('2d').drawImage(image, 0, 0, canvas.width, canvas.height)
  return new Promise((done, failed) => canvas.toBlob((blob) => (blob ? done(blob) : failed(new Error('no picture came of it'))), 'image/png'))
}

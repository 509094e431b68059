// The queue made visible: draws on a canvas what wasm/live has laid out. What
// stands still is drawn once, aside; each frame is that, the dots and the words
// that change.
import { onRatio, ratio } from './ratio.js'

let scene // what stands still
let still // its picture
let captions = []
let latest // the numbers of the latest frame
let dense = 1 // pixels of the screen for one of the page
let colours = {}

const canvas = () => document.querySelector('#live canvas')

function write(c, labels) {
  c.textBaseline = 'middle'
  for (const l of labels) {
    c.font = `${l.Strong ? 700 : 400} ${l.Size}px ${colours.sans}`
    c.textAlign = l.Align
    c.fillStyle = colours[l.Colour]
    c.fillText(l.Text, l.X, l.Y)
  }
}

function drawStill(c) {
  c.lineCap = 'round'
  for (const row of scene.Rows) {
    const u = row.Unit
    for (const k of row.Links) {
      c.lineWidth = 1.25 * u
      c.setLineDash(k.Slow ? [1, 4 * u] : [])
      c.strokeStyle = k.Slow ? colours.quiet : colours.rule
      c.beginPath()
      c.moveTo(k.X0, k.Y0)
      const [mx, my] = [(k.X0 + k.X1) / 2, (k.Y0 + k.Y1) / 2 + 2 * k.Bend]
      c.quadraticCurveTo(mx, my, k.X1, k.Y1)
      c.stroke()
      c.setLineDash([])
      arrow(c, k.X1, k.Y1, Math.atan2(k.Y1 - my, k.X1 - mx || 1e-9), u)
    }
    for (const p of row.Places) {
      // The ground of a line, quieter than anything that stands on it.
      c.strokeStyle = colours.hair
      c.lineWidth = 1 * u
      c.beginPath()
      c.moveTo(p.Left, p.Y)
      c.lineTo(p.X, p.Y)
      c.stroke()
      if (p.Gate) {
        c.strokeStyle = colours.ink
        c.lineWidth = 2.5 * u
        c.beginPath()
        c.moveTo(p.X + 2 * u, p.Y - 17 * u)
        c.lineTo(p.X + 2 * u, p.Y + 17 * u)
        c.stroke()
      }
    }
    write(c, row.Labels)
  }
}

function arrow(c, x, y, angle, u) {
  c.beginPath()
  for (const turn of [2.6, -2.6]) {
    c.moveTo(x, y)
    c.lineTo(x + 5 * u * Math.cos(angle + turn), y + 5 * u * Math.sin(angle + turn))
  }
  c.stroke()
}

function dot(c, x, y, r) {
  c.beginPath()
  c.arc(x, y, r, 0, 2 * Math.PI)
}

// prepare draws what stands still, in the theme and for the screen as they are.
function prepare() {
  const css = getComputedStyle(document.documentElement)
  colours = {}
  for (const name of ['paper', 'ink', 'quiet', 'hair', 'rule', 'accent', 'accent-soft', 'slate', 'sans']) colours[name] = css.getPropertyValue(`--${name}`).trim()
  dense = ratio()
  still = document.createElement('canvas')
  for (const one of [canvas(), still]) {
    one.width = Math.round(scene.Width * dense)
    one.height = Math.round(scene.Height * dense)
  }
  const context = still.getContext('2d')
  context.scale(dense, dense)
  drawStill(context)
}

// paint draws a frame: how much of the run is over, and of each row its servers
// and its dots.
function paint(n) {
  const c = canvas().getContext('2d')
  c.setTransform(1, 0, 0, 1, 0, 0)
  c.clearRect(0, 0, still.width, still.height)
  c.drawImage(still, 0, 0)
  c.scale(dense, dense)
  let at = 2
  for (const row of scene.Rows) {
    const u = row.Unit
    const colour = colours[row.Colour]
    const [dots, servers] = n.subarray(at, (at += 2))
    const items = n.subarray(at, (at += 5 * dots))
    for (const end = at + 5 * servers; at < end; at += 5) {
      const [x, y, r, busy, done] = n.subarray(at, at + 5)
      dot(c, x, y, r)
      c.fillStyle = colours.paper
      c.fill()
      c.lineWidth = 1.25 * u
      c.strokeStyle = busy ? colours.rule : colours.quiet
      c.stroke()
      if (!busy) continue
      c.globalAlpha = 0.16
      c.fillStyle = colour
      c.fill()
      c.globalAlpha = 1
      c.beginPath()
      c.arc(x, y, r, -Math.PI / 2, -Math.PI / 2 + 2 * Math.PI * done)
      c.strokeStyle = colour
      c.lineWidth = 2 * u
      c.stroke()
    }
    for (let k = 0; k < items.length; k += 5) {
      const [x, y, r, kind, alpha] = items.subarray(k, k + 5)
      c.globalAlpha = alpha
      dot(c, x, y, r)
      if (kind === 1) {
        c.fillStyle = colours.paper
        c.fill()
        c.strokeStyle = colour
        c.lineWidth = 1.1 * u
        c.stroke()
      } else {
        c.fillStyle = colour
        c.fill()
      }
      if (kind === 2) {
        dot(c, x, y, r + 2.2 * u)
        c.strokeStyle = colours.ink
        c.lineWidth = 1.1 * u
        c.stroke()
      }
      c.globalAlpha = 1
    }
  }
  write(c, captions)
  document.querySelector('#live .scrub').style.setProperty('--at', n[0])
}

onRatio(() => {
  if (!latest) return
  prepare()
  paint(latest)
})

export const live = {
  // unit is the size of a pixel of the design, which grows when presenting.
  unit() {
    return String(parseFloat(getComputedStyle(canvas()).fontSize) / 13)
  },
  // set takes a new scene, and the theme as it is; a frame must follow.
  set(json) {
    scene = JSON.parse(json)
    captions = []
    prepare()
  },
  // captions takes the words that change.
  captions(json) {
    captions = JSON.parse(json)
  },
  // frame draws one frame.
  frame(bytes) {
    latest = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
    paint(latest)
  },
}

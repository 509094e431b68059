// The queue made visible: draws on a canvas what wasm/live has laid out. What
// stands still is drawn once, aside; each frame is that and the dots.
let scene // what stands still
let still // its picture
let captions = []
let ratio = 1
let colours = {}

const canvas = () => document.querySelector('#live canvas')

function font(c, size, strong) {
  c.font = `${strong ? 700 : 400} ${size * scene.Unit}px ${colours.sans}`
}

// write writes a text that fits, shortened if it must be.
function write(c, text, x, y, room, align = 'left') {
  c.textAlign = align
  while (text.length > 1 && c.measureText(text).width > room) text = text.replace(/.…?$/, '').trimEnd() + '…'
  c.fillText(text, x, y)
}

function drawStill(c) {
  const u = scene.Unit
  c.lineCap = 'round'
  for (const row of scene.Rows) {
    const colour = colours[row.Colour]
    c.textBaseline = 'middle'
    c.fillStyle = colour
    font(c, 12.5, true)
    write(c, row.Name, 0, row.Y - 7 * u, row.Source - 8 * u)
    c.fillStyle = colours.quiet
    font(c, 11.5)
    write(c, row.Item, 0, row.Y + 8 * u, row.Source - 8 * u)
    c.strokeStyle = colours.rule
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
      if (k.Slow && k.Bend !== 0) {
        font(c, 11)
        c.fillStyle = colours.quiet
        write(c, k.Name, mx, (k.Y0 + k.Y1) / 2 + k.Bend + (k.Bend > 0 ? -9 : 9) * u, Math.abs(k.X1 - k.X0), 'center')
      }
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

export const live = {
  // unit is the size of a pixel of the design, which grows when presenting.
  unit() {
    return String(parseFloat(getComputedStyle(canvas()).fontSize) / 13)
  },
  // set takes a new scene, and the theme as it is.
  set(json) {
    scene = JSON.parse(json)
    captions = []
    const css = getComputedStyle(document.documentElement)
    colours = {}
    for (const name of ['paper', 'ink', 'quiet', 'hair', 'rule', 'accent', 'accent-soft', 'slate', 'sans']) colours[name] = css.getPropertyValue(`--${name}`).trim()
    ratio = Math.min(3, globalThis.devicePixelRatio || 1)
    const c = canvas()
    still = document.createElement('canvas')
    for (const one of [c, still]) {
      one.width = Math.round(scene.Width * ratio)
      one.height = Math.round(scene.Height * ratio)
    }
    const context = still.getContext('2d')
    context.scale(ratio, ratio)
    drawStill(context)
  },
  captions(json) {
    captions = JSON.parse(json)
  },
  // frame draws one frame.
  frame(bytes) {
    const n = new Float64Array(bytes.buffer, bytes.byteOffset, bytes.byteLength / 8)
    const c = canvas().getContext('2d')
    const u = scene.Unit
    c.setTransform(1, 0, 0, 1, 0, 0)
    c.clearRect(0, 0, still.width, still.height)
    c.drawImage(still, 0, 0)
    c.scale(ratio, ratio)
    c.textBaseline = 'middle'
    let at = 1
    scene.Rows.forEach((row, i) => {
      const colour = colours[row.Colour]
      const [dots, servers, numbers] = n.subarray(at, (at += 3))
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
      for (const end = at + 4 * numbers; at < end; at += 4) {
        const [x, y, value, kind] = n.subarray(at, at + 4)
        c.fillStyle = kind === 0 ? colour : colours.quiet
        font(c, kind === 0 ? 13 : 12, kind === 0)
        if (kind === 0) write(c, `+${value}`, x, y, 200, 'right')
        else if (kind === 1) write(c, `${value} busy`, x - 6 * u, y, 200)
        else {
          write(c, `${value}`, x + 7 * u, y - 7 * u, 200)
          write(c, 'done', x + 7 * u, y + 8 * u, 200)
        }
      }
      // A name stands below its servers, or its gate, and to its left who waits.
      row.Places.forEach((p, k) => {
        // Many names in little room take turns between two lines.
        const tight = scene.Width < 560 * u && row.Places.length > 2
        const y = row.Top + row.Height - (tight && k % 2 === 0 ? 19 : 7) * u
        c.fillStyle = colours.ink
        font(c, 11.5, true)
        const room = (p.Right - p.Left) * (tight ? 2.2 : 1)
        const name = Math.min(room, c.measureText(p.Name).width)
        if (tight) write(c, p.Name, Math.max(name / 2, Math.min(scene.Width - name / 2, p.X)), y, room, 'center')
        else write(c, p.Name, p.Right, y, room, 'right')
        const text = captions[i]?.[k] ?? ''
        c.fillStyle = colours.quiet
        font(c, 11.5)
        if (!tight && text && room - name > 46 * u) write(c, text, p.Right - name - 7 * u, y, room - name - 7 * u, 'right')
      })
    })
  },
}

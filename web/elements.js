// What charts are drawn with: ECharts' engine alone. Its charts would work out anew at
// every change what this page has already decided, and lay out axes that cannot
// travel.
import { graphic } from 'echarts/core'

// A trace is a line through points, x and y in turn, with gaps where one of
// them is not a number. Points that would fall on the one before are left out.
const Trace = graphic.extendShape({
  shape: { points: [] },
  buildPath(path, { points }) {
    let drawing = false
    let [px, py] = [0, 0]
    for (let i = 0; i < points.length; i += 2) {
      const [x, y] = [points[i], points[i + 1]]
      if (Number.isNaN(x)) {
        drawing = false
        continue
      }
      const [dx, dy] = [x - px, y - py]
      if (drawing && dx * dx + dy * dy < 0.5) continue
      if (drawing) path.lineTo(x, y)
      else path.moveTo(x, y)
      drawing = true
      px = x
      py = y
    }
  },
})

// A hatch is lines at 45 degrees inside a polygon, cut off at its edges by hand:
// x ± y is the same all along a line. They stay where they are while the edges move.
const Hatch = graphic.extendShape({
  shape: { points: [], step: 1, back: false },
  buildPath(path, { points, step, back }) {
    const sign = back ? -1 : 1
    const sums = points.map(([x, y]) => x + sign * y)
    const most = Math.max(...sums)
    for (let sum = Math.ceil(Math.min(...sums) / step) * step; sum < most; sum += step) {
      const crossings = []
      points.forEach(([x], i) => {
        const [a, b] = [sums.at(i - 1) - sum, sums[i] - sum]
        const before = points.at(i - 1)[0]
        if (a < 0 !== b < 0) crossings.push(before + ((x - before) * a) / (a - b))
      })
      crossings.sort((a, b) => a - b)
      for (let k = 1; k < crossings.length; k += 2) {
        path.moveTo(crossings[k - 1], sign * (sum - crossings[k - 1]))
        path.lineTo(crossings[k], sign * (sum - crossings[k]))
      }
    }
  },
})

const classes = { circle: graphic.Circle, line: graphic.Line, polygon: graphic.Polygon, rect: graphic.Rect, text: graphic.Text, trace: Trace, hatch: Hatch }

// A Layer is a group of elements at one height.
export class Layer extends graphic.Group {
  constructor(z, zlevel) {
    super()
    this.height = { z, zlevel, silent: true }
  }

  // show draws what is described, in the place of what was: whatever is of the same type
  // stays the same element.
  show(described) {
    described.forEach(({ type, style, ...rest }, i) => {
      const old = this.childAt(i)
      if (old?.type === type) {
        old.attr(rest)
        old.useStyle(style)
        return
      }
      const element = new classes[type]({ ...rest, style, ...this.height })
      element.type = type
      if (old) this.replaceAt(element, i)
      else this.add(element)
    })
    while (this.childCount() > described.length) this.remove(this.childAt(this.childCount() - 1))
  }
}

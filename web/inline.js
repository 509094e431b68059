// Makes an SVG of the drawing library fit to stand inside a page whose content
// security policy allows no style but the style sheet's.

// inline returns svg without styles, scripts and names of its own: style
// attributes become presentation attributes, ids begin with the given name.
export function inline(svg, name) {
  return svg
    .replace(/<style[^>]*>[\s\S]*?<\/style>/g, '')
    .replace(/<([a-zA-Z]+)((?:\s+[\w:-]+="[^"]*")*)\s*(\/?)>/g, (_, tag, attributes, slash) => {
      const kept = []
      for (const [, key, value] of attributes.matchAll(/([\w:-]+)="([^"]*)"/g)) {
        if (key === 'style') kept.push(...presentation(value))
        else if (!dropped.test(key)) kept.push([key, rename(key, value, name)])
      }
      return `<${tag}${kept.map(([key, value]) => ` ${key}="${value}"`).join('')}${slash}>`
    })
    .replace(/<defs>\s*<\/defs>/g, '')
    .replace(/>\s*\n\s*</g, '><')
    .trim()
}

// Attributes that only the drawing library itself reads, or that HTML implies.
const dropped = /^(class|ecmeta_.*|pointer-events|baseProfile|version|xmlns(:.*)?|xml:space)$/

function rename(key, value, name) {
  if (key === 'd') return relative(value)
  if (key === 'transform') return value.replace(/\d+\.\d{2,}/g, (n) => String(Number(Number(n).toFixed(1))))
  if (key === 'id') return `${name}-${value}`
  return value.replace(/url\(#/g, `url(#${name}-`).replace(/^#(?=zr)/, `#${name}-`)
}

// presentation turns "font-size:12px;fill:red" into attributes. The font
// shorthand has no attribute of its own and is taken apart.
function presentation(style) {
  return style
    .split(';')
    .map((rule) => rule.trim())
    .filter(Boolean)
    .flatMap((rule) => {
      const colon = rule.indexOf(':')
      const key = rule.slice(0, colon).trim()
      const value = rule.slice(colon + 1).trim()
      if (key !== 'font') return [[key, value]]
      const font = /^(?:(italic|oblique|normal)\s+)?(?:(bold|normal|\d+)\s+)?([\d.]+px)\s+(.+)$/.exec(value)
      if (!font) throw new Error(`cannot take apart the font "${value}"`)
      const [, slant, weight, size, family] = font
      const parts = [['font-size', size], ['font-family', family]]
      if (weight) parts.push(['font-weight', weight])
      if (slant) parts.push(['font-style', slant])
      return parts
    })
}

// relative writes a path of straight lines by the way from each point to the next, which
// packs better than the places. They are tenths of a pixel, so nothing adds up.
function relative(d) {
  if (!/^(?:[ML]-?[\d.]+ -?[\d.]+)+$/.test(d)) return d
  const tenths = (n) => Math.round(10 * n)
  let [x, y, last] = [0, 0, '']
  return d.replace(/([ML])(\S+) ([^ML]+)/g, (_, verb, px, py) => {
    const [nx, ny] = [tenths(px), tenths(py)]
    const way = `${(nx - x) / 10} ${(ny - y) / 10}`
    ;[x, y] = [nx, ny]
    const small = verb.toLowerCase()
    const text = (small === last && small === 'l' ? ' ' : small) + way
    last = small
    return text
  }).replace(/^m/, 'M').replace(/ -/g, '-')
}

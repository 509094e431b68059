// Draws the cards of links: a JSON list of {file, lines, curve} in, PNG files out.
// Fonts come with the packages of web, so that every machine draws the same.
import { readFile, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import path from 'node:path'
import { text } from 'node:stream/consumers'

const web = path.resolve(process.argv[2])
const require = createRequire(path.join(web, 'package.json'))
const { initWasm, Resvg } = require('@resvg/resvg-wasm')
await initWasm(await readFile(require.resolve('@resvg/resvg-wasm/index_bg.wasm')))
const fonts = await Promise.all(['400Regular/SourceSerif4_400Regular.ttf', '700Bold/SourceSerif4_700Bold.ttf'].map((f) => readFile(require.resolve(`@expo-google-fonts/source-serif-4/${f}`))))

// The colours are those of the page on light paper.
const style = await readFile(path.join(web, 'look.css'), 'utf8')
const colour = (name) => {
  const [, hex] = new RegExp(`--${name}: (#[0-9a-f]+)`).exec(style) ?? []
  if (!hex) throw new Error(`web/look.css has no colour --${name}`)
  return hex
}
const escape = (words) => words.replace(/[&<>]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[c])
const write = (words, y, size, fill, weight = 400) => `<text x="64" y="${y}" font-size="${size}" font-weight="${weight}" fill="${colour(fill)}">${escape(words)}</text>`

for (const { file, lines, curve } of JSON.parse(await text(process.stdin))) {
  const drawn = curve.replace(/var\(--([a-z0-9-]+)\)/g, (_, name) => colour(name))
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="630" font-family="Source Serif 4"><rect width="1200" height="630" fill="${colour('paper')}"/>` +
    `<rect width="1200" height="10" fill="${colour('accent')}"/>` +
    write('Kingman', 78, 34, 'ink', 700) +
    lines.map((line, i) => write(line, 158 + 62 * i, 52, 'ink')).join('') +
    drawn.replace('<svg ', '<svg x="64" y="320" ') +
    write('Drag it until you believe it, or break it.', 606, 26, 'quiet') + '</svg>'
  await writeFile(file, new Resvg(svg, { font: { fontBuffers: fonts, defaultFontFamily: 'Source Serif 4' } }).render().asPng())
}

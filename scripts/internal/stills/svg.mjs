// Draws charts as SVG: a JSON list of {name, options, frame, data, width,
// height} in, a JSON list of SVG texts out.
import { text } from 'node:stream/consumers'
import { toSVG } from '../../../web/charts.js'
import { inline } from '../../../web/inline.js'

const stills = JSON.parse(await text(process.stdin))
const drawn = stills.map(({ name, options, frame, data, width, height }) => {
  // A copy of its own: Float64Array needs the bytes to start at a multiple of 8.
  const bytes = new Uint8Array(Buffer.from(data ?? '', 'base64'))
  return inline(toSVG(JSON.stringify(options), JSON.stringify(frame), bytes, width, height), name)
})
process.stdout.write(JSON.stringify(drawn))

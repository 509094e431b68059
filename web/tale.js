// A speaker's own story as text: in an address, and as a file.

const most = 40

const bytes = (text) => new TextEncoder().encode(text)
export const packed = (steps) => btoa(String.fromCharCode(...bytes(JSON.stringify(steps.map((s) => [s.link, s.says, s.points]))))).replace(/\+/g, '-').replace(/\//g, '_').replace(/=+$/, '')
export const unpacked = (text) => {
  const raw = atob(text.replace(/-/g, '+').replace(/_/g, '/'))
  return JSON.parse(new TextDecoder().decode(Uint8Array.from(raw, (c) => c.charCodeAt(0)))).map(([link, says, points]) => ({ link, says, points }))
}

// written is the story as a file: a step a line, for whoever edits it by hand.
export const written = (steps) => `{"steps": [\n${steps.map((s) => JSON.stringify(s)).join(',\n')}\n]}\n`

// A Mistake names the line that cannot be, and what is legal.
export class Mistake extends Error {}

// read returns the steps of a file's text.
export function read(text, arguments_) {
  const line = (at) => text.slice(0, at).split('\n').length
  let story
  try {
    story = JSON.parse(text)
  } catch (err) {
    const [, at] = /position (\d+)/.exec(err.message) ?? []
    const [, said] = /line (\d+)/.exec(err.message) ?? []
    throw new Mistake(`Line ${said ?? (at ? line(Number(at)) : text.trimEnd().split('\n').length)} is not JSON: a story is {"steps": [ … ]}, each step {"link": "v=1&s=…", "says": "…", "points": "…"}.`)
  }
  if (!Array.isArray(story?.steps) || story.steps.length === 0 || story.steps.length > most) throw new Mistake(`Line 1: a story has "steps", a list of 1 to ${most}.`)
  const begins = begin(text)
  return story.steps.map((step, i) => {
    const wrong = (what) => { throw new Mistake(`Line ${line(begins[i] ?? 0)}, step ${i + 1}: ${what}`) }
    check(step, arguments_, wrong)
    return { link: step.link.replace(/^#/, ''), says: step.says, points: step.points ?? '' }
  })
}

// check says by wrong what a step may not be.
function check(step, arguments_, wrong) {
  if (typeof step !== 'object' || !step) wrong('a step is {"link": "v=1&s=…", "says": "…", "points": "…"}.')
  const { link, says, points = '' } = step
  if (typeof link !== 'string' || !/^#?[\w.~=&-]{1,1500}$/.test(link)) wrong('"link" is what stands behind the # of a page’s address, from "v=1" on.')
  const id = /(?:^|[#&])s=([^&]*)/.exec(link)?.[1]
  if (!arguments_.includes(id)) wrong(`"link" must name an argument by s=, one of ${arguments_.join(', ')}.`)
  if (typeof says !== 'string' || says.trim() === '' || says.length > 300) wrong('"says" is a sentence of 1 to 300 letters.')
  if (typeof points !== 'string' || !/^[a-z-]{0,40}$/.test(points)) wrong('"points" is the name of a chart, such as "wait", or is left out.')
}

// begin returns where the objects begin that lie in the first list of a JSON text.
function begin(text) {
  const found = []
  let [depth, quoted] = [0, false]
  for (let i = 0; i < text.length; i++) {
    const c = text[i]
    if (quoted) {
      if (c === '\\') i++
      else if (c === '"') quoted = false
    } else if (c === '"') quoted = true
    else if ('{['.includes(c)) {
      depth++
      if (depth === 3) found.push(i)
    } else if ('}]'.includes(c)) depth--
  }
  return found
}

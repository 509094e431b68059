// The same models as in plain.c, written with care for JavaScript: typed arrays
// only, a ziggurat on 32-bit integers, no object and no allocation per event. A
// worker: it is sent { args: [model, batches, items, draws] } and sends back
// a line of JSON as plain.c prints it, about the same statistics. It draws
// "singly", each time when it is needed, or "in blocks", as the library does.

// The ziggurat for the exponential, Marsaglia and Tsang 2000: 256 layers. A
// draw takes one word, eight bits for the layer and 24 for the place in it.
const edge = 7.69711747013104972
const area = 3.949659822581572e-3
const inside = new Int32Array(257)
const width = new Float64Array(256)
const height = new Float64Array(256)
{
  const q = area / Math.exp(-edge)
  let x = edge
  let last = edge
  inside[0] = (x / q) * 2 ** 24
  width[0] = q / 2 ** 24
  width[255] = x / 2 ** 24
  height[0] = 1
  height[255] = Math.exp(-x)
  for (let i = 254; i >= 1; i--) {
    x = -Math.log(area / x + Math.exp(-x))
    inside[i + 1] = (x / last) * 2 ** 24
    last = x
    height[i] = Math.exp(-x)
    width[i] = x / 2 ** 24
  }
  inside[1] = 0
}

// xorshift128, Marsaglia 2003.
const state = new Int32Array([0x12345678, 0x2545f491, 0x1ce4e5b9, 0x7f4a7c15])

function word() {
  let t = state[0]
  const s = state[3]
  state[0] = state[1]
  state[1] = state[2]
  state[2] = s
  t ^= t << 11
  t ^= t >>> 8
  state[3] = t ^ s ^ (s >>> 19)
  return state[3]
}

const uniform = () => (word() >>> 0) * 2 ** -32

// A rare draw, from under the curve or from the tail.
function rare(i, x) {
  for (;;) {
    if (i === 0) return edge - Math.log(1 - uniform())
    if (height[i] + uniform() * (height[i - 1] - height[i]) < Math.exp(-x)) return x
    const w = word()
    i = w & 255
    x = (w >>> 8) * width[i]
    if ((w >>> 8) < inside[i]) return x
  }
}

function single() {
  const d = word()
  const i = d & 255
  const x = (d >>> 8) * width[i]
  return (d >>> 8) < inside[i] ? x : rare(i, x)
}

// Blocks keep the generator's state in local variables.
const block = new Float64Array(512)
let used = block.length

function fill() {
  let a = state[0], b = state[1], c = state[2], d = state[3]
  for (let n = 0; n < block.length; n++) {
    let t = a ^ (a << 11)
    t ^= t >>> 8
    a = b
    b = c
    c = d
    d = t ^ c ^ (c >>> 19)
    const i = d & 255
    let x = (d >>> 8) * width[i]
    if ((d >>> 8) >= inside[i]) {
      state[0] = a, state[1] = b, state[2] = c, state[3] = d
      x = rare(i, x)
      a = state[0], b = state[1], c = state[2], d = state[3]
    }
    block[n] = x
  }
  state[0] = a, state[1] = b, state[2] = c, state[3] = d
}

function fromBlock() {
  if (used === block.length) {
    fill()
    used = 0
  }
  return block[used++]
}

let exponential = single // chosen once, before anything is compiled

// What a batch adds up.
const wait = new Float64Array(3)
const visits = new Float64Array(3)
let lead = 0

let now = 0

// M/M/1: Lindley's recursion.
let free = 0

function mm1(items) {
  let at = now, ready = free, waits = 0, leads = 0
  for (let n = 0; n < items; n++) {
    at += exponential() / 0.8
    const start = ready > at ? ready : at
    ready = start + exponential()
    waits += start - at
    leads += ready - at
  }
  now = at, free = ready
  wait[0] = waits, lead = leads, visits[0] = items
}

// M/M/10: a binary heap of the moments at which the servers come free.
const servers = 10
const ready = new Float64Array(2 * servers + 1).fill(Infinity).fill(0, 0, servers)

function mm10(items) {
  let at = now, waits = 0, leads = 0
  for (let n = 0; n < items; n++) {
    at += exponential() / 9
    const start = ready[0] > at ? ready[0] : at
    const done = start + exponential()
    waits += start - at
    leads += done - at
    let i = 0
    for (let child = 1; child < servers; child = 2 * i + 1) {
      if (ready[child + 1] < ready[child]) child++
      if (ready[child] >= done) break
      ready[i] = ready[child]
      i = child
    }
    ready[i] = done
  }
  now = at
  wait[0] = waits, lead = leads, visits[0] = items
}

// The tandem: a binary heap of events, in two arrays, and a ring of items for
// every line.
const arrival = 3
const room = 1 << 16
const times = new Float64Array(8)
const kinds = new Int32Array(8)
const came = new Float64Array(3 * room)
const born = new Float64Array(3 * room)
const head = new Int32Array(3)
const tail = new Int32Array(3)
const busy = new Int32Array(3)
const servedBorn = new Float64Array(3)
let events = 0

function push(time, kind) {
  let i = events++
  while (i > 0) {
    const up = (i - 1) >> 1
    if (times[up] <= time) break
    times[i] = times[up]
    kinds[i] = kinds[up]
    i = up
  }
  times[i] = time
  kinds[i] = kind
}

// replace puts an event where the first one was.
function replace(time, kind) {
  let i = 0
  for (let child = 1; child < events; child = 2 * i + 1) {
    if (child + 1 < events && times[child + 1] < times[child]) child++
    if (times[child] >= time) break
    times[i] = times[child]
    kinds[i] = kinds[child]
    i = child
  }
  times[i] = time
  kinds[i] = kind
}

function enter(k, since, now) {
  if (busy[k]) {
    const at = k * room + (tail[k]++ & (room - 1))
    came[at] = now
    born[at] = since
    return
  }
  busy[k] = 1
  servedBorn[k] = since
  visits[k]++
  push(now + exponential(), k)
}

function tandem(items) {
  if (events === 0) push(exponential() / 0.64, arrival)
  let leads = 0
  while (items > 0) {
    const now = times[0]
    const k = kinds[0]
    if (k === arrival) {
      replace(now + exponential() / 0.64, arrival)
      enter(0, now, now)
      continue
    }
    const since = servedBorn[k]
    if (head[k] !== tail[k]) {
      const at = k * room + (head[k]++ & (room - 1))
      wait[k] += now - came[at]
      visits[k]++
      servedBorn[k] = born[at]
      replace(now + exponential(), k)
    } else {
      busy[k] = 0
      events--
      replace(times[events], kinds[events])
    }
    if (k < 2) {
      enter(k + 1, since, now)
    } else if (uniform() < 0.2) {
      enter(0, since, now)
    } else {
      leads += now - since
      items--
    }
  }
  lead = leads
}

function measure(model, batches, items) {
  const run = { mm1, mm10, tandem }[model]
  const waits = Array.from({ length: model === 'tandem' ? 3 : 1 }, () => [])
  const leads = []
  for (let b = 0; b < 5; b++) run(items) // until it is compiled for good
  const start = performance.now()
  for (let b = 0; b < batches; b++) {
    wait.fill(0)
    visits.fill(0)
    run(items)
    waits.forEach((all, k) => all.push(wait[k] / visits[k]))
    leads.push(lead / items)
  }
  return { items: items * batches, ns: (performance.now() - start) * 1e6, waits, leads }
}

self.onmessage = ({ data: { args: [model, batches, items, draws] } }) => {
  if (draws === 'in blocks') exponential = fromBlock
  self.postMessage(JSON.stringify(measure(model, Number(batches), Number(items))))
}

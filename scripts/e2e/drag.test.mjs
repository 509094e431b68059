// Hands on the sliders: everything follows, nothing jumps, the link remembers.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { random, scatter } from './drawn.mjs'
import { address, answers, boxes, drag, figures, headline, more, open, painted, phone, press, reload, settled, simulated, speaks, still, table, value } from './harness.mjs'

test('a slider moved by keyboard changes sentence, figures, tables and link', async (t) => {
  const page = await open(t, { wait: 'sim', media: still })
  const before = await answers(page)
  // The sentence is read out once for a change, when all of it is there.
  const busy = () => page.$eval('#headline', (e) => e.getAttribute('aria-busy'))
  await press(page, 'engineers', 19)
  const heads = await page.$$('#figures thead, [data-table] thead')
  assert.ok(heads.length > 2, 'the table of numbers, and those of charts')
  await press(page, 'engineers', 18)
  assert.match(await headline(page), /18/)
  assert.equal(await busy(), 'true')
  await settled(page)
  assert.equal(await busy(), 'false')
  const then = await answers(page)
  assert.notDeepEqual(then.figures, before.figures)
  for (const head of heads) assert.ok(await head.evaluate((e) => e.isConnected), 'only captions and rows are written: what Chromium works out about a new thead it never lets go')
  for (const chart of Object.keys(before.tables)) assert.notDeepEqual(then.tables[chart], before.tables[chart], `the table of ${chart}`)
  await page.waitForFunction(() => /[#&]engineers=18(&|$)/.test(location.hash))
})

test('a reloaded link has the same numbers to the last digit', async (t) => {
  const page = await open(t, { media: still })
  await press(page, 'engineers', 13)
  await press(page, 'analysts', 6)
  await settled(page)
  await page.waitForFunction(() => /[#&]engineers=13&analysts=6(&|$)/.test(location.hash))
  const sent = await answers(page)
  await reload(page)
  await simulated(page)
  assert.deepEqual(await answers(page), sent)
  const hash = await page.evaluate(() => location.hash)
  await page.left()
  const receiver = await open(t, { hash, wait: 'sim', media: still })
  assert.deepEqual(await answers(receiver), sent)
})

test('a slider dragged by pointer is answered in the frame of the drag', async (t) => {
  const page = await open(t, { simulates: false })
  const seen = new Set()
  const reached = await drag(page, 'engineers', 60, {
    during: async () => {
      await painted(page)
      const said = await headline(page)
      const now = await value(page, 'engineers')
      assert.match(said, new RegExp(`\\b${now}\\b`), 'the sentence speaks of the slider\'s own value')
      seen.add(said)
    },
  })
  assert.ok(seen.size > 6, `${seen.size} different sentences in one drag`)
  await page.waitForFunction((reached) => Number(document.querySelector('[data-chart=wait] [data-table] tr[data-layer=whatif] [data-value]').dataset.value) === reached, {}, reached) // a table follows at rest
})

test('at an end the thumb is taken by its outer half, too', async (t) => {
  const page = await open(t, { simulates: false })
  for (const [key, outwards] of [['End', 7], ['Home', -7]]) {
    await page.focus('[name=engineers]')
    await page.keyboard.press(key)
    await painted(page)
    const [x, y] = await page.$eval('.rail .thumb', (e) => { const m = e.getScreenCTM(); return [m.e + m.a * Number(e.getAttribute('x1')), m.f + m.d * 10] })
    const before = await value(page, 'engineers')
    await page.mouse.move(x + outwards, y)
    await page.mouse.down()
    await page.mouse.move(x - 20 * outwards, y, { steps: 4 })
    await page.mouse.up()
    assert.notEqual(await value(page, 'engineers'), before, key)
  }
})

for (const [when, how] of [['from its simulation on', { wait: 'sim' }], ['before anything is simulated here', { simulates: false }]]) {
  test(`today stays as it was simulated while what-if is dragged: ${when}`, async (t) => {
    const page = await open(t, { at: `${address}bootcamps.html`, ...how })
    const today = () => page.$eval('#headline b.today', (e) => e.textContent)
    const before = await today()
    for (const key of ['ArrowLeft', 'ArrowLeft']) {
      await page.focus('.lever input[type=range]')
      await page.keyboard.press(key)
      await painted(page)
      assert.equal(await today(), before)
    }
  })
}

test('axes only grow while a slider is held', async (t) => {
  const page = await open(t, { wait: 'sim' })
  await page.evaluate(() => {
    globalThis.axes = []
    const { charts } = globalThis.kingman
    const draw = charts.draw
    charts.draw = (id, frame, ...rest) => {
      const { x, y } = JSON.parse(frame)
      if ('held' in document.documentElement.dataset) globalThis.axes.push({ id, x, y })
      return draw(id, frame, ...rest)
    }
  })
  await drag(page, 'engineers', 70)
  const axes = await page.evaluate(() => globalThis.axes)
  const charts = new Set(axes.map((a) => a.id))
  assert.ok(axes.length > charts.size, 'several frames were drawn while the slider was held')
  for (const id of charts) {
    axes.filter((a) => a.id === id).reduce((a, b) => {
      for (const s of ['x', 'y']) assert.ok(b[s].min <= a[s].min && b[s].max >= a[s].max, `${id}: ${s} from ${JSON.stringify(a[s])} to ${JSON.stringify(b[s])}`)
      return b
    })
  }
})

for (const [room, viewport] of [['desk', undefined], ['phone', phone]]) {
  test(`nothing moves while a slider is dragged: ${room}`, async (t) => {
    const page = await open(t, { wait: 'sim', viewport })
    const look = () => boxes(page, ['#question', '#headline', '.control', '.plot', 'h2[data-title]'])
    const before = await look()
    // Without a pointer, which would hover over a control. The last is simulated, too.
    for (const engineers of [1, 2, 6, 12, 13, 14, 20, 32, 62, 100, 19]) {
      await page.$eval('[name=engineers]', (e, v) => {
        e.value = v
        e.dispatchEvent(new Event('input', { bubbles: true }))
      }, String(engineers))
      await painted(page)
      assert.deepEqual(await look(), before, `at ${await value(page, 'engineers')} engineers: ${await headline(page)}`)
    }
    await settled(page)
    assert.deepEqual(await look(), before)
  })
}

test('with several sliders moved, smaller sentences that take another line move no chart under the hand', async (t) => {
  const page = await open(t, { at: `${address}find-the-constraint.html`, simulates: false })
  const r = random(1977)
  const heights = new Set()
  for (let k = 0; k < 8; k++) {
    await scatter(page, r)
    await painted(page)
    const before = await boxes(page, ['.plot', 'h2[data-title]'])
    const { x, y, width, height } = await (await page.$('.lever input[type=range]')).boundingBox()
    await page.mouse.move(x + 2, y + height / 2)
    await page.mouse.down()
    const at = await boxes(page, ['.plot', 'h2[data-title]'])
    for (const share of [0.2, 0.4, 0.6, 0.8, 1]) {
      await page.mouse.move(x + share * (width - 2), y + height / 2)
      await painted(page)
      assert.deepEqual(await boxes(page, ['.plot', 'h2[data-title]']), at, await headline(page))
    }
    assert.deepEqual(at, before, 'nor does the press')
    await page.mouse.up()
    await painted(page)
    heights.add(await page.$eval('#asides', (e) => e.getBoundingClientRect().height))
  }
  assert.ok(heights.size > 1, `in no state do they need another line: ${[...heights]}`)
})

test('all sliders at one end together, simulated to the end', async (t) => {
  for (const key of ['Home', 'End']) {
    const page = await open(t, { media: still })
    await more(page)
    const names = await page.$$eval('input[type=range]', (all) => all.map((e) => e.name))
    for (const name of names) {
      await page.focus(`input[type=range][name="${name}"]`)
      await page.keyboard.press(key)
    }
    await settled(page)
    await speaks(page, `everything at its ${key}`)
    for (const [id, of] of Object.entries(await figures(page))) assert.ok(of['whatif-simulated']?.value !== 'NaN', `${id} is simulated`)
    await page.left()
  }
})

test('a typed number is taken, or put right with a note', async (t) => {
  const page = await open(t, { simulates: false })
  const type = async (text) => {
    await page.$eval('[data-number=engineers]', (e, text) => {
      e.value = text
      e.dispatchEvent(new Event('change', { bubbles: true }))
    }, text)
    await painted(page)
  }
  await type('33')
  assert.equal(await value(page, 'engineers'), 33)
  await type('5000')
  assert.equal(await value(page, 'engineers'), 100)
  assert.match(await page.$eval('[data-note=engineers]', (e) => e.textContent), /5,?000.*1 to 100/)
})

test('a share is typed in percent, and linked as a share', async (t) => {
  const page = await open(t, { simulates: false, at: `${address}ticket-ping-pong.html` })
  const field = await page.$('[data-number=misunderstood]')
  const type = async (text) => {
    await field.evaluate((e, text) => {
      e.value = text
      e.dispatchEvent(new Event('change', { bubbles: true }))
    }, text)
    await painted(page)
  }
  assert.deepEqual(await field.evaluate((e) => [e.min, e.max, e.step, e.value]), ['', '', '', '5'])
  await type('7')
  assert.equal(await value(page, 'misunderstood'), 0.07)
  assert.match(await page.$eval('[data-control=misunderstood] output', (e) => e.textContent), /^7 %$/)
  await page.waitForFunction(() => /[&#]misunderstood=0\.07(&|$)/.test(location.hash))
  await type('70')
  assert.equal(await value(page, 'misunderstood'), 0.6)
  assert.equal(await field.evaluate((e) => e.value), '60')
  assert.match(await page.$eval('[data-note=misunderstood]', (e) => e.textContent), /70 % is moved to 60 %.*0 % to 60 % in steps of 1 %/)
})

test('a number of the sentence can be dragged', async (t) => {
  const page = await open(t, { simulates: false })
  const number = await page.$('#headline [data-param=engineers].whatif')
  assert.ok(number, 'the number of engineers stands in the sentence')
  const box = await number.boundingBox()
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width / 2 + 60, box.y + box.height / 2, { steps: 6 })
  await page.mouse.up()
  assert.ok((await value(page, 'engineers')) > 20)
})

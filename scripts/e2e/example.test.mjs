// The README says how an argument is added. This follows it literally, in a
// copy of the repository: the file that stands there, one line in the
// catalogue, and the commands; and finds the argument everywhere.
import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { headline, open, root, serve, simulated, value } from './harness.mjs'

const heading = '## Add an argument\n'

// recipe returns the parts of the README's section: the file's name and text, the
// value's name, the argument's id, and the link that it asks about.
function recipe() {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
  const [, section] = readme.split(`\n${heading}`)
  assert.ok(section, `README.md has the section "${heading.trim()}"`)
  const text = section.split(/^## /m)[0]
  const found = (pattern, what) => pattern.exec(text)?.[1] ?? assert.fail(`the section "${heading.trim()}" has ${what}`)
  const code = found(/^```go\n([\s\S]*?)^```$/m, 'a block of Go')
  return {
    code,
    file: found(/`(core\/scenario\/[a-z_]+\.go)`/, "the file's name, core/scenario/….go"),
    name: /^var (\w+) = &Argument\{$/m.exec(code)?.[1] ?? assert.fail('the Go block has a value: var … = &Argument{'),
    id: /^\tID:\s+"([a-z-]+)",$/m.exec(code)?.[1] ?? assert.fail('the argument has an ID'),
    link: found(/go run \.\/scripts\/ask '(#[^']+)'/, "the command go run ./scripts/ask '#…'"),
  }
}

test('the example of the README is one file and one line, and is everywhere', async (t) => {
  const { code, file, name, id, link } = recipe()
  const copy = mkdtempSync(path.join(tmpdir(), 'kingman-example-'))
  t.after(() => rmSync(copy, { recursive: true, force: true, maxRetries: 5 }))
  for (const part of ['go.mod', 'go.sum', 'core', 'wasm', 'web', 'scripts']) {
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true, filter: (from) => path.basename(from) !== 'node_modules' })
  }
  symlinkSync(path.join(root, 'web/node_modules'), path.join(copy, 'web/node_modules'), 'junction')

  writeFileSync(path.join(copy, file), code, { flag: 'wx' }) // it must be new
  const catalogue = path.join(copy, 'core/scenario/argument.go')
  const before = readFileSync(catalogue, 'utf8')
  const after = before.replace(/(func Catalogue\(\)[^}]*\[\]\*Argument\{[^}]*?)(,?\s*\})/, `$1, ${name}$2`)
  assert.notEqual(after, before, 'the line in Catalogue()')
  writeFileSync(catalogue, after)

  // Without paths in them, unchanged packages need not be compiled again.
  const go = (...args) => execFileSync('go', args, { cwd: copy, encoding: 'utf8', env: { ...process.env, GOFLAGS: '-trimpath' }, maxBuffer: 1 << 26 })
  assert.equal(execFileSync('gofmt', ['-l', path.join(copy, file)], { encoding: 'utf8' }), '', 'gofmt')
  go('vet', './core/scenario')
  go('run', './scripts/build', '-sizes=false')
  const answer = JSON.parse(go('run', './scripts/ask', link))
  assert.equal(answer.argument, id)
  assert.deepEqual(answer.notes, [])

  const { address, stop } = await serve(path.join(copy, 'build/site'))
  t.after(stop)
  // On the gallery, and from there on its page.
  const gallery = await open(t, { at: `${address}gallery.html`, wait: 'load' })
  await gallery.click(`.card[data-argument="${id}"]`)
  await gallery.waitForSelector(`html[data-argument="${id}"][data-state=ready]`)
  assert.match(await headline(gallery), /\d/)
  // In a link.
  const page = await open(t, { at: address, hash: link, wait: 'sim', expected: [/ERR_ABORTED/] })
  assert.equal(await page.evaluate(() => document.documentElement.dataset.argument), id)
  for (const p of answer.parameters) assert.equal(await value(page, p.id), p.whatIf.value, p.id)
  assert.equal(await headline(page), answer.sentence)
  await simulated(page)
})

// The README says how an argument is added. This follows it literally, in a
// copy of the repository: the files that stand there, a line in the catalogue's
// two lists and a row in the README, and the commands; and finds the argument
// everywhere.
import assert from 'node:assert/strict'
import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { test } from 'node:test'
import { headline, open, root, serve, simulated, value } from './harness.mjs'

const heading = '## Add an argument\n'

// recipe returns what the README's section says: the two files' names and texts, the
// argument's id, its row and where that leads, the packages whose tests write down what
// there is of it, and the link that it asks about.
function recipe() {
  const readme = readFileSync(path.join(root, 'README.md'), 'utf8')
  const [, section] = readme.split(`\n${heading}`)
  assert.ok(section, `README.md has the section "${heading.trim()}"`)
  const text = section.split(/^## /m)[0]
  const found = (pattern, what) => pattern.exec(text)?.[1] ?? assert.fail(`the section "${heading.trim()}" has ${what}`)
  const blocks = [...text.matchAll(/^```go\n([\s\S]*?)^```$/gm)].map((m) => m[1])
  assert.equal(blocks.length, 2, 'a block of Go for the argument and one for its test')
  const file = found(/`(core\/catalogue\/[a-z]+\/[a-z]+\.go)`/, "the file's name, core/catalogue/…/….go")
  return {
    files: { [file]: blocks[0], [file.replace('.go', '_test.go')]: blocks[1] },
    folder: path.dirname(file),
    id: /^\tID:\s+"([a-z-]+)",$/m.exec(blocks[0])?.[1] ?? assert.fail('the argument has an ID'),
    row: found(/^```\n(\|.*)\n\[.*\n```$/m, 'the row of the table'),
    place: found(/^```\n\|.*\n(\[.*)\n```$/m, 'the place that the row leads to'),
    written: found(/^go test (.*) -update$/m, 'the command go test … -update').split(' '),
    link: found(/go run \.\/scripts\/ask '(#[^']+)'/, "the command go run ./scripts/ask '#…'"),
  }
}

// among takes all but the named packages out of the catalogue's source: the site that is
// there already has the pages of the others.
function among(source, kept) {
  for (const [line, name] of source.matchAll(/^\t"kingman\/core\/catalogue\/([a-z]+)"\n/gm)) {
    if (!kept.includes(name)) source = source.replace(line, '').replace(new RegExp(`\\b${name}\\.(Entry|Model\\(\\))(, )?`, 'g'), '')
  }
  source = source.replace(/, \}/g, '}').replace(/^.*Entry\{\}\},\n/gm, '')
  assert.equal(source.match(/^\t"kingman\/core\/catalogue\//gm).length, kept.length)
  return source
}

test('the example of the README is one folder and two lines, and is everywhere', async (t) => {
  const { files, folder, id, row, place, written, link } = recipe()
  const copy = mkdtempSync(path.join(tmpdir(), 'kingman-example-'))
  t.after(() => rmSync(copy, { recursive: true, force: true, maxRetries: 5 }))
  for (const part of ['go.mod', 'go.sum', 'core', 'wasm', 'web', 'scripts']) {
    cpSync(path.join(root, part), path.join(copy, part), { recursive: true, filter: (from) => path.basename(from) !== 'node_modules' })
  }
  symlinkSync(path.join(root, 'web/node_modules'), path.join(copy, 'web/node_modules'), 'junction')

  mkdirSync(path.join(copy, folder)) // it must be new
  for (const [name, code] of Object.entries(files)) writeFileSync(path.join(copy, name), code)
  const catalogue = path.join(copy, 'core/catalogue/catalogue.go')
  const before = readFileSync(catalogue, 'utf8')
  const short = path.basename(folder)
  const after = before
    .replace(/^import \(\n/m, `import (\n\t"kingman/${folder}"\n`)
    .replace(/(\[\]\*argument\.Entry\{[^}]*)(\}\},\n\t\}\n)/, `$1, ${short}.Entry$2`)
    .replace(/(return argument\.Models\{[^}]*)\}/, `$1, ${short}.Model()}`)
  assert.equal(after.split(`${short}.`).length, 3, 'one place in Groups and one in Models')
  writeFileSync(catalogue, after)
  const table = readFileSync(path.join(root, 'README.md'), 'utf8')
    .replace(/(^\| \[[\s\S]*?\n)(?=\n)/m, `$1${row}\n`)
    .replace(/(^\[[a-z-]+\]: core\/catalogue\/[\s\S]*?\n)(?=\n)/m, `$1${place}\n`)
  writeFileSync(path.join(copy, 'README.md'), table)

  // Without paths in them, as in all of make test, packages that have not changed are not compiled again.
  const go = (...args) => {
    const { status, stdout, stderr } = spawnSync('go', args, { cwd: copy, encoding: 'utf8', env: { ...process.env, GOFLAGS: '-trimpath' }, maxBuffer: 1 << 26 })
    assert.equal(status, 0, `go ${args.join(' ')}\n${stdout}${stderr}`)
    return stdout
  }
  assert.equal(execFileSync('gofmt', ['-l', path.join(copy, folder)], { encoding: 'utf8' }), '', 'gofmt')
  go('vet', `./${folder}`)
  go('test', './core/catalogue') // of all arguments
  writeFileSync(catalogue, among(after, ['analysis', short]))
  go('test', ...written, '-update')
  go('test', ...written)
  // As make run builds it: a page's program when the page asks for it. Those of the
  // other pages are the finished site's, whose tests have them.
  go('run', './scripts/build', '-sizes=false', '-programs', 'none')
  go('run', './scripts/build', '-programs', `${id}.wasm`)
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

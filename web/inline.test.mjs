import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inline } from './inline.js'

test('styles become attributes, names of its own go', () => {
  const svg = `<svg width="4" height="2" xmlns="http://www.w3.org/2000/svg" version="1.1" viewBox="0 0 4 2">
<path d="M0 0" class="zr0-cls-0" pointer-events="visible" ecmeta_ssr_type="chart" style="paint-order:stroke"></path>
<style ><![CDATA[
.zr0-cls-0 > a { fill: red; }
]]></style>
</svg>`
  assert.equal(inline(svg, 'a'), '<svg width="4" height="2" viewBox="0 0 4 2"><path d="M0 0" paint-order="stroke"></path></svg>')
})

test('ids are unique on the page, and what refers to them follows', () => {
  assert.equal(
    inline('<g clip-path="url(#zr0-c0)"></g><defs >\n<clipPath id="zr0-c0"></clipPath>\n</defs>', 'wait'),
    '<g clip-path="url(#wait-zr0-c0)"></g><defs><clipPath id="wait-zr0-c0"></clipPath></defs>',
  )
})

test('fonts are taken apart', () => {
  assert.equal(inline('<text style="font: 700 12px var(--sans)">a &amp; b</text>', 'n'), '<text font-size="12px" font-family="var(--sans)" font-weight="700">a &amp; b</text>')
  assert.equal(inline('<text style="font:italic 11.5px Gill Sans, serif;">x</text>', 'n'), '<text font-size="11.5px" font-family="Gill Sans, serif" font-style="italic">x</text>')
  assert.throws(() => inline('<text style="font: inherit"></text>', 'n'), /inherit/)
})

test('lines are written by their way, and lead to the same places', () => {
  assert.equal(inline('<path d="M315.7 22L323.9 13.8M315.7 31L332.9 13.8L300.1 13.8" />', 'n'), '<path d="M315.7 22l8.2-8.2m-8.2 17.2l17.2-17.2-32.8 0"/>')
  assert.equal(inline('<path d="M1 2l3 0l0 4Z"></path><text transform="translate(77.0633 288.4533)"></text>', 'n'), '<path d="M1 2l3 0l0 4Z"></path><text transform="translate(77.1 288.5)"></text>')
})

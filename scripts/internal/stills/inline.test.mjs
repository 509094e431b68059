import assert from 'node:assert/strict'
import { test } from 'node:test'
import { inline } from './inline.mjs'

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

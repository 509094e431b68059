// The program from a script that carries it as text. A sandboxed frame and a page
// from a disk may run the scripts beside them, but may fetch nothing.
import { load } from './load.js'

// carried compiles the program of that name.
export async function carried(name) {
  await load(`${name}.js`)
  const text = globalThis.carriedProgram
  delete globalThis.carriedProgram
  return unpacked(text)
}

// unpacked compiles a program that is written as base64 of its gzip.
export function unpacked(text) {
  const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  const program = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
  return WebAssembly.compileStreaming(new Response(program, { headers: { 'Content-Type': 'application/wasm' } }))
}

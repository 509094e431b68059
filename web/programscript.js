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

// inflated is the stream of what is written as base64 of its gzip.
export function inflated(text) {
  const bytes = Uint8Array.fromBase64?.(text) ?? Uint8Array.from(atob(text), (c) => c.charCodeAt(0))
  return new Blob([bytes]).stream().pipeThrough(new DecompressionStream('gzip'))
}

// unpacked compiles a program that is written so.
export const unpacked = (text) => WebAssembly.compileStreaming(new Response(inflated(text), { headers: { 'Content-Type': 'application/wasm' } }))

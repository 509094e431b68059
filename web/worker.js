// Starts the Go program in its worker's role. The page's first message brings
// the compiled module; all later ones are bytes between Go and Go. What goes
// wrong here is told to the page as a text.
'use strict'

self.onmessage = async ({ data }) => {
  self.onmessage = null
  try {
    // A host may take addresses of scripts from policies only: see boot.js.
    self.trustedTypes?.createPolicy('default', { createScriptURL: (address) => address })
    // The single-file page brings its own copy of wasm_exec.js along.
    if (typeof Go === 'undefined') importScripts(`${data.files}wasm_exec.js`)
    const go = new Go()
    const instance = await WebAssembly.instantiate(data.module, go.importObject)
    self.kingman = { memory: instance.exports.mem }
    await go.run(instance)
    self.postMessage('the program has ended')
  } catch (err) {
    self.postMessage(String(err))
  }
}

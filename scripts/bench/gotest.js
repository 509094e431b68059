// A worker that runs one wasm program with the arguments it is sent, and sends
// back what it printed.
importScripts('wasm_exec.js')
self.onmessage = async ({ data: { file, args } }) => {
  let printed = ''
  const decoder = new TextDecoder()
  globalThis.fs.writeSync = (_, bytes) => {
    printed += decoder.decode(bytes, { stream: true })
    return bytes.length
  }
  const go = new Go()
  go.argv = [file, ...args]
  go.exit = (code) => { if (code) printed += `\nexit ${code}` }
  const { instance } = await WebAssembly.instantiateStreaming(fetch(file), go.importObject)
  await go.run(instance)
  self.postMessage(printed)
}

// Loads a script of the site that the page does without at first. It is a plain
// script element: that works from a disk and in a sandboxed frame, where nothing
// may be fetched.
const loading = new Map()

// load returns when the script of that name has run. What failed is tried anew.
export function load(name) {
  if (!loading.has(name)) {
    loading.set(name, new Promise((done, failed) => {
      const script = document.createElement('script')
      const text = globalThis.inOneFile?.source(name)
      if (text) { // it stands in the file, whose policy knows it
        script.textContent = text
        document.head.append(script)
        return done()
      }
      script.src = document.documentElement.dataset.files + name
      script.onload = () => done()
      script.onerror = () => {
        loading.delete(name)
        failed(new Error(`${name} could not be loaded`))
      }
      document.head.append(script)
    }))
  }
  return loading.get(name)
}

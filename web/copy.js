// Puts a text on the clipboard. Browsers offer navigator.clipboard only on https
// and localhost, and some hosts do not pass it on to a frame: then a selected text
// and the old copy command serve.

// copy says whether the text was copied. Field is a text field that can be seen;
// it holds the text afterwards, selected where the reader has to copy it.
export async function copy(text, field) {
  field.value = text
  try {
    await navigator.clipboard.writeText(text)
    return true
  } catch {
    const had = document.activeElement
    field.focus({ preventScroll: true })
    field.select()
    let copied = false
    try {
      copied = document.execCommand('copy')
    } catch {
      // Refused.
    }
    if (copied) had?.focus({ preventScroll: true })
    return copied
  }
}

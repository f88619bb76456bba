/** Milliseconds after which a browser has surely begun to read what it was given. */
const keptMs = 60_000

/** Hands a file to the browser to be saved. */
export function saveAs(name: string, content: Blob): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), keptMs)
}

export type ReadDocument = { kind: 'document'; document: Record<string, unknown> } | { kind: 'none'; why: string }

/** Whether a text can be an OpenAPI document at all; what is in it is the API's to judge. */
export function readDocument(text: string): ReadDocument {
  const none = (why: string): ReadDocument => ({ kind: 'none', why })
  if (text.trim() === '') return none('Paste a document first')
  try {
    const value: unknown = JSON.parse(text)
    return isObject(value) ? { kind: 'document', document: value } : none('A document is a JSON object')
  } catch {
    return none('This is no JSON. Turn YAML into JSON first')
  }
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

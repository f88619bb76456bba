/** An event that anybody understands, and that some endpoint wants. */
export interface Sample {
  type: string
  payload: unknown
}

const usual: Sample = { type: 'invoice.paid', payload: { invoice: 'in_42', amount: 1.1 } }

/** @param wanted types and patterns of an endpoint; null: it wants all */
export function sampleFor(wanted: readonly string[] | null | undefined): Sample {
  const [first] = wanted ?? []
  if (first === undefined || first === '*' || wanted?.includes(usual.type) || wanted?.includes('invoice.*'))
    return usual
  return { type: first.replace(/\*$/, 'created'), payload: { hello: 'world' } }
}

/** The shell's command that sends it; the key is for the reader to fill in. */
export function curlOf({ type, payload }: Sample, origin: string, key: string): string {
  const body = JSON.stringify({ type, payload }).replaceAll("'", "'\\''")
  return [
    `curl -X POST ${origin}/v1/events`,
    `  -H 'Authorization: Bearer ${key}'`,
    `  -H 'Content-Type: application/json'`,
    `  -d '${body}'`,
  ].join(' \\\n')
}

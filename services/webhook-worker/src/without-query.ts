/** A query can hold a token, and so can what stands before the host. */
export function withoutQuery(url: string): string {
  return (url.split(/[?#]/, 1)[0] ?? '').replace(/^(https?:\/\/)[^/@]*@/, '$1')
}

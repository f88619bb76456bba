/** Whether a type is one of those wanted: `invoice.*` is all that begin with `invoice.`, none are all. */
export function wants(types: readonly string[] | undefined, type: string): boolean {
  if (!types || types.length === 0) return true
  return types.some((wanted) => {
    const parts = wanted.split('*')
    if (parts.length === 1) return wanted === type
    const pattern = parts.map((part) => part.replaceAll(/[^\w-]/g, '\\$&')).join('.*')
    return new RegExp(`^${pattern}$`).test(type)
  })
}

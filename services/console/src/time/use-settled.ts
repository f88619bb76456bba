import { useEffect, useState } from 'react'

/**
 * A value once it has stood still for so many milliseconds: what is typed is not asked about at each key.
 * @param sameAs tells whether it is another one, where that is not whether it is the same object
 */
export function useSettled<Value>(value: Value, ms = 400, sameAs: unknown = value): Value {
  const [settled, setSettled] = useState(value)
  useEffect(() => {
    const timer = setTimeout(() => setSettled(value), ms)
    return () => clearTimeout(timer)
  }, [sameAs, ms])
  return settled
}

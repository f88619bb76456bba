import { type QueryKey, useMutation, useQueryClient } from '@tanstack/react-query'
import { useToasts } from '../ui/toasts.tsx'

interface ChangeOptions<Input, Answer> {
  /** What it made true, said when it is done; without one nothing is said. */
  done?: string | ((answer: Answer, input: Input) => string)
  /** Beginnings of the keys of what is to be read anew; everything unless told. */
  touches?: readonly QueryKey[]
  onDone?: (answer: Answer, input: Input) => void
  /** False: the form that asked shows what went wrong itself. */
  tellFailure?: boolean
}

/** Something that changes what is: it says when it is done, says why when it is not, and has the rest read anew. */
export function useChange<Input = void, Answer = unknown>(
  change: (input: Input) => PromiseLike<Answer>,
  { done, touches, onDone, tellFailure = true }: ChangeOptions<Input, Answer> = {},
) {
  const queries = useQueryClient()
  const toasts = useToasts()
  return useMutation({
    mutationFn: (input: Input) => Promise.resolve(change(input)),
    async onSuccess(answer, input) {
      if (done) toasts.done(typeof done === 'function' ? done(answer, input) : done)
      onDone?.(answer, input)
      await Promise.all(
        touches ? touches.map((queryKey) => queries.invalidateQueries({ queryKey })) : [queries.invalidateQueries()],
      )
    },
    onError(error) {
      if (tellFailure) toasts.failed(error)
    },
  })
}

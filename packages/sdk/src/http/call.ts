/** What came back, with what stood around it. */
export interface Answer<T> {
  data: T
  /** `data` as it came, where every byte matters: a number of twenty digits, `1.10`. */
  text: string
  status: number
  headers: Headers
  /** What to name when asking about it. */
  requestId: string | undefined
  /** The answer is an earlier one's, to the same Idempotency-Key or uid: nothing was done this time. */
  replayed: boolean
}

/** A call under way: await it for its data, or {@link withResponse} for the answer as a whole. */
export class Call<T> implements Promise<T> {
  readonly #answer: Promise<Answer<T>>
  constructor(answer: Promise<Answer<T>>) {
    this.#answer = answer
  }

  withResponse(): Promise<Answer<T>> {
    return this.#answer
  }

  // biome-ignore lint/suspicious/noThenProperty: it is a promise, as its interface says
  then<A = T, B = never>(
    onData?: ((data: T) => A | PromiseLike<A>) | null,
    onError?: ((error: unknown) => B | PromiseLike<B>) | null,
  ): Promise<A | B> {
    return this.#answer.then(({ data }) => data).then(onData, onError)
  }

  catch<B = never>(onError?: ((error: unknown) => B | PromiseLike<B>) | null): Promise<T | B> {
    return this.then(undefined, onError)
  }

  finally(onEnd?: (() => void) | null): Promise<T> {
    return this.then().finally(onEnd)
  }

  get [Symbol.toStringTag](): string {
    return 'Call'
  }
}

export interface Page<T> {
  data: T[]
  nextCursor: string | null
}

/** A list under way: await it for the first page, or iterate for every row of all pages, newest first. */
export class PageCall<T> extends Call<Page<T>> implements AsyncIterable<T> {
  readonly #more: (cursor: string) => Promise<Page<T>>
  constructor(first: Promise<Answer<Page<T>>>, more: (cursor: string) => Promise<Page<T>>) {
    super(first)
    this.#more = more
  }

  /** Page by page; the next one is asked for when it is wanted. */
  async *pages(): AsyncGenerator<Page<T>, void, undefined> {
    for (let page: Page<T> = await this; ; page = await this.#more(page.nextCursor)) {
      yield page
      if (page.nextCursor === null) return
    }
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<T, void, undefined> {
    for await (const { data } of this.pages()) yield* data
  }
}

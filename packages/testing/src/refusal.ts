/** Something a person can put right. The message is whole sentences; print it alone, without the stack. */
export class Refusal extends Error {
  override name = 'Refusal'
}

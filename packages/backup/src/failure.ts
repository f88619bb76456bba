/** A fault that a person can put right. The message is whole sentences, without a secret; print it alone. */
export class BackupFailure extends Error {
  override name = 'BackupFailure'
}

export class NotThere extends BackupFailure {
  constructor(what: string) {
    super(`${what} is not there.`)
  }
}

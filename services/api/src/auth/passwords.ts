import { hash, verify } from '@node-rs/argon2'

export interface Passwords {
  hash(password: string): Promise<string>
  /** Takes the same time for a hash that is missing as for a password that is wrong. */
  verify(hashed: string | null | undefined, password: string): Promise<boolean>
}

/** argon2id with 19 MiB and two passes, as OWASP's Password Storage Cheat Sheet has it; the library's own default. */
export async function createPasswords(): Promise<Passwords> {
  const nobodys = await hash('the password of nobody')
  return {
    hash: (password) => hash(password),
    async verify(hashed, password) {
      const right = await verify(hashed ?? nobodys, password)
      return right && typeof hashed === 'string'
    },
  }
}

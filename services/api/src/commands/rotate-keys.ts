import { loadCommandConfig } from '@g5/config'
import { createSealer } from '@g5/core'
import { connect, reseal, sealedUnderOthers } from '@g5/db'
import { complain, runAsProcess, say } from './command.ts'

const help = `
rotate-keys   Encrypts under ENCRYPTION_KEY what is still under a key of ENCRYPTION_KEY_PREVIOUS, while the services
              run. It may be killed and run again. Exits with 1 while something is left.
  --check     Changes nothing: exits with 1 while a previous key is still needed.
`

await runAsProcess({
  help,
  flags: ['check'],
  async run({ check }) {
    const { databaseUrl, encryption } = loadCommandConfig()
    if (!encryption) {
      complain('ENCRYPTION_KEY is not set')
      return 1
    }
    const sealer = createSealer(encryption)
    const { sql, close } = connect(databaseUrl, { max: 2, name: 'g5-rotate-keys' })
    try {
      if (!check)
        await reseal(sql, sealer, ({ place, resealed, unopened }) => {
          const unknown = unopened > 0 ? `, ${unopened} under a key that is not in ENCRYPTION_KEY_PREVIOUS` : ''
          complain(`${place}: ${resealed} encrypted anew${unknown}`)
        })
      const left = await sealedUnderOthers(sql, sealer)
      for (const [place, count] of left) complain(`${place}: ${count} left under another key`)
      if (left.length === 0) say('Everything is under ENCRYPTION_KEY: no previous key is needed.')
      return left.length === 0 ? 0 : 1
    } finally {
      await close()
    }
  },
})

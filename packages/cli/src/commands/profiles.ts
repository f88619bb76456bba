import { command, type Group } from '../command.ts'
import { exits, Failure } from '../failures.ts'

const list = command({
  name: 'list',
  summary: 'List profiles, without their secrets',
  examples: [['g5 profiles list', 'the one in use has a *']],
  json: '[{"name", "url", "tenant", "as", "current"}]',
  async run({ out, store }) {
    const { current, profiles } = store.read()
    const rows = Object.entries(profiles).map(([name, { url, tenant = null, email, key }]) => ({
      ...{ name, url, tenant },
      as: email ?? (key ? `API key ${key.slice(0, 8)}…` : null),
      current: name === current,
    }))
    out.data(rows)
    if (rows.length === 0) return out.note('There is none: g5 login')
    out.table(rows, [
      { title: 'NAME', value: ({ name }) => name },
      { title: '', value: (row) => (row.current ? '*' : ' ') },
      { title: 'URL', value: ({ url }) => url, flexible: true },
      { title: 'AS', value: (row) => row.as, flexible: true },
      { title: 'TENANT', value: ({ tenant }) => tenant, optional: 1 },
    ])
  },
})

const use = command({
  name: 'use',
  summary: 'Use a profile from now on',
  args: [{ name: '<name>', summary: 'of the profile' }],
  examples: [['g5 profiles use prod', '']],
  async run({ out, store }, [name = '']) {
    await store.change((present) => {
      if (!present.profiles[name])
        throw new Failure(`There is no profile "${name}"`, {
          next: '`g5 profiles list` shows those there are.',
          exit: exits.notFound,
        })
      present.current = name
    })
    out.line(`Profile ${name} it is.`)
  },
})

export const profiles: Group = {
  name: 'profiles',
  summary: 'Deployments, and who you are there',
  commands: [list, use],
}

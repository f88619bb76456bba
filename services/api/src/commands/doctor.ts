import { surveyEnvironment } from '@g5/config'
import { checklist } from '../doctor/checklist.ts'
import { examine } from '../doctor/examine.ts'
import { groundOf } from '../doctor/ground.ts'
import { asJson, asTable, isFit } from '../doctor/show.ts'
import { complain, runAsProcess, say } from './command.ts'

/** Milliseconds that a check may take. */
const timeoutMs = 5_000

const help = `
doctor   Checks the environment of an API, its database, its Redis and what it really serves, row by row. Exits with 1
         when a row is red. Run it with the variables that the API has.
  --url URL   Where people reach the API; else PUBLIC_URL, else HOST and PORT.
  --json      For scripts: {ok, rows: [{id, item, status: green | yellow | red, found, todo}]}.
`

await runAsProcess({
  help,
  flags: ['json'],
  values: ['url'],
  async run({ json }, _words, { url }) {
    if (url !== undefined && !/^https?:$/.test(URL.parse(url)?.protocol ?? '')) {
      complain('--url must be a URL such as https://g5.example.com')
      return 1
    }
    const ground = groundOf(surveyEnvironment(), url, timeoutMs)
    try {
      const rows = await examine(checklist, ground, timeoutMs)
      say(json ? asJson(rows) : asTable(rows))
      return isFit(rows) ? 0 : 1
    } finally {
      await ground.close()
    }
  },
})

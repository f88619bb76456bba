// Whether what deploys G5 Core fits it: each container gets variables that its program reads, and all that it needs, and
// is confined as infra/DEPLOYMENT.md says.
import { judgeCompose } from './deployment/compose.ts'

const root = new URL('..', import.meta.url)
const faults = judgeCompose(new URL('docker-compose.yml', root)).map((fault) => `docker-compose.yml: ${fault}`)
for (const fault of faults) process.stderr.write(`${fault}\n`)
if (faults.length === 0) process.stdout.write('What deploys it fits it.\n')
process.exitCode = faults.length === 0 ? 0 : 1

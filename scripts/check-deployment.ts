// Whether what deploys G5 Core fits it: each container gets variables that its program reads, and all that it needs, and
// is confined as infra/DEPLOYMENT.md says; manifests have the form of their kinds.
import { judgeCompose } from './deployment/compose.ts'
import { judgeManifests } from './deployment/kubernetes.ts'
import { forgotten, judgeForm, manifestsOf, rendered } from './deployment/manifests.ts'

const root = new URL('..', import.meta.url)
const kubernetes = new URL('infra/kubernetes/', root)
const folders = ['base/', 'components/keda/', 'components/service-monitor/', 'overlays/example/'].map(
  (path) => new URL(path, kubernetes),
)

async function main(): Promise<number> {
  const [base = kubernetes] = folders
  const example = rendered(new URL('overlays/example/', kubernetes))
  const faults = [
    ...judgeCompose(new URL('docker-compose.yml', root)).map((fault) => `docker-compose.yml: ${fault}`),
    ...folders.flatMap((folder) => forgotten(folder).map((file) => `${file} is in no kustomization`)),
    ...(await judgeForm(folders.flatMap(manifestsOf))),
    ...judgeManifests(manifestsOf(base)),
    ...(example ? [...(await judgeForm(example)), ...judgeManifests(example)] : []),
  ]
  for (const fault of faults) process.stderr.write(`${fault}\n`)
  if (!example) process.stdout.write('kubectl is not here: the example overlay was read, and not rendered.\n')
  if (faults.length === 0) process.stdout.write('What deploys it fits it.\n')
  return faults.length === 0 ? 0 : 1
}

process.exitCode = await main()

import { judgeCompose } from './compose.ts'
import { judgeManifests } from './kubernetes.ts'
import { forgotten, judgeForm, type Manifest, manifestsOf, rendered } from './manifests.ts'

export interface Judgement {
  faults: string[]
  /** Whether there was a kubectl to render the example with. */
  isRendered: boolean
}

/** What is wrong with docker-compose.yml and infra/kubernetes below `root`. */
export async function judgeDeployment(root: URL): Promise<Judgement> {
  const kubernetes = new URL('infra/kubernetes/', root)
  const at = (path: string) => new URL(path, kubernetes)
  const [base, backup, example] = [at('base/'), at('components/backup/'), at('overlays/example/')]
  const folders = [base, backup, example, at('components/keda/'), at('components/service-monitor/')]
  const whole: readonly Manifest[] | undefined = rendered(example)
  return {
    isRendered: whole !== undefined,
    faults: distinct([
      ...judgeCompose(new URL('docker-compose.yml', root)).map((fault) => `docker-compose.yml: ${fault}`),
      ...folders.flatMap((folder) => forgotten(folder).map((file) => `${file} is in no kustomization`)),
      ...(await judgeForm([...folders.flatMap(manifestsOf), ...(whole ?? [])])),
      ...judgeManifests(manifestsOf(base)),
      // Which bucket, the example says.
      ...judgeManifests([base, backup, example].flatMap(manifestsOf)),
      ...(whole ? judgeManifests(whole) : []),
    ]),
  }
}

const distinct = (faults: string[]) => [...new Set(faults)]

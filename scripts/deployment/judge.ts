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
  const [base, example] = [new URL('base/', kubernetes), new URL('overlays/example/', kubernetes)]
  const folders = [
    base,
    example,
    ...['keda/', 'service-monitor/'].map((path) => new URL(`components/${path}`, kubernetes)),
  ]
  const whole: readonly Manifest[] | undefined = rendered(example)
  return {
    isRendered: whole !== undefined,
    faults: [
      ...judgeCompose(new URL('docker-compose.yml', root)).map((fault) => `docker-compose.yml: ${fault}`),
      ...folders.flatMap((folder) => forgotten(folder).map((file) => `${file} is in no kustomization`)),
      ...(await judgeForm([...folders.flatMap(manifestsOf), ...(whole ?? [])])),
      ...judgeManifests(manifestsOf(base)),
      ...(whole ? judgeManifests(whole) : []),
    ],
  }
}

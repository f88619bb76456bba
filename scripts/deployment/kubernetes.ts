import { BLOCKED_IPV4, BLOCKED_IPV6, PUBLIC_IPV6 } from '../../packages/egress/src/ranges.ts'
import type { Manifest } from './manifests.ts'
import { anySecret, judgeEnvironment, programOf } from './programs.ts'

interface Container {
  name: string
  image: string
  command?: string[]
  env?: { name: string; value?: string; valueFrom?: { secretKeyRef?: { key: string; optional?: boolean } } }[]
  envFrom?: { configMapRef: { name: string } }[]
  securityContext?: {
    allowPrivilegeEscalation?: boolean
    readOnlyRootFilesystem?: boolean
    capabilities?: { drop?: string[] }
  }
  resources?: { requests?: Record<string, string>; limits?: Record<string, string> }
}

interface Pod {
  terminationGracePeriodSeconds?: number
  automountServiceAccountToken?: boolean
  securityContext?: { runAsNonRoot?: boolean; runAsUser?: number; seccompProfile?: { type: string } }
  containers: Container[]
}

type Workload = Manifest & { spec: { template: { spec: Pod } } }
type ConfigMap = Manifest & { data: Record<string, string> }

const isWorkload = (manifest: Manifest): manifest is Workload =>
  ['Deployment', 'Job', 'CronJob'].includes(manifest.kind)
const isConfigMap = (manifest: Manifest): manifest is ConfigMap => manifest.kind === 'ConfigMap'

/** What is wrong with manifests of ours beyond their form. */
export function judgeManifests(manifests: readonly Manifest[]): string[] {
  const maps = new Map(manifests.filter(isConfigMap).map(({ metadata, data }) => [metadata.name, data]))
  return [
    ...manifests.filter(isWorkload).flatMap(({ kind, metadata, spec }) => {
      const pod = spec.template.spec
      const env = pod.containers.map((container) => environmentOf(container, maps))
      return [
        ...judgePod(pod, env[0] ?? {}),
        ...pod.containers.flatMap((one, n) => judgeContainer(one, env[n] ?? {})),
      ].map((fault) => `${kind} ${metadata.name}: ${fault}`)
    }),
    ...judgeInternet(manifests),
  ]
}

function environmentOf({ env = [], envFrom = [] }: Container, maps: Map<string, Record<string, string>>) {
  const given: Record<string, string> = {}
  for (const { configMapRef } of envFrom) {
    const data = maps.get(configMapRef.name)
    if (!data) throw new Error(`There is no ConfigMap ${configMapRef.name}`)
    Object.assign(given, data)
  }
  for (const { name, value, valueFrom } of env) given[name] = value ?? standIn(name, valueFrom?.secretKeyRef?.optional)
  return given
}

/** What a deployer might keep in the Secret under that name. */
function standIn(name: string, optional = false): string {
  if (optional) return ''
  if (name === 'DATABASE_URL') return 'postgres://g5:pw@postgres:5432/g5'
  return name === 'REDIS_URL' ? 'rediss://:pw@redis:6379' : anySecret()
}

function judgePod(pod: Pod, env: Record<string, string>): string[] {
  const grace = Number(env['SHUTDOWN_GRACE_MS'] ?? 0) / 1_000
  return broken([
    ['it is nobody who is root', pod.securityContext?.runAsNonRoot === true && pod.securityContext.runAsUser !== 0],
    ['it has the seccomp profile of the runtime', pod.securityContext?.seccompProfile?.type === 'RuntimeDefault'],
    ['it gets no token of the API server', pod.automountServiceAccountToken === false],
    ['it is given longer than SHUTDOWN_GRACE_MS to end', (pod.terminationGracePeriodSeconds ?? 30) > grace],
  ])
}

function judgeContainer(container: Container, env: Record<string, string>): string[] {
  const { image, command, securityContext, resources } = container
  const program = programOf(image, command)
  return [
    ...broken([
      ['it has a read-only root', securityContext?.readOnlyRootFilesystem === true],
      ['it can gain no privileges', securityContext?.allowPrivilegeEscalation === false],
      ['it drops every capability', securityContext?.capabilities?.drop?.join() === 'ALL'],
      ['it asks for CPU and memory, and has a limit of memory', hasResources(resources)],
      ['its image is one of ours', program !== undefined],
    ]),
    ...(program ? judgeEnvironment(program, env) : []),
  ]
}

const hasResources = (resources: Container['resources']) =>
  Boolean(resources?.requests?.['cpu'] && resources.requests['memory'] && resources.limits?.['memory'])

const broken = (rules: [string, boolean][]) =>
  rules.filter(([, holds]) => !holds).map(([rule]) => `it does not hold that ${rule}`)

type Policy = Manifest & {
  spec: { egress?: { to?: { ipBlock?: { cidr: string; except?: string[] } }[]; ports?: unknown[] }[] }
}

/** Address space that is not private as a whole, with what in it a NetworkPolicy must leave out. */
const refused = new Map([
  ['0.0.0.0/0', BLOCKED_IPV4],
  [PUBLIC_IPV6, BLOCKED_IPV6],
])

/** Whoever may reach the internet may reach none of the ranges that the services refuse to send to. */
function judgeInternet(manifests: readonly Manifest[]): string[] {
  const policies = manifests.filter((manifest): manifest is Policy => manifest.kind === 'NetworkPolicy')
  const peers = policies.flatMap(({ spec }) => spec.egress ?? []).map(({ to }) => to ?? [])
  const blocks = peers.flat().flatMap(({ ipBlock }) => (ipBlock ? [ipBlock] : []))
  return [
    ...broken([
      ['a NetworkPolicy lets webhooks out', blocks.some(({ cidr }) => refused.has(cidr))],
      ['every rule for what goes out says where to', peers.every((to) => to.length > 0)],
      ['IPv6 is left by its public space alone', !blocks.some(({ cidr }) => cidr === '::/0')],
    ]),
    ...blocks.flatMap(({ cidr, except = [] }) =>
      (refused.get(cidr) ?? [])
        .filter((range) => !except.includes(range))
        .map((range) => `a NetworkPolicy lets webhooks into ${range}, which the services refuse`),
    ),
  ]
}

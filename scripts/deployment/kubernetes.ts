import { BLOCKED_IPV4, BLOCKED_IPV6, PUBLIC_IPV6 } from '../../packages/egress/src/ranges.ts'
import type { Manifest } from './manifests.ts'
import { anySecret, hasTools, judgeEnvironment, programOf } from './programs.ts'

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

interface Template {
  metadata?: { labels?: Record<string, string> }
  spec: Pod
}

interface CronJob extends Manifest {
  spec: {
    schedule: string
    timeZone?: string
    concurrencyPolicy?: string
    jobTemplate: { spec: { activeDeadlineSeconds?: number; template: Template } }
  }
}

type Workload = (Manifest & { spec: { template: Template } }) | CronJob
type ConfigMap = Manifest & { data: Record<string, string> }

const isWorkload = (manifest: Manifest): manifest is Workload =>
  ['Deployment', 'Job', 'CronJob'].includes(manifest.kind)
const isCronJob = (manifest: Manifest): manifest is CronJob => manifest.kind === 'CronJob'
const isPolicy = (manifest: Manifest): manifest is Policy => manifest.kind === 'NetworkPolicy'
const templateOf = ({ spec }: Workload): Template =>
  'jobTemplate' in spec ? spec.jobTemplate.spec.template : spec.template
const isConfigMap = (manifest: Manifest): manifest is ConfigMap => manifest.kind === 'ConfigMap'

/** What is wrong with manifests of ours beyond their form. */
export function judgeManifests(manifests: readonly Manifest[]): string[] {
  const maps = mapsIn(manifests)
  return [
    ...manifests.filter(isWorkload).flatMap((workload) => {
      const pod = templateOf(workload).spec
      const env = pod.containers.map((container) => environmentOf(container, maps))
      return [
        ...judgePod(pod, env[0] ?? {}),
        ...pod.containers.flatMap((one, n) => judgeContainer(one, env[n] ?? {})),
        ...(isCronJob(workload) ? judgeCronJob(workload, env[0] ?? {}, manifests) : []),
      ].map((fault) => `${workload.kind} ${workload.metadata.name}: ${fault}`)
    }),
    ...judgeInternet(manifests),
  ]
}

/** By name; what an overlay or a component adds to one of them is merged into it, as it is when they are rendered. */
function mapsIn(manifests: readonly Manifest[]): Map<string, Record<string, string>> {
  const maps = new Map<string, Record<string, string>>()
  for (const { metadata, data } of manifests.filter(isConfigMap))
    maps.set(metadata.name, { ...maps.get(metadata.name), ...data })
  return maps
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
      ['its image has the tools that it runs', hasTools(image, command)],
    ]),
    ...(program ? judgeEnvironment(program, env) : []),
  ]
}

/** Those that there are make backups and drill them, in a bucket: a pod has no disk that outlives it. */
function judgeCronJob(job: CronJob, env: Record<string, string>, manifests: readonly Manifest[]): string[] {
  const { schedule, timeZone, concurrencyPolicy, jobTemplate } = job.spec
  const { metadata, spec } = jobTemplate.spec.template
  const component = metadata?.labels?.['app.kubernetes.io/component']
  const reach = manifests.filter(isPolicy).filter((policy) => component !== undefined && selects(policy, component))
  const isBackup = spec.containers[0]?.command?.join(' ') === 'node dist/commands/backup.js'
  return broken([
    ['it never runs beside itself', concurrencyPolicy === 'Forbid'],
    ['its schedule is in UTC', timeZone === 'Etc/UTC'],
    ['one that hangs is ended', jobTemplate.spec.activeDeadlineSeconds !== undefined],
    ['it is told a bucket', env['BACKUP_S3_BUCKET'] !== undefined],
    ['it needs a key to encrypt', env['BACKUP_ENCRYPTION_KEY'] !== undefined && env['BACKUP_ENCRYPTION_KEY'] !== ''],
    ['a NetworkPolicy lets it out to the bucket', reach.flatMap(blocksOf).length > 0],
    ['the API expects backups as often as it makes them', !isBackup || expectedBackups(manifests) === schedule],
  ])
}

function selects({ spec }: Policy, component: string): boolean {
  return (spec.podSelector?.matchExpressions ?? []).some(({ values }) => values?.includes(component))
}

function expectedBackups(manifests: readonly Manifest[]): string | undefined {
  const api = manifests
    .filter(isWorkload)
    .find(({ kind, metadata }) => kind === 'Deployment' && metadata.name === 'g5-api')
  const [container] = api ? templateOf(api).spec.containers : []
  return container && environmentOf(container, mapsIn(manifests))['BACKUP_CRON']
}

const hasResources = (resources: Container['resources']) =>
  Boolean(resources?.requests?.['cpu'] && resources.requests['memory'] && resources.limits?.['memory'])

const broken = (rules: [string, boolean][]) =>
  rules.filter(([, holds]) => !holds).map(([rule]) => `it does not hold that ${rule}`)

type Policy = Manifest & {
  spec: {
    podSelector?: { matchExpressions?: { values?: string[] }[] }
    egress?: { to?: { ipBlock?: { cidr: string; except?: string[] } }[]; ports?: unknown[] }[]
  }
}

const peersOf = ({ spec }: Policy) => (spec.egress ?? []).map(({ to }) => to ?? [])
const blocksOf = (policy: Policy) =>
  peersOf(policy)
    .flat()
    .flatMap(({ ipBlock }) => (ipBlock ? [ipBlock] : []))

/** Address space that is not private as a whole, with what in it a NetworkPolicy must leave out. */
const refused = new Map([
  ['0.0.0.0/0', BLOCKED_IPV4],
  [PUBLIC_IPV6, BLOCKED_IPV6],
])

/** Whoever may reach the internet may reach none of the ranges that the services refuse to send to. */
function judgeInternet(manifests: readonly Manifest[]): string[] {
  const policies = manifests.filter(isPolicy)
  const blocks = policies.flatMap(blocksOf)
  return [
    ...broken([
      ['a NetworkPolicy lets webhooks out', blocks.some(({ cidr }) => refused.has(cidr))],
      ['every rule for what goes out says where to', policies.flatMap(peersOf).every((to) => to.length > 0)],
      ['IPv6 is left by its public space alone', !blocks.some(({ cidr }) => cidr === '::/0')],
    ]),
    ...blocks.flatMap(({ cidr, except = [] }) =>
      (refused.get(cidr) ?? [])
        .filter((range) => !except.includes(range))
        .map((range) => `a NetworkPolicy lets webhooks into ${range}, which the services refuse`),
    ),
  ]
}

import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { anySecret, hasTools, judgeEnvironment, programOf } from './programs.ts'

interface Service {
  image: string
  command?: string[]
  environment?: Record<string, string>
  container_name?: string
  ports?: string[]
  read_only?: boolean
  cap_drop?: string[]
  security_opt?: string[]
  depends_on?: Record<string, { condition: string }>
  deploy?: { resources?: { limits?: { memory?: string } } }
  volumes?: string[]
}

/** `${NAME}`, `${NAME:-default}`, `${NAME:?what is missing}`; `$$` is a dollar. */
const variable = /\$\$|\$\{(\w+)(?::([-?])([^}]*))?\}/g
const isSecret = (name: string) => /PASSWORD|SECRET|KEY|TOKEN/.test(name) && !name.endsWith('_PREVIOUS')

/** What compose makes of a value in the environment of a deployer who has set what must be set, and nothing else. */
function interpolate(text: string): string {
  return text.replace(variable, (whole, _name: string | undefined, kind?: string, rest = '') =>
    whole === '$$' ? '$' : kind === '?' ? anySecret() : rest,
  )
}

/** What is wrong with docker-compose.yml beyond its form, which dclint judges. */
export function judgeCompose(file: URL): string[] {
  const text = readFileSync(file, 'utf8')
  const { services } = parse(text, { merge: true }) as { services: Record<string, Service> }
  const faults = Object.entries(services).flatMap(([name, service]) =>
    [...judgeProgram(service), ...judgeService(service)].map((fault) => `${name}: ${fault}`),
  )
  for (const [whole, name, kind] of text.matchAll(variable))
    if (name && kind !== '?' && isSecret(name) && !/^(GRAFANA_DB|SEED|BACKUP_S3)_/.test(name))
      faults.push(`${whole} has a default, and a secret may have none`)
  for (const name of ['api', 'worker', 'backup'])
    if (services[name]?.depends_on?.['migrate']?.condition !== 'service_completed_successfully')
      faults.push(`${name} does not wait for the migrations`)
  if (services['worker']?.container_name || services['worker']?.ports)
    faults.push('worker: there can be only one of it')
  faults.push(...judgeBackups(services).map((fault) => `backup: ${fault}`))
  for (const wanted of ['--appendonly yes', '--maxmemory-policy noeviction'])
    if (!services['redis']?.command?.join(' ').includes(wanted)) faults.push(`redis: runs without ${wanted}`)
  return faults
}

/** The worker's image has no pg_dump, so another makes them, when the API's health asks for them. */
function judgeBackups({ api, worker, backup }: Record<string, Service>): string[] {
  const { BACKUP_CRON, BACKUP_ENCRYPTION_KEY } = backup?.environment ?? {}
  const rules: [string, boolean][] = [
    ['runs by its own schedule', backup?.command?.join(' ') === 'node dist/commands/backup.js --schedule'],
    ['keeps what it makes in a volume', backup?.volumes?.includes('backups:/var/backups/g5-core') === true],
    ['encrypts what it makes', BACKUP_ENCRYPTION_KEY?.includes(':?') === true],
    ['runs when the API expects it', BACKUP_CRON !== undefined && api?.environment?.['BACKUP_CRON'] === BACKUP_CRON],
    ['is alone in making them', worker?.environment?.['BACKUP_CRON'] === undefined],
  ]
  return rules.filter(([, holds]) => !holds).map(([rule]) => `it must hold that it ${rule}`)
}

function judgeProgram({ image, command, environment = {} }: Service): string[] {
  const program = programOf(image, command)
  if (!program) return []
  const given = Object.entries(environment).map(([name, value]) => [name, interpolate(String(value))])
  return judgeEnvironment(program, Object.fromEntries(given))
}

function judgeService(service: Service): string[] {
  const rules: [string, boolean][] = [
    ['drops every capability', service.cap_drop?.join() === 'ALL'],
    ['gets no new privileges', service.security_opt?.includes('no-new-privileges:true') === true],
    ['has the tools that it runs', hasTools(service.image, service.command)],
    ['has a limit of memory', service.deploy?.resources?.limits?.memory !== undefined],
    ['publishes on the loopback alone', (service.ports ?? []).every((port) => port.startsWith('127.0.0.1:'))],
    ['has a read-only root', service.read_only === true || !programOf(service.image, service.command)],
  ]
  return rules.filter(([, holds]) => !holds).map(([rule]) => `it must hold that it ${rule}`)
}

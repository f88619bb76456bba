import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parse, parseAllDocuments } from 'yaml'

export interface Manifest {
  apiVersion: string
  kind: string
  metadata: { name: string }
}

interface Kustomization {
  resources?: string[]
  components?: string[]
  configMapGenerator?: { name: string; literals: string[] }[]
}

/** A kustomization's own manifests, as they are written; the ConfigMaps that it generates are among them. */
export function manifestsOf(folder: URL): Manifest[] {
  const { resources = [], components = [], configMapGenerator = [] } = kustomization(folder)
  const maps = configMapGenerator.map(({ name, literals }) => {
    const data = Object.fromEntries(literals.map((literal) => [/^\w+/.exec(literal)?.[0] ?? '', settingIn(literal)]))
    return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name }, data }
  })
  const files = [...resources, ...components].flatMap((path) =>
    path.endsWith('.yaml') ? documents(readFileSync(new URL(path, folder), 'utf8')) : [],
  )
  return [...maps, ...files]
}

const settingIn = (literal: string) => literal.slice(literal.indexOf('=') + 1)
const kustomization = (folder: URL): Kustomization => parse(readFileSync(new URL('kustomization.yaml', folder), 'utf8'))

/** Files of the folder that its kustomization does not name, and so nobody applies. */
export function forgotten(folder: URL): string[] {
  const text = readFileSync(new URL('kustomization.yaml', folder), 'utf8')
  return globSync('*.yaml', { cwd: folder }).filter((file) => file !== 'kustomization.yaml' && !text.includes(file))
}

/** As kubectl makes them of a kustomization; undefined where there is no kubectl. */
export function rendered(folder: URL): Manifest[] | undefined {
  const { error, status, stdout, stderr } = spawnSync('kubectl', ['kustomize', fileURLToPath(folder)], {
    encoding: 'utf8',
  })
  if (error) return undefined
  if (status !== 0) throw new Error(`kubectl kustomize ${fileURLToPath(folder)}: ${stderr}`)
  return documents(stdout)
}

function documents(text: string): Manifest[] {
  return parseAllDocuments(text, { merge: true }).map((document) => document.toJS() as Manifest)
}

/** Where the kinds of an API group are described. */
const packages: Record<string, string> = {
  'keda.sh/v1alpha1': '@kubernetes-models/keda/keda.sh/v1alpha1',
  'monitoring.coreos.com/v1': '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1',
}

const moduleOf = (apiVersion: string) => packages[apiVersion] ?? `kubernetes-models/${apiVersion}`

/**
 * What is wrong with the form of manifests: by the schema of their kind, which lets unknown fields pass as the API server
 * does, and by its type, which does not.
 */
export async function judgeForm(manifests: readonly Manifest[]): Promise<string[]> {
  const faults: string[] = []
  for (const manifest of manifests) {
    const { apiVersion, kind, metadata } = manifest
    const kinds = await import(moduleOf(apiVersion))
    if (!(kind in kinds)) faults.push(`${apiVersion} has no ${kind}`)
    else {
      try {
        new kinds[kind](manifest).validate()
      } catch (error) {
        faults.push(`${kind} ${metadata.name}: ${(error as Error).message}`)
      }
    }
  }
  return [...faults, ...judgeTypes(manifests)]
}

function judgeTypes(manifests: readonly Manifest[]): string[] {
  const here = import.meta.dirname
  const folder = mkdtempSync(join(here, 'generated-'))
  try {
    const lines = manifests.map(
      (manifest, n) =>
        `export const m${n}: import('${moduleOf(manifest.apiVersion)}').I${manifest.kind} = ${JSON.stringify(manifest)}`,
    )
    writeFileSync(join(folder, 'manifests.ts'), lines.join('\n'))
    const tsconfig = { extends: '../../tsconfig.json', include: ['manifests.ts'] }
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(tsconfig))
    const tsc = join(here, '../../node_modules/.bin/tsc')
    const { status, stdout } = spawnSync(tsc, ['-p', folder, '--pretty', 'false'], { encoding: 'utf8' })
    if (status === 0) return []
    return stdout
      .split('\n')
      .filter((line) => line.trim() !== '')
      .map((line) => line.replace(/^.*manifests\.ts\((\d+),\d+\): /, (_, n) => name(manifests[Number(n) - 1])))
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const name = (manifest: Manifest | undefined) => (manifest ? `${manifest.kind} ${manifest.metadata.name}: ` : '')

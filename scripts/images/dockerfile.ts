import { readFileSync } from 'node:fs'
import { type Dockerfile, DockerfileParser, type Instruction } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'

/** What a Dockerfile says, as far as a machine without an engine can do it. */
export interface Recipe {
  /** Shell commands of the build stage, in their order and without their flags. */
  build: string[]
  /** How a container starts. */
  command: string[]
  /** How the engine asks whether it is well. */
  healthCheck: string[]
  /** What a container is given besides what its deployer sets. */
  env: Record<string, string>
}

/** @throws with everything that is wrong with it */
export function readDockerfile(file: URL, nodeVersion: string): Recipe {
  const text = readFileSync(file, 'utf8')
  const parsed = DockerfileParser.parse(text)
  const faults = [
    ...validate(text).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`),
    ...broken(parsed, nodeVersion),
  ]
  if (faults.length > 0) throw new Error(`${file.pathname}:\n  ${faults.join('\n  ')}`)
  const [health] = parsed.getHEALTHCHECKs()
  return {
    build: stage(parsed, 0).flatMap((line) => (line.getKeyword() === 'RUN' ? [withoutFlags(line)] : [])),
    command: exec(parsed.getCMDs()[0]) ?? [],
    healthCheck: exec(health) ?? [],
    env: Object.fromEntries(
      parsed
        .getENVs()
        .slice(-1)
        .flatMap((env) => env.getProperties().map((property) => [property.getName(), property.getValue() ?? ''])),
    ),
  }
}

/** The rules of this house, which no general linter knows. */
function broken(parsed: Dockerfile, nodeVersion: string): string[] {
  const said = (keyword: string) =>
    stage(parsed, -1)
      .filter((line) => line.getKeyword() === keyword)
      .map((line) => line.getArgumentsContent() ?? '')
  const base = `node:${nodeVersion}-bookworm-slim`
  const rules: [string, boolean][] = [
    [`every stage is from ${base}`, parsed.getFROMs().every((from) => from.getImage() === base)],
    ['there is a stage to build in', parsed.getFROMs().length === 2],
    ['the user is a number, and not root', said('USER').every((user) => /^[1-9]\d*:[1-9]\d*$/.test(user))],
    ['there is one USER', said('USER').length === 1],
    ['it stops at SIGTERM', said('STOPSIGNAL').join() === 'SIGTERM'],
    ['CMD starts node itself, without a shell', exec(parsed.getCMDs()[0])?.[0] === 'node'],
    ['HEALTHCHECK starts node itself', exec(parsed.getHEALTHCHECKs()[0])?.[0] === 'node'],
    ['there is no entry point that could come between', parsed.getENTRYPOINTs().length === 0],
    ['it is labelled', said('LABEL').join().includes('org.opencontainers.image.title')],
    ['nothing is fetched by ADD', !parsed.getInstructions().some((line) => line.getKeyword() === 'ADD')],
  ]
  return rules.filter(([, holds]) => !holds).map(([rule]) => `does not hold: ${rule}`)
}

function stage(parsed: Dockerfile, at: number): Instruction[] {
  const starts = parsed.getFROMs().map((from) => from.getRange().start.line)
  const first = starts.at(at) ?? 0
  const end = starts.find((line) => line > first) ?? Number.POSITIVE_INFINITY
  return parsed.getInstructions().filter((line) => {
    const at = line.getRange().start.line
    return at >= first && at < end
  })
}

/** The words of the exec form; undefined for the form that needs a shell. */
function exec(line: Instruction | undefined): string[] | undefined {
  const [, words] = /^(?:--\S+\s+|\\\s+|CMD\s+)*(\[.*\])\s*$/s.exec(line?.getArgumentsContent() ?? '') ?? []
  return words === undefined ? undefined : JSON.parse(words)
}

function withoutFlags(line: Instruction): string {
  return (line.getArgumentsContent() ?? '').replace(/^(--\S+\s+|\\\s+)+/, '')
}

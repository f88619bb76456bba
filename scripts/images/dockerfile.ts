import { readFileSync } from 'node:fs'
import { type Dockerfile, DockerfileParser, type Instruction } from 'dockerfile-ast'
import { validate } from 'dockerfile-utils'

/** What a Dockerfile says, as far as a machine without an engine can do it. */
export interface Recipe {
  /** Shell commands of the build stage, in their order and without their flags. */
  build: string[]
  /** Folders of the built repository that the image has besides what was deployed, each with where it lies there. */
  carries: [from: string, to: string][]
  /** How a container starts. */
  command: string[]
  /** How the engine asks whether it is well. */
  healthCheck: string[]
  /** What a container is given besides what its deployer sets. */
  env: Record<string, string>
}

/** What a Dockerfile of ours must be like, where they differ. */
export interface House {
  /** The image that each stage is from: to build in, and to run in. */
  bases: [build: string, final: string]
  /** Whether it answers callers, or runs a command to its end. */
  serves: boolean
  /** Folders of the built repository, each with where it lies in the image; nothing else is copied from it. */
  carries: [from: string, to: string][]
}

/** @throws with everything that is wrong with it */
export function readDockerfile(file: URL, house: House): Recipe {
  const text = readFileSync(file, 'utf8')
  const faults = judgeDockerfile(text, house)
  if (faults.length > 0) throw new Error(`${file.pathname}:\n  ${faults.join('\n  ')}`)
  const parsed = DockerfileParser.parse(text)
  const [health] = parsed.getHEALTHCHECKs()
  return {
    build: stage(parsed, 0).flatMap((line) => (line.getKeyword() === 'RUN' ? [withoutFlags(line)] : [])),
    carries: house.carries,
    command: exec(parsed.getCMDs()[0]) ?? [],
    healthCheck: exec(health) ?? [],
    env: environmentIn(parsed),
  }
}

function environmentIn(parsed: Dockerfile): Record<string, string> {
  const [env] = parsed.getENVs().slice(-1)
  const properties = env?.getProperties() ?? []
  return Object.fromEntries(properties.map((property) => [property.getName(), property.getValue() ?? '']))
}

/** What is wrong with it: by a general linter, and by the rules of this house, which no general linter knows. */
export function judgeDockerfile(text: string, { bases, serves, carries }: House): string[] {
  const parsed = DockerfileParser.parse(text)
  const said = (keyword: string) =>
    stage(parsed, -1)
      .filter((line) => line.getKeyword() === keyword)
      .map((line) => line.getArgumentsContent() ?? '')
  const froms = parsed.getFROMs().map((from) => from.getImage())
  const ours = copiesIn(parsed).filter((what) => !what.includes('/usr/local/bin/'))
  const wanted = ['/out .', ...carries.map(([from, to]) => `/src/${from} ${to}`)]
  const rules: [string, boolean][] = [
    [`it copies ${wanted.join(' and ')}`, ours.join() === wanted.map((what) => `--from=build ${what}`).join()],
    [`its stages are from ${bases.join(' and ')}`, froms.join() === bases.join()],
    ['the user is a number, and not root', said('USER').every((user) => /^[1-9]\d*:[1-9]\d*$/.test(user))],
    ['there is one USER', said('USER').length === 1],
    ['it stops at SIGTERM', said('STOPSIGNAL').join() === 'SIGTERM'],
    ['CMD starts node itself, without a shell', exec(parsed.getCMDs()[0])?.[0] === 'node'],
    ['it is labelled', said('LABEL').join().includes('org.opencontainers.image.title')],
    ['nothing is fetched by ADD', !parsed.getInstructions().some((line) => line.getKeyword() === 'ADD')],
    ...(serves ? rulesOfServices(parsed, said) : rulesOfCommands(text, parsed, said, bases[1])),
  ]
  return [
    ...validate(text).map(({ range, message }) => `line ${range.start.line + 1}: ${message}`),
    ...rules.filter(([, holds]) => !holds).map(([rule]) => `does not hold: ${rule}`),
  ]
}

/** Those of the last stage, with their flags. */
function copiesIn(parsed: Dockerfile): string[] {
  const last = parsed.getFROMs().at(-1)?.getRange().start.line ?? 0
  const copies = parsed.getCOPYs().filter((copy) => copy.getRange().start.line > last)
  return copies.map((copy) => [...copy.getFlags(), copy.getArgumentsContent()].join(' '))
}

type Said = (keyword: string) => string[]

function rulesOfServices(parsed: Dockerfile, said: Said): [string, boolean][] {
  return [
    ['HEALTHCHECK starts node itself', exec(parsed.getHEALTHCHECKs()[0])?.[0] === 'node'],
    ['there is no entry point that could come between', said('ENTRYPOINT').length === 0],
  ]
}

/** They run on the image of another program, the tools of which they need. */
function rulesOfCommands(text: string, parsed: Dockerfile, said: Said, base: string): [string, boolean][] {
  const [, major] = /^postgres:(\d+)-/.exec(base) ?? []
  const tools = `/usr/lib/postgresql/${major}/bin`
  return [
    ['node is the one that it was built with', /^COPY --from=build (\/usr\/local\/bin\/node) \1$/m.test(text)],
    ['node and both tools were seen to start', ['node', `${tools}/pg_dump`, `${tools}/pg_restore`].every(isTried)],
    ['PG_BIN_DIR is where the tools of its base are', environmentIn(parsed)['PG_BIN_DIR'] === tools],
    ['the entry point of its base is taken away', said('ENTRYPOINT').join() === '[]'],
    ['it has no HEALTHCHECK, since it ends', parsed.getHEALTHCHECKs().length === 0],
  ]
  function isTried(program: string): boolean {
    return said('RUN').some((line) => line.includes(`${program} --version`))
  }
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

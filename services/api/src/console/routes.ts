import { access, constants, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import fastifyStatic from '@fastify/static'
import type { Logger } from '@g5/telemetry'
import type { FastifyInstance } from 'fastify'
import { HttpProblem } from '../problem.ts'
import { consoleHeaders } from './policy.ts'

interface ConsoleOptions {
  /** Undefined: the one beside the API, which is so in the repository and in the image. */
  directory: string | undefined
  portalFrameAncestors: readonly string[]
  hsts: boolean
  log: Logger
}

const beside = resolve(import.meta.dirname, '../../../console/dist')
const notBuilt = 'The console is not built here: pnpm -F g5-console build'
const page = 'index.html'

/**
 * The console's built files. Whatever is none of them is a page of the application, which routes by itself, save among
 * its assets: there an answer of another kind would be taken for the script that it is not.
 */
export async function addConsole(
  app: FastifyInstance,
  { directory = beside, portalFrameAncestors, hsts, log }: ConsoleOptions,
): Promise<void> {
  const headersOf = await consoleHeaders(hsts, portalFrameAncestors)
  await access(join(directory, page), constants.R_OK).catch((err) => log.warn({ err, directory }, notBuilt))

  await app.register(async (scope) => {
    // By `sendFile` alone: a route a file would be a label a file in the metrics.
    await scope.register(fastifyStatic, { serve: false, index: false, dotfiles: 'ignore', preCompressed: true })
    scope.addHook('onRequest', (request, reply, done) => {
      const headers = headersOf(request.url)
      if (!('x-frame-options' in headers)) reply.removeHeader('x-frame-options')
      reply.headers(headers)
      done()
    })
    scope.get('/console', (request, reply) =>
      reply.redirect(`/console/${new URL(request.url, 'http://_').search}`, 308),
    )
    scope.get<{ Params: { '*': string } }>('/console/*', async (request, reply) => {
      const file = await fileFor(directory, request.params['*'])
      if (isAsset(file)) return reply.sendFile(file, directory, { maxAge: '365d', immutable: true })
      return reply.header('cache-control', 'no-cache').sendFile(file, directory, { cacheControl: false })
    })
  })
}

/** Their names change with what is in them. */
const isAsset = (path: string) => path.startsWith('assets/')

/** @throws {HttpProblem} `not_found` */
async function fileFor(directory: string, path: string): Promise<string> {
  if (isWithin(path) && (await isFile(join(directory, path)))) return path
  if (isAsset(path)) throw absent('The console has no such file.')
  if (await isFile(join(directory, page))) return page
  throw absent(notBuilt)
}

/** Not to be remembered: another process, of the next release, may have it. */
const absent = (detail: string) => new HttpProblem('not_found', { detail, headers: { 'cache-control': 'no-store' } })

/** Nothing hidden, and no way up. */
const isWithin = (path: string) => path.split('/').every((name) => /^[^.\\\0][^\\\0]*$/.test(name))

async function isFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch (error) {
    if (isAbsence(error)) return false
    throw error
  }
}

const isAbsence = (error: unknown) =>
  error instanceof Error && 'code' in error && /^(ENOENT|ENOTDIR|ENAMETOOLONG)$/.test(String(error.code))

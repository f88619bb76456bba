import { constants, createContext, Script } from 'node:vm'
import type jsonata from 'jsonata'
import { runtimeComplaint, syntaxComplaint } from './complaints.ts'
import { jsonText, Unwritable } from './json-text.ts'
import { callDepth, softMs } from './limits.ts'
import type { Task, TaskAnswer } from './outcomes.ts'

/** Expressions that are kept compiled. */
const maxCompiled = 200

/** Runs in the realm, so that an expression is never handed a function of ours. */
const realmSetUp = `
  for (const { prototype } of [Object, Function, Array, String, Number, Boolean, Symbol, RegExp, Promise, Date, Error, Map, Set])
    Object.seal(prototype);
  ({
    parse: JSON.parse,
    encode(text) {
      if (text === undefined) return undefined;
      const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      const bytes = Array.from(text, (c) => c.charCodeAt(0) & 255);
      let out = '';
      for (let i = 0; i < bytes.length; i += 3) {
        const bits = (bytes[i] << 16) | ((bytes[i + 1] ?? 0) << 8) | (bytes[i + 2] ?? 0);
        const left = bytes.length - i;
        out += digits[bits >> 18] + digits[(bits >> 12) & 63] +
          (left > 1 ? digits[(bits >> 6) & 63] : '=') + (left > 2 ? digits[bits & 63] : '=');
      }
      return out;
    },
    decode(text) {
      if (text === undefined) return undefined;
      const digits = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
      let [out, bits, held] = ['', 0, 0];
      for (const c of text.replaceAll('-', '+').replaceAll('_', '/')) {
        const digit = digits.indexOf(c);
        if (digit < 0) continue;
        bits = ((bits << 6) | digit) & 0xffff;
        held += 6;
        if (held >= 8) out += String.fromCharCode((bits >> (held -= 8)) & 255);
      }
      return out;
    },
  })`

interface Realm {
  parse(text: string): unknown
  encode(text?: string): string | undefined
  decode(text?: string): string | undefined
}

/**
 * JSONata in a realm of its own, which knows nothing of Node, has no way to make code out of strings and whose
 * prototypes take no new members. That keeps expressions apart from us and from each other; what bounds their time and
 * memory is that the process this runs in can be killed.
 * @param source JSONata's own
 */
export function createEvaluator(source: string): (task: Task) => Promise<TaskAnswer> {
  const context = createContext(constants.DONT_CONTEXTIFY, { codeGeneration: { strings: false, wasm: false } })
  const run = (source: string, filename: string) => new Script(source, { filename }).runInContext(context)
  run(source, 'jsonata.js')
  const compileText: typeof jsonata = run('jsonata', 'realm.js')
  const realm: Realm = run(realmSetUp, 'realm.js')
  const compiled = new Map<string, jsonata.Expression>()

  /** @throws as JSONata does */
  function compile(text: string): jsonata.Expression {
    const expression = compileText(text, { timeout: softMs, stack: callDepth })
    // An expression that can be read is all that there is to it: none is made while it runs.
    expression.assign('eval', undefined)
    // Its own want Node's Buffer.
    expression.registerFunction('base64encode', realm.encode, '<s-:s>')
    expression.registerFunction('base64decode', realm.decode, '<s-:s>')
    return expression
  }

  function remembered(text: string): jsonata.Expression {
    const known = compiled.get(text)
    if (known) return known
    const expression = compile(text)
    const [oldest] = compiled.keys()
    if (compiled.size === maxCompiled && oldest !== undefined) compiled.delete(oldest)
    compiled.set(text, expression)
    return expression
  }

  function check(text: string): TaskAnswer {
    try {
      const place = usesEval(compile(text).ast())
      if (place === undefined) return { kind: 'sound' }
      return { kind: 'unsound', detail: '$eval is not to be had here', position: place }
    } catch (error) {
      return { kind: 'unsound', ...syntaxComplaint(error) }
    }
  }

  async function transform(task: Extract<Task, { kind: 'transform' }>): Promise<TaskAnswer> {
    const began = performance.now()
    const ms = () => Math.round((performance.now() - began) * 1000) / 1000
    try {
      const result = await remembered(task.expression).evaluate(realm.parse(task.document))
      return { kind: 'made', body: jsonText(result, task.maxBytes), ms: ms() }
    } catch (error) {
      const detail = error instanceof Unwritable ? error.message : runtimeComplaint(error, task.expression)
      return { kind: 'failed', detail, ms: ms() }
    }
  }

  return async (task) => (task.kind === 'check' ? check(task.expression) : transform(task))
}

/** Where the expression names `$eval`; undefined when it doesn't. */
function usesEval(ast: unknown): number | undefined {
  const seen = new Set<object>()
  const left = [ast]
  while (left.length > 0) {
    const node = left.pop()
    if (typeof node !== 'object' || node === null || seen.has(node)) continue
    seen.add(node)
    if ('type' in node && node.type === 'variable' && 'value' in node && node.value === 'eval')
      return 'position' in node && typeof node.position === 'number' ? node.position : 0
    left.push(...Object.values(node))
  }
  return undefined
}

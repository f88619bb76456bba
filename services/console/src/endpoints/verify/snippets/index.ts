import { csharp } from './csharp.ts'
import { curl } from './curl.ts'
import { go } from './go.ts'
import { java } from './java.ts'
import { php } from './php.ts'
import { python } from './python.ts'
import { ruby } from './ruby.ts'
import type { Snippet } from './snippet.ts'
import { typescript } from './typescript.ts'

export const snippets: readonly Snippet[] = [typescript, python, go, java, ruby, php, csharp, curl]

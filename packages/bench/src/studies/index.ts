import type { Ground } from '../ground.ts'
import type { StudyName } from '../options.ts'
import { openScope, type Scope } from '../scope.ts'
import { studyCli } from './cli.ts'
import { studyFairness } from './fairness.ts'
import { studyFilters } from './filters.ts'
import type { Finding } from './finding.ts'
import { studyFlat } from './flat.ts'
import { studyFootprint } from './footprint.ts'
import { studyHanging } from './hanging.ts'
import { studyMemory } from './memory.ts'
import { studyPacing } from './pacing.ts'
import { studySoak } from './soak.ts'

const studies: Record<StudyName, (scope: Scope, ground: Ground) => Promise<Finding[]>> = {
  flat: studyFlat,
  fairness: studyFairness,
  hanging: studyHanging,
  pacing: studyPacing,
  memory: studyMemory,
  soak: studySoak,
  filters: studyFilters,
  footprint: studyFootprint,
  cli: studyCli,
}

export type Findings = Partial<Record<StudyName, Finding[]>>

export async function runStudies(scope: Scope, ground: Ground): Promise<Findings> {
  const findings: Findings = {}
  for (const name of ground.options.studies) {
    const turn = openScope(scope)
    const say = (what: string) => ground.say(`${name}: ${what}`)
    findings[name] = await studies[name](turn, { ...ground, say })
    say('stopping')
    await turn.close()
  }
  return findings
}

import { rate } from '../ui/numbers.ts'

export interface PaceUnit {
  word: 'second' | 'minute' | 'hour'
  short: '/s' | '/min' | '/h'
  seconds: number
}

const second: PaceUnit = { word: 'second', short: '/s', seconds: 1 }
const minute: PaceUnit = { word: 'minute', short: '/min', seconds: 60 }
const hour: PaceUnit = { word: 'hour', short: '/h', seconds: 3_600 }

/** In which a pace is a number that one can picture: forty a day are 1.7 an hour, not 0.0005 a second. */
export function paceUnit(perSecond: number): PaceUnit {
  if (perSecond === 0 || perSecond >= 0.5) return second
  return perSecond * minute.seconds >= 0.5 ? minute : hour
}

/** `12 /s`, `4.5 /min`, `1.7 /h`. */
export function pace(perSecond: number, unit: PaceUnit = paceUnit(perSecond)): string {
  return `${rate(perSecond * unit.seconds)} ${unit.short}`
}

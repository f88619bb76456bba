import type { Logger } from './logger.ts'

/** Sets what is logged to `level`, or, without one, back to what it was when the process started. */
export function followLevel(log: Logger): (level: string | null) => void {
  const configured = log.level
  return (level) => {
    const next = level ?? configured
    if (log.level === next) return
    log.info({ from: log.level, to: next }, 'the log level changes')
    log.level = next
  }
}

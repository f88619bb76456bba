import { useSyncExternalStore } from 'react'
import { keep, kept } from '../kept.ts'

export type Theme = 'system' | 'light' | 'dark'

export const themes: readonly { theme: Theme; label: string }[] = [
  { theme: 'system', label: 'As the system' },
  { theme: 'light', label: 'Light' },
  { theme: 'dark', label: 'Dark' },
]

const listeners = new Set<() => void>()
let chosen: Theme | undefined

function chosenTheme(): Theme {
  const theme = chosen ?? kept('theme')
  return theme === 'light' || theme === 'dark' ? theme : 'system'
}

export function applyTheme(theme: Theme = chosenTheme()): void {
  if (theme === 'system') delete document.documentElement.dataset['theme']
  else document.documentElement.dataset['theme'] = theme
}

export function chooseTheme(theme: Theme): void {
  chosen = theme
  keep('theme', theme)
  applyTheme(theme)
  for (const tell of listeners) tell()
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener)
  return () => void listeners.delete(listener)
}

export const useTheme = (): Theme => useSyncExternalStore(subscribe, chosenTheme)

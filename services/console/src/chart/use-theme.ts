import { useSyncExternalStore } from 'react'

const dark = matchMedia('(prefers-color-scheme: dark)')

function subscribe(listener: () => void): () => void {
  const chosen = new MutationObserver(listener)
  chosen.observe(document.documentElement, { attributeFilter: ['data-theme'] })
  dark.addEventListener('change', listener)
  return () => {
    chosen.disconnect()
    dark.removeEventListener('change', listener)
  }
}

const theme = () => document.documentElement.dataset['theme'] ?? (dark.matches ? 'dark' : 'light')

/** What the page looks like now, for what is painted once and does not follow its colours by itself. */
export const useTheme = () => useSyncExternalStore(subscribe, theme)

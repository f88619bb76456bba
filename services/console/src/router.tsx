import { createRouter } from '@tanstack/react-router'
import { routes } from './routes.tsx'
import { parseAddress, writeAddress } from './search/address.ts'

/** @param basepath of the door: the same pages lie behind both */
export function createConsoleRouter(basepath: string) {
  return createRouter({
    routeTree: routes,
    basepath,
    defaultPreload: 'intent',
    scrollRestoration: true,
    parseSearch: parseAddress,
    stringifySearch: writeAddress,
  })
}

declare module '@tanstack/react-router' {
  interface Register {
    router: ReturnType<typeof createConsoleRouter>
  }
}

export { createEgress, type Egress, type EgressOptions, type EgressRequest } from './egress.ts'
export { judgeEndpointUrl } from './endpoint-url.ts'
export {
  type AddressVerdict,
  type Allowed,
  createPolicy,
  DEFAULT_PORTS,
  type EgressPolicy,
  type Policy,
  type PortRange,
  type Refused,
  type UrlRefusal,
  type WaivableRule,
} from './policy.ts'
export { type Resolve, resolveHost } from './resolve.ts'

import { BlockList, isIP } from 'node:net'
import { type Check, green, redIn, type Verdict, yellow } from '../verdict.ts'

/** This host, and where clouds keep their instances' credentials. */
const neverAllowed = ['127.0.0.1', '::1', '169.254.169.254', 'fd00:ec2::254']

/** @param allowed CIDR ranges or addresses that tenants' webhooks may reach although they are private */
export function judgeEgress(mode: string, allowed: readonly string[]): Verdict {
  if (allowed.length === 0) return green('webhooks go to public addresses only')
  if (mode !== 'production') return green(`also to ${allowed.join(', ')}`)
  const todo = 'Set EGRESS_ALLOWED_CIDRS=none, or to the receivers that are yours and nothing else.'
  const open = neverAllowed.filter((address) => covers(allowed, address))
  return open.length > 0
    ? redIn(mode, `webhooks may reach ${open.join(', ')}`, todo)
    : yellow(`webhooks may also reach ${allowed.join(', ')}`, todo)
}

function covers(ranges: readonly string[], address: string): boolean {
  const list = new BlockList()
  for (const range of ranges) {
    const [base = '', prefix] = range.split('/')
    const family = isIP(base) === 6 ? 'ipv6' : 'ipv4'
    list.addSubnet(base, prefix === undefined ? (family === 'ipv6' ? 128 : 32) : Number(prefix), family)
  }
  return list.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

export const egress: Check = {
  id: 'egress',
  item: 'Egress policy',
  look({ env: { mode, values } }) {
    if (!values.EGRESS_ALLOWED_CIDRS) throw new Error('EGRESS_ALLOWED_CIDRS is not valid')
    return judgeEgress(mode, values.EGRESS_ALLOWED_CIDRS)
  },
}

const plain = new Intl.NumberFormat()
const short = new Intl.NumberFormat(undefined, { notation: 'compact', maximumFractionDigits: 1 })

export const count = (n: number) => (Math.abs(n) < 100_000 ? plain.format(n) : short.format(n))
/** A count that stopped where counting would get dear. */
export const bounded = ({ count: n, atLeast }: { count: number; atLeast: boolean }) =>
  `${count(n)}${atLeast ? '+' : ''}`
export const rate = (perSecond: number) =>
  perSecond === 0
    ? '0'
    : perSecond < 0.1
      ? '< 0.1'
      : perSecond < 10
        ? perSecond.toFixed(1)
        : count(Math.round(perSecond))
/** A share between 0 and 1. What is not all is never shown as 100 %. */
export const share = (part: number) =>
  part > 0.9995 && part < 1 ? '99.9 %' : `${(part * 100).toFixed(part > 0 && part < 1 ? 1 : 0)} %`

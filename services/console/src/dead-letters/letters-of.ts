export const lettersOf = (n: number) => (n === 1 ? 'dead letter' : 'dead letters')

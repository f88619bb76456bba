import { command } from '../command.ts'

const outcomes = {
  delivered_to: 'It went there.',
  not_wanted: 'It did not go there: the endpoint does not want it.',
  made_later: 'It did not go there: the endpoint is younger than the event.',
  changed_later: 'It did not go there: the endpoint wants it today, and did not then.',
  unknown: 'Nobody can say any more: the payload that the filter looks at was erased.',
}

export const explain = command({
  name: 'explain',
  summary: 'Say why an event did or did not go to an endpoint',
  args: [
    { name: '<event>', summary: 'id of the event' },
    { name: '<endpoint>', summary: 'id or uid of the endpoint' },
  ],
  examples: [['g5 explain evt_01k71a8700e008000000000001 billing', 'clause by clause']],
  json: 'the answer of GET /v1/events/:id/explain',
  async run({ out, g5 }, [event = '', endpoint = '']) {
    const told = await g5.events.explain(event, { endpointId: endpoint })
    out.data(told)
    if (out.quiet) return out.value(told.outcome)
    out.line(outcomes[told.outcome] ?? told.outcome)
    if (told.deliveryId) out.line(`${told.deliveryId} is ${told.status}.`)
    if (told.endpointChangedSince)
      out.line(`The endpoint changed since (${told.endpointUpdatedAt}), so these are not the clauses that decided.`)
    out.line()
    out.table(told.clauses, [
      { title: 'CLAUSE', value: ({ clause }) => clause },
      {
        title: 'FITS',
        value: ({ matched }) => (matched === null ? 'unknown' : matched ? 'yes' : 'no'),
        colour: ({ matched }) => (matched ? 'green' : 'red'),
      },
      { title: 'WHERE', value: ({ pointer }) => pointer, flexible: true, optional: 1 },
      { title: 'DETAIL', value: ({ detail }) => detail, flexible: true },
    ])
  },
})
